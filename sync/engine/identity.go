package engine

import (
	"bytes"
	"strconv"

	"anamnesis/sync/stream"
)

// withID returns a resource's JSON with another logical id. The raw bytes are not changed. A text that is no JSON object
// is returned as it is.
func withID(raw []byte, id string) []byte {
	quoted := strconv.AppendQuote(nil, id)
	from, to, ok := stream.Member(raw, "id")
	if ok {
		out := make([]byte, 0, len(raw)+len(quoted))
		out = append(out, raw[:from]...)
		out = append(out, quoted...)
		return append(out, raw[to:]...)
	}
	brace := bytes.IndexByte(raw, '{')
	if brace < 0 || len(bytes.TrimSpace(raw[:brace])) > 0 {
		return raw
	}
	out := append([]byte{}, raw[:brace+1]...)
	out = append(append(append(out, `"id":`...), quoted...), ',')
	return append(out, raw[brace+1:]...)
}
