package jsontree

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func TestRoundTrip(t *testing.T) {
	for _, s := range []string{`null`, `true`, `-1.50e+3`, `"a\"b\u00e9\\"`, `[]`, `{}`, `[1,[2,{"a":null}],"x"]`,
		`{"a":1.00,"b":{"c":[true,false]},"a":2}`, `"Иванова"`} {
		n, err := Parse([]byte(" \n" + s + "\t"))
		if err != nil {
			t.Fatalf("%s: %v", s, err)
		}
		if got := string(n.Append(nil)); got != s {
			t.Errorf("got %s, want %s", got, s)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for s, want := range map[string]error{
		``: ErrSyntax, `{`: ErrSyntax, `{"a"}`: ErrSyntax, `[1,]`: ErrSyntax, `01`: ErrSyntax, `"\x"`: ErrSyntax, `{} {}`: ErrSyntax,
		`<html>`: ErrSyntax, strings.Repeat("[", 200) + strings.Repeat("]", 200): ErrDepth,
	} {
		if _, err := Parse([]byte(s)); !errors.Is(err, want) {
			t.Errorf("%.20s: got %v, want %v", s, err, want)
		}
	}
}

func TestNilIsAbsent(t *testing.T) {
	var n *Node
	if n.Get("a") != nil || n.At("a", "b") != nil || n.First() != nil || n.List() != nil || n.Str() != "" || n.IsTrue() ||
		n.IsFalse() || !n.IsNull() || n.Delete("a") != nil || n.Rename("a", "b") || n.Clone() != nil {
		t.Error("a nil node must read as an element that is not there")
	}
	n.Set("a", NewBool(true))
}

func TestChanges(t *testing.T) {
	n, err := Parse([]byte(`{"a":1,"_a":{"id":"x"},"b":"t","a":3}`))
	if err != nil {
		t.Fatal(err)
	}
	if n.Get("a").Text != "3" {
		t.Error("of a name that stands twice the last counts")
	}
	c := n.Clone()
	n.Rename("a", "z")
	n.Set("b", nil)
	n.Set("n", NewArray(nil, NewNumber("2.50"), NewString("q\"\n")))
	if got, want := string(n.Append(nil)), `{"z":1,"_z":{"id":"x"},"z":3,"n":[2.50,"q\"\n"]}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := string(c.Append(nil)), `{"a":1,"_a":{"id":"x"},"b":"t","a":3}`; got != want {
		t.Errorf("the clone changed: %s", got)
	}
	if c.Rename("b", "a") {
		t.Error("a name that is taken must stay")
	}
}

// FuzzParse: what the library calls JSON is read, and written back with the same values.
func FuzzParse(f *testing.F) {
	for _, s := range []string{`{"a":[1,2.50,"\u0041",null]}`, `[[[]]]`, `"\ud800"`, "{\"\xff\":1}"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		n, err := Parse(raw)
		if err != nil {
			if errors.Is(err, ErrSyntax) && json.Valid(raw) {
				t.Fatal("valid JSON was refused")
			}
			return
		}
		out := n.Append(nil)
		var a, b any
		da, db := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\uFEFF")))), json.NewDecoder(bytes.NewReader(out))
		da.UseNumber()
		db.UseNumber()
		if da.Decode(&a) != nil || db.Decode(&b) != nil {
			t.Fatalf("what was written is no JSON: %q", out)
		}
		x, _ := json.Marshal(a)
		y, _ := json.Marshal(b)
		if !bytes.Equal(x, y) {
			t.Fatalf("read %q, wrote %q", raw, out)
		}
	})
}
