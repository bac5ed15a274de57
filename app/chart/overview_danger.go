package chart

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"anamnesis/app/record"
	"anamnesis/app/terms"
)

// allergyGroup names every active allergy with its reaction and criticality, wherever it is stated. What a source denies
// stands beside it; "none" is said only when every source has answered completely.
func (b *builder) allergyGroup(c *Chart) Group {
	g := Group{Group: "allergies", Title: "Allergies", Outstanding: b.outstanding(c, "allergies")}
	for _, s := range b.withheldBy("allergies") {
		g.Outstanding = append(g.Outstanding, s+" withholds its allergies or does not have them at hand")
	}
	list := b.listedAllergies()
	sort.SliceStable(list, func(i, j int) bool {
		x, y := worst(list[i].items, list[i].shown).Allergy, worst(list[j].items, list[j].shown).Allergy
		return x != nil && (y == nil || criticalities[x.Criticality] > criticalities[y.Criticality])
	})
	for _, x := range list {
		r := b.row(x, b.allergyText(x))
		r.Exempt = true
		g.Rows = append(g.Rows, r)
	}
	var left []Row
	for _, x := range b.groups {
		switch {
		case x.shown.retracted:
		case b.deniesAllergies(x):
			text := "stated by " + allOf(b.sourcesOf(x))
			if d := dateOf(x.shown); d != "" {
				text += ", " + d
			}
			if len(x.denied) > 0 && !x.entry.has(FlagConflict) {
				text += "; superseded by a later allergy"
			}
			if len(g.Outstanding) > 0 {
				text += "; not confirmed: " + strings.Join(g.Outstanding, "; ")
			}
			r := b.row(x, text)
			if x.kind != record.KindAllergy {
				r.Title = "No known allergies (empty list)"
			}
			g.Rows = append(g.Rows, r)
		case x.kind == record.KindAllergy && !x.entry.Active:
			r := b.row(x, "")
			if s := leftWords(x); s != "" && !b.hidden(x) {
				r.Title += " (" + s + ")"
			}
			left = append(left, r)
		}
	}
	if len(left) > 0 {
		r := more(left)
		r.Title, r.more = strconv.Itoa(len(left))+" not active", 0
		g.Rows = append(g.Rows, r)
	}
	if len(g.Rows) == 0 {
		g.Empty = b.empty(c, "allergies", "None recorded")
	}
	return g
}

// leftWords says why a listed allergy does not hold.
func leftWords(g *group) string {
	switch it := g.shown; {
	case it.retracted:
		return "retracted"
	case it.Verification == "refuted" || it.Negated:
		return "refuted"
	case it.modified:
		return "its meaning is not certain: look at the original"
	case noKnown(it) != "":
		return ""
	default:
		return it.Status
	}
}

// allergyText is what must be known at a glance: reaction, criticality, who says it and where.
func (b *builder) allergyText(g *group) string {
	var parts []string
	if a := worst(g.items, g.shown).Allergy; a != nil {
		for _, r := range a.Reactions {
			parts = appendNew(parts, reactionText(r))
		}
		if a.Criticality == "high" {
			parts = append(parts, "high criticality")
		}
		if a.Type == "intolerance" {
			parts = append(parts, "intolerance")
		}
	}
	switch {
	case g.kind == record.KindProblem:
		parts = append(parts, "stated as a problem")
	case g.shown.Ref.Type == "Flag":
		parts = append(parts, "stated as an alert")
	case g.shown.Part != "":
		parts = append(parts, "stated in a document")
	}
	if v := g.shown.Verification; v != "" && v != "confirmed" {
		parts = append(parts, v)
	}
	for _, it := range g.items {
		if it.retracted {
			parts = appendNew(parts, it.Ref.Source+" withdrew it")
		}
	}
	return strings.Join(parts, "; ")
}

// alertWords name what must be seen before treating, by the normalised words of a title.
var alertWords = []struct{ name, words string }{
	{"Resuscitation status", "resuscitation;do not resuscitate;dnr;dnar;code status;cpr status;реанимация;не реанимирай"},
	{"Resistant organism", "mrsa;vre;esbl;cre;methicillin resistant;vancomycin resistant;multidrug resistant;carbapenemase;резистентен"},
	{"Pregnancy", "pregnant;pregnancy;gravid;бременност;бременна"},
	{"Implant", "pacemaker;defibrillator;cochlear implant;mechanical valve;heart valve prosthesis;neurostimulator;insulin pump;пейсмейкър;дефибрилатор"},
}

// anticoagulants are ingredients that make every bleeding and every procedure dangerous.
var anticoagulants = map[string]bool{"warfarin": true, "acenocoumarol": true, "phenprocoumon": true, "apixaban": true, "rivaroxaban": true,
	"dabigatran": true, "dabigatran etexilate": true, "edoxaban": true, "heparin": true, "enoxaparin": true, "dalteparin": true,
	"nadroparin": true, "tinzaparin": true, "fondaparinux": true, "bemiparin": true, "argatroban": true, "bivalirudin": true}

