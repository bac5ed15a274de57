package chart

import (
	"strings"

	"anamnesis/app/record"
)

// A tie holds two facts to be one event whatever they say of it: a shared business identifier, or one resource passed on.
type tie struct {
	x, y *item
	why  string
	copy bool // y is x passed on, or the other way round: not independent evidence
}

// ties returns the pairs that are one event, in a fixed order.
func (b *builder) ties(items []*item) []tie {
	var out []tie
	out = append(out, b.identifierTies(items)...)
	out = append(out, b.republished(items)...)
	out = append(out, b.provenanceTies(items)...)
	return out
}

// placeholders are identifier values that name nothing.
var placeholders = map[string]bool{"": true, "0": true, "unknown": true, "none": true, "n/a": true, "na": true, "null": true,
	"test": true, "-": true, "1": true, "x": true, "unk": true, "tbd": true}

// manyOfOne is the number of facts of one type from which an identifier names no event but the patient or the laboratory.
const manyOfOne = 64

// identifierTies joins facts of one type that carry one business identifier. An identifier that one source gave to several
// facts of a type names their order, not one of them: then what and when must agree besides.
func (b *builder) identifierTies(items []*item) []tie {
	byID := map[string][]*item{}
	for _, it := range items {
		for _, id := range it.Identifiers {
			if id.System == "" || placeholders[strings.ToLower(strings.TrimSpace(id.Value))] {
				continue
			}
			k := it.Ref.Type + "\x00" + id.System + "\x00" + id.Value
			byID[k] = append(byID[k], it)
		}
	}
	var out []tie
	for _, k := range sortedKeys(byID) {
		set := byID[k]
		if len(set) < 2 {
			continue
		}
		count := map[string]int{}
		own := true
		for _, it := range set {
			count[it.Ref.Source]++
			own = own && count[it.Ref.Source] == 1
		}
		value := k[strings.LastIndexByte(k, 0)+1:]
		if len(set) > manyOfOne {
			continue
		}
		for i, x := range set {
			for _, y := range set[i+1:] {
				m := b.words.compare(b.codeOf(x), b.codeOf(y), x.Ref.Source, y.Ref.Source).match
				switch {
				case m == matchMismatch && !b.sameAnalyte(x, y):
					continue
				case own:
				case m != matchYes && !b.sameAnalyte(x, y):
					continue
				case !x.start.IsZero() && !y.start.IsZero() && !x.start.Compatible(y.start):
					continue
				}
				out = append(out, tie{x: x, y: y, why: "both carry the identifier " + value, copy: x.Ref.Source != y.Ref.Source})
			}
		}
	}
	return out
}

// republished joins the copies of one resource that another source passed on.
func (b *builder) republished(items []*item) []tie {
	var out []tie
	byID := map[string][]*item{}
	byHash := map[string][]*item{}
	for _, it := range items {
		byID[it.Ref.Type+"/"+it.Ref.ID+"/"+it.Part] = append(byID[it.Ref.Type+"/"+it.Ref.ID+"/"+it.Part], it)
		if it.ContentHash != "" && !it.Code.IsZero() {
			k := it.Ref.Type + it.Part + it.ContentHash
			byHash[k] = append(byHash[k], it)
		}
		if o := b.origin(it); o != nil {
			out = append(out, tie{o, it, it.Ref.Source + " passes on what " + o.Ref.Source + " holds", true})
		}
	}
	for _, k := range sortedKeys(byID) {
		for i, x := range byID[k] {
			for _, y := range byID[k][i+1:] {
				if x.Ref.Source != y.Ref.Source && b.passedOn(x, y) {
					out = append(out, tie{x, y, "the same resource on both sources", true})
				}
			}
		}
	}
	for _, k := range sortedKeys(byHash) {
		out = append(out, equalContent(byHash[k])...)
	}
	return out
}

