package people

import (
	"slices"
	"strings"
)

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

// compareNames takes the pair of names that agrees best; what only one pair says is not mixed with another's.
func (v *vocabulary) compareNames(a, b *profile, x *vector) {
	best := -1
	for i := range a.names {
		for j := range b.names {
			n := v.compareName(&a.names[i], &b.names[j])
			rank := 4*(worth[n.given]+worth[n.family]) + worth[n.middle]
			if rank <= best {
				continue
			}
			best = rank
			x.level[fieldGiven], x.level[fieldFamily], x.level[fieldMiddle] = n.given, n.family, n.middle
			x.given, x.family, x.turned, x.former = n.givenWord, n.familyWord, n.turned, n.former
			x.distinct, x.unusual = n.distinct, n.unusual
			x.suffix = a.names[i].suffix != "" && b.names[j].suffix != "" && a.names[i].suffix != b.names[j].suffix
		}
	}
}

// worth ranks the levels of a name.
var worth = [...]int{nameUnknown: 3, nameSame: 9, nameSound: 8, namePet: 7, nameClose: 6, nameFormer: 5, nameInitial: 4, nameOther: 0}

type nameLevels struct {
	given, family, middle uint8
	givenWord, familyWord *word
	turned, former        bool
	distinct, unusual     bool
}

func (v *vocabulary) compareName(a, b *fullName) (n nameLevels) {
	n.family, n.familyWord = v.compareFamily(a, b)
	n.given = v.compareGiven(a, b, &n)
	if n.given == nameOther || n.family == nameOther || n.given == nameUnknown && n.family == nameUnknown {
		if v.changedPlaces(a, b) {
			n.given, n.family, n.turned = nameSound, nameSound, true
			n.givenWord, n.familyWord = nil, nil
		}
	}
	if (n.family == nameSame || n.family == nameSound) && (a.former != b.former) {
		n.family, n.former = nameFormer, true
	}
	n.middle = v.compareMiddle(a, b)
	return n
}

var fromWord = [...]uint8{wordOther: nameOther, wordInitial: nameInitial, wordClose: nameClose, wordPet: namePet,
	wordSound: nameSound, wordSame: nameSame}

func (v *vocabulary) compareGiven(a, b *fullName, n *nameLevels) uint8 {
	if len(a.given) == 0 || len(b.given) == 0 {
		return nameUnknown
	}
	x, y := a.given[0], b.given[0]
	r := v.agree(x, y, false)
	switch {
	case r == wordSame:
		n.givenWord = x
	case r == wordClose:
		n.distinct = x.known && y.known
		n.unusual = !n.distinct && (x.known == y.known || x.text[0] != y.text[0] || ending(x.text, y.text))
	case r == wordPet:
		n.distinct = listed(x) && listed(y)
	case r == wordOther || r == wordInitial:
		// Jo Ann and Joann; then the name that a person goes by may be the second: John Robert is called Robert.
		if len(a.given)+len(b.given) > 2 {
			if joint(a.given) == joint(b.given) {
				return nameSound
			}
			for _, m := range a.given {
				if !m.initial && m != x && v.agree(m, y, false) >= wordSound {
					return namePet
				}
			}
			for _, m := range b.given {
				if !m.initial && m != y && v.agree(m, x, false) >= wordSound {
					return namePet
				}
			}
		}
	}
	return fromWord[r]
}

// ending reports whether two names differ at their end only: that makes one name of another (Stefan, Stefani, Stefania)
// more often than a typing error does.
func ending(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for n < len(a) && a[n] == b[n] {
		n++
	}
	return n >= len(a)-1
}

// listed reports whether a word is a common given name, which a short form may be too.
func listed(w *word) bool {
	for _, s := range w.sounds {
		if givenShares[s] > 0 {
			return true
		}
	}
	return false
}

func joint(ws []*word) string {
	s := ""
	for _, w := range ws {
		s += w.text
	}
	return s
}

