package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"concord/corpus"
)

// tokenColumn names a section of the tokens of one recipe.
func tokenColumn(hash, name string) string { return "tokens/" + hash + "/" + name }

// The sections of the tokens of one recipe, and the width of their entries.
var tokenColumns = []struct {
	name  string
	width int
}{{"recipe", 1}, {"features", 1}, {"features.at", 8}, {"stopped", 1}, {"docs.at", 8}, {"ids", 4}, {"start", 4}, {"end", 4}}

// writeTokens puts the tokens of the segment's documents.
func writeTokens(w *segmentWriter, t *corpus.Tokens) error {
	var features []byte
	featureEnds, docEnds := ends{0}, ends{0}
	for _, f := range t.Features {
		features = append(features, f...)
		featureEnds.add(len(f))
	}
	stopped := make([]byte, len(t.Stopped))
	for i, s := range t.Stopped {
		if s {
			stopped[i] = 1
		}
	}
	for _, d := range t.Docs {
		docEnds.add(d.Len())
	}
	for _, c := range []struct {
		name string
		data []byte
	}{{"recipe", []byte(t.Recipe)}, {"features", features}, {"features.at", raw(featureEnds)}, {"stopped", stopped}, {"docs.at", raw(docEnds)}} {
		if err := w.put(tokenColumn(t.RecipeHash, c.name), c.data); err != nil {
			return err
		}
	}
	for _, c := range []struct {
		name string
		of   func(corpus.Sequence) []uint32
	}{
		{"ids", func(s corpus.Sequence) []uint32 { return s.IDs }},
		{"start", func(s corpus.Sequence) []uint32 { return s.Start }},
		{"end", func(s corpus.Sequence) []uint32 { return s.End }},
	} {
		if err := w.begin(tokenColumn(t.RecipeHash, c.name)); err != nil {
			return err
		}
		for _, d := range t.Docs {
			if _, err := w.Write(raw(c.of(d))); err != nil {
				return err
			}
		}
	}
	return nil
}

// tokens is the tokens of a segment by one recipe; ids number the features of
// the segment.
type tokens struct {
	recipe          string
	features        []string
	stopped         []byte
	docAt           []uint64
	ids, start, end []uint32
}

// recipes lists the hashes of the recipes by which the segment is cut.
func (s *segment) recipes() []string {
	var out []string
	for _, sec := range s.order {
		if hash, ok := strings.CutPrefix(sec.name, "tokens/"); ok {
			if hash, ok = strings.CutSuffix(hash, "/recipe"); ok {
				out = append(out, hash)
			}
		}
	}
	return out
}

// openTokens finds the tokens of a recipe and checks all their bytes. It is nil
// when the segment is not cut by that recipe.
func (c *columns) openTokens(ctx context.Context, hash string) (*tokens, error) {
	if _, ok := c.sections[tokenColumn(hash, "recipe")]; !ok {
		return nil, nil
	}
	data := map[string][]byte{}
	for _, col := range tokenColumns {
		name := tokenColumn(hash, col.name)
		if err := c.check(ctx, name); err != nil {
			return nil, err
		}
		b, err := c.bytes(name, col.width)
		if err != nil {
			return nil, err
		}
		data[col.name] = b
	}
	t := &tokens{recipe: text(data["recipe"]), stopped: data["stopped"],
		ids: view[uint32](data["ids"]), start: view[uint32](data["start"]), end: view[uint32](data["end"])}
	featureAt, err := c.bounds(tokenColumn(hash, "features.at"), len(t.stopped), int64(len(data["features"])))
	if err != nil {
		return nil, err
	}
	if t.docAt, err = c.bounds(tokenColumn(hash, "docs.at"), c.n, int64(len(t.ids))); err != nil {
		return nil, err
	}
	t.features = make([]string, len(t.stopped))
	for i := range t.features {
		t.features[i] = text(data["features"][featureAt[i]:featureAt[i+1]])
	}
	if len(t.start) != len(t.ids) || len(t.end) != len(t.ids) || !slices.IsSorted(t.features) {
		return nil, c.bad("the columns of the tokens "+hash+" do not fit each other", "those of one writer")
	}
	if err := parallel(ctx, c.n, func(i int) error { return c.checkTokens(t, i) }); err != nil {
		return nil, err
	}
	return t, nil
}

// checkTokens holds the tokens of document i against its text.
func (c *columns) checkTokens(t *tokens, i int) error {
	bytes, last := uint32(min(c.textAt[i+1]-c.textAt[i], 1<<32-1)), uint32(0)
	for j := t.docAt[i]; j < t.docAt[i+1]; j++ {
		if t.ids[j] >= uint32(len(t.features)) || t.start[j] < last || t.end[j] < t.start[j] || t.end[j] > bytes {
			return c.bad(fmt.Sprintf("token %d of document %d, %q: feature %d, bytes %d–%d", j-t.docAt[i]+1, i+1, c.id(i), t.ids[j], t.start[j], t.end[j]),
				fmt.Sprintf("a feature below %d within %d bytes, in order", len(t.features), bytes))
		}
		last = t.start[j]
	}
	return nil
}

// sequence returns the tokens of document i, in place.
func (t *tokens) sequence(i int) corpus.Sequence {
	from, to := t.docAt[i], t.docAt[i+1]
	return corpus.Sequence{IDs: t.ids[from:to:to], Start: t.start[from:to:to], End: t.end[from:to:to]}
}
