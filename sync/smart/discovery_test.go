package smart

import (
	"slices"
	"testing"
)

func TestWays(t *testing.T) {
	for _, c := range []struct {
		name, doc string
		ways      []string
		err       error
	}{
		{"standalone launch", `{"authorization_endpoint":"https://h/auth","token_endpoint":"https://h/token","capabilities":["launch-standalone","client-public"],"code_challenge_methods_supported":["S256"]}`,
			[]string{"SMART on FHIR, login through a browser"}, nil},
		{"backend services", `{"token_endpoint":"https://h/token","token_endpoint_auth_methods_supported":["private_key_jwt"]}`,
			[]string{"SMART Backend Services, login with a key"}, nil},
		{"both, plain PKCE", `{"authorization_endpoint":"https://h/auth","token_endpoint":"https://h/token","capabilities":["launch-standalone","client-confidential-asymmetric"],"code_challenge_methods_supported":["plain"]}`,
			[]string{"SMART on FHIR, login through a browser", "SMART on FHIR without PKCE S256, which plain does not replace", "SMART Backend Services, login with a key"}, nil},
		{"launch from the record system only", `{"authorization_endpoint":"https://h/auth","token_endpoint":"https://h/token","capabilities":["launch-ehr"]}`,
			[]string{"SMART on FHIR, only when launched from the hospital's own system"}, nil},
		{"something else", `{"resourceType":"OperationOutcome"}`, nil, ErrNotSMART},
		{"no JSON", `<html>`, nil, ErrNotSMART},
	} {
		conf, err := Parse([]byte(c.doc))
		if err != c.err {
			t.Errorf("%s: %v", c.name, err)
		}
		if err == nil && !slices.Equal(conf.Ways(), c.ways) {
			t.Errorf("%s: %v", c.name, conf.Ways())
		}
	}
}
