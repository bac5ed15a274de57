package stu3

import "anamnesis/sync/convert/jsontree"

// administrative are claims and the like, of which only type, time and parties are read.
var administrative = map[string]rewriting{
	"Claim": {"", []step{
		recode("use", map[string]string{"complete": "claim", "proposed": "preauthorization", "exploratory": "predetermination"}),
		single("subType", ""), rename("information", "supportingInfo"), money("total"), billing,
	}},
	"ClaimResponse": {"", []step{coded("outcome"), recodeOutcome, rename("requestProvider", "requestor"), billing}},
	"ExplanationOfBenefit": {"", []step{
		single("subType", ""), coded("outcome"), recodeOutcome, rename("information", "supportingInfo"), billing,
	}},
	"Account": {"", []step{
		list("subject"), rename("period", "servicePeriod"), drop("active", "balance"),
	}},
	"AuditEvent": {"", []step{
		inside("agent", rename("reference", "who"), drop("userId")), inside("source", rename("identifier", "observer"), observer),
		inside("entity", rename("reference", "what"), drop("identifier"), inside("detail", rename("value", "valueString"))),
	}},
	"Binary":            {"", []step{rename("content", "data")}},
	"ChargeItem":        {"", []step{list("identifier"), drop("definition"), money("priceOverride")}},
	"EnrollmentRequest": {"", []step{rename("subject", "candidate"), drop("organization")}},
	"GuidanceResponse": {"", []step{
		encounter, list("identifier"), rename("reasonCodeableConcept", "reasonCode"), list("reasonCode", "reasonReference"),
	}},
	"ResearchSubject":     {"", []step{list("identifier")}},
	"SupplyDelivery":      {"", []step{list("identifier")}},
	"EligibilityRequest":  {"CoverageEligibilityRequest", []step{drop("organization", "businessArrangement", "coverage", "benefitCategory", "benefitSubCategory")}},
	"EligibilityResponse": {"CoverageEligibilityResponse", []step{coded("outcome"), recodeOutcome, drop("requestProvider", "requestOrganization", "insurance", "inforce")}},
}

// observer names the reporter of an audit event, which STU3 names by an identifier.
func observer(n *jsontree.Node) {
	if v := n.Get("observer"); v != nil && v.Get("value") != nil {
		n.Set("observer", jsontree.NewObject(jsontree.M("identifier", v)))
	}
}

// billing drops the lines of a bill, which STU3 builds otherwise and nobody reads.
func billing(n *jsontree.Node) {
	drop("careTeam", "supportingInfo", "diagnosis", "procedure", "insurance", "item", "addItem", "payee", "payment", "accident",
		"hospitalization", "employmentImpacted", "organization", "benefitBalance", "processNote", "totalCost", "totalBenefit",
		"unallocDeductable", "adjudication", "related", "relatedClaim", "error", "form")(n)
	if n.Get("resourceType").Str() == "ExplanationOfBenefit" || n.Get("resourceType").Str() == "ClaimResponse" {
		n.Delete("total")
	}
}

// recodeOutcome gives STU3's outcome codes their R4 names.
func recodeOutcome(n *jsontree.Node) {
	recode("outcome", map[string]string{"active": "queued", "completed": "complete"})(n)
}

// removed are the types that R4 no longer has. What they share with R4's Basic is read.
var removed = map[string]rewriting{
	"ProcessRequest":    {"Basic", []step{basic}},
	"ProcessResponse":   {"Basic", []step{basic}},
	"ImagingManifest":   {"Basic", []step{basic}},
	"ServiceDefinition": {"Basic", []step{basic}},
	"DataElement":       {"Basic", []step{basic}},
	"ExpansionProfile":  {"Basic", []step{basic}},
}

// basic keeps what a Basic can hold: identifiers, whom and what it is about, when and by whom it was made.
func basic(n *jsontree.Node) {
	n.Rename("patient", "subject")
	n.Rename("authoringTime", "created")
	n.Rename("date", "created")
	list("identifier")(n)
	if v := n.Get("created").Str(); len(v) > 10 {
		n.Set("created", jsontree.NewString(v[:10])) // Basic.created is a date
	}
	var title *jsontree.Node
	for _, name := range []string{"title", "description", "name"} {
		if v := n.Get(name); title == nil && v != nil && v.Kind == jsontree.String {
			title = v
		}
	}
	kept := map[string]bool{"resourceType": true, "id": true, "meta": true, "text": true, "language": true, "implicitRules": true,
		"contained": true, "extension": true, "modifierExtension": true, "identifier": true, "subject": true, "created": true,
		"author": true}
	var out []jsontree.Member
	for _, m := range n.Members {
		if kept[m.Name] {
			out = append(out, m)
		}
	}
	n.Members = out
	if title != nil {
		n.Set("code", textConcept(title))
	}
}
