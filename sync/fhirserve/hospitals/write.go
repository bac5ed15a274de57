package hospitals

import (
	"time"

	"anamnesis/app/record"
)

// result is one laboratory value or vital sign in the words of its hospital.
type result struct {
	id, patient string
	lab         lab
	value       string // in the hospital's own unit
	comparator  string
	at          time.Time
	status      string // "" for final
	note        string
	accession   string // the order that a shared specimen carries on every hospital
	encounter   string
	unit        *[2]string // unit text and code in place of the ordinary ones
	interpret   string     // HL7 code in place of the computed one; "-" for none
	specimen    string     // id of a Specimen
}

// accessions is the identifier system of the exchange that forwards specimens and reports between the hospitals.
const accessions = "http://exchange.example/accession"

// style returns how the hospital reports the test.
func (h *hospital) style(l lab) labStyle {
	if h.name == stAnna {
		return l.sa
	}
	return l.rv
}

// instant writes a time as the hospital does.
func (h *hospital) instant(t time.Time) string {
	if h.name == riverside {
		return utc(t)
	}
	return sofia(t)
}

// meta writes versionId and lastUpdated; resources reach the server a little after the event.
func (h *hospital) meta(t time.Time, extra ...any) object {
	stamp := t.Add(37*time.Minute + 11*time.Second)
	text := h.instant(stamp)
	if h.name == riverside {
		text = stamp.UTC().Format("2006-01-02T15:04:05.000Z")
	}
	return append(obj("versionId", "1", "lastUpdated", text), obj(extra...)...)
}

// observation writes a result.
func (h *hospital) observation(r result) object {
	if h.male[r.patient] {
		r.lab = r.lab.forMale()
	}
	s := h.style(r.lab)
	unit, ucum := s.unit, s.ucum
	if r.unit != nil {
		unit, ucum = r.unit[0], r.unit[1]
	}
	status := r.status
	if status == "" {
		status = "final"
	}
	category, word := "laboratory", "Laboratory"
	if r.lab.vital {
		category, word = "vital-signs", "Vital Signs"
	}
	codes := list{coding(record.SystemLOINC, s.loinc, "")}
	if h.name == stAnna && r.lab.local != "" {
		codes = append(codes, coding(h.url+"/lab-codes", r.lab.local, s.text))
	}
	value := quantity(r.value, unit, ucum)
	if r.comparator != "" {
		value = obj("value", num(r.value), "comparator", r.comparator, "unit", unit, "system", record.SystemUCUM, "code", ucum)
	}
	var ids list
	if r.accession != "" {
		ids = list{identifier(accessions, r.accession)}
	}
	flag := r.interpret
	if flag == "" {
		flag = interpretation(r.value, s)
	}
	var flags list
	if flag != "" && flag != "-" {
		flags = list{concept("", coding(sysInterpret, flag, ""))}
	}
	o := obj("resourceType", "Observation", "id", r.id, "meta", h.meta(r.at), "extension", h.noise(r), "identifier", ids, "status", status,
		"category", list{concept("", coding(sysCategory, category, word))},
		"code", obj("coding", codes, "text", s.text),
		"subject", reference("Patient", r.patient))
	if r.encounter != "" {
		o = o.with("encounter", reference("Encounter", r.encounter))
	}
	o = o.with("effectiveDateTime", h.instant(r.at))
	if !r.lab.vital {
		o = o.with("issued", h.instant(r.at.Add(95*time.Minute)))
	}
	if r.value != "" {
		o = o.with("valueQuantity", value)
	}
	o = o.with("interpretation", flags, "note", note(r.note))
	if r.specimen != "" {
		o = o.with("specimen", reference("Specimen", r.specimen))
	}
	return o.with("referenceRange", referenceRange(s, unit, ucum))
}

// noise is what Riverside's vendor adds to each result: extensions that mean something only to itself.
func (h *hospital) noise(r result) list {
	if h.name != riverside {
		return nil
	}
	const base = "http://riverside.example/StructureDefinition/"
	if r.lab.vital {
		return list{extension(base+"flowsheet-row", "valueString", "FLO-"+r.lab.rv.loinc)}
	}
	return list{extension(base+"order-line", "valueString", "ORD"+r.at.Format("060102")+"-"+r.lab.rv.loinc),
		extension(base+"resulting-agency", "valueReference", reference("Organization", "rv-org"))}
}

