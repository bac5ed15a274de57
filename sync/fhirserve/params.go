package fhirserve

import (
	"slices"
	"sort"
	"strings"
)

// kind is the type of a search parameter (FHIR R4, 3.1.1.4).
type kind string

const (
	kindReference kind = "reference"
	kindToken     kind = "token"
	kindString    kind = "string"
	kindDate      kind = "date"
	kindURI       kind = "uri"
)

// param is one search parameter of a type.
type param struct {
	name   string
	kind   kind
	paths  string // elements, separated by spaces, of R4 and of STU3; `telecom:phone` takes those whose system is phone
	target string // the only type that the reference points to, "" for any
	only   string // "r4", "stu3", "" for both
}

func ref(name, paths string) param  { return param{name: name, kind: kindReference, paths: paths} }
func tok(name, paths string) param  { return param{name: name, kind: kindToken, paths: paths} }
func str(name, paths string) param  { return param{name: name, kind: kindString, paths: paths} }
func date(name, paths string) param { return param{name: name, kind: kindDate, paths: paths} }

// to is a reference that only counts when it points to the type.
func to(target, name, paths string) param {
	return param{name: name, kind: kindReference, paths: paths, target: target}
}

func r4(p param) param   { p.only = "r4"; return p }
func stu3(p param) param { p.only = "stu3"; return p }

// definition is what the server knows of a resource type.
type definition struct {
	only string // "r4", "stu3", "" for both
	// compartment lists the parameters by which a resource lies in a Patient's compartment
	// (CompartmentDefinition/patient of R4 4.0.1 and STU3 3.0.2); `r4:` and `stu3:`
	// mark one that only that version has.
	compartment string
	params      []param
}

// Parameters of every resource type. `identifier` is common too, but for the types that have none.
var commonParams = []param{
	tok("_id", "id"), date("_lastUpdated", "meta.lastUpdated"), tok("_tag", "meta.tag"), tok("_security", "meta.security"),
	{name: "_profile", kind: kindURI, paths: "meta.profile"},
}

var withoutIdentifier = []string{"AuditEvent", "Binary", "Provenance"}

// catalogue is the table of one FHIR version, ready for use.
type catalogue map[string]map[string]param

var catalogues = map[bool]catalogue{true: catalogueOf("stu3"), false: catalogueOf("r4")}

func catalogueOf(release string) catalogue {
	c := catalogue{}
	for _, table := range []map[string]definition{clinical, administrative} {
		for typ, def := range table {
			if def.only != "" && def.only != release {
				continue
			}
			c[typ] = common(typ)
			for _, p := range def.params {
				if p.only == "" || p.only == release {
					c[typ][p.name] = p
				}
			}
		}
	}
	return c
}

func common(typ string) map[string]param {
	m := map[string]param{}
	for _, p := range commonParams {
		m[p.name] = p
	}
	if !slices.Contains(withoutIdentifier, typ) {
		m["identifier"] = tok("identifier", "identifier")
	}
	return m
}

// paramsOf returns the parameters of a type; a type that the tables do not know has the common ones.
func paramsOf(typ string, isSTU3 bool) map[string]param {
	if m, ok := catalogues[isSTU3][typ]; ok {
		return m
	}
	return common(typ)
}

// knownTypes lists the types of a FHIR version, sorted.
func knownTypes(isSTU3 bool) []string {
	var list []string
	for typ := range catalogues[isSTU3] {
		list = append(list, typ)
	}
	sort.Strings(list)
	return list
}

// compartmentOf returns the parameters by which a resource of the type lies in a Patient's compartment.
func compartmentOf(typ string, isSTU3 bool) []string {
	def, ok := clinical[typ]
	if !ok {
		def = administrative[typ]
	}
	var names []string
	for _, name := range strings.Fields(def.compartment) {
		release, only, restricted := strings.Cut(name, ":")
		switch {
		case !restricted:
			names = append(names, name)
		case (release == "stu3") == isSTU3:
			names = append(names, only)
		}
	}
	return names
}

// referencesOf reads the reference parameters of a resource.
func referencesOf(typ string, isSTU3 bool, tree map[string]any) map[string][]string {
	refs := map[string][]string{}
	for name, p := range paramsOf(typ, isSTU3) {
		if p.kind != kindReference {
			continue
		}
		for _, node := range find(tree, p.paths) {
			if s := literal(node); s != "" && (p.target == "" || strings.HasPrefix(s, p.target+"/")) {
				refs[name] = append(refs[name], s)
			}
		}
	}
	return refs
}

// literal returns the literal reference of a Reference (or of a canonical or uri): Type/id where it is relative.
func literal(node any) string {
	s, ok := node.(string)
	if m, isObject := node.(map[string]any); isObject {
		s, ok = m["reference"].(string)
	}
	if !ok || strings.HasPrefix(s, "#") {
		return ""
	}
	if to := localRef(s); to != "" {
		return to
	}
	return s
}

// patientsOf returns the ids of the patients in whose compartment the resource lies.
func patientsOf(typ string, isSTU3 bool, id string, refs map[string][]string) []string {
	var ids []string
	if typ == "Patient" {
		ids = append(ids, id)
	}
	for _, name := range compartmentOf(typ, isSTU3) {
		for _, target := range refs[name] {
			if patient, ok := strings.CutPrefix(target, "Patient/"); ok {
				ids = append(ids, patient)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
