package chart

import (
	"slices"
	"strings"
	"testing"

	"anamnesis/app/record"
)

func decision(id, kind string, facts ...record.Fact) record.Decision {
	d := record.Decision{ID: id, Kind: kind, By: "Dr Kay", At: now}
	for _, f := range facts {
		d.Facts, d.Version = append(d.Facts, f.Ref), append(d.Version, f.Version)
	}
	return d
}

// What a clinician decided holds, is undone with one action, and reopens when what was seen has changed.
func TestDecisions(t *testing.T) {
	a := problem("A:Condition/1", record.Concept{Text: "Heart failure"}, start("2019-02-14"))
	b := problem("B:Condition/2", record.Concept{Text: "Сърдечна недостатъчност"}, start("2019-02"))
	c := problem("C:Condition/3", record.Concept{Text: "Heart failure"}, start("2019-02-14"))
	for _, x := range []struct {
		name      string
		decisions []record.Decision
		change    func(*record.Fact)
		ab, ac    bool // one entry?
	}{
		{"none", nil, nil, false, true},
		{"join", []record.Decision{decision("1", decisionJoin, a, b)}, nil, true, true},
		{"join, undone", []record.Decision{{ID: "1", Kind: decisionJoin, Facts: []record.Ref{a.Ref, b.Ref}, Undone: true}}, nil, false, true},
		{"split", []record.Decision{decision("1", decisionSplit, a, c)}, nil, false, false},
		{"join, then split", []record.Decision{decision("1", decisionJoin, a, c), decision("2", decisionSplit, a, c)}, nil, false, false},
		{"split, then join", []record.Decision{decision("1", decisionSplit, a, c), decision("2", decisionJoin, a, c)}, nil, false, true},
		{"join, and the record changed since", []record.Decision{decision("1", decisionJoin, a, b)}, version("2"), false, true},
	} {
		facts := []record.Fact{a, b, c}
		if x.change != nil {
			x.change(&facts[1])
		}
		in := inputs(facts...)
		in.Decisions = x.decisions
		chart := Build(in)
		if got := chart.one("A:Condition/1", "B:Condition/2"); got != x.ab {
			t.Errorf("%s: A and B are one %v, want %v", x.name, got, x.ab)
		}
		if got := chart.one("A:Condition/1", "C:Condition/3"); got != x.ac {
			t.Errorf("%s: A and C are one %v, want %v", x.name, got, x.ac)
		}
		if x.change != nil {
			steps := chart.entryOf("B:Condition/2").Evidence[0].Steps
			if !strings.Contains(steps[len(steps)-1], "no longer holds, because the record changed") {
				t.Errorf("%s: it is not said that the decision reopened: %q", x.name, steps)
			}
		}
		for i, j := 0, len(x.decisions)-1; i < j; i, j = i+1, j-1 {
			x.decisions[0].At = now.AddDate(0, 0, -1)
			in.Decisions = []record.Decision{x.decisions[1], x.decisions[0]}
			if bytesOf(t, Build(in)) == "" || Build(in).one("A:Condition/1", "C:Condition/3") != x.ac {
				t.Errorf("%s: the order in which decisions are listed matters", x.name)
			}
		}
	}
}

func TestOneIsRight(t *testing.T) {
	low := order("A:MedicationRequest/1", "carvedilol 3.125 MG Oral Tablet", start("2026-01-01"), twiceDaily("3.125"))
	high := order("B:MedicationRequest/2", "carvedilol 6.25 MG Oral Tablet", start("2026-01-01"), twiceDaily("6.25"))
	in := inputs(low, high)
	in.Decisions = []record.Decision{decision("1", decisionRight, high, low)}
	c := Build(in)
	e := c.entryOf("A:MedicationRequest/1")
	if !c.one("A:MedicationRequest/1", "B:MedicationRequest/2") || e.Dose != "6.25 mg" || !e.has(FlagDecided) {
		t.Fatalf("%+v", e)
	}
	if e.Evidence[0].Role != roleDisagrees || e.Evidence[1].Role != roleShown {
		t.Errorf("roles %s and %s: the other side is not kept as such", e.Evidence[0].Role, e.Evidence[1].Role)
	}
	wantKinds(t, c)
}

func TestAnswersToConflicts(t *testing.T) {
	a := order("A:MedicationRequest/1", "methotrexate 2.5 MG Oral Tablet", start("2026-01-01"), take("15", "mg", "1", "1", "wk"))
	b := order("B:MedicationRequest/2", "methotrexate 2.5 MG Oral Tablet", start("2026-01-01"), onceDaily("10"))
	in := inputs(a, b)
	both := []string{ConflictDose, ConflictFrequency}
	wantKinds(t, Build(in), both...)
	d := decision("1", decisionKeepBoth, a, b)
	in.Decisions = []record.Decision{d}
	wantKinds(t, Build(in))
	d.Conflict = ConflictDose
	in.Decisions = []record.Decision{d}
	c := Build(in)
	wantKinds(t, c, ConflictFrequency) // answering the dose does not silence the frequency
	if len(c.Conflicts) != 2 || c.Conflicts[1].Decided == "" {
		t.Errorf("%+v", c.Conflicts)
	}
	b.Version = "2"
	in.Facts = []record.Fact{a, b}
	wantKinds(t, Build(in), both...)
}

func TestNoteAndRetraction(t *testing.T) {
	a := problem("A:Condition/1", record.Concept{Text: "Gout"})
	b := problem("B:Condition/2", record.Concept{Text: "Podagra"}, verified("entered-in-error"))
	in := inputs(a, b)
	n := decision("1", decisionNote, a)
	n.Note = "seen by rheumatology"
	in.Decisions = []record.Decision{n, decision("2", decisionJoin, a, b)}
	c := Build(in)
	e := c.entryOf("A:Condition/1")
	if !slices.ContainsFunc(e.Notes, func(s string) bool { return strings.Contains(s, "seen by rheumatology") }) {
		t.Errorf("%v", e.Notes)
	}
	if e.Evidence[1].Role != roleRetracted || e.Title != "Gout" || c.Ledger.Retracted != 1 {
		t.Errorf("a decision revived what was retracted: %+v", e.Evidence[1])
	}
}
