package people

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
