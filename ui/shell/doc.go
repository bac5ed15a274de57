// Package shell is the window's frame: the top bar, the patient list, the identity bar, the tabs and their view, the
// evidence at the right and the sources at the bottom; and the same frame drawn into a picture without a window.
//
// It promises:
//   - All parts of a frame come from one state of one person. When another person is chosen the frame is emptied before
//     anything is asked for, and an answer to an older question is dropped: no frame mixes patients.
//   - Loading, empty, partial, failed and offline look different and say what to do.
//   - Everything can be done with the keyboard; F1 lists how.
//   - It reaches data through [Data] only, off Fyne's goroutine, and every goroutine ends when the window closes.
package shell
