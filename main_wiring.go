package main

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"anamnesis/app"
	"anamnesis/app/record"
	"anamnesis/store"
	"anamnesis/sync/engine"
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

// openVault wires the cache and the sources to the application.
func openVault(ctx context.Context, opt command.VaultOptions) (*app.App, func() error, error) {
	cache, err := store.Open(ctx, store.Options{Dir: opt.Dir})
	if err != nil {
		return nil, nil, err
	}
	gatherer := engine.New(engine.Config{Saver: cache, Now: time.Now, Log: opt.Log})
	a := app.New(app.Config{Store: cache, Gatherer: gatherer, Now: time.Now, Random: rand.Reader, Log: opt.Log, Profile: opt.Profile})
	return a, cache.Close, nil
}

// startDemo serves the demo hospitals that the program embeds, each on a port of its own on loopback.
func startDemo(ctx context.Context) (command.Demo, error) {
	var demo command.Demo
	var stops []func()
	demo.Stop = func() {
		for _, stop := range stops {
			stop()
		}
	}
	hospitals, err := fs.ReadDir(testdata.Hospitals, "hospitals")
	if err != nil {
		return demo, err
	}
	for _, h := range hospitals {
		if !h.IsDir() {
			continue
		}
		folder, err := fs.Sub(testdata.Hospitals, "hospitals/"+h.Name())
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
