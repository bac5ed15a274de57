package chart

import "anamnesis/app/record"

var medicationRule = rule{kinds: []record.Kind{record.KindMedication}}

func (b *builder) describeMedication(g *group) {
	it := g.shown
	g.entry.Active = !it.retracted && !it.Negated && !it.Proposed && !it.future && (it.Status == "active" || it.Status == "on-hold")
}

func dosageText(f *record.Fact) string { return "" }
