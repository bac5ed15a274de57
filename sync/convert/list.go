package convert

import (
	listpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/list_go_proto"

	"anamnesis/app/record"
)

func (c *conversion) list(x *listpb.List, f *record.Fact) {
	f.Code = concept(x.GetCode())
	f.Recorded = c.dateTime(x.GetDate())
	l := &record.List{Mode: codeOf(x.GetMode()), Title: x.GetTitle().GetValue(), EmptyReason: concept(x.GetEmptyReason())}
	if f.Code.IsZero() {
		f.Code = words(l.Title)
	}
	for _, e := range x.GetEntry() {
		if e.GetDeleted().GetValue() {
			detail(f, "deleted", c.words(e.GetItem()))
			continue
		}
		if ref := c.refOf(e.GetItem()); !ref.IsZero() {
			l.Items = append(l.Items, ref)
		}
		c.detailRefs(f, "item", e.GetItem())
	}
	f.List = l
	c.detailRefs(f, "source", x.GetSource())
}
