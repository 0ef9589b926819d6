package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"concord/corpus"
	"concord/corpus/token"
)

// writer is one change of a store, which holds its lock.
type writer struct {
	path    string
	opt     Options
	old     *manifest // nil when there is none
	next    *manifest // being made
	change  Change
	made    []string // segment files that no manifest names yet
	cutters []*token.Cutter

	pending []*pendingSegment
	docs    []*corpus.Document // of the segment being filled
	bytes   int64
	writing chan error // nil unless a segment is being written
}

// pendingSegment is a segment that lacks only its IDs.
type pendingSegment struct {
	*segmentWriter
	file  string
	texts []int64 // bytes, by document
}

// write locks the store, cleans up behind others, makes a change and publishes
// it. Whatever fails, the store is as it was.
func write(path, doing string, opt Options, change func(*writer) error) (done Change, err error) {
	lock, err := acquire(path, doing)
	if err != nil {
		return Change{}, err
	}
	defer func() { err = errors.Join(err, release(lock)) }()
	w := &writer{path: path, opt: opt, next: &manifest{Next: 1}}
	if w.opt.SegmentBytes <= 0 {
		w.opt.SegmentBytes = defaultSegmentBytes
	}
	if w.old, err = w.current(); err != nil {
		return Change{}, err
	}
	if w.old != nil {
		w.next = w.old.clone()
	}
	if err = clean(path, w.old); err != nil {
		return Change{}, err
	}
	if err = change(w); err == nil {
		w.next.Generation++
		err = publish(path, w.next)
	}
	if err != nil {
		w.abort()
		return Change{}, err
	}
	w.change.Documents, w.change.Segments = w.next.Documents, len(w.next.Segments)
	return w.change, nil
}

// current reads the manifest as it is under the lock, nil when there is none.
func (w *writer) current() (*manifest, error) {
	if _, err := os.Stat(filepath.Join(w.path, manifestName)); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return readManifest(os.DirFS(w.path), filepath.ToSlash(w.path))
}

// abort removes what no manifest names.
func (w *writer) abort() {
	if w.writing != nil {
		<-w.writing
	}
	for _, p := range w.pending {
		p.abort()
	}
	if m, err := w.current(); err != nil || m != nil && (w.old == nil || m.Generation != w.old.Generation) {
		return // published after all; only the folder could not be synced
	}
	for _, f := range w.made {
		os.Remove(filepath.Join(w.path, f))
	}
}

// append writes the documents of a feed into new segments and merges small
// ones.
func (w *writer) append(ctx context.Context, feed Feed) error {
	w.next.Derived = nil // it was derived from other documents
	for _, r := range w.next.Recipes {
		k, err := token.New(r)
		if err != nil {
			return err
		}
		w.cutters = append(w.cutters, k)
	}
	before, err := w.openNext()
	if err != nil {
		return err
	}
	taken, err := before.IDs(ctx)
	for i, id := range taken {
		taken[i] = strings.Clone(id) // it outlives the mapping
	}
	if err = errors.Join(err, before.Close()); err != nil {
		return err
	}
	n := 0
	fed, err := feed(ctx, taken, func(d *corpus.Document) error { n++; return w.add(ctx, d) })
	if err == nil {
		err = w.flush(ctx)
	}
	if err == nil && w.writing != nil {
		err, w.writing = <-w.writing, nil
	}
	if err == nil && len(fed.IDs) != n {
		err = fmt.Errorf("store: %d documents were handed over with %d IDs", n, len(fed.IDs))
	}
	if err == nil {
		err = w.name(fed.IDs, taken)
	}
	if err == nil {
		w.next.Left = append(w.next.Left[:len(w.next.Left):len(w.next.Left)], fed.Left...)
		err = w.settle(ctx)
	}
	return err
}

// openNext opens the store that the next manifest describes so far.
func (w *writer) openNext() (*Store, error) {
	return openParts(os.DirFS(w.path), filepath.ToSlash(w.path), w.next)
}

// add takes a document and, when enough are there, has a segment written.
func (w *writer) add(ctx context.Context, d *corpus.Document) error {
	if d.Text == "" {
		return &Error{Path: d.Source.Path, Problem: fmt.Sprintf("document %q without a text", d.ID), Want: "a document as corpus/load makes it"}
	}
	w.docs = append(w.docs, d)
	if w.bytes += int64(len(d.Text)) + documentBytes; w.bytes >= w.opt.SegmentBytes {
		return w.flush(ctx)
	}
	return nil
}

