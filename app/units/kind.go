package units

import "anamnesis/app/units/ucum"

// kindNames are the kinds of property that a clinician would name. Others are described by their dimensions.
var kindNames = map[string]string{
	"":                     "a plain number or percentage",
	"g":                    "a mass",
	"g.m-3":                "a mass concentration",
	"mol":                  "an amount of substance",
	"mol.m-3":              "a substance concentration",
	"mol.g-1":              "an amount of substance for a mass",
	"eq":                   "an amount of equivalents",
	"eq.m-3":               "a concentration of equivalents",
	"osm.g-1":              "an osmolality",
	"osm.m-3":              "an osmolarity",
	"m-3":                  "a number concentration",
	"mol.m-3.s-1":          "a catalytic concentration",
	"mol.s-1":              "a catalytic activity",
	"[iU].m-3":             "a concentration of arbitrary (international) units",
	"[iU]":                 "an arbitrary (international) unit",
	"[arb'U].m-3":          "a concentration of arbitrary units",
	"mol./mol":             "a ratio of amounts of substance",
	"g./g":                 "a ratio of masses",
	"m3./m3":               "a ratio of volumes",
	"mol-1.g":              "a mass for an amount of substance",
	"m":                    "a length",
	"m2":                   "an area",
	"m3":                   "a volume",
	"s":                    "a duration",
	"s-1":                  "a rate",
	"K":                    "a temperature",
	"g.m-1.s-2":            "a pressure",
	"m3.s-1":               "a volume rate",
	"g.m-2":                "a mass for an area",
	"[HPF]-1":              "a count in a high-power field",
	"[LPF]-1":              "a count in a low-power field",
	"mol.m-3.@minus-log10": "a pH",
}

// KindName says in words what kind of property a unit measures.
func KindName(u ucum.Unit) string {
	if name, ok := kindNames[u.Kind()]; ok {
		return name
	}
	if u.Arbitrary() {
		return "an arbitrary unit of its own"
	}
	return "a quantity of another kind"
}
