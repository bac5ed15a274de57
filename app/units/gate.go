package units

import (
	"math/big"
	"slices"
	"unicode"
	"unicode/utf8"

	"anamnesis/app/units/decimal"
	"anamnesis/app/units/ucum"
)

// newRoute works out how to convert, or why not.
func newRoute(k routeKey) *route {
	from, err := ucum.Parse(k.from)
	if err != nil {
		return &route{err: &Invalid{Reason: "The unit to convert from is not UCUM: " + err.Error() + "."}}
	}
	to, err := ucum.Parse(k.to)
	if err != nil {
		return &route{err: &Invalid{Reason: "The unit to convert to is not UCUM: " + err.Error() + "."}}
	}
	a, source, target, refused := whatIsMeasured(k)
	if refused != nil {
		return &route{err: refused}
	}
	if a == nil {
		return within(from, to)
	}
	if refused := a.allows(from); refused != nil {
		return &route{err: refused}
	}
	if refused := a.allows(to); refused != nil {
		return &route{err: refused}
	}
	variantFrom, variantTo := a.variant(source, from), a.variant(target, to)
	if refused := a.sameVariant(&variantFrom, &variantTo, from, to); refused != nil {
		return &route{err: refused}
	}
	if from.Kind() == to.Kind() && (variantFrom == variantTo || from.Exponent("g") == 0) {
		return within(from, to)
	}
	return a.between(from, to, variantFrom, variantTo)
}

// whatIsMeasured finds the analyte and its two codes, or refuses because they name different things.
func whatIsMeasured(k routeKey) (a *Analyte, from, to AnalyteCode, refused *Refusal) {
	f, knownFrom := analyteOfLOINC(k.loincFrom)
	t, knownTo := analyteOfLOINC(k.loincTo)
	a = k.analyte
	if a == nil {
		a = f.analyte
	}
	if a == nil && k.loincFrom == "" {
		a = t.analyte
	}
	switch {
	case knownFrom && f.analyte != a, knownTo && a != nil && t.analyte != a:
		return nil, from, to, &Refusal{"The two codes are not of one measurand: what looks convertible is not the same thing measured."}
	case k.loincTo != "" && k.loincFrom != k.loincTo && (!knownTo || !knownFrom && k.loincFrom != ""):
		return nil, from, to, &Refusal{"One of the two codes is not in the table of analytes, so it is not known whether both measure the same thing."}
	}
	return a, f.code, t.code, nil
}

// within converts between two units of one kind of property.
func within(from, to ucum.Unit) *route {
	if from.Kind() != to.Kind() {
		return &route{err: &Refusal{kindReason(from, to)}}
	}
	affine, ok, err := ucum.Proportional(from, to)
	if err != nil {
		return &route{err: &Refusal{sentence(err)}}
	}
	if !ok {
		return &route{from: from, to: to}
	}
	return newAffine(affine)
}

func newAffine(a ucum.Affine) *route {
	r := &route{scaled: true, affine: a, places: decimal.PlacesFor(new(big.Rat).Abs(a.Factor))}
	if a.Offset.Sign() == 0 {
		r.quick = newQuick(a.Factor, r.places)
	}
	return r
}

// allows refuses a unit of a kind in which the analyte is not reported.
func (a *Analyte) allows(u ucum.Unit) *Refusal {
	if a.kinds[u.Kind()] || a.hasKind(a.recounted(u, "")) {
		return nil
	}
	for v := range a.variants {
		if a.hasKind(a.recounted(u, v)) {
			return nil
		}
	}
	return &Refusal{a.Name + " is not reported as " + KindName(u) + "."}
}

func (a *Analyte) hasKind(list []ucum.Unit) bool {
	return slices.ContainsFunc(list, func(u ucum.Unit) bool { return a.kinds[u.Kind()] })
}

// otherVariants are annotations that say as what a mass is counted, over all analytes: where an analyte does not know one
// of them, the unit is of another measurand.
var otherVariants = map[string]bool{"FEU": true, "DDU": true, "urea": true, "urea_N": true}

// variant says as what a value is counted: by an annotation of its unit, else by its code.
func (a *Analyte) variant(c AnalyteCode, u ucum.Unit) string {
	for _, note := range u.Annotations() {
		if a.variants[note] || otherVariants[note] {
			return note
		}
	}
	return c.Variant
}

