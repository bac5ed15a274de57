package convert

import (
	"strconv"

	dpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/datatypes_go_proto"
	medpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/medication_go_proto"
	mrpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/medication_request_go_proto"

	"anamnesis/app/record"
	"anamnesis/app/terms"
)

// medicationX is the medication[x] of the four resources that tell the course of a drug.
type medicationX interface {
	GetCodeableConcept() *dpb.CodeableConcept
	GetReference() *dpb.Reference
}

// product fills what the drug is. A contained Medication is copied into the fact.
func (c *conversion) product(x medicationX, f *record.Fact, m *record.Medication) {
	f.Code = concept(x.GetCodeableConcept())
	r := x.GetReference()
	if r == nil {
		return
	}
	if inner, ok := c.inner(r).(*medpb.Medication); ok {
		f.Code = concept(inner.GetCode())
		c.fillProduct(inner, m)
	} else {
		m.Product = c.refOf(r)
	}
	if f.Code.IsZero() {
		f.Code = words(display(r))
	}
}

// fillProduct takes form and ingredients from a Medication.
func (c *conversion) fillProduct(x *medpb.Medication, m *record.Medication) {
	m.Form = concept(x.GetForm())
	for _, i := range x.GetIngredient() {
		k := record.Ingredient{Item: concept(i.GetItem().GetCodeableConcept()),
			Numerator: readDose(quantity(i.GetStrength().GetNumerator())), Denominator: readDose(quantity(i.GetStrength().GetDenominator())),
			Inactive: i.GetIsActive() != nil && !i.GetIsActive().GetValue()}
		if r := i.GetItem().GetReference(); r != nil {
			k.Item = c.ingredientOf(r)
		}
		m.Ingredients = append(m.Ingredients, k)
	}
}

// ingredientOf names a referenced ingredient: the contained Substance's or Medication's code, else the reference's words.
func (c *conversion) ingredientOf(r *dpb.Reference) record.Concept {
	if x, ok := c.inner(r).(interface{ GetCode() *dpb.CodeableConcept }); ok {
		if k := concept(x.GetCode()); !k.IsZero() {
			return k
		}
	}
	return words(display(r))
}

func (c *conversion) medication(x *medpb.Medication, f *record.Fact) {
	f.Code = concept(x.GetCode())
	m := &record.Medication{Role: record.RoleProduct}
	c.fillProduct(x, m)
	f.Medication = m
	detail(f, "amount", ratioText(x.GetAmount()))
	detail(f, "lotNumber", x.GetBatch().GetLotNumber().GetValue())
	c.detailRefs(f, "manufacturer", x.GetManufacturer())
}

func (c *conversion) medicationRequest(x *mrpb.MedicationRequest, f *record.Fact) {
	d := x.GetDispenseRequest()
	m := &record.Medication{Role: record.RoleRequest, Dosages: c.dosages(x.GetDosageInstruction()),
		Quantity: readDose(quantity(d.GetQuantity())), Supply: readDose(quantity(d.GetExpectedSupplyDuration())),
		StatusWhy: concept(x.GetStatusReason()), Prior: c.refOf(x.GetPriorPrescription()), BasedOn: c.refsOf(x.GetBasedOn())}
	if x.GetGroupIdentifier() != nil {
		m.Group = identifier(x.GetGroupIdentifier())
	}
	c.product(x.GetMedication(), f, m)
	f.Medication = m
	f.Intent = codeOf(x.GetIntent())
	f.Proposed = proposedIntents[f.Intent]
	f.Categories = concepts(x.GetCategory())
	f.Recorded = c.dateTime(x.GetAuthoredOn())
	f.When = c.courseOf(m.Dosages, c.period(d.GetValidityPeriod()))
	f.Reasons = concepts(x.GetReasonCode())
	c.reasonRefs(f, x.GetReasonReference())
	if x.GetDoNotPerform().GetValue() {
		f.Negated, f.NegatedWhy = true, "doNotPerform"
	}
	noneKnown(f, terms.ScopeDrugs)
	if x.GetReported().GetBoolean().GetValue() || x.GetReported().GetReference() != nil {
		detail(f, "reported", "reported, not first hand")
	}
	if n := d.GetNumberOfRepeatsAllowed(); n != nil {
		detail(f, "numberOfRepeatsAllowed", strconv.FormatUint(uint64(n.GetValue()), 10))
	}
	detailConcepts(f, "courseOfTherapyType", x.GetCourseOfTherapyType())
	detail(f, "priority", codeOf(x.GetPriority()))
	c.detailRefs(f, "requester", x.GetRequester())
	c.detailRefs(f, "recorder", x.GetRecorder())
}

// proposedIntents are the intents that are not orders.
var proposedIntents = map[string]bool{"draft": true, "proposal": true, "plan": true, "option": true}

// courseOf is from when to when a drug is to be taken: the bounds of its dosages, else the period for which the order is
// valid.
func (c *conversion) courseOf(dosages []record.Dosage, valid record.Period) record.Period {
	var p record.Period
	for i, d := range dosages {
		b := d.Timing.Bounds
		if !b.Start.IsZero() && (p.Start.IsZero() || b.Start.Before(p.Start)) {
			p.Start = b.Start
		}
		switch {
		case i == 0:
			p.End = b.End
		case b.End.IsZero(), !p.End.IsZero() && p.End.Before(b.End):
			p.End = b.End
		}
	}
	if p.IsZero() {
		return valid
	}
	return p
}

// reasonRefs adds the reasons that are referenced, in the words of the reference.
func (c *conversion) reasonRefs(f *record.Fact, list []*dpb.Reference) {
	for _, r := range list {
		if x, ok := c.inner(r).(interface{ GetCode() *dpb.CodeableConcept }); ok && x.GetCode() != nil {
			f.Reasons = append(f.Reasons, concept(x.GetCode()))
		} else if s := display(r); s != "" {
			f.Reasons = append(f.Reasons, words(s))
		}
	}
}
