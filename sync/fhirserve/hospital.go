package fhirserve

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"time"
)

// defaultBase stamps resources without meta.lastUpdated where hospital.json gives no time.
var defaultBase = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

const defaultPageMax = 200

// Hospital is hospital.json: what the server says of itself.
type Hospital struct {
	Name        string `json:"name"`
	FHIRVersion string `json:"fhirVersion"` // 3.0, 4.0, 4.3, 5.0, or with the patch number
	Software    string `json:"software"`
	Publisher   string `json:"publisher"`

	// LastUpdated stamps the resources which state none (an instant, default 2026-01-01T00:00:00Z).
	LastUpdated time.Time `json:"lastUpdated"`
	// PageMax is the most resources in one page (default 200).
	PageMax int `json:"pageMax"`
	// PageDefault is the number of resources in a page when the client does not ask (default: half of PageMax).
	PageDefault int `json:"pageDefault"`
	// Types restricts what the server offers to these and to what its data hold. By default it offers every type of
	// its FHIR version that this package knows.
	Types []string `json:"types"`
}

// releases are the published versions of FHIR by their first two numbers.
var releases = map[string]string{
	"3.0": "3.0.2", "3.0.1": "3.0.1", "3.0.2": "3.0.2",
	"4.0": "4.0.1", "4.0.1": "4.0.1",
	"4.3": "4.3.0", "4.3.0": "4.3.0",
	"5.0": "5.0.0", "5.0.0": "5.0.0",
}

func readHospital(fsys fs.FS) (Hospital, error) {
	var h Hospital
	raw, err := fs.ReadFile(fsys, hospitalFile)
	if err != nil {
		return h, fmt.Errorf("a hospital needs a file %s: %w", hospitalFile, err)
	}
	if err := json.Unmarshal(raw, &h); err != nil {
		return h, fmt.Errorf("%s cannot be read: %w", hospitalFile, err)
	}
	return h.complete()
}

// complete fills in the defaults.
func (h Hospital) complete() (Hospital, error) {
	release, ok := releases[h.FHIRVersion]
	if !ok {
		return h, fmt.Errorf("%s: fhirVersion %q is none of 3.0, 4.0, 4.3, 5.0", hospitalFile, h.FHIRVersion)
	}
	h.FHIRVersion = release
	if h.LastUpdated.IsZero() {
		h.LastUpdated = defaultBase
	}
	if h.PageMax <= 0 {
		h.PageMax = defaultPageMax
	}
	if h.PageDefault <= 0 || h.PageDefault > h.PageMax {
		h.PageDefault = max(1, h.PageMax/2)
	}
	return h, nil
}

// stu3 reports whether the hospital speaks STU3.
func (h Hospital) stu3() bool { return h.FHIRVersion < "4" }
