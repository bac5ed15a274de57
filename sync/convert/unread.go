package convert

import (
	"strings"

	"anamnesis/sync/convert/jsontree"
)

// Half of what a server sends is billing lines and extensions that no converter reads. They are checked like all else and
// then left out of what google/fhir is given, because its reading takes most of the time. A converter that comes to read
// one of them takes it out of this table.
var unread = map[string]string{
	"Claim":         "accident careTeam diagnosis insurance item payee procedure related supportingInfo",
	"ClaimResponse": `addItem adjudication error form insurance item payment payeeType processNote total`,
	"ExplanationOfBenefit": `accident addItem adjudication benefitBalance careTeam diagnosis form insurance item payee payment
		procedure processNote related supportingInfo total`,
	"AuditEvent":   "entity",
	"Bundle":       "entry",
	"ImagingStudy": "endpoint",
	"Location":     "hoursOfOperation position",
	"Patient":      "photo",
	"Practitioner": "photo",
}

// extended are the types of which extensions are read.
var extended = map[string]bool{"Patient": true}

// prune takes what no converter reads out of a checked resource.
func prune(n *jsontree.Node, name string) {
	if list := unread[name]; list != "" {
		for _, element := range strings.Fields(list) {
			n.Delete(element)
		}
	}
	for _, series := range n.Get("series").List() {
		series.Delete("instance") // thousands of images in one ImagingStudy
	}
	if !extended[name] {
		withoutExtensions(n)
	}
}

func withoutExtensions(n *jsontree.Node) {
	n.Delete("extension")
	n.Delete("modifierExtension")
	for _, m := range n.Members {
		withoutExtensions(m.Value)
	}
	for _, x := range n.Items {
		withoutExtensions(x)
	}
}
