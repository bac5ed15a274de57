package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/sync/bulk"
	"anamnesis/sync/convert"
	"anamnesis/sync/fhirserve"
	"anamnesis/testdata"
	"anamnesis/ui/command"
)

// defaultVault is the vault of this user account.
func defaultVault() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", &app.Error{Message: "This account has no folder for settings. Name a vault with --vault DIR.", Err: err}
	}
	return filepath.Join(dir, "anamnesis", "vault"), nil
}

// demoHospitals are the folders of the demo, in the order in which their sources are listed.
var demoHospitals = []string{"riverside", "st-anna", "district"}

// startDemo serves the demo hospitals that the program embeds, each on a port of its own on loopback.
func startDemo(ctx context.Context) (command.Demo, error) {
	var demo command.Demo
	var stops []func()
	demo.Stop = func() {
		for _, stop := range stops {
			stop()
		}
	}
	for _, name := range demoHospitals {
		folder, err := fs.Sub(testdata.Hospitals, "hospitals/"+name)
		if err != nil {
			return demo, err
		}
		data, err := fhirserve.Load(folder)
		if err != nil {
			demo.Stop()
			return demo, err
		}
		url, stop, err := fhirserve.New(data, fhirserve.Options{}).Start(ctx)
		if err != nil {
			demo.Stop()
			return demo, errors.Join(&app.Error{Message: "The demo hospitals could not be started on this machine's loopback address."}, err)
		}
		stops = append(stops, stop)
		demo.Sources = append(demo.Sources, record.Source{Name: data.Hospital.Name, Kind: record.SourceEndpoint, URL: url, FHIRVersion: data.Hospital.FHIRVersion})
	}
	return demo, nil
}

// readPatients reads FHIR Patients, one JSON object a line.
func readPatients(ctx context.Context, in io.Reader) ([]record.Fact, error) {
	var raws [][]byte
	var lines []int
	err := bulk.ReadLines(ctx, in, 0, func(l bulk.Line) error {
		if l.Err != nil {
			return &app.Error{Message: fmt.Sprintf("Line %d is %v. Each line must hold one FHIR Patient.", l.Number, l.Err), Err: l.Err}
		}
		raws, lines = append(raws, l.Raw), append(lines, l.Number)
		return nil
	})
	if err != nil {
		return nil, err
	}
	version, _ := convert.DecideVersion(raws)
	reader := convert.Reader{Source: "file", FHIRVersion: version}
	facts := make([]record.Fact, len(raws))
	for i, raw := range raws {
		f := reader.Read(raw).Facts[0]
		if f.Patient == nil {
			return nil, &app.Error{Message: fmt.Sprintf("Line %d is not a FHIR Patient that can be read. Each line must hold one, as JSON without line breaks.", lines[i])}
		}
		facts[i] = f
	}
	return facts, nil
}
