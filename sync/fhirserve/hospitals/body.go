package hospitals

// trends are the analytes that a person's body has values for.
type trends []trend

// and adds trends of analytes that are not measured in everybody.
func (ts trends) and(more ...trend) trends { return append(ts, more...) }

// adult returns the trends of a healthy adult, in Riverside's units, with those given in their place. A person's own
// values swing far less than the population's.
func adult(male bool, pounds float64, own ...trend) trends {
	hb, creatinine, hdl, urate := 13.4, 0.76, 58.0, 4.4
	if male {
		hb, creatinine, hdl, urate = 14.9, 0.96, 47, 5.6
	}
	flat := func(analyte string, sd, floor, value float64) trend {
		return trend{analyte, sd, floor, []knot{{2000, value}}}
	}
	out := trends{
		flat("glucose", 6, 66, 91), flat("hba1c", 0.1, 4.6, 5.4), flat("creatinine", 0.04, 0.4, creatinine), flat("urea", 2.2, 6, 14),
		flat("sodium", 1.3, 132, 140), flat("potassium", 0.2, 3.3, 4.2), flat("chloride", 1.5, 95, 103), flat("calcium-total", 0.18, 8.4, 9.5),
		flat("cholesterol-total", 9, 110, 192), flat("hdl-cholesterol", 3, 28, hdl), flat("triglyceride", 18, 50, 112),
		flat("leukocytes", 0.8, 3.2, 6.4), flat("haemoglobin", 0.3, 8, hb), flat("mcv", 1, 72, 90), flat("platelets", 16, 110, 246),
		flat("alt", 4, 8, 21), flat("bilirubin-total", 0.1, 0.2, 0.6), flat("albumin", 0.15, 2.8, 4.4), flat("crp", 0.7, 0.3, 1.8),
		flat("tsh", 0.3, 0.3, 1.9), flat("urate", 0.4, 2.4, urate), flat("ferritin", 9, 6, 72),
		flat("systolic-pressure", 6, 90, 121), flat("diastolic-pressure", 4, 50, 76), flat("heart-rate", 5, 48, 71),
		flat("respiratory-rate", 1, 11, 14), flat("oxygen-saturation", 0.7, 90, 98), flat("body-temperature", 0.3, 96.8, 98.1),
		flat("body-weight", 1.6, 40, pounds),
	}
	for _, o := range own {
		for i := range out {
			if out[i].analyte == o.analyte {
				out[i] = o
			}
		}
	}
	return out
}
