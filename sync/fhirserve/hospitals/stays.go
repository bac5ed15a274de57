package hospitals

import (
	"fmt"
	"time"

	"anamnesis/app/record"
)

// stay is one admission: daily laboratory values that override the trends, vital signs three times a day, drugs given in
// hospital, and a discharge summary.
type stay struct {
	c          *clinic
	admitted   string // "2006-01-02 15:04" UTC
	days       int
	title      string
	daily      map[string][]float64 // analyte -> one value a day, in Riverside's unit
	vitals     map[string][]float64
	given      infusion
	summary    string
	reason     string // key of a problem
	summaryDoc string // title
}

// infusion is a drug given by vein each morning; the zero value is none.
type infusion struct{ atc, text, dose string }

func (s *set) admit(p profile, a stay) {
	h, start := a.c.h, at(a.admitted)
	id := a.c.prefix + "-" + start.Format("20060102") + "-stay"
	end := start.AddDate(0, 0, a.days)
	h.generate(h.visit(id, a.c.patient, "IMP", a.title, start, end))
	for d := range a.days {
		morning := time.Date(start.Year(), start.Month(), start.Day()+d, 4, 45, 0, 0, time.UTC)
		if d == 0 {
			morning = start.Add(40 * time.Minute)
		}
		var results []ref
		for _, l := range labs {
			values, ok := a.daily[l.id]
			if !ok || d >= len(values) {
				continue
			}
			value := h.digits(l, values[d])
			r := h.generate(h.observation(result{id: fmt.Sprintf("%s-d%d-%s", id, d+1, l.id), patient: a.c.patient, lab: l, value: value, at: morning, encounter: id}))
			s.newest.value(p.person, l.id, r, value, h.style(l).ucum, morning)
			results = append(results, r)
		}
		if len(results) > 0 {
			h.generate(h.report(fmt.Sprintf("%s-d%d-labs", id, d+1), a.c.patient, id, "", mustPanel("bmp"), morning, results, ""))
		}
		s.ward(p, a, id, d, morning)
		if a.given.text != "" && d < a.days-1 {
			h.generate(h.administration(fmt.Sprintf("%s-d%d-given", id, d+1), a.c.patient, id, a.given, morning.Add(3*time.Hour)))
		}
	}
	h.generate(h.condition(diagnosis{id: id + "-dx", patient: a.c.patient, problem: mustProblem(a.reason), clinical: "resolved", onset: day(start),
		abated: day(end), recorded: end}).with("encounter", reference("Encounter", id)))
	h.generate(h.document(id+"-summary", a.c.patient, id, "18842-5", a.summaryDoc, a.summary, end.Add(2*time.Hour)))
}

// ward writes the vital signs of one day: at 06, 14 and 22 hours or so.
func (s *set) ward(p profile, a stay, id string, d int, morning time.Time) {
	for round := range 3 {
		t := morning.Add(time.Duration(round)*8*time.Hour + time.Duration(p.body.random.below(40))*time.Minute)
		for _, l := range labs {
			values, ok := a.vitals[l.id]
			if !ok || d >= len(values) {
				continue
			}
			spread := map[string]float64{"heart-rate": 4, "respiratory-rate": 1, "oxygen-saturation": 0.7, "body-temperature": 0.3}[l.id]
			value := a.c.h.digits(l, values[d]+float64(spread*p.body.random.normal()))
			r := a.c.h.generate(a.c.h.observation(result{id: fmt.Sprintf("%s-d%d-%d-%s", id, d+1, round+1, l.id), patient: a.c.patient, lab: l, value: value,
				at: t, encounter: id}))
			s.newest.value(p.person, l.id, r, value, a.c.h.style(l).ucum, t)
		}
		up, down := a.vitals["systolic-pressure"], a.vitals["diastolic-pressure"]
		if d < len(up) && d < len(down) {
			sys := fmt.Sprintf("%.0f", up[d]+float64(5*p.body.random.normal()))
			dia := fmt.Sprintf("%.0f", down[d]+float64(4*p.body.random.normal()))
			r := a.c.h.generate(a.c.h.pressure(fmt.Sprintf("%s-d%d-%d-bp", id, d+1, round+1), a.c.patient, id, t, sys, dia))
			s.newest.value(p.person, "systolic-pressure", r, sys, "mm[Hg]", t)
			s.newest.value(p.person, "diastolic-pressure", r, dia, "mm[Hg]", t)
		}
	}
}

// administration writes one dose given by vein.
func (h *hospital) administration(id, patient, encounter string, in infusion, t time.Time) object {
	return obj("resourceType", "MedicationAdministration", "id", id, "meta", h.meta(t), "status", "completed",
		"medicationCodeableConcept", concept(in.text, coding(record.SystemATC, in.atc, "")), "subject", reference("Patient", patient), "context", reference("Encounter", encounter),
		"effectiveDateTime", h.instant(t), "dosage", obj("text", in.dose+" mg", "route", concept("intravenous", coding(record.SystemSNOMED, "47625008", "Intravenous route")),
			"dose", quantity(in.dose, "mg", "mg")))
}
