package book

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"concord/corpus/bilingual"
	"concord/reports/notebook"
)

// Action is what a page asks for.
type Action struct {
	Do      string `json:"do"`
	Cell    string `json:"cell"`
	Version int    `json:"version"` // of the cell, from which an edit was made
	Source  string `json:"source"`
	Type    string `json:"type"`
	At      int    `json:"at"` // position, of add and move
	What    string `json:"what"`
	By      string `json:"by"` // the page, so that it knows its own edits
}

// Outcome is the answer to an action.
type Outcome struct {
	Cell    string `json:"cell,omitempty"`
	Version int    `json:"version,omitempty"`
}

// Conflict says that a cell was changed elsewhere meanwhile.
type Conflict struct {
	Version int
	Source  string
}

func (c *Conflict) Error() string {
	return "the cell was changed elsewhere meanwhile; both texts are kept"
}

// ActionError is an action that cannot be done as it stands.
type ActionError struct{ Where, Problem string }

func (e *ActionError) Error() string { return e.Where + ": " + e.Problem }

func wrong(where, format string, args ...any) error {
	return &ActionError{where, fmt.Sprintf(format, args...)}
}

// Do does an action. The error is a *Conflict or an *ActionError.
func (b *Book) Do(a Action) (Outcome, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed.Err() != nil {
		return Outcome{}, wrong("book", "it is closed")
	}
	if act := b.whole(a); act != nil {
		return act()
	}
	at := b.nb.Index(a.Cell)
	if at < 0 {
		return Outcome{}, wrong("cell", "no cell %q; it may have been deleted", clip(a.Cell, 80))
	}
	act, ok := map[string]func(Action, int) (Outcome, error){
		"edit": b.edit, "delete": b.remove, "move": b.move, "duplicate": b.duplicate, "type": b.retype, "name": b.rename,
		"fold": b.fold, "run": b.run, "clear": b.clear,
	}[a.Do]
	if !ok {
		return Outcome{}, wrong("do", "got %q, want edit, run, stop, restart, add, delete, undo, move, duplicate, type, name, fold, clear, save, disk or lang", clip(a.Do, 80))
	}
	return act(a, at)
}

// whole returns what does an action on no one cell, or nil.
func (b *Book) whole(a Action) func() (Outcome, error) {
	switch {
	case a.Do == "add":
		return func() (Outcome, error) { return b.add(a) }
	case a.Do == "undo":
		return b.bringBack
	case a.Do == "stop":
		return b.stop
	case a.Do == "restart":
		return b.restart
	case a.Do == "run" && (a.What == "all" || a.What == "stale"):
		return func() (Outcome, error) { return b.runSome(a.What, 0, len(b.nb.Cells)) }
	case a.Do == "save":
		return func() (Outcome, error) { b.touch(); return Outcome{}, nil }
	case a.Do == "disk":
		return func() (Outcome, error) { return b.settle(a.What) }
	case a.Do == "lang":
		return func() (Outcome, error) { return b.setLang(bilingual.Lang(a.What)) }
	}
	return nil
}

func (b *Book) fits(source string) error {
	if len(source) > b.opt.Source {
		return wrong("source", "%d bytes, want at most %d in a cell", len(source), b.opt.Source)
	}
	if !utf8.ValidString(source) {
		return wrong("source", "not UTF-8")
	}
	return nil
}

func (b *Book) edit(a Action, at int) (Outcome, error) {
	c, l := b.nb.Cells[at], b.live[a.Cell]
	if err := b.fits(a.Source); err != nil {
		return Outcome{}, err
	}
	if a.Version != l.version {
		if a.Source == c.Source { // the same text twice is no conflict
			return Outcome{a.Cell, l.version}, nil
		}
		return Outcome{}, &Conflict{l.version, c.Source}
	}
	if a.Source == c.Source {
		return Outcome{a.Cell, l.version}, nil
	}
	c.Source = a.Source
	l.version++
	b.tell(c, a.By)
	b.touch()
	poke(b.rethink)
	return Outcome{a.Cell, l.version}, nil
}

// tell tells a cell without its outputs.
func (b *Book) tell(c *notebook.Cell, by string) {
	v := b.cellView(c)
	v.Outputs = nil
	b.log.note("cell", struct {
		cellView
		By string `json:"by,omitempty"`
	}{v, clip(by, 80)})
}

func kindOf(name string) (notebook.CellType, error) {
	switch k := notebook.CellType(name); k {
	case notebook.Code, notebook.Markdown, notebook.Raw:
		return k, nil
	}
	return "", wrong("type", "got %q, want code, markdown or raw", clip(name, 80))
}

// insert puts a cell in and tells it. The caller holds b.mu.
func (b *Book) insert(c *notebook.Cell, l *live, at int) Outcome {
	b.nb.Cells = slices.Insert(b.nb.Cells, at, c)
	b.live[c.ID] = l
	b.log.note("add", map[string]any{"at": at, "cell": b.cellView(c), "undo": len(b.undo)})
	b.touch()
	poke(b.rethink)
	return Outcome{c.ID, l.version}
}

