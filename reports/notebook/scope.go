package notebook

import (
	"slices"

	"concord/corpus/bilingual"

	"go.starlark.net/starlark"
)

// Scope is what a cell sees at one moment: the functions of every cell, and the
// names of the cells above with their values, as far as they have run. It
// completes and explains code. It does not change, runs nothing, and may be
// used from several goroutines, also while the engine runs.
type Scope struct {
	lang    bilingual.Lang
	sources *sources
	own     []string            // names of cells above, sorted
	values  starlark.StringDict // of those whose cells have run
	texts   map[string]string   // of the functions among them: their code
}

// Scope returns what cell i sees; i may be the number of cells, for a cell that
// is yet to be written.
func (e *Engine) Scope(nb *Notebook, i int) *Scope {
	e.mu.Lock()
	defer e.mu.Unlock()
	s := &Scope{lang: e.opt.Lang, sources: newSources(e.opt.Root), values: starlark.StringDict{}, texts: map[string]string{}}
	p := e.newPlan(&Notebook{Cells: nb.Cells[:i]})
	for at := range i {
		if p.facts[at] == nil {
			continue
		}
		p.setStatic(at, salt(e.opt.Lang))
		made := e.cells[p.static[at]]
		if made != nil {
			p.setFull(at, made.reads)
		}
		for _, name := range p.facts[at].defs {
			s.add(name, p.facts[at], made)
		}
	}
	slices.Sort(s.own)
	s.own = slices.Compact(s.own)
	return s
}

// add notes a name of a cell. A later cell replaces what an earlier one gave.
func (s *Scope) add(name string, f *facts, made *entry) {
	s.own = append(s.own, name)
	delete(s.texts, name)
	if fn, ok := f.funcs[name]; ok {
		s.texts[name] = fn.source
	}
	if made == nil {
		delete(s.values, name)
		return
	}
	if v, ok := made.values[name]; ok {
		s.values[name] = v
	}
}

// Names lists the names that cell i binds, sorted; none when it cannot be read.
func (e *Engine) Names(nb *Notebook, i int) []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	if f := e.newPlan(nb).facts[i]; f != nil {
		return slices.Clone(f.defs)
	}
	return nil
}
