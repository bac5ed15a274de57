package people

import "slices"

// field is one thing in which two records are compared.
type field uint8

const (
	fieldGiven field = iota
	fieldFamily
	fieldMiddle
	fieldBirth
	fieldSex
	fieldID
	fieldStreet
	fieldArea
	fieldTelecom
	fields
)

// Levels of agreement of a name, or of a part of one.
const (
	nameUnknown uint8 = iota
	nameSame
	nameSound   // the same after transliteration; a woman's form; given and family name changed places
	namePet     // nickname; called by another given name
	nameClose   // typing errors apart
	nameFormer  // agrees with a former name, or with a part of a double one
	nameInitial // one is an initial
	nameOther
)

// Levels of agreement of sex and of telecoms.
const (
	flagUnknown uint8 = iota
	flagSame
	flagOther
)

// Levels of agreement of identifiers.
const (
	idUnknown   uint8 = iota
	idSame            // one that names a person
	idFile            // a hospital's number
	idPerhaps         // one whose system is not known
	idHousehold       // one that several people may share
	idClose           // one that names a person, a typing error apart
	idOther           // two numbers where a person has one
	idElse            // two numbers of a system that is not known
)

// vector is how two records agree, field by field, with what the rules must know besides.
type vector struct {
	level      [fields]uint8
	given      *word // on which the given names agree, for its frequency
	family     *word
	distinct   bool // the given names are alike, and each is a name of its own
	unusual    bool // the given names are alike, and neither is known
	turned     bool // given and family name changed places
	former     bool // family names agree by a former name
	suffix     bool // one is junior, the other senior
	order      bool // two of one multiple birth
	multiple   bool // one of them is of a multiple birth
	nameless   bool // a placeholder stands in the name of one
	sameSource bool
	linked     linkKind
	idField    string // what the agreeing identifier is
	idDiffers  bool   // two numbers stand where a person has one for life
}

// linkKind is what a source says of two of its records.
type linkKind uint8

const (
	linkNone   linkKind = iota
	linkMaybe           // seealso
	linkRefer           // refer: one record of the person is kept elsewhere
	linkMerged          // replaced-by, replaces
)

// compare fills the vector of two profiles.
func (v *vocabulary) compare(a, b *profile) vector {
	var x vector
	x.sameSource = a.ref.Source == b.ref.Source && a.ref.Source != ""
	x.nameless = a.nameless || b.nameless
	v.compareNames(a, b, &x)
	x.level[fieldBirth] = compareBirth(a.birth, b.birth)
	if len(a.sexes) > 0 && len(b.sexes) > 0 {
		x.level[fieldSex] = flagOther
		if meet(a.sexes, b.sexes) {
			x.level[fieldSex] = flagSame
		}
	}
	compareIDs(a, b, &x)
	x.level[fieldStreet], x.level[fieldArea] = v.compareHomes(a.homes, b.homes)
	x.level[fieldTelecom] = compareTelecoms(a, b)
	x.order = a.order > 0 && b.order > 0 && a.order != b.order
	x.multiple = a.multiple || b.multiple
	x.linked = max(linkBetween(a, b), linkBetween(b, a))
	return x
}

func linkBetween(a, b *profile) linkKind {
	best := linkNone
	for _, l := range a.links {
		if l.Other != b.ref {
			continue
		}
		switch l.Type {
		case "replaced-by", "replaces", "replace":
			best = max(best, linkMerged)
		case "refer":
			best = max(best, linkRefer)
		default:
			best = max(best, linkMaybe)
		}
	}
	return best
}

func compareTelecoms(a, b *profile) uint8 {
	level := uint8(flagUnknown)
	for _, x := range a.phones {
		for _, y := range b.phones {
			n := min(len(x), len(y), 9)
			if x[len(x)-n:] == y[len(y)-n:] {
				return flagSame
			}
			level = flagOther
		}
	}
	for _, x := range a.mails {
		if slices.Contains(b.mails, x) {
			return flagSame
		}
	}
	return level
}
