package notebook

import "context"

// Watch follows cells while they run. Its functions are called on the goroutine
// that runs the cell, or on one that computes for it, never twice at once; they
// hold the cell up while they run. Either may be nil.
type Watch struct {
	// Output is given every output as soon as it stands: the position of the
	// cell and the output. Printed text comes line by line; what comes of one
	// cell, with streams that follow one another joined, is what the cell holds
	// in the end. Those of the cell that was asked for come also when it did not
	// have to run again.
	Output func(cell int, o Output)

	// Progress is how far a long computation is. It stands in for that of Options.
	Progress func(done, total int)
}

// RunWatched is Run with an observer.
func (e *Engine) RunWatched(ctx context.Context, nb *Notebook, i int, w Watch) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if nb.Cells[i].Type != Code {
		return nil
	}
	before := e.opt.Progress
	if w.Progress != nil {
		e.opt.Progress = w.Progress
	}
	e.watch = watching{w, i}
	defer func() { e.opt.Progress, e.watch = before, watching{} }()
	_, err := e.ensure(ctx, e.newPlan(nb), i)
	return err
}

// watching is the observer of a run and the cell that was asked for.
type watching struct {
	Watch
	asked int
}

// repeat tells what a cell gave that does not have to run again.
func (e *Engine) repeat(cell int, outputs []Output) {
	tell := e.tell(cell)
	if tell == nil || cell != e.watch.asked {
		return
	}
	for _, o := range outputs {
		tell(o)
	}
}

// tell returns the function to which the outputs of a cell go, or nil.
func (e *Engine) tell(cell int) func(Output) {
	if e.watch.Output == nil {
		return nil
	}
	return func(o Output) { e.watch.Output(cell, o) }
}