// alertGroup lists alerts that the sources set and what is an alert by itself.
func (b *builder) alertGroup() Group {
	g := Group{Group: "alerts", Title: "Alerts"}
	seen, at := map[*group]bool{}, map[string]int{}
	for _, x := range b.groups {
		if x.shown.Ref.Type == "Flag" && x.shown.Status == "active" && !x.shown.retracted && !x.shown.modified && !b.allergyElsewhere(x) {
			seen[x] = true
			g.Rows = append(g.Rows, b.row(x, "alert of "+b.sourcesOf(x)))
		}
	}
	for _, x := range b.groups {
		name := b.alertOf(x)
		if name == "" || seen[x] {
			continue
		}
		r := b.row(x, b.sourcesOf(x))
		if !b.hidden(x) {
			r.Title = name + ": " + r.Title
			if x.entry.Value != nil {
				r.Text = x.entry.Value.Text + ", " + r.Text
			}
		}
		if i, ok := at[r.Title]; ok {
			g.Rows[i].Entries = append(g.Rows[i].Entries, r.Entries...)
			g.Rows[i].Flags = mergeFlags(g.Rows[i].Flags, r.Flags)
			g.Rows[i].When = max(g.Rows[i].When, r.When)
			continue
		}
		at[r.Title] = len(g.Rows)
		g.Rows = append(g.Rows, r)
	}
	g.Rows = capped(g.Rows, 6)
	return g
}

// alertOf names the danger that an entry is by itself, "" for none.
func (b *builder) alertOf(g *group) string {
	it := g.shown
	if it.retracted || it.Negated || it.modified || it.future {
		return ""
	}
	switch g.kind {
	case record.KindMedication:
		if g.entry.Active && slices.ContainsFunc(b.drugOf(it).Ingredients, func(i terms.Ingredient) bool { return anticoagulants[i.Name] }) {
			return "Anticoagulant"
		}
		return ""
	case record.KindProblem, record.KindDevice:
		if !g.entry.Active {
			return ""
		}
	case record.KindResult, record.KindSocial, record.KindOther:
		if it.Observation == nil || g.entry.Value == nil || !b.stillHolds(g) {
			return ""
		}
		if compareWords(g.entry.Value.Text, "positive") == valuesDiffer || strings.HasPrefix(b.words.text(g.entry.Value.Text), "no") {
			return ""
		}
	default:
		return ""
	}
	text := " " + b.words.text(b.codeOf(it).Words()) + " "
	if it.Observation != nil && it.Observation.Value.Kind == record.ValueConcept {
		text += b.words.text(it.Observation.Value.Concept.Words()) + " "
	}
	if strings.Contains(text, " test ") || strings.Contains(text, "history of") {
		return ""
	}
	for _, a := range alertWords {
		for _, w := range strings.Split(a.words, ";") {
			if strings.Contains(text, " "+w+" ") {
				return a.name
			}
		}
	}
	return ""
}

// stillHolds reports whether an observed state is the newest of its kind and not older than nine months.
func (b *builder) stillHolds(g *group) bool {
	if g.shown.start.IsZero() || b.in.AsOf.Sub(g.shown.start.At).Hours() > 24*280 {
		return false
	}
	keys := b.readingsOf(g.shown)
	if len(keys) == 0 || len(keys[0].keys) == 0 {
		return true
	}
	return b.newest[keys[0].keys[0]] == g
}

// conflictGroup shows the five most urgent open conflicts and counts the rest. A decided one is counted, never hidden.
func (b *builder) conflictGroup(c *Chart) Group {
	g := Group{Group: "conflicts", Title: "Conflicts"}
	var open, decided []Row
	for _, x := range c.Conflicts {
		r := Row{Title: x.Why, Text: x.Tier, Flags: []Flag{FlagConflict}, Entries: x.Entries}
		if x.Decided != "" {
			r.Text, r.Flags = x.Decided, []Flag{FlagDecided}
			decided = append(decided, r)
			continue
		}
		open = append(open, r)
	}
	g.Rows = open
	if len(open) > 5 {
		rest := more(open[5:])
		rest.Text = ""
		g.Rows = append(append([]Row{}, open[:5]...), rest)
	}
	if len(decided) > 0 {
		r := more(decided)
		r.Title, r.more = strconv.Itoa(len(decided))+" decided on this computer", 0
		r.Text = strings.Join(texts(decided), " ")
		g.Rows = append(g.Rows, r)
	}
	return g
}

func texts(rows []Row) []string {
	var out []string
	for _, r := range rows {
		out = appendNew(out, r.Text)
	}
	return out
}
