package stream

import (
	"errors"
	"strings"
	"testing"
	"testing/iotest"
)

func read(t *testing.T, text string, l Limits) (Head, []Entry, error) {
	t.Helper()
	var entries []Entry
	head, err := Bundle(iotest.OneByteReader(strings.NewReader(text)), l, func(e Entry) error {
		entries = append(entries, e)
		return nil
	})
	return head, entries, err
}

func TestBundleKeepsBytes(t *testing.T) {
	resource := "{ \"value\": 1.00,\n \"resourceType\" : \"Observation\", \"text\":\"a \\\"quoted\\\" } ] \\u00e9 é\", \"id\":\"o1\" }"
	text := "\xEF\xBB\xBF{\"total\": 3, \"entry\": [ {\"search\":{\"mode\":\"match\"},\"fullUrl\":\"urn:uuid:1\", \"resource\": " + resource + " },\n{\"request\":{\"method\":\"GET\",\"url\":\"Patient\"}}, {\"resource\":null} ]," +
		"\"link\":[{\"relation\":\"self\",\"url\":\"s\"},{\"relation\":\"next\",\"url\":\"n\"}], \"type\":\"searchset\",\"resourceType\":\"Bundle\"}"
	head, entries, err := read(t, text, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if head.ResourceType != "Bundle" || head.BundleType != "searchset" || head.Total != 3 || head.Next != "n" || head.Self != "s" || head.Entries != 3 {
		t.Errorf("%+v", head)
	}
	e := entries[0]
	if string(e.Raw) != resource || e.Type != "Observation" || e.ID != "o1" || e.FullURL != "urn:uuid:1" || e.Mode != "match" || e.Bad != nil {
		t.Errorf("%+v", e)
	}
	if entries[1].Method != "GET" || entries[1].Raw != nil || entries[2].Raw != nil {
		t.Errorf("%+v", entries[1:])
	}
}

func TestBundleErrors(t *testing.T) {
	const one = `{"resource":{"resourceType":"Flag","id":"1"}}`
	deep := strings.Repeat("[", 300) + strings.Repeat("]", 300)
	for _, c := range []struct {
		name, text string
		limits     Limits
		err        error // nil: a *SyntaxError
		entries    int
	}{
		{"nothing", " \n", Limits{}, ErrEmpty, 0},
		{"a web page", "<!DOCTYPE html><html>", Limits{}, ErrHTML, 0},
		{"XML", `<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir">`, Limits{}, ErrXML, 0},
		{"no object", "[1]", Limits{}, nil, 0},
		{"cut in an entry", `{"entry":[` + one + `,{"resource":{"a`, Limits{}, ErrCutOff, 1},
		{"cut between entries", `{"entry":[` + one + `,`, Limits{}, ErrCutOff, 1},
		{"cut after the entries", `{"entry":[` + one + `]`, Limits{}, ErrCutOff, 1},
		{"brackets that do not match", `{"entry":[` + one + `,{"resource":{"a":[}]}]}`, Limits{}, nil, 1},
		{"no comma", `{"entry":[` + one + one + `]}`, Limits{}, nil, 1},
		{"no colon", `{"entry" []}`, Limits{}, nil, 0},
		{"no key", `{entry:[]}`, Limits{}, nil, 0},
		{"too deep", `{"entry":[` + one + `,{"resource":` + deep + `}]}`, Limits{}, ErrTooDeep, 1},
		{"too large an entry", `{"entry":[` + one + `,{"resource":"` + strings.Repeat("a", 100) + `"}]}`, Limits{Value: 100}, ErrTooLarge, 1},
		{"too large", `{"entry":[` + one + `,` + one + `]}`, Limits{Total: 70}, ErrTooLarge, 1},
		{"too long a word", `{"total":` + strings.Repeat("1", 5000) + `}`, Limits{}, nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, entries, err := read(t, c.text, c.limits)
			var syntax *SyntaxError
			if c.err != nil && !errors.Is(err, c.err) || c.err == nil && !errors.As(err, &syntax) {
				t.Errorf("%v, want %v", err, c.err)
			}
			if len(entries) != c.entries {
				t.Errorf("%d entries, want %d", len(entries), c.entries)
			}
		})
	}
}

func TestOneBadEntryDoesNotSpoilItsNeighbours(t *testing.T) {
	_, entries, err := read(t, `{"entry":[{"resource":{"resourceType":"Flag","id":"1"}},{"resource":{"resourceType":Flag}},{"resource":{"resourceType":"Flag","id":"3"}}]}`, Limits{})
	if err != nil || len(entries) != 3 || entries[1].Bad == nil || entries[2].ID != "3" {
		t.Errorf("%v, %+v", err, entries)
	}
}

func TestBundleStopsWhenTold(t *testing.T) {
	stop := errors.New("stop")
	n := 0
	_, err := Bundle(strings.NewReader(`{"entry":[{},{},{}]}`), Limits{}, func(Entry) error {
		n++
		return stop
	})
	if !errors.Is(err, stop) || n != 1 {
		t.Errorf("%v after %d", err, n)
	}
}

func TestOutcome(t *testing.T) {
	head, _, err := read(t, `{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"throttled","diagnostics":"secret"}]}`, Limits{})
	if err != nil || len(head.Issues) != 1 || head.Issues[0] != (Issue{"error", "throttled"}) {
		t.Errorf("%v, %+v", err, head)
	}
	if got := Issues([]byte(`{"resourceType":"Patient","issue":[{"code":"x"}]}`)); got != nil {
		t.Errorf("%v", got)
	}
}

func TestCheck(t *testing.T) {
	for text, ok := range map[string]bool{`{"a":[1,2.50,null]}`: true, "\xEF\xBB\xBF{}": true, `{"a":01}`: false, `{} {}`: false, `{"a"`: false, ``: false, `{'a':1}`: false} {
		if err := Check([]byte(text), Limits{}); (err == nil) != ok {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzBundle(f *testing.F) {
	f.Add(`{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"1"}}],"link":[{"relation":"next","url":"x"}]}`)
	f.Add(`{"entry":[{"resource":"\u00`)
	f.Fuzz(func(t *testing.T, text string) {
		total := 0
		_, _ = Bundle(strings.NewReader(text), Limits{Total: 1 << 20, Value: 1 << 16, Depth: 20}, func(e Entry) error {
			total += len(e.Raw)
			return nil
		})
		if total > len(text) {
			t.Errorf("%d bytes of %d", total, len(text))
		}
	})
}

func BenchmarkBundle(b *testing.B) {
	entry := `{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Observation","text":"` + strings.Repeat("some words of a narrative, ", 40) + `","id":"1"}},`
	text := `{"resourceType":"Bundle","entry":[` + strings.Repeat(entry, 1000) + `{}]}`
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := Bundle(strings.NewReader(text), Limits{}, func(Entry) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
