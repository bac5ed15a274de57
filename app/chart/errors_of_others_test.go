package chart

import (
	"slices"
	"strings"
	"testing"

	"anamnesis/app/record"
)

// The known errors of other systems, each a test here.

// E1: duplicates sought before units are normalised: 37 Cel and 98.6 [degF] never meet.
func TestE1UnitsAreNormalisedBeforeDuplicatesAreSought(t *testing.T) {
	c := build(lab("A:Observation/1", temperature, "37.0", "Cel", T1), lab("B:Observation/2", temperature, "98.6", "[degF]", T1))
	if !c.one("A:Observation/1", "B:Observation/2") {
		t.Error("one temperature in two units is two entries")
	}
}

// E2: mg/mL relabelled mg/dL with the number unchanged.
func TestE2MilligramPerMillilitreIsConverted(t *testing.T) {
	in := inputs(lab("A:Observation/1", glucoseMass, "0.99", "mg/mL", T1))
	in.Preferences.Units = UnitsConventional
	e := Build(in).entryOf("A:Observation/1")
	if e.Value.Number != "99" || e.Value.Unit != "mg/dL" {
		t.Errorf("shown as %s %s", e.Value.Number, e.Value.Unit)
	}
	if raw := e.Evidence[0].Value; raw.Number != "0.99" || raw.Unit != "mg/mL" {
		t.Errorf("the original is gone: %+v", raw)
	}
}

// E3: final outranks amended; entered-in-error merged with final comes out final.
func TestE3ACorrectionOutranksFinalAndAnErrorIsNoValue(t *testing.T) {
	id := identifier("urn:accession", "L-1")
	for _, amended := range []string{"amended", "corrected", "appended"} {
		c := build(
			lab("A:Observation/1", potassium, "6.9", "mmol/L", T1, id, status("final"), interpreted("HH"), func(f *record.Fact) { f.LastUpdated = at("2026-10-01T00:00:00Z") }),
			lab("B:Observation/2", potassium, "4.1", "mmol/L", T1, id, status(amended), interpreted("N")))
		e := c.entryOf("A:Observation/1")
		if !c.one("A:Observation/1", "B:Observation/2") || e.Value.Number != "4.1" || e.has(FlagCritical) || e.Evidence[0].Role != roleSuperseded {
			t.Errorf("%s: %+v %v %s", amended, e.Value, e.Flags, e.Evidence[0].Role)
		}
		wantKinds(t, c)
	}
	c := build(
		lab("A:Observation/1", potassium, "6.9", "mmol/L", T1, status("entered-in-error"), interpreted("HH")),
		lab("B:Observation/2", potassium, "6.9", "mmol/L", T1, status("final"), interpreted("HH"), origin("https://a.example/fhir/Observation/1")))
	e := c.entryOf("B:Observation/2")
	if e.Value != nil || e.Status != "entered-in-error" || e.has(FlagCritical) || !e.has(FlagRetracted) || c.seriesOf("potassium") != nil {
		t.Errorf("%+v", e)
	}
	last := e.Evidence[1].Steps[len(e.Evidence[1].Steps)-1]
	if e.Evidence[1].Role != roleRetracted || !strings.HasPrefix(last, "Withdrawn at its origin") {
		t.Errorf("%s: %q", e.Evidence[1].Role, last)
	}
	if c.Ledger.Retracted != 2 {
		t.Errorf("ledger %+v", c.Ledger)
	}
}

// E4: an Observation without value[x] deleted: blood pressure lives in component, valueBoolean may be false, an integer 0.
func TestE4NoValueZeroAndFalseAreKept(t *testing.T) {
	value := func(k record.ValueKind, s string) edit {
		return func(f *record.Fact) {
			f.Observation = &record.Observation{Value: record.Value{Kind: k, Text: s}}
		}
	}
	c := build(
		fact("A:Observation/1", record.KindVital, code(loinc(pressurePanel, "Blood pressure")), start(T1), component(systolic, "142", "mm[Hg]"), component(diastolic, "91", "mm[Hg]")),
		fact("A:Observation/2", record.KindResult, text("Lives alone"), start(T1), value(record.ValueBoolean, "false")),
		fact("A:Observation/3", record.KindResult, text("Falls"), start(T1), value(record.ValueInteger, "0")),
		fact("A:Observation/4", record.KindResult, text("Potassium"), start(T1), func(f *record.Fact) {
			f.Observation = &record.Observation{AbsentReason: record.Concept{Text: "haemolysed"}}
		}))
	for name, want := range map[string]string{"A:Observation/1": "142/91 mm Hg", "A:Observation/2": "false", "A:Observation/3": "0", "A:Observation/4": "no value: haemolysed"} {
		if e := c.entryOf(name); e == nil || e.Value == nil || strings.ReplaceAll(e.Value.Text, "mmHg", "mm Hg") != want {
			t.Errorf("%s: %+v, want %q", name, e, want)
		}
	}
	if s := c.seriesOf("systolic-pressure"); s == nil || s.Points[0].Number != "142" {
		t.Errorf("the panel is in no series: %+v", c.Series)
	}
}

