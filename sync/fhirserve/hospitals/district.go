package hospitals

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"anamnesis/app/record"
)

// The District hospital speaks STU3. It writes by hand what others code: local laboratory codes, unit texts in two alphabets
// or none, midnight for every time, months and years for dates.

// districtTime writes a day as District does: its midnight. An observation's clock time is never known there.
func districtTime(t time.Time) string {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, sofiaZone(t)).Format("2006-01-02T15:04:05-07:00")
}

// localTest is one of District's own laboratory codes. loinc is what its newer records add; units are what its clerks write.
type localTest struct {
	analyte, code, text string
	loinc               string
	units               []string
}

var localTests = []localTest{
	{"glucose", "GLU", "Кр. захар", "14749-6", []string{"ммол/л", "mmol/l", "mmol/l ", ""}},
	{"creatinine", "KREA", "Креатинин", "14682-9", []string{"мкмол/л", "umol/l", "µmol/l"}},
	{"urea", "UREA", "Урея", "", []string{"ммол/л", "mmol/l"}},
	{"potassium", "K", "Калий", "", []string{"ммол/л", "mmol/l", "mEq/l"}},
	{"haemoglobin", "HGB", "Хгб", "", []string{"г/л", "g/l", "G/L"}},
	{"leukocytes", "WBC", "Левк.", "", []string{"x10^9/L", "10*9/l", "Г/л"}},
	{"cholesterol-total", "CHOL", "Холест.", "", []string{"ммол/л", "mmol/L"}},
}

func localTestOf(analyte string) localTest {
	for _, l := range localTests {
		if l.analyte == analyte {
			return l
		}
	}
	panic("hospitals: District does not test " + analyte)
}

// districtResult writes an STU3 Observation. when is a FHIR date of any precision.
func (s *set) districtResult(id, patient string, l localTest, coded bool, value, unit, when, comment string, stamp time.Time) object {
	codes := list{coding(s.di.url+"/codes/lab", l.code, l.text)}
	if coded && l.loinc != "" {
		codes = append(list{coding(record.SystemLOINC, l.loinc, "")}, codes...)
	}
	q := obj("value", num(value), "unit", unit)
	return obj("resourceType", "Observation", "id", id, "meta", s.di.meta(stamp), "status", "final",
		"category", list{concept("", coding("http://hl7.org/fhir/observation-category", "laboratory", "Laboratory"))},
		"code", obj("coding", codes, "text", l.text), "subject", reference("Patient", patient), "effectiveDateTime", when,
		"valueQuantity", q, "comment", comment)
}

// districtStatement writes an STU3 MedicationStatement; taken is y or n. The dose is structured only where dose is given.
func (s *set) districtStatement(id, patient, text, atc, dose, unit string, freq schedule, taken, status, start, words string, stamp time.Time) object {
	dosage := obj("text", words)
	if dose != "" {
		repeat := obj("frequency", freq.frequency, "period", freq.period, "periodUnit", freq.unit)
		dosage = obj("text", words, "timing", obj("repeat", repeat), "route", concept("перорално", coding(record.SystemSNOMED, "26643006", "Oral route")),
			"doseQuantity", quantity(dose, unit, unit))
	}
	var code object
	if atc != "" {
		code = coding(record.SystemATC, atc, "")
	}
	o := obj("resourceType", "MedicationStatement", "id", id, "meta", s.di.meta(stamp), "status", status,
		"medicationCodeableConcept", concept(text, code), "effectivePeriod", period(start, ""), "dateAsserted", day(stamp),
		"subject", reference("Patient", patient), "taken", taken)
	if taken == "n" {
		return o.with("reasonNotTaken", list{concept("Не понася")})
	}
	return o.with("dosage", list{dosage})
}

// districtCondition writes an STU3 Condition; its statuses are codes, not concepts.
func (s *set) districtCondition(id, patient, icd, text, clinical, onset string, stamp time.Time) object {
	var code object
	if icd != "" {
		code = coding(record.SystemICD10, icd, text)
	}
	return obj("resourceType", "Condition", "id", id, "meta", s.di.meta(stamp), "clinicalStatus", clinical, "verificationStatus", "confirmed",
		"code", concept(text, code), "subject", reference("Patient", patient), "onsetDateTime", onset, "assertedDate", day(stamp))
}

