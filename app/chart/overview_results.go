package chart

import (
	"math/big"
	"sort"
	"strconv"
	"strings"

	"anamnesis/app/record"
)

// indexNewest finds the newest entry of each thing that was measured. The newest goes by the collected time; nothing
// retracted, cancelled, doubtful in time or not about the patient is one.
func (b *builder) indexNewest() {
	b.newest = map[string]*group{}
	b.byMeasurand = map[string][]*group{}
	for _, g := range b.groups {
		it := g.shown
		if it.Observation == nil || it.retracted || cancelled(it) || it.future || it.Negated || it.modified || !it.Focus.IsZero() ||
			it.start.Precision < record.PrecisionDay {
			continue
		}
		for _, r := range b.readingsOf(it) {
			if len(r.keys) == 0 {
				continue
			}
			k := r.keys[0]
			b.byMeasurand[k] = append(b.byMeasurand[k], g)
			if n := b.newest[k]; n == nil || g.shown.start.Sort(n.shown.start) > 0 {
				b.newest[k] = g
			}
		}
	}
}

var abnormalFlags = []Flag{FlagCritical, FlagAbnormalHigh, FlagAbnormalLow, FlagAbnormal}

func abnormal(e *Entry) bool {
	for _, f := range abnormalFlags {
		if e.has(f) {
			return true
		}
	}
	return false
}

// pathologyWords name reports that state in words what no code does.
var pathologyWords = []string{"patholog", "histolog", "cytolog", "biops", "хистолог", "патолог", "цитолог", "биопси"}

// textOnlyPathology reports whether a report or result states its finding only in words.
func (b *builder) textOnlyPathology(g *group) bool {
	it := g.shown
	if it.retracted || cancelled(it) || g.kind != record.KindReport && g.kind != record.KindResult {
		return false
	}
	if g.kind == record.KindReport && len(b.resultGroups(it)) > 0 {
		return false
	}
	if o := it.Observation; o != nil && o.Value.Kind != record.ValueText {
		return false
	}
	texts := []string{b.codeOf(it).Words()}
	for _, c := range it.Categories {
		texts = append(texts, c.Words())
		for _, x := range c.Codes {
			if x.Code == "PAT" || x.Code == "SP" || x.Code == "CP" || x.Code == "CTH" {
				return true
			}
		}
	}
	for _, t := range texts {
		for _, w := range strings.Fields(b.words.text(t)) {
			for _, p := range pathologyWords {
				if strings.Contains(w, p) {
					return true
				}
			}
		}
	}
	return false
}

// resultGroup shows what is abnormal, changed or pending. Repeated normal results fold into rows with count, range and last
// value; what is positive, narrative or commented never folds as normal.
func (b *builder) resultGroup(c *Chart) Group {
	g := Group{Group: "results", Title: "Abnormal or pending results", Outstanding: b.outstanding(c, "results")}
	var bad, changed, pathology, pending, normal, other []Row
	for _, x := range b.groups {
		if b.textOnlyPathology(x) {
			r := b.row(x, oneLine(pathologyText(x)))
			if b.hidden(x) {
				r.Text = ""
			}
			r.Exempt = true
			pathology = append(pathology, r)
		}
		if x.pending() {
			pending = append(pending, b.row(x, "pending"))
		}
	}
	seen := map[*group]bool{}
	keys := sortedKeys(b.newest)
	for _, k := range keys {
		x := b.newest[k]
		if x.kind == record.KindVital || x.kind == record.KindSocial || seen[x] || b.textOnlyPathology(x) {
			continue
		}
		seen[x] = true
		change := b.significantChange(k)
		switch {
		case abnormal(x.entry) || x.entry.has(FlagUnitSuspect):
			bad = append(bad, b.row(x, b.resultText(x, change)))
		case change != "":
			changed = append(changed, b.row(x, b.resultText(x, change)))
		case b.plainlyNormal(x) && !b.hidden(x):
			normal = append(normal, b.normalRow(k))
		default:
			other = append(other, b.row(x, ""))
		}
	}
	byDate := func(rows []Row) {
		sort.SliceStable(rows, func(i, j int) bool {
			x, y := &Entry{Flags: rows[i].Flags}, &Entry{Flags: rows[j].Flags}
			if x.has(FlagCritical) != y.has(FlagCritical) {
				return x.has(FlagCritical)
			}
			return rows[i].When > rows[j].When
		})
	}
	for _, rows := range [][]Row{bad, changed, pathology, pending, normal, other} {
		byDate(rows)
	}
	g.Rows = append(g.Rows, pathology...)
	g.Rows = append(g.Rows, capped(changed, 4)...)
	g.Rows = append(g.Rows, capped(bad, 8)...)
	if len(pending) > 0 {
		r := more(pending)
		r.Title, r.more = "Pending: "+strconv.Itoa(len(pending)), 0
		g.Rows = append(g.Rows, r)
	}
	if len(normal) > 3 {
		r := more(normal[2:])
		r.Title, r.more = strconv.Itoa(len(normal)-2)+" more tests, all normal", 0
		normal = append(append([]Row{}, normal[:2]...), r)
	}
	g.Rows = append(g.Rows, normal...)
	if len(other) > 0 {
		r := more(other)
		without := " more without a range or interpretation"
		if len(g.Rows) == 0 {
			without = " without a range or interpretation"
		}
		r.Title, r.Text, r.more = strconv.Itoa(len(other))+without, "", 0
		g.Rows = append(g.Rows, r)
	}
	if len(g.Rows) == 0 {
		g.Empty = b.empty(c, "results", "No result recorded")
	}
	return g
}

