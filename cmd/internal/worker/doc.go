// Package worker runs the cells of one notebook in a process of its own, so that
// a cell that takes all memory, or never ends, ends alone.
//
// The process is this program again, started with a hidden command. Parent and
// child send each other frames over the child's standard input and output: four
// bytes of length, the most significant first, and so much JSON. The child holds
// a notebook.Engine; the parent holds the document and sends the cells with each
// request. When the parent goes, the child's input ends and it goes too.
//
// # Limits
//
// A limit on address space does not fit a Go program, which reserves far more
// than it uses. So the child is told its limit (GOMEMLIMIT), which makes it
// collect in time, and on Linux the parent looks every 50 ms at what the child
// really occupies and kills it above the limit. On other systems only the first
// half holds. Time: the child interrupts a cell; one that does not listen within
// Grace is killed with its process.
package worker
