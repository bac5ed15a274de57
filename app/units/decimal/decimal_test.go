package decimal

import (
	"errors"
	"math/big"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		text   string
		value  string
		places int
	}{
		{"1", "1", 0}, {"1.00", "1", 2}, {"0.125", "1/8", 3}, {"-3.2", "-16/5", 1}, {"1e3", "1000", -3}, {"1.5E-2", "3/200", 3}, {"1.5e+2", "150", -1}, {"-0.0", "0", 1},
		{"007", "7", 0}, {"18446744073709551615", "18446744073709551615", 0}, {"18446744073709551616", "18446744073709551616", 0}, {"0.00000000000000000001", "1/100000000000000000000", 20},
		{"123456789012345678901234567890.5", "246913578024691357802469135781/2", 1},
	} {
		n, err := Parse(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		want, _ := new(big.Rat).SetString(c.value)
		if n.Rat().Cmp(want) != 0 || n.Places != c.places {
			t.Errorf("%s is %s with %d places, want %s with %d", c.text, n.Rat(), n.Places, c.value, c.places)
		}
	}
	for _, bad := range []string{"", "-", ".", "1.", ".5", "1,5", "1 000", "+1", "--1", "1.2.3", "e5", "1e", "1e+", "0x10", "NaN", "Inf", "1/2", "१", "1e1e1", "1-"} {
		if _, err := Parse(bad); !errors.Is(err, ErrSyntax) {
			t.Errorf("%q: %v, want a syntax error", bad, err)
		}
	}
	for _, large := range []string{strings.Repeat("1", 401), "1e401", "1e-401", "1e99999999999999999999"} {
		if _, err := Parse(large); !errors.Is(err, ErrRange) {
			t.Errorf("%.20q: %v, want out of range", large, err)
		}
	}
}

func TestRound(t *testing.T) {
	for _, c := range []struct {
		value  string
		places int
		want   string
	}{
		{"1/8", 3, "0.125"}, {"1/8", 2, "0.13"}, {"-1/8", 2, "-0.13"}, {"1/3", 4, "0.3333"}, {"2/3", 0, "1"}, {"1/2", 0, "1"}, {"-1/2", 0, "-1"}, {"1/4", 0, "0"}, {"-1/4", 0, "0"},
		{"123", -1, "120"}, {"125", -1, "130"}, {"5", -1, "10"}, {"4", -1, "0"}, {"5400", 2, "5400.00"}, {"1/1000", 2, "0.00"}, {"99999/100", 1, "1000.0"},
	} {
		x, _ := new(big.Rat).SetString(c.value)
		if got := Round(x, c.places); got != c.want {
			t.Errorf("%s to %d places is %s, want %s", c.value, c.places, got, c.want)
		}
	}
}

func TestPlacesFor(t *testing.T) {
	for value, want := range map[string]int{
		"1": 0, "9": 0, "10": -1, "88.4": -1, "8.84": 0, "0.0555": 2, "0.1": 1, "0.09": 2, "1000": -3, "999": -2, "1/3": 1, "1/9": 1, "1/11": 2, "1e-30": 30, "1e30": -30,
	} {
		x, _ := new(big.Rat).SetString(value)
		if got := PlacesFor(x); got != want {
			t.Errorf("a step of %s has %d places, want %d", value, got, want)
		}
	}
}

func TestExact(t *testing.T) {
	for value, want := range map[string]string{
		"1/8": "0.125", "1/3": "1/3", "-7/3": "-7/3", "10": "10", "1/1024": "0.0009765625", "3/3125": "0.00096", "0": "0", "250000/45039": "250000/45039",
	} {
		x, _ := new(big.Rat).SetString(value)
		if got := Exact(x); got != want {
			t.Errorf("%s is %s, want %s", value, got, want)
		}
	}
}

func TestGroup(t *testing.T) {
	for text, want := range map[string]string{"1000": "1,000", "100": "100", "1234567.891": "1,234,567.891", "-1000": "-1,000", "x": "x", "1e3": "1e3"} {
		if got := Group(text, ","); got != want {
			t.Errorf("%s is grouped %s, want %s", text, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"1.00", "-0.5", "1e-7", "18446744073709551616", "1.", "00.1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := Parse(s)
		if err != nil {
			return
		}
		want, ok := new(big.Rat).SetString(s)
		if !ok || n.Rat().Cmp(want) != 0 {
			t.Fatalf("%q is %v, want %v", s, n.Rat(), want)
		}
		if got := Plain(s); !strings.ContainsAny(s, "eE") && got != s {
			t.Fatalf("%q became %q", s, got)
		}
		back, err := Parse(Exact(n.Rat()))
		if errors.Is(err, ErrRange) {
			return // 1e400 written out has more digits than are read
		}
		if err != nil || back.Rat().Cmp(want) != 0 {
			t.Fatalf("%q does not come back: %v %v", s, back, err)
		}
	})
}
