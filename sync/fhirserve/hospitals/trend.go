package hospitals

import (
	"math"
	"math/big"
	"strconv"
	"time"
)

// knot is the expected value of an analyte at a time (a year with its fraction).
type knot struct{ year, value float64 }

// trend is how an analyte moves in one person: straight lines between knots, and between visits a swing around them that
// half remembers its last value, as biological variation does. Values are in Riverside's unit.
type trend struct {
	analyte string
	sd      float64
	floor   float64
	knots   []knot
}

// body holds one person's trends while they are sampled.
type body struct {
	random *random
	trends map[string]trend
	swing  map[string]float64
	male   bool
	birth  time.Time
}

func newBody(key string, male bool, birth string, trends []trend) *body {
	b := &body{random: newRandom(key), trends: map[string]trend{}, swing: map[string]float64{}, male: male, birth: at(birth + " 00:00")}
	for _, t := range trends {
		b.trends[t.analyte] = t
	}
	return b
}

func decimalYear(t time.Time) float64 { return float64(t.Year()) + float64(t.YearDay()-1)/365.25 }

// sample draws the value of an analyte at a time. Explicit conversions keep the arithmetic the same on machines that fuse
// multiplication and addition.
func (b *body) sample(analyte string, t time.Time) (float64, bool) {
	tr, ok := b.trends[analyte]
	if !ok || decimalYear(t) < tr.knots[0].year-0.1 { // not measured yet
		return 0, false
	}
	s := float64(b.swing[analyte]*0.6) + float64(0.8*b.random.normal())
	b.swing[analyte] = s
	return math.Max(tr.floor, float64(tr.sd*s)+line(tr.knots, decimalYear(t))), true
}

func line(ks []knot, year float64) float64 {
	if year <= ks[0].year {
		return ks[0].value
	}
	for i := 1; i < len(ks); i++ {
		if year <= ks[i].year {
			f := (year - ks[i-1].year) / (ks[i].year - ks[i-1].year)
			return ks[i-1].value + float64(f*(ks[i].value-ks[i-1].value))
		}
	}
	return ks[len(ks)-1].value
}

// digits writes a sampled value as the hospital reports it.
func (h *hospital) digits(l lab, v float64) string {
	if h.name != stAnna {
		return strconv.FormatFloat(v, 'f', l.rv.decimals, 64)
	}
	si, _ := l.toSI(strconv.FormatFloat(v, 'f', l.rv.decimals+4, 64))
	return si
}

// egfr computes the two CKD-EPI creatinine equations (Levey 2009, Inker 2021) from creatinine in mg/dL.
func (b *body) egfr(year2021 bool, creatinine float64, t time.Time) float64 {
	age := t.Sub(b.birth).Hours() / 24 / 365.25
	k, low, top, base, fade, female := 0.7, -0.329, -1.209, 141.0, 0.993, 1.018
	if year2021 {
		low, top, base, fade, female = -0.241, -1.200, 142.0, 0.9938, 1.012
	}
	if b.male {
		k, female, low = 0.9, 1, -0.411
		if year2021 {
			low = -0.302
		}
	}
	x := creatinine / k
	return base * math.Pow(math.Min(x, 1), low) * math.Pow(math.Max(x, 1), top) * math.Pow(fade, age) * female
}

// creatinineOf reads back a reported creatinine in mg/dL.
func creatinineOf(h *hospital, reported string) float64 {
	x := factor(reported)
	if h.name == stAnna {
		x = new(big.Rat).Quo(x, factor(mustLab("creatinine").molar))
	}
	f, _ := x.Float64()
	return f
}