func (b *Book) add(a Action) (Outcome, error) {
	kind, err := kindOf(a.Type)
	if err == nil {
		err = b.fits(a.Source)
	}
	if err != nil {
		return Outcome{}, err
	}
	if a.At < 0 || a.At > len(b.nb.Cells) {
		return Outcome{}, wrong("at", "got %d, want 0 to %d", a.At, len(b.nb.Cells))
	}
	if len(b.nb.Cells) >= b.opt.Cells {
		return Outcome{}, wrong("cell", "the notebook has %d cells, want at most that", b.opt.Cells)
	}
	c := &notebook.Cell{ID: b.freeID(), Type: kind, Source: a.Source, Metadata: notebook.Metadata{}}
	return b.insert(c, &live{version: 1, state: notebook.Empty}, a.At), nil
}

// freeID draws an ID that no cell has, a deleted one neither: two people who
// add a cell in two copies of a file should not draw the same.
func (b *Book) freeID() string {
	for {
		if id := draw()[:8]; b.nb.Index(id) < 0 {
			return id
		}
	}
}

// undone is how many deleted cells can be brought back.
const undone = 50

func (b *Book) remove(a Action, at int) (Outcome, error) {
	if a.Cell == b.current {
		b.cancel()
	}
	c, l := b.nb.Cells[at], b.live[a.Cell]
	b.queue = slices.DeleteFunc(b.queue, func(w waiting) bool { return w.id == a.Cell })
	kept := *l
	kept.run, kept.fresh = "", nil
	b.undo = append(b.undo, removed{c, &kept, at})
	b.undo = b.undo[max(0, len(b.undo)-undone):]
	b.nb.Cells = slices.Delete(slices.Clone(b.nb.Cells), at, at+1)
	delete(b.live, a.Cell)
	b.log.note("remove", map[string]any{"cell": a.Cell, "undo": len(b.undo)})
	b.touch()
	poke(b.rethink)
	return Outcome{}, nil
}

func (b *Book) bringBack() (Outcome, error) {
	if len(b.undo) == 0 {
		return Outcome{}, wrong("undo", "nothing was deleted")
	}
	r := b.undo[len(b.undo)-1]
	b.undo = b.undo[:len(b.undo)-1]
	r.live.version++
	r.live.rev++
	return b.insert(r.cell, r.live, min(r.at, len(b.nb.Cells))), nil
}

func (b *Book) move(a Action, at int) (Outcome, error) {
	if a.At < 0 || a.At >= len(b.nb.Cells) {
		return Outcome{}, wrong("at", "got %d, want 0 to %d", a.At, len(b.nb.Cells)-1)
	}
	c := b.nb.Cells[at]
	cells := slices.Delete(slices.Clone(b.nb.Cells), at, at+1)
	b.nb.Cells = slices.Insert(cells, a.At, c)
	b.log.note("move", map[string]any{"cell": a.Cell, "at": a.At})
	b.touch()
	poke(b.rethink)
	return Outcome{Cell: a.Cell}, nil
}

func (b *Book) duplicate(a Action, at int) (Outcome, error) {
	c := b.nb.Cells[at]
	return b.add(Action{Type: string(c.Type), Source: c.Source, At: at + 1})
}

func (b *Book) retype(a Action, at int) (Outcome, error) {
	kind, err := kindOf(a.Type)
	if err != nil {
		return Outcome{}, err
	}
	c, l := b.nb.Cells[at], b.live[a.Cell]
	if c.Type == kind {
		return Outcome{a.Cell, l.version}, nil
	}
	if l.run != "" {
		return Outcome{}, wrong("type", "the cell is running; stop it first")
	}
	c.Type, c.Outputs, c.Attachments = kind, nil, nil
	c.Metadata = without(c.Metadata, metadataKey)
	l.version++
	l.rev++
	b.tell(c, "")
	b.touch()
	poke(b.rethink)
	return Outcome{a.Cell, l.version}, nil
}

func (b *Book) rename(a Action, at int) (Outcome, error) {
	name := strings.TrimSpace(strings.ToValidUTF8(a.Source, ""))
	c := b.nb.Cells[at]
	if len(name) > 400 {
		return Outcome{}, wrong("name", "longer than 400 bytes")
	}
	if name == "" {
		c.Metadata = without(c.Metadata, "name")
	} else {
		c.Metadata = with(c.Metadata, "name", name)
	}
	b.tell(c, "")
	b.touch()
	return Outcome{Cell: a.Cell}, nil
}

func (b *Book) fold(a Action, at int) (Outcome, error) {
	c := b.nb.Cells[at]
	if folded(c) {
		c.Metadata = without(c.Metadata, "jupyter")
	} else {
		c.Metadata = with(c.Metadata, "jupyter", map[string]bool{"source_hidden": true})
	}
	b.tell(c, "")
	b.touch()
	return Outcome{Cell: a.Cell}, nil
}

// clear takes the outputs of a cell away.
func (b *Book) clear(a Action, at int) (Outcome, error) {
	c, l := b.nb.Cells[at], b.live[a.Cell]
	if l.run != "" {
		return Outcome{}, wrong("clear", "the cell is running; stop it first")
	}
	c.Outputs, c.Metadata = nil, without(c.Metadata, metadataKey)
	l.rev++
	l.ms = 0
	b.note(a.Cell)
	b.touch()
	poke(b.rethink)
	return Outcome{Cell: a.Cell}, nil
}
