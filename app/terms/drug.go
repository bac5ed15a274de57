package terms

import (
	"slices"
	"strings"

	"anamnesis/app/record"
)

// Ingredient is one active ingredient of a product.
type Ingredient struct {
	Name string // INN, lower case; the source's own word, normalised, where the table does not know it
	Salt string // "" when the source does not say
	// Known is false for a name that the table does not hold: it is the source's own.
	Known bool
}

// Drug is what can be read about a product from its codes and names. Empty fields were not said.
type Drug struct {
	Ingredients []Ingredient // sorted by name, each once
	Release     string       // extended, delayed
	Form        string       // tablet, cream, injection ...
	Route       string       // oral, topical, parenteral ...
	ByATC       bool         // the ingredients come from an ATC code, which says nothing of salt, release or form
}

// Ingredients returns the active ingredients of a drug or of the substance of an allergy. It is nil when none can be read.
func Ingredients(c record.Concept) []Ingredient { return ReadDrug(c).Ingredients }

// ReadDrug reads a product from its texts (RxNorm names and free text, English and Bulgarian) and, where they name no
// ingredient, from its ATC code.
func ReadDrug(c record.Concept) Drug {
	var best Drug
	texts := []string{c.Text}
	for _, x := range c.Codes {
		texts = append(texts, x.Display)
	}
	for _, text := range texts {
		best = best.with(readDrugText(text))
	}
	if len(best.Ingredients) > 0 && best.known() {
		return best
	}
	for _, x := range c.Codes {
		if Canonical(x.System) != record.SystemATC {
			continue
		}
		if names, ok := drugs().atc[x.Code]; ok {
			best.Ingredients, best.ByATC = nil, true
			for _, n := range names {
				best.Ingredients = append(best.Ingredients, Ingredient{Name: n, Known: true})
			}
			best.sort()
		}
	}
	return best
}

func (d Drug) known() bool {
	return !slices.ContainsFunc(d.Ingredients, func(i Ingredient) bool { return !i.Known })
}

// with takes from another text of the same concept what this one did not say. The first text that names ingredients
// decides which they are; the others may add their salts.
func (d Drug) with(o Drug) Drug {
	switch {
	case len(d.Ingredients) == 0, !d.known() && len(o.Ingredients) > 0 && o.known():
		d.Ingredients = o.Ingredients
	default:
		for i := range d.Ingredients {
			for _, x := range o.Ingredients {
				if x.Name == d.Ingredients[i].Name && d.Ingredients[i].Salt == "" {
					d.Ingredients[i].Salt = x.Salt
				}
			}
		}
	}
	d.Release = first(d.Release, o.Release)
	d.Form = first(d.Form, o.Form)
	d.Route = first(d.Route, o.Route)
	return d
}

func (d *Drug) sort() {
	slices.SortFunc(d.Ingredients, func(a, b Ingredient) int {
		if c := strings.Compare(a.Name, b.Name); c != 0 {
			return c
		}
		return strings.Compare(b.Salt, a.Salt)
	})
	d.Ingredients = slices.CompactFunc(d.Ingredients, func(a, b Ingredient) bool { return a.Name == b.Name })
}

// maxDrugText bounds what is read as a drug's name: longer texts are letters.
const maxDrugText = 600

// readDrugText reads a name such as RxNorm writes: ingredients with strengths, separated by slashes, then the form. A part
// whose ingredient is not known still counts, by its own words, so that a combination is never taken for less than it is.
func readDrugText(text string) Drug {
	if len(text) > maxDrugText {
		return Drug{}
	}
	outside, brand := splitBrand(text)
	d := readWords(NormalText(outside))
	parts := splitParts(outside)
	if len(parts) > 1 {
		d.Ingredients = nil
		for _, p := range parts {
			found := readWords(NormalText(p)).Ingredients
			if len(found) == 0 {
				found = unknownIngredient(p)
			}
			d.Ingredients = append(d.Ingredients, found...)
		}
	}
	if len(d.Ingredients) == 0 && brand != "" {
		d.Ingredients = readWords(NormalText(brand)).Ingredients
	}
	if len(d.Ingredients) == 0 {
		d.Ingredients = unknownIngredient(outside)
	}
	d.sort()
	return d
}

