package endpoint

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"anamnesis/app"
	"anamnesis/sync/stream"
)

// serve answers on loopback until the test ends.
func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL + "/fhir"
}

const onePage = `{"resourceType":"Bundle","type":"searchset","total":1,"entry":[{"resource":{"resourceType":"Flag","id":"1"}}]}`

// client makes a client whose waiting is noted and takes no time.
func client(t *testing.T, cfg Config) (*Client, *[]time.Duration) {
	t.Helper()
	var waits []time.Duration
	cfg.Name = "Riverside"
	cfg.Wait = func(ctx context.Context, d time.Duration) error {
		waits = append(waits, d)
		return ctx.Err()
	}
	transport := Transport()
	t.Cleanup(transport.CloseIdleConnections)
	cfg.HTTP = &http.Client{Transport: transport}
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c, &waits
}

func search(ctx context.Context, c *Client) (Page, int, error) {
	n := 0
	page, err := c.Search(ctx, c.URL("Flag", nil), func(stream.Entry) error {
		n++
		return nil
	})
	return page, n, err
}

func TestRetries(t *testing.T) {
	for _, c := range []struct {
		name    string
		answers []int // 200 at last; 0 drops the connection
		after   string
		waits   int
		least   time.Duration // of the first wait
		kind    Kind          // "" when it comes to a good end
	}{
		{"at once", []int{200}, "", 0, 0, ""},
		{"too many requests", []int{429, 200}, "7", 1, 7 * time.Second, ""},
		{"busy", []int{503, 503, 200}, "", 2, 200 * time.Millisecond, ""},
		{"timed out", []int{408, 200}, "", 1, 0, ""},
		{"failed", []int{500, 502, 504, 200}, "", 3, 0, ""},
		{"dropped", []int{0, 200}, "", 1, 0, ""},
		{"at last too busy", []int{503, 503, 503, 503, 200}, "", 3, 0, Busy},
		{"asks to wait too long", []int{429, 200}, "86400", 0, 0, Busy},
		{"asks to wait without sense", []int{429, 200}, "soon", 1, 0, ""},
		{"refused", []int{403, 200}, "", 0, 0, Refused},
		{"no login", []int{401, 200}, "", 0, 0, Refused},
		{"not there", []int{404, 200}, "", 0, 0, Missing},
		{"gone", []int{410, 200}, "", 0, 0, Gone},
		{"not done", []int{501, 200}, "", 0, 0, NotSupported},
		{"bad request", []int{400, 200}, "", 0, 0, NotSupported},
		{"no content", []int{204, 200}, "", 0, 0, NotSupported},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := 0
			base := serve(t, func(w http.ResponseWriter, r *http.Request) {
				status := c.answers[min(n, len(c.answers)-1)]
				n++
				switch status {
				case 0:
					panic(http.ErrAbortHandler)
				case 200:
					_, _ = io.WriteString(w, onePage)
				default:
					if c.after != "" {
						w.Header().Set("Retry-After", c.after)
					}
					w.WriteHeader(status)
				}
			})
			cl, waits := client(t, Config{Base: base})
			_, got, err := search(t.Context(), cl)
			if c.kind == "" && (err != nil || got != 1) || c.kind != "" && !IsKind(err, c.kind) {
				t.Errorf("%d entries, %v", got, err)
			}
			if len(*waits) != c.waits || c.waits > 0 && (*waits)[0] < c.least {
				t.Errorf("waited %v", *waits)
			}
			sentence(t, err)
		})
	}
}

// sentence checks that an error is one for people and holds no address.
func sentence(t *testing.T, err error) {
	t.Helper()
	if err == nil {
		return
	}
	var e *app.Error
	if !errors.As(err, &e) || !strings.HasSuffix(e.Message, ".") || strings.Contains(e.Message, "127.0.0.1") || strings.Contains(fmt.Sprint(e.Err), "http://") {
		t.Errorf("no sentence: %v (%v)", err, e)
	}
}

