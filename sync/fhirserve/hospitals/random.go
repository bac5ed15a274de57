package hospitals

import "hash/fnv"

// random is a SplitMix64 generator (Steele, Lea, Flood 2014): small, and the same on every Go version.
type random struct{ state uint64 }

// newRandom seeds a generator by name, so that one person's data do not move when another person is added.
func newRandom(name string) *random {
	h := fnv.New64a()
	h.Write([]byte(name))
	return &random{h.Sum64()}
}

func (r *random) next() uint64 {
	r.state += 0x9e3779b97f4a7c15
	z := r.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// unit returns a number in [0, 1).
func (r *random) unit() float64 { return float64(r.next()>>11) / (1 << 53) }

// below returns an integer in [0, n).
func (r *random) below(n int) int { return int(r.next() % uint64(n)) }

// normal returns a standard normal number, as the sum of twelve uniform ones: no transcendental function whose last bit
// depends on the machine.
func (r *random) normal() float64 {
	sum := -6.0
	for range 12 {
		sum += r.unit()
	}
	return sum
}
