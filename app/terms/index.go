package terms

import (
	"fmt"

	"anamnesis/app/record"
)

// enoughRecords is how many independent records must have said that two codes mean the same before it joins anything.
const enoughRecords = 3

// Index looks learned equivalences up. It is safe for concurrent use.
type Index struct {
	pairs map[[2]record.Code]int
}

// Index prepares the equivalences for looking up. Pairs that must never join are left out.
func (e Equivalences) Index() *Index {
	x := &Index{pairs: make(map[[2]record.Code]int, len(e))}
	for _, q := range e {
		a, b := plainCode(record.Code{System: q.SystemA, Code: q.CodeA}), plainCode(record.Code{System: q.SystemB, Code: q.CodeB})
		if a.System == b.System || Residual(a) || Residual(b) {
			continue
		}
		x.pairs[ordered(a, b)] += q.Records
	}
	return x
}

// Same reports whether two concepts mean the same thing, by a code that both hold or by a learned equivalence, and says why
// in words. local says that both come from one source: only then do local codes count.
//
// Nothing learned joins through a residual class; the same code on both sides is still the same code. An ATC code names an ingredient, not a salt or a form: it is never a learned
// bridge, and the same ATC code on both sides counts only where neither side states a salt, a release or a form. Whether
// two medications are one product is for CompareDrugs.
func (x *Index) Same(a, b record.Concept, local bool) (same bool, why string) {
	for _, p := range a.Codes {
		for _, q := range b.Codes {
			if p.Code == "" || q.Code == "" || !means(p, local) || !means(q, local) {
				continue
			}
			p, q := plainCode(p), plainCode(q)
			if p == q && (p.System != record.SystemATC || bare(a) && bare(b)) {
				return true, "both are coded " + SystemName(p.System) + " " + p.Code
			}
		}
	}
	if x == nil {
		return false, ""
	}
	for _, p := range a.Codes {
		for _, q := range b.Codes {
			if !means(p, local) || !means(q, local) || Residual(p) || Residual(q) {
				continue
			}
			p, q := plainCode(p), plainCode(q)
			n := x.pairs[ordered(p, q)]
			if n < enoughRecords || p.System == record.SystemATC || q.System == record.SystemATC {
				continue
			}
			return true, fmt.Sprintf("%s %s and %s %s were used together in %d records", SystemName(p.System), p.Code, SystemName(q.System), q.Code, n)
		}
	}
	return false, ""
}

// bare reports whether a concept names ingredients and nothing of a product.
func bare(c record.Concept) bool {
	d := ReadDrug(c)
	for _, i := range d.Ingredients {
		if i.Salt != "" {
			return false
		}
	}
	return d.Release == "" && d.Form == "" && d.Route == ""
}

// means reports whether a code says the same on both sides: a local one does only within its source.
func means(c record.Code, local bool) bool { return local || Shared(c.System) }

func plainCode(c record.Code) record.Code {
	return record.Code{System: Canonical(c.System), Code: c.Code}
}

func ordered(a, b record.Code) [2]record.Code {
	if a.System > b.System || a.System == b.System && a.Code > b.Code {
		a, b = b, a
	}
	return [2]record.Code{a, b}
}
