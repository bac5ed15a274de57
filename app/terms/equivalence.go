package terms

// Equivalence is two codes of different systems that sources wrote for one thing, with the number of independent records
// that said so.
type Equivalence struct {
	SystemA, CodeA string
	SystemB, CodeB string
	Records        int
}

// Equivalences is what the vault has taught so far, in a fixed order.
type Equivalences []Equivalence
