package engine_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/sync/fhirtest"
)

func TestFind(t *testing.T) {
	w := newWorld(t)
	for i := range 30 {
		w.put(`{"resourceType":"Patient","id":"x%02d","name":[{"family":"Смит","given":["Димитър"]}],"birthDate":"19%02d-01-01"}`, i, 40+i)
	}
	for _, c := range []struct {
		name  string
		query app.Query
		want  []string // ids; "*30" for so many
	}{
		{"an identifier", app.Query{Text: "A-17"}, []string{"p"}},
		{"a system and an identifier", app.Query{Text: "urn:mrn|B-18"}, []string{"other"}},
		{"an exact identifier", app.Query{Identifier: record.Identifier{System: "urn:mrn", Value: "A-17"}}, []string{"p"}},
		{"an identifier of another system", app.Query{Identifier: record.Identifier{System: "urn:ssn", Value: "A-17"}}, nil},
		{"a family name", app.Query{Text: "petrov"}, []string{"other"}},
		{"both names", app.Query{Text: "Ivan Petrov"}, []string{"other"}},
		{"both names, one wrong", app.Query{Text: "Ivana Petrov"}, nil},
		{"Latin for Cyrillic", app.Query{Text: "Maria Ivanova"}, []string{"p"}},
		{"Cyrillic for Latin", app.Query{Text: "Петров"}, []string{"other"}},
		{"a hard sign", app.Query{Text: "Dimitar Smit"}, []string{"*30"}},
		{"a birth date", app.Query{Text: "1958-03-04"}, []string{"p"}},
		{"a birth date as it is spoken", app.Query{Text: "4.3.1958"}, []string{"p"}},
		{"a name and a year", app.Query{Text: "Ivanova 1958"}, []string{"p"}},
		{"a name and another year", app.Query{Text: "Ivanova 1959"}, nil},
		{"fields", app.Query{Family: "Иванова", BirthDate: "1958-03-04"}, []string{"p"}},
		{"fields in the other script", app.Query{Family: "Ivanova", Given: "Maria", BirthDate: "1958-03-04"}, []string{"p"}},
		{"a logical id", app.Query{Text: "x07"}, []string{"x07"}},
		{"everyone", app.Query{}, []string{"*32"}},
		{"everyone, bounded", app.Query{Limit: 5}, []string{"*5"}},
		{"nobody", app.Query{Text: "Zzyzx"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			facts, err := w.engine.Find(t.Context(), w.source, c.query)
			if err != nil {
				t.Fatal(err)
			}
			var ids []string
			for _, f := range facts {
				if f.Patient == nil || f.Ref.Source != "Riverside" {
					t.Errorf("no Patient fact: %+v", f)
				}
				ids = append(ids, f.Ref.ID)
			}
			if len(c.want) == 1 && strings.HasPrefix(c.want[0], "*") {
				if fmt.Sprintf("*%d", len(ids)) != c.want[0] {
					t.Errorf("%d found, want %s", len(ids), c.want[0])
				}
				return
			}
			if !slices.Equal(ids, c.want) {
				t.Errorf("found %v, want %v", ids, c.want)
			}
		})
	}
}

func TestFindWhereAWayOfAskingIsRefused(t *testing.T) {
	w := newWorld(t)
	w.server.Order(fhirtest.Fault{When: fhirtest.Match{Type: "Patient", Param: "_id"}, Do: fhirtest.Status(400, "")})
	facts, err := w.engine.Find(t.Context(), w.source, app.Query{Text: "A-17"})
	if err != nil || len(facts) != 1 {
		t.Errorf("%d found, %v", len(facts), err)
	}
	w.server.Order(fhirtest.Fault{When: fhirtest.Match{Type: "Patient"}, Do: fhirtest.Refuse(401, "")})
	if _, err = w.engine.Find(t.Context(), w.source, app.Query{Text: "A-17"}); err == nil || !strings.Contains(err.Error(), "Log in") {
		t.Errorf("%v", err)
	}
}

func TestTest(t *testing.T) {
	w := newWorld(t)
	got, err := w.engine.Test(t.Context(), w.source)
	if err != nil {
		t.Fatal(err)
	}
	if got.Name != "Riverside" || got.URL != w.source.URL || got.FHIRVersion != "4.0" || got.Types < 60 ||
		!slices.Contains(got.Notes, "It answers a search for patients.") {
		t.Errorf("%+v", got)
	}
	w.server.Order(fhirtest.Fault{When: fhirtest.Match{Type: "Patient"}, Do: fhirtest.Refuse(401, "")})
	if got, err = w.engine.Test(t.Context(), w.source); err != nil || !strings.Contains(strings.Join(got.Notes, " "), "Log in to the source") {
		t.Errorf("%v, %+v", err, got)
	}
	w.server.Order(fhirtest.Fault{When: fhirtest.Match{Type: "Patient"}, Do: fhirtest.HTML()})
	w.server.Clear()
	w.server.Order(fhirtest.Fault{When: fhirtest.Match{Type: "Patient"}, Do: fhirtest.HTML()})
	if _, err = w.engine.Test(t.Context(), w.source); err == nil || !strings.Contains(err.Error(), "web page") {
		t.Errorf("%v", err)
	}
}
