package people

import "testing"

func TestSham(t *testing.T) {
	for _, s := range []string{"", "1", "000000000", "111111111", "999999999", "123456789", "078051120", "UNKNOWN", "12121212", "123123123", "000001"} {
		if !sham(s) {
			t.Errorf("%q is taken for an identifier", s)
		}
	}
	for _, s := range []string{"219441876", "X90001808", "6104233468", "100200", "MR001234", "5533"} {
		if sham(s) {
			t.Errorf("%q is taken for a placeholder", s)
		}
	}
	for _, s := range []string{"000123456", "666123456", "912345678", "123004567", "123450000"} {
		if !shamSSN(s) {
			t.Errorf("%q is taken for a social security number", s)
		}
	}
}

func TestPlaceholderNames(t *testing.T) {
	v := newVocabulary(1)
	for _, p := range []person{
		{given: "Baby Boy", family: "Unknown"}, {given: "Unknown", family: "Unknown"}, {given: "John", family: "Doe"},
		{text: "Unknown, Unknown"}, {given: "Неизвестен", family: "Неизвестен"}, {given: "Twin", family: "Newborn"},
	} {
		f := p.fact("a", "1")
		if got := v.read(&f); len(got.names) > 0 || !got.nameless {
			t.Errorf("%v has a name", p)
		}
	}
	for _, c := range []struct {
		p             person
		given, family string
		suffix        string
	}{
		{person{text: "Dr. Mary St. John"}, "mary", "john", ""},
		{person{text: "Robert Hayes Jr."}, "robert", "hayes", "2"},
		{person{given: "Robert", family: "Hayes III"}, "robert", "hayes", "3"},
		{person{text: "ван дер Берг, Ян"}, "yan", "berg", ""},
		{person{text: "Ludwig van Beethoven"}, "ludwig", "beethoven", ""},
		{person{given: "Baby Girl", family: "Petrova"}, "", "petrova", ""},
	} {
		f := c.p.fact("a", "1")
		p := v.read(&f)
		if len(p.names) != 1 {
			t.Errorf("%v has %d names", c.p, len(p.names))
			continue
		}
		n := p.names[0]
		given := ""
		if len(n.given) > 0 {
			given = n.given[0].text
		}
		if given != c.given || n.family[len(n.family)-1].text != c.family || n.suffix != c.suffix {
			t.Errorf("%v is read as %q %q %q", c.p, given, n.family[len(n.family)-1].text, n.suffix)
		}
	}
}
