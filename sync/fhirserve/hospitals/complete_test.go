package hospitals

import "testing"

// TestActiveListsAreComplete holds that each active order, statement and allergy stands in the truth, and nothing else
// does.
func TestActiveListsAreComplete(t *testing.T) {
	d := readBack(t)
	listed := map[factRef]bool{}
	for _, x := range d.truth.Medications {
		for _, f := range x.Facts {
			listed[f] = true
		}
	}
	for _, x := range d.truth.Allergies {
		for _, f := range x.Facts {
			listed[f] = true
		}
	}
	for f, r := range d.resources {
		active := false
		switch f.Type {
		case "MedicationRequest":
			active = r["status"] == "active" && r["intent"] == "order" && r["doNotPerform"] != true && !ended(r)
		case "MedicationStatement":
			active = r["status"] == "active" && r["taken"] != "n"
		case "AllergyIntolerance":
			active = activeAllergy(r)
		default:
			continue
		}
		if r["modifierExtension"] != nil {
			active = false
		}
		if active != listed[f] {
			t.Errorf("%v: active %v, listed as active in truth.json %v", f, active, listed[f])
		}
	}
}

func ended(r map[string]any) bool {
	for _, d := range r["dosageInstruction"].([]any) {
		timing, _ := d.(map[string]any)["timing"].(map[string]any)
		repeat, _ := timing["repeat"].(map[string]any)
		bounds, _ := repeat["boundsPeriod"].(map[string]any)
		if end, _ := bounds["end"].(string); end != "" && end < asOf[:10] {
			return true
		}
	}
	return false
}

// none are the codes that say that there is no allergy, or that nothing is known.
var none = map[string]bool{"409137002": true, "716186003": true, "429625007": true, "no-known-allergies": true, "1631000175102": true}

func activeAllergy(r map[string]any) bool {
	if code := firstCode(r["code"]); none[code] {
		return false
	}
	clinical, verification := statusCode(r["clinicalStatus"]), statusCode(r["verificationStatus"])
	return clinical == "active" && verification != "refuted" && verification != "entered-in-error"
}

func firstCode(v any) string {
	m, _ := v.(map[string]any)
	cs, _ := m["coding"].([]any)
	if len(cs) == 0 {
		return ""
	}
	s, _ := cs[0].(map[string]any)["code"].(string)
	return s
}

// statusCode reads an R4 CodeableConcept or an STU3 code.
func statusCode(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	return firstCode(v)
}
