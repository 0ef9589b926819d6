package bench

import (
	"context"
	"slices"

	"concord/analysis/measure"
	"concord/corpus"
	"concord/corpus/token"
)

// ours names this program in rows.
const ours = "concord"

// nearest is how many neighbours of each document the cosine stage keeps.
const nearest = 10

// work is what the stages hand on.
type work struct {
	tokens *corpus.Tokens
	matrix *corpus.Matrix
	sums   [2][]uint32
}

// stages measures every stage on n cores.
func (b *run) stages(n int) error {
	w := &work{}
	cutter, err := token.New(token.Default())
	if err != nil {
		return err
	}
	for _, stage := range []struct {
		name     string
		run      func() error
		ofTokens bool // its rate is that of all tokens of the corpus
	}{
		{"read", b.read, false},
		{"cut", func() (err error) { w.tokens, err = cutter.Cut(b.ctx, b.corpus); return err }, true},
		{"count", func() error { w.matrix = corpus.Count(b.corpus, w.tokens, corpus.Whole(b.corpus, "all")); return nil }, true},
		{"matrix", func() error { return toMatrix(b.ctx, cutter, b.corpus) }, true},
		{"group", func() error { w.group(); return nil }, true},
		{"keyness", func() error { w.keyness(); return nil }, false},
		{"cosine", func() error {
			_, err := w.matrix.Sparse().TFIDF().Nearest(b.ctx, nearest)
			return err
		}, false},
	} {
		ms, peak, err := b.timed(stage.run)
		if err != nil {
			return err
		}
		row := Row{Stage: stage.name, Tool: ours, Cores: n, Millis: ms, PeakMB: peak}
		switch {
		case stage.ofTokens:
			row.Tokens = float64(w.tokens.Total()) / ms * 1e3
			fallthrough
		case stage.name == "read":
			row.MBs = float64(bytesOf(b.corpus)) / ms / 1e3
		}
		b.rows = append(b.rows, row)
	}
	return nil
}

// toMatrix cuts and counts.
func toMatrix(ctx context.Context, k *token.Cutter, c *corpus.Corpus) error {
	t, err := k.Cut(ctx, c)
	if err == nil {
		corpus.Count(c, t, corpus.Whole(c, "all"))
	}
	return err
}

// group adds up the counts of the first and of the second half of the documents.
func (w *work) group() {
	n := len(w.matrix.Rows)
	for half := range w.sums {
		var rows []int
		for r := half * (n / 2); r < n && (half == 1 || r < n/2); r++ {
			rows = append(rows, r)
		}
		w.sums[half] = w.matrix.SumsOf(rows)
	}
}

// keyness compares the halves by G² and orders the features by it.
func (w *work) keyness() []int {
	var total [2]float64
	for half, counts := range w.sums {
		for _, c := range counts {
			total[half] += float64(c)
		}
	}
	g2 := make([]float64, len(w.sums[0]))
	order := make([]int, len(g2))
	for f := range g2 {
		order[f] = f
		g2[f] = measure.G2TwoCell(measure.KeynessTable(float64(w.sums[0][f]), total[0], float64(w.sums[1][f]), total[1]))
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case g2[a] > g2[b]:
			return -1
		case g2[a] < g2[b]:
			return 1
		}
		return 0
	})
	return order
}
