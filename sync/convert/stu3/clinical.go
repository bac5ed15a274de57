package stu3

import "anamnesis/sync/convert/jsontree"

const terminology = "http://terminology.hl7.org/CodeSystem/"

// clinical are the statements about a patient.
var clinical = map[string]rewriting{
	"AllergyIntolerance": {"", []step{
		asConcept("clinicalStatus", terminology+"allergyintolerance-clinical"),
		asConcept("verificationStatus", terminology+"allergyintolerance-verification"),
		rename("assertedDate", "recordedDate"),
	}},
	"Condition": {"", []step{
		asConcept("clinicalStatus", terminology+"condition-clinical"),
		asConcept("verificationStatus", terminology+"condition-ver-status"),
		encounter, rename("assertedDate", "recordedDate"), list("stage"), abated,
	}},
	"Observation": {"", []step{
		encounter, list("interpretation"), inside("component", list("interpretation")), comment, related,
	}},
	"DiagnosticReport": {"", []step{
		encounter, list("category"), unwrap("performer", "actor"), rename("image", "media"),
		rename("codedDiagnosis", "conclusionCode"),
	}},
	"Immunization": {"", []step{
		negated("notGiven", "not-done"), rename("date", "occurrenceDateTime"), rename("practitioner", "performer"),
		inside("performer", rename("role", "function")), explanation, protocol,
	}},
	"Procedure": {"", []step{
		encounter, drop("definition"), recode("status", eventStatus), negated("notDone", "not-done"),
		rename("notDoneReason", "statusReason"), inside("performer", rename("role", "function")),
	}},
	"FamilyMemberHistory": {"", []step{
		drop("definition"), rename("gender", "sex"), asConcept("sex", "http://hl7.org/fhir/administrative-gender"), historyNotTaken,
	}},
	"ImagingStudy": {"", []step{
		encounter, rename("patient", "subject"), identifierOf("accession", "", "ACSN"), identifierOf("uid", "urn:dicom:uid", ""), drop("availability"),
		rename("modalityList", "modality"), single("procedureReference", ""), rename("reason", "reasonCode"), list("reasonCode"),
		inside("series", drop("availability"), performers, inside("instance", asCoding("sopClass"))),
	}},
	"AdverseEvent": {"", []step{
		rename("category", "actuality"), recode("actuality", map[string]string{"AE": "actual", "PAE": "potential"}),
		rename("type", "event"), eventDescription, rename("reaction", "resultingCondition"), rename("eventParticipant", "contributor"),
	}},
	"DetectedIssue":      {"", []step{rename("category", "code"), rename("date", "identifiedDateTime")}},
	"RiskAssessment":     {"", []step{encounter, list("identifier"), rename("reasonCodeableConcept", "reasonCode"), list("reasonCode", "reasonReference"), comment}},
	"ClinicalImpression": {"", []step{encounter}},
	"Flag":               {"", []step{list("category")}},
	"Sequence":           {"MolecularSequence", []step{inside("referenceSeq", drop("strand"))}},
	"BodySite":           {"BodyStructure", []step{rename("code", "location"), rename("qualifier", "locationQualifier")}},
	"Media": {"", []step{
		encounter, asConcept("type", terminology+"media-type"), rename("subtype", "modality"),
		rename("occurrenceDateTime", "createdDateTime"), rename("occurrencePeriod", "createdPeriod"),
	}},
	"ImmunizationRecommendation": {"", []step{inside("recommendation", list("vaccineCode"), rename("doseNumber", "doseNumberPositiveInt"))}},
}

// eventStatus renames the codes of STU3's event status.
var eventStatus = map[string]string{"suspended": "on-hold", "aborted": "stopped"}

// abated keeps a bare "it has abated", for which R4 has only words.
func abated(n *jsontree.Node) {
	v := n.Delete("abatementBoolean")
	if v.IsTrue() && n.Get("abatementDateTime") == nil && n.Get("abatementString") == nil {
		n.Set("abatementString", jsontree.NewString("abated"))
	}
}

