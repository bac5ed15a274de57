package stu3

import "anamnesis/sync/convert/jsontree"

// care are encounters, plans, people and things.
var care = map[string]rewriting{
	"Encounter": {"", []step{
		rename("reason", "reasonCode"), inside("diagnosis", rename("role", "use")), rename("incomingReferral", "basedOn"),
		list("appointment"),
	}},
	"CarePlan": {"", []step{
		encounter, drop("definition"), recode("status", requestStatus), single("author", "contributor"),
		inside("activity", inside("detail", rename("prohibited", "doNotPerform"), words("statusReason"), drop("definition", "category"))),
	}},
	"CareTeam": {"", []step{encounter, inside("participant", list("role"))}},
	"Goal":     {"", []step{goalStatus, list("target")}},
	"Appointment": {"", []step{
		list("serviceCategory"), rename("reason", "reasonCode"), rename("indication", "reasonReference"),
		rename("incomingReferral", "basedOn"),
	}},
	"Consent":       {"", []step{list("identifier"), provision}},
	"RelatedPerson": {"", []step{list("relationship")}},
	"Location":      {"", []step{list("type")}},
	"Device": {"", []step{
		udi, rename("model", "modelNumber"), version,
	}},
	"DeviceComponent": {"Device", []step{
		list("identifier"), drop("lastSystemChange", "source", "operationalStatus", "parameterGroup", "measurementPrinciple",
			"productionSpecification", "languageCode"),
	}},
	"DeviceUseStatement": {"", []step{rename("whenUsed", "timingPeriod"), rename("indication", "reasonCode")}},
	"Schedule":           {"", []step{list("serviceCategory")}},
	"Slot":               {"", []step{list("serviceCategory")}},
	"HealthcareService":  {"", []step{list("category"), eligibility}},
	"Coverage":           {"", []step{grouping, drop("sequence")}},
}

// goalLifecycle is STU3's Goal.status in R4's two elements.
var goalLifecycle = map[string]struct{ lifecycle, achievement string }{
	"in-progress":      {"active", "in-progress"},
	"on-target":        {"active", "on-target"},
	"ahead-of-target":  {"active", "ahead-of-target"},
	"behind-target":    {"active", "behind-target"},
	"sustaining":       {"active", "sustaining"},
	"achieved":         {"completed", "achieved"},
	"proposed":         {"proposed", ""},
	"planned":          {"planned", ""},
	"accepted":         {"accepted", ""},
	"on-hold":          {"on-hold", ""},
	"cancelled":        {"cancelled", ""},
	"rejected":         {"rejected", ""},
	"entered-in-error": {"entered-in-error", ""},
}

func goalStatus(n *jsontree.Node) {
	x, ok := goalLifecycle[n.Get("status").Str()]
	if !ok {
		n.Rename("status", "lifecycleStatus")
		return
	}
	n.Delete("status")
	n.Set("lifecycleStatus", jsontree.NewString(x.lifecycle))
	if x.achievement != "" {
		n.Set("achievementStatus", textConcept(jsontree.NewString(x.achievement)))
	}
}

// provision gathers what a consent permits, and its exceptions.
func provision(n *jsontree.Node) {
	n.Rename("consentingParty", "performer")
	if v := n.Get("policyRule"); v != nil && v.Kind == jsontree.String {
		n.Set("policyRule", textConcept(v))
	}
	p := jsontree.NewObject()
	for _, name := range []string{"period", "actor", "action", "securityLabel", "purpose", "dataPeriod", "data"} {
		if v := n.Delete(name); v != nil {
			p.Set(name, v)
		}
	}
	if x := n.Delete("except"); x != nil {
		for _, e := range x.List() {
			codings("code")(e)
		}
		p.Set("provision", x)
	}
	if len(p.Members) > 0 {
		n.Set("provision", p)
	}
}

// eligibility wraps who may be served.
func eligibility(n *jsontree.Node) {
	v, note := n.Delete("eligibility"), n.Delete("eligibilityNote")
	if v != nil || note != nil {
		n.Set("eligibility", jsontree.NewArray(jsontree.NewObject(jsontree.M("code", v), jsontree.M("comment", note))))
	}
}

// udi moves the unique device identifier.
func udi(n *jsontree.Node) {
	u := n.Delete("udi")
	if u == nil || u.Kind != jsontree.Object {
		return
	}
	if name := u.Delete("name"); name != nil {
		n.Set("deviceName", jsontree.NewArray(jsontree.NewObject(jsontree.M("name", name),
			jsontree.M("type", jsontree.NewString("udi-label-name")))))
	}
	n.Set("udiCarrier", jsontree.NewArray(u))
}

func version(n *jsontree.Node) {
	if v := n.Get("version"); v != nil && v.Kind == jsontree.String {
		n.Set("version", jsontree.NewArray(jsontree.NewObject(jsontree.M("value", v))))
	}
}

// grouping turns the groups of a policy into classes.
func grouping(n *jsontree.Node) {
	g := n.Delete("grouping")
	if g == nil {
		return
	}
	var out []*jsontree.Node
	for _, x := range []struct{ name, code string }{{"group", "group"}, {"subGroup", "subgroup"}, {"plan", "plan"},
		{"subPlan", "subplan"}, {"class", "class"}, {"subClass", "subclass"}} {
		v := g.Get(x.name)
		if v == nil {
			continue
		}
		out = append(out, jsontree.NewObject(jsontree.M("type", conceptOf(terminology+"coverage-class", x.code)),
			jsontree.M("value", v), jsontree.M("name", g.Get(x.name+"Display"))))
	}
	n.Set("class", jsontree.NewArray(out...))
}
