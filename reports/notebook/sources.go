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
	hash, err = fingerprint(fsys, at)
	if err != nil {
		return nil, "", fmt.Errorf("corpus: %q: %w", name, bare(err))
	}
	key := name + "\x00" + hash
	if v, ok := s.loaded[key]; ok {
		return v, hash, nil
	}
	l, err := load.FS(ctx, fsys, at, load.Options{Progress: progress})
	if err != nil {
		return nil, "", err
	}
	v = s.value(l.Corpus)
	s.loaded[key] = v
	return v, hash, nil
}

// same reports whether files still have the hashes with which they were read.
func (s *sources) same(reads map[string]string) bool {
	for name, want := range reads {
		fsys, at, done, err := s.open(name)
		if err != nil {
			return false
		}
		have, err := fingerprint(fsys, at)
		done()
		if err != nil || have != want {
			return false
		}
	}
	return true
}

// fingerprint hashes the names and bytes of a file, or of all files of a
// folder. Times and sizes would not do: they lie.
func fingerprint(fsys fs.FS, at string) (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(fsys, at, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
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
		fmt.Fprintf(sum, "%q %x\n", name, one.Sum(nil))
		return nil
	})
	return hex.EncodeToString(sum.Sum(nil))[:32], err
}
