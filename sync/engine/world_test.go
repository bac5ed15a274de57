package engine_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/sync/endpoint"
	"anamnesis/sync/engine"
	"anamnesis/sync/fhirserve"
	"anamnesis/sync/fhirtest"
)

// many is how many observations the patient of the tests has: more than three pages.
const (
	many = 130
	page = 40
)

// hospital is a small hospital with two patients: p, who is gathered, and other, who must not be.
func hospital(t *testing.T) *fhirserve.Dataset {
	t.Helper()
	var raws [][]byte
	add := func(format string, args ...any) { raws = append(raws, fmt.Appendf(nil, format, args...)) }
	add(`{"resourceType":"Patient","id":"p","identifier":[{"system":"urn:mrn","value":"A-17"}],"name":[{"family":"Иванова","given":["Мария"]}],"birthDate":"1958-03-04","gender":"female","managingOrganization":{"reference":"Organization/o"}}`)
	add(`{"resourceType":"Patient","id":"other","identifier":[{"system":"urn:mrn","value":"B-18"}],"name":[{"family":"Petrov","given":["Ivan"]}],"birthDate":"1961-07-08","gender":"male"}`)
	add(`{"resourceType":"Organization","id":"o","name":"Clinic","partOf":{"reference":"Organization/parent"}}`)
	add(`{"resourceType":"Organization","id":"parent","name":"Trust"}`)
	add(`{"resourceType":"Practitioner","id":"d","name":[{"family":"House"}]}`)
	add(`{"resourceType":"Medication","id":"m","code":{"text":"Warfarin 5 mg tablet"}}`)
	for _, p := range []string{"p", "other"} {
		add(`{"resourceType":"AllergyIntolerance","id":"a-%[1]s","patient":{"reference":"Patient/%[1]s"},"code":{"text":"Penicillin"}}`, p)
		add(`{"resourceType":"Condition","id":"c-%[1]s","subject":{"reference":"Patient/%[1]s"},"code":{"text":"Asthma"},"asserter":{"reference":"Practitioner/d"}}`, p)
		add(`{"resourceType":"MedicationRequest","id":"r-%[1]s","status":"active","intent":"order","subject":{"reference":"Patient/%[1]s"},"medicationReference":{"reference":"Medication/m"}}`, p)
		add(`{"resourceType":"Flag","id":"f-%[1]s","status":"active","subject":{"reference":"Patient/%[1]s"},"code":{"text":"Fall risk"}}`, p)
	}
	for i := range many {
		add(`{"resourceType":"Observation","id":"o%04d","status":"final","subject":{"reference":"Patient/p"},"effectiveDateTime":"2020-01-%02dT10:%02d:00Z","code":{"text":"Pulse"},"valueQuantity":{"value":%d.0,"unit":"/min"}}`,
			i, 1+i%28, i%60, 50+i%40)
	}
	for i := range 3 {
		add(`{"resourceType":"Encounter","id":"e%d","status":"finished","class":{"code":"AMB"},"subject":{"reference":"Patient/p"},"serviceProvider":{"reference":"Organization/o"}}`, i)
	}
	d, err := fhirserve.Parse(fhirserve.Hospital{Name: "Riverside", FHIRVersion: "4.0", PageMax: page}, raws...)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// whole is how many resources a whole gathering of p brings: the patient, one allergy, condition, order and flag, the
// observations, three encounters, and what they reference.
const whole = 1 + 4 + many + 3 + 4

// world is a server, a cache and an engine between them.
type world struct {
	*testing.T
	server *fhirtest.Server
	cache  *memory
	http   *http.Client
	engine *engine.Engine
	source record.Source
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{T: t, server: fhirtest.Start(t, hospital(t), fhirserve.Options{}), cache: newMemory()}
	w.source = record.Source{Name: "Riverside", Kind: record.SourceEndpoint, URL: w.server.URL}
	transport := endpoint.Transport()
	t.Cleanup(transport.CloseIdleConnections) // before the server stops, which waits for them
	w.http = &http.Client{Transport: transport}
	w.restart()
	return w
}

// restart forgets everything but the cache, as a new start of the program does.
func (w *world) restart() {
	w.engine = engine.New(engine.Config{Saver: w.cache, HTTP: w.http, Wait: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }})
}

func (w *world) gather() (app.SourceReport, error) {
	return w.engine.Gather(w.Context(), w.source, "p", nil)
}

func (w *world) mustGather() app.SourceReport {
	w.Helper()
	rep, err := w.gather()
	if err != nil {
		w.Fatal(err)
	}
	return rep
}
