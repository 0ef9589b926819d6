package notebook

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"concord/analysis"
	"concord/analysis/catalog"
	"concord/corpus"
)

// Passage is a place in a text with its surroundings, for a reader who follows
// a number to its words.
type Passage struct {
	Address   corpus.Address `json:"address"`
	Paragraph Paragraph      `json:"paragraph"`
	From      int            `json:"from"` // of the place within the paragraph, in characters from 0
	To        int            `json:"to"`   // one past its last character
	Parallel  *Paragraph     `json:"parallel,omitempty"`

	// Approximate says that the two texts do not have the same number of
	// paragraphs, so that Parallel was found by its place in its text.
	Approximate bool `json:"approximate,omitempty"`
}

// Paragraph is a paragraph of a document with those beside it.
type Paragraph struct {
	Doc    string `json:"doc"`
	Title  string `json:"title"`
	Date   string `json:"date"`
	Lang   string `json:"lang"`
	Before string `json:"before,omitempty"`
	Text   string `json:"text"`
	After  string `json:"after,omitempty"`
}

// Passage opens an address in the corpora that the notebook has read, and
// beside it the paragraph of the same document in another language where there
// is one: of the same pair and date. Nothing of the notebook is run; corpora are
// read as its cells name them.
func (e *Engine) Passage(ctx context.Context, nb *Notebook, a corpus.Address) (*Passage, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.readAgain(ctx, nb); err != nil {
		return nil, err
	}
	for _, hash := range slices.Sorted(maps.Keys(e.sources.inputs)) {
		c := e.sources.inputs[hash].Corpus
		at := c.Index(a.Doc)
		if at < 0 {
			continue
		}
		if _, err := c.Open(a); err != nil {
			continue // another version of the text
		}
		return e.passage(c.Doc(at), a), nil
	}
	return nil, fmt.Errorf("passage: no text of this notebook has %s; it may have been changed or taken away since the cell ran", a)
}

// readAgain reads the corpora that the cells say they read.
func (e *Engine) readAgain(ctx context.Context, nb *Notebook) error {
	for _, c := range nb.Cells {
		s, ok := c.stamp()
		if !ok {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(s.Reads)) {
			if _, _, err := e.sources.read(ctx, name, nil); err != nil && ctx.Err() != nil {
				return ctx.Err()
			}
		}
	}
	return nil
}

func (e *Engine) passage(d *corpus.Document, a corpus.Address) *Passage {
	p := &Passage{Address: a}
	place, _ := d.Span(a)
	at := slices.IndexFunc(d.Structure.Paragraphs, func(p corpus.Paragraph) bool { return p.Contains(place) })
	if at < 0 { // a title or a dateline stands for itself
		p.Paragraph = Paragraph{Doc: d.ID, Title: d.Title, Date: d.Date.String(), Lang: d.Lang, Text: d.Slice(place)}
		p.To = len([]rune(p.Paragraph.Text))
		return p
	}
	p.Paragraph = paragraphOf(d, at)
	start := d.Structure.Paragraphs[at].Start
	p.From = len([]rune(d.Slice(corpus.Span{Start: start, End: place.Start})))
	p.To = p.From + len([]rune(d.Slice(place)))
	if twin := e.twin(d); twin != nil && len(twin.Structure.Paragraphs) > 0 {
		n, m := len(d.Structure.Paragraphs), len(twin.Structure.Paragraphs)
		other := paragraphOf(twin, min(at*m/n, m-1))
		p.Parallel, p.Approximate = &other, n != m
	}
	return p
}

// twin finds the same document in another language.
func (e *Engine) twin(d *corpus.Document) *corpus.Document {
	if d.Pair() == "" || d.Date.IsZero() {
		return nil
	}
	for _, hash := range slices.Sorted(maps.Keys(e.sources.inputs)) {
		for _, other := range e.sources.inputs[hash].Corpus.Docs() {
			if other.Pair() == d.Pair() && other.Date == d.Date && other.Lang != d.Lang && other.Lang != "" {
				return other
			}
		}
	}
	return nil
}

func paragraphOf(d *corpus.Document, at int) Paragraph {
	all := d.Structure.Paragraphs
	p := Paragraph{Doc: d.ID, Title: d.Title, Date: d.Date.String(), Lang: d.Lang, Text: d.Slice(all[at].Span)}
	if at > 0 {
		p.Before = d.Slice(all[at-1].Span)
	}
	if at+1 < len(all) {
		p.After = d.Slice(all[at+1].Span)
	}
	return p
}

// Lines finds where a feature stands in the corpus with this hash, or, when
// this engine does not have it, in every corpus that the notebook reads: the
// result of kwic, at most so many lines.
func (e *Engine) Lines(ctx context.Context, nb *Notebook, hash, feature string, most int) ([]*analysis.Result, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.readAgain(ctx, nb); err != nil {
		return nil, err
	}
	inputs := map[string]*analysis.Input{}
	if in, ok := e.sources.inputs[hash]; ok {
		inputs[hash] = in
	} else {
		for _, v := range e.sources.loaded {
			inputs[v.c.Hash()] = v.in
		}
	}
	kwic, ok := catalog.Find("kwic")
	if !ok {
		return nil, fmt.Errorf("lines: there is no analysis kwic")
	}
	var out []*analysis.Result
	for _, h := range slices.Sorted(maps.Keys(inputs)) {
		r, err := kwic.Run(ctx, inputs[h], map[string]any{"find": feature, "top": most})
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("lines: the notebook has read no corpus; run its cells first")
	}
	return out, nil
}
