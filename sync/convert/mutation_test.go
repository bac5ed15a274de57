package convert

import (
	"math/rand/v2"
	"strings"
	"testing"

	"anamnesis/sync/convert/jsontree"
)

// TestMutations breaks the samples in many ways, from a fixed seed: values of other types and places, elements gone or
// twice, bytes changed. FuzzRead does the same without an end, and needs minutes to build.
func TestMutations(t *testing.T) {
	rounds := 1500
	if long() {
		rounds = 100_000
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	var raws [][]byte
	for _, version := range []string{"3.0", "4.0"} {
		raws = append(raws, samples(t)[version]...)
	}
	unreadable := 0
	for range rounds {
		raw := mutate(rnd, raws)
		version := []string{"4.0", "3.0"}[rnd.IntN(2)]
		res := Reader{Source: "A", FHIRVersion: version}.Read(raw)
		holds(t, raw, res)
		if res.Facts[0].Account == "unreadable" {
			unreadable++
		}
		for _, w := range res.Facts[0].Warnings {
			if strings.Contains(w, "the program failed") || strings.Contains(w, "cannot be read as FHIR R4") {
				t.Fatalf("as %s: %s\n%s", version, w, raw)
			}
		}
	}
	t.Logf("%d mutated resources, %d unreadable", rounds, unreadable)
}

func mutate(rnd *rand.Rand, raws [][]byte) []byte {
	a, errA := jsontree.Parse(raws[rnd.IntN(len(raws))])
	b, errB := jsontree.Parse(raws[rnd.IntN(len(raws))])
	if errA != nil || errB != nil {
		return nil
	}
	var here, there []*jsontree.Node
	flatten(a, &here)
	flatten(b, &there)
	odd := []*jsontree.Node{jsontree.NewString(""), jsontree.NewString("#"), jsontree.NewNumber("-1"), jsontree.NewNumber("1e400"),
		jsontree.NewBool(true), {Kind: jsontree.Null}, jsontree.NewObject(), {Kind: jsontree.Array}, jsontree.NewString("2026-02-30"),
		jsontree.NewNumber("99999999999999999999")}
	for range 1 + rnd.IntN(4) {
		n := here[rnd.IntN(len(here))]
		switch from := there[rnd.IntN(len(there))]; rnd.IntN(5) {
		case 0:
			*n = *from.Clone()
		case 1:
			*n = *odd[rnd.IntN(len(odd))].Clone()
		case 2:
			if len(n.Members) > 0 {
				n.Members = append(n.Members, n.Members[rnd.IntN(len(n.Members))])
			}
		case 3:
			if len(n.Members) > 0 {
				n.Members[rnd.IntN(len(n.Members))].Value = from.Clone()
			}
		case 4:
			*n = *jsontree.NewArray(n.Clone(), from.Clone())
		}
	}
	raw := a.Append(nil)
	if rnd.IntN(10) == 0 && len(raw) > 0 {
		raw[rnd.IntN(len(raw))] = byte(rnd.IntN(256))
	}
	return raw
}

func flatten(n *jsontree.Node, out *[]*jsontree.Node) {
	*out = append(*out, n)
	for _, m := range n.Members {
		flatten(m.Value, out)
	}
	for _, x := range n.Items {
		flatten(x, out)
	}
}
