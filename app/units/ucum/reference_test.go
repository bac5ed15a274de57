package ucum

import (
	"bufio"
	"encoding/xml"
	"math/big"
	"os"
	"strings"
	"testing"

	"anamnesis/app/units/decimal"
	"anamnesis/app/units/internal/reference"
)

type functionalTests struct {
	Validation []struct {
		ID    string `xml:"id,attr"`
		Unit  string `xml:"unit,attr"`
		Valid bool   `xml:"valid,attr"`
	} `xml:"validation>case"`
	Conversion []struct {
		ID      string `xml:"id,attr"`
		Value   string `xml:"value,attr"`
		From    string `xml:"srcUnit,attr"`
		To      string `xml:"dstUnit,attr"`
		Outcome string `xml:"outcome,attr"`
	} `xml:"conversion>case"`
	Multiplication []pairCase `xml:"multiplication>case"`
	Division       []pairCase `xml:"division>case"`
}

type pairCase struct {
	ID    string `xml:"id,attr"`
	V1    string `xml:"v1,attr"`
	U1    string `xml:"u1,attr"`
	V2    string `xml:"v2,attr"`
	U2    string `xml:"u2,attr"`
	Value string `xml:"vRes,attr"`
	Unit  string `xml:"uRes,attr"`
}

func publicTests(t *testing.T) functionalTests {
	raw, err := os.ReadFile(reference.File(t, "reference", "units", "UcumFunctionalTests-ucumjava.xml"))
	if err != nil {
		t.Fatal(err)
	}
	var f functionalTests
	if err := xml.Unmarshal(raw, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestPublicValidations(t *testing.T) {
	f := publicTests(t)
	for _, c := range f.Validation {
		_, err := Parse(c.Unit)
		if (err == nil) != c.Valid {
			t.Errorf("%s %q: valid %v, want %v (%v)", c.ID, c.Unit, err == nil, c.Valid, err)
		}
	}
	if len(f.Validation) != 529 {
		t.Errorf("%d validations, want 529", len(f.Validation))
	}
}

// TestPublicConversions compares at the precision of the outcome that the suite states.
func TestPublicConversions(t *testing.T) {
	f := publicTests(t)
	for _, c := range f.Conversion {
		got, exact, err := Convert(rat(t, c.Value), must(t, c.From), must(t, c.To))
		if err != nil || !exact {
			t.Errorf("%s: %v", c.ID, err)
			continue
		}
		if !agrees(t, got, c.Outcome) {
			t.Errorf("%s: %s %s is %s %s, want %s", c.ID, c.Value, c.From, decimal.Exact(got), c.To, c.Outcome)
		}
	}
	if len(f.Conversion) != 30 {
		t.Errorf("%d conversions, want 30", len(f.Conversion))
	}
}

func TestPublicProducts(t *testing.T) {
	f := publicTests(t)
	check := func(c pairCase, value *big.Rat, unit Unit) {
		t.Helper()
		if c.Unit == "" {
			c.Unit = "1"
		}
		got, _, err := Convert(value, unit, must(t, c.Unit))
		if err != nil || !agrees(t, got, c.Value) {
			t.Errorf("%s: %v %v, want %s %s", c.ID, got, err, c.Value, c.Unit)
		}
	}
	for _, c := range f.Multiplication {
		check(c, new(big.Rat).Mul(rat(t, c.V1), rat(t, c.V2)), Multiply(must(t, c.U1), must(t, c.U2)))
	}
	for _, c := range f.Division {
		check(c, new(big.Rat).Quo(rat(t, c.V1), rat(t, c.V2)), Divide(must(t, c.U1), must(t, c.U2)))
	}
	if len(f.Multiplication) != 2 || len(f.Division) != 3 {
		t.Errorf("%d multiplications and %d divisions, want 2 and 3", len(f.Multiplication), len(f.Division))
	}
}

func TestCommonCodes(t *testing.T) {
	file, err := os.Open(reference.File(t, "reference", "units", "fhir-ucum-common.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	n := 0
	for s := bufio.NewScanner(file); s.Scan(); {
		code, _, _ := strings.Cut(s.Text(), "\t")
		if strings.HasPrefix(code, "#") || code == "code" {
			continue
		}
		n++
		if u, err := Parse(code); err != nil {
			t.Errorf("%q: %v", code, err)
		} else if u.mixed {
			t.Logf("%q holds a special unit inside a product", code)
		}
	}
	if n != 848 {
		t.Errorf("%d codes, want 848", n)
	}
}

// agrees compares at the number of significant digits that the outcome states.
func agrees(t *testing.T, got *big.Rat, outcome string) bool {
	t.Helper()
	want, err := decimal.Parse(outcome)
	if err != nil {
		t.Fatal(err)
	}
	if got.Cmp(want.Rat()) == 0 {
		return true
	}
	diff := new(big.Rat).Sub(got, want.Rat())
	diff.Abs(diff).Mul(diff, big.NewRat(2, 1))
	return diff.Cmp(want.Step()) <= 0
}

func rat(t *testing.T, s string) *big.Rat {
	t.Helper()
	n, err := decimal.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return n.Rat()
}

func must(t *testing.T, code string) Unit {
	t.Helper()
	u, err := Parse(code)
	if err != nil {
		t.Fatalf("%q: %v", code, err)
	}
	return u
}
