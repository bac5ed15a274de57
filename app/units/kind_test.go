package units

import (
	"testing"

	"anamnesis/app/units/ucum"
)

func TestKindNames(t *testing.T) {
	for code, want := range map[string]string{
		"mg/dL": "a mass concentration", "mmol/L": "a substance concentration", "meq/L": "a concentration of equivalents",
		"10*3/uL": "a number concentration", "U/L": "a catalytic concentration", "%": "a plain number or percentage",
		"mmol/mol": "a ratio of amounts of substance", "mg/g": "a ratio of masses", "L/L": "a ratio of volumes",
		"mm[Hg]": "a pressure", "kg/m2": "a mass for an area", "[pH]": "a pH", "Cel": "a temperature", "m[IU]/L": "a concentration of arbitrary (international) units",
		"mg/mmol": "a mass for an amount of substance", "mL/min": "a volume rate", "/[HPF]": "a count in a high-power field",
		"ukat/L": "a catalytic concentration", "mosm/kg": "an osmolality", "/min": "a rate", "nmol/g": "an amount of substance for a mass",
	} {
		u, err := ucum.Parse(code)
		if err != nil {
			t.Fatal(err)
		}
		if got := KindName(u); got != want {
			t.Errorf("%s is %q (%q), want %q", code, got, u.Kind(), want)
		}
	}
}
