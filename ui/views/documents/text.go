package documents

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"strings"
)

// part is a piece of a document's text under its own heading, which may be empty.
type part struct{ title, text string }

// attachment is FHIR's Attachment.
type attachment struct {
	ContentType string `json:"contentType"`
	Data        string `json:"data"`
	URL         string `json:"url"`
	Title       string `json:"title"`
	Size        int    `json:"size"`
}

type narrative struct {
	Div string `json:"div"`
}

type section struct {
	Title       string    `json:"title"`
	Text        narrative `json:"text"`
	Section     []section `json:"section"`
	EmptyReason struct {
		Text   string `json:"text"`
		Coding []struct {
			Display string `json:"display"`
			Code    string `json:"code"`
		} `json:"coding"`
	} `json:"emptyReason"`
}

// document is what is read of a DocumentReference, DiagnosticReport, Composition, Media or ImagingStudy, in the elements
// of STU3 to R5 that hold words.
type document struct {
	Conclusion  string       `json:"conclusion"`
	Description string       `json:"description"`
	Text        narrative    `json:"text"`
	Presented   []attachment `json:"presentedForm"`
	Section     []section    `json:"section"`
	Content     json.RawMessage
}

// textOf returns the words of a document resource as it was received. Content that is no text is named.
func textOf(raw []byte) []part {
	var d document
	if json.Unmarshal(raw, &d) != nil {
		return nil
	}
	var out []part
	add := func(title, text string) {
		if text = strings.TrimSpace(text); text != "" {
			out = append(out, part{title, text})
		}
	}
	add("Conclusion", d.Conclusion)
	for _, a := range append(contents(d.Content), d.Presented...) {
		add(a.Title, a.text())
	}
	addSections(d.Section, add)
	if len(out) == 0 {
		add("", plain(d.Text.Div))
	}
	if len(out) == 0 {
		add("", d.Description)
	}
	return out
}

// contents reads DocumentReference.content, which is a list, and Media.content, which is one attachment.
func contents(raw json.RawMessage) []attachment {
	var list []struct {
		Attachment attachment `json:"attachment"`
	}
	var one attachment
	var out []attachment
	switch {
	case json.Unmarshal(raw, &list) == nil:
		for _, c := range list {
			out = append(out, c.Attachment)
		}
	case json.Unmarshal(raw, &one) == nil:
		out = append(out, one)
	}
	return out
}

func addSections(list []section, add func(title, text string)) {
	for _, s := range list {
		text := plain(s.Text.Div)
		if text == "" {
			text = s.EmptyReason.Text
			for _, c := range s.EmptyReason.Coding {
				if text == "" {
					text = strings.TrimSpace(c.Display)
				}
			}
			if text != "" {
				text = "Empty: " + text
			}
		}
		add(s.Title, text)
		addSections(s.Section, add)
	}
}

func (a attachment) text() string {
	kind, _, _ := strings.Cut(strings.ToLower(a.ContentType), ";")
	kind = strings.TrimSpace(kind)
	if a.Data != "" {
		if b, err := base64.StdEncoding.DecodeString(a.Data); err == nil {
			switch {
			case kind == "text/html" || strings.HasSuffix(kind, "xhtml+xml"):
				return plain(string(b))
			case strings.HasPrefix(kind, "text/"):
				return string(b)
			}
			a.Size = len(b)
		}
	}
	if kind == "" && a.URL == "" {
		return ""
	}
	what := kind
	if what == "" {
		what = "a file"
	}
	if a.Size > 0 {
		what += fmt.Sprintf(", %d kB", (a.Size+1023)/1024)
	}
	if a.Data == "" {
		return "[" + what + ": kept by its source, not received]"
	}
	return "[" + what + ": received; this view cannot show it yet]"
}

var (
	breaks = regexp.MustCompile(`(?i)<(br|/p|/div|/li|/tr|/h[1-6]|/table)\b[^>]*>`)
	cells  = regexp.MustCompile(`(?i)</t[dh]>`)
	tags   = regexp.MustCompile(`(?s)<[^>]*>`)
	spaces = regexp.MustCompile(`[ \t\r\f\v]+`)
	lines  = regexp.MustCompile(`\s*\n\s*`)
)

// plain returns the words of XHTML, a line for each block.
func plain(div string) string {
	s := strings.ReplaceAll(div, "\n", " ")
	s = breaks.ReplaceAllString(s, "\n")
	s = cells.ReplaceAllString(s, "  ")
	s = tags.ReplaceAllString(s, "")
	s = spaces.ReplaceAllString(html.UnescapeString(s), " ")
	return strings.TrimSpace(lines.ReplaceAllString(s, "\n"))
}
