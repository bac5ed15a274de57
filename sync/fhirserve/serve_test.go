package fhirserve

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// clock is the server's in these tests.
var clock = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)

const hospitalR4 = `{"name":"Test","fhirVersion":"4.0","software":"Serve 1","publisher":"Nobody","lastUpdated":"2026-11-01T00:00:00Z","pageMax":50,"pageDefault":20}`

// smallHospital has two patients, some of whose resources are pretty-printed, lie outside the compartment or have versions.
var smallHospital = fstest.MapFS{
	"hospital.json": {Data: []byte(hospitalR4)},
	"handmade/a.json": {Data: []byte(`{"resourceType":"Bundle","type":"collection","entry":[
	 {"resource":{"resourceType":"Patient","id":"p1","identifier":[{"system":"urn:mrn","value":"111"}],
	   "name":[{"family":"Muñoz-Ivánova","given":["Ångela","Maria"]}],"gender":"female","birthDate":"1970-05-03",
	   "telecom":[{"system":"phone","value":"555"}],"managingOrganization":{"reference":"Organization/o1"}}},
	 {"resource":{"resourceType":"Patient","id":"p2","identifier":[{"value":"111"}],"name":[{"family":"Иванова","given":["Мария"]}],
	   "gender":"female","birthDate":"1970"}},
	 {"resource":{"resourceType":"Organization","id":"o1","name":"House","partOf":{"reference":"Organization/o2"}}},
	 {"resource":{"resourceType":"Organization","id":"o2","name":"Group"}},
	 {"resource":{"resourceType":"Organization","id":"o3","name":"Elsewhere"}},
	 {"resource":{"resourceType":"Medication","id":"m1","code":{"text":"<b>&"}}},
	 {"resource":{"resourceType":"MedicationRequest","id":"mr1","meta":{"tag":[{"code":"x"}]},"status":"active","intent":"order",
	   "medicationReference":{"reference":"Medication/m1"},"subject":{"reference":"Patient/p1"}}},
	 {"resource":{"resourceType":"Encounter","id":"e1","status":"finished","class":{"code":"AMB"},"subject":{"reference":"Patient/p1"},
	   "period":{"start":"2020-01-02T10:00:00+02:00"}}},
	 {"resource":{"resourceType":"Provenance","id":"pv1","target":[{"reference":"MedicationRequest/mr1"}],"recorded":"2020-01-02T10:00:00Z"}}
	]}`)},
	"lines.ndjson": {Data: []byte(observations())},
}

// observations writes 45 of p1, of which three share a date, with values whose lexemes must survive, and one of p2.
func observations() string {
	var b strings.Builder
	for i := range 45 {
		fmt.Fprintf(&b, `{"resourceType":"Observation","id":"ob%02d","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"%d-4"}]},`+
			`"category":[{"coding":[{"system":"cat","code":"laboratory"}]}],"subject":{"reference":"Patient/p1"},`+
			`"encounter":{"reference":"Encounter/e1"},"effectiveDateTime":"2020-01-%02d","valueQuantity":{"value":1.%d00}}`+"\n",
			i, i%3, i/3+1, i)
	}
	b.WriteString(`{"resourceType":"Observation","id":"other","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/p2"},"performer":[{"reference":"Patient/p1"}]}` + "\n")
	return b.String()
}

