package people

import "math"

// chance is how often a level occurs among pairs of records of one person (m) and among pairs of two (u).
type chance struct{ m, u float64 }

// weights are the chances of every level of every field, and how likely two records are one person before anything is
// compared.
type weights struct {
	level  [fields][8]chance
	bits   [fields][8]float64 // log2 of m over u
	prior  float64            // log2 of the odds that two records of different sources are one person
	tax    float64            // bits less for two records of one source
	given  map[int32]float64  // share of the records by word, where there are enough to learn from
	family map[int32]float64
	faults faults // fields that are shown to be wrong often
}

// Defaults, for a handful of records. The m are those that record linkage studies report for registration data (Winkler,
// "Overview of record linkage", 2006, and the FEBRL generator's error rates), rounded to the careful side; the u follow
// from counting: 29,000 birth dates in use, two sexes, households of two or three in a population of a million.
var defaults = [fields][8]chance{
	fieldGiven: {nameSame: {.80, shareGiven}, nameSound: {.05, .002}, namePet: {.03, .004}, nameClose: {.07, .006},
		nameFormer: {.01, .002}, nameInitial: {.02, .06}, nameOther: {.02, .92}},
	fieldFamily: {nameSame: {.80, shareFamily}, nameSound: {.05, .001}, namePet: {.01, .001}, nameClose: {.07, .003},
		nameFormer: {.03, .001}, nameInitial: {.01, .05}, nameOther: {.03, .94}},
	fieldMiddle: {nameSame: {.80, .01}, nameSound: {.06, .005}, namePet: {.01, .005}, nameClose: {.05, .01},
		nameFormer: {.01, .01}, nameInitial: {.05, .08}, nameOther: {.02, .88}},
	fieldBirth: {birthSame: {.90, 1. / 25000}, birthPartly: {.02, 1. / 500}, birthSwapped: {.015, 1. / 25000},
		birthTypo: {.04, 1. / 900}, birthNear: {.015, .015}, birthOther: {.01, .98}},
	fieldSex: {flagSame: {.985, .5}, flagOther: {.015, .5}},
	fieldID: {idSame: {.90, 1e-7}, idFile: {.90, 1e-6}, idPerhaps: {.90, 1e-5}, idHousehold: {.5, .01}, idClose: {.05, 1e-5},
		idOther: {.02, .99}, idElse: {.2, .99}},
	fieldStreet:  {homeSame: {.55, 2e-5}, homeClose: {.10, .002}, homeOther: {.35, .998}},
	fieldArea:    {homeSame: {.60, .005}, homeClose: {.20, .02}, homeOther: {.20, .97}},
	fieldTelecom: {flagSame: {.50, 2e-5}, flagOther: {.50, 1}},
}

const (
	defaultPrior = -20.0 // one person in a million: a region served by the sources
	sourceTax    = 4.0   // bits: a source that keeps a master index rarely holds one person twice
	// householdBits bounds what family name, street, town and telephone say together: of a million people two or three
	// share a household, and whoever shares one of these shares the others.
	householdBits = 19.0
)

func defaultWeights() *weights {
	w := &weights{level: defaults, prior: defaultPrior, tax: sourceTax}
	w.settle()
	return w
}

func (w *weights) settle() {
	for f := range w.level {
		for l, c := range w.level[f] {
			if l > 0 && c.u > 0 {
				w.bits[f][l] = math.Log2(c.m / c.u)
			}
		}
	}
}

// odds returns log2 of the odds that the records are one person, by Fellegi and Sunter ("A theory for record linkage",
// 1969): the sum of the weights of what is known. An unknown field adds nothing.
func (w *weights) odds(x *vector) float64 {
	sum := w.prior
	if x.sameSource {
		sum -= w.tax
	}
	sum += w.name(fieldGiven, x.level[fieldGiven], x.given, w.given, givenShares)
	sum += w.bits[fieldMiddle][x.level[fieldMiddle]]
	sum += w.bits[fieldBirth][x.level[fieldBirth]]
	sum += w.bits[fieldSex][x.level[fieldSex]]
	sum += w.bits[fieldID][x.level[fieldID]]
	household := w.name(fieldFamily, x.level[fieldFamily], x.family, w.family, familyShares)
	household += w.bits[fieldStreet][x.level[fieldStreet]] + w.bits[fieldArea][x.level[fieldArea]] + w.bits[fieldTelecom][x.level[fieldTelecom]]
	sum += min(household, householdBits)
	switch x.linked {
	case linkMaybe:
		sum += 6
	case linkRefer, linkMerged:
		sum += 15
	}
	return sum
}

// name returns the weight of a name's level; agreeing on a frequent name says less.
func (w *weights) name(f field, level uint8, on *word, learned map[int32]float64, listed map[string]float64) float64 {
	bits := w.bits[f][level]
	if on == nil || level != nameSame && level != nameSound {
		return bits
	}
	share := learned[on.id]
	if share == 0 {
		for _, s := range on.stems {
			share = max(share, listed[s])
		}
	}
	if usual := w.level[f][nameSame].u; share > usual {
		bits -= math.Log2(share / usual)
	}
	return bits
}

// probability turns log2 odds into 0..1.
func probability(odds float64) float64 { return 1 / (1 + math.Exp2(-odds)) }
