package ucum

import (
	"strconv"
	"strings"
)

// Bounds on a code. The longest of the 848 common codes has 31 characters; an exponent in practice has one digit.
const (
	maxLength   = 256
	maxDepth    = 16
	maxExponent = 200
	maxFactor   = 30 // digits of a factor
)

// Error says what is wrong with a code and where.
type Error struct {
	At     int // character, counted from 1; one past the end when something is missing there
	Reason string
}

// Error returns place and reason. It does not repeat the text, which may come from a record.
func (e *Error) Error() string { return "at character " + strconv.Itoa(e.At) + ": " + e.Reason }

// Parse reads a case-sensitive code (c/s).
func Parse(code string) (Unit, error) {
	both := load()
	p := parser{tables: &both[0], text: code}
	return p.parse()
}

// ParseFolded reads a code of the case-insensitive variant (c/i), in any case.
func ParseFolded(code string) (Unit, error) {
	both := load()
	p := parser{tables: &both[1], text: upper(code), shown: code}
	return p.parse()
}

// upper raises the ASCII letters only, so that places in the text stay what they are.
func upper(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'a' && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
	}
	return string(b)
}

type parser struct {
	tables *tables
	text   string
	shown  string
	at     int
	depth  int
	size   int               // sum of exponents, bounded
	define func(*atom) error // resolves an atom while the table itself is being read
	notes  []string
	alone  *Unit // the last special unit seen
	plain  bool  // something with a dimension or a mark was written beside a special unit
}

func (p *parser) fail(at int, reason string) error { return &Error{At: at + 1, Reason: reason} }

func (p *parser) parse() (Unit, error) {
	if p.text == "" {
		return Unit{}, p.fail(0, "there is no unit")
	}
	if len(p.text) > maxLength {
		return Unit{}, p.fail(maxLength, "a unit of more than "+strconv.Itoa(maxLength)+" characters is not read")
	}
	for i := range len(p.text) {
		if c := p.text[i]; c < 0x21 || c > 0x7e {
			return Unit{}, p.fail(i, "a unit holds ASCII characters only, and no blank")
		}
	}
	var u Unit
	exponent := 1
	if p.text[0] == '/' {
		p.at, exponent = 1, -1
	}
	if err := p.term(&u, exponent); err != nil {
		return Unit{}, err
	}
	if p.at < len(p.text) {
		return Unit{}, p.fail(p.at, "this does not belong here")
	}
	u.code, u.annotations = p.text, p.notes
	if p.shown != "" {
		u.code = p.shown
	}
	return p.finish(u), nil
}

// finish gives a term that is one special unit, perhaps with a factor, the special unit's reading.
func (p *parser) finish(u Unit) Unit {
	if p.alone == nil {
		return u
	}
	if p.plain || u.atoms != 1 {
		u.mixed = true
		return u
	}
	s := *p.alone
	s.scale = u.size // the reference was left out while multiplying: what remains is prefix and factors
	s.code, s.annotations, s.atoms = u.code, u.annotations, 1
	return s
}

// term reads components joined by . and /. A slash inverts the one component that follows it.
func (p *parser) term(u *Unit, exponent int) error {
	if p.depth++; p.depth > maxDepth {
		return p.fail(p.at, "too many brackets")
	}
	defer func() { p.depth-- }()
	for {
		if err := p.component(u, exponent); err != nil {
			return err
		}
		if p.at >= len(p.text) {
			return nil
		}
		switch p.text[p.at] {
		case '.':
			exponent = 1
		case '/':
			exponent = -1
		default:
			return nil
		}
		p.at++
	}
}

func (p *parser) component(u *Unit, exponent int) error {
	if p.at >= len(p.text) {
		return p.fail(p.at, "a unit is missing here")
	}
	switch c := p.text[p.at]; {
	case c == '(':
		return p.bracket(u, exponent)
	case c == '{':
		return p.annotation()
	case c >= '0' && c <= '9' && !p.tenFollows():
		if err := p.factor(u, exponent); err != nil {
			return err
		}
	default:
		if err := p.symbol(u, exponent); err != nil {
			return err
		}
	}
	if p.at < len(p.text) && p.text[p.at] == '{' {
		return p.annotation()
	}
	return nil
}

func (p *parser) bracket(u *Unit, exponent int) error {
	open := p.at
	p.at++
	var inner Unit
	if err := p.term(&inner, 1); err != nil {
		return err
	}
	if p.at >= len(p.text) || p.text[p.at] != ')' {
		return p.fail(open, "this bracket is not closed")
	}
	p.at++
	if p.alone != nil && exponent != 1 {
		p.plain = true
	}
	u.times(inner, exponent)
	u.atoms += inner.atoms
	return nil
}

