package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// pkg is one line of `go list -json`.
type pkg struct {
	ImportPath  string
	Imports     []string
	TestImports []string
}

func packages(t *testing.T, args ...string) []pkg {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Imports,TestImports"}, args...)...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

const module = "anamnesis"

func ours(path string) bool { return path == module || strings.HasPrefix(path, module+"/") }

func within(path, room string) bool {
	return path == module+"/"+room || strings.HasPrefix(path, module+"/"+room+"/")
}

// The rooms of the design and what each may import of ours. The first rule whose room holds a package applies.
var rooms = []struct {
	room string
	may  []string
}{
	{"app/record", nil},
	{"app/units", []string{"app/record", "app/units", "assets"}},
	{"app/terms", []string{"app/record", "app/terms", "assets"}},
	{"app/people", []string{"app/record", "app/people", "app/terms", "assets"}},
	{"app/chart", []string{"app/record", "app/units", "app/terms", "app/chart", "assets"}},
	{"app/export", []string{"app/record", "app/chart", "app/export"}},
	{"app", []string{"app", "assets"}},
	{"store", []string{"store", "app", "assets"}},
	{"sync/endpoint", []string{"sync/endpoint", "sync/smart", "sync/stream", "app"}},
	{"sync/bulk", []string{"sync/bulk", "sync/smart", "sync/stream", "app"}},
	{"sync/smart", []string{"sync/smart", "app"}},
	{"sync/convert", []string{"sync/convert", "app", "assets"}},
	{"sync/engine", []string{"sync", "app", "assets"}},
	{"sync", []string{"sync", "app", "assets"}},
	{"ui/widgets", []string{"ui/widgets", "ui/theme", "assets"}},
	{"ui/theme", []string{"ui/theme", "assets"}},
	{"ui", []string{"ui", "app", "assets"}},
	{"assets", []string{"assets"}},
	{"testdata", nil},
}

func TestImportsRunOneWayDown(t *testing.T) {
	for _, p := range packages(t, "./...") {
		if p.ImportPath == module {
			continue // main wires the rooms
		}
		i := slices.IndexFunc(rooms, func(r struct {
			room string
			may  []string
		}) bool {
			return within(p.ImportPath, r.room)
		})
		if i < 0 {
			t.Errorf("%s stands in no room of the design", p.ImportPath)
			continue
		}
		for _, imp := range p.Imports {
			if ours(imp) && !slices.ContainsFunc(rooms[i].may, func(may string) bool { return within(imp, may) }) {
				t.Errorf("%s imports %s, which does not lie below it", p.ImportPath, imp)
			}
			if imp == module+"/sync/engine" {
				t.Errorf("%s imports sync/engine; only main may", p.ImportPath)
			}
		}
	}
}

// The packages that must stay pure: no I/O, no clock of their own, no user interface.
func TestPurePackagesStayPure(t *testing.T) {
	forbidden := []string{"os", "net", "net/http", "database/sql", "os/exec", "syscall"}
	all := packages(t, "-deps", ".") // what the program holds: a reader of test data may open files
	for _, room := range []string{"app/record", "app/units", "app/terms", "app/people", "app/chart", "app/export"} {
		for _, p := range all {
			if !within(p.ImportPath, room) {
				continue
			}
			for _, imp := range p.Imports {
				if slices.Contains(forbidden, imp) || strings.HasPrefix(imp, "fyne.io/") {
					t.Errorf("%s imports %s", p.ImportPath, imp)
				}
				if room == "app/record" && strings.Contains(imp, ".") {
					t.Errorf("%s imports %s; the standard library only", p.ImportPath, imp)
				}
			}
		}
	}
}

func TestOnlyTheWindowImportsFyne(t *testing.T) {
	for _, p := range packages(t, "-deps", "./app/...", "./store/...", "./sync/...") {
		if strings.HasPrefix(p.ImportPath, "fyne.io/") {
			t.Errorf("%s is reached from app, store or sync", p.ImportPath)
		}
	}
	for _, p := range packages(t, "./...") {
		if p.ImportPath != module && slices.Contains(p.Imports, "fyne.io/fyne/v2/app") {
			t.Errorf("%s imports fyne.io/fyne/v2/app; only main_window.go may", p.ImportPath)
		}
	}
}

func TestTheProgramHoldsNoTestServer(t *testing.T) {
	for _, p := range packages(t, "-deps", ".") {
		if within(p.ImportPath, "sync/fhirtest") || within(p.ImportPath, "ui/sample") {
			t.Errorf("the program contains %s", p.ImportPath)
		}
	}
}
