package people

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"anamnesis/app/record"
)

// The ways in which one Bulgarian name is written in Latin letters: by the act of 2009, by ISO 9, and as French and German
// speakers hear it.
var romanisations = []map[string]string{
	{"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
		"п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya"},
	{"ж": "ž", "й": "j", "х": "h", "ц": "c", "ч": "č", "ш": "š", "щ": "ŝ", "ъ": "ǎ", "ь": "j", "ю": "ju", "я": "ja"},
	{"ж": "j", "й": "y", "у": "ou", "х": "kh", "ц": "tz", "ч": "tch", "ш": "ch", "щ": "cht", "ъ": "a", "ю": "iu", "я": "ia"},
	{"в": "w", "ж": "sh", "й": "j", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "scht", "ъ": "u", "ю": "ju", "я": "ja"},
}

func romanise(name string, way int) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		s, ok := romanisations[way][string(r)]
		if !ok {
			s, ok = romanisations[0][string(r)]
		}
		if !ok {
			s = string(r)
		}
		b.WriteString(s)
	}
	s := []rune(b.String())
	return strings.ToUpper(string(s[:1])) + string(s[1:])
}

var (
	cyrillicMen      = strings.Fields("Иван Георги Димитър Петър Христо Йордан Цветан Живко Николай Любомир Красимир Стоян Чавдар Щерю Ангел Борислав Юлиан Явор Теодор Кирил Емил Захари Асен Боян Веселин")
	cyrillicWomen    = strings.Fields("Мария Елена Йорданка Цветанка Живка Юлия Радка Виолета Гергана Десислава Христина Снежана Щиляна Ягода Пенка Стефка Надежда Росица Силвия Ивелина Боряна Зорница Яна")
	cyrillicFamilies = strings.Fields("Иванов Петров Димитров Желязков Йорданов Христов Цонев Чолаков Шишков Щърбев Вълчев Кръстев Хаджийски Юруков Янков Ковачев Бояджиев Михайлов Тодоров Жеков Цветков Пенчев Ганчев Узунов Караджов Гърков Ставрев Дончев Лечев Мечкарски")
)

// TestTwoScripts links a hospital that writes Cyrillic with one that writes Latin in any of four ways, without a number in
// common, with errors, and with what else differs between two countries' registrations.
func TestTwoScripts(t *testing.T) {
	for _, n := range []int{60, 1500} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			r := rand.New(rand.NewPCG(21, uint64(n)))
			var facts []record.Fact
			truth := map[string]string{}
			for i := range n {
				p := someone(r)
				family, patronymic := pick(r, cyrillicFamilies), pick(r, cyrillicFamilies)
				p.given = pick(r, cyrillicMen)
				if p.sex == "female" {
					p.given = pick(r, cyrillicWomen)
					family, patronymic = feminine(family), feminine(patronymic)
				}
				p.family, p.middle, p.city = family, patronymic, "София"
				p.ssn, p.mrn = "", ""
				q, way := p, r.IntN(len(romanisations))
				q.egn = ""
				q.given, q.middle, q.family, q.city = romanise(p.given, way), romanise(p.middle, way), romanise(p.family, way), "Sofia"
				switch r.IntN(8) {
				case 0, 1, 2:
					q.middle = ""
				case 3:
					q.given, q.family = q.family, q.given
					q.middle = ""
				case 4:
					q.family, q.middle = strings.TrimSuffix(q.family, "a"), ""
				case 5:
					q.text = strings.ToUpper(q.family) + ", " + q.given
					q.given, q.middle, q.family = "", "", ""
				}
				switch r.IntN(4) {
				case 0:
					q.phone = ""
				case 1:
					q.street = ""
				case 2:
					q.street, q.post = "12 Rue Nouvelle", "75001"
				}
				a, b := fmt.Sprintf("a%d", i), fmt.Sprintf("b%d", i)
				facts = append(facts, p.fact("anna", a), q.fact("riverside", b))
				truth[a], truth[b] = fmt.Sprint(i), fmt.Sprint(i)
			}
			c := measure(facts, truth)
			t.Log(c)
			if c.sameFalse > 0 || c.recall() < 0.99 || c.precision() < 0.99 || c.sameRecall() < 0.85 {
				t.Error("the linkage over two scripts is too weak")
			}
		})
	}
}

func feminine(family string) string {
	if s, ok := strings.CutSuffix(family, "ски"); ok {
		return s + "ска"
	}
	return family + "а"
}
