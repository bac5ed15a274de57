package convert

import (
	immpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/immunization_go_proto"

	"anamnesis/app/record"
	"anamnesis/app/terms"
)

func (c *conversion) immunization(x *immpb.Immunization, f *record.Fact) {
	f.Code = concept(x.GetVaccineCode())
	switch o := x.GetOccurrence(); {
	case o.GetDateTime() != nil:
		f.When = at(c.dateTime(o.GetDateTime()))
	case o.GetStringValue() != nil:
		f.WhenText = o.GetStringValue().GetValue()
	}
	f.WhenText = c.orAbsent(f.WhenText, "occurrenceDateTime")
	f.Recorded = c.dateTime(x.GetRecorded())
	f.Reasons = concepts(x.GetReasonCode())
	c.reasonRefs(f, x.GetReasonReference())
	if k := concept(x.GetSite()); !k.IsZero() {
		f.BodySites = []record.Concept{k}
	}
	i := &record.Immunization{Lot: x.GetLotNumber().GetValue(), DoseQuantity: readDose(quantity(x.GetDoseQuantity())),
		Route: concept(x.GetRoute()), Manufacturer: c.words(x.GetManufacturer()),
		Reported: x.GetPrimarySource() != nil && !x.GetPrimarySource().GetValue() || x.GetReportOrigin() != nil}
	for _, p := range x.GetProtocolApplied() {
		if i.Dose == "" {
			i.Dose = positive(p.GetDoseNumber().GetPositiveInt())
			if i.Dose == "" {
				i.Dose = p.GetDoseNumber().GetStringValue().GetValue()
			}
			i.Series = p.GetSeries().GetValue()
		}
		detailConcepts(f, "targetDisease", p.GetTargetDisease()...)
	}
	f.Immunization = i
	if f.Status == "not-done" {
		f.Negated, f.NegatedWhy = true, "status: not-done"
		if why := concept(x.GetStatusReason()).Words(); why != "" {
			f.NegatedWhy += " (" + why + ")"
		}
	}
	noneKnown(f, terms.ScopeVaccines)
	if x.GetIsSubpotent().GetValue() {
		detail(f, "isSubpotent", "the dose was subpotent")
		detailConcepts(f, "subpotentReason", x.GetSubpotentReason()...)
	}
	detailConcepts(f, "reportOrigin", x.GetReportOrigin())
	detail(f, "expirationDate", c.date(x.GetExpirationDate()).Text)
	for _, p := range x.GetPerformer() {
		c.detailRefs(f, "performer", p.GetActor())
	}
	for _, r := range x.GetReaction() {
		c.detailRefs(f, "reaction", r.GetDetail())
	}
}
