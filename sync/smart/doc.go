// Package smart knows how a FHIR server wants to be logged in to: SMART App Launch and Backend Services
// (https://hl7.org/fhir/smart-app-launch).
//
// It promises:
//   - It reads what a server says of itself in .well-known/smart-configuration and puts it in words.
//   - It never sends anything by itself.
package smart
