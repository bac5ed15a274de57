package chart

import "anamnesis/app/record"

// evidence tells what one fact says and each step from its words to what the entry shows.
func (b *builder) evidence(g *group, it *item) Evidence {
	ev := Evidence{Source: it.Ref.Source, Type: it.Ref.Type, ID: it.Ref.ID, Version: it.Version, Status: it.Status,
		Codes: it.Code.Codes, Time: it.When.Start.Text, Role: "same", Steps: []string{}}
	if ev.Codes == nil {
		ev.Codes = []record.Code{}
	}
	said := it.Code.Words()
	if o := it.Observation; o != nil {
		ev.Value = SourceValue{Text: valueText(o.Value), Number: o.Value.Quantity.Number, Unit: unitOf(o.Value.Quantity)}
		if len(o.Components) > 0 && ev.Value.Text == "" {
			ev.Value.Text = panelText(o.Components)
		}
		if ev.Value.Text != "" {
			said += ": " + ev.Value.Text
		}
		if s := o.Value.Quantity.Step; s != "" {
			ev.Steps = append(ev.Steps, s)
		}
	}
	if said != "" {
		ev.Steps = append([]string{it.Ref.Source + " says " + said}, ev.Steps...)
	}
	switch {
	case it.retracted:
		ev.Role = "retracted"
		ev.Steps = append(ev.Steps, it.why)
	case it == g.shown:
		ev.Role = "shown"
	}
	return ev
}
