package hospitals

import "fmt"

// The hospitals' names, as the sources are called.
const (
	riverside = "Riverside"
	stAnna    = "St. Anna"
	district  = "District"
)

// Identifier systems that more than one hospital writes.
const (
	sysEGN      = "http://civil-registry.example/egn" // the Bulgarian personal number
	sysPassport = "http://hl7.org/fhir/sid/passport-BGR"
)

// egn makes a Bulgarian personal number with a valid check digit. The registration number is taken from the block 950-999,
// which stands for an unknown region; its last digit is even for a man and odd for a woman.
func egn(birth string, registration int) string {
	var y, m, d int
	if _, err := fmt.Sscanf(birth, "%d-%d-%d", &y, &m, &d); err != nil {
		panic("hospitals: bad birth date " + birth)
	}
	if y >= 2000 {
		m += 40
	}
	digits := fmt.Sprintf("%02d%02d%02d%03d", y%100, m, d, registration)
	sum := 0
	for i, w := range []int{2, 4, 8, 5, 10, 9, 7, 3, 6} {
		sum += w * int(digits[i]-'0')
	}
	return digits + fmt.Sprint(sum%11%10)
}

// patient is one record of a person at one hospital.
type patient struct {
	id               string
	family           string
	given            []string
	more             list // further HumanNames
	gender, birth    string
	mrn              string
	ids              list // further identifiers
	phone            string
	line, city, post string
	extensions       list
	deceased         string
	extra            object // further members
}

func (h *hospital) patient(p patient) object {
	h.male[p.id] = p.gender == "male"
	var given list
	for _, g := range p.given {
		given = append(given, g)
	}
	ids := list{typedIdentifier("MR", h.url+"/mrn", p.mrn)}
	ids = append(ids, p.ids...)
	country, phones := "US", list(nil)
	if h.name == stAnna {
		country = "BG"
	}
	if p.phone != "" {
		phones = list{obj("system", "phone", "value", p.phone, "use", "mobile")}
	}
	var addresses list
	if p.line != "" {
		addresses = list{obj("use", "home", "line", list{p.line}, "city", p.city, "postalCode", p.post, "country", country)}
	}
	o := obj("resourceType", "Patient", "id", p.id, "meta", h.meta(at("2026-10-02 06:10")), "extension", p.extensions,
		"identifier", ids, "active", true,
		"name", append(list{obj("use", "official", "family", p.family, "given", given)}, p.more...),
		"telecom", phones, "gender", p.gender, "birthDate", p.birth, "deceasedDateTime", p.deceased, "address", addresses)
	return append(o, p.extra...)
}

// usCore writes the extensions that a US vendor sends with every patient.
func usCore(race, raceText, birthSex string) list {
	const base = "http://hl7.org/fhir/us/core/StructureDefinition/"
	return list{
		obj("url", base+"us-core-race", "extension", list{
			extension("ombCategory", "valueCoding", coding("urn:oid:2.16.840.1.113883.6.238", race, raceText)),
			extension("text", "valueString", raceText)}),
		extension(base+"us-core-birthsex", "valueCode", birthSex),
	}
}
