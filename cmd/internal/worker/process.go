package worker

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"concord/corpus"
	"concord/corpus/bilingual"
	"concord/reports/chart"
	"concord/reports/notebook"
)

// Options says how a child is started and what it may use. Zero means the
// default.
type Options struct {
	Command []string // that starts the child; nil is this program with the argument "worker"
	Env     []string // of the child beside this process's own

	Root   string         // folder within which cells read
	Lang   bilingual.Lang // of outputs
	Memory int64          // bytes; 2 GiB
	Wall   time.Duration  // of one cell; 1 hour
	Output int            // bytes of a cell's outputs; 32 MiB
	Grace  time.Duration  // between an interrupt and the end of the process; 2 seconds
}

func (o Options) withDefaults() Options {
	o.Memory = cmp.Or(o.Memory, 2<<30)
	o.Wall = cmp.Or(o.Wall, time.Hour)
	o.Output = cmp.Or(o.Output, 32<<20)
	o.Grace = cmp.Or(o.Grace, 2*time.Second)
	o.Lang = cmp.Or(o.Lang, bilingual.ZH)
	return o
}

// Ended says that the process has ended before it answered.
type Ended struct {
	Reason Reason
	Limit  int64 // MB of memory, or seconds, that were exceeded
}

// Reason is why a process ended.
type Reason string

// The reasons.
const (
	Memory  Reason = "memory"  // it occupied more than its limit
	Time    Reason = "time"    // the cell ran too long and did not listen
	Stopped Reason = "stopped" // the user stopped a cell that did not listen, or closed the notebook
	Crashed Reason = "crashed" // anything else
)

// Error says what happened to the cell.
func (e *Ended) Error() string {
	switch e.Reason {
	case Memory:
		return fmt.Sprintf("stopped: the cell needed more than %d MB", e.Limit)
	case Time:
		return fmt.Sprintf("stopped: the cell ran longer than %d s", e.Limit)
	case Stopped:
		return "stopped by the user"
	}
	return "the process that runs the cells has ended unexpectedly; the values of cells are made again when they are needed"
}

// Process is a child at work. It may be used from several goroutines.
type Process struct {
	opt   Options
	cmd   *exec.Cmd
	in    io.WriteCloser
	out   *writer
	gone  chan struct{} // closed when the process has ended
	notes complaints

	mu     sync.Mutex
	next   int
	calls  map[int]*call
	reason *Ended
}

// call is a request that waits for its answer.
type call struct {
	tell func(Event)
	over chan answer
}

// Start starts a child.
func Start(opt Options) (*Process, error) {
	opt = opt.withDefaults()
	if opt.Command == nil {
		self, err := os.Executable()
		if err != nil {
			return nil, fmt.Errorf("worker: %w", err)
		}
		opt.Command = []string{self, "worker"}
	}
	p := &Process{opt: opt, cmd: exec.Command(opt.Command[0], opt.Command[1:]...), gone: make(chan struct{}), calls: map[int]*call{}}
	p.cmd.Env = append(append(os.Environ(), opt.Env...), fmt.Sprintf("GOMEMLIMIT=%d", opt.Memory*9/10))
	p.cmd.Stderr = &p.notes
	quiet(p.cmd)
	var err error
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		return nil, fmt.Errorf("worker: %w", err)
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("worker: %w", err)
	}
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("worker: %w", err)
	}
	p.out = &writer{w: p.in}
	go p.listen(out)
	go p.watch()
	return p, p.out.send(setup{Root: opt.Root, Lang: string(opt.Lang), Output: opt.Output})
}

// listen hands answers to their calls until the child ends.
func (p *Process) listen(out io.Reader) {
	r := bufio.NewReaderSize(out, 64<<10)
	for {
		var a answer
		if err := receive(r, &a); err != nil {
			break
		}
		p.mu.Lock()
		c := p.calls[a.ID]
		if c != nil && a.Over {
			delete(p.calls, a.ID)
		}
		p.mu.Unlock()
		switch {
		case c == nil:
		case a.Over:
			c.over <- a
		case a.Event != nil && c.tell != nil:
			c.tell(*a.Event)
		}
	}
	_ = p.cmd.Process.Kill() // a child that speaks no frames is of no use
	_ = p.cmd.Wait()
	p.mu.Lock()
	if p.reason == nil {
		p.reason = &Ended{Reason: Crashed}
		if p.notes.has("out of memory") || p.notes.has("cannot allocate memory") {
			p.reason = &Ended{Memory, p.opt.Memory >> 20}
		}
	}
	p.mu.Unlock()
	close(p.gone)
}

