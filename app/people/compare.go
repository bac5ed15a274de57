package people

import (
	"slices"

	"anamnesis/app/record"
)

// Decisions on a pair; the words are part of the JSON contract.
const (
	Same      = "same"
	Review    = "review"
	Different = "different"
)

// The thresholds of the score: at SameFrom and above a pair is the same person, from ReviewFrom on a human being decides,
// below it is two people.
const (
	SameFrom   = 0.98
	ReviewFrom = 0.40
)

// doubtBits is how much must speak for one person, against a contradiction, before a human being is asked.
const doubtBits = 2

// Pair is how two patient records compare.
type Pair struct {
	A, B     record.Ref
	Score    float64  // 0..1: the probability that they are one person, bounded by the rules of identity
	Decision string   // Same, Review or Different; follows from Score by the thresholds
	Why      []string // short sentences out of Reasons, the weightiest first

	odds     float64
	firm     bool // name, birth date and number all agree
	outvoted bool // something contradicts, and is taken for an error
}

// Compare compares two Patient facts by themselves, with the default weights.
func Compare(a, b record.Fact) Pair {
	v := newVocabulary(2)
	return defaultWeights().pair(v, v.read(&a), v.read(&b))
}

// pair compares two profiles and gives reasons.
func (w *weights) pair(v *vocabulary, a, b *profile) Pair {
	x := v.compare(a, b)
	return w.decide(a, b, &x, false)
}

// decide applies rules and weights. When terse is true, a pair that is different has no reasons.
func (w *weights) decide(a, b *profile, x *vector, terse bool) Pair {
	p := Pair{A: a.ref, B: b.ref}
	if a.empty() || b.empty() {
		p.Decision, p.Why = Different, []string{sentences[whyNoPatient]}
		return p
	}
	rules := judge(x, w.faults)
	p.odds = w.odds(x)
	p.Score = probability(p.odds)
	if rules.certain {
		p.Score = max(p.Score, 0.999)
	}
	if rules.ask {
		p.Score = max(p.Score, 0.5)
	}
	if rules.doubtful && !rules.hard && rules.ceiling == asDifferent && p.odds >= doubtBits {
		rules.ceiling = asReview
	}
	switch rules.ceiling {
	case asReview:
		p.Score = min(p.Score, 0.97)
	case asDifferent, asNever:
		p.Score = min(p.Score, 0.3)
	}
	p.firm, p.outvoted = rules.firm, rules.outvoted
	p.Decision = decision(p.Score)
	if terse && p.Decision == Different {
		return p
	}
	why := agreeing(x)
	if p.Decision == Different || rules.ceiling > asSame { // what keeps them apart comes first
		why = append(slices.Clone(rules.reasons), why...)
	}
	for _, r := range why {
		if s := sentences[r]; !slices.Contains(p.Why, s) {
			p.Why = append(p.Why, s)
		}
	}
	return p
}

func decision(score float64) string {
	switch {
	case score >= SameFrom:
		return Same
	case score >= ReviewFrom:
		return Review
	}
	return Different
}

// empty reports whether nothing is known that could tell a person.
func (p *profile) empty() bool {
	return len(p.names) == 0 && !p.birth.known() && len(p.ids) == 0 && len(p.links) == 0
}
