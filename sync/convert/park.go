package convert

import (
	"encoding/base64"
	"strconv"
	"time"

	dpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/datatypes_go_proto"

	"anamnesis/app/record"
)

// parking keeps the lexemes that a proto cannot hold unchanged: the protos turn a date into microseconds (a zone-less or
// minute-precise one is refused), a binary into bytes. google/fhir is given a ticket in place of the value, a valid one
// of the same type that counts days, seconds or numbers, and the converter trades the ticket back. References are parked
// too: google/fhir sorts them into one field for each type, and gives up the resource when a type is not R4's.
type parking struct{ lexemes []string }

// The tickets of dates count days from here, those of times seconds of one day.
var firstTicket = time.Date(1000, 1, 1, 0, 0, 0, 0, time.UTC)

const (
	ticketDays    = 3_000_000 // up to the year 9213
	ticketSeconds = 86_400
	microDay      = 86_400_000_000
)

func (p *parking) park(lexeme string) int {
	p.lexemes = append(p.lexemes, lexeme)
	return len(p.lexemes) - 1
}

func (p *parking) get(n int64) string {
	if n < 0 || n >= int64(len(p.lexemes)) {
		return ""
	}
	return p.lexemes[n]
}

// ticket parks the lexeme of a primitive and returns the JSON that stands for it, or false when no ticket is left.
func (p *parking) ticket(primitive, lexeme string) (string, bool) {
	n := len(p.lexemes)
	if n >= ticketDays || primitive == "Time" && n >= ticketSeconds {
		return "", false
	}
	p.park(lexeme)
	switch primitive {
	case "Date", "DateTime":
		return firstTicket.AddDate(0, 0, n).Format(`"2006-01-02"`), true
	case "Instant":
		return firstTicket.AddDate(0, 0, n).Format(`"2006-01-02T15:04:05Z"`), true
	case "Time":
		return firstTicket.Add(time.Duration(n) * time.Second).Format(`"15:04:05"`), true
	case "Base64Binary":
		return `"` + base64.StdEncoding.EncodeToString([]byte(strconv.Itoa(n))) + `"`, true
	}
	return `"` + strconv.Itoa(n) + `"`, true // Xhtml, Reference
}

func (p *parking) day(us int64) string {
	return p.get((us - firstTicket.UnixMicro()) / microDay)
}

func (p *parking) date(d *dpb.Date) record.Time {
	if d == nil {
		return record.Time{}
	}
	return record.ParseTime(p.day(d.GetValueUs()))
}

func (p *parking) dateTime(d *dpb.DateTime) record.Time {
	if d == nil {
		return record.Time{}
	}
	return record.ParseTime(p.day(d.GetValueUs()))
}

func (p *parking) instant(d *dpb.Instant) record.Time {
	if d == nil {
		return record.Time{}
	}
	return record.ParseTime(p.day(d.GetValueUs()))
}

// clock returns a time of day as its source wrote it.
func (p *parking) clock(t *dpb.Time) string {
	if t == nil {
		return ""
	}
	return p.get(t.GetValueUs() / 1_000_000)
}

// base64 returns the text of a binary as its source wrote it.
func (p *parking) base64(b *dpb.Base64Binary) string {
	if b == nil {
		return ""
	}
	n, err := strconv.ParseInt(string(b.GetValue()), 10, 64)
	if err != nil {
		return ""
	}
	return p.get(n)
}

// uri returns a literal reference as its source wrote it.
func (p *parking) uri(r *dpb.Reference) string {
	if r.GetUri() == nil {
		return ""
	}
	n, err := strconv.ParseInt(r.GetUri().GetValue(), 10, 64)
	if err != nil {
		return ""
	}
	return p.get(n)
}

func (p *parking) xhtml(x *dpb.Xhtml) string {
	if x == nil {
		return ""
	}
	n, err := strconv.ParseInt(x.GetValue(), 10, 64)
	if err != nil {
		return ""
	}
	return p.get(n)
}
