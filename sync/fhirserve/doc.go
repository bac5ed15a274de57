// Package fhirserve is an honest FHIR server on loopback: it serves a hospital's resources, R4 or STU3, as raw JSON, for
// the demo and for tests of whatever gathers from a server.
//
// It promises:
//   - What it says in its CapabilityStatement it does, and what it does not understand it says: under
//     `Prefer: handling=strict` with status 400, otherwise it ignores the parameter, leaves it out of the self link and
//     names it in an OperationOutcome.
//   - A resource leaves as it came: only meta.versionId and meta.lastUpdated are set, in the text. Numbers keep their
//     lexemes, 1.00 stays 1.00.
//   - Pages lose nothing and repeat nothing. Their order is total, and a next link holds its own place, so that it stays
//     valid for as long as the server runs, through every edit.
//   - A total is the number of matches, a version rises only when something changed, and times have milliseconds.
//
// It never listens on anything but 127.0.0.1, writes over HTTP, follows a link, or keeps anything on disk.
//
// A hospital is a directory: hospital.json (see [Hospital]) and any number of .json files (one resource, a Bundle or an
// array) or .ndjson, each also with .gz. [Load] reads it, [New] makes a server of it, and [Server.Put] and [Server.Delete] edit
// what that server holds while it runs.
package fhirserve
