package convert

import (
	mspb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/medication_statement_go_proto"

	"anamnesis/app/record"
	"anamnesis/app/terms"
)

func (c *conversion) medicationStatement(x *mspb.MedicationStatement, f *record.Fact) {
	m := &record.Medication{Role: record.RoleStatement, Dosages: c.dosages(x.GetDosage()), BasedOn: c.refsOf(x.GetBasedOn())}
	if list := concepts(x.GetStatusReason()); len(list) > 0 {
		m.StatusWhy = list[0]
		for _, k := range list[1:] {
			detail(f, "statusReason", k.Words())
		}
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
	default:
		f.When = c.courseOf(m.Dosages, record.Period{})
	}
	f.Recorded = c.dateTime(x.GetDateAsserted())
	f.Reasons = concepts(x.GetReasonCode())
	c.reasonRefs(f, x.GetReasonReference())
	if f.Status == "not-taken" {
		f.Negated, f.NegatedWhy = true, "status: not-taken"
	}
	noneKnown(f, terms.ScopeDrugs)
	c.detailRefs(f, "informationSource", x.GetInformationSource())
}
