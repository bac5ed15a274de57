// Package record holds what Anamnesis knows about one resource: facts, concepts, quantities, times with their
// precision, and the small values that travel between a source, the cache and the chart.
//
// It promises:
//   - Nothing that a source wrote is rewritten here. Decimals, dates and unit texts keep their lexemes; what was read
//     from them stands beside them.
//   - It imports the standard library only, performs no I/O and reads no clock.
//   - Its struct tags (cbor, by integer key) are the storage form of a fact. A key is never reused for another meaning;
//     a change of meaning raises [ConverterVersion].
package record
