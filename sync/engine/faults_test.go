package engine_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/sync/fhirtest"
)

// TestFaults orders what running servers were seen to do, and says what must come of it.
func TestFaults(t *testing.T) {
	pages := fhirtest.Match{Type: "Observation", Kind: fhirtest.Search | fhirtest.Page}
	later := fhirtest.Match{Type: "Observation", Kind: fhirtest.Page}
	allergies := fhirtest.Match{Type: "AllergyIntolerance"}
	for _, c := range []struct {
		name   string
		faults []fhirtest.Fault
		typ    string
		state  record.Completeness
		held   int    // of the type
		says   string // in the state's sentence

	}{
		{"a type is refused", []fhirtest.Fault{{When: allergies, Do: fhirtest.Refuse(403, "")}}, "AllergyIntolerance", record.Refused, 0, "403"},
		{"a type wants a login", []fhirtest.Fault{{When: allergies, Do: fhirtest.Refuse(401, "")}}, "AllergyIntolerance", record.Refused, 0, "Log in"},
		{"a type is not known", []fhirtest.Fault{{When: allergies, Do: fhirtest.Status(404, "")}, {When: fhirtest.Match{Kind: fhirtest.Everything}, Do: fhirtest.Status(404, "")}}, "AllergyIntolerance", record.Refused, 0, "404"},
		{"a type fails", []fhirtest.Fault{{When: allergies, Do: fhirtest.Status(500, "")}}, "AllergyIntolerance", record.Failed, 0, "Try again later"},
		{"a web page", []fhirtest.Fault{{When: allergies, Do: fhirtest.HTML()}}, "AllergyIntolerance", record.Failed, 0, "web page"},
		{"a message with status 200", []fhirtest.Fault{{When: allergies, Do: fhirtest.OutcomeBody()}}, "AllergyIntolerance", record.Failed, 0, "could not answer"},
		{"the search is not understood, the count is", []fhirtest.Fault{{When: fhirtest.Match{Type: "AllergyIntolerance", Kind: fhirtest.Search}, Do: fhirtest.EmptySearchset()}},
			"AllergyIntolerance", record.Partial, 0, "has 1 of this type and sent 0"},
		{"an error among the entries", []fhirtest.Fault{{When: allergies, Do: fhirtest.OutcomeEntry("error")}}, "AllergyIntolerance", record.Partial, 1, "could not send everything"},
		{"a hint among the entries", []fhirtest.Fault{{When: allergies, Do: fhirtest.OutcomeEntry("information")}}, "AllergyIntolerance", record.Complete, 1, ""},
		{"the patient is ignored in one parameter", []fhirtest.Fault{{When: fhirtest.Match{Type: "Condition"}, Do: fhirtest.IgnoreParams("patient")}}, "Condition", record.Complete, 1, ""},
		{"the patient is ignored", []fhirtest.Fault{{When: fhirtest.Match{Type: "Condition"}, Do: fhirtest.IgnoreParams("patient", "subject")}}, "Condition", record.Failed, 0, "other patients' records"},
		{"busy, and says for how long", []fhirtest.Fault{{When: pages, Times: 2, Do: fhirtest.Status(429, "3")}}, "Observation", record.Complete, many, ""},
		{"busy without end", []fhirtest.Fault{{When: later, Do: fhirtest.Status(503, "")}}, "Observation", record.Partial, page, "too busy"},
		{"a page breaks off, once", []fhirtest.Fault{{When: later, Times: 1, Do: fhirtest.Truncate(3000)}}, "Observation", record.Complete, many, ""},
		{"a page is cut, once", []fhirtest.Fault{{When: later, Times: 1, Do: fhirtest.Cut(3000)}}, "Observation", record.Complete, many, ""},
		{"the connection is dropped, twice", []fhirtest.Fault{{When: pages, Times: 2, Do: fhirtest.Drop()}}, "Observation", record.Complete, many, ""},
		{"relative links", []fhirtest.Fault{{When: pages, Do: fhirtest.RelativeNext()}}, "Observation", record.Complete, many, ""},
		{"a link to another host", []fhirtest.Fault{{When: pages, Do: fhirtest.ForeignNext("http://127.0.0.2:1/fhir")}}, "Observation", record.Partial, page, "another address"},
		{"a redirect to another host", []fhirtest.Fault{{When: later, Do: fhirtest.Redirect("http://127.0.0.2:1/fhir")}}, "Observation", record.Partial, page, "another address"},
		{"links in a circle", []fhirtest.Fault{{When: later, Do: fhirtest.RepeatNext()}}, "Observation", record.Partial, 2 * page, "again and again"},
		{"rows are lost between pages", []fhirtest.Fault{{When: pages, Do: fhirtest.OffsetPaging()}}, "Observation", record.Complete, many, ""},
		{"rows are given twice", []fhirtest.Fault{{When: pages, Do: fhirtest.Duplicates()}}, "Observation", record.Complete, many, ""},
		{"nothing when asked for the most", []fhirtest.Fault{{When: pages, Do: fhirtest.EmptyAtMax()}}, "Observation", record.Complete, many, ""},
		{"pages without entries", []fhirtest.Fault{{When: pages, Do: fhirtest.WithoutEntries()}}, "Observation", record.Failed, 0, ""},
		{"no total", []fhirtest.Fault{{Do: fhirtest.WithoutTotal()}}, "Observation", record.Complete, many, ""},
		{"a wrong total", []fhirtest.Fault{{When: pages, Do: fhirtest.WrongTotal(7)}}, "Observation", record.Complete, many, ""},
		{"a wrong count and total", []fhirtest.Fault{{When: pages, Do: fhirtest.WrongTotal(7)}, {When: fhirtest.Match{Type: "Observation"}, Do: fhirtest.WrongCount(7)}},
			"Observation", record.Partial, many, fmt.Sprintf("has %d of this type and sent %d", many+7, many)},
		{"counts are not understood", []fhirtest.Fault{{Do: fhirtest.IgnoreParams("_summary")}, {When: pages, Do: fhirtest.WithoutTotal()}}, "Observation", record.Complete, many, ""},
		{"all in one answer", []fhirtest.Fault{{When: pages, Do: fhirtest.OnePage()}}, "Observation", record.Complete, many, ""},
		{"nothing of HTTP but the body", []fhirtest.Fault{{Do: fhirtest.WithoutHeaders("Date", "Etag", "Last-Modified", "Content-Type")}, {Do: fhirtest.WithoutGzip()}}, "Observation", record.Complete, many, ""},
		{"what is referenced is refused", []fhirtest.Fault{{When: fhirtest.Match{Type: "Practitioner"}, Do: fhirtest.Refuse(403, "")}}, "Practitioner", record.Refused, 0, "403"},
		{"nothing is included", []fhirtest.Fault{{Do: fhirtest.IgnoreParams("_include")}}, "Medication", record.Complete, 1, ""},
		{"the patient is not read", []fhirtest.Fault{{When: fhirtest.Match{Kind: fhirtest.Read, Type: "Patient"}, Do: fhirtest.Status(405, "")}}, "Patient", record.Complete, 1, ""},
		{"ids are not searched for", []fhirtest.Fault{{When: fhirtest.Match{Kind: fhirtest.Search, Param: "_id"}, Do: fhirtest.Status(400, "")}}, "Organization", record.Complete, 2, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.server.Order(c.faults...)
			rep := w.mustGather()
			s := w.cache.state(t, "p", c.typ)
			if s.State != c.state || !strings.Contains(s.Error, c.says) || (s.Error == "") != (c.state == record.Complete) {
				t.Errorf("%s: %s %q, want %s %q", c.typ, s.State, s.Error, c.state, c.says)
			}
			if n := w.cache.count(c.typ); n < c.held || c.held == 0 && c.typ != "Observation" && n > 0 {
				t.Errorf("%d held, want %d", n, c.held)
			}
			if rep.Partial != (c.state != record.Complete) || (len(rep.Errors) > 0) != rep.Partial {
				t.Errorf("partial %v, errors %v", rep.Partial, rep.Errors)
			}
			for _, typ := range []string{"AllergyIntolerance", "Condition", "MedicationRequest", "Flag", "Encounter", "Observation", "Immunization"} {
				if s := w.cache.state(t, "p", typ); typ != c.typ && s.State != record.Complete {
					t.Errorf("%s did not stay whole: %+v", typ, s)
				}
			}
			if n := w.cache.count("Patient"); n != 1 {
				t.Errorf("%d patients", n)
			}
			if _, ok := w.cache.get("Condition", "c-other"); ok {
				t.Error("another patient's condition was taken")
			}
			// The next undisturbed round makes it whole.
			w.server.Clear()
			w.restart()
			if rep := w.mustGather(); rep.Partial {
				t.Errorf("the next round: %+v", rep.Errors)
			}
			if n := w.cache.count(""); n != whole {
				t.Errorf("the next round left %d, want %d", n, whole)
			}
		})
	}
}

