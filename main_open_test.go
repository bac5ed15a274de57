package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// openCases is the one place that lists the planted cases which the chart does not hold yet: a line "TEST: why".
const openCases = "testdata/open-cases.txt"

// found collects what does not hold; it is empty when a case holds.
type found []string

func (f *found) add(format string, args ...any) { *f = append(*f, fmt.Sprintf(format, args...)) }

// TestOpenCasesAreCases holds the list of open cases to names that exist: a case that is renamed must be renamed there too.
func TestOpenCasesAreCases(t *testing.T) {
	d := runDemo(t)
	var names []string
	for _, c := range plantedCases(d) {
		names = append(names, "TestPlanted/"+c.section+"/"+c.name)
	}
	names = append(names, hazardNames(d)...)
	slices.Sort(names)
	for i := 1; i < len(names); i++ {
		if names[i] == names[i-1] {
			t.Errorf("two cases are named %s", names[i])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(readOpen(t))) {
		if _, ok := slices.BinarySearch(names, name); !ok {
			t.Errorf("%s lists %s, which is no case", openCases, name)
		}
	}
}

// opened are the open cases by the names of their tests.
type opened map[string]string

func readOpen(t *testing.T) opened {
	t.Helper()
	raw, err := os.ReadFile(openCases)
	must(t, err)
	list := opened{}
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name, why, ok := strings.Cut(line, ": ")
		if !ok || list[name] != "" {
			t.Fatalf("%s: not one case with a sentence why: %s", openCases, line)
		}
		list[name] = why
	}
	return list
}

// judge fails a case that does not hold, unless it is listed as open, and one that holds although it is. It reports
// whether the case holds.
func (o opened) judge(t *testing.T, problems found) bool {
	t.Helper()
	why, listed := o[t.Name()]
	switch {
	case !listed:
		for _, p := range problems {
			t.Error(p)
		}
	case len(problems) == 0:
		t.Errorf("holds now: remove it from %s", openCases)
	default:
		t.Skipf("open: %s\n%s", why, strings.Join(problems, "\n"))
	}
	return len(problems) == 0
}
