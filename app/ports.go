package app

import (
	"context"
	"time"

	"anamnesis/app/record"
	"anamnesis/app/terms"
)

// Store is what the application needs of the cache.
type Store interface {
	Auditor
	Inspector
	Eraser
	Copier

	Sources(ctx context.Context) ([]record.Source, error)
	AddSource(ctx context.Context, s record.Source) error
	RemoveSource(ctx context.Context, name string) error

	// Patients returns the Patient fact of every patient record in the cache.
	Patients(ctx context.Context) ([]record.Fact, error)
	// Appointments returns the fact of every Appointment in the cache.
	Appointments(ctx context.Context) ([]record.Fact, error)
	// Counts returns the number of resources by patient record.
	Counts(ctx context.Context) (map[record.Ref]int, error)
	// Facts returns the facts of the patients' compartments and of what they reference, and which resources their
	// source deleted.
	Facts(ctx context.Context, patients []record.Ref) (facts []record.Fact, deleted []record.Ref, err error)
	// Arrived says when the present version of each resource of the patients was saved.
	Arrived(ctx context.Context, patients []record.Ref) (map[record.Ref]time.Time, error)
	// Raw returns a resource as it was received.
	Raw(ctx context.Context, ref record.Ref) (record.Resource, error)
	States(ctx context.Context, patients []record.Ref) ([]record.TypeState, error)
	// SaveStates records completeness that no page proves: a source that was asked and does not know the person.
	SaveStates(ctx context.Context, states []record.TypeState) error
	// SourceCounts returns how many patients and resources each source has in the cache.
	SourceCounts(ctx context.Context) (map[string][2]int, error)
	Equivalences(ctx context.Context) (terms.Equivalences, error)

	People(ctx context.Context) ([]record.Person, error)
	Reviews(ctx context.Context) ([]record.Review, error)
	// SavePeople replaces all people and the pairs to review.
	SavePeople(ctx context.Context, people []record.Person, reviews []record.Review) error

	Decisions(ctx context.Context) ([]record.Decision, error)
	SaveDecision(ctx context.Context, d record.Decision) error

	// Looked returns when the profile last opened the person, zero for never, and SetLooked records it.
	Looked(ctx context.Context, person, profile string) (time.Time, error)
	SetLooked(ctx context.Context, person, profile string, at time.Time) error
}

// Gatherer is what the application needs of the sources.
type Gatherer interface {
	// Test asks an endpoint what it is and proves that it answers.
	Test(ctx context.Context, s record.Source) (SourceTest, error)
	// Find asks one endpoint for patients.
	Find(ctx context.Context, s record.Source, q Query) ([]record.Fact, error)
	// Gather brings one patient's compartment from one endpoint into the cache, resuming where it stopped.
	Gather(ctx context.Context, s record.Source, patient string, progress func(Progress)) (SourceReport, error)
	// Import reads files as the source s.
	Import(ctx context.Context, s record.Source, paths []string, opt ImportOptions, progress func(Progress)) (SourceReport, error)
}

// Query asks a source for patients. The zero Query asks for all whom the source lists.
type Query struct {
	Text       string            // free text: an identifier, a name, a birth date
	ID         string            // logical id on the source, exact
	Identifier record.Identifier // exact
	Family     string
	Given      string
	BirthDate  string // FHIR date
	Limit      int    // most patients to return; 0 is the source's own bound
}

// ImportOptions say how to read files.
type ImportOptions struct {
	FHIRVersion string // auto, 3.0, 4.0, 4.3, 5.0
}

// Progress is how far one source has come. It holds no patient data.
type Progress struct {
	Source   string
	Type     string // FHIR type being gathered
	Received int
	Expected int // 0 when not known
	Done     bool
	Note     string // a sentence when something is worth saying: waiting, refused ...
}

// SourceReport says what one source brought; its JSON is the contract of `sync --json` and `import --json`.
type SourceReport struct {
	Name       string         `json:"name"`
	Received   int            `json:"received"`
	New        int            `json:"new"`
	Changed    int            `json:"changed"`
	Unchanged  int            `json:"unchanged"`
	Deleted    int            `json:"deleted"`
	Unreadable int            `json:"unreadable"`
	Errors     []SourceError  `json:"errors"`
	Warnings   map[string]int `json:"warnings,omitempty"` // reason -> how many resources; element paths only, no patient data
	Version    string         `json:"fhirVersion,omitempty"`
	// Partial is true when a source, a type or a whole file failed or was refused (exit status 3).
	Partial bool `json:"partial,omitempty"`
}

// SourceError is one thing that failed and what to do about it.
type SourceError struct {
	Type    string `json:"type,omitempty"` // FHIR type, "" for the whole source
	File    string `json:"file,omitempty"` // base name of a file that the user gave
	Message string `json:"message"`        // a sentence that says what to do
}

// Count adds what was saved.
func (r *SourceReport) Count(s record.Saved) {
	r.Received += s.Received
	r.New += s.New
	r.Changed += s.Changed
	r.Unchanged += s.Unchanged
	r.Deleted += s.Deleted
	r.Unreadable += s.Unreadable
}

// SourceTest is what an endpoint says of itself and what it proved to do.
type SourceTest struct {
	Name        string   `json:"name"`
	URL         string   `json:"url"`
	FHIRVersion string   `json:"fhirVersion"`
	Software    string   `json:"software,omitempty"`
	Types       int      `json:"types"` // resource types that it offers
	Security    []string `json:"security,omitempty"`
	Notes       []string `json:"notes,omitempty"`
}
