package people

// ceiling is what a pair may become at most, whatever its odds.
type ceiling uint8

const (
	asSame ceiling = iota
	asReview
	asDifferent // a contradiction: never joined by the program
	asNever     // a contradiction of identity: not even joined by a decision
)

// verdict is what the rules make of a vector.
type verdict struct {
	ceiling  ceiling
	hard     bool // nothing outvotes what contradicts
	bars     bool // the two may not be in one person over others either
	certain  bool // a number that names a person and agreeing demographics: same, whatever the odds
	ask      bool // at least to be reviewed
	married  bool // only the family name differs: a third record may know both
	kin      bool // given name or birth date differs, and no number says otherwise: two of one family may look so
	firm     bool // name, birth date and number agree, all of them
	outvoted bool // one thing contradicts and all others say that it is an error
	doubtful bool // what contradicts is shown to be wrong often: the odds decide whether it bars, and whether to ask
	reasons  []reason
}

func (v *verdict) lower(c ceiling, why reason) {
	v.ceiling = max(v.ceiling, c)
	v.reasons = append(v.reasons, why)
}

// faults says in which fields the records at hand are shown to be wrong often: where everything else agrees, the field
// still contradicts in a share of the pairs that no confusion of two people explains. Without such evidence a
// contradiction is a contradiction.
type faults struct {
	given, family, birth, number bool
	typos                        bool // family names, and birth dates or numbers, are often mistyped
	names                        bool // enough records to tell a name from a misspelling
}

// findings are what the rules ask of a vector, read once.
type findings struct {
	x                                                *vector
	given, family, middle, birth, sex, id            uint8
	sure                                             bool // a number that names a person agrees
	merged                                           bool // the source says that the records are of one person
	vouched                                          bool // sure, merged, or a number of a system that is not known agrees
	nearly                                           bool // vouched, or such a number agrees but for a typing error
	givenFits, familyFits                            bool
	street, household                                bool
	place                                            bool // street, telephone, or town with postal code
	givenClash, familyClash, birthClash, numberClash bool
	clashes                                          int
}

func find(x *vector) findings {
	f := findings{x: x, given: x.level[fieldGiven], family: x.level[fieldFamily], middle: x.level[fieldMiddle],
		birth: x.level[fieldBirth], sex: x.level[fieldSex], id: x.level[fieldID]}
	f.sure = f.id == idSame || f.id == idFile
	f.merged = x.linked >= linkRefer
	f.vouched = f.sure || f.merged || f.id == idPerhaps
	f.nearly = f.vouched || f.id == idClose
	f.givenFits = f.given == nameSame || f.given == nameSound || f.given == namePet
	f.familyFits = f.family == nameSame || f.family == nameSound || f.family == nameFormer || f.family == nameClose
	f.street = x.level[fieldStreet] == homeSame
	f.household = f.street || x.level[fieldTelecom] == flagSame ||
		x.level[fieldStreet] == homeClose && (x.level[fieldArea] == homeSame || x.level[fieldArea] == homeClose)
	f.place = f.household || x.level[fieldArea] == homeSame
	f.givenClash = f.given == nameOther
	f.familyClash = f.family == nameOther
	f.birthClash = f.birth == birthOther
	f.numberClash = x.idDiffers && f.id != idSame
	for _, c := range []bool{f.givenClash, f.familyClash, f.birthClash, f.numberClash} {
		if c {
			f.clashes++
		}
	}
	return f
}

// judge applies the rules of identity. Each may only lower what those before it allow.
func judge(x *vector, e faults) verdict {
	var v verdict
	f := find(x)
	f.identity(&v, e)
	f.contradictions(&v, e)
	f.alike(&v, e)
	f.birthDates(&v, e)
	f.confirmed(&v)
	v.hard = v.hard || v.ceiling >= asNever
	v.bars = (v.bars || v.ceiling >= asDifferent) && !(v.married && v.ceiling < asNever)
	// Records that are careless all over, or that have no numbers (there twins look so, and so do errors): ask by the odds.
	v.doubtful = e.typos || e.given || e.family || e.birth || e.number ||
		e.names && f.id == idUnknown && f.clashes <= 1 && f.household && f.nearlyOthers()
	v.kin = (f.givenClash || f.birthClash) && !f.nearly
	v.firm = f.nearly && (f.givenFits || f.given == nameClose && !x.distinct) && f.familyFits && f.birth == birthSame
	v.certain = v.ceiling == asSame && (f.sure || f.merged) && (f.givenFits || f.given == nameClose || x.nameless) && f.familyFits &&
		(f.birth == birthSame || f.birth == birthUnknown && f.id == idSame)
	v.ask = v.ceiling <= asReview && (v.ask || (f.sure || f.merged || x.linked == linkMaybe) &&
		(f.birth == birthSame || f.givenFits && f.familyFits))
	return v
}

