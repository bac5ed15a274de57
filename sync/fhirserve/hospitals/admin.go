package hospitals

import (
	"fmt"
	"strings"
	"time"
)

func noteTitle(h *hospital) string {
	if h.name == stAnna {
		return "Амбулаторен лист"
	}
	return "Progress note"
}

// noteText writes a visit note from what was measured.
func noteText(c *clinic, t time.Time, said []string) string {
	story := ""
	if c.words != nil {
		story = c.words(t)
	}
	if c.h.name == stAnna {
		return "Контролен преглед.\n" + story + "\nОбективно: " + strings.Join(said, ", ") + ".\nПлан: продължава терапията, контрол след уговорен час."
	}
	return "Follow-up visit.\n" + story + "\nObjective: " + strings.Join(said, ", ") + ".\nPlan: continue present treatment, return as scheduled."
}

// provenance says which system wrote the targets: vendors send one with nearly everything.
func (h *hospital) provenance(id string, targets []ref, t time.Time) object {
	staff := "rv"
	if h.name == stAnna {
		staff = "sa"
	}
	return obj("resourceType", "Provenance", "id", id, "meta", h.meta(t), "target", refList(targets), "recorded", h.instant(t),
		"agent", list{obj("type", concept("", coding("http://terminology.hl7.org/CodeSystem/provenance-participant-type", "author", "Author")),
			"who", reference("Practitioner", staff+"-doctor"), "onBehalfOf", reference("Organization", staff+"-org"))})
}

// bill writes the claim and the explanation of benefit of a visit; cents is its price.
func (h *hospital) bill(id, patient, encounter string, t time.Time, cents int) {
	money := func(c int) object {
		return obj("value", num(fmt.Sprintf("%d.%02d", c/100, c%100)), "currency", "USD")
	}
	kind := concept("", coding("http://terminology.hl7.org/CodeSystem/claim-type", "professional", "Professional"))
	insurance := list{obj("sequence", 1, "focal", true, "coverage", reference("Coverage", patient+"-cov"))}
	service := concept("Office visit")
	claim := h.generate(obj("resourceType", "Claim", "id", id+"-claim", "meta", h.meta(t), "status", "active", "type", kind, "use", "claim",
		"patient", reference("Patient", patient), "created", day(t), "provider", reference("Organization", "rv-org"),
		"priority", concept("", coding("http://terminology.hl7.org/CodeSystem/processpriority", "normal", "Normal")),
		"insurance", insurance, "item", list{obj("sequence", 1, "productOrService", service, "encounter", list{reference("Encounter", encounter)},
			"net", money(cents))}, "total", money(cents)))
	h.generate(obj("resourceType", "ExplanationOfBenefit", "id", id+"-eob", "meta", h.meta(t.AddDate(0, 0, 9)), "status", "active", "type", kind,
		"use", "claim", "patient", reference("Patient", patient), "created", day(t.AddDate(0, 0, 9)),
		"insurer", reference("Organization", "rv-payer"), "provider", reference("Organization", "rv-org"), "claim", claim.reference(),
		"outcome", "complete", "insurance", list{obj("focal", true, "coverage", reference("Coverage", patient+"-cov"))},
		"payment", obj("amount", money(cents*8/10))))
}

// coverage writes the insurance that bills refer to.
func (h *hospital) coverage(patient string, t time.Time) object {
	return obj("resourceType", "Coverage", "id", patient+"-cov", "meta", h.meta(t), "status", "active",
		"beneficiary", reference("Patient", patient), "payor", list{reference("Organization", "rv-payer")},
		"period", period(day(t), ""))
}
