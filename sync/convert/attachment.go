package convert

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	dpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/datatypes_go_proto"

	"anamnesis/app/record"
)

// attachment describes an attachment and decodes inline text. The bytes stay in the raw resource.
func (c *conversion) attachment(x *dpb.Attachment) record.Attachment {
	a := record.Attachment{ContentType: codeOf(x.GetContentType()), URL: x.GetUrl().GetValue(), Title: x.GetTitle().GetValue(),
		Size: int(x.GetSize().GetValue()), Hash: c.base64(x.GetHash())}
	text := c.base64(x.GetData())
	if text == "" {
		return a
	}
	data, err := decodeBase64(text)
	if err != nil {
		c.warn(&place{&place{name: c.name}, "(attachment)"}, "the attached data cannot be decoded")
		return a
	}
	sum := sha256.Sum256(data)
	a.Size, a.Hash = len(data), hex.EncodeToString(sum[:])
	switch kind, charset := mediaType(a.ContentType); kind {
	case "text/plain", "text/markdown":
		a.Text = bounded(strings.TrimSpace(decodeText(data, charset)))
	case "text/html", "application/xhtml+xml":
		a.Text = plainText(decodeText(data, charset))
	}
	return a
}

func hasText(list []record.Attachment) bool {
	for _, a := range list {
		if a.Text != "" {
			return true
		}
	}
	return false
}

// decodeBase64 accepts what real sources write: line breaks inside and padding left out.
func decodeBase64(s string) ([]byte, error) {
	s = strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, s)
	return base64.RawStdEncoding.DecodeString(strings.TrimRight(s, "="))
}

// mediaType splits "text/plain; charset=iso-8859-1".
func mediaType(s string) (kind, charset string) {
	kind, rest, _ := strings.Cut(strings.ToLower(s), ";")
	if _, v, ok := strings.Cut(rest, "charset="); ok {
		charset = strings.Trim(strings.TrimSpace(v), `"'`)
	}
	return strings.TrimSpace(kind), charset
}

// decodeText reads bytes as UTF-8, or as Latin-1 where the source says so.
func decodeText(data []byte, charset string) string {
	data = []byte(strings.TrimPrefix(string(data), "\uFEFF"))
	if charset == "iso-8859-1" || charset == "latin1" {
		runes := make([]rune, len(data))
		for i, b := range data {
			runes[i] = rune(b)
		}
		return string(runes)
	}
	if utf8.Valid(data) {
		return string(data)
	}
	return strings.ToValidUTF8(string(data), "\uFFFD")
}
