package keyness

import (
	"math"

	"concord/analysis"
)

const (
	sideRows        = 15 // of a figure, on either side
	calibratedFound = 10 // findings of tier C
	describedFound  = 5  // findings of tier D
)

const nullWeight = 0.1 // of a finding that a test found nothing

// teller puts a comparison into words and figures.
type teller struct {
	options  Options
	c        *Comparison
	s        *sample
	evidence [][]analysis.Evidence // by row, of the side that uses it more
	counter  [][]analysis.Evidence // by row, of the other side
}

func newTeller(o Options, c *Comparison, s *sample) *teller { return &teller{options: o, c: c, s: s} }

// quote finds the places of the listed rows.
func (t *teller) quote(in *analysis.Input) {
	t.evidence = make([][]analysis.Evidence, len(t.c.Rows))
	t.counter = make([][]analysis.Evidence, len(t.c.Rows))
	n := min(len(t.c.Rows), analysis.EvidenceRows)
	uses := t.s.uses(in, n, func(i int) string { return t.c.Rows[i].Feature })
	for i, r := range t.c.Rows[:n] {
		t.evidence[i] = uses.Quote(i, t.s.on(more(r)))
		t.counter[i] = uses.Densest(i, t.s.on(!more(r)))
	}
}

// more reports whether the target uses the feature at the higher rate.
func more(r Row) bool { return r.LogRatio > 0 }

// name is how sentences call a side.
func (t *teller) name(target bool) analysis.Text { return t.options.Name(t.s.corpus, target) }

// sides are the values that most sentences share, from the side that uses the
// feature more to the one that uses it less.
func (t *teller) sides(r Row) []analysis.Value {
	up := more(r)
	counts, documents := [2]int{r.CountTarget, r.CountReference}, [2]int{r.DocumentsTarget, r.DocumentsReference}
	sizes := t.c.Sizes
	if !up {
		counts[0], counts[1] = counts[1], counts[0]
		documents[0], documents[1] = documents[1], documents[0]
		sizes[0], sizes[1] = sizes[1], sizes[0]
	}
	return []analysis.Value{
		analysis.Word("feature", r.Feature),
		analysis.Phrase("more", t.name(up)), analysis.Phrase("less", t.name(!up)),
		analysis.Times("a", counts[0]), analysis.Times("b", counts[1]),
		analysis.Int("d1", documents[0]), analysis.Int("d2", documents[1]),
		analysis.Int("m1", sizes[0]), analysis.Int("m2", sizes[1]),
	}
}

// fold is a log ratio as a factor of at least 1 for the side that uses more.
func fold(name string, logRatio float64, up bool) analysis.Value {
	if !up {
		logRatio = -logRatio
	}
	return analysis.Factor(name, math.Exp2(logRatio))
}
