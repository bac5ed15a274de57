package bulk

import (
	"context"
	"errors"
	"strings"
	"testing"
)

func TestReadLines(t *testing.T) {
	text := "\xEF\xBB\xBF{\"a\":1}\r\n\n  {\"b\": 2} \n" + strings.Repeat("x", 200_000) + "\n{\"c\":3}"
	var got []Line
	err := ReadLines(t.Context(), strings.NewReader(text), 1000, func(l Line) error {
		got = append(got, l)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []Line{{1, []byte(`{"a":1}`), nil}, {3, []byte(`{"b": 2}`), nil}, {4, nil, ErrLineTooLong}, {5, []byte(`{"c":3}`), nil}}
	if len(got) != len(want) {
		t.Fatalf("%d lines, want %d", len(got), len(want))
	}
	for i, w := range want {
		if got[i].Number != w.Number || string(got[i].Raw) != string(w.Raw) || got[i].Err != w.Err {
			t.Errorf("line %d is %+v, want %+v", i, got[i], w)
		}
	}
}

func TestReadLinesStops(t *testing.T) {
	stop := errors.New("stop")
	if err := ReadLines(t.Context(), strings.NewReader("1\n2"), 0, func(Line) error { return stop }); !errors.Is(err, stop) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	err := ReadLines(ctx, strings.NewReader("1\n2\n3"), 0, func(Line) error { n++; cancel(); return nil })
	if !errors.Is(err, context.Canceled) || n != 1 {
		t.Errorf("%v after %d lines", err, n)
	}
}
