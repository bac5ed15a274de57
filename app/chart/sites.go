package chart

import (
	"strings"

	"anamnesis/app/record"
)

// lateralities reads a side from a SNOMED CT code or from a word of a text in the demo's languages. Two knees are two.
var (
	lateralityCodes = map[string]string{"7771000": "left", "24028007": "right", "51440002": "both", "66459002": "one"}
	lateralityWords = map[string]string{"left": "left", "right": "right", "bilateral": "both", "bilaterally": "both",
		"both": "both", "unilateral": "one", "ляв": "left", "лява": "left", "ляво": "left", "левия": "left", "лявата": "left",
		"лявото": "left", "вляво": "left", "левостранен": "left", "левостранна": "left", "левостранно": "left", "десен": "right",
		"дясна": "right", "дясно": "right", "десния": "right", "дясната": "right", "дясното": "right", "вдясно": "right",
		"десностранен": "right", "десностранна": "right", "десностранно": "right", "двустранен": "both",
		"двустранна": "both", "двустранно": "both"}
)

// sideOf returns left, right, both or one; "" when nothing says it. It is read once for each fact.
func (b *builder) sideOf(it *item) string {
	if !it.sided {
		it.side, it.sided = b.laterality(it.Fact), true
	}
	return it.side
}

func (b *builder) laterality(f *record.Fact) string {
	for _, c := range f.BodySites {
		for _, x := range c.Codes {
			if s := lateralityCodes[x.Code]; s != "" && x.System == record.SystemSNOMED {
				return s
			}
		}
	}
	for _, c := range append(append([]record.Concept{}, f.BodySites...), f.Code) {
		if s := b.lateralityIn(c.Text); s != "" {
			return s
		}
		for _, x := range c.Codes {
			if s := b.lateralityIn(x.Display); s != "" {
				return s
			}
		}
	}
	return ""
}

func (b *builder) lateralityIn(text string) string {
	for _, w := range strings.Fields(b.words.text(text)) {
		if s := lateralityWords[w]; s != "" {
			return s
		}
	}
	return ""
}

// compareSites says whether two facts are about one place of the body.
func (b *builder) compareSites(x, y *item) verdict {
	lx, ly := b.sideOf(x), b.sideOf(y)
	switch {
	case lx != "" && ly != "" && lx != ly:
		return apart
	case len(x.BodySites) == 0 && len(y.BodySites) == 0 && lx == ly:
		return same
	case len(x.BodySites) == 0 || len(y.BodySites) == 0 || (lx == "") != (ly == ""):
		return unclear
	}
	result := unclear
	for _, s := range x.BodySites {
		for _, t := range y.BodySites {
			switch b.words.compare(s, t, x.Ref.Source, y.Ref.Source).match {
			case matchYes:
				return same
			case matchMismatch:
				result = apart
			}
		}
	}
	return result
}
