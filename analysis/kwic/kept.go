package kwic

import (
	"context"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/index"
)

// KeptName is the name under which the index of the texts of a store is kept
// beside them. It names the recipe, so that an index of other tokens is not
// taken for it.
func KeptName() string { return "index/" + Recipe().Hash() }

// Keep makes the index of a corpus, as it is kept under KeptName, so that the
// first search need not make it: the parts of index.Sections. Memory grows with
// the corpus, to about ten bytes a token.
func Keep(ctx context.Context, c *corpus.Corpus) ([]index.Section, error) {
	t, err := analysis.NewInput(c).Tokens(ctx, Recipe())
	if err != nil {
		return nil, err
	}
	x, err := index.Build(ctx, c, t)
	if err != nil {
		return nil, err
	}
	return x.Sections(), nil
}
