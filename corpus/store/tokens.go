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

// used marks the features that occur in the documents.
func (t *tokens) used(docs []int) []bool {
	out := make([]bool, len(t.features))
	for _, i := range docs {
		for _, id := range t.sequence(i).IDs {
			out[id] = true
		}
	}
	return out
}

// joined makes one Tokens of the documents of several segments: what cutting
// them by the recipe yields. Places stay in the mapped files; so do numbers
// where one segment holds everything.
func joined(ctx context.Context, hash string, parts []*tokens, docs [][]int) (*corpus.Tokens, error) {
	out := &corpus.Tokens{Recipe: parts[0].recipe, RecipeHash: hash}
	used := make([][]bool, len(parts))
	if err := parallel(ctx, len(parts), func(p int) error { used[p] = parts[p].used(docs[p]); return nil }); err != nil {
		return nil, err
	}
	for p, t := range parts {
		for i, f := range t.features {
			if used[p][i] {
				out.Features = append(out.Features, f)
			}
		}
	}
	slices.Sort(out.Features)
	out.Features = slices.Clip(slices.Compact(out.Features))
	out.Stopped = make([]bool, len(out.Features))
	first := make([]int, len(parts)+1)
	for p := range parts {
		first[p+1] = first[p] + len(docs[p])
	}
	out.Docs = make([]corpus.Sequence, first[len(parts)])
	for p, t := range parts {
		number := t.numbers(used[p], out)
		err := parallel(ctx, len(docs[p]), func(i int) error {
			s := t.sequence(docs[p][i])
			if number != nil {
				ids := make([]uint32, len(s.IDs))
				for j, id := range s.IDs {
					ids[j] = number[id]
				}
				s.IDs = ids
			}
			out.Docs[first[p]+i] = s
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// numbers returns the number in out of each used feature, nil where all are the
// same; it takes over which features are stopped.
func (t *tokens) numbers(used []bool, out *corpus.Tokens) []uint32 {
	number := make([]uint32, len(t.features))
	at, same := 0, len(t.features) == len(out.Features)
	for i, f := range t.features {
		if !used[i] {
			same = false
			continue
		}
		for out.Features[at] != f {
			at++
		}
		number[i] = uint32(at)
		out.Stopped[at] = t.stopped[i] != 0
	}
	if same {
		return nil
	}
	return number
}