func (p *parser) annotation() error {
	end := strings.IndexByte(p.text[p.at:], '}')
	if end < 0 {
		return p.fail(p.at, "this annotation is not closed")
	}
	text := p.text[p.at+1 : p.at+end]
	if i := strings.IndexByte(text, '{'); i >= 0 {
		return p.fail(p.at+1+i, "an annotation cannot hold another")
	}
	p.notes = append(p.notes, text)
	p.at += end + 1
	return nil
}

// tenFollows reports whether 10* or 10^ stands here, which is an atom and not a factor.
func (p *parser) tenFollows() bool {
	rest := p.text[p.at:]
	return len(rest) > 2 && rest[0] == '1' && rest[1] == '0' && (rest[2] == '*' || rest[2] == '^') ||
		rest == "10*" || rest == "10^"
}

func (p *parser) digits() string {
	start := p.at
	for p.at < len(p.text) && p.text[p.at] >= '0' && p.text[p.at] <= '9' {
		p.at++
	}
	return p.text[start:p.at]
}

func (p *parser) factor(u *Unit, exponent int) error {
	start := p.at
	d := p.digits()
	if len(d) > maxFactor {
		return p.fail(start, "this number is too long")
	}
	if p.at < len(p.text) && !strings.ContainsRune("./){", rune(p.text[p.at])) {
		return p.fail(p.at, "a number is joined to a unit by a point")
	}
	m, ok := number(d)
	if !ok {
		return p.fail(start, "a unit cannot be multiplied by zero")
	}
	u.size = u.size.times(m, exponent)
	return nil
}

// symbol reads an atom, perhaps with a prefix, and its exponent.
func (p *parser) symbol(u *Unit, exponent int) error {
	start := p.at
	name, err := p.name()
	if err != nil {
		return err
	}
	a, pre, ok := p.tables.find(name)
	if !ok {
		return p.fail(start, "this is not a UCUM unit")
	}
	if p.define != nil {
		if err := p.define(a); err != nil {
			return err
		}
	}
	e, err := p.exponent()
	if err != nil {
		return err
	}
	e *= exponent
	u.atoms++
	u.size = u.size.times(pre, e)
	if a.special != nil {
		if e != 1 || p.alone != nil {
			p.plain = true
		}
		p.alone = &a.value
		one := a.value
		one.size = magnitude{}
		u.times(one, e)
		return nil
	}
	u.times(a.value, e)
	return nil
}

func (p *parser) name() (string, error) {
	start := p.at
	if p.tenFollows() {
		p.at += 3
		return p.text[start:p.at], nil
	}
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == '[':
			end := strings.IndexByte(p.text[p.at:], ']')
			if end < 0 {
				return "", p.fail(p.at, "this square bracket is not closed")
			}
			p.at += end + 1
		case c >= '0' && c <= '9', strings.IndexByte("./(){}+-=]", c) >= 0:
			if p.at == start {
				return "", p.fail(start, "a unit is missing here")
			}
			return p.text[start:p.at], nil
		default:
			p.at++
		}
	}
	return p.text[start:p.at], nil
}

func (p *parser) exponent() (int, error) {
	if p.at >= len(p.text) {
		return 1, nil
	}
	start, neg := p.at, false
	switch p.text[p.at] {
	case '-':
		neg = true
		p.at++
	case '+':
		p.at++
	}
	d := p.digits()
	if d == "" {
		if p.at > start {
			return 0, p.fail(p.at, "an exponent is missing here")
		}
		return 1, nil
	}
	n, err := strconv.Atoi(d)
	if err != nil || n > maxExponent {
		return 0, p.fail(start, "this exponent is too large")
	}
	if p.size += n; p.size > 2*maxExponent {
		return 0, p.fail(start, "the exponents are too large together")
	}
	if p.at < len(p.text) && !strings.ContainsRune("./){", rune(p.text[p.at])) {
		return 0, p.fail(p.at, "a number is joined to a unit by a point")
	}
	if neg {
		n = -n
	}
	return n, nil
}

// find looks a symbol up: an atom by its whole name first, then a prefix of two or one characters and a metric atom.
func (t *tables) find(name string) (*atom, magnitude, bool) {
	if a, ok := t.atoms[name]; ok {
		return a, magnitude{}, true
	}
	for n := min(3, len(name)-1); n > 0; n-- {
		pre, ok := t.prefixes[name[:n]]
		if !ok {
			continue
		}
		if a, ok := t.atoms[name[n:]]; ok && a.metric {
			return a, pre, true
		}
	}
	return nil, magnitude{}, false
}