// TestResume stops the gathering at every page, starts the program anew and looks what is asked again.
func TestResume(t *testing.T) {
	pages := 0
	{
		w := newWorld(t)
		w.mustGather()
		pages = w.cache.pages
	}
	every := 1
	if !long() {
		every = 5
	}
	for stop := 2; stop < pages; stop += every {
		w := newWorld(t)
		broken := errors.New("stopped here")
		w.cache.before = func(page int, _ record.Page) error {
			if page >= stop {
				return broken
			}
			return nil
		}
		if _, err := w.gather(); !errors.Is(err, broken) {
			t.Fatalf("stop %d of %d: %v", stop, pages, err)
		}
		w.cache.before = nil
		saved := w.savedPages()
		w.server.Forget()
		w.restart()
		w.mustGather()
		for _, r := range w.server.Requests() {
			if slices.Contains(saved, r.URL) {
				t.Errorf("stop %d of %d: a saved page was asked for again: %s", stop, pages, r.URL)
			}
		}
		if n := w.cache.count(""); n != whole {
			t.Errorf("stop %d: %d resources, want %d", stop, n, whole)
			for _, want := range []string{"Organization/o", "Organization/parent", "Practitioner/d", "Medication/m"} {
				typ, id, _ := strings.Cut(want, "/")
				if _, ok := w.cache.get(typ, id); !ok {
					t.Error("lost: " + want)
				}
			}
		}
		for k, s := range w.cache.states {
			if s.State != record.Complete && s.State != record.NotAsked {
				t.Errorf("stop %d: %s is %s: %s", stop, k[2], s.State, s.Error)
			}
		}
	}
}

