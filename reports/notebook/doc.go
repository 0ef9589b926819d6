// Package notebook holds notebooks and runs them.
//
// A Notebook is a document of Markdown and code cells, kept as .ipynb (nbformat
// 4.5). Its code is Starlark, a small Python-like language without files,
// clock or network; analyses are functions of it, made from analysis/catalog.
// An Engine runs cells; Run runs a whole notebook without a page; HTML makes a
// page of what is stored, without running anything. Opening a notebook never
// runs it.
//
// # Order and names
//
// Cells run from top to bottom. A name means what the nearest cell above made
// of it; it may be made again further down. A function sees the names as they
// are where it is called, as in Python: before a cell runs, the functions of
// cells above that it needs are compiled anew with it. A function kept in a
// list or a dict stays bound to the names of its own cell.
//
// After a cell has run, its values are frozen: a later cell copies before it
// changes. So a cell is a function of its code, the values it uses, and the
// files it reads. The hash of these three is its key, stored with its outputs.
// A cell whose key still holds is not run again; any other is stale. The names
// that a cell uses are found in its text, those inside functions too, never by
// watching it run.
//
// # Text
//
// Starlark counts bytes. Here len, indexing, slicing and find count
// characters, so that title[:4] of a Chinese title is four characters.
//
// # Limits
//
// A cell has a bound on its steps, its output and the depth of its calls, and
// stops when its context ends. A panic in a function of ours becomes an error
// of the cell. Memory cannot be bounded within a process, a list nested
// millions deep can exhaust the stack, and one multiplication of huge whole
// numbers cannot be interrupted: a notebook from a stranger belongs into a
// process of its own with a limit on memory.
//
// The key in a file says that outputs fit the code; it is no signature. Whoever
// can write the file can write both: run with RunOptions.Fresh where that
// matters.
package notebook
