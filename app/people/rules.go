package people

// What a pair may become at most, whatever its odds.
type ceiling uint8

const (
	asSame ceiling = iota
	asReview
	asDifferent // a contradiction: never joined by the program
	asNever     // a contradiction of identity: not even joined by a decision
)

// verdict is what the rules make of a vector.
type verdict struct {
	ceiling ceiling
	certain bool // a strong identifier and agreeing demographics: same, whatever the odds
	ask     bool // at least to be reviewed
	reasons []reason
}

// judge applies the rules of identity. They are read from the top; each may only lower what those before it allow.
func judge(x *vector) verdict {
	var v verdict
	lower := func(c ceiling, why reason) {
		v.ceiling = max(v.ceiling, c)
		v.reasons = append(v.reasons, why)
	}
	given, family, middle := x.level[fieldGiven], x.level[fieldFamily], x.level[fieldMiddle]
	birth, sex, id := x.level[fieldBirth], x.level[fieldSex], x.level[fieldID]
	street, telecom := x.level[fieldStreet], x.level[fieldTelecom]

	strong := id == idSame || id == idFile
	merged := x.linked >= linkRefer
	vouched := strong || merged || id == idPerhaps
	givenFits := given == nameSame || given == nameSound || given == namePet
	familyFits := family == nameSame || family == nameSound || family == nameFormer || family == nameClose
	household := street == homeSame || telecom == flagSame
	birthOff := birth == birthOther

	// Contradictions.
	switch {
	case birthOff && sex == flagOther:
		lower(asNever, whyBirthAndSex)
	case x.order && birth != birthOther && !merged:
		lower(asNever, whyBirthOrder)
	case birthOff && !(vouched && givenFits && familyFits):
		lower(asDifferent, whyBirthOther)
	case birthOff:
		lower(asReview, whyBirthOther)
	}
	switch {
	case given == nameOther && !(vouched && birth == birthSame):
		lower(asDifferent, whyGivenOther)
	case given == nameOther:
		lower(asReview, whyGivenOther)
	}
	if x.idDiffers != "" && id != idSame {
		if birth == birthSame && givenFits && familyFits && (household || middle == nameSame || x.level[fieldArea] == homeSame) {
			lower(asReview, whyNumberOther)
		} else {
			lower(asDifferent, whyNumberOther)
		}
	}
	if x.suffix {
		if birth == birthSame {
			lower(asReview, whySuffix)
		} else {
			lower(asDifferent, whySuffix)
		}
	}
	if sex == flagOther {
		if given == nameClose || given == nameInitial || given == nameUnknown {
			lower(asDifferent, whySexOther)
		} else {
			lower(asReview, whySexOther)
		}
	}

	// Twins, and names that look alike.
	if given == nameClose {
		switch {
		case x.distinct:
			lower(asReview, whyTwoNames)
		case x.multiple:
			lower(asReview, whyMultiple)
		case x.unusual && !vouched:
			lower(asReview, whyAlike)
		}
	}
	if middle == nameOther && !strong {
		lower(asReview, whyMiddleOther)
	}
	if (given == nameUnknown || given == nameInitial) && (!vouched || x.nameless) {
		lower(asReview, whyGivenUnknown)
	}

	// Birth dates that are not quite the same.
	switch birth {
	case birthSwapped, birthTypo:
		if !vouched {
			lower(asReview, whyBirthAsk)
		}
	case birthNear:
		lower(asReview, whyBirthNear)
		if !vouched && !(givenFits && familyFits && household) {
			lower(asDifferent, whyBirthNear)
		}
	case birthPartly:
		if !vouched {
			lower(asReview, whyBirthPartly)
		}
	case birthUnknown:
		if !strong && !merged {
			lower(asReview, whyBirthUnknown)
		}
	}

	// Family names.
	if family == nameOther || family == nameUnknown || family == nameInitial {
		switch {
		case vouched && givenFits && birth == birthSame:
		case givenFits && birth == birthSame && (household || merged):
			lower(asReview, whyFamilyOther)
		case vouched:
			lower(asReview, whyFamilyOther)
		default:
			lower(asDifferent, whyFamilyOther)
		}
	}

	// Name and birth date alone are borne by two people more often than one thinks.
	if !vouched && !household && middle != nameSame && middle != nameSound && x.level[fieldArea] != homeSame {
		lower(asReview, whyNothingElse)
	}
	if x.sameSource && !vouched && !household {
		lower(asReview, whySameSource)
	}

	v.certain = v.ceiling == asSame && (strong || merged) && (givenFits || given == nameClose) && familyFits &&
		(birth == birthSame || birth == birthUnknown && id == idSame)
	v.ask = v.ceiling <= asReview && (strong || merged || x.linked == linkMaybe) && (birth == birthSame || givenFits && familyFits)
	return v
}
