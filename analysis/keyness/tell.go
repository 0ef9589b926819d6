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
	names    []string              // by row: how it is told, "" for what is not told by itself
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
	t.names = t.s.told(len(t.c.Rows), func(i int) (string, bool) { return t.c.Rows[i].Feature, t.evidence[i] != nil })
}

// row is a row as it is told: the words of one formula under one name.
func (t *teller) row(i int) Row {
	r := t.c.Rows[i]
	r.Feature = t.names[i]
	return r
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

// pairs reports whether pairs of parties are the unit of resampling.
func (t *teller) pairs() bool { return t.options.Cluster == "pair" }

// unit is how sentences call a unit of resampling.
func (t *teller) unit(name string) analysis.Text {
	if t.pairs() && t.s.corpus.Index(name) < 0 {
		return analysis.GroupName(t.s.corpus, "pair:"+name)
	}
	return analysis.Word("doc", name).Text
}

// units says how many pairs stand behind a difference, nothing where documents do.
func (t *teller) units() analysis.Text {
	if !t.pairs() {
		return analysis.Text{}
	}
	return analysis.Fill(analysis.T("以当事方组合为单位，共{u1}对和{u2}对；", "pairs of parties as units, {u1} against {u2}; "),
		analysis.Int("u1", t.c.Units[0]), analysis.Int("u2", t.c.Units[1]))
}

// one is a single unit of resampling.
func (t *teller) one() analysis.Value {
	if t.pairs() {
		return analysis.Phrase("one", analysis.T("一对", "one pair"))
	}
	return analysis.Phrase("one", analysis.T("一篇", "one document"))
}
