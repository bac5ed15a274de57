package engine

import (
	"context"
	"time"

	"anamnesis/app/record"
)

// roundAge is how long after its begin a round that was broken off is gone on with. Later, what came in it is too old to
// be passed over; single types still go on at their place.
const roundAge = time.Hour

// begin opens a round, or goes on with one that was broken off: then the types that came whole in it are not asked for
// again. The round stands in the cache as the place of the Patient.
func (g *gathering) begin(ctx context.Context) error {
	now := g.e.cfg.Now()
	if c, ok := g.cursors["Patient"]; ok && now.Sub(c.Since) < roundAge && !now.Before(c.Since) {
		g.round = c.Since
		return g.refs.known(ctx)
	}
	g.round = now
	delete(g.cursors, "Patient")
	return g.save(ctx, record.Page{Cursor: g.roundPlace(g.client.URL("Patient/"+g.patient, nil))})
}

// end closes the round, unless the server went away in it.
func (g *gathering) end(ctx context.Context) error {
	if g.isDown() {
		return nil
	}
	return g.save(ctx, record.Page{Cursor: g.roundPlace("")})
}

func (g *gathering) roundPlace(next string) *record.Cursor {
	return &record.Cursor{Source: g.source.Name, Patient: g.patient, Type: "Patient", Next: next, Seen: 1, Since: g.round}
}

// done reports whether a type came whole in this round, before it was broken off.
func (g *gathering) done(typ string) bool {
	s := g.before[typ]
	_, begun := g.cursors["Patient"]
	return begun && s.State == record.Complete && !s.AsOf.Before(g.round.Truncate(time.Second))
}
