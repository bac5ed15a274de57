package convert

import "testing"

// BenchmarkRead measures the reading of whole bundles, resource by resource, on one core.
func BenchmarkRead(b *testing.B) {
	var raws [][]byte
	size := 0
	for _, d := range documents(b, shared(b, "synthea/r4"))[:3] {
		for _, raw := range resourcesIn(d) {
			raws = append(raws, raw)
			size += len(raw)
		}
	}
	reader := Reader{Source: "Corpus"}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, raw := range raws {
			reader.Read(raw)
		}
	}
}