func TestRetryAfterDateIsByTheServersClock(t *testing.T) {
	n := 0
	base := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if n++; n == 1 {
			w.Header().Set("Date", "Mon, 03 Jan 2000 10:00:00 GMT")
			w.Header().Set("Retry-After", "Mon, 03 Jan 2000 10:00:09 GMT")
			w.WriteHeader(503)
			return
		}
		_, _ = io.WriteString(w, onePage)
	})
	cl, waits := client(t, Config{Base: base})
	if _, _, err := search(t.Context(), cl); err != nil || !slices.Equal(*waits, []time.Duration{9 * time.Second}) {
		t.Errorf("%v, waited %v", err, *waits)
	}
}

func TestAnswersThatAreNoPage(t *testing.T) {
	long := `{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Flag","id":"1","x":"` + strings.Repeat("a", 3000) + `"}}]}`
	for name, c := range map[string]struct {
		body string
		kind Kind
	}{
		"a web page":      {"<!doctype html><html></html>", NotFHIR},
		"XML":             {`<Bundle xmlns="http://hl7.org/fhir"></Bundle>`, NotFHIR},
		"nothing":         {"", NotFHIR},
		"a word":          {"OK", Broken},
		"another thing":   {`{"status":"up"}`, NotFHIR},
		"a resource":      {`{"resourceType":"Patient","id":"1"}`, NotFHIR},
		"a login outcome": {`{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"login"}]}`, Refused},
		"a busy outcome":  {`{"resourceType":"OperationOutcome","issue":[{"severity":"fatal","code":"throttled"}]}`, Busy},
		"a mere hint":     {`{"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"informational"}]}`, NotSupported},
		"cut off":         {onePage[:60], Broken},
		"too large":       {long, Bounds},
		"too deep":        {`{"resourceType":"Bundle","entry":[` + strings.Repeat("[", 50) + strings.Repeat("]", 50) + `]}`, Bounds},
	} {
		t.Run(name, func(t *testing.T) {
			cl, _ := client(t, Config{Limits: stream.Limits{Value: 2000, Depth: 40}, Base: serve(t, func(w http.ResponseWriter, r *http.Request) {
				_, _ = io.WriteString(w, c.body)
			})})
			_, _, err := search(t.Context(), cl)
			if !IsKind(err, c.kind) {
				t.Errorf("%v, want %s", err, c.kind)
			}
			sentence(t, err)
		})
	}
}

func TestSilenceIsBroken(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	cl, _ := client(t, Config{Silence: 20 * time.Millisecond, Base: serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, onePage[:40])
		_ = http.NewResponseController(w).Flush()
		select {
		case <-release:
		case <-r.Context().Done():
		}
	})})
	start := time.Now()
	_, _, err := search(t.Context(), cl)
	if !IsKind(err, Broken) || time.Since(start) > 5*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
	sentence(t, err)
}

func TestNothingGoesElsewhere(t *testing.T) {
	asked := 0
	elsewhere := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		_, _ = io.WriteString(w, onePage)
	})
	link := func(next string) string {
		return `{"resourceType":"Bundle","link":[{"relation":"next","url":"` + next + `"}]}`
	}
	for name, c := range map[string]struct {
		handle http.HandlerFunc
		next   string // "" when the answer must fail
	}{
		"a redirect":          {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, elsewhere, http.StatusFound) }, ""},
		"redirects in circle": {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path, http.StatusFound) }, ""},
		"a next link":         {func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, link(elsewhere+"/Flag")) }, ""},
		"with a password": {func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, link("http://user:pass@"+r.Host+"/fhir/Flag"))
		}, ""},
		"another scheme":  {func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, link("file:///etc/passwd")) }, ""},
		"a relative link": {func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, link("Flag?page=2")) }, "/fhir/Flag?page=2"},
		"a rooted link":   {func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, link("/next?page=2")) }, "/next?page=2"},
		"a query only":    {func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, link("?page=2")) }, "/fhir/Flag?page=2"},
	} {
		t.Run(name, func(t *testing.T) {
			cl, _ := client(t, Config{Base: serve(t, c.handle)})
			page, _, err := search(t.Context(), cl)
			if c.next == "" && !IsKind(err, Foreign) || c.next != "" && (err != nil || !strings.HasSuffix(page.Next, c.next) || !cl.Own(page.Next)) {
				t.Errorf("%v, next %q", err, page.Next)
			}
			sentence(t, err)
		})
	}
	if asked > 0 {
		t.Errorf("the other server was asked %d times", asked)
	}
	if cl, _ := client(t, Config{Base: "https://h.example/fhir"}); cl.Own("https://h.example.evil.example/fhir") || cl.Own("https://h.example:444/fhir/x") || !cl.Own("http://h.example/fhir?page=2") {
		t.Error("what belongs to the server is taken wrongly")
	}
}

