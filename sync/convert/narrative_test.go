package convert

import (
	"strings"
	"testing"
)

func TestPlainText(t *testing.T) {
	for in, want := range map[string]string{
		`<div xmlns="http://www.w3.org/1999/xhtml"><p>Iodine:  <b>shock</b></p><p>1998</p></div>`:                "Iodine: shock\n1998",
		`<div><table><tr><th>Drug</th><th>Dose</th></tr><tr><td>A</td><td>3.125&nbsp;mg</td></tr></table></div>`: "Drug  Dose\nA  3.125 mg",
		`<div><ul><li>one</li><li>two</li></ul></div>`:                                                           "- one\n- two",
		`<div>a &lt; b &amp;&amp; c<br/>d</div>`:                                                                 "a < b && c\nd",
		`<div>x<script>alert("y")</script><style>p{}</style><!-- z --></div>`:                                    "x",
		`<div><script>never closed`:                                                                              "",
		`no tags`:                                                                                                "no tags",
		`<div`:                                                                                                   "",
		``:                                                                                                       "",
	} {
		if got := plainText(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	long := plainText("<div>" + strings.Repeat("Ж", maxText) + "</div>")
	if len(long) > maxText+100 || !strings.HasSuffix(long, "[the rest is in the original]") || strings.ContainsRune(long, '\uFFFD') {
		t.Errorf("a long narrative must be cut at a whole character and say so: %d bytes", len(long))
	}
}
