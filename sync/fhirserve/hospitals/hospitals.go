package hospitals

// set is the three hospitals and their truth while they are being written.
type set struct {
	rv, sa, di *hospital
	truth      truth
	newest     newest

	extra map[string]object // resources that a test delivers later, by file
}

// Build makes every file below testdata/hospitals, by its path there.
func Build() map[string][]byte {
	s := &set{
		rv: newHospital(riverside, "riverside", "4.0", "Vendor-style R4 server"),
		sa: newHospital(stAnna, "st-anna", "4.0", "St. Anna clinical system"),

		di: newHospital(district, "district", "3.0", "District records 3"),

		newest: newest{}, extra: map[string]object{},
	}
	s.staff()
	s.ivanova()
	s.ivanovaHistory()
	s.petrov()
	s.dimitrovTwins()
	s.marinova()
	s.zhelyazkova()
	s.hayes()
	s.kamenova()
	s.morgan()
	s.stoyanov()
	s.reyes()
	s.chen()
	s.kolev()
	s.lookalikes()

	s.district()
	s.newest.state(&s.truth)
	out := map[string][]byte{"truth.json": s.truth.file()}
	out["README.md"] = s.readme()
	for file, resource := range s.extra {
		out[file] = readable(resource)
	}
	s.rv.write(out)
	s.sa.write(out)
	s.di.write(out)
	return out
}

// staff writes who and what the records refer to: supporting resources.
func (s *set) staff() {
	for _, h := range []*hospital{s.rv, s.sa} {
		p := "rv"
		org, doctor, given, city := "Riverside Medical Center", "Nguyen", "Linda", "Riverside"
		if h.name == stAnna {
			p, org, doctor, given, city = "sa", "УМБАЛ „Света Анна“", "Георгиева", "Десислава", "Варна"
		}
		when := at("2026-01-05 08:00")
		h.handmade("staff",
			obj("resourceType", "Organization", "id", p+"-org", "meta", h.meta(when), "active", true, "name", org,
				"address", list{obj("city", city)}),
			obj("resourceType", "Practitioner", "id", p+"-doctor", "meta", h.meta(when), "active", true,
				"name", list{obj("family", doctor, "given", list{given}, "prefix", list{"Dr."})}),
			obj("resourceType", "Location", "id", p+"-clinic", "meta", h.meta(when), "status", "active", "name", org,
				"managingOrganization", reference("Organization", p+"-org")))
	}
	s.rv.handmade("staff", obj("resourceType", "Organization", "id", "rv-payer", "meta", s.rv.meta(at("2026-01-05 08:00")), "active", true,
		"name", "Example Health Plan"))
}
