package stu3

import "anamnesis/sync/convert/jsontree"

// documents are what is written to be read.
var documents = map[string]rewriting{
	"DocumentReference": {"", []step{
		rename("class", "category"), list("category"), rename("indexed", "date"), rename("created", "date"), drop("created"),
		inside("context", list("encounter"), relatedRefs),
	}},
	"Composition":      {"", []step{rename("class", "category"), list("category"), inside("attester", single("mode", ""))}},
	"DocumentManifest": {"", []step{unwrap("content", "pReference")}},
	"QuestionnaireResponse": {"", []step{
		encounter, rename("parent", "partOf"), canonical("questionnaire"),
	}},
	"Provenance": {"", []step{
		rename("period", "occurredPeriod"), codings("reason"), coding("activity"), inside("agent", who),
		inside("entity", rename("whatReference", "what"), whatIdentifier, inside("agent", who)), inside("signature", signature),
	}},
}

// relatedRefs keeps the references of DocumentReference.context.related.
func relatedRefs(n *jsontree.Node) {
	var out []*jsontree.Node
	for _, x := range n.Get("related").List() {
		switch {
		case x.Get("ref") != nil:
			out = append(out, x.Get("ref"))
		case x.Get("identifier") != nil:
			out = append(out, jsontree.NewObject(jsontree.M("identifier", x.Get("identifier"))))
		default:
			out = append(out, x)
		}
	}
	n.Set("related", jsontree.NewArray(out...))
}

// canonical turns a reference into its URL.
func canonical(name string) step {
	return func(n *jsontree.Node) {
		if v := n.Get(name); v != nil && v.Kind == jsontree.Object {
			n.Set(name, v.Get("reference"))
		}
	}
}

// who renames the agents of a Provenance.
func who(n *jsontree.Node) {
	n.Rename("whoReference", "who")
	n.Rename("onBehalfOfReference", "onBehalfOf")
	n.Rename("relatedAgentType", "type")
	for _, x := range []struct{ from, to string }{{"whoUri", "who"}, {"onBehalfOfUri", "onBehalfOf"}} {
		if v := n.Delete(x.from); v != nil && n.Get(x.to) == nil {
			n.Set(x.to, jsontree.NewObject(jsontree.M("display", v)))
		}
	}
}

// whatIdentifier keeps an entity that only an identifier names.
func whatIdentifier(n *jsontree.Node) {
	id := n.Delete("whatIdentifier")
	if uri := n.Delete("whatUri"); uri != nil && id == nil {
		id = jsontree.NewObject(jsontree.M("value", uri))
	}
	if id != nil && n.Get("what") == nil {
		n.Set("what", jsontree.NewObject(jsontree.M("identifier", id)))
	}
}

func signature(n *jsontree.Node) {
	n.Rename("whoReference", "who")
	n.Rename("contentType", "sigFormat")
	n.Rename("blob", "data")
	n.Delete("whoUri")
	n.Delete("onBehalfOfReference")
	n.Delete("onBehalfOfUri")
}
