package jsontree

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// Kind is the JSON type of a node.
type Kind uint8

// The kinds of node.
const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

// Node is one JSON value.
type Node struct {
	Kind    Kind
	Text    string   // the lexeme of a scalar: digits, true, or a string with its quotes and escapes
	Out     string   // when not empty, the lexeme that [Node.Append] writes instead of Text
	Members []Member // of an object, in the source's order
	Items   []*Node  // of an array
}

// Member is one name of an object with its value.
type Member struct {
	Name  string
	Value *Node
}

// NewString returns a string node.
func NewString(s string) *Node { return &Node{Kind: String, Text: quote(s)} }

// NewBool returns a boolean node.
func NewBool(b bool) *Node {
	if b {
		return &Node{Kind: Bool, Text: "true"}
	}
	return &Node{Kind: Bool, Text: "false"}
}

// NewNumber returns a number node of a JSON number's text.
func NewNumber(text string) *Node { return &Node{Kind: Number, Text: text} }

// NewObject returns an object of the members whose value is not nil.
func NewObject(members ...Member) *Node {
	n := &Node{Kind: Object}
	for _, m := range members {
		if m.Value != nil {
			n.Members = append(n.Members, m)
		}
	}
	return n
}

// NewArray returns an array of the items that are not nil, or nil when there is none.
func NewArray(items ...*Node) *Node {
	n := &Node{Kind: Array}
	for _, x := range items {
		if x != nil {
			n.Items = append(n.Items, x)
		}
	}
	if len(n.Items) == 0 {
		return nil
	}
	return n
}

// M makes a member.
func M(name string, value *Node) Member { return Member{Name: name, Value: value} }

// IsNull reports whether the node is absent or null.
func (n *Node) IsNull() bool { return n == nil || n.Kind == Null }

// Get returns the value of a member of an object, nil when there is none. Of a name that stands twice the last counts.
func (n *Node) Get(name string) *Node {
	if n == nil || n.Kind != Object {
		return nil
	}
	for i := len(n.Members) - 1; i >= 0; i-- {
		if n.Members[i].Name == name {
			return n.Members[i].Value
		}
	}
	return nil
}

// At follows member names down; through an array it takes the first item.
func (n *Node) At(names ...string) *Node {
	for _, name := range names {
		n = n.First().Get(name)
	}
	return n
}

// First returns the first item of an array, nil of an empty one, and any other node itself.
func (n *Node) First() *Node {
	if n == nil || n.Kind != Array {
		return n
	}
	if len(n.Items) == 0 {
		return nil
	}
	return n.Items[0]
}

// List returns the items of an array, and any other node that is not null as a list of one.
func (n *Node) List() []*Node {
	switch {
	case n.IsNull():
		return nil
	case n.Kind == Array:
		return n.Items
	}
	return []*Node{n}
}

// Str returns the decoded text of a string node, "" of any other. Invalid UTF-8 is replaced by U+FFFD. The text is a copy:
// to keep it does not keep the document in memory.
func (n *Node) Str() string {
	if n == nil || n.Kind != String || len(n.Text) < 2 {
		return ""
	}
	inner := n.Text[1 : len(n.Text)-1]
	if strings.IndexByte(inner, '\\') < 0 {
		if utf8.ValidString(inner) {
			return strings.Clone(inner)
		}
		return strings.ToValidUTF8(inner, "\uFFFD")
	}
	var s string
	if err := json.Unmarshal([]byte(n.Text), &s); err != nil {
		return ""
	}
	return s
}

// IsTrue and IsFalse tell a boolean node's value; neither holds for anything else.
func (n *Node) IsTrue() bool { return n != nil && n.Kind == Bool && n.Text == "true" }

// IsFalse reports whether the node is the boolean false.
func (n *Node) IsFalse() bool { return n != nil && n.Kind == Bool && n.Text == "false" }

// Set replaces or adds a member; a nil value deletes it.
func (n *Node) Set(name string, value *Node) {
	if n == nil || n.Kind != Object {
		return
	}
	if value == nil {
		n.Delete(name)
		return
	}
	for i := len(n.Members) - 1; i >= 0; i-- {
		if n.Members[i].Name == name {
			n.Members[i].Value = value
			return
		}
	}
	n.Members = append(n.Members, Member{name, value})
}

// Delete removes a member and returns its value, nil when there was none.
func (n *Node) Delete(name string) *Node {
	if n == nil || n.Kind != Object {
		return nil
	}
	var gone *Node
	kept := n.Members[:0]
	for _, m := range n.Members {
		if m.Name == name {
			gone = m.Value
			continue
		}
		kept = append(kept, m)
	}
	n.Members = kept
	return gone
}

// Rename gives a member another name, together with its "_" sibling. Where the new name is there already nothing
// changes and false is returned.
func (n *Node) Rename(from, to string) bool {
	if n == nil || n.Kind != Object || n.Get(to) != nil {
		return false
	}
	done := false
	for i := range n.Members {
		switch n.Members[i].Name {
		case from:
			n.Members[i].Name = to
			done = true
		case "_" + from:
			n.Members[i].Name = "_" + to
		}
	}
	return done
}

// Clone returns a deep copy.
func (n *Node) Clone() *Node {
	if n == nil {
		return nil
	}
	c := *n
	c.Members, c.Items = nil, nil
	for _, m := range n.Members {
		c.Members = append(c.Members, Member{m.Name, m.Value.Clone()})
	}
	for _, x := range n.Items {
		c.Items = append(c.Items, x.Clone())
	}
	return &c
}

// Append writes the node as compact JSON.
func (n *Node) Append(b []byte) []byte {
	if n == nil {
		return append(b, "null"...)
	}
	if n.Out != "" {
		return append(b, n.Out...)
	}
	switch n.Kind {
	case Null:
		return append(b, "null"...)
	case Array:
		b = append(b, '[')
		for i, x := range n.Items {
			if i > 0 {
				b = append(b, ',')
			}
			b = x.Append(b)
		}
		return append(b, ']')
	case Object:
		b = append(b, '{')
		for i, m := range n.Members {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(b, quote(m.Name)...)
			b = append(b, ':')
			b = m.Value.Append(b)
		}
		return append(b, '}')
	}
	return append(b, n.Text...)
}

// quote returns a JSON string. Names and most values need no escape, which is worth a look before the library's work.
func quote(s string) string {
	plain := utf8.ValidString(s)
	for i := 0; plain && i < len(s); i++ {
		plain = s[i] >= 0x20 && s[i] != '"' && s[i] != '\\'
	}
	if plain {
		return `"` + s + `"`
	}
	b, err := json.Marshal(s)
	if err != nil { // a string always marshals
		return `""`
	}
	return string(b)
}

// Quote returns s as a JSON string lexeme.
func Quote(s string) string { return quote(s) }
