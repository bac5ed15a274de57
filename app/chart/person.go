package chart

import (
	"sort"

	"anamnesis/app/record"
)

// person gathers the identity: the first source that states a field gives it, and the conflicts say where others differ. Of
// dates that can mean the same day the most precise is shown.
func (b *builder) person() Person {
	p := Person{ID: b.in.Person.ID, Identifiers: []record.Identifier{}, Links: []Link{}}
	seen := map[string]bool{}
	names := map[string]bool{}
	var born, died record.Time
	for _, it := range b.patientItems() {
		f := it.Patient
		if n := f.DisplayName(); n != "" && p.Name == "" {
			p.Name = n
			names[n] = true
		}
		for _, n := range f.Names {
			if s := n.Display(); s != "" && !names[s] {
				names[s] = true
				p.OtherNames = append(p.OtherNames, s)
			}
		}
		born, died = clearer(born, f.BirthDate), clearer(died, f.DeceasedAt)
		if (p.Sex == "" || p.Sex == "unknown") && f.Gender != "" {
			p.Sex = f.Gender
		}
		if f.Deceased {
			p.Deceased = "yes"
		}
		for _, id := range it.Identifiers {
			if k := id.System + "\x00" + id.Value; id.Value != "" && !seen[k] {
				seen[k] = true
				p.Identifiers = append(p.Identifiers, id)
			}
		}
	}
	if p.BirthDate = born.Text; !died.IsZero() {
		p.Deceased = died.Text
	}
	for _, l := range b.in.Person.Links {
		p.Links = append(p.Links, Link{l.Patient.Source, l.Patient.ID, l.Score, l.Decision, append([]string{}, l.Why...)})
	}
	sort.Slice(p.Links, func(i, j int) bool {
		x, y := p.Links[i], p.Links[j]
		if c := b.sourceRank(x.Source) - b.sourceRank(y.Source); c != 0 {
			return c < 0
		}
		if x.Source != y.Source {
			return x.Source < y.Source
		}
		return x.Patient < y.Patient
	})
	return p
}

// clearer returns the more precise of two dates that can mean the same; of others the first that was stated.
func clearer(t, o record.Time) record.Time {
	if !o.IsZero() && t.IsZero() || t.Compatible(o) && o.Precision > t.Precision {
		return o
	}
	return t
}

// patientItems returns the Patient facts that are this person, in the fixed order, without retracted ones.
func (b *builder) patientItems() []*item {
	var out []*item
	for _, it := range b.items {
		if it.Patient == nil || it.Part != "" || it.retracted {
			continue
		}
		if len(b.patients) == 0 || b.patients[it.Ref] {
			out = append(out, it)
		}
	}
	return out
}

// agreed returns sex and birth date where no source contradicts another: reference ranges and ages need them.
func (b *builder) agreed() (sex string, born record.Time) {
	sexes := map[string]bool{}
	for _, it := range b.patientItems() {
		if g := it.Patient.Gender; g == "male" || g == "female" {
			sexes[g], sex = true, g
		}
		born = clearer(born, it.Patient.BirthDate)
	}
	if len(sexes) > 1 {
		sex = ""
	}
	for _, it := range b.patientItems() {
		if t := it.Patient.BirthDate; !t.IsZero() && !t.Compatible(born) {
			return sex, record.Time{}
		}
	}
	return sex, born
}
