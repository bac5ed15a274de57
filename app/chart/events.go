package chart

import (
	"sort"
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

// equalContent pairs copies of equal content over sources: the first of one source with the first of the other, so that
// two equal readings of one source stay two. Copies that kept their ids are tied by them.
func equalContent(set []*item) []tie {
	if len(set) < 2 {
		return nil
	}
	ids := map[string]int{}
	for _, it := range set {
		ids[it.Ref.ID]++
	}
	bySource := map[string][]*item{}
	for _, it := range set {
		if ids[it.Ref.ID] == 1 {
			bySource[it.Ref.Source] = append(bySource[it.Ref.Source], it)
		}
	}
	byPlace := map[int][]*item{}
	for _, list := range bySource {
		sort.Slice(list, func(i, j int) bool { return list[i].Ref.ID < list[j].Ref.ID })
		for i, it := range list {
			byPlace[i] = append(byPlace[i], it)
		}
	}
	var out []tie
	for i := range len(byPlace) {
		list := byPlace[i]
		sort.Slice(list, func(i, j int) bool { return list[i].n < list[j].n })
		for _, it := range list[1:] {
			out = append(out, tie{list[0], it, "equal in every element", true})
		}
	}
	return out
}

// origin returns the fact that meta.source names as the one passed on, where its source is linked too.
func (b *builder) origin(it *item) *item {
	if it.Origin == "" {
		return nil
	}
	for _, s := range b.in.Sources {
		url := strings.TrimSuffix(s.Source.URL, "/")
		if url == "" || s.Source.Name == it.Ref.Source || !strings.HasPrefix(it.Origin, url) {
			continue
		}
		rest := strings.TrimPrefix(strings.TrimPrefix(it.Origin, url), "/")
		id := it.Ref.ID
		if parts := strings.Split(strings.SplitN(rest, "#", 2)[0], "/"); len(parts) >= 2 && parts[0] == it.Ref.Type {
			id = parts[1]
		}
		if o := b.byRef[record.Ref{Source: s.Source.Name, Type: it.Ref.Type, ID: id}]; o != nil && o != it && it.Part == "" {
			return o
		}
	}
	return nil
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
