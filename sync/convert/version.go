package convert

import (
	"fmt"
	"strings"

	"anamnesis/sync/convert/jsontree"
)

// DecideVersion decides which FHIR version the resources of one batch (a file, a folder) are written in: 3.0, 4.0, 4.3 or
// 5.0, with the reason in a sentence. One resource rarely says it, so the elements that exist in some versions only are
// counted over all. R4 and R4B cannot be told apart by clinical resources, so 4.3 is decided only where it is named;
// without any sign the batch is read as R4.
func DecideVersion(raws [][]byte) (version string, why string) {
	said := map[string]int{}
	var count [signs]int
	for _, raw := range raws {
		n, err := jsontree.Parse(raw)
		if err != nil || n.Kind != jsontree.Object {
			continue
		}
		if v := statedVersion(n); v != "" {
			said[v]++
		}
		for s, found := range markers(n) {
			if found {
				count[s]++
			}
		}
	}
	if v, n := most(said); n > 0 {
		return v, fmt.Sprintf("%d of %d resources name FHIR %s", n, len(raws), v)
	}
	old, later := count[onlySTU3], count[sinceR4]+count[onlyR5]
	switch {
	case old > later:
		return "3.0", fmt.Sprintf("%d of %d resources are written as in FHIR 3.0 only", old, len(raws))
	case count[onlyR5] > count[beforeR5]:
		return "5.0", fmt.Sprintf("%d of %d resources are written as in FHIR 5.0 only", count[onlyR5], len(raws))
	case count[sinceR4] > 0:
		return "4.0", fmt.Sprintf("%d of %d resources are written as since FHIR 4.0", count[sinceR4], len(raws))
	}
	return "4.0", "nothing in it belongs to one FHIR version only, so it is read as 4.0"
}

// most returns the version with the highest count; of equals, 4.0 first, then the older.
func most(counts map[string]int) (string, int) {
	best, n := "", 0
	for _, v := range []string{"4.0", "3.0", "4.3", "5.0", "1.0"} {
		if counts[v] > n {
			best, n = v, counts[v]
		}
	}
	return best, n
}

// statedVersion reads the version that a resource names: fhirVersion of a CapabilityStatement or the like, or a
// versioned profile of the specification itself.
func statedVersion(n *jsontree.Node) string {
	if v := shortVersion(n.Get("fhirVersion").Str()); v != "" {
		return v
	}
	for _, p := range n.At("meta", "profile").List() {
		s := p.Str()
		for _, x := range []struct{ mark, version string }{
			{"hl7.org/fhir/STU3/", "3.0"}, {"hl7.org/fhir/3.0/", "3.0"}, {"hl7.org/fhir/4.0/", "4.0"},
			{"hl7.org/fhir/4.3/", "4.3"}, {"hl7.org/fhir/5.0/", "5.0"}} {
			if strings.Contains(s, x.mark) {
				return x.version
			}
		}
	}
	return ""
}

// shortVersion turns 4.0.1 into 4.0.
func shortVersion(s string) string {
	parts := strings.SplitN(s, ".", 3)
	if len(parts) < 2 {
		return ""
	}
	switch v := parts[0] + "." + parts[1]; v {
	case "3.0", "4.0", "4.3", "5.0", "1.0":
		return v
	case "3.2", "3.3", "3.5", "4.1", "4.2", "4.4", "4.5", "4.6":
		return "" // ballots between the releases
	}
	return ""
}
