package people

import "strings"

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
