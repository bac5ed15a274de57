package people

import (
	"compress/gzip"
	"encoding/csv"
	"fmt"
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

// febrl reads one FEBRL file into Patient facts as a converter would give them, and the truth by logical id.
func febrl(t testing.TB, name string) (facts []record.Fact, truth map[string]string) {
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
		facts = append(facts, fact)
	}
	return facts, truth
}

func TestFEBRL(t *testing.T) {
	for _, name := range []string{"dataset1.csv.gz", "dataset2.csv.gz"} {
		t.Run(name, func(t *testing.T) {
			facts, truth := febrl(t, name)
			groups := map[string]int{}
			for _, g := range truth {
				groups[g]++
			}
			pairs := 0
			for _, n := range groups {
				pairs += n * (n - 1) / 2
			}
			var compared, sameTrue, sameFalse, reviewTrue, reviewFalse, lost int
			for p := range Pairs(facts) {
				compared++
				isTrue := truth[p.A.ID] == truth[p.B.ID]
				switch {
				case p.Decision == Same && isTrue:
					sameTrue++
				case p.Decision == Same:
					sameFalse++
					t.Logf("false same %v %v %.3f %v", p.A.ID, p.B.ID, p.Score, p.Why)
				case p.Decision == Review && isTrue:
					reviewTrue++
					if os.Getenv("SHOW") != "" {
						t.Logf("review %v %v %.3f %v", p.A.ID, p.B.ID, p.Score, p.Why)
					}
				case p.Decision == Review:
					reviewFalse++
					t.Logf("false review %v %v %.3f %v", p.A.ID, p.B.ID, p.Score, p.Why)
				case isTrue:
					lost++
					if os.Getenv("SHOW") != "" {
						t.Logf("different %v %v %.3f %.1f %v", p.A.ID, p.B.ID, p.Score, p.odds, p.Why)
					}
				}
			}
			hit := sameTrue + reviewTrue
			precision, recall := float64(hit)/float64(hit+sameFalse+reviewFalse), float64(hit)/float64(pairs)
			f1 := 2 * precision * recall / (precision + recall)
			sameRecall := float64(sameTrue) / float64(pairs)
			fmt.Printf("%s: %d pairs, %d compared, never compared %d; same: %d true %d false, recall %.4f; review: %d true %d false; lost %d; same+review precision %.4f recall %.4f F1 %.4f\n",
				name, pairs, compared, pairs-hit-lost, sameTrue, sameFalse, sameRecall, reviewTrue, reviewFalse, lost, precision, recall, f1)
			if f1 < 0.995 {
				t.Errorf("F1 of same and review is %.4f, below 0.995", f1)
			}
			if sameFalse > 0 {
				t.Errorf("%d false pairs are the same", sameFalse)
			}
			if sameRecall < 0.97 {
				t.Errorf("recall of same is %.4f, below 0.97", sameRecall)
			}
		})
	}
}
