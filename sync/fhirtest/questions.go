package fhirtest

import (
	"net/http"
	"net/url"
)

// IgnoreParams acts as if the client had not sent the parameters, and says nothing of it: _since, _count, _sort ...
func IgnoreParams(names ...string) Effect {
	return question("ignore params", func(_ *Server, r *http.Request) {
		form := r.URL.Query()
		for _, name := range names {
			form.Del(name)
		}
		r.URL.RawQuery = form.Encode()
	})
}

// IgnoreHeaders acts as if the client had not sent the headers: If-None-Match, Prefer ...
func IgnoreHeaders(names ...string) Effect {
	return question("ignore headers", func(_ *Server, r *http.Request) {
		for _, name := range names {
			r.Header.Del(name)
		}
	})
}

// Careless accepts whatever it does not understand, unknown parameters, bad dates, bad includes, with status 200, even
// under Prefer: handling=strict; it gives no hint and repeats the whole question in its self link.
func Careless() Effect {
	return Effect{"careless", stageAnswer, func(_ *Server, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			a := ask(next, reask(r, r.URL.Path, understood(next, r)))
			if b, ok := a.bundle(); ok {
				b.relink("self", func(string) string { return address(r) })
				a.setBundle(b)
			}
			a.send(w)
		})
	}}
}

// understood returns the parameters that the server accepts when it is asked strictly, each by itself.
func understood(next http.Handler, r *http.Request) url.Values {
	kept := url.Values{}
	for name, values := range r.URL.Query() {
		for _, v := range values {
			probe := reask(r, r.URL.Path, url.Values{name: {v}})
			probe.Header.Set("Prefer", "handling=strict")
			if ask(next, probe).status != http.StatusBadRequest {
				kept.Add(name, v)
			}
		}
	}
	return kept
}

// OnlyPatient lets $everything with _type bring the Patient alone.
func OnlyPatient() Effect {
	return question("only patient", func(_ *Server, r *http.Request) {
		if form := r.URL.Query(); form.Has("_type") {
			form.Set("_type", "Patient")
			r.URL.RawQuery = form.Encode()
		}
	})
}
