package people

// reason is a number in the closed list of sentences that may stand in Why.
type reason uint8

const (
	whyNone reason = iota
	whyGivenSame
	whyGivenSound
	whyGivenPet
	whyGivenClose
	whyGivenInitial
	whyTurned
	whyFamilySame
	whyFamilySound
	whyFamilyClose
	whyFamilyFormer
	whyMiddleSame
	whyMiddleClose
	whyBirthSame
	whyBirthPart
	whyBirthSwapped
	whyBirthTypo
	whySexSame
	whySSNSame
	whyEGNSame
	whyNationalSame
	whyNumberSame
	whyNumberClose
	whyNumberShared
	whyStreetSame
	whyStreetClose
	whyAreaSame
	whyAreaClose
	whyTelecomSame
	whyMerged
	whyRefer
	whySeeAlso

	whyBirthAndSex
	whyBirthOrder
	whyBirthOther
	whyGivenOther
	whyNumberOther
	whySuffix
	whySexOther
	whyTwoNames
	whyMultiple
	whyAlike
	whyMiddleOther
	whyGivenUnknown
	whyBirthAsk
	whyBirthNear
	whyBirthPartly
	whyBirthUnknown
	whyFamilyOther
	whyNothingElse
	whySameSource
	whyStreetOther
	whyAreaOther
	whyTelecomOther

	whyNoPatient
	whyOnly
	whyThird
	whyRival
	whyJoined
	whyApart
	whyKept
	whyChanged
	whyRefused
	reasons
)

// sentences are the reasons in words. They name the field and never its content, so that they may stand on screen, in a
// list and in a translation.
var sentences = [reasons]string{
	whyGivenSame:    "Given name agrees.",
	whyGivenSound:   "Given name agrees in another spelling or script.",
	whyGivenPet:     "Given name agrees with a short form, or with another of the given names.",
	whyGivenClose:   "Given name agrees but for a typing error.",
	whyGivenInitial: "Given name agrees with an initial.",
	whyTurned:       "Given name and family name agree, having changed places.",
	whyFamilySame:   "Family name agrees.",
	whyFamilySound:  "Family name agrees in another spelling, script or form.",
	whyFamilyClose:  "Family name agrees but for a typing error.",
	whyFamilyFormer: "Family name agrees with a former name, or with a part of a double name.",
	whyMiddleSame:   "Middle name agrees.",
	whyMiddleClose:  "Middle name agrees in part.",
	whyBirthSame:    "Birth date agrees.",
	whyBirthPart:    "Birth date agrees as far as it is known.",
	whyBirthSwapped: "Birth date agrees with day and month changed places.",
	whyBirthTypo:    "Birth date agrees but for one digit.",
	whySexSame:      "Sex agrees.",
	whySSNSame:      "Social security number agrees.",
	whyEGNSame:      "Civil number agrees.",
	whyNationalSame: "National number agrees.",
	whyNumberSame:   "Patient number agrees.",
	whyNumberClose:  "Patient number agrees but for a typing error.",
	whyNumberShared: "They share a number that several people may have.",
	whyStreetSame:   "Street address agrees.",
	whyStreetClose:  "Street address agrees in part.",
	whyAreaSame:     "Town and postal code agree.",
	whyAreaClose:    "Town or postal code agrees.",
	whyTelecomSame:  "Telephone or e-mail agrees.",
	whyMerged:       "The source says that one record replaces the other.",
	whyRefer:        "The source refers from one record to the other.",
	whySeeAlso:      "The source says to see also the other record.",

	whyBirthAndSex:  "Birth date and sex both differ.",
	whyBirthOrder:   "They are two of one multiple birth.",
	whyBirthOther:   "Birth date differs.",
	whyGivenOther:   "Given name differs.",
	whyNumberOther:  "National number differs.",
	whySuffix:       "One is the younger, the other the elder of one name.",
	whySexOther:     "Sex differs.",
	whyTwoNames:     "The given names look alike and are two names.",
	whyMultiple:     "One of a multiple birth: the given names must agree exactly.",
	whyAlike:        "The given names look alike and may be two names.",
	whyMiddleOther:  "Middle name differs.",
	whyGivenUnknown: "A given name is missing or only an initial.",
	whyBirthAsk:     "The birth dates are not quite the same.",
	whyBirthNear:    "Birth date differs in two digits.",
	whyBirthPartly:  "A birth date is incomplete.",
	whyBirthUnknown: "A birth date is missing.",
	whyFamilyOther:  "Family name differs or is missing.",
	whyNothingElse:  "Beyond name and birth date nothing confirms it.",
	whySameSource:   "One source holds both records and does not say that they are one person.",
	whyStreetOther:  "Street address differs.",
	whyAreaOther:    "Town and postal code differ.",
	whyTelecomOther: "Telephone differs.",

	whyNoPatient: "One of the records cannot be read.",
	whyOnly:      "Only this record.",
	whyThird:     "Both agree with a third record that is the same person.",
	whyRival:     "Another record fits as well and is a different person.",
	whyJoined:    "Joined by a clinician.",
	whyApart:     "Kept apart by a clinician.",
	whyKept:      "Joined before; what is known now would no longer join them.",
	whyChanged:   "A record has changed since a clinician decided.",
	whyRefused:   "Joined by a clinician, and birth date and sex both differ.",
}

