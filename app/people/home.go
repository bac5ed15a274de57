package people

import (
	"slices"
	"strings"

	"anamnesis/app/record"
)

// streetWords say what kind of way or part of a house it is, and tell no two addresses apart.
var streetWords = words(`st street rd road ave avenue av dr drive ln lane ct court cct circuit cres crescent pl place blvd
	boulevard hwy highway way close cl terrace tce parade pde square sq apt apartment apartments unit flat suite no nr
	ul ulitsa bul bulevard zhk zhilishten kompleks kv kvartal bl blok vh vhod et etazh ap apartament str strasse gr grad
	s selo obl oblast obshtina pk po box`)

// noHome are folded words for an address that is not known.
var noHome = words(`unknown none homeless nofixedabode nfa notstated notknown neizvesten bezdomen general delivery na test`)

// readHome makes an address comparable; ok is false when it says nothing.
func (v *vocabulary) readHome(a *record.Address) (h home, ok bool) {
	lines := a.Lines
	if len(lines) == 0 && a.City == "" && a.PostalCode == "" {
		lines = strings.FieldsFunc(a.Text, func(r rune) bool { return r == ',' || r == '\n' })
	}
	for _, line := range lines {
		if noHome[strings.ReplaceAll(Fold(line), " ", "")] {
			continue
		}
		for part := range strings.FieldsSeq(Fold(line)) {
			if part[0] >= '0' && part[0] <= '9' {
				if h.number == "" {
					h.number = part
				}
				continue
			}
			if streetWords[part] || len(part) == 1 {
				continue
			}
			if w := v.word(part); w != nil && !slices.Contains(h.street, w) {
				h.street = append(h.street, w)
			}
		}
	}
	var all strings.Builder
	for _, w := range h.street {
		all.WriteString(w.text)
	}
	h.joined = v.word(all.String())
	if c := Fold(a.City); !noHome[strings.ReplaceAll(c, " ", "")] {
		c = strings.TrimPrefix(strings.TrimPrefix(c, "gr "), "grad ")
		h.city = v.word(c)
	}
	if post := bare(a.PostalCode); !sham(post) {
		if len(post) == 9 && strings.Trim(post, "0123456789") == "" {
			post = post[:5] // ZIP+4
		}
		h.post = post
	}
	return h, h.city != nil || h.post != "" || len(h.street) > 0
}

// Levels of agreement of the street and of the town.
const (
	homeUnknown uint8 = iota
	homeSame
	homeClose
	homeOther
)

// compareHomes returns the best agreement over all pairs of addresses: of street and number, and of town and postal code.
func (v *vocabulary) compareHomes(a, b []home) (street, area uint8) {
	best := 99
	for i := range a {
		for j := range b {
			s, t := v.compareStreet(&a[i], &b[j]), v.compareArea(&a[i], &b[j])
			if rank := int(s+3)%4*4 + int(t+3)%4; rank < best {
				best, street, area = rank, s, t
			}
		}
	}
	return street, area
}

func (v *vocabulary) compareStreet(a, b *home) uint8 {
	if len(a.street) == 0 || len(b.street) == 0 {
		if a.number != "" && a.number == b.number && len(a.street) == len(b.street) {
			return homeClose
		}
		return homeUnknown
	}
	number := a.number != "" && b.number != ""
	numbers := number && (a.number == b.number || len(a.number)+len(b.number) > 3 && edits(a.number, b.number, 1) <= 1)
	share := 1.0
	if a.joined != b.joined && v.agree(a.joined, b.joined, true) < wordClose {
		share = v.overlap(a.street, b.street)
	}
	switch {
	case share >= 0.55 && number && a.number == b.number, share >= 0.9 && (!number || numbers):
		return homeSame
	case share >= 0.3 || number && a.number == b.number && share > 0:
		return homeClose
	}
	return homeOther
}

// overlap returns the share of words that two streets have in common.
func (v *vocabulary) overlap(short, long []*word) float64 {
	if len(short) > len(long) {
		short, long = long, short
	}
	hits := 0.0
	for _, x := range short {
		best := uint8(wordOther)
		for _, y := range long {
			best = max(best, v.agree(x, y, true))
		}
		switch best {
		case wordSame, wordSound:
			hits++
		case wordClose:
			hits += 0.8
		}
	}
	return hits / (float64(len(short)+len(long)) / 2)
}

func (v *vocabulary) compareArea(a, b *home) uint8 {
	post, city := uint8(homeUnknown), uint8(homeUnknown)
	if a.post != "" && b.post != "" {
		post = homeOther
		if a.post == b.post {
			post = homeSame
		} else if len(a.post) >= 4 && edits(a.post, b.post, 1) <= 1 {
			post = homeClose
		}
	}
	if a.city != nil && b.city != nil {
		switch v.agree(a.city, b.city, false) {
		case wordSame, wordSound:
			city = homeSame
		case wordClose:
			city = homeClose
		default:
			city = homeOther
		}
	}
	switch {
	case post == homeUnknown && city == homeUnknown:
		return homeUnknown
	case (post == homeSame || post == homeUnknown) && (city == homeSame || city == homeUnknown || city == homeClose && post == homeSame):
		if post == homeSame && city != homeUnknown {
			return homeSame
		}
		return homeClose
	case post == homeSame || city == homeSame || post == homeClose && city == homeClose:
		return homeClose
	}
	return homeOther
}
