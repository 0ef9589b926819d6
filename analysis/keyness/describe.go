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
	if n := len(g.Target); uses[0]+uses[1] >= n {
		row.DPNorm = measure.Parts{Uses: g.dense(f), Sizes: g.Matrix.Total}.DP(measure.DPNorm)
	}
	if !g.resampled() {
		return row, Driver{Unit: -1}
	}
	used := g.byUnit(f)
	j := g.ratios.Jackknife(row.LogRatio, used, -1, level)
	if row.Exclusive == "" {
		row.Lo, row.Hi = j.Interval.Lo, j.Interval.Hi
	}
	return row, g.driver(&row, j, used)
}

func (g *groups) dense(f uint32) []float64 {
	y := make([]float64, len(g.Target))
	col := g.columns[f]
	for k, r := range col.Row {
		y[r] = float64(col.Count[k])
	}
	return y
}

// logRatio is the estimate of a feature without a unit.
func (g *groups) logRatio(row Row, used []infer.UnitUses, without int) float64 {
	y := usesOf(used, without)
	a, b := float64(row.CountTarget)-y[0], float64(row.CountReference)-y[1]
	return measure.LogRatio(a, g.tokens[0]-g.lengths[0][without], b, g.tokens[1]-g.lengths[1][without], measure.HalfCount)
}

// driver enters the most influential unit in the row, and finds the one that
// carries the difference most: without it the estimate is nearest to zero or
// beyond.
func (g *groups) driver(row *Row, j infer.LogRatioJackknife, used []infer.UnitUses) Driver {
	if j.Farthest.Unit < 0 {
		return Driver{Unit: -1}
	}
	row.Influential, row.LogRatioWithout = g.names[j.Farthest.Unit], g.logRatio(*row, used, j.Farthest.Unit)
	weakest := j.Highest.Unit
	if more(*row) {
		weakest = j.Lowest.Unit
	}
	d := g.without(*row, weakest, used)
	if !d.Carries && weakest != j.Farthest.Unit {
		if other := g.without(*row, j.Farthest.Unit, used); other.Carries {
			return other
		}
	}
	return d
}

// without says what hangs on a unit.
func (g *groups) without(row Row, unit int, used []infer.UnitUses) Driver {
	d := Driver{Unit: unit, Name: g.names[unit], Target: g.lengths[0][unit] > 0, LogRatio: g.logRatio(row, used, unit)}
	y := usesOf(used, unit)
	for side, total := range [2]int{row.CountTarget, row.CountReference} {
		if total > 0 && y[side]/float64(total) > d.Share {
			d.Share, d.Target = y[side]/float64(total), side == 0
		}
	}
	if excludesZero(row.Lo, row.Hi) {
		rest := g.ratios.Jackknife(d.LogRatio, used, unit, level)
		d.Carries = d.LogRatio*row.LogRatio < 0 || !excludesZero(rest.Interval.Lo, rest.Interval.Hi)
	}
	return d
}

// excludesZero is false for an interval that is not defined.
func excludesZero(lo, hi float64) bool { return lo > 0 || hi < 0 }
