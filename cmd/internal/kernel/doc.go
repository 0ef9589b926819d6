// Package kernel is a Jupyter kernel for Concord's cells: what JupyterLab,
// VS Code, nbconvert and others start to run code, complete it and explain it.
//
// # Layers
//
// There are three, and each knows only the one below.
//
//	kernel   what requests mean: queue, outputs, history, completion, life and death
//	wire     messages: JSON in signed frames
//	zmtp     frames on connections: peers, identities, subscriptions, slow readers
//
// A client has five connections to a kernel, each to a socket of its own:
//
//	shell      requests and replies: run, complete, inspect, history …
//	control    the same for what must not wait: interrupt, shutdown
//	iopub      what happens, told to every client: busy and idle, code, outputs
//	stdin      questions of the kernel to the user; cells have none
//	heartbeat  an echo
//
// # Life of a request
//
// A request to run code waits in a queue; one goroutine, the executor, takes
// them in order. All other requests are answered beside it, by one goroutine for
// each socket, so that completion and interrupts work while a cell runs. Around
// every request clients are told busy and idle; after an answer beside a cell
// that runs they are told busy once more, since they keep one state only.
//
// The executor hands code to a notebook.Engine, the same that runs notebooks
// without a kernel. The kernel has no notebook file: it keeps one in memory, to
// which every request adds a cell at the end, so that names mean what was run
// last, as in every kernel. A cell that failed leaves no names. Outputs go out
// while the cell runs; printed lines are gathered for a moment so that a loop of
// prints is not as many messages. When a request fails or is interrupted, those
// that wait behind it are answered as aborted: they are taken from the queue
// before the failure is reported, since a client that has seen the report may
// send new ones that are meant to run.
//
// How far a long computation is shows as a display that is updated. It is taken
// away at the end, so that what stays is what the engine made: outputs are the
// same bytes whether a notebook runs here or in notebook.Run.
//
// # Files
//
// The working directory is the folder within which cells read. Jupyter starts
// kernels in the folder of the notebook.
package kernel
