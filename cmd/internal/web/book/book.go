package book

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"sync"
	"time"

	"concord/cmd/internal/worker"
	"concord/corpus/bilingual"
	"concord/reports/notebook"
)

// Options says how a book is kept.
type Options struct {
	Root *os.Root // folder of the file; nil keeps the book in memory alone
	Name string   // of the file within Root, with forward slashes
	Dir  string   // the folder of Root on this machine, for the process that reads corpora

	Lang   bilingual.Lang // of results, where the notebook does not say
	Worker worker.Options // Root and Lang are set here
	Cells  int            // most cells; 2000
	Source int            // most bytes of a cell; 1 MiB
	Slot   func(context.Context) (release func(), err error)
}

// Book is an open notebook. It may be used from several goroutines.
type Book struct {
	opt   Options
	judge *notebook.Judge

	mu       sync.Mutex
	nb       *notebook.Notebook
	live     map[string]*live
	log      journal
	undo     []removed
	lang     bilingual.Lang
	queue    []waiting
	batch    int    // number of the last request
	current  string // cell that runs
	cancel   context.CancelFunc
	process  *worker.Process
	progress *progressView
	pace     pace
	used     time.Time // last time that somebody did something
	viewers  int

	disk    disk
	kick    chan struct{} // work in the queue
	rethink chan struct{} // states may have changed
	closed  context.Context
	close   context.CancelFunc
	work    sync.WaitGroup
}

// live is what a cell has beside its document.
type live struct {
	version int
	started int // version of the run that is on
	rev     int
	run     string // queued or running
	ms      int64
	began   time.Time
	state   notebook.State
	fresh   *gathering // outputs of the run that is on
}

// removed is a deleted cell and where it stood.
type removed struct {
	cell *notebook.Cell
	live *live
	at   int
}

// Open opens the notebook of opt, running nothing.
func Open(opt Options) (*Book, error) {
	opt.Cells, opt.Source = cmp.Or(opt.Cells, 2000), cmp.Or(opt.Source, 1<<20)
	d := disk{root: opt.Root, name: opt.Name, state: saveView{State: stateMemory}}
	nb := notebook.New()
	if opt.Root != nil {
		var err error
		if nb, err = d.read(); err != nil {
			return nil, err
		}
	}
	return begin(opt, nb, d), nil
}

// Of makes a book of a notebook that stands in no file.
func Of(opt Options, nb *notebook.Notebook) *Book {
	opt.Root = nil
	opt.Cells, opt.Source = cmp.Or(opt.Cells, 2000), cmp.Or(opt.Source, 1<<20)
	return begin(opt, nb, disk{name: opt.Name, state: saveView{State: stateMemory}})
}

func begin(opt Options, nb *notebook.Notebook, d disk) *Book {
	lang := languageOf(nb, cmp.Or(opt.Lang, bilingual.ZH))
	b := &Book{
		opt: opt, nb: nb, lang: lang, live: map[string]*live{}, disk: d, used: time.Now(),
		kick: make(chan struct{}, 1), rethink: make(chan struct{}, 1),
		log: journal{epoch: draw(), changed: make(chan struct{})},
	}
	b.judge = notebook.NewJudge(b.folder(), lang)
	for _, c := range nb.Cells {
		b.live[c.ID] = &live{version: 1, state: notebook.Empty}
	}
	b.closed, b.close = context.WithCancel(context.Background())
	b.work.Go(b.runAll)
	b.work.Go(b.judgeAll)
	b.work.Go(b.saveAll)
	poke(b.rethink)
	return b
}

// languageOf returns the language of results: what the notebook says, else that
// of its results, else otherwise.
func languageOf(nb *notebook.Notebook, otherwise bilingual.Lang) bilingual.Lang {
	var own struct{ Lang bilingual.Lang }
	if json.Unmarshal(nb.Metadata[metadataKey], &own) == nil && (own.Lang == bilingual.ZH || own.Lang == bilingual.EN) {
		return own.Lang
	}
	return notebook.LanguageOf(nb, otherwise)
}

// folder is where cells read: the folder of the notebook.
func (b *Book) folder() string {
	if b.opt.Dir == "" {
		return ""
	}
	return filepath.Join(b.opt.Dir, filepath.FromSlash(path.Dir(b.opt.Name)))
}

