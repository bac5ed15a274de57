package chart

import "strings"

// another says whom or what an Observation is about that is not about the patient (Observation.focus: a fetus, a donor, an
// implant): in its source's words, else by what it refers to. It is "" for the patient's own.
func (b *builder) another(it *item) string {
	if it.Focus.IsZero() {
		return ""
	}
	return "about another: " + b.focusWords(it)
}

func (b *builder) focusWords(it *item) string {
	var said []string
	for _, d := range it.Details {
		if d.Label == "focus" {
			said = append(said, d.Text)
		}
	}
	if len(said) > 0 {
		return strings.Join(said, ", ")
	}
	if o := b.byRef[it.Focus]; o != nil && !o.retracted && o.restricted == "" {
		if o.Patient != nil && o.Patient.DisplayName() != "" {
			return o.Patient.DisplayName()
		}
		if s := b.codeOf(o).Words(); s != "" {
			return s
		}
	}
	if it.Focus.Type == "Unknown" {
		return it.Focus.ID
	}
	return it.Focus.Local() + ", not this patient"
}
