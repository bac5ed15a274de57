package hospitals

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
)

// asOf is the instant at which the demo's people are looked at; nothing but planted errors is later.
const asOf = "2026-11-20T09:00:00Z"

// hospital is one source: its manner of writing, and what has been written so far.
type hospital struct {
	name, dir, fhirVersion, software, url string

	files     map[string]list // hand-made file -> resources
	order     []string
	generated list
	seen      map[string]bool
	male      map[string]bool // patients whom the hospital calls male: its laboratory takes their ranges
}

func newHospital(name, dir, version, software string) *hospital {
	return &hospital{name: name, dir: dir, fhirVersion: version, software: software, url: "http://" + dir + ".example",
		files: map[string]list{}, seen: map[string]bool{}, male: map[string]bool{}}
}

// handmade adds resources to a readable file and returns the reference of the last one.
func (h *hospital) handmade(file string, resources ...object) ref {
	var last ref
	for _, r := range resources {
		last = h.register(r)
		if _, ok := h.files[file]; !ok {
			h.order = append(h.order, file)
		}
		h.files[file] = append(h.files[file], r)
	}
	return last
}

// generate adds a resource to the generated file.
func (h *hospital) generate(r object) ref {
	h.generated = append(h.generated, r)
	return h.register(r)
}

func (h *hospital) register(r object) ref {
	out := ref{h.name, r.text("resourceType"), r.text("id")}
	meta, _ := r.get("meta").(object)
	key := out.typ + "/" + out.id + "/" + meta.text("versionId") // several versions of one resource are its history
	if out.typ == "" || out.id == "" || len(out.id) > 64 || h.seen[key] {
		panic("hospitals: bad or repeated id " + h.name + " " + key)
	}
	h.seen[key] = true
	return out
}

// write adds the hospital's files to out, by path below testdata/hospitals.
func (h *hospital) write(out map[string][]byte) {
	out[h.dir+"/hospital.json"] = readable(obj("name", h.name, "fhirVersion", h.fhirVersion, "software", h.software,
		"publisher", h.name))
	for _, file := range h.order {
		var entries list
		for _, r := range h.files[file] {
			entries = append(entries, obj("resource", r))
		}
		out[h.dir+"/handmade/"+file+".json"] = readable(obj("resourceType", "Bundle", "type", "collection", "entry", entries))
	}
	var lines strings.Builder
	for _, r := range h.generated {
		lines.WriteString(compact(r) + "\n")
	}
	out[h.dir+"/generated.ndjson.gz"] = zipped(lines.String())
}

func zipped(s string) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err == nil {
		_, err = w.Write([]byte(s))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(fmt.Sprintf("hospitals: gzip to memory: %v", err))
	}
	return b.Bytes()
}
