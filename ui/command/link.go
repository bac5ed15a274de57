package command

import (
	"bufio"
	"encoding/json"
	"os"

	"anamnesis/app"
	"anamnesis/app/people"
)

type peopleCmd struct {
	Link peopleLinkCmd `cmd:"" help:"Compare FHIR Patients and print one JSON line a compared pair: a, b, score, decision, why."`
}

type peopleLinkCmd struct {
	File string `arg:"" help:"FHIR Patients as NDJSON; - is stdin."`
}

// linkedPair is one line of `people link`.
type linkedPair struct {
	A        string   `json:"a"` // Patient.id
	B        string   `json:"b"`
	Score    float64  `json:"score"`
	Decision string   `json:"decision"` // same, review, different
	Why      []string `json:"why"`
}

func (c *peopleLinkCmd) Run(r *run) error {
	in := r.Stdin
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return &app.Error{Message: "The file of patients cannot be read. Check its path and that you may read it.", Err: err}
		}
		defer f.Close()
		in = f
	}
	facts, err := r.ReadPatients(r.ctx, in)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(r.Stdout)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for p := range people.Pairs(facts) {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if err := enc.Encode(linkedPair{A: p.A.ID, B: p.B.ID, Score: p.Score, Decision: p.Decision, Why: p.Why}); err != nil {
			return err
		}
	}
	return out.Flush()
}
