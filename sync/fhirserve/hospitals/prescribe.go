package hospitals

import (
	"strings"
	"time"

	"anamnesis/app/record"
)

// schedule is how often a dose is taken, and how both hospitals write it.
type schedule struct {
	frequency, period int
	unit              string // d, wk
	days              []string
	words, bg         string
}

var (
	daily      = schedule{1, 1, "d", nil, "once daily", "веднъж дневно"}
	twiceDaily = schedule{2, 1, "d", nil, "twice daily", "два пъти дневно"}
	weekly     = schedule{1, 1, "wk", []string{"mon"}, "once WEEKLY", "веднъж СЕДМИЧНО"}
)

// course is one prescription of one patient.
type course struct {
	id, patient string
	drug        drug
	dose, unit  string // of one intake; "" for the drug's own strength
	schedule    schedule
	status      string // "" for active
	intent      string // "" for order
	start, end  string // dates
	authored    time.Time
	text        string // dosage text in place of the composed one
	note        string
	group       string // groupIdentifier
	prior       string // the prescription that it replaces
	encounter   string
	negated     bool // doNotPerform
}

func (h *hospital) dosage(c course) object {
	dose, unit := c.dose, c.unit
	if dose == "" {
		dose, unit = c.drug.strength, c.drug.unit
	}
	words := c.schedule.words
	if h.name == stAnna {
		words = c.schedule.bg
	}
	text := c.text
	if text == "" {
		text = dose + " " + unit + " " + words
	}
	repeat := obj("boundsPeriod", period(c.start, c.end), "frequency", c.schedule.frequency, "period", c.schedule.period,
		"periodUnit", c.schedule.unit)
	if len(c.schedule.days) > 0 {
		var days list
		for _, d := range c.schedule.days {
			days = append(days, d)
		}
		repeat = append(repeat, member{"dayOfWeek", days})
	}
	ucum := unit
	if unit == "tablet" {
		ucum = "{tbl}"
	}
	return obj("text", text, "timing", obj("repeat", repeat), "route", routes[c.drug.route],
		"doseAndRate", list{obj("doseQuantity", quantity(dose, unit, ucum))})
}

var routes = map[string]object{
	"oral":         concept("oral", coding(record.SystemSNOMED, "26643006", "Oral route")),
	"subcutaneous": concept("subcutaneous", coding(record.SystemSNOMED, "34206005", "Subcutaneous route")),
	"topical":      concept("topical", coding(record.SystemSNOMED, "6064005", "Topical route")),
	"inhaled":      concept("inhaled", coding(record.SystemSNOMED, "447694001", "Respiratory tract route")),
}

// product returns medication[x] for a hospital: Riverside codes RxNorm in place, St. Anna sends a contained Medication with
// ATC, form and ingredient.
func (h *hospital) product(d drug) (key string, value object, contained list) {
	if h.name != stAnna {
		var code object
		if d.rxnorm != "" {
			code = coding(record.SystemRxNorm, d.rxnorm, d.display)
		}
		return "medicationCodeableConcept", concept(d.display, code), nil
	}
	m := obj("resourceType", "Medication", "id", "m",
		"code", concept(d.bg, coding(record.SystemATC, d.atc, d.ingredient)), "form", concept(d.formBG),
		"ingredient", d.ingredients())
	return "medicationReference", obj("reference", "#m", "display", d.bg), list{m}
}

// ingredients writes each ingredient with its strength; a combination has several, separated by " / " in name and strength.
func (d drug) ingredients() list {
	var out list
	names, strengths := strings.Split(d.ingredient, " / "), strings.Split(d.strength, " / ")
	for i, name := range names {
		out = append(out, obj("itemCodeableConcept", concept(name), "strength",
			obj("numerator", quantity(strengths[i], d.unit, d.unit), "denominator", quantity("1", d.formBG, ""))))
	}
	return out
}

// request writes a MedicationRequest.
func (h *hospital) request(c course) object {
	if c.status == "" {
		c.status = "active"
	}
	if c.intent == "" {
		c.intent = "order"
	}
	key, product, contained := h.product(c.drug)
	o := obj("resourceType", "MedicationRequest", "id", c.id, "meta", h.meta(c.authored), "contained", contained,
		"status", c.status, "intent", c.intent)
	if c.negated {
		o = append(o, member{"doNotPerform", true})
	}
	o = append(o, obj(key, product, "subject", reference("Patient", c.patient))...)
	if c.encounter != "" {
		o = o.with("encounter", reference("Encounter", c.encounter))
	}
	o = o.with("authoredOn", h.instant(c.authored))
	if c.group != "" {
		o = o.with("groupIdentifier", identifier(h.url+"/prescription-group", c.group))
	}
	o = o.with("note", note(c.note), "dosageInstruction", list{h.dosage(c)})
	if c.prior != "" {
		o = o.with("priorPrescription", reference("MedicationRequest", c.prior))
	}
	return o
}

// statement writes a MedicationStatement: what the patient is said to take.
func (h *hospital) statement(c course) object {
	if c.status == "" {
		c.status = "active"
	}
	key, product, contained := h.product(c.drug)
	o := obj("resourceType", "MedicationStatement", "id", c.id, "meta", h.meta(c.authored), "contained", contained,
		"status", c.status, key, product, "subject", reference("Patient", c.patient),
		"effectivePeriod", period(c.start, c.end), "dateAsserted", h.instant(c.authored), "note", note(c.note))
	if c.status == "not-taken" {
		return o
	}
	return o.with("dosage", list{h.dosage(c)})
}
