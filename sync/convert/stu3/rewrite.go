package stu3

import "anamnesis/sync/convert/jsontree"

// rewriting is what becomes of one STU3 type.
type rewriting struct {
	to    string // the R4 type where it has another name
	steps []step
}

// Rewrite turns a STU3 resource into an R4 one, in place, with the resources contained in it.
func Rewrite(n *jsontree.Node) {
	if n == nil || n.Kind != jsontree.Object {
		return
	}
	for _, x := range n.Get("contained").List() {
		Rewrite(x)
	}
	name := n.Get("resourceType").Str()
	r, ok := rewritings[name]
	if !ok {
		return
	}
	if r.to != "" {
		n.Set("resourceType", jsontree.NewString(r.to))
	}
	for _, s := range r.steps {
		s(n)
	}
}

// Name returns the R4 name of a STU3 type, the name itself where it did not change.
func Name(stu3 string) string {
	if r, ok := rewritings[stu3]; ok && r.to != "" {
		return r.to
	}
	return stu3
}

// rewritings is all tables.
var rewritings = func() map[string]rewriting {
	all := map[string]rewriting{}
	for _, t := range []map[string]rewriting{clinical, medications, orders, documents, care, administrative, removed} {
		for name, r := range t {
			all[name] = r
		}
	}
	return all
}()

// encounter renames what STU3 calls context.
var encounter = rename("context", "encounter")
