package convert

import (
	"html"
	"strings"

	dpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/datatypes_go_proto"
	"google.golang.org/protobuf/proto"
)

// maxText bounds what a fact keeps of a narrative or of an attached text; the whole stays in the raw resource.
const maxText = 64 << 10

// narrative returns a resource's narrative as plain text.
func (c *conversion) narrative(m proto.Message) string {
	x, ok := m.(interface{ GetText() *dpb.Narrative })
	if !ok {
		return ""
	}
	return plainText(c.xhtml(x.GetText().GetDiv()))
}

// plainText turns XHTML from outside into lines of text: blocks and rows become lines, cells are set apart, scripts and
// styles are dropped, and no tag survives.
func plainText(xhtml string) string {
	if xhtml == "" {
		return ""
	}
	var b strings.Builder
	for i := 0; i < len(xhtml) && b.Len() < 2*maxText; {
		if xhtml[i] != '<' {
			j := strings.IndexByte(xhtml[i:], '<')
			if j < 0 {
				j = len(xhtml) - i
			}
			b.WriteString(spaces(html.UnescapeString(xhtml[i : i+j])))
			i += j
			continue
		}
		if strings.HasPrefix(xhtml[i:], "<!--") {
			i = after(xhtml, i, "-->")
			continue
		}
		end := after(xhtml, i, ">")
		name := tagName(xhtml[i:end])
		i = end
		switch name {
		case "script", "style":
			i = after(xhtml, i, "</"+name)
			i = after(xhtml, i, ">")
		case "td", "th", "/td", "/th":
			b.WriteString("\t")
		case "li":
			b.WriteString("\n- ")
		case "br", "hr", "p", "div", "tr", "ul", "ol", "dl", "dt", "dd", "table", "tbody", "thead", "caption", "h1", "h2",
			"h3", "h4", "h5", "h6", "pre", "blockquote", "/p", "/div", "/tr", "/li", "/ul", "/ol", "/table", "/caption",
			"/h1", "/h2", "/h3", "/h4", "/h5", "/h6", "/pre", "/blockquote":
			b.WriteString("\n")
		}
	}
	return bounded(tidy(b.String()))
}

// after returns the place behind the next mark, the end where there is none.
func after(s string, from int, mark string) int {
	if j := strings.Index(s[from:], mark); j >= 0 {
		return from + j + len(mark)
	}
	return len(s)
}

func tagName(tag string) string {
	tag = strings.TrimPrefix(strings.TrimSuffix(tag, ">"), "<")
	if i := strings.IndexAny(tag, " \t\r\n"); i >= 0 {
		tag = tag[:i]
	}
	return strings.ToLower(strings.TrimSuffix(tag, "/"))
}

// spaces folds white space, which means nothing in XHTML, to single blanks.
func spaces(s string) string {
	if strings.TrimSpace(s) == "" {
		return " "
	}
	t := strings.Join(strings.Fields(s), " ")
	if s[0] <= ' ' {
		t = " " + t
	}
	if s[len(s)-1] <= ' ' {
		t += " "
	}
	return t
}

// tidy trims lines, sets cells apart by two blanks and drops empty lines.
func tidy(s string) string {
	var lines []string
	for _, line := range strings.Split(s, "\n") {
		var cells []string
		for _, cell := range strings.Split(line, "\t") {
			if cell = strings.Join(strings.Fields(cell), " "); cell != "" {
				cells = append(cells, cell)
			}
		}
		if text := strings.Join(cells, "  "); text != "" && text != "-" {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n")
}

// bounded cuts a text at a whole character and says that it did.
func bounded(s string) string {
	if len(s) <= maxText {
		return s
	}
	cut := maxText
	for cut > 0 && s[cut]&0xC0 == 0x80 {
		cut--
	}
	return s[:cut] + "\n[the rest is in the original]"
}
