package stu3

import "anamnesis/sync/convert/jsontree"

// requestStatus renames the codes of STU3's request status.
var requestStatus = map[string]string{"suspended": "on-hold", "cancelled": "revoked"}

// orders are requests for something to be done.
var orders = map[string]rewriting{
	"ProcedureRequest": {"ServiceRequest", []step{
		encounter, drop("definition"), recode("status", requestStatus), unwrap("requester", "agent"), list("performer"),
	}},
	"ReferralRequest": {"ServiceRequest", []step{
		encounter, drop("definition"), recode("status", requestStatus), rename("groupIdentifier", "requisition"),
		rename("serviceRequested", "code"), single("code", "orderDetail"), referralType, unwrap("requester", "agent"),
		rename("specialty", "performerType"), rename("recipient", "performer"), describe,
	}},
	"DeviceRequest": {"", []step{
		encounter, drop("definition"), recode("status", requestStatus), coded("intent"), unwrap("requester", "agent"),
	}},
	"NutritionOrder": {"", []step{nutritionIntent, recode("status", map[string]string{"proposed": "draft", "planned": "draft",
		"requested": "active", "cancelled": "revoked"})}},
	"SupplyRequest": {"", []step{list("identifier"), supplyItem, unwrap("requester", "agent")}},
	"CommunicationRequest": {"", []step{
		encounter, recode("status", requestStatus), unwrap("requester", "agent"), rename("topic", "about"),
	}},
	"Communication": {"", []step{
		encounter, drop("definition"), recode("status", eventStatus), negated("notDone", "not-done"),
		rename("notDoneReason", "statusReason"), rename("topic", "about"),
	}},
	"Task": {"", []step{
		rename("context", "encounter"), unwrap("requester", "agent"), rename("reason", "reasonCode"),
		drop("definitionUri", "definitionReference"),
	}},
	"RequestGroup":       {"", []step{encounter, drop("definition"), recode("status", requestStatus), rename("reasonCodeableConcept", "reasonCode"), list("reasonCode", "reasonReference")}},
	"VisionPrescription": {"", []step{rename("dispense", "lensSpecification"), inside("lensSpecification", prism), drop("reasonCodeableConcept", "reasonReference")}},
}

// referralType is what is asked for where no service is named, and a category beside it otherwise.
func referralType(n *jsontree.Node) {
	t := n.Delete("type")
	if t == nil {
		return
	}
	if n.Get("code") == nil {
		n.Set("code", t)
	} else if n.Get("category") == nil {
		n.Set("category", jsontree.NewArray(t))
	}
}

// describe keeps a description as a note.
func describe(n *jsontree.Node) {
	v := n.Get("description")
	if v == nil || v.Kind != jsontree.String {
		return
	}
	n.Delete("description")
	n.Set("note", jsontree.NewArray(append(n.Get("note").List(), jsontree.NewObject(jsontree.M("text", v)))...))
}

// nutritionIntent keeps that an order was only proposed or planned, which STU3 says in the status.
func nutritionIntent(n *jsontree.Node) {
	if intent, ok := map[string]string{"proposed": "proposal", "planned": "plan", "requested": "order"}[n.Get("status").Str()]; ok {
		n.Set("intent", jsontree.NewString(intent))
	}
}

// supplyItem moves item and quantity out of orderedItem.
func supplyItem(n *jsontree.Node) {
	o := n.Delete("orderedItem")
	for _, name := range []string{"quantity", "itemCodeableConcept", "itemReference"} {
		if v := o.Get(name); v != nil {
			n.Set(name, v)
		}
	}
	n.Delete("when")
}

// prism joins the amount of a prism and its base.
func prism(n *jsontree.Node) {
	amount := n.Get("prism")
	if amount == nil || amount.Kind != jsontree.Number {
		return
	}
	n.Set("prism", jsontree.NewArray(jsontree.NewObject(jsontree.M("amount", amount), jsontree.M("base", n.Delete("base")))))
}
