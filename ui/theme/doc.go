// Package theme is the look of the window: colour roles, the type scale and spacing, as a Fyne theme.
//
// It promises:
//   - Widgets and views name roles, never colours, so that light, dark and high contrast are one change.
//   - Every pair of text and ground that [Pairs] lists keeps the contrast of WCAG 2.2 level AA in each palette; a test
//     computes it.
//   - Sizes scale with the text: at 80 to 200 % a row stays as high as its text needs.
//
// It never decides what is shown, and it reads no file and no clock.
package theme
