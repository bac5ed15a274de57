package store

import (
	"github.com/fxamacker/cbor/v2"

	"anamnesis/app/record"
)

var (
	encMode = must(cbor.EncOptions{TextMarshaler: cbor.TextMarshalerTextString, Time: cbor.TimeRFC3339Nano}.EncMode())
	decMode = must(cbor.DecOptions{TextUnmarshaler: cbor.TextUnmarshalerTextString, MaxArrayElements: 1 << 20}.DecMode())
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // options that are constants of this file
	}
	return v
}

func encodeFact(f record.Fact) ([]byte, error) { return encMode.Marshal(f) }

func decodeFact(b []byte) (f record.Fact, err error) { return f, decMode.Unmarshal(b, &f) }
