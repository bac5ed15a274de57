package convert

import (
	algpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/allergy_intolerance_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) allergy(x *algpb.AllergyIntolerance, f *record.Fact) {
	f.Code = concept(x.GetCode())
	f.Status = knownCode(x.GetClinicalStatus(), clinicalStatuses)
	f.Verification = knownCode(x.GetVerificationStatus(), verificationStatuses)
	f.Recorded = c.dateTime(x.GetRecordedDate())
	c.onset(x.GetOnset(), f)
	a := &record.Allergy{Type: codeOf(x.GetType()), Criticality: codeOf(x.GetCriticality()),
		LastOccurrence: c.dateTime(x.GetLastOccurrence())}
	for _, k := range x.GetCategory() {
		if s := codeOf(k); s != "" {
			a.Categories = append(a.Categories, s)
		}
	}
	for _, r := range x.GetReaction() {
		a.Reactions = append(a.Reactions, record.Reaction{Substance: concept(r.GetSubstance()),
			Manifestations: concepts(r.GetManifestation()), Severity: codeOf(r.GetSeverity()),
			Text: r.GetDescription().GetValue(), Onset: c.dateTime(r.GetOnset())})
		detailConcepts(f, "exposureRoute", r.GetExposureRoute())
		f.Notes = append(f.Notes, notes(r.GetNote())...)
	}
	if f.Code.IsZero() { // some sources name the substance only in the reaction
		for _, r := range a.Reactions {
			if !r.Substance.IsZero() {
				f.Code = r.Substance
				break
			}
		}
	}
	a.NoKnown = noKnownScope(f.Code)
	if f.Verification == "refuted" {
		f.Negated, f.NegatedWhy = true, "verificationStatus: refuted"
	}
	f.Allergy = a
	c.detailRefs(f, "recorder", x.GetRecorder())
	c.detailRefs(f, "asserter", x.GetAsserter())
}
