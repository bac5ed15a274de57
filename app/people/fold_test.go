package people

import "testing"

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"Ivan", "ivan"},
		{"  Йорданова-Кръстева ", "yordanova krasteva"},
		{"Мария", "maria"},
		{"София Мариянова", "sofia mariyanova"},
		{"Щерю Хаджиев", "shteryu hadzhiev"},
		{"ЦВЕТАН", "tsvetan"},
		{"Жельо", "zhelyo"},
		{"Müller", "muller"},
		{"Ångström", "angstrom"},
		{"Łukasz", "lukasz"},
		{"O'Neil", "oneil"},
		{"d’Arc", "darc"},
		{"José  María", "jose maria"},
		{"Фёдор", "fyodor"},
		{"Παπαδόπουλος", "papadopoylos"},
		{"St. John", "st john"},
		{"王小明", "王小明"},
		{"Nguyễn", "nguyen"},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
		if got := Fold(Fold(c.in)); got != c.want {
			t.Errorf("Fold is not idempotent on %q: %q", c.in, got)
		}
	}
}

// TestSpellings holds the spellings in use for one name: each pair is one, by transliteration, diacritics or sex.
func TestSpellings(t *testing.T) {
	v := newVocabulary(50)
	for _, c := range []struct {
		a, b   string
		family bool
		least  uint8
	}{
		{"Христо", "Hristo", false, wordSame},
		{"Христо", "Christo", false, wordSound},
		{"Hristo", "Khristo", false, wordSound},
		{"Йордан", "Jordan", false, wordSound},
		{"Йордан", "Iordan", false, wordSound},
		{"Yordanov", "Jordanov", true, wordSound},
		{"Цветан", "Cvetan", false, wordSound},
		{"Цветан", "Tzvetan", false, wordSound},
		{"Živko", "Zhivko", false, wordSound},
		{"Жеко", "Žeko", false, wordSound},
		{"Желязкова", "Jeliazkova", true, wordClose},
		{"Čavdar", "Чавдар", false, wordSound},
		{"Šiškov", "Шишков", true, wordSound},
		{"Ŝerev", "Щерев", true, wordSound},
		{"Петров", "Petroff", true, wordSound},
		{"Петрова", "Petrov", true, wordSound},
		{"Вазовска", "Vazovski", true, wordSound},
		{"Мария", "Mariya", false, wordSound},
		{"Мария", "Marija", false, wordSound},
		{"Юлия", "Julia", false, wordSound},
		{"Любомир", "Ljubomir", false, wordSound},
		{"Николай", "Nikolaj", false, wordSound},
		{"Димитър", "Dimitar", false, wordSame},
		{"Димитър", "Dimitur", false, wordClose},
		{"Вълчев", "Vulchev", true, wordClose},
		{"Георги", "Gueorgui", false, wordSound},
		{"Müller", "Mueller", true, wordSound},
		{"Müller", "Muller", true, wordSame},
		{"Schmidt", "Šmidt", true, wordSound},
		{"Dimitriy", "Dimitri", false, wordSound},
		{"Philip", "Filip", false, wordSound},
		{"William", "Bill", false, wordPet},
		{"Георги", "Gosho", false, wordPet},
		{"Elizabeth", "Betty", false, wordPet},
		{"Katherine", "Kathrine", false, wordClose},
		{"Jonathan", "Jonahtan", false, wordClose},
		{"I", "Ivan", false, wordInitial},
		{"Й", "Jordan", false, wordInitial},
	} {
		if got := v.agree(v.word(c.a), v.word(c.b), c.family); got < c.least {
			t.Errorf("%s and %s agree at level %d, want at least %d (%v, %v)", c.a, c.b, got, c.least, v.word(c.a).sounds, v.word(c.b).sounds)
		}
	}
	for _, c := range [][2]string{{"Ivan", "Georgi"}, {"Maria", "Elena"}, {"Bob", "Rob"}, {"Bill", "Liam"}, {"Petar", "Pavel"}, {"Ana", "Ina"}, {"Smith", "Jones"}} {
		if got := v.agree(v.word(c[0]), v.word(c[1]), false); got >= wordClose {
			t.Errorf("%s and %s are taken for one name: level %d", c[0], c[1], got)
		}
	}
}

func TestEdits(t *testing.T) {
	for _, c := range []struct {
		a, b        string
		limit, want int
	}{
		{"abc", "abc", 2, 0}, {"abc", "acb", 2, 1}, {"abc", "ab", 2, 1}, {"abc", "xbc", 2, 1}, {"abcd", "dcba", 2, 3},
		{"", "ab", 2, 2}, {"kitten", "sitting", 3, 3}, {"kitten", "sitting", 2, 3},
	} {
		if got := edits(c.a, c.b, c.limit); got != c.want {
			t.Errorf("edits(%q, %q, %d) = %d, want %d", c.a, c.b, c.limit, got, c.want)
		}
	}
}

func TestReadEGN(t *testing.T) {
	for _, c := range []struct {
		in    string
		birth date
		sex   string
		ok    bool
	}{
		{"7523169263", date{1875, 3, 16}, "male", true}, // the example of the Bulgarian standard
		{"8032056031", date{1880, 12, 5}, "female", true},
		{"6101057509", date{1961, 1, 5}, "male", true},
		{"6101057508", date{}, "", false},
		{"7552010005", date{2075, 12, 1}, "male", true},
		{"9913311234", date{}, "", false},
		{"123456789", date{}, "", false},
		{"12345678AB", date{}, "", false},
	} {
		birth, sex, ok := readEGN(c.in)
		if ok != c.ok || ok && (birth != c.birth || sex != c.sex) {
			t.Errorf("readEGN(%s) = %v %s %v", c.in, birth, sex, ok)
		}
	}
}
