package record

import "testing"

func TestDisplayName(t *testing.T) {
	official := Name{Use: "official", Family: "Ivanova", Given: []string{"Maria", "Georgieva"}}
	for _, c := range []struct {
		why   string
		names []Name
		want  string
	}{
		{"no name", nil, ""},
		{"the official one, wherever it stands", []Name{{Use: "nickname", Text: "Mimi"}, {Use: "usual", Family: "Ivanova"}, official}, "Ivanova, Maria Georgieva"},
		{"a maiden name is the last choice", []Name{{Use: "maiden", Family: "Koleva"}, {Family: "Ivanova"}}, "Ivanova"},
		{"one that has ended comes after one that holds", []Name{{Use: "official", Family: "Koleva", Ended: true}, {Use: "nickname", Text: "Mimi"}}, "Mimi"},
		{"an empty one is none", []Name{{Use: "official"}, {Use: "usual", Text: " Мария Иванова "}}, "Мария Иванова"},
		{"the text before a given name alone", []Name{{Text: "Baby boy Petrov", Given: []string{"Baby"}}}, "Baby boy Petrov"},
		{"a given name alone", []Name{{Given: []string{"Suharto"}}}, "Suharto"},
		{"of equal uses the first", []Name{{Family: "A"}, {Family: "B"}}, "A"},
	} {
		if got := (&Patient{Names: c.names}).DisplayName(); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
	if got := (*Patient)(nil).DisplayName(); got != "" {
		t.Errorf("nobody is called %q", got)
	}
}
