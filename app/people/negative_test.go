package people

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"anamnesis/app/record"
)

func TestNegativesAlone(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	counts := map[string]map[string]int{}
	for _, g := range negatives(r, 40) {
		if counts[g.kind] == nil {
			counts[g.kind] = map[string]int{}
		}
		truth := map[string]int{}
		for i, f := range g.facts {
			truth[f.Ref.ID] = g.of[i]
		}
		for p := range Pairs(g.facts) {
			if truth[p.A.ID] == truth[p.B.ID] {
				continue
			}
			counts[g.kind][p.Decision]++
			if p.Decision == Same {
				t.Errorf("%s: two people are the same: %.3f %v %v", g.kind, p.Score, p.Why, g.facts[0].Patient.Names[0].Given)
			}
		}
		people, _ := Link(g.facts, nil, nil, ids())
		for _, p := range people {
			for _, l := range p.Links {
				if truth[l.Patient.ID] != truth[p.Links[0].Patient.ID] {
					t.Errorf("%s: two people became one", g.kind)
				}
			}
		}
	}
	for kind, c := range counts {
		t.Logf("%-32s same %d review %d different %d", kind, c[Same], c[Review], c[Different])
	}
}

func ids() func() string {
	n := 0
	return func() string { n++; return fmt.Sprintf("p%d", n) }
}

// TestNegativesAmongMany puts them among clean records, among careless ones, and among none, with many of each kind: what
// is learned from the records must not talk the rules down.
func TestNegativesAmongMany(t *testing.T) {
	for _, c := range []struct {
		name             string
		positive, rounds int
		dirty            bool
	}{{"clean", 600, 4, false}, {"careless", 600, 4, true}, {"few careless", 150, 2, true}, {"none", 0, 40, false}} {
		t.Run(c.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(3, 4))
			var facts []record.Fact
			truth := map[string]string{}
			for i := range c.positive {
				p := someone(r)
				facts = append(facts, p.fact("a", fmt.Sprintf("pos-a-%d", i)))
				facts = append(facts, mistype(r, p, c.dirty).fact("b", fmt.Sprintf("pos-b-%d", i)))
				truth[fmt.Sprintf("pos-a-%d", i)], truth[fmt.Sprintf("pos-b-%d", i)] = fmt.Sprint(i), fmt.Sprint(i)
			}
			kind := map[string]string{}
			for i, g := range negatives(r, c.rounds) {
				for j, f := range g.facts {
					facts = append(facts, f)
					truth[f.Ref.ID] = fmt.Sprintf("neg-%d-%d", i, g.of[j])
					kind[f.Ref.ID] = g.kind
				}
			}
			wrong, right, asked := 0, 0, 0
			for p := range Pairs(facts) {
				same := truth[p.A.ID] == truth[p.B.ID]
				switch {
				case p.Decision == Same && !same:
					wrong++
					t.Errorf("%s %s: two people are the same: %.3f %v", kind[p.A.ID], kind[p.B.ID], p.Score, p.Why)
				case p.Decision == Same && kind[p.A.ID] == "":
					right++
				case p.Decision == Review && same && kind[p.A.ID] == "":
					asked++
				}
			}
			t.Logf("of %d: same %d, review %d; false %d", c.positive, right, asked, wrong)
			if right+asked < c.positive*98/100 {
				t.Errorf("only %d of %d people were found", right+asked, c.positive)
			}
		})
	}
}
