package record

import "time"

// SourceKind tells an endpoint from a folder of files.
type SourceKind string

// The kinds of source.
const (
	SourceEndpoint SourceKind = "endpoint"
	SourceFiles    SourceKind = "files"
)

// Source is a FHIR endpoint or a folder of files.
type Source struct {
	Name        string // chosen by the user, unique without regard to case
	Kind        SourceKind
	URL         string // base URL of an endpoint, "" for files
	FHIRVersion string // 3.0, 4.0, 4.3, 5.0; "" when not known yet
	Added       time.Time
}

// Completeness of one resource type of one patient on one source.
type Completeness string

// The states of a type; the words are part of the JSON contract.
const (
	Complete Completeness = "complete"
	Partial  Completeness = "partial"
	Failed   Completeness = "failed"
	Refused  Completeness = "refused"
	NotAsked Completeness = "not-asked"
)

// TypeState says what is known about one type of one patient on one source.
type TypeState struct {
	Source   string
	Patient  string // logical id of the Patient on the source
	Type     string
	State    Completeness
	Received int
	AsOf     time.Time // when it was last asked
	Error    string    // a sentence, without patient data
}

// PersonLink is one patient record of a person, with the reason why it is theirs.
type PersonLink struct {
	Patient  Ref
	Score    float64 // probability 0..1
	Decision string  // same, review, different
	Why      []string
}

// Person is the patient records that are one human being. Its ID is random and survives new evidence.
type Person struct {
	ID    string
	Links []PersonLink // joined: at least one
}

// Review is a pair of patient records that may be one person and was not joined.
type Review struct {
	A, B  Ref
	Score float64
	Why   []string
}

// Decision is what a clinician joined, split, confirmed, dismissed or noted. It names facts, never entries.
type Decision struct {
	ID      string
	Kind    string // join, split, right, keep-both, dismiss, note
	Facts   []Ref
	Note    string
	By      string
	At      time.Time
	Undone  bool
	Version []string // of each fact, as it was seen

	Conflict string // kind of the conflict that it answers; "" for every one between these facts
}
