package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	slashes "path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"concord/corpus"
)

// Extension is how the name of a store ends.
const Extension = ".concord"

// Manifest is the name of the file that every change of a store replaces.
const Manifest = manifestName

// Store is an open store. It may be used from several goroutines. What it
// yields are the documents at the time it was opened, whatever is written
// since.
//
// Strings and tokens that it yields lie in mapped files: they must not be used
// after Close, nor may the corpora made of it. A store that is needed to the
// end of the program need not be closed.
type Store struct {
	path     string
	manifest *manifest
	parts    []*part
	derived  []*segment // in order of the manifest
}

// part is the documents of one segment that are not removed.
type part struct {
	*columns
	live []int // positions

	mu   sync.Mutex
	open map[string]*tokens // by recipe; nil for one that is not kept or is damaged
}

// kept returns the tokens of document i. Where they are missing or damaged it
// is nil: the text is there to be cut.
func (p *part) kept(i int, hash string) *corpus.Kept {
	p.mu.Lock()
	defer p.mu.Unlock()
	t, known := p.open[hash]
	if !known {
		t, _ = p.openTokens(context.Background(), hash)
		if p.open == nil {
			p.open = map[string]*tokens{}
		}
		p.open[hash] = t
	}
	if t == nil {
		return nil
	}
	return &corpus.Kept{Features: t.features, Sequence: t.sequence(i)}
}

// Is reports whether a path is a store: a folder with the extension, or with
// the manifest of one.
func Is(path string) bool {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return false
	}
	return hasExtension(filepath.Clean(path)) || IsFS(os.DirFS(path), ".")
}

// IsFS does so for a folder of a file system.
func IsFS(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	if err != nil || !info.IsDir() {
		return false
	}
	if hasExtension(name) {
		return true
	}
	f, err := fsys.Open(slashes.Join(name, manifestName))
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, len(manifestMagic))
	_, err = io.ReadFull(f, head)
	return err == nil && string(head) == manifestMagic
}

func hasExtension(name string) bool {
	return strings.EqualFold(filepath.Ext(name), Extension)
}

// Open opens a store for reading. It reads the manifest, the directories of the
// segments and where their documents begin, not the documents. Damage in what
// it reads is an *Error.
func Open(path string) (*Store, error) {
	fsys, shown, err := folder(path)
	if err != nil {
		return nil, err
	}
	return OpenFS(fsys, shown)
}

// folder is the folder of a store, and its name for errors.
func folder(path string) (fsys fs.FS, shown string, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, "", &Error{Path: path, Problem: "cannot be opened", Want: "a folder NAME" + Extension, Err: cause(err)}
	}
	if !info.IsDir() {
		return nil, "", &Error{Path: path, Problem: "a file", Want: "a folder NAME" + Extension}
	}
	return os.DirFS(path), filepath.ToSlash(filepath.Clean(path)), nil
}

// OpenFS opens the store whose files are the root of a file system; shown is
// its name for errors. Files of the operating system are mapped, others read
// into memory.
func OpenFS(fsys fs.FS, shown string) (*Store, error) {
	m, err := readManifest(fsys, shown)
	for err == nil {
		var s *Store
		if s, err = openParts(fsys, shown, m); err == nil {
			return s, nil
		}
		// A writer may have replaced the manifest and removed segments in
		// between. Then the new manifest holds.
		newer, again := readManifest(fsys, shown)
		if again != nil || newer.Generation == m.Generation {
			return nil, err
		}
		m, err = newer, nil
	}
	return nil, err
}

// HashFS returns the Hash of the corpus in the store whose files are the root of
// a file system. It reads the manifest alone.
func HashFS(fsys fs.FS, shown string) (string, error) {
	m, err := readManifest(fsys, shown)
	if err != nil {
		return "", err
	}
	return m.Hash, nil
}

func openParts(fsys fs.FS, shown string, m *manifest) (*Store, error) {
	s := &Store{path: shown, manifest: m}
	for _, e := range m.Segments {
		p, err := openPart(fsys, shown, e)
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		s.parts = append(s.parts, p)
	}
	for _, e := range m.Derived {
		seg, err := openDerived(fsys, shown, e)
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		s.derived = append(s.derived, seg)
	}
	return s, nil
}

func openDerived(fsys fs.FS, shown string, e derivedEntry) (*segment, error) {
	seg, err := openSegment(fsys, e.File, shown+"/"+e.File)
	if err != nil {
		return nil, err
	}
	if err := seg.matches(e.Size, e.SHA256); err != nil {
		return nil, errors.Join(err, seg.close())
	}
	return seg, nil
}

