package smart

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
)

// Path is where a server describes how it wants to be logged in to, below its base URL.
const Path = ".well-known/smart-configuration"

// Configuration is the part of smart-configuration that a client without a browser needs to decide what to do.
type Configuration struct {
	Issuer                string   `json:"issuer"`
	AuthorizationEndpoint string   `json:"authorization_endpoint"`
	TokenEndpoint         string   `json:"token_endpoint"`
	GrantTypes            []string `json:"grant_types_supported"`
	Scopes                []string `json:"scopes_supported"`
	Capabilities          []string `json:"capabilities"`
	PKCE                  []string `json:"code_challenge_methods_supported"`
	TokenAuth             []string `json:"token_endpoint_auth_methods_supported"`
}

// ErrNotSMART says that a document is no smart-configuration.
var ErrNotSMART = errors.New("not a SMART configuration")

// Parse reads a smart-configuration document.
func Parse(data []byte) (Configuration, error) {
	var c Configuration
	if err := json.Unmarshal(data, &c); err != nil {
		return Configuration{}, ErrNotSMART
	}
	if c.TokenEndpoint == "" && c.AuthorizationEndpoint == "" {
		return Configuration{}, ErrNotSMART
	}
	return c, nil
}

// Browser reports whether a clinician can log in through a browser (standalone launch, authorization code).
func (c Configuration) Browser() bool {
	return c.AuthorizationEndpoint != "" &&
		(len(c.Capabilities) == 0 || slices.Contains(c.Capabilities, "launch-standalone"))
}

// Backend reports whether a program can log in with a key of its own (Backend Services).
func (c Configuration) Backend() bool {
	return c.TokenEndpoint != "" && (slices.Contains(c.TokenAuth, "private_key_jwt") ||
		slices.Contains(c.Capabilities, "client-confidential-asymmetric"))
}

// Ways says in words how the server lets one in.
func (c Configuration) Ways() []string {
	var ways []string
	if c.Browser() {
		ways = append(ways, "SMART on FHIR, login through a browser")
		if len(c.PKCE) > 0 && !slices.Contains(c.PKCE, "S256") {
			ways = append(ways, "SMART on FHIR without PKCE S256, which "+strings.Join(c.PKCE, ", ")+" does not replace")
		}
	}
	if c.Backend() {
		ways = append(ways, "SMART Backend Services, login with a key")
	}
	if len(ways) == 0 {
		ways = append(ways, "SMART on FHIR, only when launched from the hospital's own system")
	}
	return ways
}