// splitParts splits a combination at slashes and plus signs that stand between blanks; MG/ML stays whole.
func splitParts(text string) []string {
	return strings.FieldsFunc(partSigns.Replace(text), func(r rune) bool { return r == '\x00' })
}

var partSigns = strings.NewReplacer(" / ", "\x00", " + ", "\x00", " plus ", "\x00", " and ", "\x00", " и ", "\x00")

// splitBrand takes RxNorm's [brand name] away: what it names stands in the rest already.
func splitBrand(text string) (outside, brand string) {
	open := strings.IndexByte(text, '[')
	if open < 0 {
		return text, ""
	}
	end := strings.IndexByte(text[open:], ']')
	if end < 0 {
		return text, ""
	}
	return text[:open] + " " + text[open+end+1:], text[open+1 : open+end]
}

// readWords finds the known names in a normalised text, the longest first.
func readWords(text string) Drug {
	t := drugs()
	words := strings.Fields(text)
	var d Drug
	saltBefore := ""
	for i := 0; i < len(words); {
		names, n := t.longest(words[i:])
		if n == 0 {
			saltBefore = ""
			if s, ok := t.salts[words[i]]; ok {
				saltBefore = s
			}
			i++
			continue
		}
		i += n
		salt := ""
		for i < len(words) {
			s, ok := t.salts[words[i]]
			if !ok {
				break
			}
			if salt == "" {
				salt = s
			}
			i++
		}
		if salt == "" && len(names) == 1 {
			salt = saltBefore
		}
		saltBefore = ""
		for _, name := range names {
			one := Ingredient{Name: name, Known: true}
			if len(names) == 1 {
				one.Salt = salt
			}
			d.Ingredients = append(d.Ingredients, one)
		}
	}
	d.Release = t.release.find(words)
	d.Form, d.Route = t.form.find(words), t.routeOfForm.find(words)
	return d
}

// unknownIngredient takes the words before the first number of a name such as "Xyzumab 150 MG/ML Injection" as the
// ingredient.
func unknownIngredient(text string) []Ingredient {
	t := drugs()
	words := strings.Fields(NormalText(text))
	i := 0
	for i < len(words) && (startsWithDigit(words[i]) || strengthWords[words[i]]) {
		i++
	}
	var name []string
	for ; i < len(words) && !startsWithDigit(words[i]) && !strengthWords[words[i]]; i++ {
		_, isSalt := t.salts[words[i]]
		if isSalt && len(name) > 0 && !t.saltOnly(name) || t.describes(words[i]) {
			break
		}
		name = append(name, words[i])
	}
	if len(name) == 0 || len(name) > 4 || i == len(words) && len(name) > 2 {
		return nil
	}
	return []Ingredient{{Name: strings.Join(name, " ")}}
}

// describes reports whether a word is about the form, the route or the release of a product.
func (t *drugTable) describes(word string) bool {
	one := []string{word}
	return t.form.find(one) != "" || t.routeOfForm.find(one) != "" || t.release.find(one) != "" || formWords[word]
}

// formWords name parts of a form that say nothing alone.
var formWords = map[string]bool{
	"topical": true, "nasal": true, "ophthalmic": true, "otic": true, "rectal": true, "vaginal": true, "solution": true,
	"suspension": true, "product": true, "metered": true, "pill": true, "разтвор": true,
}

// saltOnly reports whether all words name salts: sodium alone is no ingredient, sodium chloride is.
func (t *drugTable) saltOnly(words []string) bool {
	for _, w := range words {
		if _, ok := t.salts[w]; !ok {
			return false
		}
	}
	return true
}

// strengthWords stand before and after numbers in RxNorm names and name nothing.
var strengthWords = map[string]bool{
	"hr": true, "ml": true, "mg": true, "mcg": true, "g": true, "l": true, "unt": true, "iu": true, "meq": true, "actuat": true, "day": true, "pack": true, "nda": true, "мг": true, "мл": true, "мкг": true,
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
