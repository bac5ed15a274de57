package convert

import (
	"bufio"
	"bytes"
	"fmt"
	"path"
	"strings"
	"testing"

	"anamnesis/app/record"
)

// TestNastyDocuments reads broken and odd documents as each version. Whatever they are, the reader answers with one
// accounted resource.
func TestNastyDocuments(t *testing.T) {
	docs := documents(t, shared(t, "nasty/fhir-test-cases-validator.zip"))
	versions := []string{"4.0"}
	if long() {
		versions = []string{"4.0", "3.0", "5.0", "4.3", "1.0"}
	}
	for _, version := range versions {
		reader := Reader{Source: "Nasty", FHIRVersion: version}
		var y tally
		for i, d := range docs {
			if i%3 != 0 && !long() {
				continue
			}
			for _, raw := range append(resourcesIn(d), d.data) {
				res := reader.Read(raw)
				holds(t, raw, res)
				y.add(res)
			}
		}
		t.Logf("as %s: %d resources, %d unreadable, %d with warnings", version, y.resources, y.unreadable, y.warned)
		for _, line := range top(y.reasons, 10) {
			t.Log("  unreadable: " + line)
		}
		for reason := range y.reasons {
			if strings.Contains(reason, "failed") {
				t.Error(reason)
			}
		}
	}
}

// primitiveElements puts a value of each FHIR primitive where a resource holds one.
var primitiveElements = map[string]string{
	"base64_binary": `{"resourceType":"Media","id":"x","content":{"data":%s}}`,
	"boolean":       `{"resourceType":"Patient","id":"x","active":%s}`,
	"canonical":     `{"resourceType":"Patient","id":"x","meta":{"profile":[%s]}}`,
	"code":          `{"resourceType":"Patient","id":"x","language":%s}`,
	"date":          `{"resourceType":"Patient","id":"x","birthDate":%s}`,
	"date_time":     `{"resourceType":"Condition","id":"x","onsetDateTime":%s}`,
	"decimal":       `{"resourceType":"Observation","id":"x","valueQuantity":{"value":%s}}`,
	"id":            `{"resourceType":"Patient","id":"x","meta":{"versionId":%s}}`,
	"instant":       `{"resourceType":"Patient","id":"x","meta":{"lastUpdated":%s}}`,
	"integer":       `{"resourceType":"Observation","id":"x","valueInteger":%s}`,
	"markdown":      `{"resourceType":"Condition","id":"x","note":[{"text":%s}]}`,
	"oid":           `{"resourceType":"Patient","id":"x","extension":[{"url":"http://example.org/x","valueOid":%s}]}`,
	"positive_int":  `{"resourceType":"Coverage","id":"x","order":%s}`,
	"reference":     `{"resourceType":"Condition","id":"x","asserter":%s}`,
	"string":        `{"resourceType":"Patient","id":"x","name":[{"family":%s}]}`,
	"time":          `{"resourceType":"Observation","id":"x","valueTime":%s}`,
	"unsigned_int":  `{"resourceType":"ImagingStudy","id":"x","numberOfSeries":%s}`,
	"uri":           `{"resourceType":"Patient","id":"x","identifier":[{"system":%s,"value":"1"}]}`,
	"url":           `{"resourceType":"Media","id":"x","content":{"url":%s}}`,
	"uuid":          `{"resourceType":"Patient","id":"x","extension":[{"url":"http://example.org/x","valueUuid":%s}]}`,
	"xhtml":         `{"resourceType":"Basic","id":"x","text":{"div":%s}}`,
}

// TestNastyPrimitives puts valid and invalid primitives into resources: a valid one leaves no warning, an invalid one
// costs at most its element.
func TestNastyPrimitives(t *testing.T) {
	for _, d := range documents(t, shared(t, "nasty/google-fhir-primitive-valid-invalid.zip")) {
		if !strings.Contains(d.name, "r4/") {
			continue
		}
		kind, rest, _ := strings.Cut(path.Base(d.name), ".")
		template := primitiveElements[kind]
		if template == "" {
			t.Errorf("no element for %s", kind)
			continue
		}
		lines := bufio.NewScanner(bytes.NewReader(d.data))
		for lines.Scan() {
			value := strings.TrimSpace(lines.Text())
			if value == "" || value == "null" { // null is how JSON says that nothing is there
				continue
			}
			raw := []byte(fmt.Sprintf(template, value))
			res := Reader{Source: "Nasty"}.Read(raw)
			holds(t, raw, res)
			f := res.Facts[0]
			if strings.HasPrefix(rest, "valid") && (f.Account == record.AccountUnreadable || len(f.Warnings) > 0) {
				t.Errorf("%s: the valid %s was not taken as such: %q", d.name, value, f.Warnings)
			}
			if strings.HasPrefix(rest, "invalid") && len(f.Warnings) == 0 {
				t.Errorf("%s: the invalid %s was taken without a word", d.name, value)
			}
			if f.Account == record.AccountUnreadable && f.Warnings[0] != "Unknown: this is not JSON" {
				t.Errorf("%s: %s cost the whole resource: %q", d.name, value, f.Warnings)
			}
		}
	}
}
