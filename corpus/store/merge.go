package store

import (
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"

	"concord/corpus"
)

// settle merges small segments at the end and computes the hash of the corpus.
func (w *writer) settle(ctx context.Context) error {
	if from := mergeFrom(w.next.Segments, w.opt.SegmentBytes); from < len(w.next.Segments)-1 {
		if err := w.merge(ctx, from); err != nil {
			return err
		}
	}
	return w.rehash(ctx)
}

// mergeFrom returns the first of the segments at the end that are worth one
// segment: each is at most twice as large as all behind it, and together they
// fit one. So a text is copied at most as often as its segment grows by half:
// a number of times logarithmic in the segments' size. No merge is the last
// segment alone.
func mergeFrom(segments []segmentEntry, limit int64) int {
	from := len(segments) - 1
	sum := segments[from].cost()
	for from > 0 {
		next := segments[from-1].cost()
		if next > 2*sum || sum+next > limit {
			break
		}
		sum += next
		from--
	}
	return from
}

// cost is the memory that a merge of the segment takes, as flush counts it.
func (s segmentEntry) cost() int64 {
	return s.TextBytes + int64(s.Documents-len(s.Removed))*documentBytes
}

// merge writes the segments from this one on as one, without what was removed.
func (w *writer) merge(ctx context.Context, from int) error {
	sub := *w.next
	sub.Segments, sub.Derived = w.next.Segments[from:], nil
	sub.count()
	s, err := openParts(os.DirFS(w.path), filepath.ToSlash(w.path), &sub)
	if err != nil {
		return err
	}
	defer s.Close()
	for _, p := range s.parts { // damage must not get a fresh checksum
		if err := p.checkAll(ctx); err != nil {
			return err
		}
	}
	c, err := s.Corpus(ctx)
	if err != nil {
		return err
	}
	file := segmentFile(w.next.Next)
	w.next.Next++
	sw, err := newSegmentWriter(filepath.Join(w.path, file+partSuffix))
	if err != nil {
		return err
	}
	p := &pendingSegment{segmentWriter: sw, file: file}
	for _, d := range c.Docs() {
		p.texts = append(p.texts, int64(len(d.Text)))
	}
	err = w.fillMerged(ctx, sw, c)
	var e segmentEntry
	if err == nil {
		e, err = w.finish(p)
	}
	if err != nil {
		sw.abort()
		return err
	}
	w.next.Segments = append(w.next.Segments[:from:from], e)
	w.dropUnpublished(sub.Segments)
	return nil
}

// fillMerged writes the documents of a part of the store, with its tokens where
// all segments have them.
func (w *writer) fillMerged(ctx context.Context, sw *segmentWriter, c *corpus.Corpus) error {
	if err := writeDocuments(sw, c.Docs()); err != nil {
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
	return writeIDs(sw, c.IDs())
}

// dropUnpublished removes segments that were made by this writer and are
// merged already. Those of an earlier manifest stay for its readers.
func (w *writer) dropUnpublished(merged []segmentEntry) {
	for _, s := range merged {
		for i, f := range w.made {
			if f == s.File {
				os.Remove(filepath.Join(w.path, f))
				w.made = append(w.made[:i:i], w.made[i+1:]...)
				break
			}
		}
	}
}

// rehash computes the hash of the corpus from the records.
func (w *writer) rehash(ctx context.Context) error {
	w.next.count()
	s, err := w.openNext()
	if err != nil {
		return err
	}
	records, failed := s.records(ctx)
	w.next.Hash = corpus.HashOf(records)
	return errors.Join(*failed, s.Close())
}

// records yields the documents without their structure, until one fails.
func (s *Store) records(ctx context.Context) (docs iter.Seq[*corpus.Document], failed *error) {
	failed = new(error)
	return func(yield func(*corpus.Document) bool) {
		for _, p := range s.parts {
			if *failed = p.check(ctx, colRecords, colIDs); *failed != nil {
				return
			}
			for _, i := range p.live {
				d := &corpus.Document{ID: p.id(i), Text: text(p.texts[p.textAt[i]:p.textAt[i+1]])}
				if err := readRecord(p.records[p.recordAt[i]:p.recordAt[i+1]], d); err != nil {
					*failed = p.bad("document "+d.ID+": "+err.Error(), "a record of this format")
					return
				}
				if !yield(d) {
					return
				}
			}
		}
	}, failed
}
