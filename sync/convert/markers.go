package convert

import "anamnesis/sync/convert/jsontree"

// marker is something that only one FHIR version writes so.
type marker struct {
	version string
	element string
	is      func(*jsontree.Node) bool // nil: its presence is enough
}

func isKind(k jsontree.Kind) func(*jsontree.Node) bool {
	return func(n *jsontree.Node) bool { return n.Kind == k }
}

// has looks for a member in a group of elements, or in the first of a list of them.
func has(name string) func(*jsontree.Node) bool {
	return func(n *jsontree.Node) bool { return n.First().Get(name) != nil }
}

// versionMarkers are the elements that tell the versions apart, by type. "" is every type.
var versionMarkers = map[string][]marker{
	"AllergyIntolerance": {{"3.0", "clinicalStatus", isKind(jsontree.String)}, {"3.0", "verificationStatus", isKind(jsontree.String)},
		{"3.0", "assertedDate", nil}, {"4.0", "clinicalStatus", isKind(jsontree.Object)}, {"5.0", "participant", nil},
		{"5.0", "type", isKind(jsontree.Object)}},
	"Condition": {{"3.0", "clinicalStatus", isKind(jsontree.String)}, {"3.0", "verificationStatus", isKind(jsontree.String)},
		{"3.0", "assertedDate", nil}, {"3.0", "context", nil}, {"4.0", "clinicalStatus", isKind(jsontree.Object)},
		{"4.0", "recordedDate", nil}, {"5.0", "participant", nil}},
	"Observation": {{"3.0", "context", nil}, {"3.0", "related", nil}, {"3.0", "comment", nil},
		{"3.0", "interpretation", isKind(jsontree.Object)}, {"4.0", "encounter", nil}, {"5.0", "triggeredBy", nil},
		{"5.0", "instantiatesCanonical", nil}},
	"MedicationRequest": {{"3.0", "context", nil}, {"3.0", "requester", has("agent")}, {"3.0", "definition", nil},
		{"3.0", "substitution", has("allowed")}, {"4.0", "encounter", nil}, {"4.0", "requester", has("reference")},
		{"5.0", "medication", nil}},
	"MedicationStatement":      {{"3.0", "taken", nil}, {"3.0", "reasonNotTaken", nil}, {"5.0", "medication", nil}, {"5.0", "adherence", nil}},
	"MedicationAdministration": {{"3.0", "notGiven", nil}, {"3.0", "prescription", nil}, {"4.0", "request", nil}, {"5.0", "medication", nil}, {"5.0", "occurenceDateTime", nil}},
	"MedicationDispense":       {{"3.0", "notDone", nil}, {"3.0", "notDoneReasonReference", nil}, {"5.0", "medication", nil}},
	"Medication":               {{"3.0", "isBrand", nil}, {"3.0", "isOverTheCounter", nil}, {"3.0", "package", nil}, {"5.0", "totalVolume", nil}, {"5.0", "doseForm", nil}},
	"Immunization": {{"3.0", "notGiven", nil}, {"3.0", "date", nil}, {"3.0", "practitioner", nil}, {"3.0", "vaccinationProtocol", nil},
		{"4.0", "occurrenceDateTime", nil}, {"5.0", "administeredProduct", nil}, {"5.0", "informationSource", nil}},
	"Procedure":         {{"3.0", "notDone", nil}, {"3.0", "context", nil}, {"3.0", "definition", nil}, {"4.0", "encounter", nil}, {"5.0", "occurrenceDateTime", nil}, {"5.0", "occurrencePeriod", nil}},
	"Encounter":         {{"3.0", "reason", isKind(jsontree.Array)}, {"4.0", "reasonCode", nil}, {"5.0", "actualPeriod", nil}, {"5.0", "class", isKind(jsontree.Array)}, {"5.0", "admission", nil}},
	"DiagnosticReport":  {{"3.0", "context", nil}, {"3.0", "image", nil}, {"3.0", "codedDiagnosis", nil}, {"3.0", "performer", has("actor")}, {"4.0", "encounter", nil}, {"5.0", "supportingInfo", nil}},
	"DocumentReference": {{"3.0", "indexed", nil}, {"3.0", "class", nil}, {"3.0", "created", nil}, {"4.0", "date", nil}, {"5.0", "modality", nil}, {"5.0", "context", isKind(jsontree.Array)}},
	"Patient":           {{"3.0", "animal", nil}},
	"CarePlan":          {{"3.0", "context", nil}, {"3.0", "definition", nil}, {"4.0", "encounter", nil}, {"5.0", "custodian", nil}},
	"CareTeam":          {{"3.0", "context", nil}, {"4.0", "encounter", nil}},
	"Goal":              {{"3.0", "status", nil}, {"4.0", "lifecycleStatus", nil}, {"5.0", "continuous", nil}},
	"Claim":             {{"3.0", "organization", nil}, {"3.0", "employmentImpacted", nil}, {"3.0", "hospitalization", nil}, {"3.0", "information", nil}, {"4.0", "supportingInfo", nil}},
	"ExplanationOfBenefit": {{"3.0", "organization", nil}, {"3.0", "careTeamLinkId", nil}, {"3.0", "information", nil},
		{"3.0", "disposition", isKind(jsontree.Object)}, {"4.0", "outcome", isKind(jsontree.String)}, {"4.0", "supportingInfo", nil}},
	"Device":              {{"3.0", "udi", nil}, {"3.0", "model", nil}, {"4.0", "udiCarrier", nil}, {"4.0", "deviceName", nil}, {"5.0", "definition", isKind(jsontree.Object)}, {"5.0", "name", nil}},
	"FamilyMemberHistory": {{"3.0", "notDone", nil}, {"3.0", "definition", nil}, {"5.0", "participant", nil}},
	"ImagingStudy":        {{"3.0", "uid", nil}, {"3.0", "accession", nil}, {"3.0", "availability", nil}, {"3.0", "context", nil}, {"4.0", "encounter", nil}, {"4.0", "status", nil}},
	"Coverage":            {{"3.0", "grouping", nil}, {"3.0", "sequence", nil}, {"4.0", "class", nil}, {"5.0", "kind", nil}},
	"Consent":             {{"3.0", "except", nil}, {"3.0", "consentingParty", nil}, {"4.0", "scope", nil}, {"4.0", "provision", isKind(jsontree.Object)}, {"5.0", "decision", nil}},
	"Composition":         {{"3.0", "class", nil}, {"3.0", "identifier", isKind(jsontree.Object)}, {"5.0", "identifier", isKind(jsontree.Array)}, {"5.0", "version", nil}},
	"ProcedureRequest":    {{"3.0", "resourceType", nil}},
	"ReferralRequest":     {{"3.0", "resourceType", nil}},
	"Sequence":            {{"3.0", "resourceType", nil}},
	"DeviceComponent":     {{"3.0", "resourceType", nil}},
	"EligibilityRequest":  {{"3.0", "resourceType", nil}},
	"EligibilityResponse": {{"3.0", "resourceType", nil}},
	"BodySite":            {{"3.0", "resourceType", nil}},
	"DataElement":         {{"3.0", "resourceType", nil}},
	"ServiceRequest":      {{"4.0", "resourceType", nil}, {"5.0", "code", has("concept")}},
	"MedicationOrder":     {{"1.0", "resourceType", nil}},
	"DiagnosticOrder":     {{"1.0", "resourceType", nil}},
	"Conformance":         {{"1.0", "resourceType", nil}},
	"DeviceUsage":         {{"5.0", "resourceType", nil}},
	"InventoryItem":       {{"5.0", "resourceType", nil}},
	"GenomicStudy":        {{"5.0", "resourceType", nil}},
	"ImagingSelection":    {{"5.0", "resourceType", nil}},
	"Transport":           {{"5.0", "resourceType", nil}},
}

// markers returns the versions of which the resource holds an element that no other version has, each once.
func markers(n *jsontree.Node) []string {
	seen := map[string]bool{}
	for _, m := range versionMarkers[n.Get("resourceType").Str()] {
		v := n.Get(m.element)
		if !v.IsNull() && (m.is == nil || m.is(v)) {
			seen[m.version] = true
		}
	}
	var out []string
	for _, v := range []string{"3.0", "4.0", "4.3", "5.0", "1.0"} {
		if seen[v] {
			out = append(out, v)
		}
	}
	return out
}
