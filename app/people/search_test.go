package people

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// phonebook invents n rows in which the people that the tests look for are hidden.
func phonebook(n int) []Row {
	facts, _ := crowd((n + 1) / 2)
	rows := []Row{
		{ID: "yordanov", Names: []string{"Христо Йорданов"}, BirthDate: "1961-04-23", Identifiers: []string{"6104233468", "MR-100200"}},
		{ID: "ivanova", Names: []string{"Мария Петрова Иванова", "Mariya Ivanova"}, BirthDate: "1974-03-02", Identifiers: []string{"X90001808"}},
		{ID: "mueller", Names: []string{"Jürgen Müller"}, BirthDate: "1950-10-21"},
		{ID: "whitcombe", Names: []string{"Elizabeth Whitcombe"}, BirthDate: "1988-12-05", Identifiers: []string{"219-44-1876"}},
		{ID: "zhivkov", Names: []string{"Чавдар Живков"}, BirthDate: "1944-02-11"},
		{ID: "oneil", Names: []string{"Siobhan O'Neil-Garfield"}, BirthDate: "1999-09-09"},
	}
	for i := 0; len(rows) < n; i++ {
		p := facts[i%len(facts)].Patient
		ids := facts[i%len(facts)].Identifiers
		row := Row{ID: fmt.Sprint(i), Names: []string{strings.Join(p.Names[0].Given, " ") + " " + p.Names[0].Family}, BirthDate: p.BirthDate.Text}
		for _, id := range ids {
			row.Identifiers = append(row.Identifiers, id.Value)
		}
		rows = append(rows, row)
	}
	rand.New(rand.NewPCG(1, 9)).Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	return rows[:n]
}

var lookups = []struct{ what, typed, want string }{
	{"exact", "Христо Йорданов", "yordanov"},
	{"lower case", "христо йорданов", "yordanov"},
	{"transliteration", "Hristo Yordanov", "yordanov"},
	{"another transliteration", "Christo Jordanov", "yordanov"},
	{"name order", "Yordanov Hristo", "yordanov"},
	{"with a comma", "Yordanov, Hristo", "yordanov"},
	{"typing error", "Hrsito Yordanov", "yordanov"},
	{"typing error in the family name", "Elizabeth Whitcobme", "whitcombe"},
	{"family name with a typing error alone", "Whitcmobe", "whitcombe"},
	{"unfinished", "Whitc", "whitcombe"},
	{"unfinished in the middle of a name", "eliz whitc", "whitcombe"},
	{"nickname", "Betty Whitcombe", "whitcombe"},
	{"identifier", "219-44-1876", "whitcombe"},
	{"identifier without dashes", "219441876", "whitcombe"},
	{"identifier with a typing error", "219441867", "whitcombe"},
	{"end of an identifier", "90001808", "ivanova"},
	{"patient number", "MR-100200", "yordanov"},
	{"civil number", "6104233468", "yordanov"},
	{"name and birth date", "Yordanov 1961-04-23", "yordanov"},
	{"name and birth date as it is written here", "Йорданов 23.04.1961", "yordanov"},
	{"name and birth year", "Йорданов 1961", "yordanov"},
	{"month first", "Whitcombe 12/05/1988", "whitcombe"},
	{"as a Frenchman writes it", "Khristo Iordanov", "yordanov"},
	{"umlaut", "Müller Jürgen", "mueller"},
	{"umlaut written out", "Juergen Mueller", "mueller"},
	{"umlaut dropped", "Jurgen Muller 1950", "mueller"},
	{"a name of many spellings", "Tchavdar Jivkov", "zhivkov"},
	{"without its diacritics", "Cavdar Zivkov", "zhivkov"},
	{"as a German writes it", "Tschawdar Schiwkow", "zhivkov"},
	{"apostrophe", "oneil garfield", "oneil"},
	{"man's form of a woman's name", "Maria Ivanov 1974", "ivanova"},
	{"another script, another spelling", "Marija Ivanova 02.03.1974", "ivanova"},
}

func TestSearch(t *testing.T) {
	sizes := []int{1_000, 20_000}
	for _, n := range sizes {
		x := NewIndex(phonebook(n))
		for _, c := range lookups {
			hits := x.Search(c.typed, 10)
			if len(hits) == 0 || hits[0].ID != c.want {
				t.Errorf("%d people, %s: %q found %v", n, c.what, c.typed, names(x, hits))
			}
		}
	}
}

func names(x *Index, hits []Hit) (out []string) {
	for _, h := range hits[:min(3, len(hits))] {
		out = append(out, fmt.Sprintf("%s %v %s %.3f", h.ID, x.rows[h.Row].Names, x.rows[h.Row].BirthDate, h.Score))
	}
	return out
}

// TestBirthDateAlone: a birth date may be of several people, and all of them come before anybody else.
func TestBirthDateAlone(t *testing.T) {
	x := NewIndex(phonebook(5_000))
	for _, typed := range []string{"1961-04-23", "23.04.1961", "23/4/1961", "19610423"} {
		hits := x.Search(typed, 20)
		if !slices.ContainsFunc(hits, func(h Hit) bool { return h.ID == "yordanov" }) {
			t.Errorf("%s found %v", typed, names(x, hits))
		}
		if got := x.rows[hits[0].Row].BirthDate; got != "1961-04-23" {
			t.Errorf("%s found somebody born %s first", typed, got)
		}
	}
}

func TestSearchNothing(t *testing.T) {
	x := NewIndex(phonebook(100))
	for _, typed := range []string{"", " ", "-", "zzzzqqqq", "99999999999999"} {
		if hits := x.Search(typed, 10); len(hits) > 0 {
			t.Errorf("%q found %v", typed, names(x, hits))
		}
	}
	if hits := NewIndex(nil).Search("ivan", 10); len(hits) > 0 {
		t.Error("nobody was found in an empty index")
	}
	if hits := x.Search("whitcombe", 0); len(hits) > 0 {
		t.Error("no hits were asked for")
	}
}

func TestSearchIsSafeForConcurrentUse(t *testing.T) {
	x := NewIndex(phonebook(500))
	done := make(chan string)
	for range 4 {
		go func() {
			for _, c := range lookups {
				if hits := x.Search(c.typed, 1); len(hits) == 0 || hits[0].ID != c.want {
					done <- c.what
					return
				}
			}
			done <- ""
		}()
	}
	for range 4 {
		if what := <-done; what != "" {
			t.Errorf("%s failed beside others", what)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		x := NewIndex(phonebook(n))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				x.Search(lookups[i%len(lookups)].typed, 20)
			}
		})
	}
}
