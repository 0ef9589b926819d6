package bench

import (
	"context"
	"fmt"
	"slices"

	"concord/analysis/infer"
	"concord/analysis/measure"
	"concord/corpus"
	"concord/corpus/index"
	"concord/corpus/token"
)

// work is what a stage works on.
type work struct {
	ctx    context.Context
	job    job
	corpus *corpus.Corpus
	bytes  int // of the texts
	cutter *token.Cutter
	recipe token.Recipe
	tokens *corpus.Tokens
	matrix *corpus.Matrix
	built  *index.Index
	query  *index.Query
}

// make makes the input of a stage, or says why there is none.
func (w *work) make(s stage) (missing string, err error) {
	if s.name == "read" {
		return "", nil
	}
	input := s.input
	if w.corpus, err = read(w.job.Dir, input); input == "" {
		input, w.corpus, err = w.larger()
	}
	if w.corpus == nil || err != nil {
		return "no texts of this language", err
	}
	w.bytes = bytesOf(w.corpus)
	if s.needs == aMatrix && w.corpus.Len() < 4 {
		return "fewer than four texts to compare", nil
	}
	w.recipe = token.Default()
	w.recipe.Presegmented = input == words
	if w.cutter, err = token.New(w.recipe); err != nil {
		return "", err
	}
	if s.needs >= someTokens {
		err = w.cut()
	}
	if s.needs == aMatrix && err == nil {
		err = w.count()
	}
	if s.needs == anIndex && err == nil {
		if err = w.index(); err == nil {
			w.query, err = index.Parse(w.commonest(), w.recipe)
		}
	}
	return "", err
}

// larger returns the larger one of the English texts and the Chinese words.
func (w *work) larger() (string, *corpus.Corpus, error) {
	zh, err := read(w.job.Dir, words)
	if err != nil {
		return "", nil, err
	}
	en, err := read(w.job.Dir, english)
	if err != nil {
		return "", nil, err
	}
	if en == nil || zh != nil && bytesOf(zh) > bytesOf(en) {
		return words, zh, nil
	}
	return english, en, nil
}

func (w *work) read() error {
	docs, err := documents(w.ctx, w.job.Paths)
	w.bytes = textBytes(docs)
	return err
}

func (w *work) cut() (err error) {
	w.tokens, err = w.cutter.Cut(w.ctx, w.corpus)
	return err
}

func (w *work) count() error {
	w.matrix = corpus.Count(w.corpus, w.tokens, corpus.Whole(w.corpus, "all"))
	return nil
}

func (w *work) toMatrix() error {
	w.tokens, w.matrix = nil, nil
	if err := w.cut(); err != nil {
		return err
	}
	return w.count()
}

// matrixOnly keeps no tokens.
func (w *work) matrixOnly() (err error) {
	w.matrix, err = corpus.CountText(w.ctx, w.corpus, w.cutter.Cut)
	return err
}

func (w *work) cosine() error {
	_, err := w.matrix.Sparse().TFIDF().Nearest(w.ctx, nearest)
	return err
}

// halves says which rows are of the target: every other one.
func (w *work) halves() []bool {
	out := make([]bool, len(w.matrix.Rows))
	for r := range out {
		out[r] = r%2 == 0
	}
	return out
}

// keyness adds up the counts of both halves, compares them by G² and orders the
// features by it.
func (w *work) keyness() error {
	group := make([]int, len(w.matrix.Rows))
	for r, yes := range w.halves() {
		if yes {
			group[r] = 1
		}
	}
	sums, err := w.matrix.SumsBy(group, 2)
	if err != nil {
		return err
	}
	g2 := measure.G2TwoCells(sums[0], sums[1])
	if order := measure.Descending(g2); len(order) != len(w.matrix.Features) {
		return fmt.Errorf("bench: keyness: %d features in order, want %d", len(order), len(w.matrix.Features))
	}
	return nil
}

func (w *work) permute() error {
	m := w.matrix
	_, err := infer.Permute(w.ctx, infer.Counts{Start: m.Start, Col: m.Col, Count: m.Count, Total: m.Total, Features: len(m.Features)},
		w.halves(), infer.PermuteOptions{Draws: arrangements, ExactLimit: -1, Seed: 1})
	return err
}

func (w *work) index() (err error) {
	w.built, err = index.Build(w.ctx, w.corpus, w.tokens)
	return err
}

// commonest returns the commonest pair of neighbours that are not on the stop
// list, as a query.
func (w *work) commonest() string {
	counts := map[[2]uint32]int{}
	for _, s := range w.tokens.Docs {
		for i := 1; i < s.Len(); i++ {
			if a, b := s.IDs[i-1], s.IDs[i]; !w.tokens.Stopped[a] && !w.tokens.Stopped[b] {
				counts[[2]uint32{a, b}]++
			}
		}
	}
	best := [2]uint32{}
	for pair, n := range counts {
		if m := counts[best]; n > m || n == m && slices.Compare(pair[:], best[:]) < 0 {
			best = pair
		}
	}
	return `"` + w.tokens.Features[best[0]] + `" "` + w.tokens.Features[best[1]] + `"`
}

// concordance finds all places of the query and writes their lines.
func (w *work) concordance() error {
	hits, err := w.built.Find(w.ctx, w.query, index.Options{})
	if err != nil {
		return err
	}
	if lines := w.built.Lines(hits, context20); len(lines) != len(hits) || len(hits) == 0 {
		return fmt.Errorf("bench: concordance of %s: %d hits and %d lines", w.query, len(hits), len(lines))
	}
	return nil
}
