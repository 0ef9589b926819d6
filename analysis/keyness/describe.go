package keyness

import (
	"math"

	"concord/analysis/infer"
	"concord/analysis/measure"
)

const level = 0.95

// describe makes the row of a feature, all but its rank and p-values.
func (g *groups) describe(f uint32, alpha0 float64) (Row, Driver) {
	uses, documents := g.counts(f)
	a, b := float64(uses[0]), float64(uses[1])
	odds := g.logOdds(uses, alpha0)
	row := Row{
		Feature:     g.Matrix.Features[f],
		CountTarget: uses[0], CountReference: uses[1],
		DocumentsTarget: documents[0], DocumentsReference: documents[1],
		RateTarget: 1e6 * a / g.tokens[0], RateReference: 1e6 * b / g.tokens[1],
		LogRatio: measure.LogRatio(a, g.tokens[0], b, g.tokens[1], measure.HalfCount),
		Lo:       math.NaN(), Hi: math.NaN(), LogRatioWithout: math.NaN(),
		LogOdds: odds.Delta, Zeta: odds.Z, P: math.NaN(), PAdj: math.NaN(), DPNorm: math.NaN(),
		G2: measure.G2(measure.KeynessTable(a, g.tokens[0], b, g.tokens[1]), measure.Uncorrected, 0),
	}
	switch {
	case uses[1] == 0:
		row.Exclusive = "target"
	case uses[0] == 0:
		row.Exclusive = "reference"
	}
	y := g.dense(f)
	if n := len(y); uses[0]+uses[1] >= n {
		row.DPNorm = measure.Parts{Uses: y, Sizes: g.Matrix.Total}.DP(measure.DPNorm)
	}
	if g.documents[0] < 2 || g.documents[1] < 2 {
		return row, Driver{Row: -1}
	}
	j := g.jackknife(y, -1)
	if row.Exclusive == "" {
		row.Lo, row.Hi = j.Interval.Lo, j.Interval.Hi
	}
	return row, g.driver(&row, j, y)
}

func (g *groups) dense(f uint32) []float64 {
	y := make([]float64, len(g.Target))
	col := g.columns[f]
	for k, r := range col.Row {
		y[r] = float64(col.Count[k])
	}
	return y
}

// jackknife leaves out one document after another, beside the one that is out
// already (-1 for none).
func (g *groups) jackknife(y []float64, out int) infer.Jackknife {
	var sum, tokens [2]float64
	for side := range 2 {
		for _, r := range g.rows[side] {
			if r != out {
				sum[side] += y[r]
				tokens[side] += g.Matrix.Total[r]
			}
		}
	}
	ratio := func(side, r int) float64 {
		s, n := sum, tokens
		if r >= 0 {
			s[side] -= y[r]
			n[side] -= g.Matrix.Total[r]
		}
		return measure.LogRatio(s[0], n[0], s[1], n[1], measure.HalfCount)
	}
	var without [2][]float64
	for side := range 2 {
		for _, r := range g.rows[side] {
			if r != out {
				without[side] = append(without[side], ratio(side, r))
			}
		}
	}
	j, err := infer.JackknifeT(ratio(0, -1), without[0], without[1], level)
	if err != nil { // a side has become empty
		return infer.Jackknife{Interval: infer.Interval{Lo: math.NaN(), Hi: math.NaN()}, Influential: -1}
	}
	return j
}

// driver enters the most influential document in the row, and finds the one
// that carries the difference most: without it the estimate is nearest to zero
// or beyond.
func (g *groups) driver(row *Row, j infer.Jackknife, y []float64) Driver {
	if j.Influential < 0 {
		return Driver{Row: -1}
	}
	r, _ := g.document(j.Influential)
	row.Influential, row.LogRatioWithout = g.Matrix.Rows[r], j.Without[j.Influential]
	weakest := 0
	for i, v := range j.Without {
		if more(*row) && v < j.Without[weakest] || !more(*row) && v > j.Without[weakest] {
			weakest = i
		}
	}
	d := g.without(*row, weakest, y, j.Without[weakest])
	if !d.Carries && weakest != j.Influential {
		if other := g.without(*row, j.Influential, y, j.Without[j.Influential]); other.Carries {
			return other
		}
	}
	return d
}

// document returns the row and the side of the i-th document, target first.
func (g *groups) document(i int) (row, side int) {
	if i < len(g.rows[0]) {
		return g.rows[0][i], 0
	}
	return g.rows[1][i-len(g.rows[0])], 1
}

// without says what hangs on the i-th document.
func (g *groups) without(row Row, i int, y []float64, logRatio float64) Driver {
	r, side := g.document(i)
	d := Driver{Row: r, LogRatio: logRatio}
	if total := float64([2]int{row.CountTarget, row.CountReference}[side]); total > 0 {
		d.Share = y[r] / total
	}
	if excludesZero(row.Lo, row.Hi) {
		rest := g.jackknife(y, r)
		d.Carries = logRatio*row.LogRatio < 0 || !excludesZero(rest.Interval.Lo, rest.Interval.Hi)
	}
	return d
}

// excludesZero is false for an interval that is not defined.
func excludesZero(lo, hi float64) bool { return lo > 0 || hi < 0 }
