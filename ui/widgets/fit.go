package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
)

const ellipsis = "…"

type fitKey struct {
	s     string
	style fyne.TextStyle
	size  float32
	w     int
}

// fit returns s, or as much of it as goes into w with an ellipsis, and the size of what it returns.
func (p *Painter) fit(s string, st Style, w float32) (string, fyne.Size) {
	size := fyne.MeasureText(s, st.size(), st.text())
	if size.Width <= w {
		return s, size
	}
	key := fitKey{s, st.text(), st.size(), int(w)}
	cut, ok := p.fitted[key]
	if !ok {
		cut = shorten(s, st, w)
		if p.fitted == nil || len(p.fitted) > 4096 {
			p.fitted = map[fitKey]string{}
		}
		p.fitted[key] = cut
	}
	return cut, fyne.MeasureText(cut, st.size(), st.text())
}

// shorten cuts s to the longest beginning that goes into w with an ellipsis; "" when not even the ellipsis does.
func shorten(s string, st Style, w float32) string {
	runes := []rune(s)
	lo, hi := 0, len(runes) // the longest beginning has lo runes at least, fewer than hi at most
	for lo+1 < hi {
		mid := (lo + hi) / 2
		if Width(string(runes[:mid])+ellipsis, st) <= w {
			lo = mid
		} else {
			hi = mid
		}
	}
	if lo == 0 {
		if Width(ellipsis, st) <= w {
			return ellipsis
		}
		return ""
	}
	return strings.TrimRight(string(runes[:lo]), " ,;(") + ellipsis
}

// Wrap breaks s into lines no wider than w, between words where it can. A word that is wider than w stands alone and is
// broken between letters, so that nothing is lost.
func Wrap(s string, st Style, w float32) []string {
	var lines []string
	for _, para := range strings.Split(s, "\n") {
		line := ""
		for _, word := range words(para, st, w) {
			next := word
			if line != "" {
				next = line + " " + word
			}
			if Width(next, st) <= w {
				line = next
				continue
			}
			if line != "" {
				lines = append(lines, line)
			}
			pieces := breakWord(word, st, w)
			lines = append(lines, pieces[:len(pieces)-1]...)
			line = pieces[len(pieces)-1]
		}
		lines = append(lines, line)
	}
	return lines
}

// words splits at ordinary spaces only: a no-break space holds what it joins together. A number stays with the word after
// it, its unit, where both go into a line.
func words(para string, st Style, w float32) []string {
	split := strings.FieldsFunc(para, func(r rune) bool { return r == ' ' || r == '\t' || r == '\r' })
	var out []string
	for i := 0; i < len(split); i++ {
		word := split[i]
		if i+1 < len(split) && isNumber(word) && Width(word+" "+split[i+1], st) <= w {
			i++
			word += " " + split[i]
		}
		out = append(out, word)
	}
	return out
}

func isNumber(s string) bool {
	digits := false
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits = true
		case r != '.' && r != ',' && r != '<' && r != '>' && r != '=' && r != '\u00a0':
			return false
		}
	}
	return digits && !strings.HasSuffix(s, ",") && !strings.HasSuffix(s, ".")
}

func breakWord(word string, st Style, w float32) []string {
	if Width(word, st) <= w {
		return []string{word}
	}
	var pieces []string
	piece := ""
	for _, r := range word {
		if piece != "" && Width(piece+string(r), st) > w {
			pieces, piece = append(pieces, piece), ""
		}
		piece += string(r)
	}
	return append(pieces, piece)
}
