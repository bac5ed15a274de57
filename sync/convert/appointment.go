package convert

import (
	aptpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/appointment_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) appointment(x *aptpb.Appointment, f *record.Fact) {
	for _, p := range x.GetParticipant() {
		if ref := c.refOf(p.GetActor()); ref.Type == "Patient" {
			if f.Subject.IsZero() {
				f.Subject = ref
			}
			continue
		}
		c.detailRefs(f, "participant", p.GetActor())
	}
	f.Categories = append(concepts(x.GetServiceCategory()), concepts(x.GetSpecialty())...)
	f.When = record.Period{Start: c.instant(x.GetStart()), End: c.instant(x.GetEnd())}
	if f.When.IsZero() {
		for _, p := range x.GetRequestedPeriod() {
			f.When, f.Proposed = c.period(p), true
			break
		}
	}
	f.Recorded = c.dateTime(x.GetCreated())
	f.Reasons = concepts(x.GetReasonCode())
	c.reasonRefs(f, x.GetReasonReference())
	choices := append(concepts(x.GetServiceType()), concept(x.GetAppointmentType()), words(x.GetDescription().GetValue()))
	choices = append(append(choices, f.Reasons...), f.Categories...)
	for _, k := range choices {
		if !k.IsZero() {
			f.Code = k
			break
		}
	}
	switch f.Status {
	case "cancelled", "noshow":
		f.Negated, f.NegatedWhy = true, "status: "+f.Status
	case "pending", "waitlist":
		f.Proposed = true
	}
	detailConcepts(f, "cancelationReason", x.GetCancelationReason())
	detail(f, "description", x.GetDescription().GetValue())
	detail(f, "comment", x.GetComment().GetValue())
	detail(f, "patientInstruction", x.GetPatientInstruction().GetValue())
}
