package chart

import (
	"sort"
	"strings"

	"anamnesis/app/record"
)

// Build reconciles the facts of one person into a chart. It is a pure function of its inputs and does not depend on the
// order of their lists. Nothing in the inputs is changed.
func Build(in Inputs) *Chart {
	b := newBuilder(in)
	b.decide()
	b.suspectNeighbours()
	b.join()
	b.units = b.chooseUnits()
	b.describe()
	b.fold()
	b.linkSimilar()
	c := &Chart{Person: b.person(), Sources: b.sourceStates(), Ledger: b.ledger()}
	c.Conflicts = b.conflicts()
	b.markNew()
	b.tellEvidence()
	c.Series = b.series()
	b.indexNewest()
	c.Overview = b.overview(c)
	b.hideRestricted(c)
	c.Entries = b.entries()
	return c
}

// builder holds what the steps of one Build share. Its lists are in a fixed order.
type builder struct {
	in          Inputs
	rank        map[string]int // of a source: earlier added first
	items       []*item        // every fact, in the fixed order
	byRef       map[record.Ref]*item
	deleted     map[record.Ref]bool
	patients    map[record.Ref]bool
	midnight    map[string]bool // sources whose times are all T00:00:00: they send dates
	words       *vocabulary
	sex         string            // administrative gender, for reference ranges; "" when the sources disagree
	born        record.Time       // zero when they disagree
	units       map[string]string // by analyte: the unit of its series
	groups      []*group
	byEntry     map[string]*group
	contrary    []contradiction
	clashes     []*clash
	newest      map[string]*group // by measurand: its newest entry
	byMeasurand map[string][]*group
	decisions   decided
	perDay      map[string]int  // readings of one thing by source and day
	dateOnly    map[string]bool // days for which a source gives a reading no time
}

// item is one fact with what Build finds out about it.
type item struct {
	*record.Fact
	n          int // place in the fixed order
	start, end record.Time
	future     bool
	retracted  bool
	why        string     // why it is retracted, in words
	Focus      record.Ref // in place of the fact's: zero where the patient himself is the focus
	foreign    bool       // about another person
	modified   bool       // a modifier that is not understood may turn its meaning round
	restricted string     // strictest label, "" when none
	group      *group
	readings   []reading
	drug       *drug
	side       string // of the body, once sided
	sided      bool
	joined     []join
	superseded *item    // the fact that replaced it
	inError    bool     // its own source says that it was entered in error
	withdrawn  bool     // a copy of what its origin retracted
	overruled  bool     // a clinician decided that another fact is right
	preferred  bool     // a clinician decided that this one is
	bound      bool     // a decision about it stands
	remarks    []string // notes of clinicians
	decided    []string // what clinicians decided about it, in sentences
	learned    bool     // joined by a code equivalence that only the data taught
}

// group is the facts of one entry.
type group struct {
	kind   record.Kind
	items  []*item // in the fixed order
	shown  *item   // the fact whose words and value the entry shows
	entry  *Entry
	course *course  // of a medication
	denied []*group // allergies recorded after this "no known ..." statement
}

func newBuilder(in Inputs) *builder {
	b := &builder{in: in, byRef: map[record.Ref]*item{}, deleted: map[record.Ref]bool{}, patients: map[record.Ref]bool{},
		rank: ranks(in), byEntry: map[string]*group{}}
	for _, r := range in.Deleted {
		b.deleted[r] = true
	}
	for _, l := range in.Person.Links {
		b.patients[l.Patient] = true
	}
	b.words = newVocabulary(in.Equivalences)
	b.items = b.order(in.Facts)
	b.midnight = midnightSources(b.items)
	for _, it := range b.items {
		if it.Part == "" {
			b.byRef[it.Ref] = it
		}
	}
	for _, it := range b.items {
		b.prepare(it)
	}
	b.inheritLabels()
	b.sex, b.born = b.agreed()
	return b
}

// ranks orders the sources: the one added first comes first, so that a new source never renames what is known.
func ranks(in Inputs) map[string]int {
	list := make([]record.Source, 0, len(in.Sources))
	for _, s := range in.Sources {
		list = append(list, s.Source)
	}
	sort.Slice(list, func(i, j int) bool {
		if c := list[i].Added.Compare(list[j].Added); c != 0 {
			return c < 0
		}
		return list[i].Name < list[j].Name
	})
	rank := map[string]int{}
	for _, s := range list {
		if _, ok := rank[s.Name]; !ok {
			rank[s.Name] = len(rank)
		}
	}
	return rank
}

