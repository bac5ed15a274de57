package convert

import (
	"strconv"

	dpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/datatypes_go_proto"
	imgpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/imaging_study_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) imagingStudy(x *imgpb.ImagingStudy, f *record.Fact) {
	if list := concepts(x.GetProcedureCode()); len(list) > 0 {
		f.Code = list[0]
	} else if s := x.GetDescription().GetValue(); s != "" {
		f.Code = words(s)
	}
	for _, k := range codings(x.GetModality()) {
		f.Categories = append(f.Categories, record.Concept{Codes: []record.Code{k}})
	}
	f.When = at(c.dateTime(x.GetStarted()))
	f.Reasons = concepts(x.GetReasonCode())
	c.reasonRefs(f, x.GetReasonReference())
	for _, s := range x.GetSeries() {
		c.bodySite(s.GetBodySite(), f)
		c.bodySite(s.GetLaterality(), f)
		if len(f.Categories) == 0 && s.GetModality() != nil {
			f.Categories = []record.Concept{{Codes: []record.Code{coding(s.GetModality())}}}
		}
		if f.When.IsZero() {
			f.When = at(c.dateTime(s.GetStarted()))
		}
		detail(f, "series", s.GetDescription().GetValue())
	}
	if f.Code.IsZero() && len(f.Categories) > 0 {
		f.Code = f.Categories[0]
	}
	detail(f, "description", x.GetDescription().GetValue())
	if n := x.GetNumberOfSeries(); n != nil {
		detail(f, "numberOfSeries", strconv.FormatUint(uint64(n.GetValue()), 10))
	}
	if n := x.GetNumberOfInstances(); n != nil {
		detail(f, "numberOfInstances", strconv.FormatUint(uint64(n.GetValue()), 10))
	}
	c.detailRefs(f, "referrer", x.GetReferrer())
	c.detailRefs(f, "interpreter", x.GetInterpreter()...)
}

// bodySite adds a site or laterality once.
func (c *conversion) bodySite(x *dpb.Coding, f *record.Fact) {
	k := coding(x)
	if k == (record.Code{}) {
		return
	}
	for _, have := range f.BodySites {
		if have.Has(k.System, k.Code) {
			return
		}
	}
	f.BodySites = append(f.BodySites, record.Concept{Codes: []record.Code{k}})
}
