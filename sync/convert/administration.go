package convert

import (
	mapb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/medication_administration_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) medicationAdministration(x *mapb.MedicationAdministration, f *record.Fact) {
	m := &record.Medication{Role: record.RoleAdministration}
	if d := x.GetDosage(); d != nil {
		one := record.Dosage{Text: d.GetText().GetValue(), Site: concept(d.GetSite()), Route: concept(d.GetRoute()),
			Method: concept(d.GetMethod()), Dose: readDose(quantity(d.GetDose()))}
		switch r := d.GetRate(); {
		case r.GetRatio() != nil:
			one.Rate = ratio(r.GetRatio())
		case r.GetQuantity() != nil:
			one.Rate = record.Value{Kind: record.ValueQuantity, Quantity: readDose(quantity(r.GetQuantity()))}
		}
		m.Dosages = []record.Dosage{one}
	}
	if list := concepts(x.GetStatusReason()); len(list) > 0 {
		m.StatusWhy = list[0]
	}
	if ref := c.refOf(x.GetRequest()); !ref.IsZero() {
		m.BasedOn = []record.Ref{ref}
	}
	c.product(x.GetMedication(), f, m)
	f.Medication = m
	if k := concept(x.GetCategory()); !k.IsZero() {
		f.Categories = []record.Concept{k}
	}
	switch e := x.GetEffective(); {
	case e.GetDateTime() != nil:
		f.When = at(c.dateTime(e.GetDateTime()))
	case e.GetPeriod() != nil:
		f.When = c.period(e.GetPeriod())
	}
	f.Reasons = concepts(x.GetReasonCode())
	c.reasonRefs(f, x.GetReasonReference())
	if f.Status == "not-done" {
		f.Negated, f.NegatedWhy = true, "status: not-done"
	}
	for _, p := range x.GetPerformer() {
		c.detailRefs(f, "performer", p.GetActor())
	}
}
