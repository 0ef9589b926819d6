package keyness

import (
	"math"

	"concord/analysis"
	"concord/corpus"
)

const (
	sideRows        = 15 // of a figure, on either side
	calibratedFound = 10 // findings of tier C
	describedFound  = 5  // findings of tier D
)

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
func (t *teller) quote(in *analysis.Input, tokens *corpus.Tokens) {
	t.evidence = make([][]analysis.Evidence, len(t.c.Rows))
	t.counter = make([][]analysis.Evidence, len(t.c.Rows))
	listed := t.c.Rows[:min(len(t.c.Rows), evidenceRows)]
	features := make([]string, len(listed))
	for i, r := range listed {
		features[i] = r.Feature
	}
	for i, uses := range t.s.find(tokens, features) {
		own := t.s.on(uses, more(t.c.Rows[i]))
		t.evidence[i] = t.s.quote(in, tokens, own)
		if other := t.s.on(uses, !more(t.c.Rows[i])); len(other) > 0 {
			densest := other[t.s.densest(other)]
			t.counter[i] = []analysis.Evidence{t.s.place(in, tokens, densest.member, densest.first)}
		}
	}
}

// more reports whether the target uses the feature at the higher rate.
func more(r Row) bool { return r.LogRatio > 0 }

// name is how sentences call a side.
func (t *teller) name(target bool) analysis.Text {
	q := t.options.Reference
	if target {
		q = t.options.Target
	}
	if q == "" {
		return analysis.T("其余文本", "the other documents")
	}
	return analysis.T("“"+q+"”", "“"+q+"”")
}

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
		times("a", counts[0]), times("b", counts[1]),
		analysis.Int("d1", documents[0]), analysis.Int("d2", documents[1]),
		analysis.Int("m1", sizes[0]), analysis.Int("m2", sizes[1]),
	}
}

// fold is a log ratio as a factor of at least 1 for the side that uses more.
func fold(name string, logRatio float64, up bool) analysis.Value {
	if !up {
		logRatio = -logRatio
	}
	return factor(name, math.Exp2(logRatio))
}

// factor shows a ratio with as many decimals as it bears.
func factor(name string, x float64) analysis.Value {
	switch {
	case x >= 100:
		return analysis.Num(name, x, 0)
	case x < 1:
		return analysis.Num(name, x, 2)
	}
	return analysis.Num(name, x, 1)
}

// probability is shown with its sign, as =0.0121 or <0.0001.
func probability(name string, p float64) analysis.Value {
	v := analysis.Num(name, p, 4)
	sign, shown := "=", v.Text.EN
	if p < 0.0001 {
		sign, shown = "<", "0.0001"
	}
	v.Text = analysis.T(sign+shown, sign+" "+shown)
	return v
}

// times is a count that English tells as once, twice, 3 times.
func times(name string, n int) analysis.Value {
	v := analysis.Int(name, n)
	switch n {
	case 1:
		v.Text.EN = "once"
	case 2:
		v.Text.EN = "twice"
	default:
		v.Text.EN += " times"
	}
	return v
}

func fill(t analysis.Text, values []analysis.Value) analysis.Text {
	m := make(map[string]analysis.Text, len(values))
	for _, v := range values {
		m[v.Name] = v.Text
	}
	return t.Fill(m)
}
