package units

import (
	"strings"
	"sync"

	"anamnesis/app/record"
	"anamnesis/app/units/decimal"
	"anamnesis/assets"
)

// DoseStyle is the syntax of doses. The zero value groups digits by a no-break space and writes mcg.
type DoseStyle int

// The styles of doses.
const (
	DoseInternational DoseStyle = iota
	DoseUS                      // digits grouped by a comma from 1,000; mcg
	DoseUK                      // micrograms and nanograms in full
	DoseAU                      // microg and nanog
)

// FormatDose writes the dose of one dosage by the medication-safety rules: 3.125 mg, 1 to 2 tablets, half a tablet, 1 000
// units. The number is never rescaled or rounded. It is "" when no dose is stated.
func FormatDose(d record.Dosage) string { return DoseInternational.Dose(d) }

// Dose writes the dose of one dosage; see FormatDose.
func (s DoseStyle) Dose(d record.Dosage) string {
	low, high := d.Dose, d.DoseHigh
	if low.Number == "" && high.Number == "" {
		return ""
	}
	if low.Number == "" {
		return "up to " + s.amount(high)
	}
	if high.Number == "" || high.Number == low.Number && unitOf(high) == unitOf(low) {
		return s.amount(low)
	}
	if unitOf(low) == unitOf(high) || unitOf(low) == "" {
		u := s.unit(unitOf(high))
		return s.number(low.Number) + " to " + join(s.number(high.Number), u.word(high.Number))
	}
	return s.amount(low) + " to " + s.amount(high)
}

// Amount writes one quantity, such as a strength, by the same rules.
func (s DoseStyle) Amount(q record.Quantity) string {
	if q.Number == "" {
		return ""
	}
	return s.amount(q)
}

func (s DoseStyle) amount(q record.Quantity) string {
	u := s.unit(unitOf(q))
	text := join(s.number(q.Number), u.word(q.Number))
	if words, ok := u.inWords(q.Number); ok {
		text = words
	}
	switch q.Comparator {
	case "<":
		return "less than " + text
	case "<=":
		return "up to " + text
	case ">":
		return "more than " + text
	case ">=":
		return "at least " + text
	}
	return text
}

// number writes the digits without a trailing zero and with a leading one.
func (s DoseStyle) number(text string) string {
	n := decimal.Plain(text)
	if strings.Contains(n, ".") {
		n = strings.TrimSuffix(strings.TrimRight(n, "0"), ".")
	}
	if strings.HasPrefix(n, ".") {
		n = "0" + n
	}
	for len(n) > 1 && n[0] == '0' && n[1] != '.' {
		n = n[1:]
	}
	separator := NoBreakSpace
	if s == DoseUS {
		separator = ","
	}
	return decimal.Group(n, separator)
}

func join(number, unit string) string {
	if unit == "" {
		return number
	}
	return number + " " + unit
}

// unitOf returns the unit to write: as it was read, else in the source's own words.
func unitOf(q record.Quantity) string {
	candidates := []string{q.UCUM, q.Unit, q.Code}
	if strings.HasPrefix(q.UCUM, "{") {
		candidates = []string{q.Unit, q.UCUM, q.Code} // an annotation says less than the source's own word
	}
	for _, u := range candidates {
		if u = strings.TrimSpace(u); u != "" && u != "1" {
			return u
		}
	}
	return ""
}

// doseUnit is a unit in one style.
type doseUnit struct {
	one, many string
	split     bool
}

func (u doseUnit) word(number string) string {
	if Compare(number, "1") == 0 || Compare(number, "1") < 0 && u.split {
		return u.one
	}
	return u.many
}

// inWords says halves and quarters of a tablet in words, so that no fraction or point is misread.
func (u doseUnit) inWords(number string) (string, bool) {
	if !u.split {
		return "", false
	}
	n, err := decimal.Parse(number)
	if err != nil || n.Neg {
		return "", false
	}
	whole, part, _ := strings.Cut(DoseInternational.number(number), ".")
	fraction := map[string]string{"5": "half", "25": "a quarter", "75": "three quarters"}[part]
	switch {
	case fraction == "":
		return "", false
	case whole == "0" && part == "5":
		return "half a " + u.one, true
	case whole == "0":
		return fraction + " of a " + u.one, true
	case part == "5":
		return whole + " and a half " + u.many, true
	}
	return whole + " and " + fraction + " " + u.many, true
}

// unit finds how a unit is written. Compound units are written with "per", never with a slash.
func (s DoseStyle) unit(text string) doseUnit {
	if text == "" {
		return doseUnit{}
	}
	if row, ok := doseUnits().find(strings.TrimSuffix(text, ".")); ok {
		return row.in(s)
	}
	if row, ok := doseUnits().find(text); ok {
		return row.in(s)
	}
	above, below, ok := strings.Cut(text, "/")
	if ok && above != "" && below != "" {
		u := s.unit(above)
		b := per(s, below)
		return doseUnit{one: u.one + " per " + b, many: u.many + " per " + b}
	}
	if r := readFor(text, nil); r.UCUM != "" && r.UCUM != text {
		return s.unit(r.UCUM)
	}
	plain := strings.Trim(strings.NewReplacer("µ", "mc", "μ", "mc", "{", "", "}", "", "[", "", "]", "").Replace(text), " ")
	return doseUnit{one: plain, many: plain}
}

// per writes what stands below the line.
func per(s DoseStyle, text string) string {
	var words []string
	for _, p := range strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == '.' || r == '(' || r == ')' }) {
		word, ok := perWords[p]
		if !ok {
			word = s.unit(p).one
		}
		words = append(words, word)
	}
	return strings.Join(words, " per ")
}

var perWords = map[string]string{
	"h": "hour", "hr": "hour", "min": "minute", "d": "day", "s": "second", "wk": "week", "m2": "square metre", "kg": "kg",
	"{1.73_m2}": "1.73 square metres", "24": "24", "1": "1",
}

type doseRow struct {
	one, many, uk, au string
	split             bool
}

func (r doseRow) in(s DoseStyle) doseUnit {
	u := doseUnit{r.one, r.many, r.split}
	switch {
	case s == DoseUK && r.uk != "":
		u.one, u.many = r.uk, r.uk
	case s == DoseAU && r.au != "":
		u.one, u.many = r.au, r.au
	}
	return u
}

var doseUnits = sync.OnceValue(func() folding[doseRow] {
	f := folding[doseRow]{map[string]doseRow{}, map[string]doseRow{}}
	t, err := assets.ReadTable(assets.Units, "units/dose-units.tsv", "read", "one", "many", "uk", "au", "split")
	if err != nil {
		panic(err) // the table is part of the program and every row is tested
	}
	for i := range t.Len() {
		row := doseRow{t.Cell(i, "one"), t.Cell(i, "many"), t.Cell(i, "uk"), t.Cell(i, "au"), t.Cell(i, "split") != ""}
		f.exact[t.Cell(i, "read")] = row
		f.folded[strings.ToLower(t.Cell(i, "read"))] = row
	}
	return f
})
