package fhirserve

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// query is a search as it was understood.
type query struct {
	typ        string
	patient    string // compartment, "" for none
	filters    []filter
	sort       []sortKey
	include    []include
	revinclude []include
	count      int
	total      bool // say how many match
	countOnly  bool

	used    url.Values // what was understood, for the self link and the cursor
	ignored []string   // what was not, in words; parameter names and no values
}

// filter is one parameter of a search: any of its values must match.
type filter struct {
	param    param
	modifier string
	values   []string // unescaped only in part: a token is still to be split at its bar
	targets  []string // of a reference: the values as Type/id, or as the id alone where the type is not certain
}

type sortKey struct {
	param param
	down  bool
}

// include is one _include or _revinclude: param of type, and the only target type to follow, "" for any.
type include struct {
	typ, param, target string
	iterate            bool
}

// parser reads a search. In a strict one the first thing that is not understood is a failure.
type parser struct {
	server *Server
	base   string // the server's own URL, for absolute references
	strict bool
	query  *query
	params map[string]param
}

// parse reads the parameters of a search. A value that cannot be read, or a modifier that is not supported, is a failure
// even when the client is lenient: to drop it would widen the search.
func (s *Server) parse(c *call, typ, patient string, form url.Values) (*query, error) {
	q := &query{typ: typ, patient: patient, count: s.hospital.PageDefault, total: true, used: url.Values{}}
	p := &parser{s, c.base, c.strict, q, paramsOf(typ, s.stu3)}
	for _, name := range slices.Sorted(maps.Keys(form)) {
		for _, text := range form[name] {
			known, err := p.read(name, text)
			if err != nil {
				return nil, err
			}
			if known {
				q.used.Add(name, text)
				continue
			}
			what := fmt.Sprintf("The parameter %q is not supported for %s.", name, typ)
			if c.strict {
				return nil, notSupported(http.StatusBadRequest, "%s", what)
			}
			q.ignored = append(q.ignored, what+" It was ignored.")
		}
	}
	return q, nil
}

// read understands one parameter, or reports that it does not know it.
func (p *parser) read(name, text string) (known bool, err error) {
	q := p.query
	base, modifier, _ := strings.Cut(name, ":")
	switch base {
	case "_count":
		q.count, err = p.server.pageSize(text)
		q.countOnly = q.countOnly || (err == nil && q.count == 0)
		return true, err
	case "_format", "_pretty":
		return true, nil
	case "_summary":
		q.countOnly = q.countOnly || text == "count"
		return text == "count" || text == "false", nil
	case "_total":
		q.total = text != "none"
		return text == "none" || text == "estimate" || text == "accurate", nil
	case "_sort":
		return p.readSort(text)
	case "_include", "_revinclude":
		return p.readInclude(base, modifier, text), nil
	}
	def, ok := p.params[base]
	if !ok {
		return false, nil
	}
	return true, p.readFilter(def, modifier, text)
}

// modifiers that are supported by kind. For a reference the modifier may also be a resource type.
var modifiers = map[kind][]string{
	kindString:    {"", "exact", "contains", "missing"},
	kindToken:     {"", "not", "missing"},
	kindDate:      {"", "missing"},
	kindURI:       {"", "missing"},
	kindReference: {"", "missing"},
}

func (p *parser) readFilter(def param, modifier, text string) error {
	isType := def.kind == kindReference && isType(modifier)
	if !isType && !slices.Contains(modifiers[def.kind], modifier) {
		return notSupported(http.StatusBadRequest, "The modifier %q is not supported for the parameter %q.", modifier, def.name)
	}
	f := filter{param: def, modifier: modifier, values: splitEscaped(text, ',')}
	for _, v := range f.values {
		if err := f.check(v); err != nil {
			return err
		}
		if def.kind == kindReference {
			f.targets = append(f.targets, f.target(v, p.base))
		}
	}
	p.query.filters = append(p.query.filters, f)
	return nil
}

// check refuses a value that cannot be read.
func (f filter) check(v string) error {
	switch {
	case f.modifier == "missing":
		if v != "true" && v != "false" {
			return invalid("%s:missing is either true or false.", f.param.name)
		}
	case v == "":
		return invalid("The parameter %q has no value.", f.param.name)
	case f.param.kind == kindDate:
		if _, _, _, ok := readDate(v); !ok {
			return invalid("The parameter %q needs a FHIR date, with eq, ne, gt, lt, ge, le, sa or eb before it.", f.param.name)
		}
	}
	return nil
}

func (p *parser) readSort(text string) (bool, error) {
	var keys []sortKey
	for _, name := range strings.Split(text, ",") {
		name, down := strings.CutPrefix(name, "-")
		def, ok := p.params[name]
		if !ok || (def.kind != kindDate && name != "_id") {
			return false, nil
		}
		keys = append(keys, sortKey{def, down})
	}
	p.query.sort = keys
	return true, nil
}

// readInclude reads Type:param, Type:param:Target or Type:*.
func (p *parser) readInclude(name, modifier, text string) bool {
	part := strings.Split(text, ":")
	if len(part) < 2 || len(part) > 3 || !slices.Contains([]string{"", "iterate", "recurse"}, modifier) {
		return false
	}
	inc := include{typ: part[0], param: part[1], iterate: modifier != ""}
	if len(part) == 3 {
		inc.target = part[2]
	}
	if !p.server.offers(inc.typ) {
		return false
	}
	if def, ok := paramsOf(inc.typ, p.server.stu3)[inc.param]; inc.param != "*" && (!ok || def.kind != kindReference) {
		return false
	}
	if name == "_include" {
		p.query.include = append(p.query.include, inc)
	} else {
		p.query.revinclude = append(p.query.revinclude, inc)
	}
	return true
}

// pageSize reads _count: more than the server's maximum is the maximum.
func (s *Server) pageSize(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, invalid("_count must be a whole number that is not negative.")
	}
	return min(n, s.hospital.PageMax), nil
}

// splitEscaped splits at the separator where no backslash stands before it. Escapes of other characters remain.
func splitEscaped(s string, sep byte) []string {
	var parts []string
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			if s[i+1] != sep {
				b.WriteByte('\\')
			}
			i++
			b.WriteByte(s[i])
		case s[i] == sep:
			parts = append(parts, b.String())
			b.Reset()
		default:
			b.WriteByte(s[i])
		}
	}
	return append(parts, b.String())
}

var unescaper = strings.NewReplacer(`\,`, `,`, `\|`, `|`, `\$`, `$`, `\\`, `\`)

func unescape(s string) string { return unescaper.Replace(s) }
