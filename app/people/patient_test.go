package people

import (
	"fmt"
	"math/rand/v2"

	"anamnesis/app/record"
)

// person is what the tests know of a human being; fact writes it down as a hospital would.
type person struct {
	given, middle, family, suffix string
	birth, sex                    string
	street, city, post            string
	phone, mail                   string
	ssn, egn, mrn, mrnSystem      string
	policy                        string // an insurance number of the household
	multiple                      string
	maiden                        string
	text                          string // the whole name, where the hospital has no parts
}

func (p person) fact(source, id string) record.Fact {
	x := &record.Patient{Gender: p.sex, Multiple: p.multiple, BirthDate: record.ParseTime(p.birth)}
	n := record.Name{Family: p.family, Text: p.text}
	for _, g := range []string{p.given, p.middle} {
		if g != "" {
			n.Given = append(n.Given, g)
		}
	}
	if p.suffix != "" {
		n.Suffix = []string{p.suffix}
	}
	x.Names = []record.Name{n}
	if p.maiden != "" {
		x.Names = append(x.Names, record.Name{Use: "maiden", Family: p.maiden, Given: n.Given})
	}
	if p.street+p.city+p.post != "" {
		a := record.Address{City: p.city, PostalCode: p.post}
		if p.street != "" {
			a.Lines = []string{p.street}
		}
		x.Addresses = []record.Address{a}
	}
	if p.phone != "" {
		x.Telecoms = append(x.Telecoms, record.Telecom{System: "phone", Value: p.phone})
	}
	if p.mail != "" {
		x.Telecoms = append(x.Telecoms, record.Telecom{System: "email", Value: p.mail})
	}
	f := record.Fact{Ref: record.Ref{Source: source, Type: "Patient", ID: id}, Account: record.AccountEvidence, Patient: x}
	add := func(system, value, kind string) {
		if value != "" {
			f.Identifiers = append(f.Identifiers, record.Identifier{System: system, Value: value, Type: kind})
		}
	}
	add("http://hl7.org/fhir/sid/us-ssn", p.ssn, "SS")
	add("urn:oid:2.16.100.1.1.1.1.15", p.egn, "NI")
	system := p.mrnSystem
	if system == "" {
		system = "http://" + source + ".example.org/mrn"
	}
	add(system, p.mrn, "MR")
	add("http://insurance.example.org/policy", p.policy, "MB")
	return f
}

// egnOf returns a valid civil number for a birth date, a serial of 0 to 498 and a sex.
func egnOf(birth, sex string, serial int) string {
	y, m, d := birth[:4], atoi(birth[5:7]), birth[8:]
	switch {
	case y >= "2000":
		m += 40
	case y < "1900":
		m += 20
	}
	nine := 2 * serial
	if sex == "female" {
		nine++
	}
	body := fmt.Sprintf("%s%02d%s%03d", y[2:], m, d, nine)
	sum := 0
	for i, w := range []int{2, 4, 8, 5, 10, 9, 7, 3, 6} {
		sum += w * int(body[i]-'0')
	}
	return body + fmt.Sprint(sum%11%10)
}

var (
	testMen      = []string{"Ivan", "Georgi", "Dimitar", "Petar", "Nikolay", "Stoyan", "James", "Robert", "William", "Kiril", "Tyrone", "Marlon", "Wesley", "Ognyan", "Kaloyan", "Zahari"}
	testWomen    = []string{"Maria", "Elena", "Desislava", "Ivanka", "Gergana", "Susan", "Margaret", "Patricia", "Yoana", "Radostina", "Chantal", "Beatrix", "Leda", "Milena", "Zornitsa"}
	testFamilies = []string{"Ivanov", "Petrov", "Smith", "Johnson", "Vulchanov", "Krastev", "Hadzhiyski", "Whitcombe", "Okafor", "Brennan", "Tasev", "Zlatev", "Garfield", "Nwosu", "Lindqvist", "Draganov"}
	testStreets  = []string{"Vasil Levski", "Main Street", "Oak Avenue", "Shipka", "Hristo Botev", "Elm Street", "Cherni Vrah", "River Road", "Ivan Vazov", "Church Lane"}
	testCities   = []string{"Sofia", "Plovdiv", "Varna", "Riverside", "Springfield", "Burgas", "Ruse"}
)

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

// someone invents a person who has everything.
func someone(r *rand.Rand) person {
	p := person{sex: "male", given: pick(r, testMen), family: pick(r, testFamilies)}
	if r.IntN(2) == 0 {
		p.sex, p.given = "female", pick(r, testWomen)
	}
	p.birth = fmt.Sprintf("%04d-%02d-%02d", 1930+r.IntN(85), 1+r.IntN(12), 1+r.IntN(28))
	p.street = fmt.Sprintf("%d %s", 1+r.IntN(180), pick(r, testStreets))
	p.city, p.post = pick(r, testCities), fmt.Sprintf("%04d", 1000+r.IntN(9000))
	p.phone = fmt.Sprintf("+359 88 %03d %04d", 200+r.IntN(700), r.IntN(10000))
	p.ssn = fmt.Sprintf("%03d-%02d-%04d", 100+r.IntN(500), 1+r.IntN(98), 1+r.IntN(9998))
	p.egn = egnOf(p.birth, p.sex, r.IntN(490))
	p.mrn = fmt.Sprintf("MR%06d", r.IntN(1000000))
	return p
}

// without removes all numbers.
func (p person) without() person { p.ssn, p.egn, p.mrn = "", "", ""; return p }

// mistype writes a person down a second time, with errors; dirty ones replace whole fields, as careless registration does.
func mistype(r *rand.Rand, p person, dirty bool) person {
	slip := func(s string) string {
		if len(s) < 4 {
			return s
		}
		i := 1 + r.IntN(len(s)-2)
		switch r.IntN(3) {
		case 0:
			return s[:i] + s[i+1:]
		case 1:
			return s[:i] + string(s[i+1]) + string(s[i]) + s[min(i+2, len(s)):]
		}
		return s[:i] + string(rune('a'+r.IntN(26))) + s[i+1:]
	}
	p.mrn = fmt.Sprintf("B%05d", r.IntN(100000))
	switch r.IntN(6) {
	case 0:
		p.given = slip(p.given)
	case 1:
		p.family = slip(p.family)
	case 2:
		p.street = slip(p.street)
	case 3:
		p.phone = ""
	}
	if dirty {
		o := someone(r)
		switch r.IntN(10) {
		case 0:
			if p.sex == "male" {
				p.given = pick(r, testMen)
			} else {
				p.given = pick(r, testWomen)
			}
		case 1:
			p.family = o.family
		case 2:
			p.birth, p.egn = o.birth, ""
		case 3:
			p.ssn, p.egn = o.ssn, ""
		}
	}
	return p
}
