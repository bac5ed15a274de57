package chart

import (
	"time"

	"anamnesis/app/record"
	"anamnesis/app/terms"
)

// Inputs is everything that a chart depends on.
type Inputs struct {
	Person       record.Person
	Facts        []record.Fact // of all linked patients, and what they reference; any order
	Deleted      []record.Ref  // resources that their source deleted; their facts are among Facts
	Sources      []SourceState
	Decisions    []record.Decision
	Preferences  Preferences
	AsOf         time.Time                // now
	LastLooked   time.Time                // when this clinician last opened the person; zero for never
	Arrived      map[record.Ref]time.Time // when a resource's present version arrived, for "new"; may be nil
	Equivalences terms.Equivalences
}

// SourceState is one linked source and the state of its types.
type SourceState struct {
	Source record.Source
	Types  []record.TypeState
}

// Preferences change what is shown, never what is true.
type Preferences struct {
	Units UnitSystem
	// Override gives a UCUM unit for an analyte, before Units.
	Override map[string]string
	// IncludeRestricted shows what is hidden until it is opened with a reason. The caller records that in the audit.
	IncludeRestricted bool
}

// UnitSystem is the system of units that values are shown in.
type UnitSystem string

// The unit systems of `chart --units`. The zero value is UnitsSource.
const (
	UnitsSource       UnitSystem = "source"
	UnitsSI           UnitSystem = "si"
	UnitsConventional UnitSystem = "conventional"
)
