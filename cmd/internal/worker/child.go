package worker

import (
	"bufio"
	"context"
	"errors"
	"io"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"concord/corpus/bilingual"
	"concord/reports/notebook"
)

// Serve is the child: it answers requests from in until in ends.
func Serve(in io.Reader, out io.Writer) error {
	r := bufio.NewReaderSize(in, 64<<10)
	var first setup
	if err := receive(r, &first); err != nil {
		return err
	}
	// Frozen values of cells stay: a collector that waits for the heap to double
	// would meet the limit with half of it free.
	debug.SetGCPercent(50)
	c := &child{out: &writer{w: out}, todo: make(chan request, 64), engine: notebook.NewEngine(notebook.Options{
		Root: first.Root, Lang: bilingual.Lang(first.Lang), Output: first.Output,
	})}
	go c.work()
	for {
		var q request
		if err := receive(r, &q); err != nil {
			if errors.Is(err, io.EOF) {
				return nil // whatever runs ends with the process
			}
			return err
		}
		if q.Do == doStop {
			c.stop(q.ID)
			continue
		}
		c.todo <- q
	}
}

// child is the engine and the request that it is at.
type child struct {
	out    *writer
	engine *notebook.Engine
	todo   chan request

	mu      sync.Mutex
	running int // ID of the request at work
	stopped int // greatest ID that was told to stop
	cancel  context.CancelFunc
}

// stop ends the request with this ID, be it at work or waiting.
func (c *child) stop(id int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stopped = max(c.stopped, id)
	if c.cancel != nil && c.running <= id {
		c.cancel()
	}
}

func (c *child) work() {
	for q := range c.todo {
		a := c.answer(q)
		a.ID, a.Over = q.ID, true
		if err := c.out.send(a); err != nil {
			_ = c.out.send(answer{ID: q.ID, Over: true, Problem: err.Error()})
		}
	}
}

func (c *child) answer(q request) (a answer) {
	ctx, cancel := context.WithCancel(context.Background())
	if q.Limit > 0 {
		ctx, cancel = context.WithTimeout(context.Background(), q.Limit)
	}
	defer cancel()
	c.mu.Lock()
	c.running, c.cancel = q.ID, cancel
	if q.ID <= c.stopped {
		cancel()
	}
	c.mu.Unlock()
	defer func() {
		if v := recover(); v != nil {
			a = answer{Problem: "internal error"}
		}
	}()
	nb := assemble(q.Cells)
	var err error
	switch q.Do {
	case doRun:
		a.Failed, err = c.run(ctx, q, nb)
	case doPassage:
		a.Passage, err = c.engine.Passage(ctx, nb, q.Address)
	case doLines:
		found, fault := c.engine.Lines(ctx, nb, q.Corpus, q.Feature, q.Most)
		if err = fault; err == nil {
			a.Lines, err = encoded(found)
		}
	case doFigure:
		drawn, fault := c.engine.Redraw(q.Label, q.Drawing)
		a.Drawing, err = &drawn, fault
	}
	if err != nil {
		a.Problem = err.Error()
	}
	return a
}

// assemble makes the notebook that the engine sees.
func assemble(cells []Cell) *notebook.Notebook {
	nb := notebook.New()
	for _, c := range cells {
		made := nb.Add(notebook.Code, c.Source)
		made.ID = c.ID
		if c.Stamp != nil {
			made.Metadata = notebook.Metadata{metadataKey: c.Stamp}
		}
	}
	return nb
}

const metadataKey = "concord"

// run runs a cell and those above that it needs, and tells what they give.
func (c *child) run(ctx context.Context, q request, nb *notebook.Notebook) (failed bool, err error) {
	t := &teller{out: c.out, id: q.ID, nb: nb, told: map[int]bool{}, asked: nb.Index(q.Cell)}
	if t.asked < 0 {
		return false, errors.New("worker: no such cell: " + q.Cell)
	}
	before := stamps(nb)
	stop := t.tick()
	err = c.engine.RunWatched(ctx, nb, t.asked, notebook.Watch{Output: t.output, Progress: t.noteProgress})
	stop()
	t.flush()
	after := stamps(nb)
	for i, cell := range nb.Cells {
		ran := t.told[i] || i == t.asked || after[i] != before[i]
		if !ran {
			continue
		}
		e := Event{Cell: cell.ID, Ended: true, Stamp: cell.Metadata[metadataKey]}
		if !t.told[i] {
			e.Outputs = cell.Outputs
		}
		if err := c.out.send(answer{ID: q.ID, Event: &e}); err != nil {
			return false, err
		}
	}
	var fault *notebook.CellError
	if errors.As(err, &fault) {
		return true, nil
	}
	return false, err
}

func stamps(nb *notebook.Notebook) []string {
	out := make([]string, len(nb.Cells))
	for i, c := range nb.Cells {
		out[i] = string(c.Metadata[metadataKey])
	}
	return out
}

// teller sends outputs as they come. Printed text is gathered for a while: a
// frame for each line would cost more than the line.
type teller struct {
	out   *writer
	id    int
	nb    *notebook.Notebook
	asked int
	told  map[int]bool

	mu       sync.Mutex
	text     strings.Builder
	from     int // the cell that printed it
	progress struct{ done, total int }
	since    bool // progress was made since it was told
}

const (
	textEvery = 50 * time.Millisecond
	textBytes = 64 << 10
)

func (t *teller) output(cell int, o notebook.Output) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.told[cell] = true
	if o.Type == notebook.Stream {
		if t.from != cell {
			t.flushText()
		}
		t.from = cell
		t.text.WriteString(o.Text)
		if t.text.Len() > textBytes {
			t.flushText()
		}
		return
	}
	t.flushText()
	t.send(Event{Cell: t.nb.Cells[cell].ID, Output: &o})
}

func (t *teller) noteProgress(done, total int) {
	t.mu.Lock()
	t.progress.done, t.progress.total, t.since = done, total, true
	t.mu.Unlock()
}

// tick tells what has gathered, until the function that it returns is called.
func (t *teller) tick() (stop func()) {
	over := make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		clock := time.NewTicker(textEvery)
		defer clock.Stop()
		for {
			select {
			case <-clock.C:
				t.flush()
			case <-over:
				return
			}
		}
	}()
	return func() { close(over); <-ended }
}

func (t *teller) flush() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.flushText()
	if t.since {
		t.since = false
		t.send(Event{Cell: t.nb.Cells[t.asked].ID, Done: t.progress.done, Total: t.progress.total})
	}
}

func (t *teller) flushText() {
	if t.text.Len() == 0 {
		return
	}
	t.send(Event{Cell: t.nb.Cells[t.from].ID, Text: t.text.String()})
	t.text.Reset()
}

// send tells an event. An output that cannot be sent is a fault of the pipe, on
// which the child ends anyway.
func (t *teller) send(e Event) { _ = t.out.send(answer{ID: t.id, Event: &e}) }
