package hospitals

import (
	"fmt"
	"strings"
	"time"
)

// clinic is how one hospital follows one person.
type clinic struct {
	h           *hospital
	patient     string
	prefix      string // of ids
	first, last string // dates
	every       int    // days between visits
	vitals      []string
	panels      map[string]int // panel -> at every n-th visit
	forward     int            // every n-th visit's panels go to the other hospital; 0 never
	to          *clinic
	notes       bool
	billing     bool
	words       func(t time.Time) string // a sentence about the time of life
}

// profile is a person whose record is generated.
type profile struct {
	person  string
	body    *body
	clinics []*clinic
	height  float64     // inches; 0 leaves the body mass index out
	busy    [][2]string // dates between which nobody sees the person elsewhere: admissions
}

// generate writes all visits of all clinics.
func (s *set) generate(p profile) {
	for _, c := range p.clinics {
		start, end := at(c.first+" 00:00"), at(c.last+" 23:59")
		n := 0
		for t := start; t.Before(end); t = t.AddDate(0, 0, c.every-6+p.body.random.below(13)) {
			if when := clinicHour(c.h, t, p.body.random); !p.inHospital(when) {
				s.visit(p, c, when, n)
			}
			n++
		}
	}
}

func (p profile) inHospital(t time.Time) bool {
	for _, b := range p.busy {
		if d := day(t); d >= b[0] && d <= b[1] {
			return true
		}
	}
	return false
}

// clinicHour puts a visit into working hours of a working day.
func clinicHour(h *hospital, t time.Time, r *random) time.Time {
	switch t.Weekday() {
	case time.Saturday:
		t = t.AddDate(0, 0, 2)
	case time.Sunday:
		t = t.AddDate(0, 0, 1)
	}
	open := 13 // UTC: morning on the American east coast
	if h.name == stAnna {
		open = 6
	}
	return time.Date(t.Year(), t.Month(), t.Day(), open+r.below(6), 5*r.below(12), 0, 0, time.UTC)
}

func (s *set) visit(p profile, c *clinic, t time.Time, n int) {
	id := c.prefix + "-" + t.Format("20060102")
	encounter := id + "-enc"
	title := "Office visit"
	if c.h.name == stAnna {
		title = "Амбулаторен преглед"
	}
	c.h.generate(c.h.visit(encounter, c.patient, "AMB", title, t, t.Add(25*time.Minute)))
	said := s.vitals(p, c, id, encounter, t)
	for _, pan := range panels {
		if nth := c.panels[pan.key]; nth > 0 && n%nth == 0 {
			forward := c.forward > 0 && n%c.forward == 0
			said = append(said, s.panel(p, c, pan, id, encounter, t.Add(-50*time.Minute), forward)...)
		}
	}
	if c.notes {
		c.h.generate(c.h.document(id+"-note", c.patient, encounter, "11506-3", noteTitle(c.h), noteText(c, t, said), t.Add(30*time.Minute)))
		c.h.generate(c.h.provenance(id+"-prov", []ref{{c.h.name, "DocumentReference", id + "-note"}, {c.h.name, "Encounter", encounter}}, t.Add(31*time.Minute)))
	}
	if c.billing {
		c.h.bill(id, c.patient, encounter, t, 9000+p.body.random.below(19000))
	}
}

// vitals writes the vital signs of a visit and returns what its note says of them.
func (s *set) vitals(p profile, c *clinic, id, encounter string, t time.Time) (said []string) {
	weight := 0.0
	for _, v := range c.vitals {
		if v == "pressure" {
			up, _ := p.body.sample("systolic-pressure", t)
			down, _ := p.body.sample("diastolic-pressure", t)
			sys, dia := fmt.Sprintf("%.0f", up), fmt.Sprintf("%.0f", min(down, up-22))
			r := c.h.generate(c.h.pressure(id+"-bp", c.patient, encounter, t, sys, dia))
			s.newest.value(p.person, "systolic-pressure", r, sys, "mm[Hg]", t)
			s.newest.value(p.person, "diastolic-pressure", r, dia, "mm[Hg]", t)
			said = append(said, "BP "+sys+"/"+dia)
			continue
		}
		l := mustLab(v)
		x, ok := p.body.sample(v, t)
		if v == "bmi" {
			x, ok = weight*0.45359237/(p.height*0.0254*p.height*0.0254), p.height > 0 && weight > 0
		}
		if !ok {
			continue
		}
		if v == "body-weight" {
			weight = x
		}
		if v == "oxygen-saturation" {
			x = min(x, 99)
		}
		value := c.h.digits(l, x)
		r := c.h.generate(c.h.observation(result{id: id + "-" + v, patient: c.patient, lab: l, value: value, at: t, encounter: encounter}))
		s.newest.value(p.person, v, r, value, c.h.style(l).ucum, t)
		if v == "heart-rate" || v == "body-weight" {
			said = append(said, c.h.style(l).text+" "+value+" "+c.h.style(l).unit)
		}
	}
	return said
}

