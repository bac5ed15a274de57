package endpoint

import (
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"

	"anamnesis/app"
)

var (
	errForeign   = errors.New("another origin")
	errRedirects = errors.New("too many redirects")
)

// MaxRedirects bounds the redirects of one request.
const MaxRedirects = 5

// ParseBase reads the base URL of a source. plain permits http beyond this machine. The error is a sentence.
func ParseBase(base string, plain bool) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(base))
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return nil, &app.Error{Message: "The address of the source is not a web address. Write it like https://hospital.example/fhir."}
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, &app.Error{Message: "The address of the source holds more than an address: leave out names, passwords and all from ? or # on."}
	}
	if u.Scheme == "http" && !plain && !Loopback(u.Hostname()) {
		return nil, &app.Error{Message: "The address of the source is not encrypted (http). Use its https address, or permit http for this source explicitly."}
	}
	u.Path = strings.TrimRight(u.Path, "/")
	u.RawPath = ""
	return u, nil
}

// Loopback reports whether host names this machine.
func Loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// origin is scheme, host and port as a token is bound to them.
func origin(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return u.Scheme + "://" + strings.ToLower(u.Hostname()) + ":" + port
}

// resolve makes a link of the server absolute and refuses one to another origin. A proxy that ends TLS often leaves
// http:// in the links of an https server: the same host is then asked by https.
func (c *Client) resolve(from *url.URL, link string) (*url.URL, error) {
	u, err := from.Parse(link)
	if err != nil {
		return nil, errForeign
	}
	if c.base.Scheme == "https" && u.Scheme == "http" && strings.EqualFold(u.Hostname(), c.base.Hostname()) &&
		(u.Port() == "" || u.Port() == "80" || u.Port() == c.base.Port()) {
		u.Scheme, u.Host = "https", c.base.Host
	}
	if u.User != nil || origin(u) != origin(c.base) {
		return nil, errForeign
	}
	u.Fragment = ""
	return u, nil
}

func (c *Client) checkRedirect(req *http.Request, via []*http.Request) error {
	if len(via) > MaxRedirects {
		return errRedirects
	}
	if origin(req.URL) != origin(c.base) {
		return errForeign
	}
	return nil
}
