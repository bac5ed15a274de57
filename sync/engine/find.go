package engine

import (
	"context"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/sync/convert"
	"anamnesis/sync/endpoint"
	"anamnesis/sync/stream"
)

const (
	maxFound     = 200  // patients of one search
	maxListed    = 5000 // patients of a source that is asked for all
	maxQuestions = 8    // searches for one text
	maxFindPages = 200  // of one search
)

// Find asks one endpoint for patients. A text is tried as an identifier, as a birth date and as parts of a name, also in
// the other script where it is Latin or Cyrillic.
func (e *Engine) Find(ctx context.Context, s record.Source, q app.Query) ([]record.Fact, error) {
	srv, err := e.server(s)
	if err != nil {
		return nil, err
	}
	offers, err := srv.capabilities(ctx, e.cfg.Now())
	if err != nil {
		return nil, err
	}
	version := offers.FHIRVersion
	if version == "" {
		version = s.FHIRVersion
	}
	limit := q.Limit
	if limit <= 0 {
		limit = maxFound
	}
	f := &finding{client: srv.client, limit: limit, seen: map[string]bool{},
		reader: convert.Reader{Source: s.Name, FHIRVersion: version, BaseURL: srv.client.Base()}}
	questions := ask(q)
	if q == (app.Query{Limit: q.Limit}) {
		if q.Limit <= 0 {
			f.limit = maxListed
		}
		questions = []url.Values{{}}
	}
	var failed error
	for _, question := range questions {
		if err := f.search(ctx, question); err != nil {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if !endpoint.IsKind(err, endpoint.NotSupported) {
				return nil, err
			}
			failed = err // one way of asking; the others may do
		}
		if len(f.found) >= f.limit {
			break
		}
	}
	if len(f.found) == 0 && failed != nil {
		return nil, failed
	}
	return f.found, nil
}

// finding collects what the searches bring.
type finding struct {
	client *endpoint.Client
	reader convert.Reader
	limit  int
	seen   map[string]bool
	found  []record.Fact
}

func (f *finding) search(ctx context.Context, q url.Values) error {
	q = cloned(q)
	q.Set("_count", pageSize)
	visited := map[string]bool{}
	for address := f.client.URL("Patient", q); address != "" && !visited[address] && len(visited) < maxFindPages && len(f.found) < f.limit; {
		visited[address] = true
		page, err := f.client.Search(ctx, address, func(e stream.Entry) error {
			if e.Type != "Patient" || f.seen[e.ID] || len(f.found) >= f.limit || len(e.Raw) == 0 {
				return nil
			}
			f.seen[e.ID] = true
			f.found = append(f.found, f.reader.Read(e.Raw).Facts[0])
			return nil
		})
		if err != nil {
			return err
		}
		address = page.Next
	}
	return nil
}

func cloned(q url.Values) url.Values {
	out := url.Values{}
	for k, v := range q {
		out[k] = slices.Clone(v)
	}
	return out
}

// ask turns a query into searches, most telling first.
func ask(q app.Query) []url.Values {
	if q.ID != "" {
		return []url.Values{{"_id": {q.ID}}}
	}
	if q.Identifier.Value != "" {
		token := q.Identifier.Value
		if q.Identifier.System != "" {
			token = q.Identifier.System + "|" + token
		}
		return []url.Values{{"identifier": {token}}}
	}
	var out []url.Values
	if q.Family != "" || q.Given != "" || q.BirthDate != "" {
		for _, family := range scripts(q.Family) {
			for _, given := range scripts(q.Given) {
				v := url.Values{}
				for name, value := range map[string]string{"family": family, "given": given, "birthdate": q.BirthDate} {
					if value != "" {
						v.Set(name, value)
					}
				}
				out = append(out, v)
			}
		}
	}
	return bounded(append(out, askText(q.Text)...))
}

func bounded(qs []url.Values) []url.Values {
	return qs[:min(len(qs), maxQuestions)]
}

// askText reads free text: an identifier, a birth date, parts of a name, or a name and a birth date.
func askText(text string) []url.Values {
	var words, tokens []string
	var date string
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' }) {
		switch d := readDate(w); {
		case d != "" && date == "":
			date = d
			if len(d) == 4 { // a year may be an identifier too
				tokens = append(tokens, w)
			}
		case strings.ContainsFunc(w, unicode.IsDigit) || strings.Contains(w, "|"):
			tokens = append(tokens, w)
		default:
			words = append(words, w)
		}
	}
	var out []url.Values
	if len(words) == 0 && date == "" || len(words) == 0 && len(date) == 4 {
		for _, t := range tokens {
			out = append(out, url.Values{"identifier": {t}})
		}
		for _, t := range tokens {
			if !strings.Contains(t, "|") {
				out = append(out, url.Values{"_id": {t}})
			}
		}
	} else {
		for _, t := range tokens {
			out = append(out, url.Values{"identifier": {t}})
		}
	}
	for _, name := range scripts(strings.Join(words, " ")) {
		v := url.Values{}
		if name != "" {
			v["name"] = strings.Fields(name) // repeated: all of them
		}
		if date != "" {
			v.Set("birthdate", date)
		}
		if len(v) > 0 {
			out = append(out, v)
		}
	}
	if len(words) == 1 && date == "" && idShape.MatchString(words[0]) {
		out = append(out, url.Values{"_id": {words[0]}})
	}
	return out
}

// idShape is a word without a digit that is sooner a FHIR id than a name: our own lists print ids, and they may be typed
// back.
var idShape = regexp.MustCompile(`^[A-Za-z.]+-[A-Za-z.-]+$`)

// dateForms are the ways to write a birth date; day and month in the order of Europe.
var dateForms = []struct {
	shape  *regexp.Regexp
	layout string
	fhir   string
}{
	{regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`), "2006-01-02", "2006-01-02"},
	{regexp.MustCompile(`^\d{1,2}\.\d{1,2}\.\d{4}$`), "2.1.2006", "2006-01-02"},
	{regexp.MustCompile(`^\d{4}-\d{2}$`), "2006-01", "2006-01"},
	{regexp.MustCompile(`^(18|19|20)\d{2}$`), "2006", "2006"},
}

// readDate returns the FHIR date that a word is, "" when it is none. A date with slashes is not read: 03/04 is the third
// of April or the fourth of March.
func readDate(w string) string {
	for _, f := range dateForms {
		if f.shape.MatchString(w) {
			if t, err := time.Parse(f.layout, w); err == nil {
				return t.Format(f.fhir)
			}
		}
	}
	return ""
}
