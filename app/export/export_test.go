package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"anamnesis/app/chart"
	"anamnesis/app/record"
)

func TestCSV(t *testing.T) {
	c := &chart.Chart{Entries: []chart.Entry{
		{ID: "1", Kind: record.KindResult, Title: "=cmd()", Value: &chart.Value{Text: "1.00 mmol/L", Number: "1.00", Unit: "mmol/L"},
			Evidence: []chart.Evidence{{Source: "A"}, {Source: "B"}, {Source: "A"}}},
		{ID: "2", Kind: record.KindResult, Title: "Base excess", Value: &chart.Value{Text: "-2.0 mmol/L", Number: "-2.0"}},
		{ID: "3", Kind: record.KindResult, Title: "Restricted entry", Flags: []chart.Flag{chart.FlagRestricted}},
	}}
	for _, tt := range []struct {
		restricted bool
		rows       int
	}{{false, 3}, {true, 4}} {
		var b bytes.Buffer
		if err := CSV(&b, c, tt.restricted); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&b).ReadAll()
		if err != nil || len(rows) != tt.rows {
			t.Fatalf("%d rows (%v), want %d", len(rows), err, tt.rows)
		}
		for _, want := range []struct{ column, cell string }{{"title", "'=cmd()"}, {"number", "1.00"}, {"sources", "A; B"}} {
			if got := rows[1][index(rows[0], want.column)]; got != want.cell {
				t.Errorf("%s is %q, want %q", want.column, got, want.cell)
			}
		}
		if got := rows[2][index(rows[0], "number")]; got != "-2.0" {
			t.Errorf("a negative number became %q", got)
		}
	}
}

func index(header []string, name string) int {
	for i, h := range header {
		if h == name {
			return i
		}
	}
	return -1
}

func TestBundleKeepsTheBytes(t *testing.T) {
	held := map[string]string{
		"Observation/1": `{"resourceType":"Observation","id":"1","valueQuantity":{"value":1.00}}`,
		"Observation/2": `{"resourceType":`,
		"Patient/p":     "\n" + `{"resourceType":"Patient","id":"p"}` + "\n",
	}
	refs := []record.Ref{{Source: "St. Anna", Type: "Patient", ID: "p"}, {Source: "St. Anna", Type: "Observation", ID: "2"}, {Source: "St. Anna", Type: "Observation", ID: "1"}}
	var b bytes.Buffer
	unreadable, err := Bundle(&b, refs, func(r record.Ref) ([]byte, error) { return []byte(held[r.Local()]), nil })
	if err != nil || unreadable != 1 {
		t.Fatal(unreadable, err)
	}
	var doc struct {
		Entry []struct {
			FullURL  string `json:"fullUrl"`
			Resource json.RawMessage
		}
	}
	if err := json.Unmarshal(b.Bytes(), &doc); err != nil || len(doc.Entry) != 2 {
		t.Fatal(err, b.String())
	}
	if string(doc.Entry[1].Resource) != held["Observation/1"] || !strings.HasSuffix(doc.Entry[1].FullURL, "/St.%20Anna/Observation/1") {
		t.Errorf("%s %s", doc.Entry[1].FullURL, doc.Entry[1].Resource)
	}
	if _, err := Bundle(&b, refs, func(record.Ref) ([]byte, error) { return nil, errors.New("gone") }); err == nil {
		t.Error("a resource that cannot be had was passed over")
	}
}
