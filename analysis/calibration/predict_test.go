package calibration

import (
	"testing"

	"concord/analysis/infer"
	"concord/analysis/measure"
	"concord/corpus/specimen"
)

// The predictive tail of one document against J others is approximate. The
// bounds are those of methods.md §0.3 for k = 1, one-sided
// nominal .05 and .01: .063 and .019 with 20 documents, .055 and .013 with 50,
// and .18 to .19 for G² whatever J is. With fewer than 20 documents focus makes
// no claim, with fewer than 10 it prints no probability; the table shows why.
func TestOneDocument(t *testing.T) {
	t.Parallel()
	known := map[int][2]float64{20: {.063, .019}, 50: {.055, .013}}
	t.Logf("%-12s %8s %12s %12s %12s %12s %12s", "", "corpora", "high ≤ .05", "high ≤ .01", "low ≤ .05", "low ≤ .01", "G² up ≤ .05")
	for _, k := range []float64{0.5, 1, 2} {
		for _, references := range []int{5, 10, 20, 50} {
			o := predict(t, references, k)
			t.Logf("k %-3g J %-4d %8d %12.3f %12.3f %12.3f %12.3f %12.3f", k, references, o.high[0].corpora,
				o.high[0].mean(), o.high[1].mean(), o.low[0].mean(), o.low[1].mean(), o.g2.mean())
			if want, ok := known[references]; ok && k == 1 {
				o.judge(t, references, want)
			}
		}
	}
}

// judge holds both tails to the figures for nominal .05 and .01.
func (o tails) judge(t *testing.T, references int, want [2]float64) {
	t.Helper()
	for i, x := range []float64{.05, .01} {
		for name, r := range map[string]rate{"upper": o.high[i], "lower": o.low[i]} {
			if limit := r.limit(want[i], false); r.mean() > limit {
				t.Errorf("%d references: %.3f of the %s tails are at most %g, want %.3f (%.3f with %d corpora)", references, r.mean(), name, x, want[i], limit, r.corpora)
			}
		}
	}
	if g2 := o.g2.mean(); g2 < 0.15 {
		t.Errorf("%d references: one-sided G² calls %.3f of the terms more frequent, want about .18 as in methods.md §0.3", references, g2)
	}
}

type tails struct {
	high, low [2]rate // terms with a tail of at most .05, and of at most .01
	g2        rate    // terms with more uses than expected and a one-sided G² of at most .05
}

func predict(t *testing.T, references int, k float64) tails {
	t.Helper()
	var out tails
	c := cell{1, references, k, 1}
	corpora := fewer(100)
	if k == 1 {
		corpora = fewer(300)
	}
	for number := range corpora {
		out.add(c.draw(t, number))
	}
	return out
}

// add counts the terms of one corpus that chance alone makes surprising; its
// first document is the one in focus.
func (o *tails) add(counts *specimen.Counts) {
	n := len(counts.Rates)
	lengths := make([]float64, 0, len(counts.Lengths))
	for _, l := range counts.Lengths[1:] {
		lengths = append(lengths, float64(l))
	}
	y, kappa := make([][]float64, n), make([]float64, n)
	mean, used := 0.0, 0
	for j := range n {
		for _, uses := range counts.Uses[1:] {
			y[j] = append(y[j], float64(uses[j]))
		}
		if kappa[j] = measure.Overdispersion(y[j], lengths); kappa[j] >= 0 {
			mean += kappa[j]
			used++
		}
	}
	mean /= float64(used)
	var high, low [2]int
	g2, terms := 0, 0
	for j := range n {
		if !(kappa[j] >= 0) { // no reference document uses it: nothing to predict from
			continue
		}
		terms++
		p := measure.Predict(counts.Uses[0][j], float64(counts.Lengths[0]), y[j], lengths, measure.ShrunkenOverdispersion(kappa[j], mean))
		for i, x := range []float64{.05, .01} {
			if p.High <= x {
				high[i]++
			}
			if p.Low <= x {
				low[i]++
			}
		}
		a, nA := float64(counts.Uses[0][j]), float64(counts.Lengths[0])
		b, nB := total(y[j]), total(lengths)
		if a/nA > b/nB && infer.ChiSquareUpper(measure.G2(measure.KeynessTable(a, nA, b, nB), measure.Uncorrected, 0), 1) <= .10 {
			g2++
		}
	}
	for i := range 2 {
		o.high[i].add(float64(high[i]) / float64(terms))
		o.low[i].add(float64(low[i]) / float64(terms))
	}
	o.g2.add(float64(g2) / float64(terms))
}

func total(values []float64) float64 {
	s := 0.0
	for _, v := range values {
		s += v
	}
	return s
}
