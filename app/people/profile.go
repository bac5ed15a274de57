package people

import (
	"slices"
	"strconv"
	"strings"

	"anamnesis/app/record"
)

// profile is one patient record, made comparable once.
type profile struct {
	ref      record.Ref
	names    []fullName // empty when no name is known
	nameless bool       // a placeholder stands in the name's place
	birth    date
	sexes    []string // male, female: administrative gender, and sex at birth where it is another
	ids      []identifier
	homes    []home
	phones   []string
	mails    []string
	order    int // birth order of a multiple birth, 0 when not stated
	multiple bool
	links    []record.Link
	target   bool // another record links to it
}

// fullName is one name of a record; a record may have several, in several scripts.
type fullName struct {
	given  []*word // the first is the one that is called, the rest are middle names or the patronymic
	family []*word // without particles
	joined *word   // the family name with particles, as one word
	former bool    // maiden or old
	suffix string  // generation: jr, sr, 2, 3
}

// home is one address.
type home struct {
	number string
	street []*word
	joined *word // the words of the street as one, for blanks misplaced
	city   *word
	post   string
}

// read makes a Patient fact comparable. A fact without a patient gives a profile that compares with nothing.
func (v *vocabulary) read(f *record.Fact) *profile {
	p := &profile{ref: f.Ref}
	if f.Patient == nil {
		return p
	}
	x := f.Patient
	p.birth = readBirth(x.BirthDate)
	for _, s := range []string{x.Gender, x.BirthSex} {
		if s = sexes[strings.ToLower(s)]; s != "" && !slices.Contains(p.sexes, s) {
			p.sexes = append(p.sexes, s)
		}
	}
	p.links = x.Links
	if n, err := strconv.Atoi(x.Multiple); err == nil {
		p.order, p.multiple = n, n > 0
	} else {
		p.multiple = x.Multiple == "true"
	}
	for i := range x.Names {
		v.readName(p, &x.Names[i])
	}
	v.readIdentifiers(p, f.Identifiers)
	for i := range x.Addresses {
		if h, ok := v.readHome(&x.Addresses[i]); ok {
			p.homes = append(p.homes, h)
		}
	}
	for _, t := range x.Telecoms {
		p.readTelecom(t)
	}
	return p
}

func (v *vocabulary) readIdentifiers(p *profile, ids []record.Identifier) {
	for _, raw := range ids {
		if raw.Use == "old" && raw.Value == "" {
			continue
		}
		id, ok := readIdentifier(raw)
		if !ok {
			continue
		}
		if birth, sex, ok := readEGN(id.value); ok && (id.field == "egn" || birth == p.birth) {
			switch compareBirth(birth, p.birth) {
			case birthSwapped, birthTypo, birthNear, birthOther:
				id.strength, id.field = recordLevel, "number" // it is somebody else's, or the birth date is wrong
			default:
				id.system, id.field, id.strength = "egn", "egn", national
				p.birth = birth
				if len(p.sexes) == 0 {
					p.sexes = []string{sex}
				}
			}
		} else if id.field == "egn" {
			id.system, id.field, id.strength = id.system+" unchecked", "number", personLevel
		}
		same := func(o identifier) bool { return o.system == id.system && o.value == id.value }
		if !slices.ContainsFunc(p.ids, same) {
			number, ok := v.systems[id.system]
			if !ok {
				number = int32(len(v.systems))
				v.systems[id.system] = number
			}
			id.number = number
			p.ids = append(p.ids, id)
		}
	}
}

func (p *profile) readTelecom(t record.Telecom) {
	value := strings.TrimSpace(strings.ToLower(t.Value))
	switch {
	case strings.Contains(value, "@"):
		local, _, _ := strings.Cut(value, "@")
		if !notNames[Fold(local)] && local != "none" && local != "info" && local != "noreply" {
			p.mails = append(p.mails, value)
		}
	case t.System != "url":
		n := digits(value)
		if len(n) < 6 || sham(n) || sham(strings.TrimLeft(n, "0")) || sham(n[len(n)-6:]) {
			return
		}
		if len(n) > 9 { // country and trunk prefixes are written or not
			n = n[len(n)-9:]
		}
		p.phones = append(p.phones, n)
	}
}

