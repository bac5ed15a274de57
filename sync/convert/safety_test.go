package convert

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anamnesis/sync/convert/jsontree"
)

// samples are all hand-written resources, with the version that they are written in.
func samples(t testing.TB) map[string][][]byte {
	t.Helper()
	out := map[string][][]byte{}
	for dir, version := range map[string]string{"r4": "4.0", "stu3": "3.0"} {
		files, err := filepath.Glob(filepath.Join("testdata", dir, "*.json"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var raws []json.RawMessage
			if err := json.Unmarshal(data, &raws); err != nil {
				t.Fatal(err)
			}
			for _, raw := range raws {
				out[version] = append(out[version], raw)
			}
		}
	}
	return out
}

// TestWarningsHoldNoPatientData reads each sample as the wrong version and with its elements misplaced, and looks for any
// of its texts in the warnings.
func TestWarningsHoldNoPatientData(t *testing.T) {
	warnings := 0
	for _, raws := range samples(t) {
		for _, raw := range raws {
			root, err := jsontree.Parse(raw)
			if err != nil {
				t.Fatal(err)
			}
			var texts []string
			collect(root, &texts)
			wrapped := jsontree.NewObject(jsontree.M("resourceType", root.Get("resourceType")), jsontree.M("id", root),
				jsontree.M("text", root), jsontree.M("code", root), jsontree.M("Ivanova", jsontree.NewBool(true)),
				jsontree.M("subject", jsontree.NewString("Ivan Petrov")))
			for _, version := range []string{"4.0", "3.0"} {
				for _, input := range [][]byte{raw, wrapped.Append(nil)} {
					for _, f := range (Reader{Source: "A", FHIRVersion: version}).Read(input).Facts {
						for _, w := range f.Warnings {
							warnings++
							_, reason, _ := strings.Cut(w, ": ")
							for _, s := range append(texts, "Ivan") {
								if len(s) > 3 && strings.Contains(w, s) && s != f.Ref.Type && !strings.Contains(reason, "FHIR "+version) {
									t.Errorf("the warning %q holds the text %q", w, s)
								}
							}
						}
					}
				}
			}
		}
	}
	if warnings < 100 {
		t.Errorf("only %d warnings were looked at; the test has lost its grip", warnings)
	}
}

// collect gathers texts that are no codes: those with a blank, a digit or a capital letter inside.
func collect(n *jsontree.Node, out *[]string) {
	if s := n.Str(); strings.ContainsAny(s, " 0123456789") {
		*out = append(*out, s)
	}
	for _, m := range n.Members {
		collect(m.Value, out)
	}
	for _, x := range n.Items {
		collect(x, out)
	}
}

// TestReadIsConcurrent: several goroutines that share a reader get what one alone gets.
func TestReadIsConcurrent(t *testing.T) {
	for version, raws := range samples(t) {
		reader := Reader{Source: "A", FHIRVersion: version}
		want := make([]any, len(raws))
		for i, raw := range raws {
			want[i] = reader.Read(raw)
		}
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				for i, raw := range raws {
					if d := cmp.Diff(want[i], any(reader.Read(raw))); d != "" {
						t.Errorf("read at the same time, resource %d differs:\n%s", i, d)
					}
				}
			})
		}
		wg.Wait()
	}
}

// FuzzRead: whatever comes in, exactly one accounted resource comes out, and no mistake of ours is swallowed on the way.
func FuzzRead(f *testing.F) {
	for version, raws := range samples(f) {
		for _, raw := range raws {
			f.Add(raw, version == "3.0")
		}
	}
	for _, s := range []string{"", "null", "[]", "{}", `{"resourceType":7}`, `{"resourceType":"Patient","contained":[null,{"resourceType":"Patient","id":"1"}]}`,
		strings.Repeat(`{"a":`, 200), "\uFEFF{\"resourceType\":\"Patient\"}", `{"resourceType":"Observation","valueQuantity":{"value":1e999999999}}`} {
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, raw []byte, old bool) {
		version := "4.0"
		if old {
			version = "3.0"
		}
		res := Reader{Source: "A", FHIRVersion: version}.Read(raw)
		holds(t, raw, res)
		for _, w := range res.Facts[0].Warnings {
			if strings.Contains(w, "the program failed") {
				t.Fatal(w)
			}
		}
	})
}
