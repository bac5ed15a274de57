package documents

import (
	"encoding/base64"
	"strings"
	"testing"
)

func TestTextOf(t *testing.T) {
	b64 := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	for _, c := range []struct {
		name, raw string
		want      []string
		not       string
	}{
		{"a note", `{"resourceType":"DocumentReference","content":[{"attachment":{"contentType":"text/plain; charset=utf-8","data":"` + b64("Епикриза\nline two") + `"}}]}`, []string{"Епикриза", "line two"}, ""},
		{"html", `{"content":[{"attachment":{"contentType":"text/html","data":"` + b64("<p>One &amp; two</p><ul><li>three</li></ul><script>x</script>") + `"}}]}`, []string{"One & two\nthree"}, "<"},
		{"a pdf", `{"content":[{"attachment":{"contentType":"application/pdf","data":"` + b64("%PDF-1.7 ...") + `"}}]}`, []string{"application/pdf, 1 kB: received"}, "%PDF"},
		{"elsewhere", `{"content":[{"attachment":{"contentType":"application/pdf","url":"http://h/1","size":2048}}]}`, []string{"2 kB", "not received"}, ""},
		{"a report", `{"conclusion":"EF 38 %","presentedForm":[{"contentType":"text/plain","data":"` + b64("moderate regurgitation") + `"}]}`, []string{"EF 38 %", "moderate regurgitation"}, ""},
		{"a composition", `{"section":[{"title":"Allergies","text":{"div":"<div>None</div>"},"section":[{"title":"Inner","emptyReason":{"coding":[{"code":"withheld","display":"Information Withheld"}]}}]}]}`,
			[]string{"Allergies", "None", "Inner", "Empty: Information Withheld"}, ""},
		{"narrative only", `{"text":{"div":"<div xmlns='http://www.w3.org/1999/xhtml'><table><tr><td>K</td><td>4.1</td></tr></table></div>"}}`, []string{"K 4.1"}, "td"},
		{"media", `{"resourceType":"Media","content":{"contentType":"image/png","data":"` + b64("xx") + `"}}`, []string{"image/png"}, ""},
		{"nothing", `{"resourceType":"DocumentReference"}`, nil, ""},
		{"broken", `{"content":`, nil, ""},
		{"bad base64", `{"content":[{"attachment":{"contentType":"text/plain","data":"***"}}]}`, []string{"text/plain"}, ""},
	} {
		var all string
		for _, p := range textOf([]byte(c.raw)) {
			all += p.title + "\n" + p.text + "\n"
		}
		for _, w := range c.want {
			if !strings.Contains(strings.Join(strings.Fields(all), " "), strings.Join(strings.Fields(w), " ")) {
				t.Errorf("%s: %q lacks %q", c.name, all, w)
			}
		}
		if c.not != "" && strings.Contains(all, c.not) {
			t.Errorf("%s: %q holds %q", c.name, all, c.not)
		}
		if c.want == nil && all != "" {
			t.Errorf("%s: %q where nothing is", c.name, all)
		}
	}
}