func draw() string {
	b := make([]byte, 8)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

// poke wakes who waits on a channel of one.
func poke(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// Close stops what runs, saves, and ends the process of the cells.
func (b *Book) Close() error {
	b.mu.Lock()
	b.queue = nil
	if b.cancel != nil {
		b.cancel()
	}
	p := b.process
	b.mu.Unlock()
	if p != nil {
		p.Close()
	}
	b.close()
	b.work.Wait()
	return b.disk.lastProblem()
}

// Done is closed when the book is.
func (b *Book) Done() <-chan struct{} { return b.closed.Done() }

// View counts a page that looks at the book; the function returned says that
// it has gone.
func (b *Book) View() func() {
	b.mu.Lock()
	b.viewers++
	b.mu.Unlock()
	return func() {
		b.mu.Lock()
		b.viewers--
		b.used = time.Now()
		b.mu.Unlock()
	}
}

// Idle reports how long nobody has looked at the book and nothing has run.
func (b *Book) Idle() time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.viewers > 0 || b.current != "" || len(b.queue) > 0 || b.disk.dirty {
		return 0
	}
	return time.Since(b.used)
}

// Rest ends the process of the cells when nothing runs; their values are made
// again when they are needed. It reports whether there was one.
func (b *Book) Rest() bool {
	b.mu.Lock()
	p := b.process
	if p == nil || b.current != "" {
		b.mu.Unlock()
		return false
	}
	b.process = nil
	b.log.note("engine", map[string]string{"engine": "off"})
	b.mu.Unlock()
	p.Close()
	return true
}

// view is the whole state. The caller holds b.mu.
func (b *Book) view() bookView {
	v := bookView{Name: b.opt.Name, Lang: b.lang, Save: b.disk.state, Undo: len(b.undo), Engine: "off", Progress: b.progress}
	if b.process != nil {
		v.Engine = "on"
	}
	for _, c := range b.nb.Cells {
		v.Cells = append(v.Cells, b.cellView(c))
	}
	return v
}

func (b *Book) cellView(c *notebook.Cell) cellView {
	l := b.live[c.ID]
	v := cellView{
		ID: c.ID, Type: string(c.Type), Source: c.Source, Version: l.version, Name: textOf(c.Metadata["name"]),
		Folded: folded(c), Rev: l.rev, State: string(l.state), Run: l.run, MS: l.ms,
	}
	if c.Type == notebook.Markdown {
		v.HTML = notebook.MarkdownHTML(c.Source)
	}
	for _, o := range l.outputs(c) {
		v.Outputs = append(v.Outputs, viewOf(o))
	}
	return v
}

// outputs are those of the run that is on, else those that stand.
func (l *live) outputs(c *notebook.Cell) []notebook.Output {
	if l.fresh != nil {
		return l.fresh.all()
	}
	return c.Outputs
}

// Output returns an output of a cell as of a revision.
func (b *Book) Output(id string, rev, n int) (notebook.Output, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	at := b.nb.Index(id)
	if at < 0 || b.live[id].rev != rev {
		return notebook.Output{}, false
	}
	all := b.live[id].outputs(b.nb.Cells[at])
	if n < 0 || n >= len(all) {
		return notebook.Output{}, false
	}
	return all[n], true
}

// Snapshot returns a copy of the document, for an export, and how many cells
// have results that are out of date.
func (b *Book) Snapshot() (nb *notebook.Notebook, stale int, lang bilingual.Lang) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, l := range b.live {
		if l.state == notebook.Stale {
			stale++
		}
	}
	return b.copy(), stale, b.lang
}

// copy copies the document. Outputs are shared: they are never changed in
// place. The caller holds b.mu.
func (b *Book) copy() *notebook.Notebook {
	nb := &notebook.Notebook{Metadata: b.nb.Metadata}
	for _, c := range b.nb.Cells {
		one := *c
		if l := b.live[c.ID]; l.fresh != nil {
			one.Outputs = l.fresh.all() // what stands so far; without a stamp it is stale
			one.Metadata = without(c.Metadata, metadataKey)
		}
		nb.Cells = append(nb.Cells, &one)
	}
	return nb
}

const metadataKey = "concord"

// judgeAll finds which cells are stale, a moment after the last change.
func (b *Book) judgeAll() {
	for {
		select {
		case <-b.rethink:
		case <-b.closed.Done():
			return
		}
		b.mu.Lock()
		nb, judge := b.copy(), b.judge
		b.mu.Unlock()
		states := judge.States(nb)
		changed := map[string]string{}
		b.mu.Lock()
		for i, c := range nb.Cells {
			if l := b.live[c.ID]; l != nil && l.state != states[i] {
				l.state = states[i]
				changed[c.ID] = string(states[i])
			}
		}
		if len(changed) > 0 {
			b.log.note("states", changed)
		}
		b.mu.Unlock()
		select {
		case <-time.After(100 * time.Millisecond): // typing makes many changes
		case <-b.closed.Done():
			return
		}
	}
}

// cells lists the code cells for the process. The caller holds b.mu.
func (b *Book) cells() []worker.Cell {
	var out []worker.Cell
	for _, c := range b.nb.Cells {
		if c.Type == notebook.Code {
			out = append(out, worker.Cell{ID: c.ID, Source: c.Source, Stamp: c.Metadata[metadataKey]})
		}
	}
	return out
}

// Scope returns what a cell sees as far as texts say, and whether there is such
// a cell.
func (b *Book) Scope(id string, lang bilingual.Lang) (*notebook.Scope, bool) {
	b.mu.Lock()
	at, nb, judge := b.nb.Index(id), b.copy(), b.judge
	b.mu.Unlock()
	if at < 0 {
		return nil, false
	}
	return judge.Scope(nb, at, lang), true
}
