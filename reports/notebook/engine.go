package notebook

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"concord/analysis"
	"concord/corpus/bilingual"

	"go.starlark.net/starlark"
)

// Options says how an engine runs cells. The zero value runs in Chinese with
// the default limits and reads no files.
type Options struct {
	// Root is the folder within which corpus() reads; "" for none. Nothing
	// outside is reached, not through .. nor through symbolic links.
	Root string

	Lang     bilingual.Lang // of headings, sentences and hints; "" is Chinese
	Steps    uint64         // bound on the steps of a cell; 0 is 10^10, about 80 s
	Output   int            // bound on the bytes of a cell's outputs; 0 is 32 MiB
	Progress func(done, total int)
}

const (
	defaultSteps  = 10_000_000_000
	defaultOutput = 32 << 20
)

// Engine runs cells and remembers what it ran. It runs one cell at a time and
// may be used from several goroutines.
type Engine struct {
	opt   Options
	names map[string]bool // of the functions that every cell has

	mu      sync.Mutex
	studied map[string]studied
	cells   map[string]*entry // by static key
	sources *sources
	results map[string]*analysis.Result // by method, corpus and options
	watch   watching                    // of the run that is on
}

type studied struct {
	facts *facts
	err   error
}

// entry is what running a cell gave.
type entry struct {
	values  starlark.StringDict // frozen
	outputs []Output
	reads   map[string]string
}

// NewEngine makes an engine.
func NewEngine(opt Options) *Engine {
	if opt.Lang == "" {
		opt.Lang = bilingual.ZH
	}
	if opt.Steps == 0 {
		opt.Steps = defaultSteps
	}
	if opt.Output == 0 {
		opt.Output = defaultOutput
	}
	e := &Engine{
		opt: opt, names: map[string]bool{}, studied: map[string]studied{}, cells: map[string]*entry{},
		sources: newSources(opt.Root), results: map[string]*analysis.Result{},
	}
	for name := range (&run{e: e}).builtins() {
		e.names[name] = true
	}
	for name := range starlark.Universe {
		e.names[name] = true
	}
	return e
}

// salt is what keys depend on beside code and inputs.
func salt(lang bilingual.Lang) string { return "1 " + string(lang) }

func (e *Engine) study(number int, source string) (*facts, error) {
	key := fmt.Sprint(number, " ", source)
	s, ok := e.studied[key]
	if !ok {
		s.facts, s.err = study(number, source)
		e.studied[key] = s
	}
	return s.facts, s.err
}

// States judges every cell by its stored outputs, its code, and the files it
// read. Nothing is run.
func (e *Engine) States(nb *Notebook) []State {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.newPlan(nb).states(salt(e.opt.Lang), e.sources.same, hashOutputs)
}

// Stale reports whether the outputs of cell i no longer fit.
func (e *Engine) Stale(nb *Notebook, i int) bool { return e.States(nb)[i] == Stale }

// Uses lists the names that cell i takes from cells above, those inside the
// functions it calls too, with the position of the cell each comes from.
func (e *Engine) Uses(nb *Notebook, i int) map[string]int {
	e.mu.Lock()
	defer e.mu.Unlock()
	out := map[string]int{}
	for name, b := range e.newPlan(nb).wants[i] {
		out[name] = b.cell
	}
	return out
}

// Run runs cell i, after those above whose values it needs and that have not
// run in this engine. The outputs of every cell that ran are replaced. An
// error of a cell is a *CellError; it stands in the outputs of its cell too.
func (e *Engine) Run(ctx context.Context, nb *Notebook, i int) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if nb.Cells[i].Type != Code {
		return nil
	}
	p := e.newPlan(nb)
	_, err := e.ensure(ctx, p, i)
	return err
}

// ensure returns the values of cell i. Cells above come first. A cell whose
// entry still holds is not run again.
func (e *Engine) ensure(ctx context.Context, p *plan, i int) (*entry, error) {
	for _, above := range p.cells(i) {
		if p.full[above] != "" && e.cells[p.static[above]] != nil {
			continue
		}
		if _, err := e.ensure(ctx, p, above); err != nil {
			return nil, err
		}
	}
	p.setStatic(i, salt(e.opt.Lang))
	cell := p.nb.Cells[i]
	if have := e.cells[p.static[i]]; p.static[i] != "" && have != nil && e.sources.same(have.reads) {
		p.setFull(i, have.reads)
		cell.store(p.static[i], have)
		e.repeat(i, have.outputs)
		return have, nil
	}
	made, fault := e.exec(ctx, p, i)
	cell.Outputs = made.outputs
	if fault != nil {
		delete(cell.Metadata, metadataKey)
		return nil, fault
	}
	e.cells[p.static[i]] = made
	p.setFull(i, made.reads)
	cell.store(p.static[i], made)
	return made, nil
}

// store puts what a run gave into the cell.
func (c *Cell) store(key string, made *entry) {
	c.Outputs = slices.Clone(made.outputs)
	c.Metadata = maps.Clone(c.Metadata)
	c.Metadata.put(metadataKey, stamp{Key: key, Outputs: hashOutputs(made.outputs), Reads: made.reads})
}
