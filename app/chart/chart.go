package chart

import "anamnesis/app/record"

// Chart is one person's reconciled record. Entries are ordered by kind and then newest first; every list is in a fixed
// order, so that equal inputs give equal bytes.
type Chart struct {
	Person    Person     `json:"person"`
	Sources   []Source   `json:"sources"`
	Ledger    Ledger     `json:"ledger"`
	Overview  []Group    `json:"overview"`
	Entries   []Entry    `json:"entries"`
	Series    []Series   `json:"series"`
	Conflicts []Conflict `json:"conflicts"`
}

// Person is the identity that the chart shows. A field on which the sources disagree has a conflict beside it.
type Person struct {
	ID          string              `json:"id"`
	Name        string              `json:"name"`
	BirthDate   string              `json:"birthDate"`
	Sex         string              `json:"sex"`
	Identifiers []record.Identifier `json:"identifiers"`
	Links       []Link              `json:"links"`
	Deceased    string              `json:"deceased,omitempty"` // "yes", or the date that a source states; "" when no source says so
	OtherNames  []string            `json:"otherNames,omitempty"`
}

// Link is one patient record of the person and why it is theirs.
type Link struct {
	Source   string   `json:"source"`
	Patient  string   `json:"patient"`
	Score    float64  `json:"score"`
	Decision string   `json:"decision"`
	Why      []string `json:"why"`
}

// Source says how complete and how old the picture from one source is.
type Source struct {
	Name        string      `json:"name"`
	FHIRVersion string      `json:"fhirVersion"`
	AsOf        string      `json:"asOf"`  // RFC 3339; "" when never
	State       string      `json:"state"` // current, stale, partial, failed, never
	Types       []TypeState `json:"types"`
	NotKnown    bool        `json:"notKnown,omitempty"` // it was asked and knows no such person
	Files       bool        `json:"files,omitempty"`    // a folder of files: never alone allows "none"
}

// TypeState is the completeness of one resource type on one source.
type TypeState struct {
	Type     string              `json:"type"`
	State    record.Completeness `json:"state"`
	Received int                 `json:"received"`
	AsOf     string              `json:"asOf"`
	Error    string              `json:"error,omitempty"`
}

// Ledger is the account of promise 1: Received equals the sum of the other five.
type Ledger struct {
	Received       int `json:"received"`
	Evidence       int `json:"evidence"`
	Supporting     int `json:"supporting"`
	Administrative int `json:"administrative"`
	Retracted      int `json:"retracted"`
	Unreadable     int `json:"unreadable"`
}

// Adds reports whether the account adds up.
func (l Ledger) Adds() bool {
	return l.Received == l.Evidence+l.Supporting+l.Administrative+l.Retracted+l.Unreadable
}

// Group is one panel of the first screen.
type Group struct {
	Group   string `json:"group"` // identity, allergies, alerts, conflicts, problems, medications, changes, new, results, vitals, encounters, completeness
	Title   string `json:"title"`
	Entries int    `json:"entries"`         // how many entries (of "conflicts", how many conflicts) the panel stands for, shown or folded
	Empty   string `json:"empty,omitempty"` // what to say when there is no row: "none recorded, all sources answered", or who is outstanding
	Rows    []Row  `json:"rows"`

	Outstanding []string `json:"outstanding,omitempty"` // sources that have not answered completely for this panel, and why
}

// Row is one line of the first screen.
type Row struct {
	Title   string   `json:"title"`
	Text    string   `json:"text"`
	Flags   []Flag   `json:"flags"`
	Entries []string `json:"entries"`
	Exempt  bool     `json:"exempt"`         // outside the budget of rows: active allergies and medications
	When    string   `json:"when,omitempty"` // date to show, at the source's precision

	more int // how many rows this one counts
}

// Flag marks an entry or a row.
type Flag string

// The flags; the words are part of the JSON contract.
const (
	FlagConflict      Flag = "conflict"
	FlagAbnormal      Flag = "abnormal"
	FlagAbnormalHigh  Flag = "abnormal-high"
	FlagAbnormalLow   Flag = "abnormal-low"
	FlagCritical      Flag = "critical"
	FlagRetracted     Flag = "retracted"
	FlagNegated       Flag = "negated"
	FlagProposed      Flag = "proposed"
	FlagRestricted    Flag = "restricted"
	FlagUnitSuspect   Flag = "unit-suspect"
	FlagUnitUnread    Flag = "unit-unread"
	FlagUncertainTime Flag = "uncertain-time"
	FlagLearnedCode   Flag = "learned-code"
	FlagSuggestedCode Flag = "suggested-code"
	FlagDecided       Flag = "decided"
	FlagNew           Flag = "new"
)

