package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"concord/corpus/token"
)

// Options says how a store is written. The zero value has the defaults.
type Options struct {
	// Recipes are those by which the texts are cut for keeping; nil means the
	// default recipe, and for Add those of the store.
	Recipes []token.Recipe
	// SegmentBytes is how much text a segment holds, and about how much is held
	// in memory, twice, at a time; 0 means 64 MiB.
	SegmentBytes int64
}

const (
	defaultSegmentBytes = 64 << 20
	documentBytes       = 1 << 10 // what a document costs beside its text, roughly
)

// Change is what a writer did.
type Change struct {
	Added, Removed int // documents
	Documents      int // afterwards
	Segments       int // afterwards
}

// Build makes a store of the documents, in the place of one that stands there.
// Until the moment it is whole, a store that stands there stays as it is.
func Build(ctx context.Context, path string, feed Feed, opt Options) (Change, error) {
	err := os.Mkdir(path, 0o755)
	made := err == nil
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return Change{}, unwritable(path, err)
	}
	if !made {
		if err := replaceable(path); err != nil {
			return Change{}, err
		}
	}
	if opt.Recipes == nil {
		opt.Recipes = []token.Recipe{token.Default()}
	}
	change, err := write(path, "build", opt, func(w *writer) error {
		w.next.Segments, w.next.Left, w.next.Recipes = nil, nil, opt.Recipes
		return w.append(ctx, feed)
	})
	if err == nil && made {
		err = syncDir(filepath.Dir(filepath.Clean(path)))
	} else if made {
		os.Remove(filepath.Join(path, lockName))
		os.Remove(path) // only when nothing else is in it
	}
	return change, err
}

// replaceable refuses to build into what is not a store.
func replaceable(path string) error {
	list, err := os.ReadDir(path)
	if err != nil {
		return &Error{Path: path, Problem: "cannot be written", Want: "a folder NAME" + Extension, Err: cause(err)}
	}
	for _, item := range list {
		switch name := item.Name(); {
		case name == manifestName:
			return nil
		case name == lockName, name == manifestName+partSuffix, segmentName.MatchString(name), segmentName.MatchString(name[:max(0, len(name)-len(partSuffix))]):
		default:
			return &Error{Path: path, Problem: fmt.Sprintf("a folder that is not a store: %s is in it", name), Want: "a new name, or a store to replace"}
		}
	}
	return nil
}

// Add puts documents behind those of a store.
func Add(ctx context.Context, path string, feed Feed, opt Options) (Change, error) {
	if err := exists(path); err != nil {
		return Change{}, err
	}
	return write(path, "add", opt, func(w *writer) error {
		if opt.Recipes != nil {
			w.next.Recipes = opt.Recipes
		}
		return w.append(ctx, feed)
	})
}

// exists reports why there is no store to change.
func exists(path string) error {
	fsys, shown, err := folder(path)
	if err == nil {
		_, err = readManifest(fsys, shown)
	}
	return err
}

// Remove takes documents out of a store. Their bytes stay in its files until
// these are merged with others or the store is built anew.
func Remove(ctx context.Context, path string, ids []string) (Change, error) {
	if err := exists(path); err != nil {
		return Change{}, err
	}
	return write(path, "remove", Options{}, func(w *writer) error { return w.remove(ctx, ids) })
}

// remove marks documents as removed.
func (w *writer) remove(ctx context.Context, ids []string) error {
	s, err := w.openNext()
	if err != nil {
		return err
	}
	defer s.Close()
	wanted := map[string]bool{}
	for _, id := range ids {
		wanted[id] = true
	}
	segments := w.next.Segments
	w.next.Segments, w.next.Derived = nil, nil
	for i, p := range s.parts {
		if err := p.check(ctx, colIDs); err != nil {
			return err
		}
		e := segments[i]
		e.Removed = slices.Clone(e.Removed)
		for _, n := range p.live {
			if id := p.id(n); wanted[id] {
				delete(wanted, id)
				e.Removed = append(e.Removed, n)
				e.TextBytes -= int64(p.textAt[n+1] - p.textAt[n])
				w.change.Removed++
			}
		}
		slices.Sort(e.Removed)
		if len(e.Removed) < e.Documents {
			w.next.Segments = append(w.next.Segments, e)
		}
	}
	for _, id := range ids {
		if wanted[id] {
			return &Error{Path: w.path, Problem: fmt.Sprintf("no document %q", id), Want: "IDs that are in the store"}
		}
	}
	if w.next.count(); w.next.Documents == 0 {
		return &Error{Path: w.path, Problem: "no document would be left", Want: "at least one; remove the folder instead"}
	}
	return w.rehash(ctx)
}