// sameVariant refuses where the analyte has variants and it is not said which one is meant. A side that says nothing
// goes with the other one as long as the kind of property stays the same.
func (a *Analyte) sameVariant(from, to *string, f, t ucum.Unit) *Refusal {
	if f.Kind() == t.Kind() {
		if *to == "" {
			*to = *from
		} else if *from == "" {
			*from = *to
		}
	}
	if v, only := a.rules["variant"]; only {
		if *from != "" && *from != v || *to != "" && *to != v {
			return &Refusal{"Units of " + v + " and of another kind are different scales of " + a.Name + "; no factor is agreed."}
		}
		*from, *to = v, v
		return nil
	}
	if len(a.variants) == 0 {
		if *from != "" || *to != "" {
			return &Refusal{"The annotation of the unit does not belong to " + a.Name + "."}
		}
		return nil
	}
	for _, side := range []struct {
		variant string
		unit    ucum.Unit
	}{{*from, f}, {*to, t}} {
		switch {
		case side.unit.Exponent("g") == 0:
		case side.variant == "":
			return &Refusal{"A mass of " + lowerName(a.Name) + " can be counted in more than one way; the code or the unit must say which."}
		case !a.variants[side.variant]:
			return &Refusal{"The annotation of the unit does not belong to " + a.Name + "."}
		}
	}
	return nil
}

// between converts between two kinds by the analyte's rules.
func (a *Analyte) between(from, to ucum.Unit, variantFrom, variantTo string) *route {
	if r := a.ngsp(from, to); r != nil {
		return r
	}
	if a.has("ph") && from.Special() != to.Special() && from.Commensurable(to) {
		return &route{from: from, to: to}
	}
	for _, f := range append(a.recounted(from, variantFrom), from) {
		for _, t := range append(a.recounted(to, variantTo), to) {
			if f.Kind() != t.Kind() {
				continue
			}
			if affine, ok, err := ucum.Proportional(f, t); err == nil && ok {
				return newAffine(affine)
			}
		}
	}
	return &route{err: &Refusal{"For " + a.Name + ": " + lowerFirst(kindReason(from, to))}}
}

// recounted returns the unit in the other ways of counting that the rules of the analyte allow.
func (a *Analyte) recounted(u ucum.Unit, variant string) (out []ucum.Unit) {
	add := func(what, as string, factor *big.Rat, side ucum.Side) {
		if r, ok := u.Recount(what, as, factor, side); ok {
			out = append(out, r)
		}
	}
	if m, ok := a.mass(variant); ok {
		side := ucum.Above
		if a.has("denominator") {
			side = ucum.Below
		}
		if a.has("molar") || a.has("denominator") {
			add("g", "mol", m.Inv(m), side)
		}
	}
	if a.has("valence") && a.Valence > 0 {
		add("eq", "mol", big.NewRat(1, int64(a.Valence)), ucum.Above)
	}
	if a.has("osmole") {
		add("osm", "mol", big.NewRat(1, 1), ucum.Above)
	}
	if amount, ok := a.rules["unit"]; ok { // mol for each [iU]
		if n, err := decimal.Parse(amount); err == nil {
			add("[iU]", "mol", n.Rat(), ucum.Above)
		}
	}
	if a.has("fraction") {
		out = append(out, u.Cancelled())
	}
	return out
}

// The master equation between NGSP (DCCT) and IFCC units of HbA1c, https://ngsp.org/ifcc.asp:
// NGSP % = 0.09148 x IFCC mmol/mol + 2.152.
var (
	ngspSlope  = big.NewRat(9148, 100000)
	ngspOffset = big.NewRat(2152, 1000)
)

// ngsp converts HbA1c between the NGSP percentage and the IFCC ratio, nil when the rule or the units are others.
func (a *Analyte) ngsp(from, to ucum.Unit) *route {
	if !a.has("ngsp") {
		return nil
	}
	percent, ratio := mustParse("%"), mustParse("mmol/mol")
	toPercent, _, errP := ucum.Proportional(from, percent)
	toRatio, _, errR := ucum.Proportional(from, ratio)
	switch {
	case errP == nil && from.Kind() == percent.Kind() && to.Kind() == ratio.Kind():
		back, _, err := ucum.Proportional(ratio, to)
		if err != nil {
			return nil
		}
		// ratio = (percent - offset) / slope
		k := new(big.Rat).Quo(back.Factor, ngspSlope)
		return newAffine(ucum.Affine{
			Factor: new(big.Rat).Mul(toPercent.Factor, k),
			Offset: new(big.Rat).Neg(new(big.Rat).Mul(ngspOffset, k)),
		})
	case errR == nil && from.Kind() == ratio.Kind() && to.Kind() == percent.Kind():
		back, _, err := ucum.Proportional(percent, to)
		if err != nil {
			return nil
		}
		k := new(big.Rat).Mul(ngspSlope, toRatio.Factor)
		return newAffine(ucum.Affine{
			Factor: k.Mul(k, back.Factor),
			Offset: new(big.Rat).Mul(ngspOffset, back.Factor),
		})
	}
	return nil
}

func mustParse(code string) ucum.Unit {
	u, err := ucum.Parse(code)
	if err != nil {
		panic("units: " + code + ": " + err.Error())
	}
	return u
}

func kindReason(from, to ucum.Unit) string {
	return upperFirst(KindName(from)) + " and " + KindName(to) + " are different kinds of quantity, and no rule converts one into the other here."
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}
