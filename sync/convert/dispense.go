package convert

import (
	mdpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/medication_dispense_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) medicationDispense(x *mdpb.MedicationDispense, f *record.Fact) {
	m := &record.Medication{Role: record.RoleDispense, Dosages: c.dosages(x.GetDosageInstruction()),
		Quantity: readDose(quantity(x.GetQuantity())), Supply: readDose(quantity(x.GetDaysSupply())),
		StatusWhy: concept(x.GetStatusReason().GetCodeableConcept()), BasedOn: c.refsOf(x.GetAuthorizingPrescription())}
	c.product(x.GetMedication(), f, m)
	f.Medication = m
	if k := concept(x.GetCategory()); !k.IsZero() {
		f.Categories = []record.Concept{k}
	}
	f.When = at(c.dateTime(x.GetWhenHandedOver()))
	f.Recorded = c.dateTime(x.GetWhenPrepared())
	if f.When.IsZero() {
		f.When = at(f.Recorded)
	}
	switch f.Status {
	case "declined", "cancelled":
		f.Negated, f.NegatedWhy = true, "status: "+f.Status
	}
	detailConcepts(f, "type", x.GetType())
	if s := x.GetSubstitution(); s.GetWasSubstituted().GetValue() {
		detail(f, "substitution", "substituted")
		detailConcepts(f, "substitution", s.GetType())
		detailConcepts(f, "substitution", s.GetReason()...)
	}
	for _, p := range x.GetPerformer() {
		c.detailRefs(f, "performer", p.GetActor())
	}
	c.detailRefs(f, "location", x.GetLocation())
}