// savedPages returns the list pages that were answered and whose resources the cache holds with a place behind them.
func (w *world) savedPages() []string {
	var out []string
	for _, r := range w.server.Requests() {
		if r.Status != 200 || r.Kind&(fhirtest.Search|fhirtest.Page) == 0 || r.Form.Has("_sort") || r.Form.Has("_id") {
			continue
		}
		s := w.cache.state(w.T, "p", r.Type)
		c, unfinished := w.cache.cursors[[3]string{"Riverside", "p", r.Type}]
		switch {
		case s.State == record.Complete:
			out = append(out, r.URL)
		case unfinished && !strings.HasSuffix(c.Next, r.URL) && s.State == record.Partial && !w.later(r.URL, c.Next):
			out = append(out, r.URL)
		}
	}
	return out
}

// later reports whether a page was asked for after the place that is saved.
func (w *world) later(page, place string) bool {
	at := -1
	for i, r := range w.server.Requests() {
		if strings.HasSuffix(place, r.URL) {
			at = i
		}
		if r.URL == page && at >= 0 && i >= at {
			return true
		}
	}
	return at < 0 && !strings.Contains(place, "_summary=count") // the place itself was never asked for: nothing after it either
}

func TestCancelStopsAtOnce(t *testing.T) {
	w := newWorld(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	stall := fhirtest.Match{Type: "Observation", Kind: fhirtest.Page}
	w.server.Order(fhirtest.Fault{When: stall, Do: fhirtest.Stall()})
	go func() {
		for w.server.Count(stall) == 0 && ctx.Err() == nil {
			time.Sleep(time.Millisecond)
		}
		cancel()
	}()
	start := time.Now()
	rep, err := w.engine.Gather(ctx, w.source, "p", nil)
	if !errors.Is(err, context.Canceled) || !rep.Partial || time.Since(start) > 20*time.Second {
		t.Errorf("%v after %v, %+v", err, time.Since(start), rep)
	}
	if s := w.cache.state(t, "p", "Observation"); s.State != record.Partial || s.Error == "" {
		t.Errorf("what was broken off is not said to be: %+v", s)
	}
}

func TestServerThatIsNone(t *testing.T) {
	closed := func() string { // a port on which nothing listens
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		return "http://" + l.Addr().String()
	}
	for _, c := range []struct {
		name, url, says string
		fault           fhirtest.Effect
	}{
		{name: "nothing listens", url: closed(), says: "nothing answers at its address"},
		{name: "no address", url: "hospital", says: "not a web address"},
		{name: "http to elsewhere", url: "http://hospital.example/fhir", says: "not encrypted"},
		{name: "a password in the address", url: "https://a:b@hospital.example/fhir", says: "more than an address"},
		{name: "a web page", fault: fhirtest.HTML(), says: "web page"},
		{name: "another path", fault: fhirtest.Status(404, ""), says: "Check the address"},
		{name: "something else", fault: fhirtest.EmptySearchset(), says: "does not describe itself"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			if c.url != "" {
				w.source.URL = c.url
			} else {
				w.server.Order(fhirtest.Fault{Do: c.fault})
			}
			_, gatherErr := w.gather()
			_, findErr := w.engine.Find(t.Context(), w.source, app.Query{Text: "Ivanova"})
			_, testErr := w.engine.Test(t.Context(), w.source)
			for _, err := range []error{gatherErr, findErr, testErr} {
				var sentence *app.Error
				if !errors.As(err, &sentence) || !strings.Contains(sentence.Message, c.says) || !strings.HasSuffix(sentence.Message, ".") {
					t.Errorf("%v, want a sentence with %q", err, c.says)
				}
			}
			if s := w.cache.state(t, "p", "AllergyIntolerance"); c.url == "" && s.State != record.Failed {
				t.Errorf("that allergies were not asked for is not saved: %+v", s)
			}
		})
	}
}

