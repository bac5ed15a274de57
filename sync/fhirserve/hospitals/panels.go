package hospitals

import (
	"encoding/base64"
	"strings"
	"time"

	"anamnesis/app/record"
)

// panel is a group of tests that is ordered and reported together.
type panel struct {
	key, loinc, title, bg string
	labs                  []string
}

var panels = []panel{
	{"bmp", "24321-2", "Basic metabolic panel", "Биохимия", []string{"glucose", "urea", "creatinine", "egfr", "sodium", "potassium", "chloride", "calcium-total"}},
	{"a1c", "4548-4", "Hemoglobin A1c", "HbA1c", []string{"hba1c"}},
	{"lipid", "24331-1", "Lipid panel", "Липиден профил", []string{"cholesterol-total", "hdl-cholesterol", "triglyceride", "ldl-cholesterol-calculated"}},
	{"cbc", "58410-2", "CBC", "Пълна кръвна картина", []string{"leukocytes", "haemoglobin", "haematocrit", "mcv", "platelets"}},
	{"bnp", "33762-6", "NT-proBNP", "NT-proBNP", []string{"nt-probnp"}},
	{"inr", "6301-6", "INR", "INR", []string{"inr"}},
	{"acr", "9318-7", "Urine albumin/creatinine", "Албумин/креатинин в урина", []string{"urine-albumin-creatinine"}},
	{"tsh", "3016-3", "TSH", "TSH", []string{"tsh"}},
	{"liver", "24325-3", "Hepatic function panel", "Чернодробни ензими", []string{"alt", "bilirubin-total", "albumin"}},
	{"crp", "1988-5", "C-reactive protein", "CRP", []string{"crp"}},
	{"urate", "3084-1", "Uric acid", "Пикочна киселина", []string{"urate"}},
	{"ferritin", "2276-4", "Ferritin", "Феритин", []string{"ferritin"}},
}

func mustPanel(key string) panel {
	for _, p := range panels {
		if p.key == key {
			return p
		}
	}
	panic("hospitals: no panel " + key)
}

// report writes a DiagnosticReport over its results.
func (h *hospital) report(id, patient, encounter, accession string, p panel, t time.Time, results []ref, conclusion string) object {
	title := p.title
	if h.name == stAnna {
		title = p.bg
	}
	var ids list
	if accession != "" {
		ids = list{identifier(accessions, accession)}
	}
	o := obj("resourceType", "DiagnosticReport", "id", id, "meta", h.meta(t.Add(2*time.Hour)), "identifier", ids, "status", "final",
		"category", list{concept("", coding("http://terminology.hl7.org/CodeSystem/v2-0074", "LAB", "Laboratory"))},
		"code", concept(title, coding(record.SystemLOINC, p.loinc, "")), "subject", reference("Patient", patient))
	if encounter != "" {
		o = o.with("encounter", reference("Encounter", encounter))
	}
	return o.with("effectiveDateTime", h.instant(t), "issued", h.instant(t.Add(2*time.Hour)), "result", refList(results),
		"conclusion", conclusion)
}

// document writes a DocumentReference with its text inside.
func (h *hospital) document(id, patient, encounter, loinc, title, text string, t time.Time) object {
	staff := "rv"
	if h.name == stAnna {
		staff = "sa"
	}
	var context object
	if encounter != "" {
		context = obj("encounter", list{reference("Encounter", encounter)})
	}
	return obj("resourceType", "DocumentReference", "id", id, "meta", h.meta(t), "status", "current",
		"type", concept(title, coding(record.SystemLOINC, loinc, "")), "subject", reference("Patient", patient),
		"date", h.instant(t), "author", list{reference("Practitioner", staff+"-doctor")},
		"content", list{obj("attachment", obj("contentType", "text/plain; charset=utf-8",
			"data", base64.StdEncoding.EncodeToString([]byte(strings.TrimSpace(text)+"\n")), "title", title))},
		"context", context)
}