// identity holds what nothing outvotes: birth date with sex, the order of a multiple birth, the younger and the elder of
// one name.
func (f *findings) identity(v *verdict, e faults) {
	if f.birthClash && f.sex == flagOther {
		v.lower(asNever, whyBirthAndSex)
	}
	if f.x.order && !f.birthClash && !f.merged {
		v.lower(asNever, whyBirthOrder)
	}
	if f.x.suffix {
		v.hard = true
		if f.birth == birthSame {
			v.lower(asReview, whySuffix)
		} else {
			v.lower(asDifferent, whySuffix)
		}
	}
	if f.x.idDiffers && f.id == idSame && !e.number {
		v.lower(asReview, whyNumberOther)
	}
	if f.sex == flagOther {
		v.hard = true
		if f.givenFits {
			v.lower(asReview, whySexOther)
		} else {
			v.lower(asDifferent, whySexOther)
		}
	}
}

// contradictions weighs clear differences of given name, family name, birth date and number. One alone may be an error
// when all the others agree: then it is asked, and believed only where the records at hand are shown to hold such errors.
func (f *findings) contradictions(v *verdict, e faults) {
	if f.clashes == 0 {
		return
	}
	at, trusted := asDifferent, false
	switch {
	case f.errs(e) && (f.vouched || e.number && f.clashes == 1 && f.household && f.others()):
		v.outvoted = true
		return
	case f.errs(e):
		at, trusted = asReview, true
	case f.clashes > 2:
	case f.numberClash:
		if at, trusted = f.numbersDiffer(e); at == asSame {
			v.outvoted = true
			return
		}
	case f.clashes == 1 && f.familyClash:
		// People marry: a family name alone contradicts nothing.
		switch {
		case f.vouched && (f.givenFits || f.given == nameClose) && f.birth == birthSame:
			return
		case f.vouched, f.nearly && f.place, f.givenFits && f.birth == birthSame && f.household:
			at, trusted = asReview, true
		case f.givenFits && f.birth == birthSame:
			v.married = true
		}
	case !f.vouched:
		one := f.clashes == 1 && (f.givenFits || f.birth == birthSame)
		if one && f.nearly && f.familyFits && f.household {
			at = asReview
		}
	case f.clashes == 1 && f.givenClash:
		if f.birth == birthSame || f.familyFits && f.place {
			at = asReview
		}
	case f.clashes == 1 && f.birthClash:
		if f.familyFits && (f.givenFits || f.place) || f.givenFits && f.place {
			at = asReview
		}
	case f.givenClash && f.familyClash:
		if f.birth == birthSame && f.place {
			at = asReview
		}
	case f.place && (f.familyFits || f.givenFits): // birth date, and given or family name
		at, trusted = asReview, e.birth && (e.given || f.familyClash)
	}
	v.ask = v.ask || at == asReview
	v.bars = v.bars || !trusted
	for _, c := range []struct {
		clash bool
		why   reason
	}{{f.birthClash, whyBirthOther}, {f.givenClash, whyGivenOther}, {f.numberClash, whyNumberOther}, {f.familyClash, whyFamilyOther}} {
		if c.clash {
			v.lower(at, c.why)
		}
	}
}

// others reports whether, of given name, family name and birth date, those agree that do not contradict.
func (f *findings) others() bool {
	return (f.givenClash || f.givenFits) && (f.familyClash || f.familyFits) && (f.birthClash || f.birth == birthSame)
}

// nearlyOthers is others with typing errors allowed in the given name.
func (f *findings) nearlyOthers() bool {
	return (f.givenFits || f.given == nameClose || f.givenClash) && (f.familyFits || f.familyClash || f.given != nameUnknown) &&
		(f.birthClash || f.birth == birthSame || f.birth == birthTypo || f.birth == birthSwapped)
}

// often reports whether each field that contradicts is shown to be wrong often.
func (f *findings) often(e faults) bool {
	return (!f.givenClash || e.given) && (!f.familyClash || e.family) && (!f.birthClash || e.birth) && (!f.numberClash || e.number)
}

