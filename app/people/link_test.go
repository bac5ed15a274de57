package people

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"anamnesis/app/record"

	"github.com/google/go-cmp/cmp"
)

func ref(source, id string) record.Ref { return record.Ref{Source: source, Type: "Patient", ID: id} }

// groups renders people as their records, for comparison without ids.
func groups(people []record.Person) []string {
	var out []string
	for _, p := range people {
		var g []string
		for _, l := range p.Links {
			g = append(g, l.Patient.Source+"/"+l.Patient.ID)
		}
		slices.Sort(g)
		out = append(out, strings.Join(g, " "))
	}
	slices.Sort(out)
	return out
}

func pairs(review []record.Review) []string {
	var out []string
	for _, r := range review {
		out = append(out, r.A.Source+"/"+r.A.ID+" "+r.B.Source+"/"+r.B.ID)
	}
	slices.Sort(out)
	return out
}

func says(t *testing.T, review []record.Review, a, b record.Ref, sentence string) {
	t.Helper()
	for _, r := range review {
		if (r.A == a && r.B == b || r.A == b && r.B == a) && slices.Contains(r.Why, sentence) {
			return
		}
	}
	t.Errorf("no review of %v and %v says %q: %v", a, b, sentence, review)
}

var (
	ivan = person{given: "Ivan", family: "Draganov", sex: "male", birth: "1958-06-17", street: "12 Shipka", city: "Ruse", post: "7000", phone: "+359 88 555 0101", ssn: "219-44-1876"}
	leda = person{given: "Leda", family: "Brennan", sex: "female", birth: "1983-01-29", street: "4 Oak Avenue", city: "Riverside", post: "92501", phone: "+1 555 200 3000", ssn: "401-55-7812"}
)

func TestLinkJoinsAndKeepsIDs(t *testing.T) {
	a, b := ivan.fact("a", "1"), ivan.fact("b", "2")
	people, review := Link([]record.Fact{a, leda.fact("a", "3")}, nil, nil, ids())
	if want := []string{"a/1", "a/3"}; !slices.Equal(groups(people), want) || len(review) > 0 {
		t.Fatalf("%v %v", groups(people), review)
	}
	ours := idOf(people, a.Ref)
	again, _ := Link([]record.Fact{b, leda.fact("a", "3"), a}, people, nil, func() string { t.Error("a new id was asked for"); return "x" })
	if want := []string{"a/1 b/2", "a/3"}; !slices.Equal(groups(again), want) {
		t.Fatalf("%v", groups(again))
	}
	if idOf(again, a.Ref) != ours || idOf(again, b.Ref) != ours || idOf(again, ref("a", "3")) != idOf(people, ref("a", "3")) {
		t.Error("the ids did not survive")
	}
	for _, p := range again {
		for _, l := range p.Links {
			if l.Decision != Same || len(l.Why) == 0 || l.Score < SameFrom {
				t.Errorf("%v", l)
			}
		}
	}
}

func idOf(people []record.Person, r record.Ref) string {
	for _, p := range people {
		for _, l := range p.Links {
			if l.Patient == r {
				return p.ID
			}
		}
	}
	return ""
}

func TestLinkMergesPeopleUnderOneID(t *testing.T) {
	facts := []record.Fact{ivan.fact("a", "1"), ivan.fact("b", "2"), ivan.fact("c", "3")}
	existing := []record.Person{
		{ID: "small", Links: []record.PersonLink{{Patient: ref("c", "3")}}},
		{ID: "large", Links: []record.PersonLink{{Patient: ref("a", "1")}, {Patient: ref("b", "2")}}},
	}
	people, _ := Link(facts, existing, nil, ids())
	if len(people) != 1 || people[0].ID != "large" {
		t.Errorf("%v", people)
	}
}

