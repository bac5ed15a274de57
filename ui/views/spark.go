package views

import (
	"strconv"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/widgets"
)

// SparkOf returns the tiny plot of a series, nil for fewer than two points that can be placed. Numbers become floats for
// their place on the screen only.
func SparkOf(s *chart.Series) *widgets.Spark {
	if s == nil {
		return nil
	}
	sp := &widgets.Spark{}
	for _, p := range s.Points {
		t := record.ParseTime(p.Time)
		y, err := strconv.ParseFloat(p.Number, 64)
		if err != nil || t.IsZero() || Flagged(p.Flags, chart.FlagRetracted) || Flagged(p.Flags, chart.FlagUnitSuspect) {
			continue
		}
		sp.X = append(sp.X, float64(t.At.Unix()))
		sp.Y = append(sp.Y, y)
		sp.Marked = append(sp.Marked, Abnormal(p.Flags))
		lo, err1 := strconv.ParseFloat(p.Low, 64)
		hi, err2 := strconv.ParseFloat(p.High, 64)
		if err1 == nil && err2 == nil {
			sp.Low, sp.High = lo, hi
		}
	}
	if len(sp.X) < 2 {
		return nil
	}
	return sp
}
