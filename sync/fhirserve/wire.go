package fhirserve

import (
	"compress/gzip"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const contentType = "application/fhir+json; charset=utf-8"

// form returns the parameters of the URL and, of a POST search, of its body.
func (c *call) form(post bool) (url.Values, error) {
	form, err := url.ParseQuery(c.r.URL.RawQuery)
	if err != nil {
		return nil, invalid("The parameters of the request cannot be read.")
	}
	if !post {
		return form, nil
	}
	kind, _, err := mime.ParseMediaType(c.r.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" {
		return nil, notSupported(http.StatusUnsupportedMediaType, "A POST search needs application/x-www-form-urlencoded.")
	}
	c.r.Body = http.MaxBytesReader(c.w, c.r.Body, maxForm)
	if err := c.r.ParseForm(); err != nil {
		return nil, invalid("The parameters of the request cannot be read.")
	}
	for name, values := range c.r.PostForm {
		form[name] = append(form[name], values...)
	}
	return form, nil
}

// self is the link of the page itself: what was understood of the first request, or the page link that was followed.
func (c *call) self(place *cursor, address string, used url.Values) link {
	if place != nil {
		return link{"self", address + "?" + c.r.URL.RawQuery}
	}
	if len(used) > 0 {
		address += "?" + used.Encode()
	}
	return link{"self", address}
}

// jsonTypes are the media types that this server's answers fit.
var jsonTypes = []string{"", "*/*", "application/*", "application/fhir+json", "application/json", "application/json+fhir", "text/json"}

// acceptsJSON reads _format, which goes before the Accept header.
func acceptsJSON(r *http.Request) bool {
	if f := r.URL.Query().Get("_format"); f != "" {
		kind, _, _ := strings.Cut(strings.ReplaceAll(f, " ", "+"), ";")
		return kind == "json" || slices.Contains(jsonTypes, kind)
	}
	accept := strings.Join(r.Header.Values("Accept"), ",")
	return slices.ContainsFunc(strings.Split(accept, ","), func(part string) bool {
		kind, params, _ := strings.Cut(part, ";")
		return slices.Contains(jsonTypes, strings.TrimSpace(kind)) && !refused(params)
	})
}

func acceptsGzip(r *http.Request) bool {
	accept := strings.Join(r.Header.Values("Accept-Encoding"), ",")
	return slices.ContainsFunc(strings.Split(accept, ","), func(part string) bool {
		name, params, _ := strings.Cut(part, ";")
		return strings.TrimSpace(name) == "gzip" && !refused(params)
	})
}

// refused reports whether the parameters hold a weight of zero.
func refused(params string) bool {
	for _, p := range strings.Split(params, ";") {
		if text, ok := strings.CutPrefix(strings.TrimSpace(p), "q="); ok {
			q, err := strconv.ParseFloat(text, 64)
			return err == nil && q == 0
		}
	}
	return false
}

// unchanged reports whether the client already holds the version.
func (c *call) unchanged(v *version) bool {
	if match := c.r.Header.Get("If-None-Match"); match != "" {
		return slices.ContainsFunc(strings.Split(match, ","), func(tag string) bool {
			tag = strings.TrimSpace(tag)
			return tag == "*" || strings.TrimPrefix(tag, "W/") == strings.TrimPrefix(v.etag(), "W/")
		})
	}
	since, err := http.ParseTime(c.r.Header.Get("If-Modified-Since"))
	return err == nil && !v.lastUpdated.Truncate(time.Second).After(since)
}

// write sends a JSON body, compressed when the client accepts that.
func (c *call) write(status int, body []byte) {
	h := c.w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Vary", "Accept-Encoding")
	if c.r.Method == http.MethodHead || !acceptsGzip(c.r) {
		h.Set("Content-Length", strconv.Itoa(len(body)))
		c.w.WriteHeader(status)
		_, _ = c.w.Write(body) // a client that is gone needs no answer; net/http drops the body of a HEAD
		return
	}
	h.Set("Content-Encoding", "gzip")
	c.w.WriteHeader(status)
	z := compressors.Get().(*gzip.Writer)
	z.Reset(c.w)
	_, _ = z.Write(body)
	_ = z.Close()
	z.Reset(io.Discard) // keep no answer's writer
	compressors.Put(z)
}

// compressors are used again: a new one takes most of a megabyte.
var compressors = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed) // the level is a valid one
	return z
}}
