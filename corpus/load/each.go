package load

import (
	"context"
	"errors"
	"slices"
	"strings"

	"concord/corpus"
)

// Taken is IDs that are in use elsewhere, and where: no document gets one, and
// to be given one is bad data.
type Taken struct {
	IDs []string
	By  string // for errors: the path of a store
}

// Streamed is what Each handed over and left out.
type Streamed struct {
	IDs     []string // of the documents, in order; "" for one that is left out after all, since another has its ID
	Files   int
	Skipped []Skipped
	Ignored []Ignored
}

// Each reads what Paths reads and hands over one document after the other, in
// the same order, without keeping their texts: memory does not grow with their
// number. What is held is a few tens of megabytes of texts and, where that is
// more, the largest file that is not JSON lines, about four times.
//
// A document that was given no ID has none when it is handed over, since names
// depend on all documents: Streamed.IDs has them. Each calls f from one
// goroutine at a time; an error of f ends the reading and is returned. Bad data
// may turn up when documents have been handed over already.
func Each(ctx context.Context, paths []string, opt Options, taken Taken, f func(*corpus.Document) error) (*Streamed, error) {
	return each(ctx, paths, opt, taken, eachBytes, f)
}

// eachBytes is how much text Each reads before it hands it over.
const eachBytes = 32 << 20

func each(ctx context.Context, paths []string, opt Options, taken Taken, limit int64, f func(*corpus.Document) error) (*Streamed, error) {
	if len(paths) == 0 {
		return nil, errNoPaths
	}
	find := newFinder(opt)
	for _, p := range paths {
		if err := find.addPath(ctx, p); err != nil {
			return nil, err
		}
	}
	l := newLoader(find, opt)
	defer l.pdf.close()
	if err := l.readSidecars(find); err != nil {
		return nil, err
	}
	s := &streaming{loader: l, limit: limit, f: f}
	for entries := find.entries; len(entries) > 0; {
		n := s.together(entries)
		if err := s.read(ctx, entries[:n]); err != nil {
			return nil, err
		}
		entries = entries[n:]
	}
	ids, err := s.names(taken)
	if err != nil {
		return nil, err
	}
	out := &Streamed{IDs: ids, Files: len(find.entries), Ignored: find.ignored,
		Skipped: slices.Concat(find.skipped, s.unread, s.unfinished.Skipped, s.unnamed.Skipped)}
	if !slices.ContainsFunc(ids, func(id string) bool { return id != "" }) {
		return nil, nothing(&Loaded{Skipped: out.Skipped})
	}
	return out, nil
}

// streaming is one run of Each.
type streaming struct {
	*loader
	limit  int64
	f      func(*corpus.Document) error
	drafts []*draft // of all documents handed over, with what names depend on

	stopped error // what f returned

	unread              []Skipped
	unfinished, unnamed Loaded // for what they skip
}

// together returns how many of the next files are read at once: as many as the
// limit allows, at least one; JSON lines alone.
func (s *streaming) together(entries []*entry) int {
	total := int64(0)
	for i, e := range entries {
		size := max(e.size, 0)
		if packed := unpackedName(e.name) != e.name; packed || e.size < 0 {
			size = max(10*size, 1<<20) // texts pack 3 to 10 to 1
		}
		if total += size; i > 0 && (total > s.limit || streams(e.name)) {
			return i
		}
		if streams(e.name) {
			return 1
		}
	}
	return len(entries)
}

// read reads some files and hands their documents over.
func (s *streaming) read(ctx context.Context, entries []*entry) error {
	full := func(b *batch) error {
		if b.held < s.limit {
			return nil
		}
		drafts := b.drafts
		b.drafts, b.held = nil, 0
		s.total += len(drafts)
		return s.hand(ctx, drafts)
	}
	if len(entries) > 1 {
		full = nil // files that are read at the same time are handed over in order
	}
	batches, err := s.readFiles(ctx, entries, full)
	if s.stopped != nil { // even where it looks like bad data that may be skipped
		return s.stopped
	}
	if err != nil {
		return err
	}
	for _, b := range batches {
		s.unread = append(s.unread, b.skipped...)
		if err := s.hand(ctx, b.drafts); err != nil {
			return err
		}
	}
	return nil
}

// hand finishes documents and hands them over.
func (s *streaming) hand(ctx context.Context, drafts []*draft) error {
	drafts, err := s.finish(ctx, drafts, &s.unfinished)
	if err != nil {
		return err
	}
	for _, d := range drafts {
		s.drafts = append(s.drafts, d.forNaming())
		if s.stopped = s.f(d.doc); s.stopped != nil {
			return s.stopped
		}
	}
	return nil
}

// forNaming is the draft without its text and what goes with it.
func (d *draft) forNaming() *draft {
	doc := &corpus.Document{ID: strings.Clone(d.doc.ID), Date: d.doc.Date, Parties: slices.Clone(d.doc.Parties)}
	doc.Source.Path, doc.Source.Line = d.doc.Source.Path, d.doc.Source.Line
	return &draft{doc: doc, stem: d.stem, number: d.number}
}

// names names the documents handed over.
func (s *streaming) names(taken Taken) ([]string, error) {
	all := make([]*draft, 0, len(taken.IDs)+len(s.drafts))
	for _, id := range taken.IDs {
		all = append(all, &draft{doc: &corpus.Document{ID: id, Source: corpus.Source{Path: taken.By}}})
	}
	kept, err := s.name(append(all, s.drafts...), &s.unnamed)
	if err != nil {
		return nil, err
	}
	kept = kept[len(taken.IDs):]
	ids := make([]string, len(s.drafts))
	for i, d := range s.drafts {
		if len(kept) > 0 && kept[0] == d {
			ids[i], kept = d.doc.ID, kept[1:]
		}
	}
	return ids, nil
}

// errNoPaths is a call without anything to read.
var errNoPaths = errors.New("load: no paths given, want at least one file or folder")