// passedOn reports whether two resources of one id are one: equal in content, or with an id that is not given twice by
// accident and nothing in their codes against it.
func (b *builder) passedOn(x, y *item) bool {
	if x.ContentHash != "" && x.ContentHash == y.ContentHash {
		return true
	}
	if b.words.compare(b.codeOf(x), b.codeOf(y), x.Ref.Source, y.Ref.Source).match == matchMismatch {
		return false
	}
	return isUUID(x.Ref.ID) || globalID(x.Ref.ID) && x.Version == y.Version && x.Version != ""
}

// equalContent ties copies of equal content over sources, each with the first that its source has not met yet, so that two
// equal readings of one source stay two. Copies that kept their ids are one already.
func equalContent(set []*item) []tie {
	type copies struct {
		first   *item
		sources map[string]bool
	}
	byID := map[string]*copies{}
	var ids []*copies
	for _, it := range set { // in the fixed order
		c := byID[it.Ref.ID]
		if c == nil || c.sources[it.Ref.Source] {
			c = &copies{it, map[string]bool{}}
			byID[it.Ref.ID] = c
			ids = append(ids, c)
		}
		c.sources[it.Ref.Source] = true
	}
	var out []tie
	var met []*copies
	for _, c := range ids {
		joined := false
		for _, o := range met {
			if disjoint(o.sources, c.sources) {
				out = append(out, tie{o.first, c.first, "equal in every element", true})
				for s := range c.sources {
					o.sources[s] = true
				}
				joined = true
				break
			}
		}
		if !joined {
			met = append(met, c)
		}
	}
	return out
}

func disjoint(x, y map[string]bool) bool {
	for k := range x {
		if y[k] {
			return false
		}
	}
	return true
}

// origin returns the fact that meta.source names as the one passed on, where its source is linked too: by the address of
// the source, else by type and id where only one other source has such a resource and it is about the same.
func (b *builder) origin(it *item) *item {
	if it.Origin == "" || it.Part != "" {
		return nil
	}
	id := it.Ref.ID
	parts := strings.Split(strings.TrimSuffix(strings.SplitN(it.Origin, "#", 2)[0], "/"), "/")
	named := len(parts) >= 2 && parts[len(parts)-2] == it.Ref.Type
	if named {
		id = parts[len(parts)-1]
	}
	var only *item
	for _, s := range b.in.Sources {
		o := b.byRef[record.Ref{Source: s.Source.Name, Type: it.Ref.Type, ID: id}]
		if o == nil || s.Source.Name == it.Ref.Source {
			continue
		}
		if url := strings.TrimSuffix(s.Source.URL, "/"); url != "" && (it.Origin == url || strings.HasPrefix(it.Origin, url+"/")) {
			return o
		}
		if only != nil {
			return nil
		}
		only = o
	}
	if !named || only == nil || b.words.compare(b.codeOf(only), b.codeOf(it), only.Ref.Source, it.Ref.Source).match != matchYes && !b.sameAnalyte(only, it) {
		return nil
	}
	return only
}

// provenanceTies reads Provenance resources that name the resource of another source as what a target was made from.
func (b *builder) provenanceTies(items []*item) []tie {
	of := map[record.Ref]*item{}
	for _, it := range items {
		if it.Part == "" {
			of[it.Ref] = it
		}
	}
	var out []tie
	for _, p := range b.items {
		if p.Ref.Type != "Provenance" || p.retracted {
			continue
		}
		for _, target := range p.About {
			for _, from := range p.Refs {
				x, y := of[from], of[target]
				if from.Source != target.Source && from.Type == target.Type && x != nil && y != nil {
					out = append(out, tie{x, y, "its provenance names " + from.Source + " as the origin", true})
				}
			}
		}
	}
	return out
}

func isUUID(id string) bool {
	return len(id) == 36 && id[8] == '-' && id[13] == '-' && id[18] == '-' && id[23] == '-'
}

// globalID reports whether an id is long enough that two servers did not give it by accident.
func globalID(id string) bool { return len(id) >= 20 }

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	return sorted(out)
}
