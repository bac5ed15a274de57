package people

import (
	"slices"
	"strings"
	"testing"

	"anamnesis/app/record"
)

func TestCompare(t *testing.T) {
	maria := person{given: "Мария", middle: "Петрова", family: "Иванова", birth: "1974-03-02", sex: "female", street: "ул. Шипка 12",
		city: "София", post: "1000", phone: "+359 88 612 3456", egn: egnOf("1974-03-02", "female", 41)}
	change := func(f func(*person)) person { p := maria; f(&p); return p }
	latin := change(func(p *person) {
		p.given, p.middle, p.family, p.street, p.city = "Mariya", "", "Ivanova", "12 Shipka Street", "Sofia"
	})
	robert := person{given: "Robert", family: "Hayes", birth: "1950-10-21", sex: "male", ssn: "219-44-1876", street: "9 Chestnut Court", city: "Riverside", post: "92501", phone: "+1 555 201 7788"}
	with := func(p person, f func(*person)) person { f(&p); return p }
	for _, c := range []struct {
		name string
		a, b person
		want string
	}{
		{"another script and one civil number", maria, latin, Same},
		{"another script without numbers", maria.without(), latin.without(), Same},
		{"another script, another address and telephone", maria.without(),
			with(latin.without(), func(p *person) { p.street, p.city, p.post, p.phone = "", "", "", "" }), Review},
		{"nickname and number", robert, with(robert, func(p *person) { p.given = "Bob"; p.street, p.phone = "", "" }), Same},
		{"nickname and telephone", robert.without(), with(robert.without(), func(p *person) { p.given = "Bob"; p.street = "" }), Same},
		{"text only", robert, with(robert, func(p *person) { p.given, p.family, p.text = "", "", "Mr. Robert Hayes" }), Same},
		{"text, family first", robert, with(robert, func(p *person) { p.given, p.family, p.text = "", "", "HAYES, Robert J." }), Same},
		{"name order", robert, with(robert, func(p *person) { p.given, p.family = "Hayes", "Robert" }), Same},
		{"typing error and number", robert, with(robert, func(p *person) { p.given = "Robret"; p.phone = "" }), Same},
		{"typing error in the family name", robert.without(), with(robert.without(), func(p *person) { p.family = "Hays" }), Same},
		{"initial and number", robert, with(robert, func(p *person) { p.given = "R" }), Same},
		{"initial without number", robert.without(), with(robert.without(), func(p *person) { p.given = "R." }), Review},
		{"day and month swapped, one number", maria, change(func(p *person) { p.birth = "1974-02-03"; p.egn = "" }), Review},
		{"day and month swapped, social number agrees", robert, with(robert, func(p *person) { p.birth = "1950-10-12" }), Same},
		{"one digit off without number", robert.without(), with(robert.without(), func(p *person) { p.birth = "1950-10-27" }), Review},
		{"married, number agrees", with(robert, func(p *person) { p.sex, p.given = "female", "Susan" }),
			with(robert, func(p *person) { p.sex, p.given, p.family, p.street, p.phone = "female", "Susan", "Whitcombe", "", "" }), Same},
		{"maiden name listed", with(robert.without(), func(p *person) { p.sex, p.given = "female", "Susan" }),
			with(robert.without(), func(p *person) { p.sex, p.given, p.family, p.maiden = "female", "Susan", "Whitcombe", "Hayes" }), Same},
		{"married, nothing but the household", with(robert.without(), func(p *person) { p.sex, p.given = "female", "Susan" }),
			with(robert.without(), func(p *person) { p.sex, p.given, p.family = "female", "Susan", "Whitcombe" }), Review},
		{"double name", with(robert, func(p *person) { p.family = "Hayes-Whitcombe" }), robert, Same},
		{"particles", with(robert, func(p *person) { p.family = "van der Hayes" }), with(robert, func(p *person) { p.family = "Van Der Hayes" }), Same},
		{"sex differs, all else agrees", robert, with(robert, func(p *person) { p.sex = "female" }), Review},
		{"birth date and sex differ", robert, with(robert, func(p *person) { p.sex, p.birth = "female", "1978-04-02" }), Different},
		{"birth date differs, number agrees", robert, with(robert, func(p *person) { p.birth = "1978-04-02" }), Review},
		{"birth date differs", robert.without(), with(robert.without(), func(p *person) { p.birth = "1978-04-02" }), Different},
		{"number differs, all else agrees", robert, with(robert, func(p *person) { p.ssn = "501-32-9920" }), Review},
		{"given name differs, number agrees", robert, with(robert, func(p *person) { p.given = "Walter" }), Review},
		{"given name differs", robert.without(), with(robert.without(), func(p *person) { p.given = "Walter" }), Different},
		{"birth year only", robert.without(), with(robert.without(), func(p *person) { p.birth = "1950" }), Review},
		{"filled in birth date", robert.without(), with(robert.without(), func(p *person) { p.birth = "1900-01-01" }), Review},
		{"a stranger", robert, maria, Different},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := c.a.fact("north", "1"), c.b.fact("south", "2")
			p, q := Compare(a, b), Compare(b, a)
			if p.Decision != c.want {
				t.Errorf("%s %.3f, want %s: %v", p.Decision, p.Score, c.want, p.Why)
			}
			if p.Score != q.Score || p.Decision != q.Decision || !slices.Equal(p.Why, q.Why) {
				t.Errorf("the other way round it is %s %.3f %v, not %s %.3f %v", q.Decision, q.Score, q.Why, p.Decision, p.Score, p.Why)
			}
			if p.Decision != decision(p.Score) {
				t.Errorf("the score %.3f does not say %s", p.Score, p.Decision)
			}
		})
	}
}

