package terms

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"anamnesis/app/record"
)

func text(s string) record.Concept { return record.Concept{Text: s} }

func TestReadDrug(t *testing.T) {
	known := func(names ...string) (out []Ingredient) {
		for i := 0; i < len(names); i += 2 {
			out = append(out, Ingredient{Name: names[i], Salt: names[i+1], Known: true})
		}
		return out
	}
	for _, c := range []struct {
		name string
		want Drug
	}{
		{"24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet [Glucophage]", Drug{Ingredients: known("metformin", "hydrochloride"), Release: "extended", Form: "tablet", Route: "oral"}},
		{"Amoxicillin 250 MG / Clavulanate 125 MG Oral Tablet", Drug{Ingredients: known("amoxicillin", "", "clavulanic acid", ""), Form: "tablet", Route: "oral"}},
		{"co-amoxiclav 625 mg", Drug{Ingredients: known("amoxicillin", "", "clavulanic acid", "")}},
		{"Метопролол тартарат 50 mg таблетки", Drug{Ingredients: known("metoprolol", "tartrate"), Form: "tablet", Route: "oral"}},
		{"Беталок ЗОК 50 мг", Drug{Ingredients: known("metoprolol", ""), Release: "extended"}},
		{"metoprolol succinate 100 MG 24 HR Extended Release Oral Tablet", Drug{Ingredients: known("metoprolol", "succinate"), Release: "extended", Form: "tablet", Route: "oral"}},
		{"Hydrocortisone 10 MG/ML Topical Cream", Drug{Ingredients: known("hydrocortisone", ""), Form: "cream", Route: "topical"}},
		{"Hydrocortisone 20 MG Oral Tablet", Drug{Ingredients: known("hydrocortisone", ""), Form: "tablet", Route: "oral"}},
		{"sodium valproate 500 mg gastro-resistant tablets", Drug{Ingredients: known("valproic acid", "sodium"), Release: "delayed", Form: "tablet", Route: "oral"}},
		{"NDA020503 200 ACTUAT Albuterol 0.09 MG/ACTUAT Metered Dose Inhaler", Drug{Ingredients: known("salbutamol", ""), Form: "inhaler", Route: "inhaled"}},
		{"Xyzumab 150 MG/ML Injectable Solution", Drug{Ingredients: []Ingredient{{Name: "xyzumab"}}, Form: "injection", Route: "parenteral"}},
		{"insulin human, isophane 70 UNT/ML / Regular Insulin, Human 30 UNT/ML Injectable Suspension [Humulin]", Drug{Ingredients: known("insulin human", "", "insulin isophane", ""), Form: "injection", Route: "parenteral"}},
		{"Acetaminophen 325 MG / Xyzumab 5 MG Oral Tablet", Drug{Ingredients: []Ingredient{{Name: "paracetamol", Known: true}, {Name: "xyzumab"}}, Form: "tablet", Route: "oral"}},
		{"1 ML Xyzumab 40 MG/ML Prefilled Syringe", Drug{Ingredients: []Ingredient{{Name: "xyzumab"}}, Form: "injection", Route: "parenteral"}},
		{"Sodium Chloride 0.9% injectable solution", Drug{Ingredients: known("sodium chloride", ""), Form: "injection", Route: "parenteral"}},
		{"120 ACTUAT mometasone furoate 0.05 MG/ACTUAT Nasal Inhaler [Nasonex]", Drug{Ingredients: known("mometasone", "furoate"), Form: "spray", Route: "nasal"}},
		{"Vicodin", Drug{Ingredients: known("hydrocodone", "", "paracetamol", "")}},
		{"40 MG", Drug{}},
		{"Oral Tablet", Drug{Form: "tablet", Route: "oral"}},
		{"", Drug{}},
	} {
		if diff := cmp.Diff(c.want, ReadDrug(text(c.name))); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestClasses(t *testing.T) {
	for _, c := range []struct {
		concept record.Concept
		want    string
	}{
		{text("Augmentin 1 g"), "penicillin"},
		{text("Allergy to penicillin"), "penicillin"},
		{text("Пеницилин"), "penicillin"},
		{text("Furosemide 40 MG Oral Tablet"), ""},
		{text("Бисептол 480 мг"), "sulfonamide"},
		{text("аспирин"), "nsaid"},
		{record.Concept{Codes: []record.Code{{System: record.SystemATC, Code: "J01CR02"}}}, "penicillin"},
		{record.Concept{Codes: []record.Code{{System: record.SystemSNOMED, Code: "111088007"}}}, "latex"},
		{text("Lisinopril 10 MG Oral Tablet"), "ace-inhibitor"},
		{text("Losartan"), ""},
	} {
		got := ""
		for _, k := range Classes(c.concept) {
			got += k.ID
		}
		if got != c.want {
			t.Errorf("%v: %q, want %q", c.concept, got, c.want)
		}
	}
}

func TestCompareDrugs(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want Match
	}{
		{"Metoprolol tartrate 50 MG Oral Tablet", "Метопролол тартарат 50 mg таблетки", MatchSame},
		{"Metoprolol tartrate 50 MG Oral Tablet", "24 HR metoprolol succinate 50 MG Extended Release Oral Tablet", MatchApart},
		{"Hydrocortisone 10 MG/ML Topical Cream", "Hydrocortisone 20 MG Oral Tablet", MatchApart},
		{"Metformin hydrochloride 500 MG Oral Tablet", "24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet", MatchApart},
		{"Warfarin sodium 5 MG Oral Tablet", "Варфарин 3 mg таблетки", MatchBeside},
		{"Metoprolol", "Metoprolol", MatchBeside},
		{"Metoprolol 50 MG Oral Tablet", "Метопролол 50 mg таблетки", MatchBeside}, // tartrate or succinate?
		{"Perindopril arginine 5 MG Oral Tablet", "Perindopril erbumine 4 MG Oral Tablet", MatchApart},
		{"Metformin 500 MG Oral Tablet", "Метформин 500 mg таблетки", MatchSame},
		{"Xyzumab 150 MG/ML Injection", "Xyzumab 150 MG/ML Injection", MatchSame},
		{"Carvedilol 3.125 MG Oral Tablet", "Карведилол 6.25 mg таблетки", MatchSame},
		{"Amoxicillin 500 MG Oral Capsule", "co-amoxiclav 625 mg tablets", MatchNone},
		{"", "", MatchNone},
	} {
		if got, why := CompareDrugs(ReadDrug(text(c.a)), ReadDrug(text(c.b))); got != c.want {
			t.Errorf("%s and %s: %v (%s), want %v", c.a, c.b, got, why, c.want)
		}
	}
}

func TestEquivalences(t *testing.T) {
	learned := Equivalences{
		{record.SystemSNOMED, "44054006", record.SystemICD10CM, "E11.9", 40},  // residual: never
		{record.SystemSNOMED, "59621000", record.SystemICD10CM, "I10", 3},     // enough
		{record.SystemSNOMED, "195967001", record.SystemICD10CM, "J45.30", 2}, // not enough
		{record.SystemRxNorm, "866924", record.SystemATC, "C07AB02", 30},      // ATC is no product
		{record.SystemLOINC, "2345-7", record.SystemLOINC, "2339-0", 30},      // one system
		{"http://district.example/lab", "GLU", record.SystemLOINC, "2345-7", 9},
	}.Index()
	code := func(system, code string) record.Concept {
		return record.Concept{Codes: []record.Code{{System: system, Code: code}}}
	}
	for _, c := range []struct {
		a, b  record.Concept
		local bool
		want  bool
	}{
		{code(record.SystemSNOMED, "59621000"), code(record.SystemICD10CM, "I10"), false, true},
		{code(record.SystemICD10CM, "I10"), code("urn:oid:2.16.840.1.113883.6.96", "59621000"), false, true},
		{code(record.SystemSNOMED, "44054006"), code(record.SystemICD10CM, "E11.9"), false, false},
		{code(record.SystemICD10CM, "E11.9"), code(record.SystemICD10CM, "E11.9"), false, true},
		{code(record.SystemSNOMED, "195967001"), code(record.SystemICD10CM, "J45.30"), false, false},
		{code(record.SystemRxNorm, "866924"), code(record.SystemATC, "C07AB02"), false, false},
		{code(record.SystemLOINC, "2345-7"), code(record.SystemLOINC, "2339-0"), false, false},
		{code("http://district.example/lab", "GLU"), code(record.SystemLOINC, "2345-7"), false, false},
		{code("http://district.example/lab", "GLU"), code(record.SystemLOINC, "2345-7"), true, true},
		{code("http://district.example/lab", "GLU"), code("http://district.example/lab", "GLU"), false, false},
		{code("http://district.example/lab", "GLU"), code("http://district.example/lab", "GLU"), true, true},
		{record.Concept{}, record.Concept{}, true, false},
	} {
		if got, why := learned.Same(c.a, c.b, c.local); got != c.want || got && why == "" {
			t.Errorf("%v and %v (local %v): %v %q, want %v", c.a, c.b, c.local, got, why, c.want)
		}
	}
}
