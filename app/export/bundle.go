package export

import (
	"bytes"
	"encoding/json"
	"io"
	"net/url"

	"anamnesis/app/record"
)

// Bundle writes a FHIR Bundle of type collection that holds the resources as their sources sent them. raw returns a
// resource byte for byte. What cannot be returned ends the export: a silent gap would look like health. Each fullUrl has a
// base of its source's own, so that relative references resolve within their source. It returns how many resources were
// left out because they are not JSON.
func Bundle(w io.Writer, refs []record.Ref, raw func(record.Ref) ([]byte, error)) (unreadable int, err error) {
	if _, err := io.WriteString(w, `{"resourceType":"Bundle","type":"collection","entry":[`); err != nil {
		return 0, err
	}
	sep := "\n"
	for _, ref := range refs {
		b, err := raw(ref)
		if err != nil {
			return unreadable, err
		}
		if b = bytes.TrimSpace(b); !json.Valid(b) {
			unreadable++
			continue
		}
		full, err := json.Marshal("https://anamnesis.invalid/" + url.PathEscape(ref.Source) + "/" + ref.Local())
		if err != nil {
			return unreadable, err
		}
		if _, err := io.WriteString(w, sep+`{"fullUrl":`+string(full)+`,"resource":`+string(b)+"}"); err != nil {
			return unreadable, err
		}
		sep = ",\n"
	}
	_, err = io.WriteString(w, "\n]}\n")
	return unreadable, err
}
