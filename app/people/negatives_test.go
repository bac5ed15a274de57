package people

import (
	"fmt"
	"math/rand/v2"

	"anamnesis/app/record"
)

// negative is a group of records of which no two with different numbers in of are the same person.
type negative struct {
	kind  string
	facts []record.Fact
	of    []int
}

// negatives invents groups of people who are easily taken for one.
func negatives(r *rand.Rand, rounds int) []negative {
	var all []negative
	n := 0
	add := func(kind string, people ...person) {
		g := negative{kind: kind}
		for i, p := range people {
			n++
			source := "a"
			if i%2 == 1 && r.IntN(3) > 0 {
				source = "b"
			}
			g.facts = append(g.facts, p.fact(source, fmt.Sprintf("neg-%s-%d", kind, n)))
			g.of = append(g.of, i)
		}
		all = append(all, g)
	}
	// again adds records of the same people on another source, in order.
	again := func(people ...person) {
		g := &all[len(all)-1]
		for i, p := range people {
			n++
			g.facts = append(g.facts, p.fact("c", fmt.Sprintf("neg-%s-%d", g.kind, n)))
			g.of = append(g.of, i)
		}
	}
	other := func(p person) person { // another name of the same sex
		q := p
		for q.given == p.given {
			if p.sex == "male" {
				q.given = pick(r, testMen)
			} else {
				q.given = pick(r, testWomen)
			}
		}
		return q
	}
	fresh := func(p person) person { // other numbers
		o := someone(r)
		p.ssn, p.mrn, p.egn = o.ssn, o.mrn, egnOf(p.birth, p.sex, r.IntN(490))
		return p
	}
	alikes := [][2]string{{"Maria", "Marina"}, {"Ivan", "Ivo"}, {"Jayden", "Hayden"}, {"Ivana", "Ivona"}, {"Petar", "Petko"},
		{"Mia", "Maya"}, {"Daniel", "Daniela"}, {"Viktor", "Viktoria"}, {"Rahim", "Karim"}, {"Taiwo", "Taio"}, {"Kristina", "Kristian"},
		{"Stefan", "Stefani"}, {"Иван", "Ивана"}, {"Мария", "Марина"}, {"Lea", "Leda"}}
	sham := []string{"000-00-0000", "123-45-6789", "999-99-9999", "111-11-1111", "078-05-1120"}
	kinds := []func(p person){
		func(p person) { add("twins", p, fresh(other(p))) },
		func(p person) { add("twins-no-number", p.without(), other(p.without())) },
		func(p person) {
			q := other(p.without())
			q.given = q.given[:1]
			add("twin-initial", p.without(), q)
		},
		func(p person) {
			q := other(p.without())
			q.given = ""
			add("twin-unnamed", p.without(), q)
		},
		func(p person) { // numbers given out one after the other
			p.egn = ""
			q := other(p)
			q.ssn = p.ssn[:len(p.ssn)-1] + string('0'+(p.ssn[len(p.ssn)-1]-'0'+1)%10)
			q.mrn = "MR000001"
			add("twins-next-number", p, q)
		},
		func(p person) {
			pair := alikes[r.IntN(len(alikes))]
			x, y := p.without(), p.without()
			x.given, y.given = pair[0], pair[1]
			add("twins-alike", x, y)
		},
		func(p person) {
			pair := alikes[r.IntN(len(alikes))]
			x, y := p, p
			x.given, y.given = pair[0], pair[1]
			add("twins-alike-numbers", fresh(x), fresh(y))
		},
		func(p person) {
			pair := alikes[r.IntN(len(alikes))]
			x, y := p, p
			x.given, y.given, x.sex, y.sex = pair[0], pair[1], "male", "female"
			add("twins-boy-girl", fresh(x), fresh(y))
		},
		func(p person) {
			x, y := p.without(), p.without()
			x.multiple, y.multiple = "1", "2"
			add("twins-order", x, y)
		},
		func(p person) { // each carries the other's number in one hospital
			p.mrn = ""
			a, b := p, fresh(other(p))
			b.mrn = ""
			sa, sb := a, b
			sa.ssn, sa.egn, sb.ssn, sb.egn = b.ssn, b.egn, a.ssn, a.egn
			add("twins-swapped-numbers", a, b)
			again(sa, sb)
		},
		func(p person) {
			son := fresh(p)
			son.birth = fmt.Sprintf("%04d%s", atoi(p.birth[:4])+20+r.IntN(25), p.birth[4:])
			son.egn = egnOf(son.birth, son.sex, r.IntN(490))
			add("father-son", p, son)
		},
		func(p person) {
			son := p.without()
			son.birth = fmt.Sprintf("%04d-%02d-%02d", atoi(p.birth[:4])+20+r.IntN(25), 1+r.IntN(12), 1+r.IntN(28))
			add("father-son-no-number", p.without(), son)
		},
		func(p person) { // one digit, thirty or seventy years
			son := p.without()
			son.birth = p.birth[:2] + string('0'+(p.birth[2]-'0'+7)%10) + p.birth[3:]
			add("father-son-one-digit", p.without(), son)
		},
		func(p person) {
			son := p.without()
			son.birth = ""
			add("father-son-undated", p.without(), son)
		},
		func(p person) {
			junior, senior := p.without(), p.without()
			junior.suffix, senior.suffix = "Jr.", "Sr."
			add("junior-senior", junior, senior)
		},
		func(p person) {
			p.mrn, p.egn = "", ""
			son := fresh(p)
			son.mrn, son.egn, son.birth = "", "", fmt.Sprintf("%04d%s", atoi(p.birth[:4])+20+r.IntN(25), p.birth[4:])
			x, y := p, son
			x.ssn, y.ssn = son.ssn, p.ssn
			add("father-son-swapped-numbers", p, son)
			again(x, y)
		},
		func(p person) {
			o := someone(r)
			o.given, o.family, o.sex, o.birth = p.given, p.family, p.sex, p.birth
			for o.egn == p.egn || o.egn[:6] != p.egn[:6] {
				o.egn = egnOf(o.birth, o.sex, r.IntN(490))
			}
			add("namesake-same-birth", p, o)
		},
		func(p person) {
			o := someone(r)
			o.given, o.family, o.sex, o.birth = p.given, p.family, p.sex, p.birth
			add("namesake-same-birth-no-number", p.without(), o.without())
		},
		func(p person) {
			o := someone(r)
			o.given, o.family, o.sex = p.given, p.family, p.sex
			o.egn = egnOf(o.birth, o.sex, r.IntN(490))
			add("namesake", p, o)
		},
		func(p person) {
			p.egn, p.policy, p.sex, p.given = "", "P100200300"+p.post, "male", pick(r, testMen)
			wife := fresh(p)
			wife.egn, wife.given, wife.sex, wife.birth = "", pick(r, testWomen), "female", someone(r).birth
			add("spouses", p, wife)
		},
		func(p person) {
			brother := fresh(other(p))
			brother.birth = fmt.Sprintf("%04d%s", atoi(p.birth[:4])+1, p.birth[4:])
			brother.egn = ""
			add("siblings", p, brother)
		},
		func(person) {
			shelter := []person{someone(r), someone(r), someone(r), someone(r)}
			for i := range shelter {
				shelter[i].street, shelter[i].city, shelter[i].post, shelter[i].phone = "1 Shelter Road", "Sofia", "1000", "+359 2 9811 234"
			}
			add("shelter", shelter...)
		},
		func(person) {
			u := person{given: "Unknown", family: "Unknown", birth: "1900-01-01", sex: "unknown", ssn: "000-00-0000", phone: "000 000 0000",
				street: "Unknown", city: "Unknown", post: "00000"}
			add("unknowns", u, u)
		},
		func(p person) {
			p = p.without()
			p.given, p.birth, p.sex = "Baby Boy", "2026-03-01", "male"
			q := p
			q.multiple = "true"
			add("babies", p, q)
		},
		func(p person) {
			x, y := p.without(), other(p.without())
			x.ssn = pick(r, sham)
			y.ssn = x.ssn
			add("twins-placeholder", x, y)
		},
		func(p person) {
			x, y := p.without(), someone(r).without()
			x.ssn = pick(r, sham)
			y.ssn = x.ssn
			add("strangers-placeholder", x, y)
		},
		func(person) {
			doe := person{given: "John", family: "Doe", sex: "male", birth: "1970-01-01", city: "Sofia", post: "1000"}
			add("john-doe", doe, doe)
		},
		func(p person) {
			child := p
			child.given, child.birth, child.sex, child.egn = "Baby Boy", "2026-03-01", "male", ""
			add("mother-baby", p, child)
		},
		func(p person) {
			p.egn = ""
			u, w := p, someone(r)
			w.egn = ""
			su, sw := u, w
			su.ssn, sw.ssn = w.ssn, u.ssn
			add("strangers-swapped-numbers", u, w)
			again(su, sw)
		},
	}
	for range rounds {
		for _, invent := range kinds {
			invent(someone(r))
		}
	}
	return all
}
