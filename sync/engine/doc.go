// Package engine gathers: it decides what to ask whom and in which order, has it read and saves it page by page. It is
// what the application calls its gatherer.
//
// It promises:
//   - A page is saved with its place in one transaction ([Saver]); after a stop the gathering goes on there, and no page
//     that was saved is asked for again while the server honours its link.
//   - What one server refuses, for one type, never stops the rest; what is known of each type is saved as its state.
//   - What identifies and endangers comes first: patient, allergies, problems, medications, flags, recent results.
//   - A resource is gone only when the server, asked for it by its id, says so; a list that lacks it is no proof.
//   - Resources of another patient than the one asked for are not taken.
//   - Memory is bounded by a few pages, however much a patient has.
//
// It never interprets a resource (sync/convert does) and never joins or drops one.
package engine