// sexes are the codes in use for them: administrative gender, HL7 v3, US Core birth sex and SNOMED CT.
var sexes = map[string]string{"male": "male", "m": "male", "248153007": "male", "female": "female", "f": "female", "248152002": "female"}

// particles of family names carry no weight of their own.
var particles = words(`van von der den de la le el al da di del della dos das du ter ten bin ibn bint abu st mac mc o y i e`)

// titles and the like stand in a name's text without being part of the name.
var titles = words(`mr mrs ms miss dr prof md phd sir lady rev gn gzha gospodin gospozha dr drr inzh prof akad
	doktor frau herr mme mlle sra srta`)

// generations of family members who bear one name.
var generations = map[string]string{
	"jr": "2", "junior": "2", "ml": "2", "mladshi": "2", "ii": "2", "2nd": "2",
	"sr": "1", "senior": "1", "starshi": "1", "1st": "1",
	"iii": "3", "3rd": "3", "iv": "4", "4th": "4",
}

func (v *vocabulary) readName(p *profile, n *record.Name) {
	family, given, suffixes := n.Family, n.Given, n.Suffix
	if family == "" && len(given) == 0 {
		family, given, suffixes = parseText(n.Text)
	}
	name := fullName{former: n.Use == "maiden" || n.Use == "old" || n.Ended}
	for _, s := range suffixes {
		if g := generations[strings.ReplaceAll(Fold(s), " ", "")]; g != "" {
			name.suffix = g
		}
	}
	var all strings.Builder // the whole name, to know John Doe by
	for _, g := range given {
		for _, part := range split(g) {
			f := strings.ReplaceAll(Fold(part), " ", "")
			all.WriteString(f)
			switch g := generations[f]; {
			case g != "" && len(f) > 1 && len(name.given) > 0:
				name.suffix = g
			case notNames[f]:
				p.nameless = true
			default:
				if w := v.word(part); w != nil {
					name.given = append(name.given, w)
				}
			}
		}
	}
	parts := split(family)
	var kept []string
	for i, part := range parts {
		f := strings.ReplaceAll(Fold(part), " ", "")
		all.WriteString(f)
		if g := generations[f]; g != "" && i > 0 {
			name.suffix = g
			continue
		}
		if notNames[f] {
			p.nameless = true
			continue
		}
		kept = append(kept, part)
		if particles[f] && len(parts) > 1 {
			continue
		}
		if w := v.word(part); w != nil {
			name.family = append(name.family, w)
		}
	}
	if shamNames[all.String()] {
		p.nameless = true
		return
	}
	name.joined = v.word(strings.Join(kept, ""))
	if len(name.family) == 0 && name.joined != nil {
		name.family = []*word{name.joined}
	}
	if len(name.given) > 0 || len(name.family) > 0 {
		p.names = append(p.names, name)
	}
}

// split parts a name at blanks, hyphens and commas, keeping diacritics for the vocabulary.
func split(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || r == '-' || r == ',' || r == '.' || r == '\u00a0' || r == '‑' || r == '–' || r == '/' || r == '(' || r == ')'
	})
}

// parseText reads a name that came as text only: "Family, Given Given" or "Given Given Family".
func parseText(text string) (family string, given, suffixes []string) {
	if f, g, ok := strings.Cut(text, ","); ok {
		return strings.TrimSpace(f), split(g), nil
	}
	var parts []string
	for _, p := range split(text) {
		switch f := strings.ReplaceAll(Fold(p), " ", ""); {
		case titles[f]:
		case generations[f] != "" && len(parts) > 1:
			suffixes = append(suffixes, p)
		default:
			parts = append(parts, p)
		}
	}
	if len(parts) == 0 {
		return "", nil, nil
	}
	at := len(parts) - 1
	for at > 1 && particles[strings.ReplaceAll(Fold(parts[at-1]), " ", "")] {
		at--
	}
	return strings.Join(parts[at:], " "), parts[:at], suffixes
}