// errs reports whether what contradicts is an error: it is shown to be wrong often, and the number, the place and at
// least one of given name, family name and birth date agree; for both names, the birth date to the day and the street.
func (f *findings) errs(e faults) bool {
	if f.numberClash || !f.nearly || !f.place || !f.often(e) || f.x.multiple || f.x.nameless {
		return false
	}
	if f.clashes == 2 {
		return f.givenClash && f.familyClash && f.birth == birthSame && f.household
	}
	return f.clashes == 1 && (f.givenFits || f.given == nameClose || f.familyFits || f.birth == birthSame)
}

// numbersDiffer judges two national numbers where a person has one.
func (f *findings) numbersDiffer(e faults) (at ceiling, trusted bool) {
	birth := f.birth == birthSame || f.birth == birthTypo || f.birth == birthSwapped || f.birth == birthUnknown && e.number
	given := f.givenFits || f.given == nameClose && !f.x.distinct
	switch {
	case f.clashes == 2:
		if f.familyClash && f.givenFits && f.birth == birthSame && f.street {
			if e.number && e.family && f.x.level[fieldArea] != homeOther {
				return asSame, true // one household, one given name, one birth date
			}
			return asReview, false
		}
		return asDifferent, false
	case e.number && (f.givenFits || given && e.given && !f.x.unusual) && f.familyFits && f.birth == birthSame && f.place:
		return asSame, true
	case given && f.familyFits && birth && (f.place || f.middle == nameSame):
		return asReview, e.number
	}
	return asDifferent, false
}

// alike holds twins, and names that look alike.
func (f *findings) alike(v *verdict, e faults) {
	named := f.sure || f.merged // twins may share a number of a system that is not known
	if f.given == namePet && f.x.distinct && !named {
		v.lower(asReview, whyTwoNames)
	}
	if f.given == nameClose {
		switch {
		case f.x.distinct && f.vouched && e.given && !f.x.multiple:
		case f.x.distinct:
			v.lower(asReview, whyTwoNames)
			v.hard = v.hard || !f.vouched || f.x.multiple
		case f.x.multiple:
			v.lower(asReview, whyMultiple)
		case (f.x.unusual || !e.names) && !named && !(f.nearly && e.given):
			v.lower(asReview, whyAlike)
		}
	}
	if f.middle == nameOther && !f.sure {
		v.lower(asReview, whyMiddleOther)
	}
	if (f.given == nameUnknown || f.given == nameInitial) && (!named && !(f.nearly && e.given) || f.x.nameless && f.x.idField != "egn") {
		v.lower(asReview, whyGivenUnknown)
	}
	if f.family == nameUnknown || f.family == nameInitial {
		switch {
		case f.vouched && (f.givenFits || f.given == nameClose || e.given && f.place) && f.birth == birthSame:
		case f.sure && e.family && f.givenFits && f.birth == birthUnknown && f.street:
		case f.nearly, f.givenFits && f.birth == birthSame && f.household:
			v.lower(asReview, whyFamilyOther)
		default:
			v.lower(asDifferent, whyFamilyOther)
		}
	}
}

// birthDates holds dates that are not quite the same, or not known.
func (f *findings) birthDates(v *verdict, e faults) {
	switch f.birth {
	case birthSwapped, birthTypo:
		if !f.vouched && !(f.nearly && (e.typos || e.number && e.birth) && f.givenFits && f.familyFits && f.place) {
			v.lower(asReview, whyBirthAsk)
		}
	case birthNear:
		if f.vouched && f.givenFits && f.familyFits && f.place {
			return
		}
		v.lower(asReview, whyBirthNear)
		if !f.nearly && !(f.givenFits && f.familyFits && f.household) {
			v.lower(asDifferent, whyBirthNear)
		}
	case birthPartly:
		if !f.vouched {
			v.lower(asReview, whyBirthPartly)
		}
	case birthUnknown:
		vouched := f.vouched || f.nearly && e.number && f.givenFits && f.familyFits
		if !vouched || !f.sure && !f.place {
			v.lower(asReview, whyBirthUnknown)
		}
	}
}

// confirmed asks for something beyond name and birth date, which two people share more often than one thinks; and within
// one source for more.
func (f *findings) confirmed(v *verdict) {
	if f.nearly || f.household {
		return
	}
	if f.middle != nameSame && f.middle != nameSound && f.x.level[fieldArea] != homeSame {
		v.lower(asReview, whyNothingElse)
	}
	if f.x.sameSource {
		v.lower(asReview, whySameSource)
	}
}
