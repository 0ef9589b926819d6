package book

import (
	"slices"
	"strings"

	"concord/reports/notebook"
)

// waiting is a cell in the queue and the request that it came with. When a cell
// fails, only those of its own request are taken back: what people asked for
// meanwhile still runs.
type waiting struct {
	id    string
	batch int
}

// enqueue has cells run, in order of the document. The caller holds b.mu.
func (b *Book) enqueue(ids []string) {
	b.batch++
	for _, id := range ids {
		l := b.live[id]
		running := l.run == runRunning
		if b.waits(id) || running && l.started == l.version { // the run that is on will do
			continue
		}
		b.queue = append(b.queue, waiting{id, b.batch})
		if !running {
			l.run = runQueued
			b.note(id)
		}
	}
	poke(b.kick)
}

// waits reports whether a cell is in the queue. The caller holds b.mu.
func (b *Book) waits(id string) bool {
	return slices.ContainsFunc(b.queue, func(w waiting) bool { return w.id == id })
}

const (
	runQueued  = "queued"
	runRunning = "running"
)

// note tells how a cell runs. The caller holds b.mu.
func (b *Book) note(id string) {
	l := b.live[id]
	b.log.note("run", map[string]any{"cell": id, "run": l.run, "ms": l.ms, "rev": l.rev})
}

// takeBack takes what waits out of the queue: that of one request, or all with
// 0. The caller holds b.mu.
func (b *Book) takeBack(batch int) {
	b.queue = slices.DeleteFunc(b.queue, func(w waiting) bool {
		if batch != 0 && w.batch != batch {
			return false
		}
		if l := b.live[w.id]; l != nil && l.run == runQueued {
			l.run = ""
			b.note(w.id)
		}
		return true
	})
}

func (b *Book) run(a Action, at int) (Outcome, error) {
	switch a.What {
	case "", "cell":
		if b.nb.Cells[at].Type == notebook.Code {
			b.enqueue([]string{a.Cell})
		}
		return Outcome{Cell: a.Cell}, nil
	case "above":
		return b.runSome("", 0, at)
	case "below":
		return b.runSome("", at, len(b.nb.Cells))
	}
	return Outcome{}, wrong("what", "got %q, want cell, above, below, stale or all", clip(a.What, 80))
}

// runSome runs the code cells from one position to another. Of what is stale it
// judges now: the last judgement may be older than the last edit.
func (b *Book) runSome(what string, from, to int) (Outcome, error) {
	var states []notebook.State
	if what == "stale" {
		states = b.judge.States(b.copy())
	}
	var ids []string
	for i, c := range b.nb.Cells[from:to] {
		if c.Type == notebook.Code && (states == nil || states[i] != notebook.Fresh && strings.TrimSpace(c.Source) != "") {
			ids = append(ids, c.ID)
		}
	}
	b.enqueue(ids)
	return Outcome{}, nil
}

// stop interrupts the cell that runs and takes back what waits.
func (b *Book) stop() (Outcome, error) {
	b.takeBack(0)
	if b.cancel != nil {
		b.cancel()
	}
	return Outcome{}, nil
}

// restart ends the process; the next cell starts a new one.
func (b *Book) restart() (Outcome, error) {
	b.takeBack(0)
	if p := b.process; p != nil {
		b.process = nil
		go p.Close() // what runs is told that it was stopped
		b.log.note("engine", map[string]string{"engine": "off"})
	}
	return Outcome{}, nil
}