// order returns one item for each fact in the fixed order: source, clinical time, reference, part. Of two facts with one
// name the whole and newer one stays.
func (b *builder) order(facts []record.Fact) []*item {
	all := make([]*item, 0, len(facts))
	for i := range facts {
		all = append(all, &item{Fact: &facts[i]})
	}
	sort.SliceStable(all, func(i, j int) bool { return b.before(all[i], all[j]) })
	out := all[:0]
	seen := map[string]*item{}
	for _, it := range all {
		key := it.Ref.String() + "\x00" + it.Part
		if old := seen[key]; old != nil {
			if newer(it.Fact, old.Fact) {
				old.Fact = it.Fact
			}
			continue
		}
		seen[key] = it
		out = append(out, it)
	}
	sort.SliceStable(out, func(i, j int) bool { return b.before(out[i], out[j]) })
	for i, it := range out {
		it.n = i
	}
	return out
}

func (b *builder) before(x, y *item) bool {
	if c := b.sourceRank(x.Ref.Source) - b.sourceRank(y.Ref.Source); c != 0 {
		return c < 0
	}
	if c := strings.Compare(x.Ref.Source, y.Ref.Source); c != 0 {
		return c < 0
	}
	if c := firstTime(x.Fact).Sort(firstTime(y.Fact)); c != 0 {
		return c < 0
	}
	if c := x.Ref.Compare(y.Ref); c != 0 {
		return c < 0
	}
	if x.Part != y.Part {
		return x.Part < y.Part
	}
	if x.Version != y.Version {
		return x.Version < y.Version
	}
	return x.ContentHash < y.ContentHash
}

func (b *builder) sourceRank(name string) int {
	if r, ok := b.rank[name]; ok {
		return r
	}
	return len(b.rank)
}

// firstTime is the time by which facts of one source are ordered.
func firstTime(f *record.Fact) record.Time {
	for _, t := range []record.Time{f.When.Start, f.Recorded, f.When.End, f.Issued} {
		if !t.IsZero() {
			return t
		}
	}
	return record.Time{}
}

// newer reports whether f replaces old, another version of the same resource: a subset never replaces a whole one.
func newer(f, old *record.Fact) bool {
	if f.Subsetted != old.Subsetted {
		return old.Subsetted
	}
	if c := f.LastUpdated.Sort(old.LastUpdated); c != 0 {
		return c > 0
	}
	if len(f.Version) != len(old.Version) {
		return len(f.Version) > len(old.Version)
	}
	return f.Version > old.Version
}

func (b *builder) prepare(it *item) {
	it.start, it.end = it.When.Start, it.When.End
	if b.midnight[it.Ref.Source] {
		it.start, it.end = asDate(it.start), asDate(it.end)
	}
	it.modified = unknownModifier(it.Warnings)
	it.future = future(it.start, b.in.AsOf)
	it.retracted, it.why = b.isRetracted(it)
	it.foreign = it.Subject.Type == "Patient" && len(b.patients) > 0 && !b.patients[it.Subject]
	if it.Fact.Focus != it.Subject && !b.patients[it.Fact.Focus] {
		it.Focus = it.Fact.Focus
	}
	it.restricted = strictest(it.Security)
	if it.Part != "" {
		if whole := b.byRef[it.Ref]; whole != nil && it.restricted == "" {
			it.restricted = strictest(whole.Security)
		}
	}
}

// unknownModifier reports whether the converter met an element that changes the meaning in a way it does not know.
func unknownModifier(warnings []string) bool {
	for _, w := range warnings {
		if strings.Contains(w, "odifierExtension") || strings.Contains(w, "implicitRules") {
			return true
		}
	}
	return false
}

// isRetracted says whether a fact was withdrawn by its own source, and how.
func (b *builder) isRetracted(it *item) (bool, string) {
	whole := it
	if w := b.byRef[it.Ref]; w != nil {
		whole = w
	}
	switch {
	case b.deleted[it.Ref]:
		return true, it.Ref.Source + " deleted it"
	case whole.Status == "entered-in-error" || whole.Verification == "entered-in-error" || it.Status == "entered-in-error":
		it.inError = true
		return true, it.Ref.Source + " says that it was entered in error"
	case whole.Account == record.AccountRetracted:
		return true, it.Ref.Source + " withdrew it"
	}
	return false, ""
}
