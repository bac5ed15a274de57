package stu3

import "anamnesis/sync/convert/jsontree"

// step changes one object in place.
type step func(n *jsontree.Node)

// rename moves an element to its R4 name.
func rename(from, to string) step {
	return func(n *jsontree.Node) { n.Rename(from, to) }
}

// drop removes what says nothing that R4 would say.
func drop(names ...string) step {
	return func(n *jsontree.Node) {
		for _, name := range names {
			n.Delete(name)
			n.Delete("_" + name)
		}
	}
}

// list turns one value into a list of one.
func list(names ...string) step {
	return func(n *jsontree.Node) {
		for _, name := range names {
			if v := n.Get(name); !v.IsNull() && v.Kind != jsontree.Array {
				n.Set(name, jsontree.NewArray(v))
			}
		}
	}
}

// single turns a list into its first item; further ones move to another list where R4 has one.
func single(name, rest string) step {
	return func(n *jsontree.Node) {
		v := n.Get(name)
		if v.IsNull() || v.Kind != jsontree.Array || len(v.Items) == 0 {
			return
		}
		n.Set(name, v.Items[0])
		if more := v.Items[1:]; len(more) > 0 && rest != "" && n.Get(rest) == nil {
			n.Set(rest, jsontree.NewArray(more...))
		}
	}
}

// asConcept turns a code into a CodeableConcept of the system.
func asConcept(name, system string) step {
	return func(n *jsontree.Node) {
		v := n.Get(name)
		if v == nil || v.Kind != jsontree.String {
			return
		}
		n.Set(name, conceptOf(system, v.Str()))
	}
}

func conceptOf(system, code string) *jsontree.Node {
	coding := jsontree.NewObject(jsontree.M("code", jsontree.NewString(code)))
	if system != "" {
		coding = jsontree.NewObject(jsontree.M("system", jsontree.NewString(system)), jsontree.M("code", jsontree.NewString(code)))
	}
	return jsontree.NewObject(jsontree.M("coding", jsontree.NewArray(coding)))
}

// words turns a text into a CodeableConcept that has only the text.
func words(name string) step {
	return func(n *jsontree.Node) {
		if v := n.Get(name); v != nil && v.Kind == jsontree.String {
			n.Set(name, textConcept(v))
		}
	}
}

func textConcept(text *jsontree.Node) *jsontree.Node {
	return jsontree.NewObject(jsontree.M("text", text))
}

// coded turns a CodeableConcept into the code of its first coding, else into its text.
func coded(name string) step {
	return func(n *jsontree.Node) {
		v := n.Get(name)
		if v == nil || v.Kind != jsontree.Object {
			return
		}
		if code := v.At("coding", "code"); code != nil {
			n.Set(name, code)
		} else if text := v.Get("text"); text != nil {
			n.Set(name, text)
		}
	}
}

// codings wraps each Coding of a list into a CodeableConcept.
func codings(name string) step {
	return func(n *jsontree.Node) {
		var out []*jsontree.Node
		for _, c := range n.Get(name).List() {
			out = append(out, codingIn(c))
		}
		n.Set(name, jsontree.NewArray(out...))
	}
}

// coding wraps one Coding into a CodeableConcept.
func coding(name string) step {
	return func(n *jsontree.Node) {
		if c := n.Get(name); c != nil && c.Kind == jsontree.Object {
			n.Set(name, codingIn(c))
		}
	}
}

// codingIn wraps a Coding; what is a CodeableConcept already stays.
func codingIn(c *jsontree.Node) *jsontree.Node {
	if c.Get("coding") != nil || c.Get("text") != nil {
		return c
	}
	return jsontree.NewObject(jsontree.M("coding", jsontree.NewArray(c)))
}

// recode replaces codes that R4 calls otherwise.
func recode(name string, codes map[string]string) step {
	return func(n *jsontree.Node) {
		if to, ok := codes[n.Get(name).Str()]; ok {
			n.Set(name, jsontree.NewString(to))
		}
	}
}

// inside applies steps to the object, or to each object of the list, of an element.
func inside(name string, steps ...step) step {
	return func(n *jsontree.Node) {
		for _, x := range n.Get(name).List() {
			if x.Kind != jsontree.Object {
				continue
			}
			for _, s := range steps {
				s(x)
			}
		}
	}
}

// unwrap replaces an object, or each of a list, by one of its members: performer [{actor}] becomes performer [actor].
func unwrap(name, member string) step {
	return func(n *jsontree.Node) {
		v := n.Get(name)
		if v.IsNull() {
			return
		}
		if v.Kind == jsontree.Array {
			var out []*jsontree.Node
			for _, x := range v.Items {
				if inner := x.Get(member); inner != nil {
					out = append(out, inner)
				} else if x.Get("reference") != nil || x.Get("display") != nil || x.Get("coding") != nil {
					out = append(out, x) // already as R4 has it
				}
			}
			n.Set(name, jsontree.NewArray(out...))
			return
		}
		if inner := v.Get(member); inner != nil {
			n.Set(name, inner)
		}
	}
}

// negated turns a flag such as notGiven into the status that says so. A retraction outranks it.
func negated(flag, status string) step {
	return func(n *jsontree.Node) {
		if !n.Get(flag).IsTrue() && n.Get(flag).Str() != "true" {
			if n.Get(flag).IsFalse() {
				n.Delete(flag)
			}
			return
		}
		n.Delete(flag)
		if n.Get("status").Str() != "entered-in-error" {
			n.Set("status", jsontree.NewString(status))
		}
	}
}

// dosage moves dose and rate into doseAndRate.
func dosage(n *jsontree.Node) {
	if n.Get("doseAndRate") != nil {
		return
	}
	dr := jsontree.NewObject()
	for _, name := range []string{"doseQuantity", "doseRange", "rateRatio", "rateRange", "rateQuantity"} {
		if v := n.Delete(name); v != nil {
			dr.Set(name, v)
		}
	}
	if v := n.Delete("doseSimpleQuantity"); v != nil {
		dr.Set("doseQuantity", v)
	}
	if v := n.Delete("rateSimpleQuantity"); v != nil {
		dr.Set("rateQuantity", v)
	}
	if len(dr.Members) > 0 {
		n.Set("doseAndRate", jsontree.NewArray(dr))
	}
}

// money turns a quantity of a currency into Money.
func money(name string) step {
	return func(n *jsontree.Node) {
		v := n.Get(name)
		if v == nil || v.Kind != jsontree.Object || v.Get("currency") != nil {
			return
		}
		code := v.Delete("code")
		v.Delete("system")
		if unit := v.Delete("unit"); code == nil {
			code = unit
		}
		if code != nil {
			v.Set("currency", code)
		}
	}
}

// identifierOf adds a text as a business identifier.
func identifierOf(name, system, kind string) step {
	return func(n *jsontree.Node) {
		v := n.Delete(name)
		if v.IsNull() {
			return
		}
		id := v
		if v.Kind == jsontree.String {
			id = jsontree.NewObject(jsontree.M("system", jsontree.NewString(system)), jsontree.M("value", v))
		}
		if id.Kind != jsontree.Object {
			return
		}
		if kind != "" && id.Get("type") == nil {
			id.Set("type", conceptOf("http://terminology.hl7.org/CodeSystem/v2-0203", kind))
		}
		n.Set("identifier", jsontree.NewArray(append(n.Get("identifier").List(), id)...))
	}
}