// flush has the documents taken written as a segment while the next ones are
// read. One segment is written at a time.
func (w *writer) flush(ctx context.Context) error {
	if w.writing != nil {
		err := <-w.writing
		if w.writing = nil; err != nil {
			return err
		}
	}
	docs := w.docs
	if w.docs, w.bytes = nil, 0; len(docs) == 0 {
		return ctx.Err()
	}
	file := segmentFile(w.next.Next)
	w.next.Next++
	sw, err := newSegmentWriter(filepath.Join(w.path, file+partSuffix))
	if err != nil {
		return err
	}
	p := &pendingSegment{segmentWriter: sw, file: file, texts: make([]int64, len(docs))}
	for i, d := range docs {
		p.texts[i] = int64(len(d.Text))
	}
	w.pending = append(w.pending, p)
	w.writing = make(chan error, 1)
	go func(done chan<- error) { done <- w.fill(ctx, sw, docs) }(w.writing)
	return ctx.Err()
}

// fill writes the documents and their tokens.
func (w *writer) fill(ctx context.Context, sw *segmentWriter, docs []*corpus.Document) error {
	err := parallel(ctx, len(docs), func(i int) error {
		if d := docs[i]; d.SHA256 != corpus.Hash(d.Text) {
			return &Error{Path: d.Source.Path, Problem: fmt.Sprintf("document %q: its text does not match its SHA-256", d.ID), Want: "a document as corpus/load makes it"}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := writeDocuments(sw, docs); err != nil || len(w.cutters) == 0 {
		return err
	}
	c, err := provisional(docs)
	if err != nil {
		return err
	}
	for _, k := range w.cutters {
		t, err := k.Cut(ctx, c)
		if err == nil {
			err = writeTokens(sw, t)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// provisional makes a corpus of documents that may have no IDs yet.
func provisional(docs []*corpus.Document) (*corpus.Corpus, error) {
	copies := make([]*corpus.Document, len(docs))
	for i, d := range docs {
		c := *d
		c.ID = fmt.Sprint(i + 1)
		copies[i] = &c
	}
	return corpus.Stored(copies, corpus.Keeper{Offsets: func(i int) []int32 { return corpus.Offsets(docs[i]) }})
}

// name gives the pending segments their IDs and finishes them.
func (w *writer) name(ids, taken []string) error {
	used := make(map[string]bool, len(ids)+len(taken))
	for _, id := range taken {
		used[id] = true
	}
	for _, id := range ids {
		if used[id] {
			return &Error{Path: w.path, Problem: fmt.Sprintf("the ID %q is given twice, or in the store already", id), Want: "unique IDs"}
		}
		if id != "" {
			used[id] = true
			w.change.Added++
		}
	}
	for len(w.pending) > 0 {
		p := w.pending[0]
		own := ids[:len(p.texts)]
		ids = ids[len(p.texts):]
		if err := writeIDs(p.segmentWriter, own); err != nil {
			return err
		}
		e, err := w.finish(p)
		if err != nil {
			return err
		}
		for i, id := range own {
			if id == "" {
				e.Removed = append(e.Removed, i)
				e.TextBytes -= p.texts[i]
			}
		}
		if len(e.Removed) < e.Documents {
			w.next.Segments = append(w.next.Segments, e)
		}
		w.pending = w.pending[1:]
	}
	if w.next.count(); w.next.Documents == 0 {
		return &Error{Path: w.path, Problem: "no documents to store", Want: "at least one"}
	}
	return nil
}

// finish gives a segment its name.
func (w *writer) finish(p *pendingSegment) (segmentEntry, error) {
	sum, size, err := p.segmentWriter.finish()
	if err != nil {
		return segmentEntry{}, err
	}
	final := filepath.Join(w.path, p.file)
	if err := os.Rename(final+partSuffix, final); err != nil {
		return segmentEntry{}, unwritable(final, err)
	}
	w.made = append(w.made, p.file)
	e := segmentEntry{File: p.file, Size: size, SHA256: fmt.Sprintf("%x", sum), Documents: len(p.texts)}
	for _, n := range p.texts {
		e.TextBytes += n
	}
	return e, nil
}
