package convert

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anamnesis/app/record"
)

var update = flag.Bool("update", false, "write the golden facts anew")

// TestGoldenFacts reads every resource of testdata/VERSION/*.json and compares the facts with the golden file beside it.
func TestGoldenFacts(t *testing.T) {
	for dir, version := range map[string]string{"r4": "4.0", "stu3": "3.0"} {
		files, err := filepath.Glob(filepath.Join("testdata", dir, "*.json"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no resources in testdata/%s: %v", dir, err)
		}
		for _, file := range files {
			t.Run(dir+"/"+strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				var raws []json.RawMessage
				if err := json.Unmarshal(data, &raws); err != nil {
					t.Fatal(err)
				}
				var out bytes.Buffer
				reader := Reader{Source: "Riverside", FHIRVersion: version}
				for _, raw := range raws {
					res := reader.Read(raw)
					holds(t, raw, res)
					for _, f := range res.Facts {
						f.ContentHash = "" // tested on its own; it would change with every touch of a resource
						dump(&out, reflect.ValueOf(f), "")
						out.WriteString("\n")
					}
				}
				golden := strings.TrimSuffix(file, ".json") + ".golden"
				if *update {
					if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
						t.Fatal(err)
					}
					return
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(out.String(), "\n")); d != "" {
					t.Errorf("the facts changed (go test -run Golden -update writes them anew):\n%s", d)
				}
			})
		}
	}
}

// dump writes what a value states, one line a field, and leaves out what it does not.
func dump(w *bytes.Buffer, v reflect.Value, indent string) {
	for i := range v.NumField() {
		field, name := v.Field(i), v.Type().Field(i).Name
		for field.Kind() == reflect.Pointer && !field.IsNil() {
			field = field.Elem()
		}
		if field.IsZero() || name == "Converter" {
			continue
		}
		if field.Kind() == reflect.Slice && field.Type().Elem().Kind() != reflect.Uint8 {
			for j := range field.Len() {
				line(w, fmt.Sprintf("%s%s[%d]", indent, name, j), field.Index(j), indent)
			}
			continue
		}
		line(w, indent+name, field, indent)
	}
}

func line(w *bytes.Buffer, label string, v reflect.Value, indent string) {
	switch x := v.Interface().(type) {
	case record.Time:
		fmt.Fprintf(w, "%s: %s\n", label, timeText(x))
	case record.Period:
		fmt.Fprintf(w, "%s: %s .. %s\n", label, timeText(x.Start), timeText(x.End))
	case record.Ref:
		fmt.Fprintf(w, "%s: %s\n", label, x)
	case record.Code:
		fmt.Fprintf(w, "%s: %s|%s %s\n", label, x.System, x.Code, x.Display)
	case record.Concept:
		fmt.Fprintf(w, "%s: %s\n", label, conceptText(x))
	case record.Quantity:
		fmt.Fprintf(w, "%s: %s%s %s [%s %s] read %s as %q\n", label, x.Comparator, x.Number, x.Unit, x.System, x.Code, x.Read, x.UCUM)
	case record.Detail:
		fmt.Fprintf(w, "%s: %s: %s\n", label, x.Label, x.Text)
	default:
		if v.Kind() == reflect.Struct {
			fmt.Fprintf(w, "%s:\n", label)
			dump(w, v, indent+"  ")
			return
		}
		fmt.Fprintf(w, "%s: %v\n", label, strings.ReplaceAll(fmt.Sprint(x), "\n", `\n`))
	}
}

func timeText(t record.Time) string {
	if t.Text == "" {
		return "-"
	}
	return fmt.Sprintf("%s (%d)", t.Text, t.Precision)
}

func conceptText(k record.Concept) string {
	var parts []string
	for _, x := range k.Codes {
		parts = append(parts, fmt.Sprintf("%s|%s %s", x.System, x.Code, x.Display))
	}
	return fmt.Sprintf("%q {%s}", k.Text, strings.Join(parts, "; "))
}
