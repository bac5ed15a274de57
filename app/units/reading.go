package units

import (
	"regexp"
	"strings"

	"anamnesis/app/record"
	"anamnesis/app/units/ucum"
)

// Reading is how a unit text was read. UCUM is "" for ambiguous and unknown. Reason says why, in words; it is "" for an
// exact reading.
type Reading struct {
	Status record.UnitRead
	UCUM   string
	Reason string

	candidates []string
}

// maxUnitText bounds what is read as a unit: longer texts are remarks.
const maxUnitText = 120

// Read reads a unit text as a source wrote it. loinc is the code of what was measured, "" when it is not known.
func Read(text, loinc string) Reading {
	c, _ := analyteOfLOINC(loinc)
	return readFor(text, c.analyte)
}

func readFor(text string, a *Analyte) Reading {
	if len(text) > maxUnitText {
		return Reading{Status: record.UnitUnknown, Reason: "This text is too long to be a unit."}
	}
	s := clean(text)
	if s == "" {
		return readNothing(a)
	}
	return inContext(readPlain(s, text), a)
}

// readNothing reads an empty unit: only an analyte that has no unit gives it a meaning.
func readNothing(a *Analyte) Reading {
	if a != nil && a.si.Kind() == "" && a.has("unitless") {
		return Reading{Status: record.UnitContext, UCUM: a.SI, Reason: a.Name + " has no unit."}
	}
	return Reading{Status: record.UnitUnknown, Reason: "No unit is stated."}
}

// readPlain reads a cleaned text without an analyte.
func readPlain(s, original string) Reading {
	t := readings()
	if noUnit[strings.ToLower(s)] {
		return Reading{Status: record.UnitUnknown, Reason: "No unit is stated."}
	}
	if filtrationRate.MatchString(s) {
		s = "mL/min/1.73m2"
	}
	if r, ok := t.whole.find(s); ok {
		return r.reading(original)
	}
	if code, safe := literal(s, t); safe {
		if code == original {
			return Reading{Status: record.UnitExact, UCUM: code}
		}
		return Reading{Status: record.UnitAlias, UCUM: code, Reason: "Written in other characters than UCUM's."}
	}
	if power, ok := powerOfTen(s); ok {
		if code, ok := asPower(power, t); ok {
			return Reading{Status: record.UnitAlias, UCUM: code, Reason: "A power of ten, written as UCUM does."}
		}
	}
	if code, ok := byParts(s, t); ok {
		return Reading{Status: record.UnitAlias, UCUM: code, Reason: "Read part by part as " + code + "."}
	}
	return Reading{Status: record.UnitUnknown, Reason: "This is not a unit that can be read with certainty."}
}

// asPower reads a text whose power of ten was rewritten.
func asPower(s string, t *readingTables) (string, bool) {
	if code, safe := literal(s, t); safe {
		return code, true
	}
	return byParts(s, t)
}

// inContext lets the analyte choose among candidates, and corrects a reading of a kind in which the analyte is never
// reported: U for an international unit and the other way round.
func inContext(r Reading, a *Analyte) Reading {
	if a == nil {
		return r
	}
	if len(r.candidates) > 0 && (r.UCUM == "" || !a.reports(r.UCUM)) {
		var fit []string
		for _, c := range r.candidates {
			if a.reports(c) {
				fit = append(fit, c)
			}
		}
		if len(fit) == 1 {
			return Reading{Status: record.UnitContext, UCUM: fit[0], Reason: r.why("Read so because " + a.Name + " was measured.")}
		}
		return r
	}
	if r.UCUM == "" || a.reports(r.UCUM) {
		return r
	}
	for _, swap := range [][2]string{{"[IU]", "U"}, {"[iU]", "U"}, {"U", "[IU]"}, {"U", "[arb'U]"}, {"[IU]", "[arb'U]"}} {
		if code, ok := swapUnit(r.UCUM, swap[0], swap[1]); ok && a.reports(code) {
			return Reading{Status: record.UnitContext, UCUM: code, Reason: "Read so because " + a.Name + " is reported in " + KindName(mustParse(code)) + "."}
		}
	}
	return r
}

func (r Reading) why(s string) string {
	if r.Reason == "" {
		return s
	}
	return r.Reason + " " + s
}

// reports says whether the analyte is reported in the kind of property that the unit measures.
func (a *Analyte) reports(code string) bool {
	u, err := ucum.Parse(code)
	return err == nil && a.allows(u) == nil
}

// swapUnit replaces a unit symbol above the line, with its prefix kept where the new one takes a prefix.
func swapUnit(code, old, new string) (string, bool) {
	above, below, slash := strings.Cut(code, "/")
	prefix, ok := strings.CutSuffix(above, old)
	if !ok || len(prefix) > 1 || strings.HasSuffix(prefix, "[") {
		return "", false
	}
	out := prefix + new
	if _, err := ucum.Parse(out); err != nil {
		factor, known := prefixFactor[prefix]
		if !known {
			return "", false
		}
		out = factor + "." + new
	}
	if slash {
		out += "/" + below
	}
	_, err := ucum.Parse(out)
	return out, err == nil
}

// prefixFactor writes a prefix as a power of ten, for units that take none.
var prefixFactor = map[string]string{"k": "10*3", "m": "10*-3", "u": "10*-6"}

