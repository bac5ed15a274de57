package chart

import (
	"anamnesis/app/record"
)

// Reports are one when code and time are and they hold the same results or the same attachment. They fold over their
// results.
var reportRule = rule{
	kinds:  []record.Kind{record.KindReport},
	cross:  true,
	keys:   func(b *builder, it *item) []string { return moments(b.words.keys(it.Code, it.Ref.Source), it.start) },
	weak:   (*builder).compareReports,
	revise: true,
}

func (b *builder) compareReports(x, y *item) finding {
	c := b.words.compare(x.Code, y.Code, x.Ref.Source, y.Ref.Source)
	near := compareTimes(x.start, y.start)
	switch {
	case c.match == matchMismatch || near == timeApart:
		return finding{verdict: apart, why: "another report or time"}
	case x.Ref.Source == y.Ref.Source:
		return finding{verdict: apart, why: "two reports of one source are two"}
	case c.match != matchYes || near == timeUnclear:
		return finding{}
	case sharesHash(x.Document, y.Document):
		return finding{verdict: same, why: c.why + "; time and attachment agree"}
	case b.sameResults(x, y):
		return finding{verdict: same, why: c.why + "; time and results agree"}
	}
	return finding{}
}

// sameResults reports whether two reports stand on the same entries.
func (b *builder) sameResults(x, y *item) bool {
	gx, gy := b.resultGroups(x), b.resultGroups(y)
	if len(gx) == 0 || len(gx) != len(gy) {
		return false
	}
	for g := range gx {
		if !gy[g] {
			return false
		}
	}
	return true
}

func (b *builder) resultGroups(it *item) map[*group]bool {
	out := map[*group]bool{}
	for _, r := range it.Results {
		if o := b.byRef[r]; o != nil && o.group != nil {
			out[o.group] = true
		}
	}
	return out
}

func sharesHash(x, y *record.Document) bool {
	if x == nil || y == nil {
		return false
	}
	for _, a := range x.Attachments {
		for _, c := range y.Attachments {
			if a.Hash != "" && a.Hash == c.Hash {
				return true
			}
		}
	}
	return false
}

// Documents are one when an attachment is the same bit for bit, or title, author and time agree.
var documentRule = rule{
	kinds: []record.Kind{record.KindDocument},
	keys: func(b *builder, it *item) []string {
		d := it.Document
		if d == nil {
			return nil
		}
		var out []string
		for _, a := range d.Attachments {
			if a.Hash != "" {
				out = append(out, "hash:"+a.Hash)
			}
		}
		if s := normalText(d.Title); s != "" && !writtenAt(it).IsZero() {
			out = append(out, s+"/"+writtenAt(it).Date())
		}
		return out
	},
	weak:   (*builder).compareDocuments,
	revise: true,
}

// writtenAt is when a document was written, else the time that it is about.
func writtenAt(it *item) record.Time {
	if !it.Recorded.IsZero() {
		return it.Recorded
	}
	return it.start
}

func (b *builder) compareDocuments(x, y *item) finding {
	dx, dy := x.Document, y.Document
	if dx == nil || dy == nil {
		return finding{}
	}
	if sharesHash(dx, dy) {
		return finding{verdict: same, why: "one attachment, bit for bit"}
	}
	tx, ty := normalText(dx.Title), normalText(dy.Title)
	ax, ay := normalText(dx.Author), normalText(dy.Author)
	near := compareTimes(writtenAt(x), writtenAt(y))
	switch {
	case near == timeApart:
		return finding{verdict: apart, why: "another time"}
	case x.Ref.Source == y.Ref.Source:
		return finding{verdict: apart, why: "two documents of one source are two"}
	case tx == "" || tx != ty || ax == "" || ax != ay || near != timeMinute:
		return finding{}
	}
	return finding{verdict: same, why: "title, author and time agree"}
}
