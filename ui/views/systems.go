package views

import (
	"strings"

	"anamnesis/app/record"
)

var systemNames = map[string]string{
	record.SystemLOINC: "LOINC", record.SystemSNOMED: "SNOMED", record.SystemRxNorm: "RxNorm", record.SystemATC: "ATC",
	record.SystemICD10: "ICD-10", record.SystemICD10CM: "ICD-10", record.SystemICD9CM: "ICD-9", record.SystemCVX: "CVX",
	record.SystemNDC: "NDC", record.SystemUCUM: "UCUM", record.SystemCPT: "CPT",
}

// SystemName returns a short name of a code system: its own, or the end of its URL.
func SystemName(url string) string {
	if n := systemNames[url]; n != "" {
		return n
	}
	if url == "" {
		return "code"
	}
	url = strings.TrimRight(url, "/")
	return url[strings.LastIndexAny(url, "/:")+1:]
}