// panel writes the results and the report of one panel, and, where it is forwarded, the copy at the other hospital: the
// same specimen and accession, in that hospital's units.
func (s *set) panel(p profile, c *clinic, pan panel, id, encounter string, t time.Time, forward bool) (said []string) {
	accession := ""
	if forward && c.to != nil {
		accession = strings.ToUpper(pan.key) + "-" + t.Format("060102") + "-" + fmt.Sprint(1000+p.body.random.below(9000))
	}
	var own, other []ref
	values := map[string]float64{}
	creatinine := ""
	for _, analyte := range pan.labs {
		l, x, ok := s.measure(p, c.h, analyte, t, values, creatinine)
		if !ok {
			continue
		}
		values[analyte] = x
		value := c.h.digits(l, x)
		if analyte == "creatinine" {
			creatinine = value
		}
		r := c.h.generate(c.h.observation(result{id: id + "-" + l.id, patient: c.patient, lab: l, value: value, at: t, encounter: encounter, accession: accession}))
		own = append(own, r)
		s.newest.value(p.person, l.id, r, value, c.h.style(l).ucum, t)
		if analyte == "creatinine" || analyte == "potassium" || analyte == "hba1c" || analyte == "haemoglobin" {
			said = append(said, c.h.style(l).text+" "+value+" "+c.h.style(l).unit)
		}
		if accession == "" || l.sa.loinc == "" {
			continue
		}
		si, certain := l.toSI(value)
		copied := c.to.h.generate(c.to.h.observation(result{id: c.to.prefix + "-" + t.Format("20060102") + "-fwd-" + l.id, patient: c.to.patient,
			lab: l, value: si, at: t, accession: accession}))
		other = append(other, copied)
		if certain {
			s.truth.joinGenerated(p.person, "result", "One specimen ("+accession+") that Riverside forwarded, reported in each hospital's unit.", r, copied)
		}
	}
	if len(own) == 0 {
		return nil
	}
	ours := c.h.generate(c.h.report(id+"-"+pan.key, c.patient, encounter, accession, pan, t, own, ""))
	if len(other) > 0 {
		theirs := c.to.h.generate(c.to.h.report(c.to.prefix+"-"+t.Format("20060102")+"-fwd-"+pan.key, c.to.patient, "", accession, pan, t, other, ""))
		s.truth.joinGenerated(p.person, "report", "One report by its accession ("+accession+").", ours, theirs)
	}
	return said
}

// measure returns one test's value; eGFR, LDL cholesterol and haematocrit follow from their panel.
func (s *set) measure(p profile, h *hospital, analyte string, t time.Time, values map[string]float64, creatinine string) (lab, float64, bool) {
	switch analyte {
	case "egfr":
		if creatinine == "" {
			return lab{}, 0, false
		}
		new2021 := h.name == riverside && t.Year() >= 2022
		l := mustLab("egfr-ckd-epi-2009")
		if new2021 {
			l = mustLab("egfr-ckd-epi-2021")
		}
		return l, p.body.egfr(new2021, creatinineOf(h, creatinine), t), true
	case "ldl-cholesterol-calculated": // Friedewald 1972, valid below 400 mg/dL of triglyceride
		tc, hdl, tg := values["cholesterol-total"], values["hdl-cholesterol"], values["triglyceride"]
		return mustLab(analyte), tc - hdl - tg/5, tc > 0 && tg > 0 && tg < 400
	case "haematocrit":
		return mustLab(analyte), values["haemoglobin"] * 2.98, values["haemoglobin"] > 0
	}
	x, ok := p.body.sample(analyte, t)
	return mustLab(analyte), x, ok
}