// watch ends a child that occupies too much.
func (p *Process) watch() {
	clock := time.NewTicker(50 * time.Millisecond)
	defer clock.Stop()
	for {
		select {
		case <-p.gone:
			return
		case <-clock.C:
			if used, ok := resident(p.cmd.Process.Pid); ok && used > p.opt.Memory {
				p.end(Ended{Memory, p.opt.Memory >> 20})
			}
		}
	}
}

// end kills the child; the first reason counts.
func (p *Process) end(why Ended) {
	p.mu.Lock()
	if p.reason == nil {
		p.reason = &why
	}
	p.mu.Unlock()
	_ = p.cmd.Process.Kill()
}

// Close ends the child and waits for it.
func (p *Process) Close() {
	p.end(Ended{Reason: Stopped})
	_ = p.in.Close()
	<-p.gone
}

// Gone is closed when the child has ended.
func (p *Process) Gone() <-chan struct{} { return p.gone }

// PID is the number of the child's process.
func (p *Process) PID() int { return p.cmd.Process.Pid }

// Used returns the bytes of memory that the child occupies, 0 when the system
// does not say.
func (p *Process) Used() int64 {
	used, _ := resident(p.cmd.Process.Pid)
	return used
}

// do sends a request and waits for its answer. When ctx ends, the child is told
// to stop; if it does not, it is killed.
func (p *Process) do(ctx context.Context, q request, tell func(Event)) (answer, error) {
	c := &call{tell: tell, over: make(chan answer, 1)}
	p.mu.Lock()
	p.next++
	q.ID = p.next
	p.calls[q.ID] = c
	p.mu.Unlock()
	defer func() {
		p.mu.Lock()
		delete(p.calls, q.ID)
		p.mu.Unlock()
	}()
	if err := p.out.send(q); err != nil {
		<-p.gone
		return answer{}, p.ended()
	}
	stop := ctx.Done()
	var late, tooLong <-chan time.Time
	if q.Limit > 0 {
		tooLong = time.After(q.Limit + p.opt.Grace)
	}
	for {
		select {
		case a := <-c.over:
			return a, nil
		case <-p.gone:
			select {
			case a := <-c.over:
				return a, nil
			default:
			}
			return answer{}, p.ended()
		case <-stop:
			stop, late = nil, time.After(p.opt.Grace)
			_ = p.out.send(request{ID: q.ID, Do: doStop})
		case <-late:
			p.end(Ended{Reason: Stopped})
		case <-tooLong:
			p.end(Ended{Time, int64(q.Limit / time.Second)})
		}
	}
}

func (p *Process) ended() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	why := *p.reason
	return &why
}

// Run runs a cell, and those above whose values it needs. tell is given what
// they do, in order, from one goroutine. failed says that the cell ended in an
// error, which stands among its outputs. The error of Run is an *Ended when the
// child has ended; a new one must be started then.
func (p *Process) Run(ctx context.Context, cells []Cell, cell string, tell func(Event)) (failed bool, err error) {
	a, err := p.do(ctx, request{Do: doRun, Cells: cells, Cell: cell, Limit: p.opt.Wall}, tell)
	if err == nil && a.Problem != "" {
		err = errors.New(a.Problem)
	}
	return a.Failed, err
}

// Passage opens an address; see notebook.Engine.
func (p *Process) Passage(ctx context.Context, cells []Cell, at corpus.Address) (*notebook.Passage, error) {
	a, err := p.do(ctx, request{Do: doPassage, Cells: cells, Address: at}, nil)
	return a.Passage, problem(a, err)
}

// Lines finds where a feature stands; see notebook.Engine. The results are JSON.
func (p *Process) Lines(ctx context.Context, cells []Cell, hash, feature string, most int) ([]json.RawMessage, error) {
	a, err := p.do(ctx, request{Do: doLines, Cells: cells, Corpus: hash, Feature: feature, Most: most}, nil)
	return a.Lines, problem(a, err)
}

// Figure draws a figure anew; see notebook.Engine.
func (p *Process) Figure(ctx context.Context, label notebook.FigureLabel, opt chart.Options) (chart.Drawing, error) {
	a, err := p.do(ctx, request{Do: doFigure, Label: label, Drawing: opt}, nil)
	if err := problem(a, err); err != nil || a.Drawing == nil {
		return chart.Drawing{}, err
	}
	return *a.Drawing, nil
}

func problem(a answer, err error) error {
	if err == nil && a.Problem != "" {
		return errors.New(a.Problem)
	}
	return err
}

// complaints keeps the beginning of what the child complains of. It is never shown: it may
// hold words of the corpus.
type complaints struct {
	mu   sync.Mutex
	text []byte
}

func (t *complaints) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	const most = 8 << 10
	if len(t.text) < most { // the first lines of a fatal error say why
		t.text = append(t.text, b[:min(len(b), most-len(t.text))]...)
	}
	return len(b), nil
}

func (t *complaints) has(words string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.Contains(string(t.text), words)
}
