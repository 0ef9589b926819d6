package kernel

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"concord/cmd/internal/kernel/wire"
	"concord/cmd/internal/kernel/zmtp"
	"concord/corpus/bilingual"
	"concord/reports/notebook"
)

// Options says how a kernel works. The zero value is Chinese and reads no files.
type Options struct {
	Root     string         // the folder within which cells read; "" for none
	Lang     bilingual.Lang // of headings, hints and explanations; "" is Chinese
	Progress time.Duration  // a cell that computes for longer shows how far it is; 0 is a second, less than 0 never
	Parent   int            // JPY_PARENT_PID: the process without which there is no use in going on; 0 for none
	Log      func(error)    // told of messages that are refused; nil for nobody

	// Interrupts stop the cell that runs, as a request on the control socket
	// does; nil for none.
	Interrupts <-chan os.Signal
}

// linger is how long a kernel that ends waits for clients to read, and for a
// cell to stop.
const linger = time.Second

// Kernel is a kernel that listens.
type Kernel struct {
	opt     Options
	at      Connection
	session *wire.Session
	engine  *notebook.Engine

	shell, control, stdin *door
	iopub                 *zmtp.Publisher
	heart                 *zmtp.Echo
	waiting               *queue // requests to run code

	out   *outlet
	cells *notebook.Notebook // that ran; the executor's own
	lost  map[string]int     // names that a cell which failed would have made, and its number; the executor's own
	past  history
	scope atomic.Pointer[notebook.Scope]

	idle    chan struct{} // told when a cell has ended
	mu      sync.Mutex
	cancel  context.CancelFunc // of the cell that runs, nil for none
	stopped chan struct{}      // closed when the kernel is to end
	stop    func()
}

// door is a socket on which requests come.
type door struct {
	*zmtp.Router
	waiting *queue // requests that are answered beside the executor
}

// task is a request and where it came in.
type task struct {
	*wire.Message
	from *door
}

// Start binds the sockets of a connection. Requests are taken from then on, and
// answered once Run is called.
func Start(c Connection, opt Options) (*Kernel, error) {
	if err := c.check(); err != nil {
		return nil, fmt.Errorf("kernel: connection: %w", err)
	}
	if opt.Lang == "" {
		opt.Lang = bilingual.ZH
	}
	if opt.Progress == 0 {
		opt.Progress = time.Second
	}
	if opt.Log == nil {
		opt.Log = func(error) {}
	}
	k := &Kernel{
		opt: opt, at: c, session: wire.NewSession(c.Key),
		engine:  notebook.NewEngine(notebook.Options{Root: opt.Root, Lang: opt.Lang}),
		waiting: newQueue(), cells: notebook.New(), lost: map[string]int{}, stopped: make(chan struct{}), idle: make(chan struct{}, 1),
	}
	k.stop = sync.OnceFunc(func() { close(k.stopped) })
	k.out = &outlet{publish: k.publish}
	k.look()
	if err := k.listen(); err != nil {
		k.close(0)
		return nil, err
	}
	return k, nil
}

// listen binds the five sockets and notes the ports that they got.
func (k *Kernel) listen() error {
	var err error
	if k.shell, err = k.door(&k.at.Shell, k.ask); err != nil {
		return err
	}
	if k.control, err = k.door(&k.at.Control, k.ask); err != nil {
		return err
	}
	// Cells ask the user nothing, so what comes here answers nothing.
	if k.stdin, err = k.door(&k.at.Stdin, func(*task) {}); err != nil {
		return err
	}
	if k.iopub, err = zmtp.ListenPublisher(k.at.endpoint(k.at.IOPub), zmtp.Usual(), k.welcome); err != nil {
		return err
	}
	k.at.IOPub = portOf(k.iopub.Endpoint())
	if k.heart, err = zmtp.ListenEcho(k.at.endpoint(k.at.Heartbeat), zmtp.Usual()); err != nil {
		return err
	}
	k.at.Heartbeat = portOf(k.heart.Endpoint())
	return nil
}

func (k *Kernel) door(port *int, take func(*task)) (*door, error) {
	d := &door{waiting: newQueue()}
	r, err := zmtp.ListenRouter(k.at.endpoint(*port), zmtp.Usual(), func(frames zmtp.Message) {
		m, err := k.session.Decode(frames)
		if err != nil {
			k.opt.Log(err)
			return
		}
		take(&task{m, d})
	})
	if err != nil {
		return nil, err
	}
	d.Router, *port = r, portOf(r.Endpoint())
	return d, nil
}

// ask puts a request where it is answered.
func (k *Kernel) ask(t *task) {
	switch {
	case t.Header.Type == "execute_request" && t.from == k.shell:
		k.waiting.put(t)
		return
	case t.Header.Type == "interrupt_request":
		k.interrupt() // before anything else; the reply follows
	}
	t.from.waiting.put(t)
}

// Connection is where the kernel listens, with the ports that it got.
func (k *Kernel) Connection() Connection { return k.at }

// Run answers requests until one of them is to shut down, the context ends, or
// the parent process is gone.
func (k *Kernel) Run(ctx context.Context) {
	watch, unwatch := context.WithCancel(ctx)
	defer unwatch()
	if k.opt.Parent != 0 {
		go func() {
			awaitEnd(watch, k.opt.Parent)
			k.stop()
		}()
	}
	go k.heed(watch)
	for _, d := range []*door{k.shell, k.control} {
		go d.waiting.each(k.answer)
	}
	executor := make(chan struct{})
	go func() {
		k.waiting.each(k.execute)
		close(executor)
	}()
	go k.rest(watch)
	select {
	case <-ctx.Done():
	case <-k.stopped:
	}
	k.waiting.close()
	k.interrupt()
	select {
	case <-executor:
	case <-time.After(linger): // a function that does not heed its context
	}
	k.close(linger)
}

// heed stops the cell that runs at every signal.
func (k *Kernel) heed(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-k.opt.Interrupts:
			k.interrupt()
		}
	}
}

// calm is how long nothing has run when memory is given back.
const calm = 500 * time.Millisecond

// rest gives memory that is no longer used back to the system when nothing has
// run for a while: a notebook server has many kernels that wait for their users.
func (k *Kernel) rest(ctx context.Context) {
	timer := time.NewTimer(calm)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-k.idle:
			timer.Reset(calm)
		case <-timer.C:
			k.mu.Lock()
			busy := k.cancel != nil
			k.mu.Unlock()
			if !busy {
				debug.FreeOSMemory()
			}
		}
	}
}

// interrupt stops the cell that runs.
func (k *Kernel) interrupt() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.cancel != nil {
		k.cancel()
	}
}

// close ends the sockets, all at the same time.
func (k *Kernel) close(linger time.Duration) {
	var all sync.WaitGroup
	for _, d := range []*door{k.shell, k.control, k.stdin} {
		if d != nil {
			d.waiting.close()
			all.Go(func() { d.Close(linger) })
		}
	}
	if k.iopub != nil {
		all.Go(func() { k.iopub.Close(linger) })
	}
	if k.heart != nil {
		all.Go(func() { k.heart.Close(linger) })
	}
	all.Wait()
}

// look notes what cells see now, for completion while a cell runs, and lets the
// engine forget what no cell can reach.
func (k *Kernel) look() {
	defer func() {
		if x := recover(); x != nil {
			k.opt.Log(fmt.Errorf("kernel: names: %v", x))
		}
	}()
	k.engine.Trim(k.cells, keptOutputs)
	k.scope.Store(k.engine.Scope(k.cells, len(k.cells.Cells)))
}
