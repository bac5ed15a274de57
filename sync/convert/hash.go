package convert

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"anamnesis/sync/convert/jsontree"
)

// contentHash is the SHA-256 (hex) of what a resource says, so that a copy which another server republished can be told:
// members in the order of their names, without meta, narrative, ids and literal references, which are the source's own,
// and with numbers in one form, because servers rewrite 1.00 to 1.
func contentHash(n *jsontree.Node) string {
	h := sha256.Sum256(canonical(nil, n, true))
	return hex.EncodeToString(h[:])
}

func canonical(b []byte, n *jsontree.Node, resource bool) []byte {
	switch n.Kind {
	case jsontree.Object:
		order := make([]int, 0, len(n.Members))
		for i, m := range n.Members {
			if !sourceLocal(m, resource) {
				order = append(order, i)
			}
		}
		slices.SortStableFunc(order, func(i, j int) int { return strings.Compare(n.Members[i].Name, n.Members[j].Name) })
		b = append(b, '{')
		for _, i := range order {
			m := n.Members[i]
			b = append(b, jsontree.Quote(m.Name)...)
			b = append(b, ':')
			b = canonical(b, m.Value, m.Name == "contained")
			b = append(b, ',')
		}
		return append(b, '}')
	case jsontree.Array:
		b = append(b, '[')
		for _, x := range n.Items {
			b = canonical(b, x, resource)
			b = append(b, ',')
		}
		return append(b, ']')
	case jsontree.String:
		return append(b, jsontree.Quote(n.Str())...)
	case jsontree.Number:
		return append(b, plainNumber(n.Text)...)
	case jsontree.Null:
		return append(b, "null"...)
	}
	return append(b, n.Text...)
}

// sourceLocal reports whether a member names something on its source only, or says nothing about the patient.
func sourceLocal(m jsontree.Member, resource bool) bool {
	switch m.Name {
	case "id", "fhir_comments":
		return true
	case "meta", "text", "implicitRules", "language":
		return resource
	case "reference":
		return m.Value.Kind == jsontree.String
	}
	return m.Value.IsNull()
}

// plainNumber drops the zeros at the end of a fraction: 1.50 and 1.5 are one number. Exponents are left alone.
func plainNumber(s string) string {
	if !strings.Contains(s, ".") || strings.ContainsAny(s, "eE") {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
