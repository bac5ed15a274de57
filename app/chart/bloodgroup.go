package chart

import "anamnesis/app/record"

// bloodGroupCodes are the LOINC codes of ABO and Rh groups. What a source reports as a blood group is shown for reading
// and never for transfusion.
var bloodGroupCodes = map[string]string{"882-1": "ABO and Rh", "883-9": "ABO", "10331-7": "Rh",
	"34530-6": "ABO and Rh"}

func bloodGroup(c record.Concept) bool {
	for _, x := range c.Codes {
		if x.System == record.SystemLOINC && bloodGroupCodes[x.Code] != "" {
			return true
		}
	}
	return false
}