// comment turns a comment into a note.
func comment(n *jsontree.Node) {
	v := n.Get("comment")
	if v == nil || v.Kind != jsontree.String {
		return
	}
	n.Delete("comment")
	note := jsontree.NewObject(jsontree.M("text", v))
	n.Set("note", jsontree.NewArray(append(n.Get("note").List(), note)...))
}

// replacesURL is R4's extension for an observation that replaces another.
const replacesURL = "http://hl7.org/fhir/StructureDefinition/observation-replaces"

// related sorts Observation.related by its type: members, what it was derived from, what it replaces.
func related(n *jsontree.Node) {
	var rest, members, derived, replaced []*jsontree.Node
	for _, r := range n.Get("related").List() {
		target := r.Get("target")
		switch kind := r.Get("type").Str(); {
		case target == nil:
			rest = append(rest, r)
		case kind == "has-member":
			members = append(members, target)
		case kind == "derived-from":
			derived = append(derived, target)
		case kind == "replaces":
			replaced = append(replaced, jsontree.NewObject(jsontree.M("url", jsontree.NewString(replacesURL)),
				jsontree.M("valueReference", target)))
		default:
			rest = append(rest, r)
		}
	}
	n.Set("related", jsontree.NewArray(rest...))
	for _, x := range []struct {
		name string
		list []*jsontree.Node
	}{{"hasMember", members}, {"derivedFrom", derived}, {"extension", replaced}} {
		if len(x.list) > 0 {
			n.Set(x.name, jsontree.NewArray(append(n.Get(x.name).List(), x.list...)...))
		}
	}
}

// explanation moves the reasons why a vaccine was given or not.
func explanation(n *jsontree.Node) {
	x := n.Delete("explanation")
	if x == nil {
		return
	}
	if why := x.Get("reason"); why != nil {
		n.Set("reasonCode", why)
	}
	if why := x.Get("reasonNotGiven").First(); why != nil {
		n.Set("statusReason", why)
	}
}

// protocol moves the vaccination protocol.
func protocol(n *jsontree.Node) {
	var out []*jsontree.Node
	for _, x := range n.Get("vaccinationProtocol").List() {
		if x.Kind != jsontree.Object {
			continue
		}
		out = append(out, jsontree.NewObject(jsontree.M("series", x.Get("series")), jsontree.M("authority", x.Get("authority")),
			jsontree.M("targetDisease", x.Get("targetDisease")), jsontree.M("doseNumberPositiveInt", x.Get("doseSequence")),
			jsontree.M("seriesDosesPositiveInt", x.Get("seriesDoses"))))
	}
	n.Delete("vaccinationProtocol")
	if len(out) > 0 {
		n.Set("protocolApplied", jsontree.NewArray(out...))
	}
}

// historyNotTaken keeps that a family history was not taken, and why.
func historyNotTaken(n *jsontree.Node) {
	not := n.Delete("notDone")
	why := n.Delete("notDoneReason")
	if not.IsTrue() && why == nil {
		why = textConcept(jsontree.NewString("not done"))
	}
	if why != nil {
		n.Set("dataAbsentReason", why)
	}
}

// performers wraps each reference of a list into {actor}.
func performers(n *jsontree.Node) {
	var out []*jsontree.Node
	for _, r := range n.Get("performer").List() {
		if r.Get("actor") == nil {
			r = jsontree.NewObject(jsontree.M("actor", r))
		}
		out = append(out, r)
	}
	n.Set("performer", jsontree.NewArray(out...))
}

// asCoding turns a text into a Coding.
func asCoding(name string) step {
	return func(n *jsontree.Node) {
		if v := n.Get(name); v != nil && v.Kind == jsontree.String {
			n.Set(name, jsontree.NewObject(jsontree.M("system", jsontree.NewString("urn:ietf:rfc:3986")), jsontree.M("code", v)))
		}
	}
}

// eventDescription uses the description of an adverse event where its type is not stated.
func eventDescription(n *jsontree.Node) {
	d := n.Get("description")
	if d == nil || d.Kind != jsontree.String {
		return
	}
	n.Delete("description")
	switch e := n.Get("event"); {
	case e == nil:
		n.Set("event", textConcept(d))
	case e.Kind == jsontree.Object && e.Get("text") == nil:
		e.Set("text", d)
	}
}
