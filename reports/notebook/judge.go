package notebook

import (
	"sync"

	"concord/corpus/bilingual"
)

// Judge says again and again which cells of a notebook are stale while it is
// edited. It runs nothing and remembers what it has hashed, so that a notebook
// with large outputs is judged at once. It may be used from several goroutines.
type Judge struct {
	e *Engine

	mu     sync.Mutex
	hashes map[*Output]hashed // by the first of a cell's outputs
}

// hashed is the hash of so many outputs.
type hashed struct {
	n    int
	hash string
}

// NewJudge makes a judge of notebooks that stand in the folder root and run in
// lang.
func NewJudge(root string, lang bilingual.Lang) *Judge {
	return &Judge{e: NewEngine(Options{Root: root, Lang: lang}), hashes: map[*Output]hashed{}}
}

// States judges every cell as Engine.States does. Outputs must not be changed
// in place between two calls: a cell that has run has a new slice.
func (j *Judge) States(nb *Notebook) []State {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.e.mu.Lock()
	defer j.e.mu.Unlock()
	used := map[*Output]hashed{}
	states := j.e.newPlan(nb).states(salt(j.e.opt.Lang), j.e.sources.same, func(outputs []Output) string {
		if len(outputs) == 0 {
			return hashOutputs(nil)
		}
		h, ok := j.hashes[&outputs[0]]
		if !ok || h.n != len(outputs) {
			h = hashed{len(outputs), hashOutputs(outputs)}
		}
		used[&outputs[0]] = h
		return h.hash
	})
	j.hashes = used
	if len(j.e.studied) > maxStudied {
		j.e.studied = map[string]studied{}
	}
	return states
}

// maxStudied bounds the texts of cells that a judge remembers: every pause in
// typing leaves one.
const maxStudied = 2000

// LanguageOf returns the language in which most of the stored outputs were made,
// or otherwise where none of them says.
func LanguageOf(nb *Notebook, otherwise bilingual.Lang) bilingual.Lang {
	best, most := otherwise, 0
	for _, lang := range []bilingual.Lang{otherwise, bilingual.ZH, bilingual.EN} {
		p, fits := NewEngine(Options{}).newPlan(nb), 0
		for i, c := range nb.Cells {
			p.setStatic(i, salt(lang))
			if s, ok := c.stamp(); ok && s.Key == p.static[i] {
				p.setFull(i, s.Reads)
				fits++
			}
		}
		if fits > most {
			best, most = lang, fits
		}
	}
	return best
}

// Scope returns what cell i sees as far as its text says: see Engine.Scope. It
// speaks lang.
func (j *Judge) Scope(nb *Notebook, i int, lang bilingual.Lang) *Scope {
	s := j.e.Scope(nb, i)
	s.lang = lang
	return s
}
