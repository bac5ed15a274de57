package convert

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"anamnesis/app/record"
	"anamnesis/sync/convert/jsontree"
)

// primitive checks one primitive value, and prepares what google/fhir is given in its place.
func (c *checker) primitive(v *jsontree.Node, f *field, at *place) bool {
	if v.Kind == jsontree.Object || v.Kind == jsontree.Array {
		c.warn(at, "a simple value belongs here; what stands there was not read")
		return false
	}
	switch f.primitive {
	case "Boolean":
		return c.boolean(v, at)
	case "Decimal":
		return c.decimal(v, at)
	case "Integer", "PositiveInt", "UnsignedInt":
		return c.integer(v, f.primitive, at)
	}
	if v.Kind != jsontree.String {
		c.warn(at, "a number or boolean stands where a text belongs; it was read as text")
		v.Kind, v.Text = jsontree.String, jsontree.Quote(v.Text)
	}
	if !utf8.ValidString(v.Text) {
		c.warn(at, "the text holds bytes that are not UTF-8; they were replaced")
		v.Text = strings.ToValidUTF8(v.Text, "\uFFFD")
	}
	if strings.TrimSpace(v.Text[1:len(v.Text)-1]) == "" {
		if f.primitive != "Xhtml" {
			c.warn(at, "the text is empty")
		}
		return false
	}
	switch f.primitive {
	case "Date", "DateTime", "Instant":
		c.remarkDate(v.Str(), f.primitive, at)
		return c.exchange(v, f.primitive, at)
	case "Time":
		if !clockTime.MatchString(v.Str()) {
			c.warn(at, "the time of day is not written as FHIR writes it; it is kept as it was given")
		}
		return c.exchange(v, f.primitive, at)
	case "Reference":
		c.references = append(c.references, v.Str())
		return c.exchange(v, f.primitive, at)
	case "Base64Binary", "Xhtml":
		return c.exchange(v, f.primitive, at)
	case "Enum":
		return c.enum(v, f, at)
	}
	return true
}

// remarkDate says what is wrong with a date that is kept all the same.
func (c *checker) remarkDate(text, primitive string, at *place) {
	switch t := record.ParseTime(text); {
	case t.IsZero():
		c.warn(at, "the date cannot be read; it is kept as it was given")
	case t.Precision > record.PrecisionDay && primitive == "Date":
		c.warn(at, "a time stands where a date belongs; it is kept as it was given")
	case t.Precision > record.PrecisionDay && !t.Zoned:
		c.warn(at, "the time states no zone; it is read as the clock on its source's wall")
	case t.Precision == record.PrecisionMinute:
		c.warn(at, "the time is stated to the minute only")
	case t.Precision <= record.PrecisionDay && primitive == "Instant":
		c.warn(at, "a date stands where an instant belongs; it is kept as it was given")
	}
}

// clockTime is FHIR's time of day (https://hl7.org/fhir/R4/datatypes.html#time).
var clockTime = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?$`)

func (c *checker) exchange(v *jsontree.Node, primitive string, at *place) bool {
	out, ok := c.ticket(primitive, v.Str())
	if !ok {
		c.warn(at, "there are too many of these in one resource; the rest was not read")
		return false
	}
	v.Out = out
	return true
}

func (c *checker) boolean(v *jsontree.Node, at *place) bool {
	if v.Kind == jsontree.Bool {
		return true
	}
	if s := strings.TrimSpace(v.Str()); s == "true" || s == "false" {
		c.warn(at, "true or false is written as text")
		v.Kind, v.Text = jsontree.Bool, s
		return true
	}
	c.warn(at, "true or false belongs here; what stands there was not read")
	return false
}

func (c *checker) decimal(v *jsontree.Node, at *place) bool {
	if s := strings.TrimSpace(v.Str()); v.Kind == jsontree.String && isNumber(s) {
		c.warn(at, "the number is written as text")
		v.Kind, v.Text = jsontree.Number, s
	}
	if v.Kind != jsontree.Number || exponentTooLarge(v.Text, maxExponent) {
		c.warn(at, "a number belongs here; what stands there was not read")
		return false
	}
	return true
}

func (c *checker) integer(v *jsontree.Node, primitive string, at *place) bool {
	text := v.Text
	if v.Kind == jsontree.String {
		text = strings.TrimSpace(v.Str())
		if isNumber(text) {
			c.warn(at, "the number is written as text")
		}
	}
	n, ok := wholeNumber(text)
	if ok && strings.ContainsAny(text, ".eE") {
		c.warn(at, "a whole number is written with a fraction or an exponent")
	}
	least := map[string]int64{"Integer": -1 << 31, "PositiveInt": 1, "UnsignedInt": 0}[primitive]
	if v.Kind == jsontree.Bool || !ok || n < least || n > 1<<31-1 {
		c.warn(at, "a whole number belongs here; what stands there was not read")
		return false
	}
	v.Kind, v.Text = jsontree.Number, strconv.FormatInt(n, 10)
	return true
}

// enum checks a code against the codes that FHIR binds it to. Case is forgiven.
func (c *checker) enum(v *jsontree.Node, f *field, at *place) bool {
	s := v.Str()
	if f.codes[s] {
		return true
	}
	trimmed := strings.TrimSpace(s)
	for _, try := range []string{trimmed, strings.ToLower(trimmed), strings.ReplaceAll(strings.ToLower(trimmed), "_", "-")} {
		if f.codes[try] {
			c.warn(at, "the code is not written as FHIR writes it")
			v.Text = jsontree.Quote(try)
			return true
		}
	}
	c.warn(at, "FHIR R4 does not know this code; it was not read")
	return false
}

// isNumber reports whether the text is a JSON number.
func isNumber(s string) bool {
	n, err := jsontree.Parse([]byte(s))
	return err == nil && n.Kind == jsontree.Number
}

// wholeNumber reads an integer that may be written with a fraction of zeros or an exponent (1.0, 1e2).
func wholeNumber(s string) (int64, bool) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n, true
	}
	if len(s) > 24 || !isNumber(s) || exponentTooLarge(s, 20) {
		return 0, false
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok || !r.IsInt() || !r.Num().IsInt64() {
		return 0, false
	}
	return r.Num().Int64(), true
}

// maxExponent bounds what exact arithmetic is asked to do; google/fhir refuses what no float64 holds. FHIR's own examples
// go to 1e-245.
const maxExponent = 290

// exponentTooLarge guards exact arithmetic against 1e999999999.
func exponentTooLarge(s string, most int) bool {
	i := strings.IndexAny(s, "eE")
	if i < 0 {
		return false
	}
	e, err := strconv.Atoi(s[i+1:])
	return err != nil || e > most || e < -most
}
