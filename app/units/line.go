package units

import (
	"errors"
	"strings"

	"anamnesis/app/units/ucum"
)

// ReadLine answers one input line of `anamnesis units read`: UNIT[<tab>LOINC] gives status<tab>ucum<tab>reason.
func ReadLine(line string) string {
	text, loinc, _ := strings.Cut(line, "\t")
	r := Read(text, strings.TrimSpace(loinc))
	return string(r.Status) + "\t" + r.UCUM + "\t" + r.Reason
}

// ConvertLine answers one input line of `anamnesis units convert`: VALUE<tab>FROM<tab>TO[<tab>LOINC-FROM[<tab>LOINC-TO]]
// gives status<tab>result<tab>exact<tab>reason. A unit that is not UCUM is read as sources write it, and the reason says so.
// A comparator before the value stays before the result.
func ConvertLine(line string) string {
	cells := strings.Split(line, "\t")
	if len(cells) < 3 || len(cells) > 5 {
		return "invalid\t\t\tA line holds a value, the unit to convert from and the unit to convert to, separated by tabs."
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	cells = append(cells, "", "")
	number := strings.TrimLeft(cells[0], "<>=")
	comparator := cells[0][:len(cells[0])-len(number)]
	from, noteFrom, err := unitOfLine(cells[1], cells[3])
	if err != nil {
		return "invalid\t\t\t" + err.Error()
	}
	loincTo := cells[4]
	if loincTo == "" {
		loincTo = cells[3]
	}
	to, noteTo, err := unitOfLine(cells[2], loincTo)
	if err != nil {
		return "invalid\t\t\t" + err.Error()
	}
	r, err := Convert(strings.TrimSpace(number), from, to, nil, cells[3], cells[4])
	if err != nil {
		status := "invalid"
		var refusal *Refusal
		if errors.As(err, &refusal) {
			status = "refused"
		}
		return status + "\t\t\t" + err.Error()
	}
	return "ok\t" + comparator + r.Shown + "\t" + comparator + r.Exact + "\t" + strings.TrimSpace(noteFrom+" "+noteTo)
}

// unitOfLine returns the UCUM code of a unit text, and a note when it was not one.
func unitOfLine(text, loinc string) (code, note string, err error) {
	if _, err := ucum.Parse(text); err == nil {
		if r := Read(text, loinc); r.UCUM != "" {
			if r.UCUM != text {
				note = text + " is read as " + r.UCUM + "."
			}
			return r.UCUM, note, nil
		}
		return text, "", nil
	}
	r := Read(text, loinc)
	if r.UCUM == "" {
		return "", "", &Invalid{Reason: "The unit cannot be read: " + lowerFirst(r.Reason)}
	}
	return r.UCUM, text + " is read as " + r.UCUM + ".", nil
}
