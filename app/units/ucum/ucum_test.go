package ucum

import (
	"encoding/xml"
	"errors"
	"io"
	"math/big"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"anamnesis/app/units/decimal"
	"anamnesis/app/units/internal/reference"
)

// essence is the part of the UCUM essence file that the table of atoms is checked against.
type essence struct {
	Prefixes []struct {
		Code   string `xml:"Code,attr"`
		Folded string `xml:"CODE,attr"`
		Value  struct {
			Value string `xml:"value,attr"`
		} `xml:"value"`
	} `xml:"prefix"`
	Units []struct {
		Code      string `xml:"Code,attr"`
		Folded    string `xml:"CODE,attr"`
		Metric    string `xml:"isMetric,attr"`
		Special   string `xml:"isSpecial,attr"`
		Arbitrary string `xml:"isArbitrary,attr"`
		Value     struct {
			Unit  string `xml:"Unit,attr"`
			Value string `xml:"value,attr"`
		} `xml:"value"`
	} `xml:"unit"`
}

// TestAtoms holds the table against the published definitions: every atom is there, with its variants, its flags and its
// size, and no other.
func TestAtoms(t *testing.T) {
	file, err := os.Open(reference.File(t, "reference", "units", "ucum-essence-2.2-ucumorg.xml"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var e essence
	d := xml.NewDecoder(file)
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it says ascii
	if err := d.Decode(&e); err != nil {
		t.Fatal(err)
	}
	tables := load()
	special, arbitrary := 0, 0
	for _, u := range e.Units {
		a := tables[0].atoms[u.Code]
		if a == nil {
			t.Errorf("%s is missing", u.Code)
			continue
		}
		if a.folded != strings.ToUpper(u.Folded) || a.metric != (u.Metric == "yes") || (a.special != nil) != (u.Special == "yes") || a.arbitrary != (u.Arbitrary == "yes") {
			t.Errorf("%s: folded %s metric %v special %v arbitrary %v", u.Code, a.folded, a.metric, a.special != nil, a.arbitrary)
		}
		if u.Special == "yes" {
			special++
			continue
		}
		if u.Arbitrary == "yes" {
			arbitrary++
		}
		definition, err := Parse(u.Value.Unit)
		if err != nil {
			t.Errorf("%s: %v", u.Code, err)
			continue
		}
		value, ok := new(big.Rat).SetString(u.Value.Value)
		if !ok {
			t.Errorf("%s: value %s", u.Code, u.Value.Value)
			continue
		}
		if value.Mul(value, definition.Factor()).Cmp(a.value.Factor()) != 0 {
			t.Errorf("%s: size %s, want %s", u.Code, a.value.Factor(), value)
		}
		for d := range dimensions {
			if a.value.num[d]-a.value.den[d] != definition.num[d]-definition.den[d] {
				t.Errorf("%s: dimension of %s differs", u.Code, baseNames[d])
			}
		}
	}
	if len(e.Units) != 305 || len(tables[0].atoms) != 305+dimensions || special != 21 || arbitrary != 41 {
		t.Errorf("%d atoms of %d, %d special, %d arbitrary", len(tables[0].atoms), len(e.Units), special, arbitrary)
	}
	if len(e.Prefixes) != 24 || len(tables[0].prefixes) != 24 {
		t.Errorf("%d prefixes of %d", len(tables[0].prefixes), len(e.Prefixes))
	}
	for _, p := range e.Prefixes {
		value, _ := new(big.Rat).SetString(p.Value.Value)
		if m, ok := tables[0].prefixes[p.Code]; !ok || m.rat().Cmp(value) != 0 {
			t.Errorf("prefix %s", p.Code)
		}
		if m, ok := tables[1].prefixes[p.Folded]; !ok || m.rat().Cmp(value) != 0 {
			t.Errorf("prefix %s", p.Folded)
		}
	}
}

// TestSymbolsAreUnique: no symbol can be read in two ways, as an atom and as a prefix with another atom of another size, or
// with two prefixes.
func TestSymbolsAreUnique(t *testing.T) {
	tables := load()
	for variant, table := range tables {
		meanings := map[string]string{}
		for p := range table.prefixes {
			for code, a := range table.atoms {
				if !a.metric {
					continue
				}
				if other, taken := meanings[p+code]; taken {
					t.Errorf("variant %d: %s is %s and %s+%s", variant, p+code, other, p, code)
				}
				meanings[p+code] = p + "+" + code
			}
		}
	}
}

func TestParseErrorsNameThePlace(t *testing.T) {
	for code, at := range map[string]int{
		"": 1, "mg/": 4, "/": 2, "mg//dL": 4, "foo": 1, "mg/foo": 4, "mg/(dL": 4, "(mg": 1, "mg)": 3, "mg/dL)": 6, "m[H20]": 1,
		"mg/dL ": 6, "m g": 2, "10+3/uL": 3, "g/12h": 5, "{a": 1, "{a{b}}": 3, "{a}b": 4, "m+": 3, "m-": 3, "[": 1, "[iU": 1, "µg": 1,
		"0.m": 1, "mg.": 4, "m99999": 2, "m2.5": 0, ".m": 1, "((((((((((((((((((((m": 17, strings.Repeat("9", 31): 1,
		"m" + strings.Repeat(".m", 200): 257, "m200.m200.m200": 12,
	} {
		_, err := Parse(code)
		if at == 0 {
			if err != nil {
				t.Errorf("%q: %v", code, err)
			}
			continue
		}
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%q: %v, want an error at %d", code, err, at)
		} else if e.At != at {
			t.Errorf("%q: at %d (%s), want %d", code, e.At, e.Reason, at)
		}
	}
}

// TestFoldedPlaces: letters that grow when they are raised must not move the place of an error.
func TestFoldedPlaces(t *testing.T) {
	var e *Error
	if _, err := ParseFolded(strings.Repeat("0\x9e\u00df", 60)); !errors.As(err, &e) || e.At != 2 {
		t.Errorf("%v, want an error at 2", err)
	}
}

func TestFolded(t *testing.T) {
	for folded, code := range map[string]string{
		"MG/DL": "mg/dL", "mg/dl": "mg/dL", "MM[HG]": "mm[Hg]", "UMOL/L": "umol/L", "CEL": "Cel", "[LB_AV]": "[lb_av]", "MEQ/L": "meq/L",
		"10*3/UL": "10*3/uL", "KPAL": "kPa", "HR": "h", "ANN": "a", "[IU]/L": "[IU]/L", "MO": "mo", "MAG": "Mg", "gs": "G",
	} {
		got, err := ParseFolded(folded)
		if err != nil {
			t.Errorf("%s: %v", folded, err)
			continue
		}
		want := must(t, code)
		if got.Kind() != want.Kind() || !got.Special() && got.Factor().Cmp(want.Factor()) != 0 || got.Code() != folded {
			t.Errorf("%s is %s %v, want %s %v", folded, got.Kind(), got.Factor(), want.Kind(), want.Factor())
		}
	}
}

func TestConvert(t *testing.T) {
	for _, c := range []struct {
		value, from, to, want string
		exact                 bool
	}{
		{"3.125", "mg", "ug", "3125", true},
		{"98.6", "[degF]", "Cel", "37", true},
		{"37", "Cel", "[degF]", "98.6", true},
		{"-40", "Cel", "[degF]", "-40", true},
		{"0", "Cel", "K", "273.15", true},
		{"80", "[degRe]", "Cel", "100", true},
		{"37000", "mCel", "Cel", "37", true},
		{"7", "[pH]", "nmol/L", "100", true},
		{"100", "nmol/L", "[pH]", "7", true},
		{"2", "B", "1", "100", true},
		{"20", "dB", "1", "100", true},
		{"94", "dB[SPL]", "Pa", "1.0023744672545446", false},
		{"60", "dB[V]", "V", "1000", true},
		{"3", "bit_s", "1", "8", true},
		{"1", "Np", "1", "2.71828182845904523536028747135266249776", false},
		{"100", "%[slope]", "deg", "45.00000000000000000000000000000000", false},
		{"100", "[p'diop]", "deg", "45.00000000000000000000000000000000", false},
		{"3", "[hp'_X]", "1", "0.001", true},
		{"4", "m2/s4/Hz", "[m/s2/Hz^(1/2)]", "2", true},
		{"1", "[lb_av]", "kg", "0.45359237", true},
		{"1", "mol", "1", "602214076000000000000000", true},
		{"1", "kat", "U", "60000000", true},
		{"5", "[iU]/mL", "k[IU]/L", "5", true},
		{"1", "10^3/uL", "10*9/L", "1", true},
		{"1", "{cells}/uL", "/uL", "1", true},
		{"1", "g%", "g/L", "10", true},
	} {
		got, exact, err := Convert(rat(t, c.value), must(t, c.from), must(t, c.to))
		if err != nil {
			t.Errorf("%s %s to %s: %v", c.value, c.from, c.to, err)
			continue
		}
		if !agrees(t, got, c.want) || exact != c.exact || exact && got.Cmp(rat(t, c.want)) != 0 {
			t.Errorf("%s %s is %s %s (exact %v), want %s", c.value, c.from, got.FloatString(40), c.to, exact, c.want)
		}
	}
}

func TestConvertRefuses(t *testing.T) {
	for _, c := range []struct {
		value, from, to string
		want            error
	}{
		{"1", "m", "s", ErrIncommensurable}, {"1", "[iU]", "1", ErrIncommensurable}, {"1", "[iU]/L", "[arb'U]/L", ErrIncommensurable},
		{"1", "[PFU]", "[CFU]", ErrIncommensurable}, {"1", "[iU]2", "[iU]", ErrIncommensurable}, {"1", "K", "m", ErrIncommensurable},
		{"0", "mol/L", "[pH]", ErrDomain}, {"-1", "1", "B", ErrDomain}, {"99999", "B", "1", ErrDomain}, {"2", "rad", "%[slope]", ErrDomain},
		{"-1", "m2/s4/Hz", "[m/s2/Hz^(1/2)]", ErrDomain}, {"1", "Cel/min", "K/min", ErrMixed}, {"1", "Cel2", "K2", ErrMixed},
		{"1", "m/Cel", "m/K", ErrMixed}, {"1", "dB.m", "m", ErrMixed},
	} {
		if got, _, err := Convert(rat(t, c.value), must(t, c.from), must(t, c.to)); !errors.Is(err, c.want) {
			t.Errorf("%s %s to %s: %v %v, want %v", c.value, c.from, c.to, got, err, c.want)
		}
	}
}

// TestThereAndBack converts random values over random commensurable pairs of units and back: the same rational returns,
// special units included where they are affine.
func TestThereAndBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var groups [][]Unit
	byDimension := map[string]int{}
	tables := load()
	var prefixes []string
	for p := range tables[0].prefixes {
		prefixes = append(prefixes, p)
	}
	for _, a := range sortedAtoms(tables[0]) {
		codes := []string{a.code}
		if a.metric {
			codes = append(codes, prefixes[r.IntN(len(prefixes))]+a.code)
		}
		if a.special == nil {
			codes = append(codes, a.code+"2/"+a.code, "1/("+a.code+"-1)")
		}
		for _, c := range codes {
			u := must(t, c)
			if u.special != nil && u.special.offset == "" {
				continue
			}
			key := arbitraryCounts(u)
			for d := range dimensions {
				key += string(rune('a' + u.num[d] - u.den[d]))
			}
			i, ok := byDimension[key]
			if !ok {
				i = len(groups)
				byDimension[key] = i
				groups = append(groups, nil)
			}
			groups[i] = append(groups[i], u)
		}
	}
	pairs := 0
	for _, g := range groups {
		for range 40 * min(len(g), 20) {
			from, to := g[r.IntN(len(g))], g[r.IntN(len(g))]
			x := big.NewRat(r.Int64N(1e12)-5e11, 1+r.Int64N(1e9))
			y, exact, err := Convert(x, from, to)
			if err != nil || !exact {
				t.Fatalf("%s to %s: %v", from.Code(), to.Code(), err)
			}
			back, exact, err := Convert(y, to, from)
			if err != nil || !exact || back.Cmp(x) != 0 {
				t.Fatalf("%s %s is %s %s and comes back as %s", x, from.Code(), y, to.Code(), back)
			}
			pairs++
		}
	}
	t.Logf("%d pairs in %d dimensions", pairs, len(groups))
}

