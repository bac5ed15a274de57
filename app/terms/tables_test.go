package terms

import (
	"regexp"
	"strings"
	"testing"

	"anamnesis/app/record"
	"anamnesis/assets"
)

func table(t *testing.T, name string, columns ...string) *assets.Table {
	t.Helper()
	out, err := assets.ReadTable(assets.Terms, "terms/"+name, columns...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var atcCode = regexp.MustCompile(`^[A-Z]\d{2}[A-Z]{2}\d{2}$`)

func TestIngredientTable(t *testing.T) {
	owner, codes, classes := map[string]string{}, map[string]string{}, map[string]bool{}
	c := table(t, "classes.tsv", "id")
	for i := range c.Len() {
		classes[c.Cell(i, "id")] = true
	}
	x := table(t, "ingredients.tsv", "name", "other", "bg", "brands", "atc", "classes")
	for i := range x.Len() {
		name := x.Cell(i, "name")
		if NormalText(name) == "" || strings.ToLower(name) != name {
			t.Errorf("%s: name %q", x.At(i), name)
		}
		names := []string{name}
		for _, column := range []string{"other", "bg", "brands"} {
			names = append(names, x.List(i, column)...)
		}
		for _, n := range names {
			key := NormalText(n)
			if o, taken := owner[key]; taken {
				t.Errorf("%s: %q already names %s", x.At(i), n, o)
			}
			owner[key] = name
		}
		for _, a := range x.List(i, "atc") {
			if !atcCode.MatchString(a) && a != "B03AC" {
				t.Errorf("%s: %q is not an ATC code of level 5", x.At(i), a)
			}
			if o, taken := codes[a]; taken {
				t.Errorf("%s: %s already means %s", x.At(i), a, o)
			}
			codes[a] = name
		}
		for _, k := range x.List(i, "classes") {
			if !classes[k] {
				t.Errorf("%s: no class %q", x.At(i), k)
			}
		}
	}
	m := table(t, "combinations.tsv", "ingredients", "atc", "names")
	for i := range m.Len() {
		parts := m.List(i, "ingredients")
		if len(parts) < 2 {
			t.Errorf("%s: %d ingredients", m.At(i), len(parts))
		}
		for _, p := range parts {
			if owner[NormalText(p)] != p {
				t.Errorf("%s: %q is not in the table of ingredients", m.At(i), p)
			}
		}
		for _, n := range m.List(i, "names") {
			if o, taken := owner[NormalText(n)]; taken {
				t.Errorf("%s: %q already names %s", m.At(i), n, o)
			}
			owner[NormalText(n)] = strings.Join(parts, "+")
		}
		for _, a := range m.List(i, "atc") {
			if !atcCode.MatchString(a) {
				t.Errorf("%s: %q is not an ATC code of level 5", m.At(i), a)
			}
			if o, taken := codes[a]; taken {
				t.Errorf("%s: %s already means %s", m.At(i), a, o)
			}
			codes[a] = strings.Join(parts, "+")
		}
	}
}

// TestClassesAgreeWithATC: the class that the table gives an ingredient is the one of its ATC codes, and the other way
// round, so that a drug coded in ATC and the same drug named in words warn alike.
func TestClassesAgreeWithATC(t *testing.T) {
	x := table(t, "ingredients.tsv", "name", "atc", "classes")
	for i := range x.Len() {
		name, byName := x.Cell(i, "name"), x.List(i, "classes")
		for _, a := range x.List(i, "atc") {
			for _, k := range Classes(record.Concept{Codes: []record.Code{{System: record.SystemATC, Code: a}}}) {
				if !contains(byName, k.ID) {
					t.Errorf("%s: %s is among the %s, the ingredient is not", name, a, k.Name)
				}
			}
		}
		for _, want := range byName {
			var got []string
			for _, k := range Classes(text(name)) {
				got = append(got, k.ID)
			}
			if !contains(got, want) {
				t.Errorf("%s: classes %v, want %s", name, got, want)
			}
		}
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func TestSmallTables(t *testing.T) {
	tall := table(t, "tall-man.tsv", "name", "tall")
	for i := range tall.Len() {
		if n, w := tall.Cell(i, "name"), tall.Cell(i, "tall"); strings.ToLower(w) != n || w == n {
			t.Errorf("%s: %q for %q", tall.At(i), w, n)
		}
	}
	none := table(t, "no-known.tsv", "system", "code", "scope", "says", "text")
	for i := range none.Len() {
		if s := none.Cell(i, "says"); s != "none" && s != "nothing" {
			t.Errorf("%s: says %q", none.At(i), s)
		}
		switch Scope(none.Cell(i, "scope")) {
		case ScopeAnyAllergy, ScopeMedication, ScopeFood, ScopeEnvironment, ScopeLatex, ScopeProblems, ScopeDrugs, ScopeVaccines, ScopeProcedures, ScopeDevices:
		default:
			t.Errorf("%s: scope %q", none.At(i), none.Cell(i, "scope"))
		}
	}
	forms := table(t, "forms.tsv", "words", "form", "route")
	for i := range forms.Len() {
		d := readWords(NormalText(forms.Cell(i, "words")))
		if d.Form != forms.Cell(i, "form") || d.Route != forms.Cell(i, "route") {
			t.Errorf("%s: %q is read as %q, %q; an earlier row hides it", forms.At(i), forms.Cell(i, "words"), d.Form, d.Route)
		}
	}
	releases := table(t, "releases.tsv", "words", "release")
	for i := range releases.Len() {
		if d := readWords(NormalText(releases.Cell(i, "words"))); d.Release != releases.Cell(i, "release") {
			t.Errorf("%s: read as %q", releases.At(i), d.Release)
		}
	}
	apart := table(t, "salts-apart.tsv", "ingredient", "why")
	for i := range apart.Len() {
		if n := apart.Cell(i, "ingredient"); len(drugs().names[NormalText(n)]) != 1 || apart.Cell(i, "why") == "" {
			t.Errorf("%s: %q is no ingredient, or no reason stands beside it", apart.At(i), n)
		}
	}
	snomed := map[string]string{}
	for _, name := range []string{"classes.tsv", "chronic.tsv", "routes.tsv"} {
		x := table(t, name, "snomed")
		for i := range x.Len() {
			for _, c := range x.List(i, "snomed") {
				if !verhoeff(c) {
					t.Errorf("%s: %s is not a SNOMED CT code", x.At(i), c)
				}
				if o, taken := snomed[c]; taken {
					t.Errorf("%s: %s stands at %s too", x.At(i), c, o)
				}
				snomed[c] = x.At(i)
			}
		}
	}
}

// verhoeff checks the check digit of a SNOMED CT identifier.
func verhoeff(code string) bool {
	d := [10][10]int{}
	for i := range 10 {
		for j := range 10 {
			switch {
			case i < 5 && j < 5:
				d[i][j] = (i + j) % 5
			case i < 5:
				d[i][j] = (i+j-5)%5 + 5
			case j < 5:
				d[i][j] = (i-5-j+5)%5 + 5
			default:
				d[i][j] = (i - j + 5) % 5
			}
		}
	}
	p := [8][10]int{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4}}
	for i := 2; i < 8; i++ {
		for j := range 10 {
			p[i][j] = p[i-1][p[1][j]]
		}
	}
	c := 0
	for i := range len(code) {
		n := int(code[len(code)-1-i] - '0')
		if n < 0 || n > 9 {
			return false
		}
		c = d[c][p[i%8][n]]
	}
	return c == 0
}

func TestNoKnown(t *testing.T) {
	coded := func(code, display string) record.Concept {
		return record.Concept{Codes: []record.Code{{System: record.SystemSNOMED, Code: code, Display: display}}}
	}
	for _, c := range []struct {
		concept record.Concept
		scope   Scope
		known   bool
		ok      bool
	}{
		{coded("716186003", "No known allergy"), ScopeAnyAllergy, true, true},
		{coded("409137002", ""), ScopeMedication, true, true},
		{text("NKDA"), ScopeMedication, true, true},
		{text("No Known Allergies."), ScopeAnyAllergy, true, true},
		{text("Няма известни алергии"), ScopeAnyAllergy, true, true},
		{record.Concept{Codes: []record.Code{{System: "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips", Code: "no-allergy-info"}}}, ScopeAnyAllergy, false, true},
		{record.Concept{Codes: []record.Code{{System: "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips", Code: "no-known-medications"}}}, ScopeDrugs, true, true},
		{text("Penicillin"), "", false, false},
		{text("No known allergies except penicillin"), "", false, false},
		{text(""), "", false, false},
		{coded("91936005", "Allergy to penicillin"), "", false, false},
	} {
		got, ok := NoKnown(c.concept)
		if ok != c.ok || got.Scope != c.scope || got.Known != c.known {
			t.Errorf("%v: %v %v, want %v %v", c.concept, got, ok, c.scope, c.known)
		}
	}
}

func TestChronicAndResidual(t *testing.T) {
	icd := func(code string) record.Concept {
		return record.Concept{Codes: []record.Code{{System: record.SystemICD10CM, Code: code}}}
	}
	for _, c := range []struct {
		concept record.Concept
		want    bool
	}{
		{icd("E11.9"), true}, {icd("I10"), true}, {icd("J18.9"), false}, {icd("K90.0"), true}, {icd("K90.1"), false}, {icd("S52.5"), false}, {icd("E1"), false},
		{text("Артериална хипертония"), true}, {text("Pneumonia"), false}, {text("Crohn's disease"), true}, {text("Type 2 diabetes mellitus"), true}, {text(""), false},
		{record.Concept{Codes: []record.Code{{System: record.SystemSNOMED, Code: "195967001"}}}, true},
		{record.Concept{Codes: []record.Code{{System: record.SystemSNOMED, Code: "233604007"}}}, false},
	} {
		if got := Chronic(c.concept); got != c.want {
			t.Errorf("%v: %v", c.concept, got)
		}
	}
	for code, want := range map[string]bool{"E11.9": true, "E11.8": true, "J45.909": true, "K76.89": true, "I10": false, "J45.30": false, "E11": false, "I25.10": false} {
		if got := Residual(record.Code{System: record.SystemICD10CM, Code: code}); got != want {
			t.Errorf("%s: %v", code, got)
		}
	}
	if Residual(record.Code{System: record.SystemSNOMED, Code: "44054006.9"}) {
		t.Error("only ICD has residual classes")
	}
}

func TestTexts(t *testing.T) {
	for a, b := range map[string]string{
		"  Crohn's  Disease ": "crohns disease", "Naïve, 'ÉTÉ'": "naive ete", "Йордан": "йордан", "БЕТА-блокер": "бета блокер", "α1": "α1", "50%": "50%", "": "", "—": "",
	} {
		if got := NormalText(a); got != b {
			t.Errorf("%q is %q, want %q", a, got, b)
		}
	}
	for a, b := range map[string]string{
		"prednisone 5 mg": "predniSONE 5 mg", "PREDNISOLONE": "prednisoLONE", "Warfarin": "Warfarin", "": "", "hydrOXYzine/hydrALAZINE": "hydrOXYzine/hydrALAZINE", "Метформин": "Метформин",
	} {
		if got := TallMan(a); got != b {
			t.Errorf("%q is %q, want %q", a, got, b)
		}
	}
	for url, want := range map[string]string{
		record.SystemLOINC: "LOINC", "urn:oid:2.16.840.1.113883.6.96": "SNOMED CT", "http://snomed.info/sct/": "SNOMED CT", "http://snomed.info/sct|http://snomed.info/sct/900000000000207008": "SNOMED CT",
		"https://district.example/lab-codes": "lab-codes", "urn:oid:1.2.3": "local codes", "": "no system", "http://hl7.org/fhir/sid/icd-10-cm": "ICD-10-CM",
	} {
		if got := SystemName(url); got != want {
			t.Errorf("%s is %q, want %q", url, got, want)
		}
	}
	for _, hl7 := range []string{"http://terminology.hl7.org/CodeSystem/v3-RoleCode", "http://hl7.org/fhir/v3/RoleCode", "https://www.cms.gov/Medicare/Coding/ICD10"} {
		if !Shared(hl7) {
			t.Errorf("%s is local", hl7)
		}
	}
	if Shared("https://district.example/lab-codes") || !Shared("urn:oid:2.16.840.1.113883.6.1") || Shared("") {
		t.Error("local and shared systems are confused")
	}
	for _, c := range []struct {
		concept record.Concept
		want    string
	}{{text("By mouth"), "oral"}, {text("подкожно"), "parenteral"}, {text("PO"), "oral"}, {text("somewhere"), ""}, {record.Concept{Codes: []record.Code{{System: record.SystemSNOMED, Code: "26643006"}}}, "oral"}} {
		if got := Route(c.concept); got != c.want {
			t.Errorf("%v: %q, want %q", c.concept, got, c.want)
		}
	}
	if got := Form(text("филмирани таблетки")); got != "tablet" {
		t.Error(got)
	}
}
