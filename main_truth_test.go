package main

import "testing"

// TestDemoIsGatheredWhole asks that every hospital of the demo answered completely, that nothing in it is unreadable, and
// that each chart accounts for every resource. What the charts must hold is in TestPlanted, TestHazards and TestKnownErrors.
func TestDemoIsGatheredWhole(t *testing.T) {
	d := runDemo(t)
	if len(d.reports) != len(demoHospitals) {
		t.Errorf("%d sources", len(d.reports))
	}
	for _, r := range d.reports {
		if r.Partial || len(r.Errors) > 0 || r.Received == 0 || r.Unreadable > 0 {
			t.Errorf("%s: %+v", r.Name, r)
		}
	}
	for _, c := range d.shown {
		if !c.Ledger.Adds() || c.Ledger.Received == 0 {
			t.Errorf("%+v", c.Ledger)
		}
	}
}
