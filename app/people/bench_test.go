package people

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"anamnesis/app/record"
)

// crowd invents n people with names as unevenly spread as they are, and writes each down in two hospitals, the second time
// with errors.
func crowd(n int) (facts []record.Fact, truth map[string]int) {
	r := rand.New(rand.NewPCG(11, uint64(n)))
	given := make([]string, 0, len(givenShares))
	for g := range givenShares {
		given = append(given, g)
	}
	slices.Sort(given)
	syllables := strings.Fields("ba bo de di do fa ga ge ha ka ki ko la le li lo ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve vi vo za ze zi")
	family := func() string {
		i := zipf(r, 40_000)
		return syllables[i%len(syllables)] + syllables[i/len(syllables)%len(syllables)] + syllables[i/len(syllables)/len(syllables)%len(syllables)] + "nov"
	}
	truth = map[string]int{}
	for i := range n {
		p := someone(r)
		p.given, p.family = given[zipf(r, len(given))], family()
		p.street = fmt.Sprintf("%d %s%s street", 1+r.IntN(150), syllables[r.IntN(len(syllables))], syllables[r.IntN(len(syllables))])
		p.post = fmt.Sprint(1000 + zipf(r, 300))
		p.city = "city" + p.post
		a, b := fmt.Sprintf("a%d", i), fmt.Sprintf("b%d", i)
		facts = append(facts, p.fact("a", a), mistype(r, p, false).fact("b", b))
		truth[a], truth[b] = i, i
	}
	return facts, truth
}

// zipf returns a number below n, small ones more often.
func zipf(r *rand.Rand, n int) int {
	return min(n-1, int(math.Exp(r.Float64()*math.Log(float64(n+1))))-1)
}

// TestGrowth shows that linking does not compare all pairs: its time grows close to linearly with the records.
func TestGrowth(t *testing.T) {
	sizes := []int{500, 3_000}
	if os.Getenv("ANAMNESIS_LONG") != "" {
		sizes = []int{500, 5_000, 10_000, 50_000}
	}
	for _, n := range sizes {
		facts, truth := crowd(n)
		start := time.Now()
		compared, same, review, wrong := 0, 0, 0, 0
		for p := range Pairs(facts) {
			compared++
			is := truth[p.A.ID] == truth[p.B.ID]
			switch {
			case p.Decision == Same && !is:
				wrong++
			case p.Decision == Same:
				same++
			case p.Decision == Review && is:
				review++
			}
		}
		t.Logf("%6d records: %7d pairs compared, %.1f a record, %v; of %d same %d, review %d, false %d", len(facts), compared,
			float64(compared)/float64(len(facts)), time.Since(start).Round(time.Millisecond), n, same, review, wrong)
		if perRecord := float64(compared) / float64(len(facts)); perRecord > 400 {
			t.Errorf("%.0f pairs compared for each of %d records", perRecord, len(facts))
		}
		if wrong > 0 || same+review < n*99/100 {
			t.Errorf("of %d people %d were found and %d confused", n, same+review, wrong)
		}
	}
}

func BenchmarkLink(b *testing.B) {
	for _, n := range []int{500, 5_000, 10_000} {
		facts, _ := crowd(n)
		b.Run(fmt.Sprint(len(facts)), func(b *testing.B) {
			for b.Loop() {
				Link(facts, nil, nil, ids())
			}
		})
	}
}