// pending reports whether a result or report is not final yet.
func (g *group) pending() bool {
	it := g.shown
	if it.retracted || g.kind != record.KindResult && g.kind != record.KindReport {
		return false
	}
	return it.Status == "registered" || it.Status == "preliminary" || it.Status == "partial"
}

func pathologyText(g *group) string {
	if d := g.shown.Document; d != nil && d.Conclusion != "" {
		return d.Conclusion
	}
	if g.shown.Text != "" {
		return g.shown.Text
	}
	if g.entry.Value != nil {
		return g.entry.Value.Text
	}
	return ""
}

// oneLine keeps the beginning of a text that is read elsewhere in full.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 160 {
		return string(r[:157]) + "..."
	}
	return s
}

func (b *builder) resultText(g *group, change string) string {
	if b.hidden(g) {
		return ""
	}
	text := ""
	if v := g.entry.Value; v != nil {
		text = v.Text
		if v.Low != "" || v.High != "" {
			text += " (" + rangeWords(v.Low, v.High) + ")"
		}
	}
	if change != "" {
		text += "; " + change
	}
	if len(g.entry.Notes) > 0 {
		text += "; note: " + oneLine(g.entry.Notes[0])
	}
	return strings.TrimPrefix(text, "; ")
}

func rangeWords(low, high string) string {
	switch {
	case low == "":
		return "up to " + high
	case high == "":
		return "from " + low
	}
	return low + " to " + high
}

// plainlyNormal reports whether a result is normal by its source's interpretation or by its applicable range, is a number,
// and carries no comment.
func (b *builder) plainlyNormal(g *group) bool {
	it := g.shown
	if it.Observation == nil || len(g.entry.Notes) > 0 || abnormal(g.entry) || g.entry.has(FlagUnitSuspect) || g.entry.has(FlagConflict) {
		return false
	}
	readings := b.readingsOf(it)
	for _, r := range readings {
		if r.value.Kind != record.ValueQuantity {
			return false
		}
		said := false
		for _, c := range r.interpretations {
			for _, x := range c.Codes {
				said = said || strings.EqualFold(x.Code, "N")
			}
		}
		if _, ranged := b.applicable(it, r.ranges); !said && !ranged {
			return false
		}
	}
	return len(readings) > 0
}

// normalRow folds the normal results of one analyte that precede and include the newest: count, range, last value.
func (b *builder) normalRow(key string) Row {
	x := b.newest[key]
	r := b.row(x, "")
	var low, high *big.Rat
	var lowText, highText string
	n := 0
	for _, g := range b.byMeasurand[key] {
		if !b.plainlyNormal(g) || b.hidden(g) || g.entry.Value == nil || g.entry.Value.Number == "" || g.entry.Value.Unit != x.entry.Value.Unit {
			continue
		}
		v, ok := decimal(g.entry.Value.Number)
		if !ok {
			continue
		}
		if g != x {
			r.Entries = append(r.Entries, g.entry.ID)
		}
		n++
		if low == nil || v.Cmp(low) < 0 {
			low, lowText = v, g.entry.Value.Number
		}
		if high == nil || v.Cmp(high) > 0 {
			high, highText = v, g.entry.Value.Number
		}
	}
	r.Text = "normal"
	if x.entry.Value != nil {
		r.Text = x.entry.Value.Text + ", normal"
	}
	if n > 1 {
		r.Text = strconv.Itoa(n) + " normal results, " + lowText + " to " + highText + ", last " + x.entry.Value.Text
	}
	return r
}
