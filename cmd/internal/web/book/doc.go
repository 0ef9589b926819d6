// Package book is a notebook that is open: its cells as people edit them, the
// queue of cells to run, the process that runs them, and its file.
//
// A Book owns the document and its outputs; pages are views of it. Every change
// is an event with a number, kept for a while, so that a page that was cut off
// goes on where it stopped. Opening a book runs nothing.
//
// Every cell has a version. An edit names the version that it was made from; an
// edit from an older one is refused with both texts at hand, so that nothing
// typed is lost. The outputs of a cell have a revision of their own.
//
// A book saves itself by writing aside and renaming. What cannot be saved stays
// in memory, the reason is shown, and saving is tried again. When another
// program has changed the file, saving waits until somebody decides.
package book
