package people

import (
	"strings"

	"anamnesis/app/record"
)

// strength says how much of a person an identifier names.
type strength uint8

const (
	recordLevel strength = iota + 1 // a household, an account, a visit: says little of the person
	personLevel                     // a system that is not known: agreeing means much, disagreeing little
	fileNumber                      // a hospital's number of a patient: one person may have two in one hospital
	document                        // a passport, a licence, an insurance card: of one person, who gets another one later
	national                        // one a person for life: a civil number, a national health number
)

// identifier is a business identifier, made comparable.
type identifier struct {
	system   string // canonical name or the source's URL
	number   int32  // of the system
	value    string // letters and digits, upper case
	strength strength
	field    string // what to call it in a reason; a key of agreeing
	shared   bool   // many records of different people carry it
}

// systems are the identifier systems that are known by URL (or by a part of it) and what they identify.
var systems = []struct {
	part, name, field string
	strength          strength
}{
	{"us-ssn", "ssn", "ssn", national}, {"2.16.840.1.113883.4.1", "ssn", "ssn", national},
	{"nhs-number", "nhs", "national", national}, {"2.16.840.1.113883.2.1.4.1", "nhs", "national", national},
	{"us-medicare", "mbi", "national", document}, {"us-mbi", "mbi", "national", document},
	{"egn", "egn", "egn", national}, {"grao", "egn", "egn", national}, {"civil-number", "egn", "egn", national},
	{"ehic", "ehic", "national", document}, {"ihi", "ihi", "national", national},
	{"passport", "", "national", document}, {"driver", "", "national", document}, {"licen", "", "national", document},
	{"ssn", "ssn", "ssn", national}, {"soc_sec", "ssn", "ssn", national}, {"social-security", "ssn", "ssn", national},
	{"national-id", "", "national", national}, {"nationalid", "", "national", national},
}

// kinds are the codes of HL7 table 0203 (identifier type) that say what an identifier identifies.
var kinds = map[string]struct {
	field    string
	strength strength
}{
	"SS": {"ssn", national}, "SSN": {"ssn", national}, "NI": {"national", national}, "NNBGR": {"egn", national},
	"PPN": {"national", document}, "DL": {"national", document}, "HC": {"national", document}, "JHN": {"national", national},
	"NH": {"national", national}, "CZ": {"national", national}, "MC": {"national", document}, "PI": {"number", fileNumber},
	"MR": {"number", fileNumber}, "MRN": {"number", fileNumber}, "PT": {"number", fileNumber}, "PE": {"number", fileNumber},
	"EI": {"number", recordLevel}, "SN": {"number", recordLevel}, "MB": {"number", recordLevel}, "AN": {"number", recordLevel},
	"VN": {"number", recordLevel}, "MA": {"number", recordLevel}, "FI": {"number", recordLevel}, "GN": {"number", recordLevel},
	"HH": {"number", recordLevel}, "PN": {"number", recordLevel}, "RI": {"number", recordLevel}, "U": {"number", personLevel},
}

// readIdentifier makes an identifier comparable; ok is false when it identifies nobody.
func readIdentifier(id record.Identifier) (x identifier, ok bool) {
	x.value = bare(id.Value)
	if sham(x.value) {
		return x, false
	}
	x.system, x.strength, x.field = strings.ToLower(strings.TrimSpace(id.System)), personLevel, "number"
	kind := strings.ToUpper(id.Type)
	if k, known := kinds[kind]; known {
		x.strength, x.field = k.strength, k.field
	} else if strings.HasPrefix(kind, "NN") && len(kind) == 5 {
		x.strength, x.field = national, "national"
	}
	for _, s := range systems {
		if strings.Contains(x.system, s.part) {
			x.strength, x.field = s.strength, s.field
			if s.name != "" {
				x.system = s.name
			}
			break
		}
	}
	if x.field == "ssn" {
		x.system = "ssn"
		if shamSSN(x.value) {
			return x, false
		}
	}
	if x.system == "" {
		if x.strength < national {
			x.strength = recordLevel // without a system the value may be anybody's
		}
		x.system = "type " + kind
	}
	if len(x.value) < 5 && x.strength == personLevel && len(x.system) < 8 {
		x.strength = recordLevel
	}
	return x, true
}

// bare keeps letters and digits, in upper case.
func bare(s string) string {
	ok := true
	for i := 0; i < len(s) && ok; i++ {
		ok = s[i] >= '0' && s[i] <= '9' || s[i] >= 'A' && s[i] <= 'Z'
	}
	if ok {
		return s
	}
	return strings.ToUpper(strings.ReplaceAll(Fold(s), " ", ""))
}

// digits keeps the digits.
func digits(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// readEGN reads a Bulgarian civil number (EGN): YYMMDD with 20 added to the month before 1900 and 40 from 2000 on, three
// digits whose last is even for a man, and a check digit: the weighted sum modulo 11, modulo 10 (Ordinance RD-02-20-9 of
// 2012 on the civil registers).
func readEGN(value string) (birth date, sex string, ok bool) {
	if len(value) != 10 {
		return date{}, "", false
	}
	var d [10]int
	for i := range d {
		if value[i] < '0' || value[i] > '9' {
			return date{}, "", false
		}
		d[i] = int(value[i] - '0')
	}
	sum := 0
	for i, w := range [9]int{2, 4, 8, 5, 10, 9, 7, 3, 6} {
		sum += w * d[i]
	}
	if sum%11%10 != d[9] {
		return date{}, "", false
	}
	year, month, day := 1900+10*d[0]+d[1], 10*d[2]+d[3], 10*d[4]+d[5]
	switch {
	case month > 40:
		year, month = year+100, month-40
	case month > 20:
		year, month = year-100, month-20
	}
	birth = date{year: year, month: month, day: day}
	if !birth.valid() {
		return date{}, "", false
	}
	sex = "male"
	if d[8]%2 == 1 {
		sex = "female"
	}
	return birth, sex, true
}
