package chart

import (
	"sort"

	"anamnesis/app/record"
)

// restrictedTitle is what stands for an entry that is hidden until it is opened with a reason.
const restrictedTitle = "Restricted entry"

// restrictedLabels are the codes of meta.security that hide an entry until it is opened, with their strictness: HL7
// v3-Confidentiality restricted and very restricted, and the sensitivity policies of v3-ActCode.
var restrictedLabels = map[string]int{"V": 100, "R": 90, "HIV": 50, "PSY": 49, "PSYTHPN": 49, "MH": 49, "ETH": 48, "ETHUD": 48,
	"SUD": 48, "OPIOIDUD": 48, "ALC": 48, "DRGIS": 48, "SDV": 47, "DV": 47, "IPV": 47, "SEX": 46, "SEXUALITY": 46, "STD": 46,
	"GDIS": 46, "REPRODH": 45, "ABORTION": 45, "ABUSE": 45, "MST": 45, "VIO": 45, "SICKLE": 44, "TBOO": 44, "SENSITIVE": 44}

// strictest returns the strictest restricting label, "" when there is none.
func strictest(labels []record.Code) string {
	found := []string{}
	for _, c := range labels {
		if restrictedLabels[c.Code] > 0 {
			found = append(found, c.Code)
		}
	}
	sort.Slice(found, func(i, j int) bool {
		if x, y := restrictedLabels[found[i]], restrictedLabels[found[j]]; x != y {
			return x > y
		}
		return found[i] < found[j]
	})
	if len(found) == 0 {
		return ""
	}
	return found[0]
}

// inheritLabels carries a restriction from a report to its results and from a result to its reports, by the labels that
// the sources gave, not by inherited ones.
func (b *builder) inheritLabels() {
	inherited := map[*item]string{}
	for _, it := range b.items {
		for _, r := range it.Results {
			child := b.byRef[r]
			if child == nil {
				continue
			}
			if it.restricted != "" {
				inherited[child] = it.restricted
			}
			if child.restricted != "" {
				inherited[it] = child.restricted
			}
		}
	}
	for it, label := range inherited {
		if it.restricted == "" {
			it.restricted = label
		}
	}
}

// hidden reports whether an entry is not to be read without opening it.
func (b *builder) hidden(g *group) bool {
	if b.in.Preferences.IncludeRestricted {
		return false
	}
	for _, it := range g.items {
		if it.restricted != "" {
			return true
		}
	}
	return false
}

// hideRestricted takes what can be read from the entries that are restricted. They still count, feed the safety checks
// and can be opened; the checks then say that a restricted entry is involved.
func (b *builder) hideRestricted(c *Chart) {
	for _, g := range b.groups {
		if !b.hidden(g) {
			continue
		}
		e := g.entry
		flags := []Flag{}
		for _, f := range e.Flags {
			if f == FlagRestricted || f == FlagConflict || f == FlagRetracted || f == FlagNew || f == FlagDecided {
				flags = append(flags, f)
			}
		}
		*e = Entry{ID: e.ID, Kind: e.Kind, Title: restrictedTitle, Status: e.Status, Start: e.Start, End: e.End, Flags: flags,
			When: e.When, Active: e.Active, Parent: e.Parent, Evidence: e.Evidence}
		for i := range e.Evidence {
			v := &e.Evidence[i]
			*v = Evidence{Source: v.Source, Type: v.Type, ID: v.ID, Version: v.Version, Codes: []record.Code{}, Time: v.Time,
				Role: v.Role, Steps: []string{"Its source restricts who may read it; open it with a reason to see more."}}
		}
	}
}
