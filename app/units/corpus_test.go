package units

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"anamnesis/app/record"
	"anamnesis/app/units/internal/reference"
)

// TestCorpusUnits reads every unit that the public material at hand writes and prints how. No analyte is given: what is
// read here is safe for any.
func TestCorpusUnits(t *testing.T) {
	f, err := os.Open(reference.File(t, "corpus", "units.json.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][4]any
	if err := json.NewDecoder(z).Decode(&rows); err != nil {
		t.Fatal(err)
	}
	count, texts := map[record.UnitRead]int{}, map[record.UnitRead]int{}
	stated := 0
	var unread []string
	for _, r := range rows {
		text := func(i int) string { s, _ := r[i].(string); return s }
		n := int(r[3].(float64))
		q := ReadQuantity(record.Quantity{Number: "1", Unit: text(0), System: text(1), Code: text(2)}, nil)
		stated += n
		count[q.Read] += n
		texts[q.Read]++
		if q.UCUM == "" {
			unread = append(unread, fmt.Sprintf("%6d  %-9s %q coded %q: %s", n, q.Read, text(0), text(2), q.Step))
		}
	}
	slices.Sort(unread)
	t.Logf("%d quantities with a unit, in %d ways to write it", stated, len(rows))
	for _, s := range []record.UnitRead{record.UnitExact, record.UnitAlias, record.UnitContext, record.UnitAmbiguous, record.UnitUnknown} {
		t.Logf("%-9s %6d quantities %6.2f %%, %3d ways", s, count[s], 100*float64(count[s])/float64(stated), texts[s])
	}
	t.Log("not read:\n" + strings.Join(unread, "\n"))
	if known := stated - count[record.UnitUnknown]; known*100 < stated*99 {
		t.Errorf("%d of %d quantities are not unknown, want 99 %%", known, stated)
	}
}
