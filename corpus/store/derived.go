package store

import (
	"context"
	"fmt"
	"path/filepath"
)

// Section is a named part of data derived from a whole corpus, such as an
// index. Data begins at a multiple of 64 bytes.
type Section struct {
	Name string
	Data []byte
}

// derivedEntry is derived data in a manifest: a segment without documents.
type derivedEntry struct {
	Name   string `json:"name"`
	File   string `json:"file"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"` // of its directory and footer
}

// Derive keeps data that make derives from the documents as they are now, in
// the place of what was kept under that name. A change of the documents drops
// all derived data.
func Derive(ctx context.Context, path, name string, make func(*Store) ([]Section, error)) error {
	if err := exists(path); err != nil {
		return err
	}
	_, err := write(path, "derive", Options{}, func(w *writer) error { return w.derive(ctx, name, make) })
	return err
}

func (w *writer) derive(ctx context.Context, name string, make func(*Store) ([]Section, error)) error {
	s, err := w.openNext()
	if err != nil {
		return err
	}
	defer s.Close()
	sections, err := make(s)
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
	w.pending = append(w.pending, p) // so that a failure removes it
	for _, sec := range sections {
		if err := sw.put(sec.Name, sec.Data); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	e, err := w.finish(p)
	if err != nil {
		return err
	}
	w.pending = nil
	var others []derivedEntry
	for _, d := range w.next.Derived {
		if d.Name != name {
			others = append(others, d)
		}
	}
	w.next.Derived = append(others, derivedEntry{Name: name, File: e.File, Size: e.Size, SHA256: e.SHA256})
	return nil
}

// Derived returns the data kept under a name, all its bytes checked, or nil when
// there are none for the documents as they are. They lie in mapped memory.
func (s *Store) Derived(ctx context.Context, name string) ([]Section, error) {
	for i, d := range s.manifest.Derived {
		if d.Name != name {
			continue
		}
		seg := s.derived[i]
		if err := seg.checkAll(ctx); err != nil {
			return nil, err
		}
		out := []Section{}
		for _, sec := range seg.order {
			b, err := seg.bytes(sec.name, 1)
			if err != nil {
				return nil, err
			}
			out = append(out, Section{sec.name, b})
		}
		return out, nil
	}
	return nil, nil
}

// derivedParts is Derived for a corpus: what is damaged is as good as missing,
// for the documents are there to derive it from. Verify tells.
func (s *Store) derivedParts(ctx context.Context, name string) map[string][]byte {
	sections, err := s.Derived(ctx, name)
	if err != nil || sections == nil {
		return nil
	}
	out := make(map[string][]byte, len(sections))
	for _, sec := range sections {
		out[sec.Name] = sec.Data
	}
	return out
}

// matches holds a segment against its entry in the manifest.
func (s *segment) matches(size int64, sum string) error {
	if int64(len(s.data)) == size && s.sum == sum {
		return nil
	}
	return s.bad(fmt.Sprintf("another segment: %d bytes, SHA-256 %.16s…", len(s.data), s.sum),
		fmt.Sprintf("the one of the manifest: %d bytes, SHA-256 %.16s…", size, sum))
}
