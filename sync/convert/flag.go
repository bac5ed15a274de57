package convert

import (
	flagpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/flag_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) flag(x *flagpb.Flag, f *record.Fact) {
	f.Code = concept(x.GetCode())
	f.Categories = concepts(x.GetCategory())
	f.When = c.period(x.GetPeriod())
	c.detailRefs(f, "author", x.GetAuthor())
}
