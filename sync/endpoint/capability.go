package endpoint

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"anamnesis/sync/smart"
)

// Capability is what a server says of itself. A server may do less, and may accept what it ignores.
type Capability struct {
	FHIRVersion string // 3.0, 4.0, 4.3, 5.0: the first two numbers of what it says
	Software    string
	Publisher   string
	Types       map[string]Offer
	Everything  bool // Patient/$everything
	Security    []string
}

// Offer is what a server offers for one resource type.
type Offer struct {
	Read, Search, History bool
	Params                []string // search parameters; empty when it does not list them
	Includes              []string // _include values
}

// Takes reports whether the server lists the search parameter, or lists none at all.
func (o Offer) Takes(param string) bool {
	return len(o.Params) == 0 || slices.Contains(o.Params, param)
}

type statement struct {
	ResourceType string `json:"resourceType"`
	FHIRVersion  string `json:"fhirVersion"`
	Publisher    string `json:"publisher"`
	Software     struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	} `json:"software"`
	Rest []struct {
		Mode     string `json:"mode"`
		Security struct {
			Service []struct {
				Text   string `json:"text"`
				Coding []struct {
					Code    string `json:"code"`
					Display string `json:"display"`
				} `json:"coding"`
			} `json:"service"`
		} `json:"security"`
		Resource []struct {
			Type        string `json:"type"`
			Interaction []struct {
				Code string `json:"code"`
			} `json:"interaction"`
			SearchInclude []string `json:"searchInclude"`
			SearchParam   []struct {
				Name string `json:"name"`
			} `json:"searchParam"`
			Operation []operation `json:"operation"`
		} `json:"resource"`
		Operation []operation `json:"operation"`
	} `json:"rest"`
}

type operation struct {
	Name string `json:"name"`
}

// Capability reads the CapabilityStatement.
func (c *Client) Capability(ctx context.Context) (*Capability, error) {
	u := *c.base
	u.Path += "/metadata"
	raw, err := c.document(ctx, &u, fhirJSON)
	if err != nil {
		return nil, err
	}
	var s statement
	if json.Unmarshal(raw, &s) != nil || (s.ResourceType != "CapabilityStatement" && s.ResourceType != "Conformance") {
		return nil, c.fail(NotFHIR, 200, nil, "does not describe itself as a FHIR server. Check the address of the source: it is the FHIR base address, often ending in /fhir or /r4.")
	}
	return s.read(), nil
}

func (s statement) read() *Capability {
	out := &Capability{FHIRVersion: ShortVersion(s.FHIRVersion), Publisher: s.Publisher, Types: map[string]Offer{},
		Software: strings.TrimSpace(s.Software.Name + " " + s.Software.Version)}
	for _, rest := range s.Rest {
		if rest.Mode == "client" {
			continue
		}
		for _, svc := range rest.Security.Service {
			word := svc.Text
			for _, cd := range svc.Coding {
				if cd.Code != "" {
					word = cd.Code
					break
				}
			}
			if word != "" && !slices.Contains(out.Security, word) {
				out.Security = append(out.Security, word)
			}
		}
		for _, r := range rest.Resource {
			o := Offer{Includes: r.SearchInclude}
			for _, i := range r.Interaction {
				switch i.Code {
				case "read":
					o.Read = true
				case "search-type":
					o.Search = true
				case "history-type":
					o.History = true
				}
			}
			if len(r.Interaction) == 0 { // it does not say: it is tried
				o.Read, o.Search = true, true
			}
			for _, p := range r.SearchParam {
				o.Params = append(o.Params, p.Name)
			}
			for _, op := range r.Operation {
				out.Everything = out.Everything || r.Type == "Patient" && isEverything(op.Name)
			}
			out.Types[r.Type] = o
		}
		for _, op := range rest.Operation {
			out.Everything = out.Everything || isEverything(op.Name)
		}
	}
	return out
}

func isEverything(name string) bool {
	name = strings.TrimPrefix(name, "$")
	return name == "everything" || name == "patient-everything"
}

// ShortVersion returns the first two numbers of a FHIR version: 4.0 of 4.0.1.
func ShortVersion(v string) string {
	parts := strings.SplitN(v, ".", 3)
	if len(parts) < 2 {
		return v
	}
	return parts[0] + "." + parts[1]
}

// Smart reads how the server wants to be logged in to.
func (c *Client) Smart(ctx context.Context) (smart.Configuration, error) {
	u := *c.base
	u.Path += "/" + smart.Path
	raw, err := c.document(ctx, &u, "application/json")
	if err != nil {
		return smart.Configuration{}, err
	}
	conf, err := smart.Parse(raw)
	if err != nil {
		return conf, c.fail(NotSupported, 200, err, "does not say how it wants to be logged in to.")
	}
	return conf, nil
}
