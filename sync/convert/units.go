package convert

import (
	"anamnesis/app/record"
	"anamnesis/app/units"
)

// unitReader reads the unit of a quantity once, on arrival.
type unitReader func(record.Quantity) record.Quantity

// unitsOf returns the analyte of a code, "" when it is in no table, and the reader of the units of its values.
func unitsOf(codes []record.Code) (analyte string, read unitReader) {
	if a, ok := units.AnalyteOf(codes); ok {
		analyte = a.ID
	}
	var loincs []string
	for _, x := range codes {
		if x.System == record.SystemLOINC {
			loincs = append(loincs, x.Code)
		}
	}
	return analyte, func(q record.Quantity) record.Quantity {
		if q.IsZero() {
			return q
		}
		return units.ReadQuantity(q, loincs)
	}
}

// readDose reads the unit of an amount of a drug, which no analyte explains.
func readDose(q record.Quantity) record.Quantity {
	if q.IsZero() {
		return q
	}
	return units.ReadQuantity(q, nil)
}