func referenceRange(s labStyle, unit, ucum string) list {
	var low, high object
	if s.low != "" {
		low = quantity(s.low, unit, ucum)
	}
	if s.high != "" {
		high = quantity(s.high, unit, ucum)
	}
	r := obj("low", low, "high", high)
	if len(r) == 0 {
		return nil
	}
	return list{r}
}

// interpretation is the source's own flag: N, L or H by its reference range, "" without a range.
func interpretation(value string, s labStyle) string {
	if value == "" || s.low == "" && s.high == "" {
		return ""
	}
	switch x := factor(value); {
	case s.low != "" && x.Cmp(factor(s.low)) < 0:
		return "L"
	case s.high != "" && x.Cmp(factor(s.high)) > 0:
		return "H"
	}
	return "N"
}

// pressure writes a blood pressure panel: no value, two components.
func (h *hospital) pressure(id, patient, encounter string, t time.Time, systolic, diastolic string) object {
	part := func(loinc, text, v string) object {
		return obj("code", concept(text, coding(record.SystemLOINC, loinc, "")), "valueQuantity", quantity(v, "mmHg", "mm[Hg]"))
	}
	title, up, down := "Blood pressure", "Systolic", "Diastolic"
	if h.name == stAnna {
		title, up, down = "Артериално налягане", "Систолно", "Диастолно"
	}
	o := obj("resourceType", "Observation", "id", id, "meta", h.meta(t), "status", "final",
		"category", list{concept("", coding(sysCategory, "vital-signs", "Vital Signs"))},
		"code", concept(title, coding(record.SystemLOINC, "85354-9", "")), "subject", reference("Patient", patient))
	if encounter != "" {
		o = o.with("encounter", reference("Encounter", encounter))
	}
	return o.with("effectiveDateTime", h.instant(t),
		"component", list{part("8480-6", up, systolic), part("8462-4", down, diastolic)})
}

// diagnosis is one problem of one patient.
type diagnosis struct {
	id, patient   string
	problem       problem
	clinical      string // active, resolved ...; "-" for none
	verification  string // "" for confirmed
	onset, abated string
	recorded      time.Time
	site          object // body site
	note          string
	alsoSNOMED    bool // St. Anna codes SNOMED CT besides ICD-10
}

func (h *hospital) condition(d diagnosis) object {
	if d.verification == "" {
		d.verification = "confirmed"
	}
	if d.clinical == "" {
		d.clinical = "active"
	}
	code := concept(d.problem.text, coding(record.SystemSNOMED, d.problem.snomed, d.problem.text),
		coding(record.SystemICD10CM, d.problem.icd10cm, d.problem.text))
	if h.name == stAnna {
		code = concept(d.problem.bg, coding(record.SystemICD10, d.problem.icd10, d.problem.bg))
		if d.alsoSNOMED {
			code = concept(d.problem.bg, coding(record.SystemSNOMED, d.problem.snomed, d.problem.text),
				coding(record.SystemICD10, d.problem.icd10, d.problem.bg))
		}
	}
	var clinical object
	if d.clinical != "-" {
		clinical = concept("", coding(sysCondStatus, d.clinical, ""))
	}
	var sites list
	if len(d.site) > 0 {
		sites = list{d.site}
	}
	return obj("resourceType", "Condition", "id", d.id, "meta", h.meta(d.recorded), "clinicalStatus", clinical,
		"verificationStatus", concept("", coding(sysCondVerify, d.verification, "")),
		"category", list{concept("", coding("http://terminology.hl7.org/CodeSystem/condition-category", "problem-list-item", ""))},
		"code", code, "bodySite", sites, "subject", reference("Patient", d.patient), "onsetDateTime", d.onset,
		"abatementDateTime", d.abated, "recordedDate", h.instant(d.recorded), "note", note(d.note))
}
