package fhirserve

import "slices"

type capability map[string]any

// capabilities is the CapabilityStatement, in the shape of the hospital's FHIR version.
func (s *Server) capabilities(base string) []byte {
	rest := capability{
		"mode":        "server",
		"resource":    s.resourceCapabilities(),
		"interaction": []capability{{"code": "history-system"}},
		"compartment": []string{"http://hl7.org/fhir/CompartmentDefinition/patient"},
	}
	statement := capability{
		"resourceType": "CapabilityStatement", "status": "active", "date": formatInstant(s.hospital.LastUpdated), "kind": "instance",
		"fhirVersion": s.hospital.FHIRVersion, "format": []string{"application/fhir+json", "json"},
		"implementation": capability{"description": s.hospital.Name, "url": base},
		"rest":           []capability{rest},
	}
	if s.stu3 {
		statement["acceptUnknown"] = "no"
		rest["operation"] = []capability{{
			"name": "everything", "definition": capability{"reference": "http://hl7.org/fhir/OperationDefinition/Patient-everything"},
		}}
	}
	if s.hospital.Publisher != "" {
		statement["publisher"] = s.hospital.Publisher
	}
	if s.hospital.Software != "" {
		statement["software"] = capability{"name": s.hospital.Software}
	}
	return encode(statement)
}

func (s *Server) resourceCapabilities() []capability {
	var list []capability
	for _, typ := range s.types {
		r := capability{
			"type": typ, "versioning": "versioned", "readHistory": true, "conditionalRead": "full-support",
			"interaction": []capability{{"code": "read"}, {"code": "vread"}, {"code": "history-instance"}, {"code": "history-type"},
				{"code": "search-type"}},
			"searchParam": s.searchParams(typ),
		}
		var include []string
		for _, p := range sortedParams(paramsOf(typ, s.stu3)) {
			if p.kind == kindReference {
				include = append(include, typ+":"+p.name)
			}
		}
		if len(include) > 0 {
			r["searchInclude"] = include
		}
		if s.offers("Provenance") && typ != "Provenance" {
			r["searchRevInclude"] = []string{"Provenance:target"}
		}
		if typ == "Patient" && !s.stu3 {
			r["operation"] = []capability{{
				"name": "everything", "definition": "http://hl7.org/fhir/OperationDefinition/Patient-everything",
			}}
		}
		list = append(list, r)
	}
	return list
}

func (s *Server) searchParams(typ string) []capability {
	var list []capability
	for _, p := range sortedParams(paramsOf(typ, s.stu3)) {
		list = append(list, capability{"name": p.name, "type": string(p.kind)})
	}
	return list
}

func sortedParams(m map[string]param) []param {
	var list []param
	for _, p := range m {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b param) int {
		if a.name < b.name {
			return -1
		}
		return 1
	})
	return list
}