func TestParseBase(t *testing.T) {
	for base, ok := range map[string]bool{
		"https://hospital.example/fhir": true, "https://hospital.example/fhir/": true, "http://127.0.0.1:8080/fhir": true,
		"http://localhost/fhir": true, "http://[::1]:80": true, "http://hospital.example/fhir": false, "http://10.0.0.1/fhir": false,
		"http://127.0.0.1.evil.example/": false, "hospital.example": false, "ftp://hospital.example": false, "": false,
		"https://u:p@hospital.example/fhir": false, "https://hospital.example/fhir?x=1": false, "https:///fhir": false,
	} {
		u, err := ParseBase(base, false)
		if (err == nil) != ok {
			t.Errorf("%q: %v", base, err)
		}
		if err == nil && strings.HasSuffix(u.String(), "/") {
			t.Errorf("%q became %q", base, u)
		}
		sentence(t, err)
	}
	if _, err := ParseBase("http://hospital.example/fhir", true); err != nil {
		t.Errorf("an explicit choice is refused: %v", err)
	}
}

func TestRate(t *testing.T) {
	cl, _ := client(t, Config{Rate: 50, Base: serve(t, func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, onePage) })})
	start := time.Now()
	for range 15 { // ten at once, then one each 20 ms
		if _, _, err := search(t.Context(), cl); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(start); took < 80*time.Millisecond {
		t.Errorf("15 requests in %v", took)
	}
	if cl.Requests() != 15 {
		t.Errorf("%d counted", cl.Requests())
	}
}

func TestCapability(t *testing.T) {
	cl, _ := client(t, Config{Base: serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/fhir/metadata":
			_, _ = io.WriteString(w, `{"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","software":{"name":"S","version":"2"},"rest":[
				{"mode":"client","resource":[{"type":"Group"}]},
				{"mode":"server","security":{"service":[{"coding":[{"code":"SMART-on-FHIR"}]}]},"operation":[{"name":"everything"}],"resource":[
				{"type":"Patient","interaction":[{"code":"read"},{"code":"search-type"}],"searchParam":[{"name":"name"}],"searchInclude":["Patient:organization"]},
				{"type":"Flag"},{"type":"Binary","interaction":[{"code":"read"}]}]}]}`)
		case "/fhir/.well-known/smart-configuration":
			_, _ = io.WriteString(w, `{"token_endpoint":"https://h/t","authorization_endpoint":"https://h/a"}`)
		default:
			http.NotFound(w, r)
		}
	})})
	got, err := cl.Capability(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got.FHIRVersion != "4.0" || got.Software != "S 2" || !got.Everything || !slices.Equal(got.Security, []string{"SMART-on-FHIR"}) || len(got.Types) != 3 {
		t.Errorf("%+v", got)
	}
	if p := got.Types["Patient"]; !p.Search || !p.Takes("name") || p.Takes("birthdate") || len(p.Includes) != 1 {
		t.Errorf("%+v", p)
	}
	if f := got.Types["Flag"]; !f.Search || !f.Read || !f.Takes("anything") {
		t.Errorf("%+v", f)
	}
	if b := got.Types["Binary"]; b.Search || !b.Read {
		t.Errorf("%+v", b)
	}
	if conf, err := cl.Smart(t.Context()); err != nil || conf.TokenEndpoint == "" {
		t.Errorf("%v, %+v", err, conf)
	}
}
