package fhirtest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"anamnesis/sync/fhirserve"
)

const observations = 23

// data is one patient with observations of the same date, so that a sort by date is not unique.
func data(t *testing.T) *fhirserve.Dataset {
	t.Helper()
	raws := [][]byte{[]byte(`{"resourceType":"Patient","id":"p","gender":"female"}`)}
	for i := range observations {
		raws = append(raws, fmt.Appendf(nil, `{"resourceType":"Observation","id":"o%02d","status":"final","subject":{"reference":"Patient/p"},`+
			`"note":[{"text":"1.00 \"2.0"}],"effectiveDateTime":"2020-01-01","valueQuantity":{"value":%d.00}}`, i, i))
	}
	d, err := fhirserve.Parse(fhirserve.Hospital{Name: "T", FHIRVersion: "4.0", PageMax: 10, PageDefault: 5,
		LastUpdated: time.Date(2026, 11, 1, 0, 0, 0, 123e6, time.UTC)}, raws...)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// reached is what a client got.
type reached struct {
	status int
	header http.Header
	body   string
	bundle bundle
	err    error
}

// get asks like a client that gives up after half a second.
func get(t *testing.T, s *Server, path string, headers ...string) reached {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 500*time.Millisecond)
	defer cancel()
	if !strings.HasPrefix(path, "http") {
		path = s.URL + "/" + path
	}
	req, err := http.NewRequestWithContext(ctx, "GET", path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	defer client.CloseIdleConnections()
	res, err := client.Do(req)
	if err != nil {
		return reached{err: err}
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	r := reached{status: res.StatusCode, header: res.Header, body: string(body), err: err}
	_ = json.Unmarshal(body, &r.bundle) // not every answer is a Bundle
	return r
}

func ids(b bundle) (list []string) {
	for _, e := range b.Entry {
		var x struct{ Resource struct{ ID string } }
		_ = json.Unmarshal(e, &x)
		list = append(list, x.Resource.ID)
	}
	return list
}

func all(t *testing.T, s *Server, path string) (list []string, total int) {
	t.Helper()
	for path != "" {
		r := get(t, s, path)
		if r.err != nil || r.status != 200 {
			t.Fatalf("%s: %v, status %d: %s", path, r.err, r.status, r.body)
		}
		list = append(list, ids(r.bundle)...)
		if r.bundle.Total != nil {
			total = *r.bundle.Total
		}
		path = r.bundle.next()
	}
	return list, total
}

func distinct(list []string) int {
	list = slices.Clone(list)
	slices.Sort(list)
	return len(slices.Compact(list))
}

// TestEffects orders each effect alone and looks for what it should do.
func TestEffects(t *testing.T) {
	const search = "Observation?patient=p"
	for name, test := range map[string]struct {
		do   Effect
		path string
		ok   func(t *testing.T, s *Server, r reached) bool
	}{
		"429": {Status(429, "7"), search, func(_ *testing.T, _ *Server, r reached) bool {
			return r.status == 429 && r.header.Get("Retry-After") == "7" && strings.Contains(r.body, "throttled")
		}},
		"503": {Status(503, ""), search, func(_ *testing.T, _ *Server, r reached) bool {
			return r.status == 503 && r.header.Get("Retry-After") == ""
		}},
		"401": {Refuse(401, ""), search, func(_ *testing.T, _ *Server, r reached) bool {
			return r.status == 401 && r.header.Get("WWW-Authenticate") == ""
		}},
		"401 with a challenge": {Refuse(401, "Bearer"), search, func(_ *testing.T, _ *Server, r reached) bool {
			return r.status == 401 && r.header.Get("WWW-Authenticate") == "Bearer" && strings.Contains(r.body, "OperationOutcome")
		}},
		"html": {HTML(), search, func(_ *testing.T, _ *Server, r reached) bool {
			return r.status == 200 && strings.HasPrefix(r.header.Get("Content-Type"), "text/html")
		}},
		"outcome body": {OutcomeBody(), search, func(_ *testing.T, _ *Server, r reached) bool {
			return r.status == 200 && strings.Contains(r.body, `"resourceType":"OperationOutcome"`)
		}},
		"outcome entry": {OutcomeEntry("error"), search, func(_ *testing.T, _ *Server, r reached) bool {
			return len(r.bundle.Entry) == 6 && mode(r.bundle.Entry[5]) == "outcome"
		}},
		"empty searchset": {EmptySearchset(), "Patient/p/$nothing", func(_ *testing.T, _ *Server, r reached) bool {
			return r.status == 200 && *r.bundle.Total == 0
		}},
		"redirect": {Redirect("http://127.0.0.1:9/other"), search, func(_ *testing.T, _ *Server, r reached) bool {
			return r.status == 307 && r.header.Get("Location") == "http://127.0.0.1:9/other/Observation?patient=p"
		}},
		"drop":  {Drop(), search, func(_ *testing.T, _ *Server, r reached) bool { return r.err != nil }},
		"stall": {Stall(), search, func(_ *testing.T, _ *Server, r reached) bool { return errors.Is(r.err, context.DeadlineExceeded) }},
		"slow":  {Slow(time.Millisecond), search, func(_ *testing.T, _ *Server, r reached) bool { return len(r.bundle.Entry) == 5 }},
		"too slow": {Slow(time.Minute), search, func(_ *testing.T, _ *Server, r reached) bool {
			return errors.Is(r.err, context.DeadlineExceeded)
		}},
		"stall after": {StallAfter(100), search, func(_ *testing.T, _ *Server, r reached) bool {
			return r.status == 200 && len(r.body) == 100 && errors.Is(r.err, context.DeadlineExceeded)
		}},
		"truncate": {Truncate(100), search, func(_ *testing.T, _ *Server, r reached) bool {
			return r.status == 200 && len(r.body) == 100 && errors.Is(r.err, io.ErrUnexpectedEOF)
		}},
		"cut": {Cut(100), search, func(_ *testing.T, _ *Server, r reached) bool { return r.err == nil && len(r.body) == 100 }},
		"without headers": {WithoutHeaders("ETag", "last-modified", "Date"), "Patient/p", func(_ *testing.T, _ *Server, r reached) bool {
			return r.status == 200 && r.header.Get("ETag")+r.header.Get("Last-Modified")+r.header.Get("Date") == ""
		}},
		"relative next": {RelativeNext(), search, func(t *testing.T, s *Server, r reached) bool {
			return strings.HasPrefix(r.bundle.next(), "Observation?_cursor=") && len(get(t, s, r.bundle.next()).bundle.Entry) == 5
		}},
		"foreign next": {ForeignNext("http://127.0.0.1:9/fhir"), search, func(_ *testing.T, _ *Server, r reached) bool {
			return strings.HasPrefix(r.bundle.next(), "http://127.0.0.1:9/fhir/Observation?_cursor=")
		}},
		"repeat next": {RepeatNext(), search, func(_ *testing.T, s *Server, r reached) bool {
			return r.bundle.next() == s.URL+"/"+search
		}},
		"expired cursors": {ExpiredCursors(), search, func(t *testing.T, s *Server, r reached) bool {
			return r.status == 200 && get(t, s, r.bundle.next()).status == 410
		}},
		"without total": {WithoutTotal(), search, func(t *testing.T, s *Server, r reached) bool {
			return r.bundle.Total == nil && *get(t, s, search+"&_total=accurate").bundle.Total == observations
		}},
		"wrong total": {WrongTotal(-3), search, func(t *testing.T, s *Server, r reached) bool {
			return *r.bundle.Total == observations-3 && *get(t, s, search+"&_summary=count").bundle.Total == observations
		}},
		"wrong count": {WrongCount(2), search, func(t *testing.T, s *Server, r reached) bool {
			return *r.bundle.Total == observations && *get(t, s, search+"&_summary=count").bundle.Total == observations+2
		}},
		"whole seconds": {WholeSeconds(), "Observation?_lastUpdated=gt2026-11-01T00:00:00Z", func(_ *testing.T, _ *Server, r reached) bool {
			return *r.bundle.Total == observations && strings.Contains(r.body, `"lastUpdated":"2026-11-01T00:00:00Z"`)
		}},
		"short decimals": {ShortDecimals(), "Observation/o10", func(_ *testing.T, _ *Server, r reached) bool {
			return strings.Contains(r.body, `"value":10}`) && strings.Contains(r.body, `"1.00 \"2.0"`)
		}},
		"empty at max": {EmptyAtMax(), search + "&_count=10", func(t *testing.T, s *Server, r reached) bool {
			return len(r.bundle.Entry) == 0 && r.bundle.next() == "" && *r.bundle.Total == observations &&
				len(get(t, s, search+"&_count=9").bundle.Entry) == 9
		}},
		"without entries": {WithoutEntries(), search, func(_ *testing.T, _ *Server, r reached) bool {
			return len(r.bundle.Entry) == 0 && r.bundle.next() != ""
		}},
		"duplicates": {Duplicates(), search, func(_ *testing.T, _ *Server, r reached) bool {
			list := ids(r.bundle)
			return len(list) == 6 && list[0] == list[1]
		}},
		"ignore params": {IgnoreParams("_since", "_count"), "Patient/p/$everything?_since=2030-01-01T00:00:00Z&_count=2",
			func(_ *testing.T, _ *Server, r reached) bool { return len(r.bundle.Entry) == 5 }},
		"ignore headers": {IgnoreHeaders("If-None-Match"), "Patient/p", func(_ *testing.T, _ *Server, r reached) bool {
			return r.status == 200
		}},
		"careless": {Careless(), "Observation?patient=p&nonsense=1&date=never&_include=Nothing:at-all", func(_ *testing.T, _ *Server, r reached) bool {
			return r.status == 200 && *r.bundle.Total == observations && len(r.bundle.Entry) == 5 && strings.Contains(r.body, "nonsense=1")
		}},
		"one page": {OnePage(), "Patient/p/$everything?_count=2", func(_ *testing.T, _ *Server, r reached) bool {
			return len(r.bundle.Entry) == observations+1 && r.bundle.next() == ""
		}},
		"only patient": {OnlyPatient(), "Patient/p/$everything?_type=Patient,Observation", func(_ *testing.T, _ *Server, r reached) bool {
			return strings.Join(ids(r.bundle), "") == "p"
		}},
		"offset paging": {OffsetPaging(), search + "&_sort=date", func(t *testing.T, s *Server, _ reached) bool {
			list, total := all(t, s, search+"&_sort=date")
			right, _ := all(t, s, search+"&_sort=_lastUpdated")
			return total == observations && len(list) == observations && distinct(list) == observations-3 && distinct(right) == observations
		}},
		"offset paging by date": {OffsetPaging("-date"), search + "&_sort=-date", func(t *testing.T, s *Server, _ reached) bool {
			list, _ := all(t, s, search+"&_sort=-date")
			right, _ := all(t, s, search)
			return distinct(list) == observations-3 && distinct(right) == observations
		}},
	} {
		t.Run(name, func(t *testing.T) {
			s := Start(t, data(t), fhirserve.Options{})
			headers := []string{"Prefer", "handling=strict"}
			if name == "ignore headers" {
				headers = append(headers, "If-None-Match", `W/"1"`)
			}
			if name != "careless" {
				headers = headers[2:]
			}
			s.Order(Fault{Do: test.do})
			r := get(t, s, test.path, headers...)
			if !test.ok(t, s, r) {
				t.Errorf("%v, status %d, %v: %.600s", r.err, r.status, r.header, r.body)
			}
			first := s.Requests()[0]
			if !slices.Contains(first.Faults, test.do.name) {
				t.Errorf("the log does not name the fault: %v", first.Faults)
			}
			s.Clear()
			if clean := get(t, s, "Observation?patient=p"); clean.status != 200 || len(clean.bundle.Entry) != 5 {
				t.Errorf("after Clear: %v, status %d", clean.err, clean.status)
			}
		})
	}
}

// TestCombined orders effects in both orders: the answers are the same, and each effect shows.
func TestCombined(t *testing.T) {
	effects := []Effect{
		WholeSeconds(), ShortDecimals(), WithoutTotal(), RelativeNext(), OutcomeEntry("warning"), Duplicates(), OffsetPaging(),
		IgnoreParams("_count"), WithoutHeaders("ETag"), WithoutGzip(), Careless(),
	}
	var bodies []string
	for range 2 {
		s := Start(t, data(t), fhirserve.Options{})
		for _, e := range effects {
			s.Order(Fault{Do: e})
		}
		r := get(t, s, "Observation?patient=p&_count=2&nonsense=1")
		if r.status != 200 || r.bundle.Total != nil || len(r.bundle.Entry) != 7 || !strings.HasPrefix(r.bundle.next(), "Observation?_offset=5") ||
			strings.Contains(r.body, ".00}") || strings.Contains(r.body, ".123Z") {
			t.Errorf("status %d, total %v, %d entries, next %q: %s", r.status, r.bundle.Total, len(r.bundle.Entry), r.bundle.next(), r.body)
		}
		bodies = append(bodies, strings.ReplaceAll(r.body, s.URL, ""))
		s.Order(Fault{Do: Truncate(50)})
		if r := get(t, s, "Observation?patient=p"); !errors.Is(r.err, io.ErrUnexpectedEOF) {
			t.Errorf("with a truncation on top: %v", r.err)
		}
		slices.Reverse(effects)
	}
	if bodies[0] != bodies[1] {
		t.Errorf("the order of ordering matters:\n%s\n%s", bodies[0], bodies[1])
	}
}

func TestWhen(t *testing.T) {
	s := Start(t, data(t), fhirserve.Options{})
	s.Order(Fault{When: Match{Type: "Observation", Kind: Search | Page}, After: 1, Every: 2, Times: 2, Do: Status(503, "")})
	var got []int
	path := "Observation?patient=p"
	for range 7 {
		r := get(t, s, path)
		got = append(got, r.status)
		if next := r.bundle.next(); next != "" {
			path = next
		}
	}
	if want := []int{200, 503, 200, 503, 200, 200, 200}; !slices.Equal(got, want) {
		t.Errorf("statuses %v, want %v", got, want)
	}
	for _, path := range []string{"Patient/p", "metadata", "Observation?patient=p&_summary=count", "Patient/p/$everything", "Patient/_history"} {
		if r := get(t, s, path); r.status != 200 {
			t.Errorf("%s: status %d", path, r.status)
		}
	}
}

func TestLog(t *testing.T) {
	s := Start(t, data(t), fhirserve.Options{})
	s.Order(Fault{When: Match{Param: "code"}, Do: Drop()})
	get(t, s, "metadata")
	get(t, s, "Patient/p", "If-None-Match", `W/"1"`)
	next := get(t, s, "Patient/p/Observation").bundle.next()
	get(t, s, next)
	get(t, s, "Observation?code=x&patient=p")
	get(t, s, "Patient/p/$everything")
	get(t, s, "Patient/p/_history")
	get(t, s, "Observation?patient=p&_summary=count")
	res, err := http.PostForm(s.URL+"/Observation/_search", map[string][]string{"patient": {"p"}})
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	var got []string
	for _, r := range s.Requests() {
		url, _, _ := strings.Cut(r.URL, "_cursor=")
		got = append(got, fmt.Sprint(r.Method, " ", url, " ", r.Kind, " ", r.Type, " ", r.Status))
	}
	want := []string{
		fmt.Sprint("GET metadata ", Metadata, "  200"),
		fmt.Sprint("GET Patient/p ", Read, " Patient 304"),
		fmt.Sprint("GET Patient/p/Observation ", Search, " Observation 200"),
		fmt.Sprint("GET Patient/p/Observation? ", Page, " Observation 200"),
		fmt.Sprint("GET Observation?code=x&patient=p ", Search, " Observation 0"),
		fmt.Sprint("GET Patient/p/$everything ", Everything, " Patient 200"),
		fmt.Sprint("GET Patient/p/_history ", History, " Patient 200"),
		fmt.Sprint("GET Observation?_summary=count&patient=p ", Count, " Observation 200"),
		fmt.Sprint("POST Observation?patient=p ", Search, " Observation 200"),
	}
	if !slices.Equal(got, want) {
		t.Errorf("log:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if n := s.Count(Match{Kind: Search | Page, Type: "Observation"}); n != 4 {
		t.Errorf("counted %d", n)
	}
	if r := s.Requests()[2]; r.Bytes == 0 {
		t.Error("no bytes are counted")
	}
	s.Forget()
	if len(s.Requests()) != 0 {
		t.Error("the log is not empty")
	}
}

// TestForeignHonours follows a next link to a second server of the same data.
func TestForeignHonours(t *testing.T) {
	d := data(t)
	other := Start(t, d, fhirserve.Options{})
	s := Start(t, d, fhirserve.Options{})
	s.Order(Fault{Do: ForeignNext(other.URL)})
	list, _ := all(t, s, "Observation?patient=p")
	if distinct(list) != observations || other.Count(Match{Kind: Page}) != 4 {
		t.Errorf("%d distinct, %d pages elsewhere", distinct(list), other.Count(Match{Kind: Page}))
	}
}

// TestStopsWhileStalled shows that no stall outlives the server.
func TestStopsWhileStalled(t *testing.T) {
	began := time.Now()
	t.Run("", func(t *testing.T) {
		s := Start(t, data(t), fhirserve.Options{})
		s.Order(Fault{Do: Stall()})
		go func() {
			if res, err := http.Get(s.URL + "/Patient/p"); err == nil {
				res.Body.Close()
			}
		}()
		for len(s.Requests()) == 0 {
			time.Sleep(time.Millisecond)
		}
	})
	if d := time.Since(began); d > 3*time.Second {
		t.Errorf("stopping took %v", d)
	}
}
