package chart

import (
	"sort"
	"strings"

	"anamnesis/app/record"
)

// person gathers the identity: the first source that states a field gives it, and the conflicts say where others differ.
func (b *builder) person() Person {
	p := Person{ID: b.in.Person.ID, Identifiers: []record.Identifier{}, Links: []Link{}}
	seen := map[string]bool{}
	names := map[string]bool{}
	for _, it := range b.patientItems() {
		f := it.Patient
		if n := chosenName(f.Names); n != "" && p.Name == "" {
			p.Name = n
			names[n] = true
		}
		for _, n := range f.Names {
			if s := nameText(n); s != "" && !names[s] {
				names[s] = true
				p.OtherNames = append(p.OtherNames, s)
			}
		}
		if p.BirthDate == "" && !f.BirthDate.IsZero() {
			p.BirthDate = f.BirthDate.Text
		}
		if (p.Sex == "" || p.Sex == "unknown") && f.Gender != "" {
			p.Sex = f.Gender
		}
		if !f.DeceasedAt.IsZero() {
			if p.Deceased == "" || p.Deceased == "yes" {
				p.Deceased = f.DeceasedAt.Text
			}
		} else if f.Deceased && p.Deceased == "" {
			p.Deceased = "yes"
		}
		for _, id := range it.Identifiers {
			if k := id.System + "\x00" + id.Value; id.Value != "" && !seen[k] {
				seen[k] = true
				p.Identifiers = append(p.Identifiers, id)
			}
		}
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

// chosenName returns the official or usual present name, else the first present one.
func chosenName(names []record.Name) string {
	best, at := "", 4
	for _, n := range names {
		s := nameText(n)
		place := 2
		switch {
		case n.Ended || n.Use == "old" || n.Use == "maiden":
			place = 3
		case n.Use == "official":
			place = 0
		case n.Use == "usual":
			place = 1
		}
		if s != "" && place < at {
			best, at = s, place
		}
	}
	return best
}

// nameText writes a name as "FAMILY Given", which sorts and reads alike over scripts; a name that is only text stays.
func nameText(n record.Name) string {
	given := strings.Join(n.Given, " ")
	switch {
	case n.Family != "" && given != "":
		return n.Family + ", " + given
	case n.Family != "":
		return n.Family
	case strings.TrimSpace(n.Text) != "":
		return strings.TrimSpace(n.Text)
	}
	return given
}

// agreed returns sex and birth date where no source contradicts another: reference ranges and ages need them.
func (b *builder) agreed() (sex string, born record.Time) {
	sexes, births := map[string]bool{}, map[string]bool{}
	for _, it := range b.patientItems() {
		if g := it.Patient.Gender; g == "male" || g == "female" {
			sexes[g], sex = true, g
		}
		if t := it.Patient.BirthDate; !t.IsZero() {
			births[t.Date()] = true
			if born.IsZero() || t.Precision > born.Precision {
				born = t
			}
		}
	}
	if len(sexes) > 1 {
		sex = ""
	}
	if len(births) > 1 {
		born = record.Time{}
	}
	return sex, born
}
