// Package fhirtest is the FHIR server of package fhirserve with faults to order: what running servers were seen to do, and
// an honest one does not. It is for tests only.
//
//	s := fhirtest.Start(t, dataset, fhirserve.Options{})
//	s.Order(
//		fhirtest.Fault{When: fhirtest.Match{Type: "Condition"}, Do: fhirtest.Refuse(403, "")},
//		fhirtest.Fault{When: fhirtest.Match{Kind: fhirtest.Page}, After: 2, Times: 1, Do: fhirtest.Status(429, "1")},
//		fhirtest.Fault{Do: fhirtest.WholeSeconds()},
//	)
//	gather(s.URL)
//	s.Count(fhirtest.Match{Type: "Observation", Kind: fhirtest.Page})
//
// It promises:
//   - Faults combine: any number may strike one request, and the order in which they were ordered does not matter. What
//     breaks the wire goes over what answers in the server's stead, that over what changes an answer, and that over what
//     changes a question.
//   - Each request is in the log, in the order of arrival, with the status that it got and the faults that struck it.
//   - Nothing is random and no fault outlives its test: whatever stalls ends with the client or with the server.
//
// It never changes the data: a fault lies on the way between the client and an honest server, which a test may ask
// directly. To write a new version of a resource in which nothing changed, use [fhirserve.Server.PutAlways] of Honest.
package fhirtest
