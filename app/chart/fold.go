package chart

import "anamnesis/app/record"

// fold puts results under their report and everything under its encounter.
func (b *builder) fold() {
	for _, it := range b.items {
		if it.group == nil {
			continue
		}
		for _, r := range it.Results {
			if child := b.byRef[r]; child != nil && child.group != nil && child.group != it.group && child.group.entry.Parent == "" {
				child.group.entry.Parent = it.group.entry.ID
			}
		}
	}
	for _, it := range b.items {
		if it.group == nil || it.group.entry.Parent != "" || it.group.kind == record.KindEncounter {
			continue
		}
		if e := b.byRef[it.Encounter]; e != nil && e.group != nil && e.group.kind == record.KindEncounter {
			it.group.entry.Parent = e.group.entry.ID
		}
	}
}
