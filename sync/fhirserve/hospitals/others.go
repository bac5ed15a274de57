package hospitals

import (
	"time"

	"anamnesis/app/record"
)

// allergy is one allergy or intolerance, or the statement that there is none.
type allergy struct {
	id, patient  string
	code         object
	clinical     string // "" for active, "-" for none
	verification string // "" for confirmed, "-" for none
	category     string
	criticality  string
	onset        string
	recorded     time.Time
	reaction     object
	note         string
}

func (h *hospital) allergy(a allergy) object {
	var clinical, verification object
	if a.clinical == "" {
		a.clinical = "active"
	}
	if a.clinical != "-" {
		clinical = concept("", coding(sysAllStatus, a.clinical, ""))
	}
	if a.verification == "" {
		a.verification = "confirmed"
	}
	if a.verification != "-" {
		verification = concept("", coding(sysAllVerify, a.verification, ""))
	}
	var category, reactions list
	if a.category != "" {
		category = list{a.category}
	}
	if len(a.reaction) > 0 {
		reactions = list{a.reaction}
	}
	return obj("resourceType", "AllergyIntolerance", "id", a.id, "meta", h.meta(a.recorded), "clinicalStatus", clinical,
		"verificationStatus", verification, "category", category, "criticality", a.criticality, "code", a.code,
		"patient", reference("Patient", a.patient), "onsetDateTime", a.onset, "recordedDate", h.instant(a.recorded),
		"note", note(a.note), "reaction", reactions)
}

// reaction writes how an allergy showed itself.
func reaction(snomed, text, severity string) object {
	return obj("manifestation", list{concept(text, coding(record.SystemSNOMED, snomed, text))}, "severity", severity)
}

// vaccination is one immunization, given or not.
type vaccination struct {
	id, patient string
	cvx, text   string
	atc, bg     string
	date        string
	status      string // "" for completed
	reason      string // why it was not given
	dose        int
	recorded    time.Time
	events      string // number of the event in the immunization registry, shared between hospitals
}

func (h *hospital) immunization(v vaccination) object {
	if v.status == "" {
		v.status = "completed"
	}
	code := concept(v.text, coding(record.SystemCVX, v.cvx, v.text))
	if h.name == stAnna {
		code = concept(v.bg, coding(record.SystemATC, v.atc, v.bg))
		if v.cvx != "" {
			code = concept(v.bg, coding(record.SystemCVX, v.cvx, v.text), coding(record.SystemATC, v.atc, v.bg))
		}
	}
	var ids, protocol list
	if v.events != "" {
		ids = list{identifier("http://immunization-registry.example/event", v.events)}
	}
	if v.dose > 0 {
		protocol = list{obj("doseNumberPositiveInt", v.dose)}
	}
	o := obj("resourceType", "Immunization", "id", v.id, "meta", h.meta(v.recorded), "identifier", ids, "status", v.status)
	if v.reason != "" {
		o = append(o, member{"statusReason", concept(v.reason)})
	}
	return append(o, obj("vaccineCode", code, "patient", reference("Patient", v.patient), "occurrenceDateTime", v.date,
		"primarySource", true, "protocolApplied", protocol)...)
}

// intervention is one procedure.
type intervention struct {
	id, patient  string
	snomed, text string
	site         object
	performed    string
	status       string // "" for completed
	recorded     time.Time
	note         string
}

func (h *hospital) procedure(p intervention) object {
	if p.status == "" {
		p.status = "completed"
	}
	var sites list
	if len(p.site) > 0 {
		sites = list{p.site}
	}
	return obj("resourceType", "Procedure", "id", p.id, "meta", h.meta(p.recorded), "status", p.status,
		"code", concept(p.text, coding(record.SystemSNOMED, p.snomed, p.text)), "subject", reference("Patient", p.patient),
		"performedDateTime", p.performed, "bodySite", sites, "note", note(p.note))
}

// visit writes an Encounter. class is AMB, IMP or EMER.
func (h *hospital) visit(id, patient, class, text string, start, end time.Time) object {
	staff := "rv"
	if h.name == stAnna {
		staff = "sa"
	}
	return obj("resourceType", "Encounter", "id", id, "meta", h.meta(end),
		"identifier", list{identifier(h.url+"/encounter", id)}, "status", "finished",
		"class", coding(sysActCode, class, ""), "type", list{concept(text)}, "subject", reference("Patient", patient),
		"participant", list{obj("individual", reference("Practitioner", staff+"-doctor"))},
		"period", period(h.instant(start), h.instant(end)), "serviceProvider", reference("Organization", staff+"-org"))
}
