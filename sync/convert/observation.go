package convert

import (
	obspb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/observation_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) observation(o *obspb.Observation, f *record.Fact) {
	f.Code = concept(o.GetCode())
	f.Categories = concepts(o.GetCategory())
	f.Kind = observationKind(f.Categories, f.Code)
	if list := c.refsOf(o.GetFocus()); len(list) > 0 {
		f.Focus = list[0]
	}
	for _, r := range o.GetFocus() {
		if f.Focus.IsZero() && display(r) != "" {
			f.Focus = record.Ref{Source: c.ref.Source, Type: "Unknown", ID: display(r)}
		}
	}
	c.detailRefs(f, "focus", o.GetFocus()...)
	e := o.GetEffective()
	switch {
	case e.GetDateTime() != nil:
		f.When = at(c.dateTime(e.GetDateTime()))
	case e.GetInstant() != nil:
		f.When = at(c.instant(e.GetInstant()))
	case e.GetPeriod() != nil:
		f.When = c.period(e.GetPeriod())
	case e.GetTiming() != nil:
		f.When, f.WhenText = c.timingSpan(e.GetTiming())
	}
	f.WhenText = c.orAbsent(f.WhenText, "effectiveDateTime")
	f.Issued = c.instant(o.GetIssued())
	f.Method = concept(o.GetMethod())
	if k := concept(o.GetBodySite()); !k.IsZero() {
		f.BodySites = []record.Concept{k}
	}
	f.Results = c.refsOf(o.GetHasMember())
	analyte, units := unitsOf(f.Code.Codes)
	v := &record.Observation{Analyte: analyte}
	v.Value = c.value(o.GetValue(), units)
	v.AbsentReason = concept(o.GetDataAbsentReason())
	v.Interpretations = concepts(o.GetInterpretation())
	v.Ranges = ranges(o.GetReferenceRange(), units)
	v.SpecimenRef = c.refOf(o.GetSpecimen())
	v.Specimen = c.specimenType(o.GetSpecimen())
	c.accession(o.GetSpecimen(), f)
	for _, x := range o.GetComponent() {
		k := record.Component{Code: concept(x.GetCode())}
		k.Analyte, units = unitsOf(k.Code.Codes)
		k.Value = c.value(x.GetValue(), units)
		k.AbsentReason = concept(x.GetDataAbsentReason())
		k.Interpretations = concepts(x.GetInterpretation())
		k.Ranges = ranges(x.GetReferenceRange(), units)
		v.Components = append(v.Components, k)
	}
	if e := extension(o.GetExtension(), replacesURL); e != nil {
		if ref := c.refOf(e.GetValue().GetReference()); !ref.IsZero() {
			v.Triggered = "replaces " + ref.Local()
		}
	}
	for _, r := range o.GetDerivedFrom() {
		if v.Triggered != "" {
			break
		}
		if ref := c.refOf(r); !ref.IsZero() {
			v.Triggered = "derivedFrom " + ref.Local()
		}
	}
	f.Observation = v
	c.detailRefs(f, "performer", o.GetPerformer()...)
	c.detailRefs(f, "device", o.GetDevice())
}

// replacesURL is FHIR's extension for an observation that takes the place of another.
const replacesURL = "http://hl7.org/fhir/StructureDefinition/observation-replaces"

func ranges(list []*obspb.Observation_ReferenceRange, u unitReader) []record.ReferenceRange {
	var out []record.ReferenceRange
	for _, x := range list {
		out = append(out, record.ReferenceRange{Low: u(quantity(x.GetLow())), High: u(quantity(x.GetHigh())),
			Text: x.GetText().GetValue(), Type: code(x.GetType()), AppliesTo: concepts(x.GetAppliesTo()),
			AgeLow: quantity(x.GetAge().GetLow()), AgeHigh: quantity(x.GetAge().GetHigh())})
	}
	return out
}

// kindByCategory maps HL7's observation categories; survey, exam, imaging, procedure, therapy and activity are results.
var kindByCategory = map[string]record.Kind{
	"vital-signs": record.KindVital, "social-history": record.KindSocial,
}

// vitalSigns are the LOINC codes of FHIR's vital signs profiles
// (https://hl7.org/fhir/R4/observation-vitalsigns.html), for sources that send no category.
var vitalSigns = map[string]bool{"85353-1": true, "9279-1": true, "8867-4": true, "2708-6": true, "59408-5": true,
	"8310-5": true, "8302-2": true, "9843-4": true, "29463-7": true, "39156-5": true, "85354-9": true, "55284-4": true,
	"8480-6": true, "8462-4": true, "8478-0": true}

func observationKind(categories []record.Concept, what record.Concept) record.Kind {
	for _, k := range categories {
		for _, x := range k.Codes {
			if kind, ok := kindByCategory[x.Code]; ok {
				return kind
			}
		}
	}
	if len(categories) == 0 {
		if loinc, ok := what.In(record.SystemLOINC); ok && vitalSigns[loinc] {
			return record.KindVital
		}
	}
	return record.KindResult
}