func TestLinkOrderOfArrival(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var facts []record.Fact
	for i := range 60 {
		p := someone(r)
		facts = append(facts, p.fact("a", fmt.Sprint(i)), mistype(r, p, true).fact("b", fmt.Sprint(i)))
	}
	for _, g := range negatives(r, 2) {
		facts = append(facts, g.facts...)
	}
	people, review := Link(facts, nil, nil, ids())
	for range 3 {
		r.Shuffle(len(facts), func(i, j int) { facts[i], facts[j] = facts[j], facts[i] })
		p, q := Link(facts, nil, nil, ids())
		if d := cmp.Diff(people, p); d != "" {
			t.Fatalf("people depend on the order of arrival: %s", d)
		}
		if d := cmp.Diff(review, q); d != "" {
			t.Fatalf("reviews depend on the order of arrival: %s", d)
		}
	}
}

func TestDecisionsBind(t *testing.T) {
	twin := ivan
	twin.given, twin.ssn = "Georgi", "219-44-1990"
	undated := ivan.without()
	undated.birth = ""
	at := func(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }
	join := func(n int, undone bool, facts ...record.Ref) record.Decision {
		return record.Decision{ID: fmt.Sprint(n), Kind: "join", Facts: facts, At: at(n), Undone: undone}
	}
	split := func(n int, undone bool, facts ...record.Ref) record.Decision {
		return record.Decision{ID: fmt.Sprint(n), Kind: "split", Facts: facts, At: at(n), Undone: undone}
	}
	one, two := ref("a", "1"), ref("b", "2")
	for _, c := range []struct {
		name      string
		second    person
		existing  bool // both records were one person before
		decisions []record.Decision
		want      []string
		review    []string
	}{
		{"none, same", ivan, false, nil, []string{"a/1 b/2"}, nil},
		{"none, to be reviewed", undated, false, nil, []string{"a/1", "b/2"}, []string{"a/1 b/2"}},
		{"split", ivan, false, []record.Decision{split(1, false, one, two)}, []string{"a/1", "b/2"}, nil},
		{"split, of one person before", ivan, true, []record.Decision{split(1, false, one, two)}, []string{"a/1", "b/2"}, nil},
		{"split undone", ivan, false, []record.Decision{split(1, true, one, two)}, []string{"a/1 b/2"}, nil},
		{"join of a review", undated, false, []record.Decision{join(1, false, one, two)}, []string{"a/1 b/2"}, nil},
		{"join undone", undated, true, []record.Decision{join(1, true, one, two)}, []string{"a/1", "b/2"}, []string{"a/1 b/2"}},
		{"join against the rules", twin, false, []record.Decision{join(1, false, one, two)}, []string{"a/1 b/2"}, nil},
		{"join, then split", undated, true, []record.Decision{join(1, false, one, two), split(2, false, two, one)}, []string{"a/1", "b/2"}, nil},
		{"split, then join", ivan, false, []record.Decision{split(1, false, one, two), join(2, false, two, one)}, []string{"a/1 b/2"}, nil},
		{"join against birth date and sex", leda, false, []record.Decision{join(1, false, one, two)}, []string{"a/1", "b/2"}, []string{"a/1 b/2"}},
		{"a decision on others", ivan, false, []record.Decision{split(1, false, one, ref("z", "9"))}, []string{"a/1 b/2"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			facts := []record.Fact{ivan.fact("a", "1"), c.second.fact("b", "2")}
			var existing []record.Person
			if c.existing {
				existing = []record.Person{{ID: "p", Links: []record.PersonLink{{Patient: one}, {Patient: two}}}}
			}
			people, review := Link(facts, existing, c.decisions, ids())
			if !slices.Equal(groups(people), c.want) {
				t.Errorf("people %v, want %v", groups(people), c.want)
			}
			if !slices.Equal(pairs(review), c.review) {
				t.Errorf("reviews %v, want %v", pairs(review), c.review)
			}
		})
	}
}

