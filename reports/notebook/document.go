package notebook

import (
	"encoding/json"
	"slices"
	"strconv"
)

// CellType is the kind of a cell.
type CellType string

// The kinds of cells.
const (
	Code     CellType = "code"
	Markdown CellType = "markdown"
	Raw      CellType = "raw"
)

// metadataKey is the one key under which our own data stand in metadata.
const metadataKey = "concord"

// Language is the name of the language of code cells in a notebook's metadata.
const Language = "starlark"

// Metadata is the metadata of a notebook, a cell or an output: raw JSON by key.
type Metadata map[string]json.RawMessage

// Notebook is a document. Cells may be edited in place; the outputs are
// written by the engine.
type Notebook struct {
	Metadata Metadata
	Cells    []*Cell
}

// Cell is one cell. ID is 1 to 64 letters, digits, hyphens or underscores,
// unique in its notebook, and is never changed.
type Cell struct {
	ID          string
	Type        CellType
	Source      string
	Metadata    Metadata
	Outputs     []Output        // of a code cell
	Attachments json.RawMessage // of a Markdown or raw cell, nil for none
}

// OutputType is the kind of an output.
type OutputType string

// The kinds of outputs.
const (
	Stream        OutputType = "stream"
	DisplayData   OutputType = "display_data"
	ExecuteResult OutputType = "execute_result"
	ErrorOutput   OutputType = "error"
)

// Output is one output of a code cell.
type Output struct {
	Type OutputType

	Name string // of a stream: stdout or stderr
	Text string // of a stream

	Data     map[string]string // of a display or result: by media type; JSON types hold raw JSON
	Metadata Metadata          // of a display or result

	EName     string   // of an error
	EValue    string   // of an error
	Traceback []string // of an error
}

// New returns an empty notebook in our language.
func New() *Notebook {
	return &Notebook{Metadata: Metadata{
		"kernelspec":    json.RawMessage(`{"display_name":"Concord","language":"starlark","name":"concord"}`),
		"language_info": json.RawMessage(`{"codemirror_mode":"python","file_extension":".star","mimetype":"text/x-starlark","name":"starlark","pygments_lexer":"python"}`),
	}}
}

// Add appends a cell with an ID that no other cell has: c1, c2 and so on.
func (nb *Notebook) Add(kind CellType, source string) *Cell {
	c := &Cell{ID: nb.freeID("c"), Type: kind, Source: source}
	nb.Cells = append(nb.Cells, c)
	return c
}

func (nb *Notebook) freeID(prefix string) string {
	for n := len(nb.Cells) + 1; ; n++ {
		id := prefix + strconv.Itoa(n)
		if nb.Index(id) < 0 {
			return id
		}
	}
}

// Index returns the position of the cell with this ID, or -1.
func (nb *Notebook) Index(id string) int {
	return slices.IndexFunc(nb.Cells, func(c *Cell) bool { return c.ID == id })
}

// Number is what people call a code cell: 1 for the first code cell, 0 for a
// cell that is not code.
func (nb *Notebook) Number(i int) int {
	if nb.Cells[i].Type != Code {
		return 0
	}
	n := 0
	for _, c := range nb.Cells[:i+1] {
		if c.Type == Code {
			n++
		}
	}
	return n
}

// Tags returns the tags of a cell.
func (c *Cell) Tags() []string {
	var tags []string
	if json.Unmarshal(c.Metadata["tags"], &tags) != nil {
		return nil
	}
	return tags
}

// Tagged reports whether the cell has the tag.
func (c *Cell) Tagged(tag string) bool { return slices.Contains(c.Tags(), tag) }

func (m *Metadata) put(key string, v any) {
	raw, err := marshal(v)
	if err != nil {
		panic("notebook: " + err.Error()) // our own types only
	}
	if *m == nil {
		*m = Metadata{}
	}
	(*m)[key] = raw
}