func (v *vocabulary) compareFamily(a, b *fullName) (uint8, *word) {
	if len(a.family) == 0 || len(b.family) == 0 {
		return nameUnknown, nil
	}
	if a.joined == b.joined {
		return nameSame, a.joined
	}
	whole := v.agree(a.joined, b.joined, true)
	if whole >= wordSound {
		return fromWord[whole], a.joined
	}
	short, long := a.family, b.family
	if len(short) > len(long) {
		short, long = long, short
	}
	exact, near := 0, 0
	for _, x := range short {
		best := uint8(wordOther)
		for _, y := range long {
			best = max(best, v.agree(x, y, true))
		}
		if best >= wordSound {
			exact++
		} else if best == wordClose {
			near++
		}
	}
	switch {
	case exact == len(short) && len(short) == len(long):
		return nameSound, a.joined // particles or order differ
	case exact > 0:
		return nameFormer, nil
	case whole == wordClose || near == len(short) && len(short) == len(long):
		return nameClose, nil
	case whole == wordInitial:
		return nameInitial, nil
	}
	return nameOther, nil
}

// changedPlaces reports whether the given name of each is the family name of the other.
func (v *vocabulary) changedPlaces(a, b *fullName) bool {
	cross := func(g []*word, f *fullName) uint8 {
		if len(g) == 0 || len(f.family) == 0 {
			return wordOther
		}
		return max(v.agree(g[0], f.joined, true), v.agree(g[0], f.family[len(f.family)-1], true))
	}
	x, y := cross(a.given, b), cross(b.given, a)
	if len(a.given) > 0 && len(b.given) > 0 && len(a.family) > 0 && len(b.family) > 0 {
		return min(x, y) >= wordClose && max(x, y) >= wordSound
	}
	return false
}

func (v *vocabulary) compareMiddle(a, b *fullName) uint8 {
	if len(a.given) < 2 || len(b.given) < 2 {
		return nameUnknown
	}
	best := uint8(wordOther)
	for _, x := range a.given[1:] {
		for _, y := range b.given[1:] {
			best = max(best, v.agree(x, y, true))
		}
	}
	return fromWord[best]
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

// compareIDs finds the strongest agreement, and whether two numbers stand where a person has one. An agreeing national
// number outweighs a differing file number, never another national number.
func compareIDs(a, b *profile, x *vector) {
	level := uint8(idUnknown)
	better := func(l uint8, field string) {
		if level == idUnknown || order[l] > order[level] {
			level, x.idField = l, field
		}
	}
	for i := range a.ids {
		for j := range b.ids {
			p, q := &a.ids[i], &b.ids[j]
			if p.number != q.number {
				continue
			}
			s := min(p.strength, q.strength)
			switch {
			case p.value == q.value && (p.shared || q.shared || s == recordLevel):
				better(idHousehold, p.field)
			case p.value == q.value && s >= document:
				better(idSame, p.field)
			case p.value == q.value && s == fileNumber:
				better(idFile, p.field)
			case p.value == q.value:
				better(idPerhaps, p.field)
			case p.shared || q.shared || s == recordLevel || s == fileNumber && x.sameSource:
			// The check digit of a civil number leaves no room for one typing error.
			case p.system != "egn" && len(p.value) >= 6 && edits(p.value, q.value, 1) <= 1 && !issuedTogether(p.value, q.value):
				better(idClose, p.field)
			case s < national:
				better(idElse, p.field)
			default:
				x.idDiffers = true
				better(idOther, p.field)
			}
		}
	}
	x.level[fieldID] = level
}

// order ranks the levels of identifiers.
var order = [...]int{idUnknown: 0, idHousehold: 1, idElse: 2, idClose: 3, idPerhaps: 5, idFile: 6, idOther: 4, idSame: 7}

// issuedTogether reports whether two numbers may have been given out one after the other, as twins receive them: that is
// no typing error.
func issuedTogether(a, b string) bool {
	if len(a) != len(b) || strings.Trim(a+b, "0123456789") != "" || len(a) > 18 {
		return false
	}
	apart := atoi(a) - atoi(b)
	return apart >= -5 && apart <= 5
}
