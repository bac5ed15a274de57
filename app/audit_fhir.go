package app

import (
	"context"
	"encoding/json"
	"io"
	"strconv"
)

// The systems of the codes and identifiers in an exported AuditEvent. The urn: ones are this program's own.
const (
	systemDICOM      = "http://dicom.nema.org/resources/ontology/DCM"
	systemAuditWord  = "urn:anamnesis:audit:action"
	systemAuditWho   = "urn:anamnesis:audit:person"
	systemEntityType = "http://terminology.hl7.org/CodeSystem/audit-entity-type"
	systemObjectRole = "http://terminology.hl7.org/CodeSystem/object-role"
	urlAuditHash     = "urn:anamnesis:audit:hash"
)

// auditKinds say each action in the words of FHIR R4's AuditEvent: the DICOM code of its type, and create, read, update,
// delete or execute. Codes: DICOM PS3.16, CID 400.
var auditKinds = map[AuditAction]struct{ code, display, action string }{
	AuditOpen:         {"110110", "Patient Record", "R"},
	AuditReveal:       {"110110", "Patient Record", "R"},
	AuditSearch:       {"110112", "Query", "E"},
	AuditExport:       {"110106", "Export", "R"},
	AuditDecision:     {"110110", "Patient Record", "U"},
	AuditSourceAdd:    {"110100", "Application Activity", "C"},
	AuditSourceTest:   {"110100", "Application Activity", "E"},
	AuditSourceRemove: {"110100", "Application Activity", "D"},
	AuditImport:       {"110107", "Import", "C"},
	AuditSync:         {"110107", "Import", "E"},
	AuditErase:        {"110110", "Patient Record", "D"},
	AuditBackup:       {"110106", "Export", "E"},
	AuditRepair:       {"110100", "Application Activity", "U"},
	AuditUnlockFailed: {"110113", "Security Alert", "E"},
	AuditProfile:      {"110113", "Security Alert", "U"},
	AuditLog:          {"110101", "Audit Log Used", "R"},
}

type (
	auditCoding struct {
		System  string `json:"system"`
		Code    string `json:"code"`
		Display string `json:"display,omitempty"`
	}
	auditText struct {
		Text string `json:"text"`
	}
	auditIdentifier struct {
		System string `json:"system"`
		Value  string `json:"value"`
	}
	auditReference struct {
		Identifier *auditIdentifier `json:"identifier,omitempty"`
		Display    string           `json:"display,omitempty"`
	}
	auditExtension struct {
		URL         string `json:"url"`
		ValueString string `json:"valueString"`
	}
	auditAgent struct {
		Who          auditReference `json:"who"`
		Requestor    bool           `json:"requestor"`
		PurposeOfUse []auditText    `json:"purposeOfUse,omitempty"`
	}
	auditSource struct {
		Site     string         `json:"site,omitempty"`
		Observer auditReference `json:"observer"`
	}
	auditEntity struct {
		What        auditReference `json:"what"`
		Type        *auditCoding   `json:"type,omitempty"`
		Role        *auditCoding   `json:"role,omitempty"`
		Description string         `json:"description,omitempty"`
	}
	// auditResource is an AuditEvent of FHIR R4.
	auditResource struct {
		ResourceType string           `json:"resourceType"`
		ID           string           `json:"id"`
		Extension    []auditExtension `json:"extension"`
		Type         auditCoding      `json:"type"`
		Subtype      []auditCoding    `json:"subtype"`
		Action       string           `json:"action"`
		Recorded     string           `json:"recorded"`
		Outcome      string           `json:"outcome"`
		OutcomeDesc  string           `json:"outcomeDesc,omitempty"`
		Agent        []auditAgent     `json:"agent"`
		Source       auditSource      `json:"source"`
		Entity       []auditEntity    `json:"entity,omitempty"`
	}
)

// ExportAudit writes the audit log as FHIR R4 AuditEvents, one a line, and records that it did. People are named by the
// log's own random ids.
func (a *App) ExportAudit(ctx context.Context, w io.Writer) (rows int, err error) {
	if err := a.Record(ctx, AuditEvent{Action: AuditLog}); err != nil {
		return 0, err
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for row, err := range a.AuditLog(ctx) {
		if err != nil {
			return rows, err
		}
		if err := enc.Encode(row.fhir()); err != nil {
			return rows, err
		}
		rows++
	}
	return rows, nil
}

func (r *AuditRow) fhir() auditResource {
	kind, ok := auditKinds[r.Action]
	if !ok { // written by a newer program
		kind = auditKinds[AuditSourceTest]
	}
	out := auditResource{
		ResourceType: "AuditEvent", ID: strconv.FormatInt(r.Sequence, 10),
		Extension: []auditExtension{{urlAuditHash, r.Hash}},
		Type:      auditCoding{systemDICOM, kind.code, kind.display},
		Subtype:   []auditCoding{{System: systemAuditWord, Code: string(r.Action)}},
		Action:    kind.action, Recorded: r.At.UTC().Format("2006-01-02T15:04:05.000Z07:00"), Outcome: "0",
		Agent:  []auditAgent{{Who: auditReference{Display: r.Profile}, Requestor: true}},
		Source: auditSource{Site: r.View, Observer: auditReference{Display: "Anamnesis"}},
	}
	if r.Action == AuditUnlockFailed {
		out.Outcome, out.OutcomeDesc = "4", "wrong passphrase"
	}
	if r.Reason != "" {
		out.Agent[0].PurposeOfUse = []auditText{{r.Reason}}
	}
	if r.Person != "" {
		out.Entity = append(out.Entity, auditEntity{What: auditReference{Identifier: &auditIdentifier{systemAuditWho, r.Person}},
			Type: &auditCoding{systemEntityType, "1", "Person"}, Role: &auditCoding{systemObjectRole, "1", "Patient"}, Description: r.Detail})
	}
	if r.Source != "" {
		out.Entity = append(out.Entity, auditEntity{What: auditReference{Display: r.Source},
			Type: &auditCoding{systemEntityType, "2", "System Object"}, Description: r.Detail})
	}
	if len(out.Entity) == 0 && r.Detail != "" {
		out.Entity = append(out.Entity, auditEntity{What: auditReference{Display: r.Detail}, Type: &auditCoding{systemEntityType, "2", "System Object"}})
	}
	return out
}
