package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"anamnesis/app"
	"anamnesis/app/chart"
	"anamnesis/ui/command"
)

// corpus returns a path of the public FHIR data that lies beside the repository, and skips the test where it does not.
func corpus(t *testing.T, elem ...string) string {
	t.Helper()
	root := os.Getenv("ANAMNESIS_SHARED")
	if root == "" {
		root = filepath.Join("..", "shared")
	}
	path := filepath.Join(append([]string{root, "corpus"}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skip("the public corpus is not here")
	}
	return path
}

// program runs one command line in this process and returns its exit status and what it printed.
func program(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	status = command.Run(t.Context(), command.Env{
		Args: args, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Now: time.Now, DefaultVault: defaultVault,
		OpenVault: openVault, OpenWindow: openWindow, StartDemo: startDemo, ReadPatients: readPatients,
	})
	return status, out.String(), errs.String()
}

// imported runs an import and checks what must hold for any: the counts, the people's ledgers, the reasons.
func imported(t *testing.T, wantStatus int, paths ...string) app.SourceReport {
	t.Helper()
	vault := t.TempDir()
	status, out, errs := program(t, append([]string{"--vault", vault, "--json", "import", "--source", "Corpus"}, paths...)...)
	if status != wantStatus {
		t.Fatalf("status %d, want %d: %s%s", status, wantStatus, errs, cut(out, 2000))
	}
	var doc struct{ Sources []app.SourceReport }
	must(t, json.Unmarshal([]byte(out), &doc))
	rep := doc.Sources[0]
	status, out, errs = program(t, "--vault", vault, "--json", "patients")
	var rows []app.PersonRow
	must(t, json.Unmarshal([]byte(out), &rows))
	if status != 0 {
		t.Fatal(errs)
	}
	for _, p := range rows {
		status, out, errs := program(t, "--vault", vault, "--json", "chart", p.ID)
		if status != 0 {
			t.Fatalf("chart: status %d: %s", status, errs)
		}
		var c chart.Chart
		must(t, json.Unmarshal([]byte(out), &c))
		if !c.Ledger.Adds() || c.Ledger.Received == 0 {
			t.Errorf("a ledger does not add up: %+v", c.Ledger)
		}
	}
	reasons := slices.Sorted(maps.Keys(rep.Warnings))
	t.Logf("%d people, %d received, %d unreadable, FHIR %s, %d reasons: %s", len(rows), rep.Received, rep.Unreadable, rep.Version,
		len(reasons), cut(strings.Join(reasons, "; "), 1500))
	return rep
}

func cut(s string, n int) string {
	if len(s) > n {
		return s[:n] + " ..."
	}
	return s
}

// maxUnreadable is the share of resources of a valid set that may stay unread.
const maxUnreadable = 0.02

func readable(t *testing.T, rep app.SourceReport) {
	t.Helper()
	if rep.Received == 0 || float64(rep.Unreadable) > maxUnreadable*float64(rep.Received) {
		t.Errorf("%d of %d unreadable: %v", rep.Unreadable, rep.Received, rep.Warnings)
	}
}

func TestCorpusSyntheaBundles(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(corpus(t, "synthea", "r4"), "*.json.gz"))
	must(t, err)
	if len(files) != 22 {
		t.Fatalf("%d bundles", len(files))
	}
	if testing.Short() {
		files = files[:2]
	}
	for _, f := range files {
		t.Run(filepath.Base(f)[:8], func(t *testing.T) {
			rep := imported(t, command.Done, f)
			if rep.Unreadable > 0 {
				t.Errorf("%d unreadable: %v", rep.Unreadable, rep.Warnings)
			}
		})
	}
}

func TestCorpusValidSets(t *testing.T) {
	if testing.Short() {
		t.Skip("minutes")
	}
	for _, tt := range []struct {
		name, path string
		status     int
	}{
		{"US Core examples", "us-core/us-core-9.0.0-examples.zip", command.Done},
		{"R4 examples", "hl7-examples/hl7.fhir.r4.examples-4.0.1-clinical.zip", command.Done},
		{"STU3 examples", "hl7-examples/hl7.fhir.r3.examples-3.0.2-clinical.zip", command.Done},
		{"67 STU3 patients", "synthea/smart-stu3-67-patients.zip", command.Done},
		{"IPS examples", "ips/hl7.fhir.uv.ips-2.0.0-examples.zip", command.Done},
		{"bulk export, 13 patients, with the exporter's log, which is no FHIR", "synthea/bulk-2025-10-patients", command.Partial},
	} {
		t.Run(tt.name, func(t *testing.T) {
			readable(t, imported(t, tt.status, corpus(t, strings.Split(tt.path, "/")...)))
		})
	}
}