func TestDecisionOnOtherVersions(t *testing.T) {
	a, b := ivan.fact("a", "1"), ivan.fact("b", "2")
	a.Version, b.Version = "1", "2"
	d := record.Decision{ID: "d", Kind: "split", Facts: []record.Ref{a.Ref, b.Ref}, Version: []string{"1", "1"}}
	people, review := Link([]record.Fact{a, b}, nil, []record.Decision{d}, ids())
	if len(people) != 2 {
		t.Errorf("a decision did not survive a new version: %v", groups(people))
	}
	says(t, review, a.Ref, b.Ref, sentences[whyChanged])
	d.Version[1] = "2"
	if _, review = Link([]record.Fact{a, b}, nil, []record.Decision{d}, ids()); len(review) > 0 {
		t.Errorf("a decision on the present versions is asked again: %v", review)
	}
	u := ivan.without()
	u.birth = ""
	c := u.fact("b", "2")
	c.Version = "3"
	d.Kind, d.Version = "join", []string{"1", "2"}
	people, review = Link([]record.Fact{a, c}, nil, []record.Decision{d}, ids())
	if len(people) != 1 {
		t.Errorf("a join did not survive a new version: %v", groups(people))
	}
	says(t, review, a.Ref, c.Ref, sentences[whyChanged])
}

func TestWhatWasJoinedStays(t *testing.T) {
	weak := ivan.without()
	weak.street, weak.phone, weak.city, weak.post = "", "", "", ""
	facts := []record.Fact{ivan.fact("a", "1"), weak.fact("b", "2")}
	existing := []record.Person{{ID: "p", Links: []record.PersonLink{{Patient: ref("a", "1")}, {Patient: ref("b", "2")}}}}
	people, review := Link(facts, existing, nil, ids())
	if len(people) != 1 || people[0].ID != "p" {
		t.Errorf("weaker evidence undid a link: %v", groups(people))
	}
	says(t, review, ref("a", "1"), ref("b", "2"), sentences[whyKept])

	// The source moved the record to another human being.
	facts[1] = leda.fact("b", "2")
	people, _ = Link(facts, existing, nil, ids())
	if len(people) != 2 || idOf(people, ref("a", "1")) == idOf(people, ref("b", "2")) {
		t.Errorf("a contradiction stayed in a person: %v", groups(people))
	}
}

func TestNoContradictionOverAChain(t *testing.T) {
	son := ivan.without()
	son.birth = "1985-02-11"
	undated := ivan.without()
	undated.birth = ""
	facts := []record.Fact{ivan.without().fact("a", "1"), undated.fact("b", "2"), son.fact("c", "3")}
	existing := []record.Person{{ID: "p", Links: []record.PersonLink{{Patient: ref("a", "1")}, {Patient: ref("b", "2")}, {Patient: ref("c", "3")}}}}
	for _, e := range [][]record.Person{nil, existing} {
		people, _ := Link(facts, e, nil, ids())
		if idOf(people, ref("a", "1")) == idOf(people, ref("c", "3")) {
			t.Errorf("father and son became one over an undated record: %v", groups(people))
		}
	}
}

func TestRecordsWithoutPatient(t *testing.T) {
	broken := record.Fact{Ref: ref("a", "1"), Account: record.AccountUnreadable}
	part := ivan.fact("a", "2")
	part.Part = "contained#1"
	people, review := Link([]record.Fact{broken, ivan.fact("a", "2"), part, ivan.fact("a", "2")}, nil, nil, ids())
	if want := []string{"a/1", "a/2"}; !slices.Equal(groups(people), want) || len(review) > 0 {
		t.Errorf("%v %v", groups(people), review)
	}
	if people, review = Link(nil, nil, nil, ids()); len(people) > 0 || len(review) > 0 {
		t.Errorf("nobody became somebody")
	}
}

func TestPairsLetsGo(t *testing.T) {
	facts, _ := crowd(50)
	for stop := range 3 {
		n := 0
		for range Pairs(facts) {
			if n++; n > stop*20 {
				break
			}
		}
	}
}
