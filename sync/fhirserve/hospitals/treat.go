package hospitals

import (
	"fmt"
	"time"
)

// treatment is one drug over years: an order renewed every year, and, where dispense is set, what the pharmacy handed out.
type treatment struct {
	c            *clinic
	drug         string
	dose, unit   string // "" for the drug's own strength
	schedule     schedule
	since, until string // dates; until "" for still going on
	note         string
	dispense     bool
	disputed     bool // its truth is stated by a hand-made case
}

// treat writes treatments and states which are active. The same drug, dose and frequency at two hospitals is one entry.
func (s *set) treat(person string, ts ...treatment) {
	type key struct{ drug, dose, words string }
	var order []key
	active := map[key][]ref{}
	for _, t := range ts {
		last, handed := s.orders(t)
		if handed != (ref{}) {
			s.truth.joinGenerated(person, "medication", "An order and what the pharmacy handed out against it are one course.", last, handed)
		}
		if t.until != "" || t.disputed {
			continue
		}
		d := mustDrug(t.drug)
		k := key{t.drug, d.strength + " " + d.unit, t.schedule.words}
		if t.dose != "" {
			k.dose = t.dose + " " + t.unit
		}
		if len(active[k]) == 0 {
			order = append(order, k)
		}
		active[k] = append(active[k], last)
	}
	for _, k := range order {
		s.truth.medication(person, k.dose, k.words, active[k]...)
		if len(active[k]) > 1 {
			s.truth.join(person, "medication", "One drug, form, strength and frequency over one period: RxNorm here, ATC with its ingredient there.",
				active[k]...)
		}
	}
}

// orders writes the yearly orders of a treatment and its dispenses; it returns the last order and its last dispense.
func (s *set) orders(t treatment) (last, handed ref) {
	d, h := mustDrug(t.drug), t.c.h
	start := at(t.since + " 14:40")
	stop := at(t.c.last + " 14:40")
	if t.until != "" {
		stop = at(t.until + " 14:40")
	}
	prior := ""
	for from := start; from.Before(stop); from = from.AddDate(1, 0, 0) {
		to, status, end := from.AddDate(1, 0, 0), "completed", day(from.AddDate(1, 0, -1))
		if !to.Before(stop) {
			if to = stop; t.until == "" {
				status, end = "active", ""
			} else {
				status, end = "stopped", t.until
			}
		}
		id := fmt.Sprintf("%s-%s-%s", t.c.prefix, t.drug, from.Format("20060102"))
		c := course{id: id, patient: t.c.patient, drug: d, dose: t.dose, unit: t.unit, schedule: t.schedule, status: status, start: day(from),
			end: end, authored: from, note: t.note, prior: prior}
		last, handed = h.generate(h.request(c)), ref{}
		if t.dispense {
			for i, on := 0, from.AddDate(0, 0, 1); on.Before(to); i, on = i+1, on.AddDate(0, 0, 88) {
				handed = h.generate(h.dispense(fmt.Sprintf("%s-d%d", id, i+1), c, on))
			}
		}
		prior = id
	}
	return last, handed
}

// dispense writes a MedicationDispense of ninety days.
func (h *hospital) dispense(id string, c course, on time.Time) object {
	key, product, contained := h.product(c.drug)
	count := 90 * c.schedule.frequency
	if c.schedule.unit == "wk" {
		count = 13 * c.schedule.frequency
	}
	return obj("resourceType", "MedicationDispense", "id", id, "meta", h.meta(on), "contained", contained, "status", "completed",
		key, product, "subject", reference("Patient", c.patient), "authorizingPrescription", list{reference("MedicationRequest", c.id)},
		"quantity", quantity(fmt.Sprint(count), c.drug.form, ""), "daysSupply", quantity("90", "days", "d"),
		"whenHandedOver", h.instant(on), "dosageInstruction", list{h.dosage(c)})
}