// R5 is kept, listed and said to be unread, until it is read.
func TestCorpusR5IsKeptUnread(t *testing.T) {
	if testing.Short() {
		t.Skip("minutes")
	}
	rep := imported(t, command.Done, "--fhir-version", "5.0", corpus(t, "hl7-examples", "hl7.fhir.r5.examples-5.0.0-clinical.zip"))
	if rep.Received < 1000 || rep.Unreadable != rep.Received {
		t.Errorf("%d received, %d unreadable", rep.Received, rep.Unreadable)
	}
}

// The broken files never crash it: a clear error each, and what was readable is in.
func TestCorpusBrokenFiles(t *testing.T) {
	for _, name := range []string{"fhir-test-cases-validator.zip", "google-fhir-primitive-valid-invalid.zip"} {
		t.Run(name, func(t *testing.T) {
			path := corpus(t, "nasty", name)
			dir := t.TempDir()
			unzip(t, path, dir)
			vault := t.TempDir()
			status, out, errs := program(t, "--vault", vault, "--json", "import", "--source", "Broken", dir)
			if status != command.Partial && status != command.Failed {
				t.Fatalf("status %d: %s", status, errs)
			}
			if status == command.Failed {
				t.Log("nothing readable: ", errs)
				return
			}
			var doc struct{ Sources []app.SourceReport }
			must(t, json.Unmarshal([]byte(out), &doc))
			rep := doc.Sources[0]
			for _, e := range rep.Errors {
				if (e.File == "" && !strings.Contains(e.Message, "file")) || len(e.Message) < 20 {
					t.Errorf("an error without its file or a sentence: %+v", e)
				}
			}
			t.Logf("%d received, %d unreadable, %d errors", rep.Received, rep.Unreadable, len(rep.Errors))
			if status, _, errs := program(t, "--vault", vault, "patients"); status != 0 {
				t.Error(errs)
			}
		})
	}
}

func unzip(t *testing.T, path, dir string) {
	t.Helper()
	z, err := zip.OpenReader(path)
	must(t, err)
	defer z.Close()
	must(t, os.CopyFS(dir, z))
}

// The largest patient at hand: 39,667 resources of one person. The figures it prints go into the closing note.
func TestCorpusLargestPatient(t *testing.T) {
	if os.Getenv("ANAMNESIS_LONG") == "" {
		t.Skip("minutes; ANAMNESIS_LONG=1 runs it")
	}
	path := corpus(t, "synthea", "large-one-patient")
	vault := t.TempDir()
	start := time.Now()
	status, out, errs := program(t, "--vault", vault, "--json", "import", "--source", "Large", path)
	if status != command.Done {
		t.Fatal(status, errs, cut(out, 2000))
	}
	took := time.Since(start)
	var doc struct{ Sources []app.SourceReport }
	must(t, json.Unmarshal([]byte(out), &doc))
	rep := doc.Sources[0]
	if rep.Received != 39667 || rep.Unreadable != 0 {
		t.Errorf("%d received, %d unreadable", rep.Received, rep.Unreadable)
	}
	var rows []app.PersonRow
	_, out, _ = program(t, "--vault", vault, "--json", "patients")
	must(t, json.Unmarshal([]byte(out), &rows))
	a, closeVault, err := openVault(t.Context(), command.VaultOptions{Dir: vault})
	must(t, err)
	defer func() { must(t, closeVault()) }()
	start = time.Now()
	c, err := a.Chart(t.Context(), rows[0].ID, app.ChartOptions{})
	must(t, err)
	opened := time.Since(start)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	rowsShown := 0
	for _, g := range c.Overview {
		for _, r := range g.Rows {
			if !r.Exempt {
				rowsShown++
			}
		}
	}
	t.Logf("import %.1f s, chart %.2f s, %d MB from the system; ledger %+v; %d entries, %d series, %d conflicts, first screen %d rows",
		took.Seconds(), opened.Seconds(), m.Sys>>20, c.Ledger, len(c.Entries), len(c.Series), len(c.Conflicts), rowsShown)
	if !c.Ledger.Adds() || c.Ledger.Received != 39667 {
		t.Errorf("the ledger: %+v", c.Ledger)
	}
	if rowsShown > 60 {
		t.Errorf("the first screen has %d rows that count, more than 60", rowsShown)
	}
}
