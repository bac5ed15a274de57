package app

// PersonRow is one person in the cache, as `anamnesis patients --json` prints it.
type PersonRow struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	BirthDate string   `json:"birthDate"`
	Sex       string   `json:"sex"`
	Sources   []string `json:"sources"`
	Resources int      `json:"resources"`
	Deceased  bool     `json:"deceased,omitempty"`
	Review    int      `json:"review,omitempty"` // records elsewhere that may be this person and await a decision
	Today     string   `json:"today,omitempty"`  // the first appointment of today, as its source wrote the time
}

// Found is the answer to a search over the cache and the sources: people, not rows.
type Found struct {
	People []FoundPerson `json:"people"`
	// Errors names the sources that could not be asked.
	Errors []SourceError `json:"errors,omitempty"`
}

// FoundPerson is one human being, in the cache or not yet.
type FoundPerson struct {
	ID        string        `json:"id"` // "" while no record of the person is in the cache
	Name      string        `json:"name"`
	BirthDate string        `json:"birthDate"`
	Sex       string        `json:"sex"`
	Sources   []string      `json:"sources"`
	InCache   bool          `json:"inCache"`
	Score     float64       `json:"score"` // how well the text fits, 0..1
	Records   []FoundRecord `json:"records"`
}

// FoundRecord is one patient record of a found person.
type FoundRecord struct {
	Source  string `json:"source"`
	Patient string `json:"patient"`
	InCache bool   `json:"inCache"`
}

// SourceRow is one source, as `anamnesis source list --json` prints it.
type SourceRow struct {
	Name        string `json:"name"`
	Kind        string `json:"kind"` // endpoint, files
	URL         string `json:"url"`
	FHIRVersion string `json:"fhirVersion"`
	State       string `json:"state"` // current, stale, partial, failed, never
	AsOf        string `json:"asOf"`  // RFC 3339, "" for never
	Patients    int    `json:"patients"`
	Resources   int    `json:"resources"`
}
