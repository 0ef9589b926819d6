package store

import (
	"context"
	"errors"
	"fmt"

	"concord/corpus"
)

// checkAll compares every block of the segment with its checksum.
func (s *segment) checkAll(ctx context.Context) error {
	return errors.Join(s.faults(ctx)...)
}

// faults lists the blocks that do not match their checksums.
func (s *segment) faults(ctx context.Context) []error {
	found := make([]error, len(s.checked))
	err := parallel(ctx, len(s.checked), func(i int) error { found[i] = s.checkBlock(i); return nil })
	var out []error
	for _, e := range append(found, err) {
		if e != nil {
			out = append(out, e)
		}
	}
	return out
}

// Verify reads every byte of a store: checksums, that texts match their
// SHA-256, that structures and tokens fit their texts, and the hash of the
// corpus. The error joins one *Error for each fault, in order of the files.
func Verify(ctx context.Context, path string) error {
	fsys, dir, err := folder(path)
	if err != nil {
		return err
	}
	m, err := readManifest(fsys, dir)
	if err != nil {
		return err
	}
	var faults []error
	s := &Store{path: dir, manifest: m}
	for _, e := range m.Segments {
		p, err := openPart(fsys, dir, e)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		s.parts = append(s.parts, p)
		found := p.faults(ctx)
		if len(found) == 0 {
			found = p.verifyContent(ctx)
		}
		faults = append(faults, found...)
	}
	for _, e := range m.Derived {
		seg, err := openDerived(fsys, dir, e)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		s.derived = append(s.derived, seg)
		faults = append(faults, seg.faults(ctx)...)
	}
	if len(faults) == 0 {
		records, failed := s.records(ctx)
		if hash := corpus.HashOf(records); *failed != nil {
			faults = append(faults, *failed)
		} else if hash != m.Hash {
			faults = append(faults, &Error{Path: dir, Problem: fmt.Sprintf("the documents have the hash %.16s…", hash), Want: fmt.Sprintf("%.16s…, as the manifest says", m.Hash)})
		}
	}
	return errors.Join(append(faults, s.Close())...)
}

// verifyContent decodes everything of a segment.
func (p *part) verifyContent(ctx context.Context) []error {
	var faults []error
	err := parallel(ctx, p.n, func(i int) error {
		d := &corpus.Document{}
		if err := p.document(i, d); err != nil {
			return err
		}
		if err := p.fill(i, d); err != nil {
			return err
		}
		if have := corpus.Hash(d.Text); have != d.SHA256 {
			return p.bad(fmt.Sprintf("document %d, %q: its text has the SHA-256 %.16s…", i+1, d.ID, have), fmt.Sprintf("%.16s…", d.SHA256))
		}
		return nil
	})
	if err != nil {
		faults = append(faults, err)
	}
	for _, hash := range p.recipes() {
		if _, err := p.openTokens(ctx, hash); err != nil {
			faults = append(faults, err)
		}
	}
	return faults
}
