package convert

import "anamnesis/app/record"

// unitReader reads the unit of a quantity once, on arrival.
type unitReader func(record.Quantity) record.Quantity

// unitsOf returns the analyte of a code, "" when it is in no table, and the reader of the units of its values.
func unitsOf(codes []record.Code) (analyte string, read unitReader) {
	return "", func(q record.Quantity) record.Quantity { return q }
}
