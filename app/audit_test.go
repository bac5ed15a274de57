package app

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/google/fhir/go/fhirversion"
	"github.com/google/fhir/go/jsonformat"
	rpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/bundle_and_contained_resource_go_proto"
)

// One search is one row, however it is typed.
func TestTypingIsOneSearch(t *testing.T) {
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	type key struct {
		text  string
		after time.Duration
	}
	for _, tt := range []struct {
		name string
		keys []key
		rows int
	}{
		{"letter by letter", []key{{"i", 0}, {"iv", 0}, {"iva", 0}, {"ivan", time.Second}}, 1},
		{"corrected", []key{{"iva", 0}, {"iv", 0}, {"ivo", 0}}, 1},
		{"case and blanks", []key{{"Iva", 0}, {"iva ", 0}, {"IVA n", 0}}, 1},
		{"cleared in between", []key{{"iva", 0}, {"", 0}, {"iva", 0}}, 2},
		{"another name at once", []key{{"iva", 0}, {"pet", 0}}, 2},
		{"after a rest", []key{{"iva", 0}, {"ivan", 2 * time.Minute}}, 2},
		{"nothing", []key{{"", 0}, {" ", 0}}, 0},
	} {
		var s typing
		at, rows := now, 0
		for _, k := range tt.keys {
			at = at.Add(k.after)
			if !s.goesOn(k.text, at) {
				rows++
			}
		}
		if rows != tt.rows {
			t.Errorf("%s: %d rows, want %d", tt.name, rows, tt.rows)
		}
	}
}

// An independent reader of FHIR R4 takes every action's AuditEvent.
func TestAuditEventsAreFHIR(t *testing.T) {
	read, err := jsonformat.NewUnmarshaller("UTC", fhirversion.R4)
	if err != nil {
		t.Fatal(err)
	}
	actions := []AuditAction{"of a newer program"}
	for a := range auditKinds {
		actions = append(actions, a)
	}
	slices.Sort(actions)
	for i, action := range actions {
		for _, e := range []AuditEvent{
			{Action: action, Profile: "nurse", View: "window"},
			{Action: action, Profile: "nurse", Person: "R4ND0M", Source: "Riverside", View: "window", Reason: "called back", Detail: "csv"},
			{Action: action, Profile: "nurse", Detail: "everyone in the cache"},
		} {
			e.At = time.Date(2026, 11, 20, 9, 0, 0, 0, time.FixedZone("", 7200))
			row := AuditRow{Sequence: int64(i + 1), AuditEvent: e, Hash: "00ff"}
			b, err := json.Marshal(row.fhir())
			if err != nil {
				t.Fatal(err)
			}
			m, err := read.Unmarshal(b)
			if err != nil {
				t.Errorf("%s: %v\n%s", action, err, b)
				continue
			}
			got := m.(*rpb.ContainedResource).GetAuditEvent()
			if want := row.At.UnixMicro(); got.GetRecorded().GetValueUs() != want || len(got.GetAgent()) != 1 || !got.GetAgent()[0].GetRequestor().GetValue() {
				t.Errorf("%s: read as %v", action, got)
			}
		}
	}
}
