package results

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"anamnesis/app/chart"
	"anamnesis/app/record"
	"anamnesis/ui/views"
	"anamnesis/ui/widgets"
)

// row is one line of the flowsheet: the entries of one analyte, newest first; or a heading.
type row struct {
	heading string
	key     string
	title   string
	unit    string
	entries []*chart.Entry
	series  *chart.Series
	panel   int
	at      int
	days    map[string][]*chart.Entry
}

// rowsOf groups results and vital signs by analyte, and what has none by its title.
func rowsOf(env *views.Env) []*row {
	byKey := map[string]*row{}
	var rows []*row
	for _, e := range env.Of(record.KindResult, record.KindVital) {
		key := e.Analyte
		if key == "" {
			key = "\x00" + strings.ToLower(e.Title)
		}
		r := byKey[key]
		if r == nil {
			r = &row{key: key, title: e.Title, days: map[string][]*chart.Entry{}}
			r.panel, r.at = place(e.Analyte)
			if r.panel == len(panels) && e.Kind == record.KindVital {
				r.panel = len(panels) - 1
				r.at = 100
			}
			if e.Analyte != "" {
				r.series = env.Series(e.Analyte)
				if r.series != nil && r.series.Title != "" {
					r.title = r.series.Title
				}
			}
			byKey[key] = r
			rows = append(rows, r)
		}
		r.entries = append(r.entries, e)
	}
	for _, r := range rows {
		slices.SortStableFunc(r.entries, func(a, b *chart.Entry) int { return start(b).Sort(start(a)) })
		for _, e := range r.entries {
			d := start(e).Date()
			r.days[d] = append(r.days[d], e)
		}
		if l := r.latest(); l != nil && l.Value != nil {
			r.unit = unitOf(l.Value)
		}
	}
	slices.SortStableFunc(rows, func(a, b *row) int {
		return cmp.Or(cmp.Compare(a.panel, b.panel), cmp.Compare(a.at, b.at), cmp.Compare(a.title, b.title))
	})
	return withHeadings(rows)
}

func withHeadings(rows []*row) []*row {
	var out []*row
	for i, r := range rows {
		if i == 0 || rows[i-1].panel != r.panel {
			title := "Other results"
			if r.panel < len(panels) {
				title = panels[r.panel].title
			}
			out = append(out, &row{heading: title})
		}
		out = append(out, r)
	}
	return out
}

func start(e *chart.Entry) record.Time {
	if !e.When.Start.IsZero() {
		return e.When.Start
	}
	return record.ParseTime(e.Start)
}

// unitOf returns the unit as it stands in the value's text.
func unitOf(v *chart.Value) string {
	if _, after, ok := strings.Cut(v.Text, "\u00a0"); ok && v.Number != "" && !strings.ContainsAny(after, "0123456789") {
		return after
	}
	return v.Unit
}

func isValue(e *chart.Entry) bool {
	return e.Value != nil && !views.Flagged(e.Flags, chart.FlagRetracted) && !views.Flagged(e.Flags, chart.FlagNegated)
}

// latest returns the newest entry that is a value, nil when there is none.
func (r *row) latest() *chart.Entry {
	for _, e := range r.entries {
		if isValue(e) && !views.Flagged(e.Flags, chart.FlagUncertainTime) {
			return e
		}
	}
	for _, e := range r.entries {
		if isValue(e) {
			return e
		}
	}
	return nil
}

// change says how the latest value differs from the one before it, exactly: +0.4. It is empty across units, comparators
// and suspicion.
func (r *row) change() string {
	var two []*chart.Entry
	for _, e := range r.entries {
		if isValue(e) && len(two) < 2 {
			two = append(two, e)
		}
	}
	if len(two) < 2 {
		return ""
	}
	a, b := two[0], two[1]
	if a.Value.Unit != b.Value.Unit || a.Value.Comparator+b.Value.Comparator != "" ||
		views.Flagged(a.Flags, chart.FlagUnitSuspect) || views.Flagged(b.Flags, chart.FlagUnitSuspect) {
		return ""
	}
	x, ok1 := new(big.Rat).SetString(a.Value.Number)
	y, ok2 := new(big.Rat).SetString(b.Value.Number)
	if !ok1 || !ok2 {
		return ""
	}
	d := x.Sub(x, y)
	text := d.FloatString(max(decimals(a.Value.Number), decimals(b.Value.Number)))
	switch d.Sign() {
	case 0:
		return "0"
	case 1:
		return "+" + text
	}
	return "−" + text[1:]
}

func decimals(s string) int {
	if strings.ContainsAny(s, "eE") {
		return 6
	}
	_, after, _ := strings.Cut(s, ".")
	return len(after)
}

// cell is the value of a day: the gravest of what is there, with a count of the rest.
func (r *row) cell(env *views.Env, day string) *widgets.SheetCell {
	es := r.days[day]
	if len(es) == 0 {
		return nil
	}
	best := es[0]
	for _, e := range es {
		if isValue(e) && (!isValue(best) || views.Abnormal(e.Flags) && !views.Abnormal(best.Flags)) {
			best = e
		}
	}
	c := &widgets.SheetCell{More: len(es) - 1, Text: short(best, r.unit), Bold: views.Abnormal(best.Flags)}
	c.Mark, c.Role = views.FlagMark(best.Flags)
	for _, e := range es {
		c.IDs = append(c.IDs, e.ID)
		c.Note = c.Note || len(remarks(e)) > 0
		c.Tip += tip(env, e) + "\n"
	}
	c.Tip = strings.TrimSuffix(c.Tip, "\n")
	for i, id := range c.IDs { // what is shown is what is asked about first
		if id == best.ID {
			c.IDs[0], c.IDs[i] = c.IDs[i], c.IDs[0]
		}
	}
	return c
}

// short returns the value without the unit of its row. A value in another unit keeps it.
func short(e *chart.Entry, unit string) string {
	switch {
	case views.Flagged(e.Flags, chart.FlagRetracted):
		return "–" // its mark and its tip say the rest
	case e.Value == nil:
		return "–"
	case e.Value.Number != "" && unitOf(e.Value) == unit:
		return strings.TrimSuffix(strings.TrimSuffix(e.Value.Text, unit), "\u00a0")
	}
	return e.Value.Text
}

func tip(env *views.Env, e *chart.Entry) string {
	t := views.DateTime(e.Start) + "  "
	if e.Value != nil {
		t += e.Value.Text
	}
	for _, ev := range e.Evidence {
		t += "\n   " + ev.Source + ": " + ev.Value.Text
	}
	for _, r := range remarks(e) {
		t += "\n   " + r
	}
	return t
}

// remarked are the details without which a value can be taken for what it is not, in the words of the tip.
var remarked = []struct{ label, word string }{{"method", "method: "}, {"dataAbsentReason", "no value: "}, {"focus", ""}, {"warning", ""}}

// remarks are what is said about a value beside it: comments, method, why there is none.
func remarks(e *chart.Entry) []string {
	var out []string
	for _, r := range remarked {
		if s := views.Detail(e, r.label); s != "" {
			out = append(out, r.word+s)
		}
	}
	return append(out, e.Notes...)
}
