package chart

import (
	"encoding/json"
	"math/rand"
	"testing"

	"anamnesis/app/record"
)

func TestOneFactOneEntry(t *testing.T) {
	p := record.Ref{Source: "A", Type: "Patient", ID: "p"}
	facts := []record.Fact{
		{Ref: p, Account: record.AccountEvidence, Patient: &record.Patient{Names: []record.Name{{Family: "Ivanova", Given: []string{"Maria"}}}}},
		{Ref: record.Ref{Source: "A", Type: "Condition", ID: "c"}, Account: record.AccountEvidence, Kind: record.KindProblem,
			Subject: p, Status: "active", Code: record.Concept{Text: "Asthma"}},
		{Ref: record.Ref{Source: "A", Type: "Claim", ID: "x"}, Account: record.AccountAdministrative, Kind: record.KindClaim, Subject: p},
		{Ref: record.Ref{Source: "A", Type: "Practitioner", ID: "x"}, Account: record.AccountSupporting},
		{Ref: record.Ref{Source: "A", Type: "Observation", ID: "bad"}, Account: record.AccountUnreadable},
	}
	in := Inputs{Person: record.Person{ID: "1", Links: []record.PersonLink{{Patient: p}}}, Facts: facts}
	c := Build(in)
	if c.Person.Name != "Ivanova, Maria" || len(c.Entries) != 2 {
		t.Fatalf("person %q, %d entries", c.Person.Name, len(c.Entries))
	}
	if want := (Ledger{5, 2, 1, 1, 0, 1}); c.Ledger != want || !c.Ledger.Adds() {
		t.Errorf("ledger %+v, want %+v", c.Ledger, want)
	}
	want, _ := json.Marshal(c)
	rand.New(rand.NewSource(1)).Shuffle(len(facts), func(i, j int) { facts[i], facts[j] = facts[j], facts[i] })
	if got, _ := json.Marshal(Build(in)); string(got) != string(want) {
		t.Errorf("another order gives another chart:\n%s\n%s", got, want)
	}
}
