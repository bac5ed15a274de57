package convert

import (
	"strconv"

	dpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/datatypes_go_proto"
	"google.golang.org/protobuf/proto"

	"anamnesis/app/record"
)

// valueX is the value[x] of an Observation and of its components.
type valueX interface {
	proto.Message
	GetQuantity() *dpb.Quantity
	GetCodeableConcept() *dpb.CodeableConcept
	GetStringValue() *dpb.String
	GetBoolean() *dpb.Boolean
	GetInteger() *dpb.Integer
	GetRange() *dpb.Range
	GetRatio() *dpb.Ratio
	GetSampledData() *dpb.SampledData
	GetTime() *dpb.Time
	GetDateTime() *dpb.DateTime
	GetPeriod() *dpb.Period
}

// value reads a value[x]; u reads the unit of each quantity in it.
func (c *conversion) value(x valueX, u unitReader) record.Value {
	if x == nil || !x.ProtoReflect().IsValid() {
		return record.Value{}
	}
	switch {
	case x.GetQuantity() != nil:
		return record.Value{Kind: record.ValueQuantity, Quantity: u(quantity(x.GetQuantity()))}
	case x.GetCodeableConcept() != nil:
		return record.Value{Kind: record.ValueConcept, Concept: concept(x.GetCodeableConcept())}
	case x.GetStringValue() != nil:
		return record.Value{Kind: record.ValueText, Text: x.GetStringValue().GetValue()}
	case x.GetBoolean() != nil:
		return record.Value{Kind: record.ValueBoolean, Text: strconv.FormatBool(x.GetBoolean().GetValue())}
	case x.GetInteger() != nil:
		return record.Value{Kind: record.ValueInteger, Text: strconv.Itoa(int(x.GetInteger().GetValue()))}
	case x.GetRange() != nil:
		return record.Value{Kind: record.ValueRange, Quantity: u(quantity(x.GetRange().GetLow())),
			Other: u(quantity(x.GetRange().GetHigh()))}
	case x.GetRatio() != nil:
		return record.Value{Kind: record.ValueRatio, Quantity: u(quantity(x.GetRatio().GetNumerator())),
			Other: u(quantity(x.GetRatio().GetDenominator()))}
	case x.GetSampledData() != nil:
		s := x.GetSampledData()
		return record.Value{Kind: record.ValueSampled, Quantity: u(quantity(s.GetOrigin())),
			Text: bounded(s.GetData().GetValue())}
	case x.GetTime() != nil:
		return record.Value{Kind: record.ValueTime, Text: c.clock(x.GetTime())}
	case x.GetDateTime() != nil:
		return record.Value{Kind: record.ValueTime, Text: c.dateTime(x.GetDateTime()).Text}
	case x.GetPeriod() != nil:
		return record.Value{Kind: record.ValueTime, Text: periodText(c.period(x.GetPeriod()))}
	}
	return record.Value{}
}
