package hospitals

import "anamnesis/app/record"

// Small FHIR values that every hospital writes in the same shape.

const (
	sysCategory   = "http://terminology.hl7.org/CodeSystem/observation-category"
	sysInterpret  = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
	sysActCode    = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
	sysIDType     = "http://terminology.hl7.org/CodeSystem/v2-0203"
	sysCondStatus = "http://terminology.hl7.org/CodeSystem/condition-clinical"
	sysCondVerify = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
	sysAllStatus  = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"
	sysAllVerify  = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"
	sysAbsent     = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
	sysConfident  = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
)

func coding(system, code, display string) object {
	return obj("system", system, "code", code, "display", display)
}

func concept(text string, codings ...object) object {
	var cs list
	for _, c := range codings {
		if len(c) > 0 {
			cs = append(cs, c)
		}
	}
	return obj("coding", cs, "text", text)
}

func reference(typ, id string) object { return obj("reference", typ+"/"+id) }

func (r ref) reference() object { return reference(r.typ, r.id) }

func identifier(system, value string) object { return obj("system", system, "value", value) }

// typedIdentifier carries its HL7 table 0203 type: MR, NI, PPN ...
func typedIdentifier(typ, system, value string) object {
	return obj("type", concept("", coding(sysIDType, typ, "")), "system", system, "value", value)
}

func quantity(number, unit, ucum string) object {
	q := obj("value", num(number), "unit", unit)
	if ucum != "" {
		q = append(q, member{"system", record.SystemUCUM}, member{"code", ucum})
	}
	return q
}

func period(start, end string) object { return obj("start", start, "end", end) }

func note(text string) list {
	if text == "" {
		return nil
	}
	return list{obj("text", text)}
}

func extension(url, valueKey string, value any) object { return obj("url", url, valueKey, value) }

func refList(rs []ref) list {
	var out list
	for _, r := range rs {
		out = append(out, r.reference())
	}
	return out
}
