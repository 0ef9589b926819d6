package notebook

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/load"
	"concord/corpus/specimen"
	"concord/corpus/store"
)

// specimenName is the path of the embedded specimen.
const specimenName = "specimen"

// sources reads corpora and knows them again.
type sources struct {
	root   string
	loaded map[string]*corpusValue    // by path and hash of its files
	inputs map[string]*analysis.Input // by hash of the corpus
}

func newSources(root string) *sources {
	return &sources{root: root, loaded: map[string]*corpusValue{}, inputs: map[string]*analysis.Input{}}
}

// value makes the value of a corpus; one input for each corpus, so that tokens
// are cut once.
func (s *sources) value(c *corpus.Corpus) *corpusValue {
	in, ok := s.inputs[c.Hash()]
	if !ok {
		in = analysis.NewInput(c)
		s.inputs[c.Hash()] = in
	}
	return &corpusValue{in.Corpus, in}
}

// open returns the file system and the name within it of a path of a notebook.
func (s *sources) open(name string) (fs.FS, string, func(), error) {
	if name == specimenName {
		return specimen.Embedded(), ".", func() {}, nil
	}
	clean := path.Clean(strings.TrimSuffix(name, "/"))
	switch {
	case s.root == "":
		return nil, "", nil, fmt.Errorf("corpus: %q: this notebook runs without a folder to read from; %q is there always", name, specimenName)
	case !fs.ValidPath(clean):
		return nil, "", nil, fmt.Errorf("corpus: %q: want a path within the folder of the notebook, without .. and with forward slashes", name)
	}
	root, err := os.OpenRoot(s.root)
	if err != nil {
		return nil, "", nil, fmt.Errorf("corpus: the folder of the notebook cannot be opened: %w", bare(err))
	}
	return root.FS(), clean, func() { root.Close() }, nil
}

// bare takes the path off an error, so that outputs hold no path of a machine.
func bare(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// read loads a corpus, unless its files have been read before as they are now.
func (s *sources) read(ctx context.Context, name string, progress func(done, total int)) (v *corpusValue, hash string, err error) {
	fsys, at, done, err := s.open(name)
	if err != nil {
		return nil, "", err
	}
	defer done()
	hash, err = fingerprint(fsys, at, name)
	if err != nil {
		return nil, "", unread(name, err)
	}
	key := name + "\x00" + hash
	if v, ok := s.loaded[key]; ok {
		return v, hash, nil
	}
	c, err := openCorpus(ctx, fsys, at, name, progress)
	if err != nil {
		return nil, "", err
	}
	v = s.value(c)
	s.loaded[key] = v
	return v, hash, nil
}

// openCorpus reads the corpus in a store or in files. A store stays open to the end
// of the program: values of a notebook hold its texts for as long as they like.
func openCorpus(ctx context.Context, fsys fs.FS, at, name string, progress func(done, total int)) (*corpus.Corpus, error) {
	if !store.IsFS(fsys, at) {
		l, err := load.FS(ctx, fsys, at, load.Options{Progress: progress})
		if err != nil {
			return nil, err
		}
		return l.Corpus, nil
	}
	files, err := fs.Sub(fsys, at)
	if err != nil {
		return nil, err
	}
	st, err := store.OpenFS(files, name)
	if err != nil {
		return nil, err
	}
	c, err := st.Corpus(ctx)
	if err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return c, nil
}

// same reports whether files still have the hashes with which they were read.
func (s *sources) same(reads map[string]string) bool {
	for name, want := range reads {
		fsys, at, done, err := s.open(name)
		if err != nil {
			return false
		}
		have, err := fingerprint(fsys, at, name)
		done()
		if err != nil || have != want {
			return false
		}
	}
	return true
}

// unread is the error of files that cannot be read. That of a store names its
// file and what was expected of it.
func unread(name string, err error) error {
	var bad *store.Error
	if errors.As(err, &bad) {
		return bad
	}
	return fmt.Errorf("corpus: %q: %w", name, bare(err))
}

// fingerprintLength is the length of what fingerprint returns.
const fingerprintLength = 32

// fingerprint hashes the names and bytes of a file, or of all files of a
// folder. Times and sizes would not do: they lie. A store has the hash of its
// texts at hand, and its files are checked against it when they are read.
func fingerprint(fsys fs.FS, at, name string) (string, error) {
	if store.IsFS(fsys, at) {
		files, err := fs.Sub(fsys, at)
		if err != nil {
			return "", err
		}
		hash, err := store.HashFS(files, name)
		return hash[:min(len(hash), fingerprintLength)], err
	}
	sum := sha256.New()
	err := fs.WalkDir(fsys, at, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if err == nil && name != at && strings.EqualFold(path.Ext(name), store.Extension) {
				return fs.SkipDir // it is no part of the corpus of a folder
			}
			return err
		}
		return addFile(sum, fsys, name)
	})
	return hex.EncodeToString(sum.Sum(nil))[:fingerprintLength], err
}

// addFile adds the name and the bytes of a file to a sum.
func addFile(sum io.Writer, fsys fs.FS, name string) error {
	if info, err := fs.Stat(fsys, name); err != nil || !info.Mode().IsRegular() {
		fmt.Fprintf(sum, "%q no file\n", name) // a pipe would block, a link may lead nowhere
		return nil
	}
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	one := sha256.New()
	if _, err := io.Copy(one, f); err != nil {
		return err
	}
	_, err = fmt.Fprintf(sum, "%q %x\n", name, one.Sum(nil))
	return err
}
