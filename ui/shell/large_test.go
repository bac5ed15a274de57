package shell

import (
	"context"
	"encoding/json"
	"os"
	"testing"
	"time"

	"anamnesis/app"
	"anamnesis/app/chart"
	"anamnesis/ui/sample"
)

// stored answers with a chart from a file, as `chart --json` wrote it.
type stored struct {
	*sample.Data
	chart *chart.Chart
}

func (s stored) People(context.Context) ([]app.PersonRow, error) {
	p := s.chart.Person
	return []app.PersonRow{{ID: p.ID, Name: p.Name, BirthDate: p.BirthDate, Sex: p.Sex}}, nil
}

func (s stored) Chart(context.Context, string, app.ChartOptions) (*chart.Chart, error) {
	return s.chart, nil
}

// TestLookLarge times every view of the chart that ANAMNESIS_CHART names, and a step of the wheel in it.
func TestLookLarge(t *testing.T) {
	path := os.Getenv("ANAMNESIS_CHART")
	if path == "" {
		t.Skip("ANAMNESIS_CHART names no chart")
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c := &chart.Chart{}
	if err := json.Unmarshal(raw, c); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	r := newRig(t, stored{&sample.Data{}, c}, Options{Person: c.Person.ID}, small768)
	t.Logf("open: %v, %d entries", time.Since(start), len(c.Entries))
	for _, v := range ViewNames() {
		start := time.Now()
		r.Show(v, "")
		shown := time.Since(start)
		start = time.Now()
		r.win.Canvas().Capture()
		t.Logf("%-12s shown in %v, painted in %v", v, shown, time.Since(start))
	}
}
