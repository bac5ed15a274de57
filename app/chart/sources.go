package chart

import (
	"sort"
	"time"

	"anamnesis/app/record"
)

// StaleAfter is the age at which what a source said is called stale.
const StaleAfter = 24 * time.Hour

// sourceStates says how complete and how old the picture from each source is, in source order.
func (b *builder) sourceStates() []Source {
	out := []Source{}
	for _, s := range b.in.Sources {
		x := Source{Name: s.Source.Name, FHIRVersion: s.Source.FHIRVersion, Files: s.Source.Kind == record.SourceFiles,
			Types: []TypeState{}}
		var newest, oldest time.Time
		count := map[record.Completeness]int{}
		for _, t := range s.Types {
			x.Types = append(x.Types, TypeState{t.Type, t.State, t.Received, stamp(t.AsOf), t.Error})
			count[t.State]++
			if t.AsOf.After(newest) {
				newest = t.AsOf
			}
			if oldest.IsZero() || t.AsOf.Before(oldest) {
				oldest = t.AsOf
			}
		}
		sort.Slice(x.Types, func(i, j int) bool {
			if x.Types[i].Type != x.Types[j].Type {
				return x.Types[i].Type < x.Types[j].Type
			}
			return x.Types[i].AsOf < x.Types[j].AsOf
		})
		x.AsOf = stamp(newest)
		x.NotKnown = knowsNobody(s.Types)
		asked := len(s.Types) - count[record.NotAsked]
		switch {
		case asked == 0:
			x.State = "never"
		case count[record.Failed]+count[record.Refused] == asked:
			x.State = "failed"
		case asked != count[record.Complete]:
			x.State = "partial"
		case !x.Files && b.in.AsOf.Sub(oldest) > StaleAfter:
			x.State = "stale"
		default:
			x.State = "current"
		}
		out = append(out, x)
	}
	sort.Slice(out, func(i, j int) bool { return b.sourceRank(out[i].Name) < b.sourceRank(out[j].Name) })
	return out
}

// knowsNobody reports whether all that is known of a source is that it was asked for the person and has none.
func knowsNobody(types []record.TypeState) bool {
	return len(types) == 1 && types[0].Type == "Patient" && types[0].State == record.Complete && types[0].Received == 0
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
