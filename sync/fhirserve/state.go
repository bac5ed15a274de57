package fhirserve

import (
	"slices"
	"strings"
	"sync"
	"time"
)

// state is what a server holds. Its methods expect mu to be held, and lists that they return are read under it.
type state struct {
	mu sync.RWMutex

	items   map[string][]*version // Type/id -> its versions, oldest first
	nextSeq int
	changes []*version // all versions in the order in which they came about
	latest  time.Time  // lastUpdated of the newest

	types       map[string][]*version            // type -> its resources in the default order
	referrers   map[string]map[string][]*version // Type/id -> type -> those which name it in a reference parameter
	compartment map[string]map[string][]*version // Patient id -> type -> the resources of the compartment
}

func newState(d *Dataset) *state {
	s := &state{
		items: map[string][]*version{}, types: map[string][]*version{},
		referrers: map[string]map[string][]*version{}, compartment: map[string]map[string][]*version{},
	}
	for _, v := range d.versions {
		s.append(v)
		s.nextSeq = max(s.nextSeq, v.seq+1)
	}
	var newest []*version
	for _, list := range s.items {
		newest = append(newest, list[len(list)-1])
	}
	slices.SortFunc(newest, bySeq)
	for _, v := range newest {
		s.enter(v)
	}
	return s
}

// append adds a version to the histories only.
func (s *state) append(v *version) {
	s.items[v.ref] = append(s.items[v.ref], v)
	s.changes = append(s.changes, v)
	if v.lastUpdated.After(s.latest) {
		s.latest = v.lastUpdated
	}
}

// current returns the newest version, also when that is a deletion; nil when the resource never was.
func (s *state) current(ref string) *version {
	list := s.items[ref]
	if len(list) == 0 {
		return nil
	}
	return list[len(list)-1]
}

// live returns the newest version, nil when there is none or it is a deletion.
func (s *state) live(ref string) *version {
	v := s.current(ref)
	if v == nil || v.deleted {
		return nil
	}
	return v
}

// enter puts a resource into the indices.
func (s *state) enter(v *version) {
	if v.deleted {
		return
	}
	s.types[v.typ] = insert(s.types[v.typ], v)
	for _, target := range v.targets() {
		nest(s.referrers, target)[v.typ] = insert(s.referrers[target][v.typ], v)
	}
	for _, id := range v.patients {
		nest(s.compartment, id)[v.typ] = insert(s.compartment[id][v.typ], v)
	}
}

// leave takes a resource out of the indices.
func (s *state) leave(v *version) {
	s.types[v.typ] = remove(s.types[v.typ], v)
	for _, target := range v.targets() {
		s.referrers[target][v.typ] = remove(s.referrers[target][v.typ], v)
	}
	for _, id := range v.patients {
		s.compartment[id][v.typ] = remove(s.compartment[id][v.typ], v)
	}
}

// targets returns what the resource names in its reference parameters, each once.
func (v *version) targets() []string {
	var list []string
	for _, refs := range v.refs {
		list = append(list, refs...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func nest(m map[string]map[string][]*version, key string) map[string][]*version {
	if m[key] == nil {
		m[key] = map[string][]*version{}
	}
	return m[key]
}

func bySeq(a, b *version) int { return a.seq - b.seq }

func insert(list []*version, v *version) []*version {
	if n := len(list); n == 0 || list[n-1].seq < v.seq {
		return append(list, v)
	}
	at, _ := slices.BinarySearchFunc(list, v, bySeq)
	return slices.Insert(list, at, v)
}

func remove(list []*version, v *version) []*version {
	at, found := slices.BinarySearchFunc(list, v, bySeq)
	if !found {
		return list
	}
	return slices.Delete(list, at, at+1)
}

// outside returns what the compartment's resources refer to beyond it, and what those refer to in turn. Nothing of
// another patient's compartment is among it. The result is in the default order.
func (s *state) outside(members []*version) []*version {
	seen := map[string]bool{}
	for _, v := range members {
		seen[v.ref] = true
	}
	var found []*version
	queue := slices.Clone(members)
	for len(queue) > 0 {
		v := queue[0]
		queue = queue[1:]
		for _, link := range v.links {
			if seen[link] {
				continue
			}
			seen[link] = true
			if to := s.live(link); to != nil && len(to.patients) == 0 {
				found = append(found, to)
				queue = append(queue, to)
			}
		}
	}
	slices.SortFunc(found, byTypeAndSeq)
	return found
}

func byTypeAndSeq(a, b *version) int {
	if c := strings.Compare(a.typ, b.typ); c != 0 {
		return c
	}
	return a.seq - b.seq
}