// Reasons returns every sentence that may stand in a Why, for translation.
func Reasons() []string {
	return append([]string(nil), sentences[1:]...)
}

// agreeing lists the reasons of what agrees or differs in a vector, the weightiest first.
func agreeing(x *vector) []reason {
	var out []reason
	add := func(r reason) {
		if r != whyNone {
			out = append(out, r)
		}
	}
	add([...]reason{linkMaybe: whySeeAlso, linkRefer: whyRefer, linkMerged: whyMerged}[x.linked])
	switch x.level[fieldID] {
	case idSame, idFile, idPerhaps:
		add(map[string]reason{"ssn": whySSNSame, "egn": whyEGNSame, "national": whyNationalSame, "number": whyNumberSame}[x.idField])
	case idClose:
		add(whyNumberClose)
	case idHousehold:
		add(whyNumberShared)
	}
	if x.turned {
		add(whyTurned)
	} else {
		add([...]reason{nameSame: whyGivenSame, nameSound: whyGivenSound, namePet: whyGivenPet, nameClose: whyGivenClose,
			nameInitial: whyGivenInitial, nameOther: whyGivenOther}[x.level[fieldGiven]])
		add([...]reason{nameSame: whyFamilySame, nameSound: whyFamilySound, namePet: whyFamilySound, nameClose: whyFamilyClose,
			nameFormer: whyFamilyFormer, nameInitial: whyFamilyOther, nameOther: whyFamilyOther}[x.level[fieldFamily]])
	}
	add([...]reason{nameSame: whyMiddleSame, nameSound: whyMiddleSame, namePet: whyMiddleClose, nameClose: whyMiddleClose,
		nameFormer: whyMiddleClose, nameInitial: whyMiddleClose, nameOther: whyMiddleOther}[x.level[fieldMiddle]])
	add([...]reason{birthSame: whyBirthSame, birthPartly: whyBirthPart, birthSwapped: whyBirthSwapped,
		birthTypo: whyBirthTypo, birthNear: whyBirthNear, birthOther: whyBirthOther}[x.level[fieldBirth]])
	add([...]reason{flagSame: whySexSame, flagOther: whySexOther}[x.level[fieldSex]])
	if x.idDiffers {
		add(whyNumberOther)
	}
	add([...]reason{homeSame: whyStreetSame, homeClose: whyStreetClose, homeOther: whyStreetOther}[x.level[fieldStreet]])
	add([...]reason{homeSame: whyAreaSame, homeClose: whyAreaClose, homeOther: whyAreaOther}[x.level[fieldArea]])
	add([...]reason{flagSame: whyTelecomSame, flagOther: whyTelecomOther}[x.level[fieldTelecom]])
	return out
}