func TestReasonsAreClosed(t *testing.T) {
	known := Reasons()
	for i, s := range known {
		if s == "" || !strings.HasSuffix(s, ".") || slices.Contains(known[:i], s) {
			t.Errorf("reason %d is %q", i, s)
		}
	}
	a, b := person{given: "Ivan", family: "Petrov", birth: "1960-05-04", ssn: "219-44-1876"}, person{given: "Ivo", family: "Petroff", birth: "1960-05-04", ssn: "219-44-1876"}
	for _, s := range Compare(a.fact("x", "1"), b.fact("y", "2")).Why {
		if !slices.Contains(known, s) {
			t.Errorf("%q is not in the list", s)
		}
	}
}

func TestPatientLink(t *testing.T) {
	a := person{given: "Ivan", family: "Petrov", sex: "male", birth: "1960-05-04"}
	old := a.fact("x", "old")
	old.Patient.Inactive = true
	old.Patient.Links = []record.Link{{Other: record.Ref{Source: "x", Type: "Patient", ID: "new"}, Type: "replaced-by"}}
	now := a.fact("x", "new")
	if p := Compare(old, now); p.Decision != Same {
		t.Errorf("replaced-by is %s %.3f %v", p.Decision, p.Score, p.Why)
	}
	stranger := person{given: "Maria", family: "Koleva", sex: "female", birth: "1990-11-12"}.fact("x", "new")
	if p := Compare(old, stranger); p.Decision == Same {
		t.Errorf("replaced-by outvotes birth date and sex: %v", p.Why)
	}
	old.Patient.Links[0].Type = "seealso"
	if p := Compare(old, now); p.Decision != Review {
		t.Errorf("seealso is %s %.3f %v", p.Decision, p.Score, p.Why)
	}
}

func TestNothingKnown(t *testing.T) {
	empty := record.Fact{Ref: record.Ref{Source: "x", Type: "Patient", ID: "1"}}
	full := person{given: "Ivan", family: "Petrov", birth: "1960-05-04"}.fact("y", "2")
	for _, pair := range [][2]record.Fact{{empty, full}, {full, empty}, {empty, empty}} {
		if p := Compare(pair[0], pair[1]); p.Decision != Different || len(p.Why) == 0 {
			t.Errorf("nothing known is %s %v", p.Decision, p.Why)
		}
	}
}
