package people

// A system whose kind is not stated is judged by how it behaves: among records that agree in name, birth date and
// household, a number of the person agrees nearly always, and a number of the file or of the visit nearly never.
const (
	behaveRecords = 5_000
	behavePairs   = 50
)

// learnSystems raises the strength of the identifier systems that behave like numbers of the person.
func (b *base) learnSystems() {
	type count struct{ all, agree int }
	counts := map[string]*count{}
	open := false
	for _, p := range b.profiles {
		for i := range p.ids {
			open = open || p.ids[i].strength == personLevel || p.ids[i].strength == fileNumber
		}
	}
	if n := len(b.profiles); !open || n < enoughRecords {
		return
	}
	for i := 0; i < len(b.profiles); i += 1 + len(b.profiles)/behaveRecords {
		p := b.profiles[i]
		b.blocks.after(i, func(j int) bool {
			q := b.profiles[j]
			x := b.words.compare(p, q)
			f := find(&x)
			if !f.givenFits || !f.familyFits || f.birth != birthSame || !f.street || f.sex == flagOther {
				return true
			}
			for _, s := range p.ids {
				for _, t := range q.ids {
					if s.system != t.system || s.strength != personLevel && s.strength != fileNumber {
						continue
					}
					c := counts[s.system]
					if c == nil {
						c = &count{}
						counts[s.system] = c
					}
					c.all++
					if s.value == t.value {
						c.agree++
					}
				}
			}
			return true
		})
	}
	for _, p := range b.profiles {
		for i := range p.ids {
			if c := counts[p.ids[i].system]; c != nil && c.all >= behavePairs && c.agree*5 >= c.all*4 {
				p.ids[i].strength = national
			}
		}
	}
}
