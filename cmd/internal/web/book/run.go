package book

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"concord/cmd/internal/worker"
	"concord/reports/notebook"
)

// runAll runs what is in the queue until the book is closed.
func (b *Book) runAll() {
	for {
		b.mu.Lock()
		if len(b.queue) == 0 {
			b.mu.Unlock()
			select {
			case <-b.kick:
				continue
			case <-b.closed.Done():
				return
			}
		}
		id, batch := b.queue[0].id, b.queue[0].batch
		b.queue = b.queue[1:]
		ctx, cancel := context.WithCancel(b.closed)
		b.current, b.cancel = id, cancel
		b.start(id)
		cells := b.cells()
		b.mu.Unlock()
		ok := b.runCell(ctx, id, cells)
		cancel()
		b.mu.Lock()
		b.current, b.cancel, b.progress = "", nil, nil
		b.used = time.Now()
		if !ok { // the others may rest on the cell that failed
			b.takeBack(batch)
		}
		b.mu.Unlock()
		poke(b.rethink)
	}
}

// start shows a cell as running, without outputs. The caller holds b.mu.
func (b *Book) start(id string) {
	l := b.live[id]
	l.run, l.began, l.ms, l.started = runRunning, time.Now(), 0, l.version
	l.rev++
	l.fresh = &gathering{}
	b.note(id)
}

// runCell runs one cell and reports whether it ended well.
func (b *Book) runCell(ctx context.Context, id string, cells []worker.Cell) bool {
	p, err := b.child(ctx)
	failed := false
	if err == nil {
		failed, err = p.Run(ctx, cells, id, b.told)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	var ended *worker.Ended
	if errors.As(err, &ended) && b.process == p {
		b.process = nil
		b.log.note("engine", map[string]string{"engine": "off"})
	}
	// A cell that is still shown as running did not get to its end.
	for _, c := range b.nb.Cells {
		l := b.live[c.ID]
		if l.fresh == nil {
			continue
		}
		if err != nil {
			name := "ProcessError"
			switch {
			case ended != nil && (ended.Reason == worker.Memory || ended.Reason == worker.Time):
				name = "LimitError"
			case ended != nil && ended.Reason == worker.Stopped, ctx.Err() != nil:
				name = "Interrupted"
			}
			b.output(c.ID, notebook.Output{Type: notebook.ErrorOutput, EName: name, EValue: err.Error(), Traceback: []string{name + ": " + err.Error()}})
		}
		b.finish(c, nil)
	}
	return err == nil && !failed
}

// child returns the process of the book, started when there is none.
func (b *Book) child(ctx context.Context) (*worker.Process, error) {
	b.mu.Lock()
	p := b.process
	b.mu.Unlock()
	if p != nil {
		select {
		case <-p.Gone():
		default:
			return p, nil
		}
	}
	if b.opt.Slot != nil {
		release, err := b.opt.Slot(ctx)
		if err != nil {
			return nil, err
		}
		defer release()
	}
	opt := b.opt.Worker
	opt.Root = b.folder()
	b.mu.Lock()
	opt.Lang = b.lang
	b.mu.Unlock()
	p, err := worker.Start(opt)
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed.Err() != nil {
		p.Close()
		return nil, context.Canceled
	}
	b.process = p
	b.log.note("engine", map[string]string{"engine": "on"})
	return p, nil
}

// HasProcess reports whether a process of cells is there, and whether it works.
func (b *Book) HasProcess() (there, busy bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.process != nil, b.current != ""
}

// told is given what the process says of running cells.
func (b *Book) told(e worker.Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	at := b.nb.Index(e.Cell)
	if at < 0 {
		return // deleted while it ran
	}
	c, l := b.nb.Cells[at], b.live[e.Cell]
	if l.fresh == nil && (e.Text != "" || e.Output != nil || e.Ended) {
		b.start(e.Cell) // a cell above that is needed
	}
	switch {
	case e.Text != "":
		n := l.fresh.print(e.Text)
		b.log.note("text", map[string]any{"cell": e.Cell, "rev": l.rev, "n": n, "text": e.Text})
	case e.Output != nil:
		b.output(e.Cell, *e.Output)
	case e.Ended:
		for _, o := range e.Outputs {
			b.output(e.Cell, o)
		}
		b.finish(c, e.Stamp)
	case e.Total > 0:
		b.progress = &progressView{e.Cell, e.Done, e.Total, b.pace.rate(time.Now(), e.Cell, e.Done, e.Total)}
		b.log.note("progress", b.progress)
	}
}

// output adds an output of a running cell. The caller holds b.mu.
func (b *Book) output(id string, o notebook.Output) {
	l := b.live[id]
	n := l.fresh.add(o)
	b.log.note("output", map[string]any{"cell": id, "rev": l.rev, "n": n, "output": viewOf(o)})
}

// finish makes the outputs of a run those of the cell. The caller holds b.mu.
func (b *Book) finish(c *notebook.Cell, stamp json.RawMessage) {
	l := b.live[c.ID]
	c.Outputs, l.fresh = l.fresh.all(), nil
	c.Metadata = without(c.Metadata, metadataKey)
	if stamp != nil {
		c.Metadata[metadataKey] = stamp
	}
	l.run, l.ms = "", time.Since(l.began).Milliseconds()
	if b.waits(c.ID) { // it was changed and asked for again while it ran
		l.run = runQueued
	}
	b.note(c.ID)
	b.touch()
	poke(b.rethink)
}

// PID is the number of the process of the cells, 0 when there is none.
func (b *Book) PID() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.process == nil {
		return 0
	}
	return b.process.PID()
}
