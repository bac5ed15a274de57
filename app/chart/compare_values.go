package chart

import (
	"strings"

	"anamnesis/app/record"
)

// equality is how two values stand to each other. The order is their force.
type equality uint8

const (
	valuesEqual      equality = iota
	valuesCompatible          // "<5" and 4
	valuesUnknown             // a unit, a value or a common language is missing
	valuesDiffer
)

// qualitative are the words of yes and no that results are reported in, over the languages of the sources.
var qualitative = map[string]string{"positive": "+", "negative": "-", "detected": "+", "not detected": "-", "reactive": "+",
	"non reactive": "-", "nonreactive": "-", "present": "+", "absent": "-", "pos": "+", "neg": "-", "положителен": "+",
	"положителна": "+", "положително": "+", "отрицателен": "-", "отрицателна": "-", "отрицателно": "-", "true": "+", "false": "-",
	"yes": "+", "no": "-", "да": "+", "не": "-"}

// compareValues compares two values of one measurand, after normalising their units.
func (b *builder) compareValues(r, s reading, x, y *item) equality {
	v, w := r.value, s.value
	switch {
	case v.Kind == record.ValueNone || w.Kind == record.ValueNone:
		return valuesUnknown
	case v.Kind == record.ValueQuantity && w.Kind == record.ValueQuantity:
		return compareQuantities(v.Quantity, w.Quantity, r, s)
	case v.Kind == record.ValueConcept && w.Kind == record.ValueConcept:
		switch b.words.compare(v.Concept, w.Concept, x.Ref.Source, y.Ref.Source).match {
		case matchYes:
			return valuesEqual
		case matchMismatch:
			return valuesDiffer
		}
	case (v.Kind == record.ValueRange || v.Kind == record.ValueRatio) && v.Kind == w.Kind:
		return max(compareQuantities(v.Quantity, w.Quantity, r, s), compareQuantities(v.Other, w.Other, r, s))
	case v.Kind == record.ValueInteger && w.Kind == record.ValueInteger:
		m, ok := decimal(v.Text)
		n, ok2 := decimal(w.Text)
		if ok && ok2 && m.Cmp(n) == 0 {
			return valuesEqual
		}
		return valuesDiffer
	case v.Kind == record.ValueTime && w.Kind == record.ValueTime:
		if record.ParseTime(v.Text).Same(record.ParseTime(w.Text)) {
			return valuesEqual
		}
	}
	return compareWords(valueText(v), valueText(w))
}

// compareWords compares two values in words: equal words are equal, a yes against a no differs, and of anything else
// nothing is known, since two languages can say one thing.
func compareWords(a, c string) equality {
	a, c = normalText(a), normalText(c)
	if a == "" || c == "" {
		return valuesUnknown
	}
	if a == c {
		return valuesEqual
	}
	p, q := qualitative[a], qualitative[c]
	switch {
	case p == "" || q == "":
		return valuesUnknown
	case p == q:
		return valuesEqual
	}
	return valuesDiffer
}

// compareQuantities compares numbers with their units. Without a unit a value equals nothing.
func compareQuantities(q, p record.Quantity, r, s reading) equality {
	if q.Number == "" || p.Number == "" {
		return valuesUnknown
	}
	e := numbers(q, p, r, s)
	if q.Comparator == p.Comparator {
		return e
	}
	if e == valuesUnknown {
		return e
	}
	return valuesCompatible
}

func numbers(q, p record.Quantity, r, s reading) equality {
	if q.UCUM == "" || p.UCUM == "" {
		u, v := strings.TrimSpace(unitOf(q)), strings.TrimSpace(unitOf(p))
		if u == "" || u != v {
			return valuesUnknown
		}
		m, ok := decimal(q.Number)
		n, ok2 := decimal(p.Number)
		switch {
		case !ok || !ok2:
			return valuesUnknown
		case m.Cmp(n) == 0:
			return valuesEqual
		}
		return valuesDiffer
	}
	return sameNumber(q, p, r, s)
}