func sortedAtoms(t tables) []*atom {
	list, err := readAtoms()
	if err != nil {
		panic(err)
	}
	out := make([]*atom, len(list))
	for i, a := range list {
		out[i] = t.atoms[a.code]
	}
	return out
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"mg/dL", "m[H2O]", "10*-3/uL", "{a}.rad2{b}", "4.[pi].10*-7.N/A2", "B[10.nV]", "((m", "dB", "[m/s2/Hz^(1/2)]", "µ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, parse := range []func(string) (Unit, error){Parse, ParseFolded} {
			u, err := parse(s)
			if err != nil {
				var e *Error
				if !errors.As(err, &e) || e.At < 1 || e.At > len(s)+1 {
					t.Fatalf("%q: %v", s, err)
				}
				continue
			}
			if y, _, err := Convert(big.NewRat(3, 2), u, u); err == nil && !u.Special() && y.Cmp(big.NewRat(3, 2)) != 0 {
				t.Fatalf("%q does not convert to itself", s)
			}
			_ = u.Kind()
		}
	})
}

func BenchmarkParse(b *testing.B) {
	if _, err := Parse("mg/dL"); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("mg/dL"); err != nil {
			b.Fatal(err)
		}
	}
}

func TestKindsApart(t *testing.T) {
	for _, group := range [][]string{
		{"10*9/L", "/uL", "{cells}/mm3"}, {"nmol/L", "umol/dL"}, {"meq/L"}, {"mosm/L"}, {"%", "1", "[ppm]", "{ratio}"}, {"mmol/mol", "umol/mmol"},
		{"mg/g", "ug/mg"}, {"L/L", "mL/dL"}, {"mg/mmol"}, {"U/L", "ukat/L", "umol/min/L"}, {"[IU]/L", "m[iU]/mL"}, {"[arb'U]/L"},
		{"/[HPF]"}, {"/[LPF]"}, {"Cel", "K", "[degF]"}, {"[pH]"}, {"mL/min/kg", "L/h/kg"}, {"mL/min"}, {"/min", "Hz"},
	} {
		for _, c := range group {
			for _, d := range group {
				if must(t, c).Kind() != must(t, d).Kind() {
					t.Errorf("%s (%s) and %s (%s) are one kind", c, must(t, c).Kind(), d, must(t, d).Kind())
				}
			}
		}
	}
	seen := map[string]string{}
	for _, c := range []string{"10*9/L", "nmol/L", "meq/L", "mosm/L", "%", "mmol/mol", "mg/g", "L/L", "mg/mmol", "U/L", "[IU]/L", "[arb'U]/L", "/[HPF]", "/[LPF]", "Cel", "[pH]", "mL/min/kg", "mL/min", "/min", "mg/L"} {
		k := must(t, c).Kind()
		if other, taken := seen[k]; taken {
			t.Errorf("%s and %s are two kinds and both %q", c, other, k)
		}
		seen[k] = c
	}
}

func TestDecimalForm(t *testing.T) {
	if got := decimal.Exact(must(t, "[in_i]").Factor()); got != "0.0254" {
		t.Errorf("an inch is %s m", got)
	}
}
