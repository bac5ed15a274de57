package engine

import (
	"slices"
	"testing"
)

func TestScripts(t *testing.T) {
	for _, c := range []struct {
		name string
		want []string // each must be among the ways to write it
	}{
		{"Иванова", []string{"Ivanova"}},
		{"Мария", []string{"Maria"}},
		{"Щерев", []string{"Shterev"}},
		{"Жечев", []string{"Zhechev"}},
		{"Юлия Яворова", []string{"Yulia Yavorova"}},
		{"Ivanova", []string{"Иванова"}},
		{"Maria", []string{"Мария"}},
		{"Nikolay", []string{"Николай"}},
		{"Dimitar", []string{"Димитър"}},
		{"Parvanov", []string{"Първанов"}},
		{"Hristov", []string{"Христов"}},
		{"Yordan", []string{"Йордан"}},
		{"Shterev", []string{"Щерев"}},
		{"Tsvetana Chavdarova", []string{"Цветана Чавдарова"}},
	} {
		got := scripts(c.name)
		if got[0] != c.name || len(got) > 4 {
			t.Errorf("%s: %v", c.name, got)
		}
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %v lacks %s", c.name, got, w)
			}
		}
	}
}

func TestWithID(t *testing.T) {
	for raw, want := range map[string]string{
		`{"resourceType":"Patient"}`:                             `{"id":"x","resourceType":"Patient"}`,
		`{"resourceType":"Patient", "id": "old","a":[{"id":1}]}`: `{"resourceType":"Patient", "id": "x","a":[{"id":1}]}`,
		`{"contained":[{"id":"c"}],"id":"old"}`:                  `{"contained":[{"id":"c"}],"id":"x"}`,
		`[1]`:                                                    `[1]`,
	} {
		if got := string(withID([]byte(raw), "x")); got != want {
			t.Errorf("%s became %s, want %s", raw, got, want)
		}
	}
}
