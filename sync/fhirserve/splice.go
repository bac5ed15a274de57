package fhirserve

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// instant is how the server writes a FHIR instant: UTC with milliseconds.
const instant = "2006-01-02T15:04:05.000Z"

// member is one member of a JSON object with its value as it was written.
type member struct {
	key   string
	value json.RawMessage
}

// members splits a JSON object into its members in their order. Values keep their lexemes.
func members(raw []byte) ([]member, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	open, err := dec.Token()
	if err != nil {
		return nil, err
	}
	if open != json.Delim('{') {
		return nil, errors.New("not a JSON object")
	}
	var list []member
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil, err
		}
		list = append(list, member{key.(string), value})
	}
	_, err = dec.Token()
	return list, err
}

// object writes the members as one JSON object.
func object(list []member) []byte {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(quote(m.key))
		b.WriteByte(':')
		b.Write(m.value)
	}
	b.WriteByte('}')
	return b.Bytes()
}

// quote writes a JSON string without the escapes that are only needed in HTML.
func quote(s string) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string always encodes
	return bytes.TrimRight(b.Bytes(), "\n")
}

// set replaces the member's value in its place, or puts it in at the index when there is none.
func set(list []member, at int, key string, value []byte) []member {
	for i := range list {
		if list[i].key == key {
			list[i].value = value
			return list
		}
	}
	at = min(at, len(list))
	return append(list[:at], append([]member{{key, value}}, list[at:]...)...)
}

// stamp sets meta.versionId and meta.lastUpdated in the text of a resource and leaves all else as it was written.
func stamp(raw []byte, versionID, lastUpdated string) ([]byte, error) {
	list, err := members(raw)
	if err != nil {
		return nil, err
	}
	var meta []member
	for _, m := range list {
		if m.key == "meta" {
			if meta, err = members(m.value); err != nil {
				return nil, fmt.Errorf("meta: %w", err)
			}
		}
	}
	meta = set(meta, 0, "versionId", quote(versionID))
	meta = set(meta, 1, "lastUpdated", quote(lastUpdated))
	return object(set(list, 2, "meta", object(meta))), nil
}

// bare returns the resource without the two members that the server sets, to tell a change from a mere rewriting.
func bare(raw []byte) ([]byte, error) {
	list, err := members(raw)
	if err != nil {
		return nil, err
	}
	var kept []member
	for _, m := range list {
		if m.key == "meta" {
			meta, err := members(m.value)
			if err != nil {
				return nil, fmt.Errorf("meta: %w", err)
			}
			var rest []member
			for _, x := range meta {
				if x.key != "versionId" && x.key != "lastUpdated" {
					rest = append(rest, x)
				}
			}
			if len(rest) == 0 {
				continue
			}
			m.value = object(rest)
		}
		kept = append(kept, m)
	}
	return object(kept), nil
}

func formatInstant(t time.Time) string { return t.UTC().Format(instant) }
