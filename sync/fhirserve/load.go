package fhirserve

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"runtime"
	"sort"
	"strings"
	"sync"
)

const hospitalFile = "hospital.json"

// Dataset is a hospital's resources as they were loaded. It does not change: servers made of it edit their own state.
type Dataset struct {
	Hospital Hospital
	versions []*version // in the order of loading; several of one resource are its history
}

// Len returns the number of resource versions.
func (d *Dataset) Len() int { return len(d.versions) }

// given is one resource as a file holds it.
type given struct {
	raw  []byte
	file string
	line int // of NDJSON, else the number of the entry; from 1
}

// Load reads a hospital: hospital.json and every .json, .ndjson, .json.gz and .ndjson.gz below the directory, in the order of their
// paths. A resource that is given more than once must differ in meta.versionId: these are its versions. An error names
// the file and the line or entry.
func Load(fsys fs.FS) (*Dataset, error) {
	h, err := readHospital(fsys)
	if err != nil {
		return nil, err
	}
	var all []given
	err = fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || name == hospitalFile {
			return err
		}
		list, err := readFile(fsys, name)
		all = append(all, list...)
		return err
	})
	if err != nil {
		return nil, err
	}
	return dataset(h, all)
}

// Parse makes a dataset of resources that are at hand; each raw is one resource, a Bundle or an array.
func Parse(h Hospital, raws ...[]byte) (*Dataset, error) {
	h, err := h.complete()
	if err != nil {
		return nil, err
	}
	var all []given
	for i, raw := range raws {
		list, err := unpack(raw, fmt.Sprintf("document %d", i+1))
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return dataset(h, all)
}

func readFile(fsys fs.FS, name string) ([]given, error) {
	base := path.Base(name)
	plain, zipped := strings.CutSuffix(base, ".gz")
	if strings.HasPrefix(base, ".") || (path.Ext(plain) != ".json" && path.Ext(plain) != ".ndjson") {
		return nil, nil
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if zipped {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	if path.Ext(plain) == ".ndjson" {
		return readLines(r, name)
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return unpack(raw, name)
}

func readLines(r io.Reader, name string) ([]given, error) {
	var list []given
	br := bufio.NewReaderSize(r, 1<<16)
	for line := 1; ; line++ {
		raw, err := br.ReadBytes('\n')
		if raw = bytes.TrimSpace(raw); len(raw) > 0 {
			list = append(list, given{raw, name, line})
		}
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, line, err)
		}
	}
}

// unpack takes the resources out of a Bundle or an array. A Bundle that is a document or a message is itself a resource.
func unpack(raw []byte, name string) ([]given, error) {
	raw = bytes.TrimSpace(raw)
	if len(raw) > 0 && raw[0] == '[' {
		var parts []json.RawMessage
		if err := json.Unmarshal(raw, &parts); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		var list []given
		for i, p := range parts {
			list = append(list, given{p, name, i + 1})
		}
		return list, nil
	}
	var b struct {
		ResourceType, Type string
		Entry              []struct {
			FullURL  string
			Resource json.RawMessage
		}
	}
	if err := json.Unmarshal(raw, &b); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if b.ResourceType != "Bundle" || b.Type == "document" || b.Type == "message" {
		return []given{{raw, name, 1}}, nil
	}
	var list []given
	local := map[string]string{}
	for i, e := range b.Entry {
		if len(e.Resource) == 0 {
			continue
		}
		list = append(list, given{e.Resource, name, i + 1})
		var id struct{ ResourceType, ID string }
		if json.Unmarshal(e.Resource, &id) == nil && strings.HasPrefix(e.FullURL, "urn:") {
			local[e.FullURL] = id.ResourceType + "/" + id.ID
		}
	}
	for i := range list {
		list[i].raw = resolveURNs(list[i].raw, local)
	}
	return list, nil
}

var urnReference = regexp.MustCompile(`("reference"\s*:\s*")(urn:[^"]+)(")`)

// resolveURNs makes references to a Bundle's own entries literal, as a server does when it takes a transaction.
func resolveURNs(raw []byte, local map[string]string) []byte {
	if len(local) == 0 {
		return raw
	}
	return urnReference.ReplaceAllFunc(raw, func(m []byte) []byte {
		part := urnReference.FindSubmatch(m)
		to, ok := local[string(part[2])]
		if !ok {
			return m
		}
		return bytes.Join([][]byte{part[1], []byte(to), part[3]}, nil)
	})
}

// dataset reads the resources on all cores and orders their versions.
func dataset(h Hospital, all []given) (*Dataset, error) {
	d := &Dataset{Hospital: h, versions: make([]*version, len(all))}
	errs := make([]error, len(all))
	var next sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		next.Add(1)
		go func() {
			defer next.Done()
			for i := w; i < len(all); i += workers {
				d.versions[i], errs[i] = newVersion(all[i].raw, h)
				if errs[i] != nil {
					errs[i] = fmt.Errorf("%s:%d: %w", all[i].file, all[i].line, errs[i])
				}
			}
		}()
	}
	next.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return d, d.sequence(all)
}

// sequence gives each resource its place in the default order, and refuses a version that is given twice.
func (d *Dataset) sequence(all []given) error {
	seen := map[string]int{}
	place := map[string]int{}
	for i, v := range d.versions {
		key := v.ref + "/" + v.versionID
		if j, twice := seen[key]; twice {
			return fmt.Errorf("%s:%d: %s version %s is already given in %s:%d", all[i].file, all[i].line,
				v.ref, v.versionID, all[j].file, all[j].line)
		}
		seen[key] = i
		if _, known := place[v.ref]; !known {
			place[v.ref] = len(place)
		}
		v.seq = place[v.ref]
	}
	sort.SliceStable(d.versions, func(i, j int) bool {
		a, b := d.versions[i], d.versions[j]
		if c := a.lastUpdated.Compare(b.lastUpdated); c != 0 {
			return c < 0
		}
		if a.seq != b.seq {
			return a.seq < b.seq
		}
		return olderID(a.versionID, b.versionID)
	})
	return nil
}

// olderID compares the ids of two versions of one resource: numbers by their value.
func olderID(a, b string) bool {
	if len(a) != len(b) && isDigits(a) && isDigits(b) {
		return len(a) < len(b)
	}
	return a < b
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
