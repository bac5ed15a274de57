package record

import "time"

// Resource is one resource as it arrived, with what was read from it.
type Resource struct {
	Ref         Ref
	FHIRVersion string // 3.0, 4.0, 4.3, 5.0: as it was read
	Version     string // meta.versionId
	LastUpdated Time   // meta.lastUpdated
	Raw         []byte // byte for byte
	Deleted     bool   // the source says that it is gone; Raw is what was last held
	Facts       []Fact // the first has Part "" (see Fact)
}

// Page is what one answer of a source brought. It is saved with its place in one transaction.
type Page struct {
	Source    string
	At        time.Time // when it arrived, by our clock
	Resources []Resource
	States    []TypeState // what is now known about completeness; replaces what was known by source, patient and type
	Cursor    *Cursor     // where the gathering stands after this page; nil when nothing is to be resumed
}

// Cursor is the place of an unfinished gathering: which request comes next.
type Cursor struct {
	Source  string
	Patient string // logical id on the source, "" for the whole source
	Type    string // FHIR resource type being gathered
	Next    string // URL of the next page; "" when the type is finished
	Seen    int    // resources of the type that are saved
	Since   time.Time
}

// Saved says what a page changed.
type Saved struct {
	Received, New, Changed, Unchanged, Deleted, Unreadable int
}

// Add returns the sum of both.
func (s Saved) Add(o Saved) Saved {
	return Saved{s.Received + o.Received, s.New + o.New, s.Changed + o.Changed, s.Unchanged + o.Unchanged,
		s.Deleted + o.Deleted, s.Unreadable + o.Unreadable}
}