// districtAllergy writes an STU3 AllergyIntolerance.
func (s *set) districtAllergy(id, patient, text, criticality string, stamp time.Time) object {
	return obj("resourceType", "AllergyIntolerance", "id", id, "meta", s.di.meta(stamp), "clinicalStatus", "active", "verificationStatus", "confirmed",
		"criticality", criticality, "code", concept(text), "patient", reference("Patient", patient), "assertedDate", day(stamp))
}

// districtVaccine writes an STU3 Immunization, given or not.
func (s *set) districtVaccine(id, patient, atc, cvx, text, date string, notGiven bool, stamp time.Time) object {
	var codes []object
	if cvx != "" {
		codes = append(codes, coding(record.SystemCVX, cvx, ""))
	}
	codes = append(codes, coding(record.SystemATC, atc, text))
	o := obj("resourceType", "Immunization", "id", id, "meta", s.di.meta(stamp), "status", "completed", "notGiven", notGiven,
		"vaccineCode", concept(text, codes...), "patient", reference("Patient", patient), "date", date, "primarySource", true)
	if notGiven {
		return append(o, member{"explanation", obj("reasonNotGiven", list{concept("Температура")})})
	}
	return o
}

// districtNote writes an STU3 DocumentReference with its text inside.
func (s *set) districtNote(id, patient, title, text string, stamp time.Time) object {
	return obj("resourceType", "DocumentReference", "id", id, "meta", s.di.meta(stamp), "status", "current", "type", concept(title),
		"subject", reference("Patient", patient), "indexed", sofia(stamp), "author", list{reference("Practitioner", "di-doctor")},
		"content", list{obj("attachment", obj("contentType", "text/plain; charset=utf-8",
			"data", base64.StdEncoding.EncodeToString([]byte(strings.TrimSpace(text)+"\n")), "title", title))})
}

// districtVisits writes years of coarse records: an encounter, a few results and a blood pressure each.
func (s *set) districtVisits(b *body, patient, first, last string, every int, tests []string) {
	n := 0
	for t := at(first + " 07:00"); t.Before(at(last + " 08:00")); t = t.AddDate(0, 0, every-9+b.random.below(19)) {
		id := patient + "-" + t.Format("20060102")
		s.di.generate(obj("resourceType", "Encounter", "id", id+"-enc", "meta", s.di.meta(t), "status", "finished",
			"class", coding("http://hl7.org/fhir/v3/ActCode", "AMB", "ambulatory"), "type", list{concept("Преглед")}, "subject", reference("Patient", patient),
			"period", period(day(t), day(t)), "serviceProvider", reference("Organization", "di-org")))
		for _, analyte := range tests {
			x, ok := b.sample(analyte, t)
			if !ok {
				continue
			}
			l := localTestOf(analyte)
			unit := l.units[(n+b.random.below(2))%len(l.units)]
			value := s.sa.digits(mustLab(analyte), x) // District reports SI numbers
			s.di.generate(s.districtResult(id+"-"+strings.ToLower(l.code), patient, l, t.Year() >= 2023, value, unit, districtTime(t), "", t))
		}
		if up, ok := b.sample("systolic-pressure", t); ok {
			down, _ := b.sample("diastolic-pressure", t)
			s.di.generate(s.districtPressure(id+"-rr", patient, up, min(down, up-25), t))
		}
		n++
	}
}

// districtPressure writes a blood pressure rounded to fives, as a clerk reads it off a dial.
func (s *set) districtPressure(id, patient string, up, down float64, t time.Time) object {
	five := func(x float64) num { return num(strconv.Itoa(5 * int(x/5+0.5))) }
	part := func(loinc, text string, v num) object {
		return obj("code", concept(text, coding(record.SystemLOINC, loinc, "")), "valueQuantity", obj("value", v, "unit", "mm Hg"))
	}
	return obj("resourceType", "Observation", "id", id, "meta", s.di.meta(t), "status", "final",
		"category", list{concept("", coding("http://hl7.org/fhir/observation-category", "vital-signs", "Vital Signs"))},
		"code", concept("RR", coding(record.SystemLOINC, "85354-9", "")), "subject", reference("Patient", patient), "effectiveDateTime", districtTime(t),
		"component", list{part("8480-6", "систолно", five(up)), part("8462-4", "диастолно", five(down))})
}
