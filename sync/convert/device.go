package convert

import (
	devpb "github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/device_go_proto"

	"anamnesis/app/record"
	"anamnesis/app/terms"
)

// device tells a patient's device (an implant) from one that only made or carries data, which supports other entries.
func (c *conversion) device(x *devpb.Device, f *record.Fact) {
	if f.Subject.IsZero() && x.GetPatient() == nil {
		f.Account, f.Kind = record.AccountSupporting, ""
	}
	f.Code = concept(x.GetType())
	for _, n := range x.GetDeviceName() {
		if f.Code.IsZero() {
			f.Code = words(n.GetName().GetValue())
		}
		detail(f, "deviceName", n.GetName().GetValue())
	}
	noneKnown(f, terms.ScopeDevices)
	for _, u := range x.GetUdiCarrier() {
		id := record.Identifier{System: u.GetIssuer().GetValue(), Value: u.GetCarrierHrf().GetValue(), Type: "UDI"}
		if id.Value == "" {
			id.Value = u.GetDeviceIdentifier().GetValue()
		}
		if id.Value != "" {
			f.Identifiers = append(f.Identifiers, id)
		}
	}
	for _, k := range concepts(x.GetStatusReason()) {
		detail(f, "statusReason", k.Words())
	}
	detail(f, "distinctIdentifier", x.GetDistinctIdentifier().GetValue())
	detail(f, "manufacturer", x.GetManufacturer().GetValue())
	detail(f, "modelNumber", x.GetModelNumber().GetValue())
	detail(f, "lotNumber", x.GetLotNumber().GetValue())
	detail(f, "serialNumber", x.GetSerialNumber().GetValue())
	detail(f, "manufactureDate", c.dateTime(x.GetManufactureDate()).Text)
	detail(f, "expirationDate", c.dateTime(x.GetExpirationDate()).Text)
	detailConcepts(f, "safety", x.GetSafety()...)
}
