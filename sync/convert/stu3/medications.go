package stu3

import "anamnesis/sync/convert/jsontree"

// medications are the resources that tell the course of a drug.
var medications = map[string]rewriting{
	"Medication": {"", []step{inside("ingredient", rename("amount", "strength")), batch, drop("isBrand", "isOverTheCounter", "image")}},
	"MedicationRequest": {"", []step{
		encounter, drop("definition"), list("category"), unwrap("requester", "agent"), inside("dosageInstruction", dosage),
		inside("substitution", rename("allowed", "allowedBoolean")),
	}},
	"MedicationStatement": {"", []step{
		taken, rename("reasonNotTaken", "statusReason"), inside("dosage", dosage),
	}},
	"MedicationDispense": {"", []step{
		negated("notDone", "declined"), notDispensed, rename("notDoneReasonCodeableConcept", "statusReasonCodeableConcept"),
		rename("notDoneReasonReference", "statusReasonReference"), inside("dosageInstruction", dosage),
		inside("performer", drop("onBehalfOf")),
	}},
	"MedicationAdministration": {"", []step{
		drop("definition"), negated("notGiven", "not-done"), rename("reasonNotGiven", "statusReason"), rename("prescription", "request"),
		inside("performer", drop("onBehalfOf")), inside("dosage", rename("rateSimpleQuantity", "rateQuantity")),
	}},
}

// batch takes lot and expiry out of the package.
func batch(n *jsontree.Node) {
	p := n.Get("package")
	if p == nil {
		return
	}
	if b := p.Get("batch").First(); b != nil && n.Get("batch") == nil {
		n.Set("batch", b)
	}
	if len(p.Members) == 0 || len(p.Members) == 1 && p.Get("batch") != nil {
		n.Delete("package")
	}
}

// taken: "n" says that the patient does not take the drug, whatever the status of the statement. "unk" stays, so that
// it is named as not read.
func taken(n *jsontree.Node) {
	switch n.Get("taken").Str() {
	case "n":
		n.Delete("taken")
		if n.Get("status").Str() != "entered-in-error" {
			n.Set("status", jsontree.NewString("not-taken"))
		}
	case "y", "na":
		n.Delete("taken")
	}
}

// notDispensed: a reason why nothing was handed over says that nothing was.
func notDispensed(n *jsontree.Node) {
	if n.Get("notDoneReasonCodeableConcept") == nil && n.Get("notDoneReasonReference") == nil {
		return
	}
	if n.Get("status").Str() != "entered-in-error" {
		n.Set("status", jsontree.NewString("declined"))
	}
}
