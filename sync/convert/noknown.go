package convert

import (
	"strings"

	"anamnesis/app/record"
)

const systemAbsentUnknown = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"

// noKnownCodes gives the scope of "no known ..." allergy codes: SNOMED CT's situations and the IPS absent-unknown codes.
var noKnownCodes = map[string]string{
	"716186003":  "any",
	"160244002":  "any",
	"409137002":  "medication",
	"429625007":  "food",
	"428607008":  "environment",
	"1003774007": "latex",
	"716184000":  "latex",
	"428197003":  "insect",
	"716220001":  "animal",

	"no-known-allergies":               "any",
	"no-known-medication-allergies":    "medication",
	"no-known-food-allergies":          "food",
	"no-known-environmental-allergies": "environment",
	"no-allergy-info":                  "no-information",
}

// noKnownTexts does the same for the words of sources that send no code. Only the whole text counts.
var noKnownTexts = map[string]string{
	"no known allergies": "any", "no known allergy": "any", "nka": "any", "no allergies": "any",
	"no known drug allergies": "medication", "no known drug allergy": "medication", "nkda": "medication",
	"no known medication allergies": "medication", "no known medication allergy": "medication",
	"no known food allergies": "food", "no known food allergy": "food", "nkfa": "food",
	"no known environmental allergies": "environment", "no known environmental allergy": "environment",
	"no known latex allergy":         "latex",
	"no information about allergies": "no-information", "allergies unknown": "no-information",
}

func noKnownScope(k record.Concept) string {
	for _, x := range k.Codes {
		if x.System == record.SystemSNOMED || x.System == systemAbsentUnknown {
			if scope, ok := noKnownCodes[x.Code]; ok {
				return scope
			}
		}
	}
	if scope, ok := noKnownTexts[plainWords(k.Text)]; ok {
		return scope
	}
	if len(k.Codes) == 1 && k.Text == "" && k.Codes[0].System == "" {
		return noKnownTexts[plainWords(k.Codes[0].Display)]
	}
	return ""
}

func plainWords(s string) string {
	return strings.Trim(strings.Join(strings.Fields(strings.ToLower(s)), " "), ".")
}

// noneKnown marks what says that there is nothing ("no known problems", "no medication information"): it is never an
// active entry.
func noneKnown(f *record.Fact) {
	for _, x := range f.Code.Codes {
		none := x.System == systemAbsentUnknown ||
			x.System == record.SystemSNOMED && (x.Code == "160245001" || x.Code == "787481004" || x.Code == "1287211007")
		if none && !f.Negated {
			f.Negated, f.NegatedWhy = true, "code: "+f.Code.Words()
		}
	}
}
