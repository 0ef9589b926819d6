package specimen

import (
	"bufio"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
)

// Names of the embedded files.
const (
	FileZh    = "specimen-zh.jsonl"
	FileEn    = "specimen-en.jsonl"
	FileTruth = "truth.json"
)

//go:embed data/specimen-zh.jsonl data/specimen-en.jsonl
var embedded embed.FS

//go:embed data/truth.json
var embeddedTruth []byte

// files is the folder of the embedded files.
type files struct{ fs.FS }

func (f files) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	return f.FS.Open(path.Join("data", name))
}

// Embedded returns the default corpus: FileZh and FileEn, as
// Generate(DefaultOptions()) makes them.
func Embedded() fs.FS { return files{embedded} }

// EmbeddedTruth returns the truth of the default corpus.
func EmbeddedTruth() (*Truth, error) {
	t := new(Truth)
	if err := json.Unmarshal(embeddedTruth, t); err != nil {
		return nil, fmt.Errorf("specimen: %s: %w", FileTruth, err)
	}
	return t, nil
}

// WriteJSONL writes the documents of one language, or of all for "", one JSON
// object a line.
func WriteJSONL(w io.Writer, docs iter.Seq[Doc], lang string) error {
	out := bufio.NewWriterSize(w, 1<<16)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for d := range docs {
		if lang != "" && d.Lang != lang {
			continue
		}
		if err := enc.Encode(&d); err != nil {
			return fmt.Errorf("specimen: document %s: %w", d.ID, err)
		}
	}
	return out.Flush()
}

// WriteJSONL writes the documents of one language, or of all for "", one JSON
// object a line.
func (g *Generated) WriteJSONL(w io.Writer, lang string) error {
	return WriteJSONL(w, func(yield func(Doc) bool) {
		for _, d := range g.Docs {
			if !yield(d) {
				return
			}
		}
	}, lang)
}

// WriteTruth writes the truth as indented JSON.
func (g *Generated) WriteTruth(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(&g.Truth)
}
