package people

import (
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anamnesis/app/record"
)

// shared returns a path below the shared test material, and skips the test when it is not there.
func shared(t testing.TB, parts ...string) string {
	t.Helper()
	root := os.Getenv("ANAMNESIS_SHARED")
	if root == "" {
		dir, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		for {
			if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
				break
			}
			if dir == filepath.Dir(dir) {
				t.Skip("no go.mod above the test")
			}
			dir = filepath.Dir(dir)
		}
		root = filepath.Join(filepath.Dir(dir), "shared")
	}
	path := filepath.Join(append([]string{root}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skip("the shared test material is not here")
	}
	return path
}

// febrl reads one FEBRL file into Patient facts as a converter would give them, each changed by change unless that is nil,
// and the truth by logical id.
func febrl(t testing.TB, name string, change func(*rand.Rand, *record.Fact)) (facts []record.Fact, truth map[string]string) {
	t.Helper()
	f, err := os.Open(shared(t, "corpus", "linkage", "febrl", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(z)
	r.TrimLeadingSpace = true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	col := map[string]int{}
	for i, h := range rows[0] {
		col[strings.TrimSpace(h)] = i
	}
	truth = map[string]string{}
	rng := rand.New(rand.NewPCG(7, 7))
	for _, row := range rows[1:] {
		get := func(name string) string { return strings.TrimSpace(row[col[name]]) }
		id := get("rec_id")
		truth[id] = strings.Split(id, "-")[1]
		p := &record.Patient{}
		n := record.Name{Family: get("surname")}
		if g := get("given_name"); g != "" {
			n.Given = []string{g}
		}
		p.Names = []record.Name{n}
		if d := get("date_of_birth"); len(d) == 8 {
			p.BirthDate = record.ParseTime(d[:4] + "-" + d[4:6] + "-" + d[6:])
		}
		a := record.Address{City: get("suburb"), PostalCode: get("postcode"), State: get("state")}
		for _, l := range []string{strings.TrimSpace(get("street_number") + " " + get("address_1")), get("address_2")} {
			if l != "" {
				a.Lines = append(a.Lines, l)
			}
		}
		p.Addresses = []record.Address{a}
		fact := record.Fact{Ref: record.Ref{Source: "febrl", Type: "Patient", ID: id}, Account: record.AccountEvidence, Patient: p}
		if v := get("soc_sec_id"); v != "" {
			fact.Identifiers = []record.Identifier{{System: "urn:febrl:soc_sec_id", Value: v, Type: "SS"}}
		}
		if change != nil {
			change(rng, &fact)
		}
		facts = append(facts, fact)
	}
	return facts, truth
}

// counts is what a linkage found, measured against the truth.
type counts struct {
	pairs, compared                              int
	sameTrue, sameFalse, reviewTrue, reviewFalse int
}

func (c counts) precision() float64 {
	return float64(c.sameTrue+c.reviewTrue) / float64(max(1, c.sameTrue+c.reviewTrue+c.sameFalse+c.reviewFalse))
}
func (c counts) recall() float64 { return float64(c.sameTrue+c.reviewTrue) / float64(c.pairs) }
func (c counts) f1() float64     { return 2 * c.precision() * c.recall() / (c.precision() + c.recall()) }
func (c counts) sameRecall() float64 {
	return float64(c.sameTrue) / float64(c.pairs)
}

func (c counts) String() string {
	return fmt.Sprintf("%d true pairs, %d compared; same: %d true, %d false, recall %.4f; review: %d true, %d false; same and review: precision %.4f, recall %.4f, F1 %.4f",
		c.pairs, c.compared, c.sameTrue, c.sameFalse, c.sameRecall(), c.reviewTrue, c.reviewFalse, c.precision(), c.recall(), c.f1())
}

func measure(facts []record.Fact, truth map[string]string) (c counts) {
	groups := map[string]int{}
	for _, g := range truth {
		groups[g]++
	}
	for _, n := range groups {
		c.pairs += n * (n - 1) / 2
	}
	for p := range Pairs(facts) {
		c.compared++
		is := truth[p.A.ID] == truth[p.B.ID]
		switch {
		case p.Decision == Same && is:
			c.sameTrue++
		case p.Decision == Same:
			c.sameFalse++
		case p.Decision == Review && is:
			c.reviewTrue++
		case p.Decision == Review:
			c.reviewFalse++
		}
	}
	return c
}

// TestFEBRL measures the linkage on FEBRL 1 and 2 (Christen, "Febrl", 2008), as they are, with the numbers under a system
// that nobody knows, as two sources, without numbers, and with two to four more errors in every record.
func TestFEBRL(t *testing.T) {
	number := func(system, kind string) func(*rand.Rand, *record.Fact) {
		return func(_ *rand.Rand, f *record.Fact) {
			for i := range f.Identifiers {
				f.Identifiers[i].System, f.Identifiers[i].Type = system, kind
			}
		}
	}
	for _, v := range []struct {
		name           string
		change         func(*rand.Rand, *record.Fact)
		f1, sameRecall float64
	}{
		{"as it is", nil, 0.995, 0.97},
		{"unknown system", number("urn:example:1", ""), 0.995, 0.97},
		{"two sources", func(_ *rand.Rand, f *record.Fact) { f.Ref.Source = strings.Split(f.Ref.ID, "-")[2] }, 0.995, 0.97},
		{"no numbers", func(_ *rand.Rand, f *record.Fact) { f.Identifiers = nil }, 0.96, 0.5},
		{"more errors", harsh, 0.96, 0.3},
	} {
		for _, name := range []string{"dataset1.csv.gz", "dataset2.csv.gz"} {
			if v.change != nil && name == "dataset2.csv.gz" && os.Getenv("ANAMNESIS_LONG") == "" {
				continue
			}
			t.Run(v.name+"/"+name[:8], func(t *testing.T) {
				c := measure(febrl(t, name, v.change))
				t.Log(c)
				if c.f1() < v.f1 {
					t.Errorf("F1 of same and review is %.4f, below %.3f", c.f1(), v.f1)
				}
				if c.sameFalse > 0 {
					t.Errorf("%d false pairs are the same", c.sameFalse)
				}
				if c.sameRecall() < v.sameRecall {
					t.Errorf("recall of same is %.4f, below %.2f", c.sameRecall(), v.sameRecall)
				}
			})
		}
	}
}

// harsh puts two to four more errors into a record.
func harsh(r *rand.Rand, f *record.Fact) {
	slip := func(s string) string {
		if len(s) < 3 {
			return s
		}
		i := r.IntN(len(s) - 1)
		switch r.IntN(4) {
		case 0:
			return s[:i] + s[i+1:]
		case 1:
			return s[:i] + string(s[i+1]) + string(s[i]) + s[i+2:]
		case 2:
			return s[:i] + string(rune('a'+r.IntN(26))) + s[i:]
		}
		return s[:i] + string(rune('a'+r.IntN(26))) + s[i+1:]
	}
	p := f.Patient
	for range 2 + r.IntN(3) {
		switch r.IntN(8) {
		case 0:
			if len(p.Names[0].Given) > 0 {
				p.Names[0].Given[0] = slip(p.Names[0].Given[0])
			}
		case 1:
			p.Names[0].Family = slip(p.Names[0].Family)
		case 2:
			if len(p.Addresses[0].Lines) > 0 {
				p.Addresses[0].Lines[0] = slip(p.Addresses[0].Lines[0])
			}
		case 3:
			p.Addresses[0].City = slip(p.Addresses[0].City)
		case 4:
			if len(p.Addresses[0].Lines) > 1 {
				p.Addresses[0].Lines[1] = ""
			}
		case 5:
			if len(f.Identifiers) > 0 {
				v := []byte(f.Identifiers[0].Value)
				v[r.IntN(len(v))] = byte('0' + r.IntN(10))
				f.Identifiers[0].Value = string(v)
			}
		case 6:
			if t := p.BirthDate.Text; len(t) == 10 {
				v := []byte(t)
				i := []int{2, 3, 5, 6, 8, 9}[r.IntN(6)]
				v[i] = byte('0' + r.IntN(10))
				p.BirthDate = record.ParseTime(string(v))
			}
		case 7:
			p.Addresses[0].PostalCode = slip(p.Addresses[0].PostalCode)
		}
	}
}
