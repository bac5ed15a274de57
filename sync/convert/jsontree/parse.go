package jsontree

import (
	"encoding/json"
	"errors"
	"strings"
)

// MaxDepth is the deepest nesting that [Parse] accepts. The deepest published FHIR examples stay under 30.
const MaxDepth = 120

// Errors of Parse. They hold nothing of the document.
var (
	ErrSyntax = errors.New("it is not JSON")
	ErrDepth  = errors.New("it is nested too deeply")
)

// Parse reads one JSON document. A byte order mark before it is skipped.
func Parse(raw []byte) (*Node, error) {
	text := strings.TrimPrefix(string(raw), "\uFEFF")
	if !json.Valid([]byte(text)) {
		return nil, ErrSyntax
	}
	p := parser{s: text}
	n, err := p.value(0)
	if err != nil {
		return nil, err
	}
	return n, nil
}

// parser walks a text that is known to be valid JSON, so it looks only for where things begin and end.
type parser struct {
	s    string
	i    int
	slab []Node
}

func (p *parser) node(k Kind) *Node {
	if len(p.slab) == 0 {
		p.slab = make([]Node, 32)
	}
	n := &p.slab[0]
	p.slab = p.slab[1:]
	n.Kind = k
	return n
}

func (p *parser) space() {
	for p.i < len(p.s) {
		switch p.s[p.i] {
		case ' ', '\t', '\n', '\r':
			p.i++
		default:
			return
		}
	}
}

func (p *parser) value(depth int) (*Node, error) {
	if depth > MaxDepth {
		return nil, ErrDepth
	}
	p.space()
	if p.i >= len(p.s) {
		return nil, ErrSyntax
	}
	switch p.s[p.i] {
	case '{':
		return p.object(depth)
	case '[':
		return p.array(depth)
	case '"':
		n := p.node(String)
		n.Text = p.str()
		return n, nil
	}
	start := p.i
	for p.i < len(p.s) && !strings.ContainsRune(",]} \t\r\n", rune(p.s[p.i])) {
		p.i++
	}
	text := p.s[start:p.i]
	switch text {
	case "null":
		return p.node(Null), nil
	case "true", "false":
		n := p.node(Bool)
		n.Text = text
		return n, nil
	}
	n := p.node(Number)
	n.Text = text
	return n, nil
}

// str returns the lexeme of the string at the place, with its quotes.
func (p *parser) str() string {
	start := p.i
	p.i++
	for p.i < len(p.s) {
		j := strings.IndexAny(p.s[p.i:], `"\`)
		if j < 0 {
			p.i = len(p.s)
			break
		}
		p.i += j
		if p.s[p.i] == '"' {
			p.i++
			break
		}
		p.i += 2 // a backslash and what it escapes
	}
	p.i = min(p.i, len(p.s))
	return p.s[start:p.i]
}

func (p *parser) object(depth int) (*Node, error) {
	n := p.node(Object)
	p.i++ // {
	for {
		p.space()
		if p.i >= len(p.s) {
			return nil, ErrSyntax
		}
		switch p.s[p.i] {
		case '}':
			p.i++
			return n, nil
		case ',':
			p.i++
			continue
		}
		name := Node{Kind: String, Text: p.str()}
		p.space()
		p.i++ // :
		v, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		n.Members = append(n.Members, Member{name.Str(), v})
	}
}

func (p *parser) array(depth int) (*Node, error) {
	n := p.node(Array)
	p.i++ // [
	for {
		p.space()
		if p.i >= len(p.s) {
			return nil, ErrSyntax
		}
		switch p.s[p.i] {
		case ']':
			p.i++
			return n, nil
		case ',':
			p.i++
			continue
		}
		v, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		n.Items = append(n.Items, v)
	}
}
