// Package widgets holds the window's own building blocks: dense rows, section headers, marks, chips, tabs, plots and the
// timeline.
//
// It promises:
//   - It knows nothing of medicine and imports nothing of the application: it draws lines, cells, marks and spans.
//   - A cell that is Whole is never cut: its row grows instead.
//   - What a mark or a chip says, it says by shape or word; colour only repeats it.
//   - Lists draw only the rows in sight, plots one raster, so that 40,000 things move like 400.
//   - Everything that can be clicked can be reached and used with the keyboard, and shows that it has the focus.
package widgets