// E5: "no known allergies" deleted when any allergy exists, so the contradiction vanishes.
func TestE5NoKnownAllergyStaysBesideTheAllergy(t *testing.T) {
	c := build(allergy("A:AllergyIntolerance/1", record.Concept{Text: "Penicillin"}, category("medication"), recorded("2015-01-01")),
		allergy("B:AllergyIntolerance/2", record.Concept{Text: "No known allergies"}, denies("any"), recorded("2020-01-01")))
	wantKinds(t, c, ConflictAllergyNone)
	g := c.group("allergies")
	if g.rowOf(c.entryOf("A:AllergyIntolerance/1")) == nil || g.rowOf(c.entryOf("B:AllergyIntolerance/2")) == nil {
		t.Errorf("%+v", g)
	}
}

// E6: an undated record used as a wild card that matches any date.
func TestE6AnUndatedRecordIsNoWildCard(t *testing.T) {
	appendectomy := snomed("80146002", "Appendectomy")
	c := build(fact("A:Procedure/1", record.KindProcedure, code(appendectomy), start("2011-05-02")),
		fact("B:Procedure/2", record.KindProcedure, code(appendectomy)),
		lab("A:Observation/1", potassium, "4.1", "mmol/L", T1), lab("B:Observation/2", potassium, "4.1", "mmol/L", ""))
	if c.one("A:Procedure/1", "B:Procedure/2") || c.one("A:Observation/1", "B:Observation/2") {
		t.Error("a missing date matched")
	}
	if e := c.entryOf("B:Observation/2"); !e.has(FlagUncertainTime) || len(c.seriesOf("potassium").Points) != 1 {
		t.Errorf("%v, series %+v", e.Flags, c.seriesOf("potassium"))
	}
}

// E7: same-day equal readings merged though they are two readings.
func TestE7TwoEqualReadingsOfOneDayAreTwo(t *testing.T) {
	c := build(lab("A:Observation/1", glucoseMass, "99", "mg/dL", T1), lab("A:Observation/2", glucoseMass, "99", "mg/dL", T2),
		lab("B:Observation/3", glucoseMass, "99", "mg/dL", "2026-03-01"))
	if len(c.Entries) != 3 || len(c.seriesOf("glucose").Points) != 3 {
		t.Errorf("%d entries, %d points: a date that fits two readings joins neither", len(c.Entries), len(c.seriesOf("glucose").Points))
	}
}

// E8: drugs without a name all merged into one, because the key is empty.
func TestE8NamelessDrugsStayApart(t *testing.T) {
	nameless := func(n string) record.Fact {
		return fact(n, record.KindMedication, status("active"), start("2026-01-01"), func(f *record.Fact) {
			f.Medication = &record.Medication{Role: record.RoleStatement}
		})
	}
	c := build(nameless("A:MedicationStatement/1"), nameless("A:MedicationStatement/2"), nameless("B:MedicationStatement/3"))
	if len(c.Entries) != 3 {
		t.Errorf("%d entries, want 3", len(c.Entries))
	}
	wantKinds(t, c)
}

// E9: AllergyIntolerance.code never read; documents never compared.
func TestE9AllergyCodesAreReadAndDocumentsCompared(t *testing.T) {
	letter := func(name, title string) record.Fact {
		return fact(name, record.KindDocument, func(f *record.Fact) {
			f.Document = &record.Document{Title: title, Attachments: []record.Attachment{{Hash: "ab12"}}}
		})
	}
	c := build(allergy("A:AllergyIntolerance/1", concepts(record.Code{System: record.SystemSNOMED, Code: "91936005"})),
		allergy("B:AllergyIntolerance/2", concepts(record.Code{System: record.SystemSNOMED, Code: "91936005", Display: "Allergy to penicillin"})),
		letter("A:DocumentReference/3", "Letter"), letter("B:DocumentReference/4", "Писмо"))
	if !c.one("A:AllergyIntolerance/1", "B:AllergyIntolerance/2") || !c.one("A:DocumentReference/3", "B:DocumentReference/4") {
		t.Error("one allergy or one letter is two entries")
	}
}

// E10: scalars "last writer wins", the losing value kept nowhere.
func TestE10NoValueIsLost(t *testing.T) {
	c := build(patient("A", record.Patient{BirthDate: at("1948-12-07"), Gender: "male", Names: []record.Name{{Family: "Petrov", Given: []string{"Georgi"}}}}),
		patient("B", record.Patient{BirthDate: at("1948-07-12"), Gender: "female", Names: []record.Name{{Family: "Петров", Given: []string{"Георги"}}}}))
	var says []string
	for _, x := range c.Conflicts {
		for _, s := range x.Sides {
			says = append(says, s.Source+" "+s.Says)
		}
	}
	for _, want := range []string{"A birth date 1948-12-07", "B birth date 1948-07-12", "A administrative gender male", "B administrative gender female"} {
		if !slices.Contains(says, want) {
			t.Errorf("%q is kept nowhere: %v", want, says)
		}
	}
	if !slices.Contains(c.Person.OtherNames, "Петров, Георги") {
		t.Errorf("the other name is lost: %v", c.Person.OtherNames)
	}
}