// start serves the small hospital over real HTTP.
func start(t *testing.T, fsys fstest.MapFS) (*Server, *client) {
	t.Helper()
	d, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	s := New(d, Options{Now: func() time.Time { return clock }})
	base, stop, err := s.Start(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return s, &client{t, base}
}

type client struct {
	t    *testing.T
	base string
}

// get asks with the headers given as pairs; a path that is a URL is taken as it is.
func (c *client) get(path string, headers ...string) (*http.Response, string) {
	c.t.Helper()
	if !strings.HasPrefix(path, "http") {
		path = c.base + "/" + path
	}
	req, err := http.NewRequest("GET", path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Add(headers[i], headers[i+1])
	}
	return c.do(req)
}

func (c *client) do(req *http.Request) (*http.Response, string) {
	c.t.Helper()
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return res, string(body)
}

// answer is a Bundle as the tests look at it.
type answer struct {
	Type  string
	Total *int
	Link  []link
	Entry []struct {
		FullURL  string
		Resource json.RawMessage
		Search   struct{ Mode string }
		Request  struct{ Method, URL string }
		Response struct{ Status, ETag string }
	}
}

func (a answer) next() string {
	for _, l := range a.Link {
		if l.Relation == "next" {
			return l.URL
		}
	}
	return ""
}

// ids returns mode:Type/id of each entry, without the mode when it is match or none.
func (a answer) ids() []string {
	var list []string
	for _, e := range a.Entry {
		var r struct{ ResourceType, ID string }
		_ = json.Unmarshal(e.Resource, &r)
		id := r.ResourceType + "/" + r.ID
		if e.Search.Mode != "" && e.Search.Mode != "match" {
			id = e.Search.Mode + ":" + id
		}
		list = append(list, id)
	}
	return list
}

func (c *client) bundle(path string, headers ...string) answer {
	c.t.Helper()
	res, body := c.get(path, headers...)
	if res.StatusCode != 200 {
		c.t.Fatalf("%s: status %d: %s", path, res.StatusCode, body)
	}
	var a answer
	if err := json.Unmarshal([]byte(body), &a); err != nil {
		c.t.Fatalf("%s: %v", path, err)
	}
	return a
}

// all follows next links to the end.
func (c *client) all(path string) (ids []string, pages int) {
	c.t.Helper()
	for path != "" {
		a := c.bundle(path)
		ids = append(ids, a.ids()...)
		path = a.next()
		pages++
	}
	return ids, pages
}

func (c *client) status(want int, path string, headers ...string) string {
	c.t.Helper()
	res, body := c.get(path, headers...)
	if res.StatusCode != want {
		c.t.Errorf("%s: status %d, want %d: %s", path, res.StatusCode, want, body)
	}
	if want >= 400 && !strings.Contains(body, `"resourceType":"OperationOutcome"`) {
		c.t.Errorf("%s: the error is no OperationOutcome: %s", path, body)
	}
	return body
}

func TestRead(t *testing.T) {
	s, c := start(t, smallHospital)
	res, body := c.get("Observation/ob10")
	if res.StatusCode != 200 || !strings.Contains(body, `"value":1.1000`) {
		t.Errorf("the number's lexeme is lost: %s", body)
	}
	for header, want := range map[string]string{
		"ETag": `W/"1"`, "Last-Modified": "Sun, 01 Nov 2026 00:00:00 GMT", "Date": "Fri, 20 Nov 2026 09:00:00 GMT",
		"Content-Type": "application/fhir+json; charset=utf-8",
	} {
		if got := res.Header.Get(header); got != want {
			t.Errorf("%s: %q, want %q", header, got, want)
		}
	}
	if want := `{"resourceType":"Observation","id":"ob10","meta":{"versionId":"1","lastUpdated":"2026-11-01T00:00:00.000Z"},"status"`; !strings.HasPrefix(body, want) {
		t.Errorf("meta is not put in as it should: %s", body)
	}
	_, body = c.get("MedicationRequest/mr1")
	if !strings.Contains(body, `"meta":{"versionId":"1","lastUpdated":"2026-11-01T00:00:00.000Z","tag":[{"code":"x"}]}`) {
		t.Errorf("meta is not kept: %s", body)
	}
	if body = c.status(200, "Medication/m1"); !strings.Contains(body, `<b>&`) {
		t.Errorf("the text is rewritten: %s", body)
	}
	c.status(304, "Observation/ob10", "If-None-Match", `W/"1"`)
	c.status(200, "Observation/ob10", "If-None-Match", `W/"2"`)
	c.status(304, "Observation/ob10", "If-Modified-Since", "Sun, 01 Nov 2026 00:00:00 GMT")
	c.status(404, "Observation/none")
	c.status(404, "Nonsense/1")
	c.status(404, "Observation/ob10/_history/2")
	c.status(406, "Observation/ob10", "Accept", "application/fhir+xml")
	c.status(406, "Observation/ob10?_format=xml")
	c.status(200, "Observation/ob10", "Accept", "application/fhir+xml;q=0.5, application/fhir+json")

	if _, err := s.Put([]byte(`{"resourceType":"Observation","id":"ob10","status":"amended"}`)); err != nil {
		t.Fatal(err)
	}
	res, _ = c.get("Observation/ob10")
	if res.Header.Get("ETag") != `W/"2"` {
		t.Errorf("ETag after an update: %s", res.Header.Get("ETag"))
	}
	if body = c.status(200, "Observation/ob10/_history/1"); !strings.Contains(body, "1.1000") {
		t.Errorf("the first version: %s", body)
	}
	if err := s.Delete("Observation", "ob10"); err != nil {
		t.Fatal(err)
	}
	c.status(410, "Observation/ob10")
	c.status(410, "Observation/ob10/_history/3")
	c.status(200, "Observation/ob10/_history/2")
	if err := s.Delete("Observation", "ob10"); err == nil {
		t.Error("a second deletion should fail")
	}
	if v, err := s.Put([]byte(`{"resourceType":"Observation","id":"ob10","status":"final"}`)); err != nil || v != "4" {
		t.Errorf("a deleted resource comes back as version %q, %v", v, err)
	}
}

func TestGzip(t *testing.T) {
	_, c := start(t, smallHospital)
	res, body := c.get("Observation/ob10", "Accept-Encoding", "gzip")
	if res.Header.Get("Content-Encoding") != "gzip" {
		t.Fatal("not compressed")
	}
	z, err := gzip.NewReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil || !strings.Contains(string(text), "1.1000") {
		t.Errorf("%v: %s", err, text)
	}
	if res, _ := c.get("Observation/ob10", "Accept-Encoding", "gzip;q=0"); res.Header.Get("Content-Encoding") != "" {
		t.Error("compressed although refused")
	}
}

func TestMethods(t *testing.T) {
	_, c := start(t, smallHospital)
	for _, method := range []string{"PUT", "POST", "PATCH", "DELETE"} {
		req, _ := http.NewRequest(method, c.base+"/Patient/p1", strings.NewReader("{}"))
		if res, _ := c.do(req); res.StatusCode != 405 || res.Header.Get("Allow") == "" {
			t.Errorf("%s: status %d, Allow %q", method, res.StatusCode, res.Header.Get("Allow"))
		}
	}
	res, err := http.PostForm(c.base+"/Observation/_search?_count=2", url.Values{"patient": {"p1"}, "code": {"1-4"}})
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var a answer
	if err := json.NewDecoder(res.Body).Decode(&a); err != nil {
		t.Fatal(err)
	}
	if len(a.Entry) != 2 || *a.Total != 15 {
		t.Errorf("POST search: %d entries of %d", len(a.Entry), *a.Total)
	}
	if len(c.bundle(a.next()).Entry) != 2 {
		t.Error("the next page of a POST search")
	}
}