// TestServerVanishes takes the server away in the middle of a round.
func TestServerVanishes(t *testing.T) {
	w := newWorld(t)
	w.server.Order(fhirtest.Fault{After: 12, Do: fhirtest.Drop()})
	rep := w.mustGather()
	if !rep.Partial || len(rep.Errors) > 6 {
		t.Errorf("%d errors: %+v", len(rep.Errors), rep.Errors)
	}
	if n := len(w.server.Requests()); n > 80 {
		t.Errorf("a server that is gone was asked %d times", n)
	}
	for k, s := range w.cache.states {
		if s.State == record.Complete && s.Error == "" || s.State == record.Partial || s.State == record.NotAsked || s.State == record.Failed && s.Error != "" {
			continue
		}
		t.Errorf("%s: %+v", k[2], s)
	}
	w.server.Clear()
	if rep := w.mustGather(); rep.Partial || w.cache.count("") != whole {
		t.Errorf("after it came back: %d held, %+v", w.cache.count(""), rep)
	}
}

func TestExpiredPlaceRestartsItsTypeOnly(t *testing.T) {
	w := newWorld(t)
	w.server.Order(fhirtest.Fault{When: fhirtest.Match{Type: "Observation", Kind: fhirtest.Page}, After: 1, Do: fhirtest.Drop()})
	w.mustGather()
	w.server.Clear()
	w.server.Order(fhirtest.Fault{When: fhirtest.Match{Type: "Observation", Kind: fhirtest.Page}, Times: 1, Do: fhirtest.Status(410, "")})
	w.restart()
	if rep := w.mustGather(); rep.Partial || w.cache.count("Observation") != many {
		t.Errorf("%d observations, %+v", w.cache.count("Observation"), rep)
	}
}
