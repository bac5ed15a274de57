package units

import (
	"math/big"
	"sync"

	"anamnesis/app/units/decimal"
	"anamnesis/app/units/ucum"
)

// Result is a converted value.
type Result struct {
	Shown string // rounded to the largest decimal place that is not coarser than the input's last step, converted
	Exact string // a decimal where it ends, p/q where it does not; "" where the scale is logarithmic and it is neither
}

// Refusal is why a conversion that arithmetic alone would allow is not done. Reason is a sentence for a clinician.
type Refusal struct{ Reason string }

func (r *Refusal) Error() string { return r.Reason }

// Invalid is input that cannot be read: a number or a unit.
type Invalid struct{ Reason string }

func (r *Invalid) Error() string { return r.Reason }

// Convert converts a decimal text between two UCUM units. The LOINC codes, where they are known, say what was measured and
// as what it was counted; analyte may be nil when loincFrom names it. The error is a *Refusal or an *Invalid.
//
// Between kinds of property it converts only by the analyte's rule. Without an analyte it converts within one kind only.
func Convert(number, from, to string, analyte *Analyte, loincFrom, loincTo string) (Result, error) {
	n, err := decimal.Parse(number)
	if err != nil {
		return Result{}, &Invalid{Reason: sentence(err)}
	}
	r := routes.find(routeKey{from: from, to: to, analyte: analyte, loincFrom: loincFrom, loincTo: loincTo})
	if r.err != nil {
		return Result{}, r.err
	}
	return r.apply(n)
}

// route is a conversion between two units, worked out once.
type route struct {
	err    error
	affine ucum.Affine
	scaled bool // affine holds it; otherwise from and to are special units
	from   ucum.Unit
	to     ucum.Unit
	places int    // of the largest power of ten not larger than the factor
	quick  *quick // the same conversion in machine words, nil when it does not fit
}

func (r *route) apply(n decimal.Number) (Result, error) {
	if !r.scaled {
		return r.applySpecial(n)
	}
	if r.quick != nil {
		if out, ok := r.quick.apply(n); ok {
			return out, nil
		}
	}
	return r.applyRational(n), nil
}

func (r *route) applyRational(n decimal.Number) Result {
	exact := new(big.Rat).Mul(n.Rat(), r.affine.Factor)
	exact.Add(exact, r.affine.Offset)
	return Result{Shown: decimal.Round(exact, r.places+n.Places), Exact: decimal.Exact(exact)}
}

// maxPlaces bounds what a logarithmic scale can blow up: a pH of 450 is nobody's.
const maxPlaces = 60

// applySpecial converts over a logarithm or tangent. The last step is converted at the value itself.
func (r *route) applySpecial(n decimal.Number) (Result, error) {
	x := n.Rat()
	y, exact, err := ucum.Convert(x, r.from, r.to)
	if err != nil {
		return Result{}, &Refusal{Reason: sentence(err)}
	}
	next, _, err := ucum.Convert(new(big.Rat).Add(x, n.Step()), r.from, r.to)
	if err != nil {
		return Result{}, &Refusal{Reason: sentence(err)}
	}
	step := next.Sub(next, y)
	step.Abs(step)
	if step.Sign() == 0 {
		step = n.Step()
	}
	places := decimal.PlacesFor(step)
	if places > maxPlaces || places < -maxPlaces {
		return Result{}, &Refusal{Reason: sentence(ucum.ErrDomain)}
	}
	out := Result{Shown: decimal.Round(y, places)}
	if exact {
		out.Exact = decimal.Exact(y)
	}
	return out, nil
}

type routeKey struct {
	from, to           string
	analyte            *Analyte
	loincFrom, loincTo string
}

// routeCache keeps the routes that were worked out. It is bounded: when it is full it starts again, which costs a parse.
type routeCache struct {
	mu     sync.RWMutex
	routes map[routeKey]*route
}

const (
	maxRoutes = 4096
	maxKey    = 200 // characters of a key that is kept
)

var routes routeCache

func (c *routeCache) find(k routeKey) *route {
	c.mu.RLock()
	r := c.routes[k]
	c.mu.RUnlock()
	if r != nil {
		return r
	}
	r = newRoute(k)
	if len(k.from)+len(k.to)+len(k.loincFrom)+len(k.loincTo) > maxKey {
		return r
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.routes == nil || len(c.routes) >= maxRoutes {
		c.routes = make(map[routeKey]*route, 64)
	}
	c.routes[k] = r
	return r
}

func sentence(err error) string { return upperFirst(err.Error()) + "." }
