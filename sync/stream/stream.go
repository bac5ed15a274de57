package stream

import (
	"bytes"
	"encoding/json"
	"io"
)

// Entry is one resource with what its Bundle says about it.
type Entry struct {
	Raw     []byte // the resource, byte for byte; nil when the entry has none. It belongs to the receiver
	Type    string // resourceType
	ID      string // logical id, "" when it has none
	FullURL string
	Mode    string // search.mode: match, include, outcome
	Method  string // request.method
	Request string // request.url
	Bad     error  // the entry could not be read; Raw is what stood there
}

// Head is what a text says besides its resources.
type Head struct {
	ResourceType string // of the whole: Bundle, Parameters, or that of the single resource; "" when there is none
	BundleType   string // searchset, transaction, document ...
	Total        int    // Bundle.total, -1 when absent
	Next         string // the link "next"
	Self         string // the link "self"
	Entries      int
	Issues       []Issue // of an OperationOutcome
}

// Issue is one issue of an OperationOutcome. Its diagnostics are not kept: they may hold patient data.
type Issue struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
}

// Issues reads the issues of an OperationOutcome; it returns nothing for any other text.
func Issues(raw []byte) []Issue {
	var o struct {
		ResourceType string  `json:"resourceType"`
		Issue        []Issue `json:"issue"`
	}
	if json.Unmarshal(raw, &o) != nil || o.ResourceType != "OperationOutcome" {
		return nil
	}
	return o.Issue
}

// Bundle reads a Bundle and hands over each entry in order. It stops at the first error of each. A text that is no Bundle
// is read to its end and Head says what it is.
func Bundle(r io.Reader, l Limits, each func(Entry) error) (Head, error) {
	s := newScanner(r, l)
	head := Head{Total: -1}
	b, err := s.start()
	if err != nil {
		return head, err
	}
	if b != '{' {
		return head, s.syntax()
	}
	for first := true; ; first = false {
		if b, err = s.inside(); err != nil {
			return head, err
		}
		if b == '}' {
			return head, nil
		}
		if !first {
			if b != ',' {
				return head, s.syntax()
			}
			if b, err = s.inside(); err != nil {
				return head, err
			}
		}
		key, err := s.key(b)
		if err != nil {
			return head, err
		}
		if b, err = s.inside(); err != nil {
			return head, err
		}
		if key == "entry" && b == '[' {
			if err := s.entries(&head, each); err != nil {
				return head, err
			}
			continue
		}
		v, err := s.value(b)
		if err != nil {
			return head, err
		}
		head.read(key, v)
	}
}

// key reads a member's name and the colon after it.
func (s *scanner) key(b byte) (string, error) {
	if b != '"' {
		return "", s.syntax()
	}
	v, err := s.value(b)
	if err != nil {
		return "", err
	}
	var key string
	if json.Unmarshal(v, &key) != nil {
		return "", s.syntax()
	}
	if b, err = s.inside(); err != nil {
		return "", err
	}
	if b != ':' {
		return "", s.syntax()
	}
	return key, nil
}

func (h *Head) read(key string, v []byte) {
	switch key {
	case "resourceType":
		_ = json.Unmarshal(v, &h.ResourceType)
	case "type":
		_ = json.Unmarshal(v, &h.BundleType)
	case "total":
		if json.Unmarshal(v, &h.Total) != nil {
			h.Total = -1
		}
	case "issue":
		_ = json.Unmarshal(v, &h.Issues)
	case "link":
		var links []struct{ Relation, URL string }
		_ = json.Unmarshal(v, &links)
		for _, l := range links {
			switch l.Relation {
			case "next":
				h.Next = l.URL
			case "self":
				h.Self = l.URL
			}
		}
	}
}

// entries reads the elements of an array whose bracket was read.
func (s *scanner) entries(h *Head, each func(Entry) error) error {
	return s.array(func(v []byte) error {
		h.Entries++
		return each(readEntry(v))
	})
}

func (s *scanner) array(each func(v []byte) error) error {
	for first := true; ; first = false {
		b, err := s.inside()
		if err != nil {
			return err
		}
		if b == ']' {
			return nil
		}
		if !first {
			if b != ',' {
				return s.syntax()
			}
			if b, err = s.inside(); err != nil {
				return err
			}
		}
		v, err := s.value(b)
		if err != nil {
			return err
		}
		if err := each(v); err != nil {
			return err
		}
	}
}

func looksXML(p []byte) bool {
	p = bytes.ToLower(p)
	return bytes.Contains(p, []byte("http://hl7.org/fhir")) || bytes.HasPrefix(p, []byte("?xml")) && !bytes.Contains(p, []byte("<html"))
}
