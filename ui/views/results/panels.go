package results

// panels are the groups in which analytes are read, in the order in which clinicians read them.
var panels = []struct {
	title    string
	analytes []string
}{
	{"Kidney and electrolytes", []string{"creatinine", "egfr-ckd-epi-2021", "egfr-ckd-epi-2009", "egfr-mdrd", "egfr", "urea", "sodium", "potassium", "chloride",
		"bicarbonate", "carbon-dioxide-total", "calcium-total", "calcium-ionised", "phosphate", "magnesium", "urate", "albumin-creatinine-ratio"}},
	{"Glucose", []string{"glucose", "glucose-fasting", "hba1c"}},
	{"Blood count", []string{"haemoglobin", "haematocrit", "erythrocytes", "mcv", "mch", "mchc", "rdw", "leukocytes", "neutrophils", "lymphocytes",
		"monocytes", "eosinophils", "basophils", "platelets"}},
	{"Liver and proteins", []string{"bilirubin-total", "bilirubin-direct", "alanine-aminotransferase", "aspartate-aminotransferase", "alkaline-phosphatase",
		"gamma-glutamyltransferase", "albumin", "protein-total"}},
	{"Lipids", []string{"cholesterol-total", "ldl-cholesterol", "hdl-cholesterol", "triglyceride"}},
	{"Thyroid", []string{"tsh", "thyroxine-free", "triiodothyronine-free"}},
	{"Coagulation", []string{"inr", "prothrombin-time", "aptt", "fibrinogen", "d-dimer"}},
	{"Heart and inflammation", []string{"troponin-i", "troponin-t", "nt-probnp", "bnp", "creatine-kinase", "c-reactive-protein", "esr", "ferritin"}},
	{"Vital signs", []string{"body-weight", "body-height", "bmi", "systolic-pressure", "diastolic-pressure", "heart-rate", "respiratory-rate",
		"body-temperature", "oxygen-saturation"}},
}

// place returns where an analyte stands: its panel and its place in it; the last panel for what is in none.
func place(analyte string) (panel, at int) {
	for p := range panels {
		for i, a := range panels[p].analytes {
			if a == analyte {
				return p, i
			}
		}
	}
	return len(panels), 0
}