// literal returns the text as it is when it is UCUM and none of its parts is a trap: a symbol that means something else
// in a clinical text.
func literal(s string, t *readingTables) (string, bool) {
	if strings.Contains(s, " ") {
		return "", false
	}
	if _, err := ucum.Parse(s); err != nil {
		return "", false
	}
	parts := strings.Split(s, "/")
	for i, part := range parts {
		if c, ok := t.parts.find(part); ok && c != part && !sameUnit(c, part) {
			return "", false
		}
		for _, factor := range strings.Split(part, ".") {
			if traps[strings.TrimRight(factor, "0123456789+-")] {
				return "", false
			}
		}
		if symbol := strings.TrimRight(part, "0123456789+-"); traps[symbol] || i == 0 && inVolumes[symbol] && len(parts) > 1 && isVolume(parts[1]) {
			return "", false
		}
	}
	return s, true
}

// traps are UCUM symbols that no source of a clinical text means: the atomic mass unit, megagauss, femtotonne ...
var traps = map[string]bool{
	"u": true, "MG": true, "PG": true, "mG": true, "UG": true, "Mg": true, "Pg": true, "ML": true, "Gm": true, "ft": true,
	"pt": true, "Pt": true, "pH": true, "hs": true, "nG": true, "Gg": true, "mC": true, "mF": true, "TG": true, "MU": true, "AU": true,
}

// inVolumes are UCUM symbols that mean something else when they are counted in a volume: kelvin, gauss, coulomb ...
var inVolumes = map[string]bool{"K": true, "C": true, "F": true, "G": true, "T": true, "H": true, "S": true, "P": true, "R": true, "b": true}

func isVolume(code string) bool {
	u, err := ucum.Parse(code)
	return err == nil && u.Kind() == "m3"
}

// byParts reads each part between slashes by the table of components.
func byParts(s string, t *readingTables) (string, bool) {
	s = perWord.ReplaceAllString(s, "/")
	parts := strings.Split(s, "/")
	if len(parts) > 4 {
		return "", false
	}
	for i, p := range parts {
		p = strings.TrimSpace(p)
		if p == "" && i == 0 {
			continue
		}
		if c, ok := t.parts.find(p); ok {
			parts[i] = c
			continue
		}
		if c, ok := thousands[p]; ok && i == 0 && len(parts) > 1 && t.volume(parts[1]) {
			parts[i] = c
			continue
		}
		p = caret.ReplaceAllString(p, "$1$2")
		symbol := strings.TrimRight(p, "0123456789+-")
		if strings.Contains(p, " ") || traps[symbol] || i == 0 && inVolumes[symbol] {
			return "", false
		}
		if power, ok := powerOfTen(p); ok {
			p = power
		}
		if _, err := ucum.Parse(p); err != nil {
			return "", false
		}
		parts[i] = p
	}
	for i := 1; i < len(parts); i++ {
		if strings.Contains(parts[i], ".") {
			parts[i] = "(" + parts[i] + ")"
		}
	}
	code := strings.Join(parts, "/")
	if _, err := ucum.Parse(code); err != nil {
		return "", false
	}
	return code, true
}

// thousands are what stands before a volume in counts: K is thousand there, and M million.
var thousands = map[string]string{"K": "10*3", "k": "10*3", "M": "10*6"}

func (t *readingTables) volume(part string) bool {
	if c, ok := t.parts.find(strings.TrimSpace(part)); ok {
		part = c
	}
	return isVolume(part)
}

// noUnit are texts that say that there is no unit.
var noUnit = map[string]bool{
	"n/a": true, "na": true, "none": true, "null": true, "nil": true, "-": true, "--": true, ".": true, "?": true, "unknown": true,
	"not applicable": true, "no unit": true, "no units": true, "unitless": true, "(none)": true,
}

var (
	perWord = regexp.MustCompile(`(?i)\s+(per|pro|par|на|за)\s+|^(per|pro)\s+`)
	power10 = regexp.MustCompile(`^(?:[xX*]\s?)?10\s?(?:\*\*|\^|\*|[eE]\+?|exp|[xX]|\()\s?([1-9]\d?)\)?(?:\D|$)`)
	named10 = regexp.MustCompile(`^(?:[xX*]\s?)10\s?(3|6|9|12)(?:\D|$)`)
	caret   = regexp.MustCompile(`^\(?([a-zA-Z]+)\^([23])\)?$`)
	// The body surface area of 1.73 m2 below a filtration rate, however it is spelled.
	filtrationRate = regexp.MustCompile(`(?i)^ml\s?/\s?min\s?(?:/|per)\s?\(?1[.,]73[\s._]*(?:sq\.?\s?m|m\s?[\^*]?\(?2\)?)?\)?$`)
)

// powerOfTen rewrites x10^9/L, 10E3/uL, x10*12/L ... with UCUM's 10*.
func powerOfTen(s string) (string, bool) {
	for _, re := range []*regexp.Regexp{power10, named10} {
		m := re.FindStringSubmatchIndex(s)
		if m == nil {
			continue
		}
		end := m[3]
		if end < len(s) && s[end] == ')' {
			end++
		}
		rest := strings.TrimSpace(s[end:])
		if rest != "" && rest[0] != '/' && rest[0] != '.' && rest[0] != '{' {
			rest = "{" + strings.ReplaceAll(strings.SplitN(rest, "/", 2)[0], " ", "_") + "}" + afterSlash(rest)
			rest = strings.ReplaceAll(rest, "_}", "}")
		}
		out := "10*" + s[m[2]:m[3]] + strings.ReplaceAll(rest, "/ ", "/")
		return out, out != s
	}
	return "", false
}

func afterSlash(s string) string {
	if i := strings.IndexByte(s, '/'); i >= 0 {
		return s[i:]
	}
	return ""
}

func sameUnit(a, b string) bool {
	x, errX := ucum.Parse(a)
	y, errY := ucum.Parse(b)
	if errX != nil || errY != nil || x.Kind() != y.Kind() || x.Special() != y.Special() {
		return false
	}
	if x.Special() {
		return a == b
	}
	return x.Factor().Cmp(y.Factor()) == 0
}
