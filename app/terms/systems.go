package terms

import (
	"strings"
	"sync"

	"anamnesis/assets"
)

var systems = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	rows("systems.tsv", []string{"url", "name"}, func(t *assets.Table, i int) { m[Canonical(t.Cell(i, "url"))] = t.Cell(i, "name") })
	return m
})

// SystemName returns the short name of a code system: LOINC, SNOMED CT, ATC. A system that is not in the table is named by
// the last part of its URL, "" by "no system".
func SystemName(url string) string {
	if name, ok := systems()[Canonical(url)]; ok {
		return name
	}
	if url == "" {
		return "no system"
	}
	s := strings.TrimRight(url, "/")
	if strings.HasPrefix(s, "urn:") {
		return "local codes"
	}
	return s[strings.LastIndexAny(s, "/#")+1:]
}

// hl7Systems begins every code system that HL7 publishes (HL7 Terminology, https://terminology.hl7.org): relationships,
// marital status, encounter classes.
const hl7Systems = "http://terminology.hl7.org/CodeSystem/"

// Shared reports whether hospitals share the system: its codes mean the same on every source. Any other is local.
func Shared(url string) bool {
	c := Canonical(url)
	_, ok := systems()[c]
	return ok || strings.HasPrefix(c, hl7Systems)
}

// Canonical returns the canonical URL of a system that sources also write with an OID, a slash at the end or a version.
func Canonical(url string) string {
	s := strings.TrimRight(url, "/")
	if i := strings.IndexByte(s, '|'); i >= 0 {
		s = s[:i]
	}
	s = strings.Replace(s, "https://", "http://", 1)
	if strings.HasPrefix(s, "http://snomed.info/sct") {
		return "http://snomed.info/sct"
	}
	if c, ok := sameSystem[s]; ok {
		return c
	}
	if v3, ok := strings.CutPrefix(s, "http://hl7.org/fhir/v3/"); ok { // as STU3 writes it
		return hl7Systems + "v3-" + v3
	}
	return s
}

// sameSystem maps other names of a system to the one that the program uses.
var sameSystem = map[string]string{
	"urn:oid:2.16.840.1.113883.6.1":       "http://loinc.org",
	"urn:oid:2.16.840.1.113883.6.96":      "http://snomed.info/sct",
	"urn:oid:2.16.840.1.113883.6.88":      "http://www.nlm.nih.gov/research/umls/rxnorm",
	"urn:oid:2.16.840.1.113883.6.73":      "http://www.whocc.no/atc",
	"urn:oid:2.16.840.1.113883.6.3":       "http://hl7.org/fhir/sid/icd-10",
	"urn:oid:2.16.840.1.113883.6.90":      "http://hl7.org/fhir/sid/icd-10-cm",
	"urn:oid:2.16.840.1.113883.6.103":     "http://hl7.org/fhir/sid/icd-9-cm",
	"urn:oid:2.16.840.1.113883.12.292":    "http://hl7.org/fhir/sid/cvx",
	"urn:oid:2.16.840.1.113883.6.69":      "http://hl7.org/fhir/sid/ndc",
	"urn:oid:2.16.840.1.113883.6.8":       "http://unitsofmeasure.org",
	"urn:oid:2.16.840.1.113883.6.12":      "http://www.ama-assn.org/go/cpt",
	"http://www.whocc.no/atcddd":          "http://www.whocc.no/atc",
	"http://www.whocc.no":                 "http://www.whocc.no/atc",
	"http://fhir.de/CodeSystem/bfarm/atc": "http://www.whocc.no/atc",
	"http://snomed.info":                  "http://snomed.info/sct",
}

// rows reads a table of package assets and calls row for each. The tables are part of the program: one that cannot be read
// is a fault of the build, and a test reads them all.
func rows(name string, columns []string, row func(t *assets.Table, i int)) {
	t, err := assets.ReadTable(assets.Terms, "terms/"+name, columns...)
	if err != nil {
		panic(err)
	}
	for i := range t.Len() {
		row(t, i)
	}
}
