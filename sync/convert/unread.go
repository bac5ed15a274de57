package convert

import (
	"slices"
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

// extended are the types of which extensions are read: those with the URLs, of Patient all.
var extended = map[string][]string{"Patient": nil, "Observation": {replacesURL}}

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
	urls, some := extended[name]
	if some && urls == nil {
		return
	}
	var kept []*jsontree.Node
	for _, e := range n.Get("extension").List() {
		if slices.Contains(urls, e.Get("url").Str()) {
			kept = append(kept, e)
		}
	}
	withoutExtensions(n)
	n.Set("extension", jsontree.NewArray(kept...))
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
