package main

import (
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"anamnesis/sync/fhirserve"
	"anamnesis/testdata"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"anamnesis": main})
}

// TestScripts runs the program as its users do, against real servers on loopback: RIVERSIDE is a demo hospital, HTML a
// server that answers everything with a web page, CLOSED an address where nobody listens.
func TestScripts(t *testing.T) {
	folder, err := fs.Sub(testdata.Hospitals, "hospitals/riverside")
	must(t, err)
	data, err := fhirserve.Load(folder)
	must(t, err)
	riverside, stop, err := fhirserve.New(data, fhirserve.Options{}).Start(t.Context())
	must(t, err)
	t.Cleanup(stop)
	html := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<html><body>Please log in to the hospital's network.</body></html>"))
	}))
	t.Cleanup(html.Close)
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("RIVERSIDE", riverside)
			e.Setenv("HTML", html.URL)
			e.Setenv("CLOSED", closed.URL)
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("XDG_CONFIG_HOME", e.WorkDir+"/config")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status},
	})
}

// status runs a program and asks for its exit status: status 3 anamnesis sync ...
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status CODE PROGRAM ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("%s ended with %d, want %d", args[1], got, want)
	}
}