// Entry is one line of the chart: what all its evidence says together.
type Entry struct {
	ID       string      `json:"id"` // stable under new evidence
	Kind     record.Kind `json:"kind"`
	Title    string      `json:"title"`
	Status   string      `json:"status"` // in FHIR's words; "conflict" never hides one: see Conflicts
	Start    string      `json:"start"`  // the source's lexeme: its precision is the text's
	End      string      `json:"end"`
	Value    *Value      `json:"value,omitempty"`
	Flags    []Flag      `json:"flags"`
	Evidence []Evidence  `json:"evidence"`

	Dose      string   `json:"dose,omitempty"`      // exact, formatted by the medication-safety rules; never truncated
	Frequency string   `json:"frequency,omitempty"` // in words
	Analyte   string   `json:"analyte,omitempty"`
	Parent    string   `json:"parent,omitempty"`  // id of the encounter or report under which it folds
	Similar   []string `json:"similar,omitempty"` // ids of documents of nearly the same text: linked, not joined
	Notes     []string `json:"notes,omitempty"`
	Details   []Detail `json:"details,omitempty"`
	Active    bool     `json:"active"`          // true for what holds today: active problem, medication, allergy
	Label     string   `json:"label,omitempty"` // strictest security label of its evidence, in its source's code; "" for none that restricts

	When record.Period `json:"-"` // Start and End, read
}

// Detail is one labelled line about an entry, in words to show.
type Detail struct {
	Label string `json:"label"`
	Text  string `json:"text"`
}

// Value is what an entry shows. Number is exact decimal text in Unit, as shown after conversion; Text is what to draw.
type Value struct {
	Text           string `json:"text"`
	Comparator     string `json:"comparator,omitempty"`
	Number         string `json:"number,omitempty"`
	Unit           string `json:"unit,omitempty"`
	Low            string `json:"low,omitempty"`  // reference range of the source, converted along
	High           string `json:"high,omitempty"` //
	Interpretation string `json:"interpretation,omitempty"`
}

// Evidence is one fact behind an entry, with the steps from its raw words to what is shown.
type Evidence struct {
	Source  string        `json:"source"`
	Type    string        `json:"type"`
	ID      string        `json:"id"`
	Version string        `json:"version"`
	Codes   []record.Code `json:"codes"`
	Value   SourceValue   `json:"value"`
	Time    string        `json:"time"` // the clinical time in the source's words
	Status  string        `json:"status,omitempty"`
	Role    string        `json:"role,omitempty"` // "shown", "same", "superseded", "retracted", "disagrees"
	Steps   []string      `json:"steps"`
}

// SourceValue is a value in its source's own words.
type SourceValue struct {
	Text   string `json:"text"`
	Number string `json:"number,omitempty"`
	Unit   string `json:"unit,omitempty"`
}

// Series is the entries of one analyte over time, oldest first, in one unit.
type Series struct {
	Analyte string  `json:"analyte"`
	Title   string  `json:"title,omitempty"`
	Unit    string  `json:"unit"`
	Points  []Point `json:"points"`
}

// Point is one value of a series.
type Point struct {
	Time       string `json:"time"`
	Comparator string `json:"comparator,omitempty"`
	Number     string `json:"number"`
	Entry      string `json:"entry"`
	Source     string `json:"source,omitempty"`
	Low        string `json:"low,omitempty"`
	High       string `json:"high,omitempty"`
	Flags      []Flag `json:"flags,omitempty"`
}

// Conflict is facts that cannot all be true.
type Conflict struct {
	Kind    string   `json:"kind"` // see kinds.go
	Entries []string `json:"entries"`
	Why     string   `json:"why"`             // a sentence that a clinician would say
	Tier    string   `json:"tier,omitempty"`  // act, check, tidy
	Sides   []Side   `json:"sides,omitempty"` // what each side says, in its source's words
	Decided string   `json:"decided,omitempty"`
}

// Side is what one source says in a conflict.
type Side struct {
	Source string `json:"source"`
	Says   string `json:"says"`
	Entry  string `json:"entry,omitempty"`
}