// openPart opens one segment and holds it against its entry.
func openPart(fsys fs.FS, shown string, e segmentEntry) (*part, error) {
	seg, err := openSegment(fsys, e.File, shown+"/"+e.File)
	if err != nil {
		return nil, err
	}
	if err := seg.matches(e.Size, e.SHA256); err != nil {
		return nil, errors.Join(err, seg.close())
	}
	c, err := openColumns(context.Background(), seg)
	if err == nil && c.n != e.Documents {
		err = seg.bad(fmt.Sprintf("%d documents", c.n), fmt.Sprintf("%d, as the manifest says", e.Documents))
	}
	if err != nil {
		return nil, errors.Join(err, seg.close())
	}
	return &part{columns: c, live: e.live()}, nil
}

// Close gives back the mapped memory. Nothing that came from the store may be
// used afterwards; to use it ends the program with a memory fault.
func (s *Store) Close() error {
	var errs []error
	for _, p := range s.parts {
		errs = append(errs, p.close())
	}
	for _, d := range s.derived {
		errs = append(errs, d.close())
	}
	s.parts, s.derived = nil, nil
	return errors.Join(errs...)
}

// Len returns the number of documents.
func (s *Store) Len() int { return s.manifest.Documents }

// Hash returns the Hash of the corpus.
func (s *Store) Hash() string { return s.manifest.Hash }

// Left lists what was left out when the texts were read for the store.
func (s *Store) Left() []Left { return slices.Clone(s.manifest.Left) }

// IDs returns the IDs of the documents, in order.
func (s *Store) IDs(ctx context.Context) ([]string, error) {
	ids := make([]string, 0, s.Len())
	for _, p := range s.parts {
		if err := p.check(ctx, colIDs); err != nil {
			return nil, err
		}
		for _, i := range p.live {
			ids = append(ids, p.id(i))
		}
	}
	return ids, nil
}

// Document returns the i-th document, without reading the others. All that it
// reads is checked.
func (s *Store) Document(i int) (*corpus.Document, error) {
	for _, p := range s.parts {
		if i >= 0 && i < len(p.live) {
			n := p.live[i]
			if err := p.checkDocument(n); err != nil {
				return nil, err
			}
			d := &corpus.Document{}
			if err := p.document(n, d); err != nil {
				return nil, err
			}
			return d, p.fill(n, d)
		}
		i -= len(p.live)
	}
	return nil, &Error{Path: s.path, Problem: "no such document", Want: fmt.Sprintf("a position from 0 to %d", s.Len()-1)}
}

// Corpus makes the corpus of the documents. Records are read and checked now;
// the structure of a document, and with it its text, when it is first asked
// for, and tokens when the corpus is cut by a recipe for which they are kept. A
// document that turns out to be damaged then makes Err of the corpus an *Error.
func (s *Store) Corpus(ctx context.Context) (*corpus.Corpus, error) {
	docs, err := s.documents(ctx)
	if err != nil {
		return nil, err
	}
	type place struct {
		*part
		n int
	}
	places := make([]place, 0, len(docs))
	for _, p := range s.parts {
		for _, i := range p.live {
			places = append(places, place{p, i})
		}
	}
	return corpus.Stored(docs, corpus.Keeper{
		Hash:      s.manifest.Hash,
		Offsets:   func(i int) []int32 { return places[i].characterOffsets(places[i].n) },
		Structure: func(i int, d *corpus.Document) error { return places[i].fill(places[i].n, d) },
		Tokens:    func(i int, hash string) *corpus.Kept { return places[i].kept(places[i].n, hash) },
		Derived:   s.derivedParts,
	})
}

// decodeTogether is how many documents are decoded by one goroutine at a time.
const decodeTogether = 256

func (s *Store) documents(ctx context.Context) ([]*corpus.Document, error) {
	all := make([]corpus.Document, s.Len())
	first := 0
	for _, p := range s.parts {
		if err := p.check(ctx, metadata...); err != nil {
			return nil, err
		}
		chunks := (len(p.live) + decodeTogether - 1) / decodeTogether
		err := parallel(ctx, chunks, func(chunk int) error {
			for j := chunk * decodeTogether; j < min((chunk+1)*decodeTogether, len(p.live)); j++ {
				if err := p.document(p.live[j], &all[first+j]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		first += len(p.live)
	}
	docs := make([]*corpus.Document, len(all))
	for i := range all {
		docs[i] = &all[i]
	}
	return docs, nil
}
