package frequency

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"concord/analysis/infer"
	"concord/analysis/measure"
	"concord/corpus"
)

// Row is one feature.
type Row struct {
	Rank         int     `col:"rank"`
	Feature      string  `col:"feature"`
	Count        int     `col:"count"`
	Documents    int     `col:"documents"`
	PerMillion   float64 `col:"per_million"`
	Lo           float64 `col:"lo"`
	Hi           float64 `col:"hi"`
	Per1000Chars float64 `col:"per_1000_chars"`
	DPNorm       float64 `col:"dpnorm"`
	Range        float64 `col:"range"`
}

// Limits says which features are listed.
type Limits struct {
	MinCount     int
	MinDocuments int
	Top          int // rows kept after ranking; 0 for all
}

// Counts is what Compute works on: documents by features.
type Counts struct {
	Matrix     *corpus.Matrix // every row with at least one token
	Stopped    []bool         // by feature number: not listed; nil for none
	Characters int            // of all rows together, blanks not counted
}

// Compute ranks the features of the matrix by count and describes those within
// the limits. listed is the number of features before the cut to top. The
// formulas stand in the package comment.
func Compute(c Counts, limits Limits) (rows []Row, listed int) {
	m := c.Matrix
	columns := m.Columns()
	var order []uint32
	uses := make([]int, len(columns))
	for f, col := range columns {
		for _, n := range col.Count {
			uses[f] += int(n)
		}
		if uses[f] == 0 || uses[f] < limits.MinCount || len(col.Row) < limits.MinDocuments {
			continue
		}
		if c.Stopped == nil || !c.Stopped[f] {
			order = append(order, uint32(f))
		}
	}
	slices.SortFunc(order, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(uses[b], uses[a]), strings.Compare(m.Features[a], m.Features[b]))
	})
	listed = len(order)
	if limits.Top > 0 && limits.Top < listed {
		order = order[:limits.Top]
	}
	rows = make([]Row, len(order))
	t := newTotals(m)
	for i, f := range order {
		rows[i] = t.describe(c, m.Features[f], columns[f])
		rows[i].Rank = i + 1
	}
	return rows, listed
}

// totals is what all rows share: with uses f among T tokens, leaving out a document
// of n tokens and y uses moves the rate f/T by (f/T)·n/(T−n) − y/(T−n). The first
// part is the same for all features but for the factor.
type totals struct {
	tokens float64
	unused *infer.Unused // n/(T−n) by document; nil for a single one
}

func newTotals(m *corpus.Matrix) totals {
	var t totals
	for _, n := range m.Total {
		t.tokens += n
	}
	if len(m.Total) > 1 {
		moves := make([]float64, len(m.Total))
		for d, n := range m.Total {
			moves[d] = n / (t.tokens - n)
		}
		t.unused = infer.NewUnused(moves)
	}
	return t
}

func (t totals) describe(c Counts, feature string, col corpus.Column) Row {
	m := c.Matrix
	f := 0.0
	for _, n := range col.Count {
		f += float64(n)
	}
	row := Row{
		Feature: feature, Count: int(f), Documents: len(col.Row),
		PerMillion: 1e6 * f / t.tokens, Lo: math.NaN(), Hi: math.NaN(),
		Per1000Chars: ratio(1000*f, float64(c.Characters)),
		DPNorm:       math.NaN(), Range: float64(len(col.Row)) / float64(len(m.Rows)),
	}
	if len(col.Row) > 1 {
		j := t.jackknife(row.PerMillion, m, col)
		row.Lo, row.Hi = atLeastZero(j.Interval.Lo), j.Interval.Hi
	}
	if n := len(m.Rows); n > 1 && row.Count >= n {
		y := make([]float64, n)
		for k, r := range col.Row {
			y[r] = float64(col.Count[k])
		}
		row.DPNorm = measure.Parts{Uses: y, Sizes: m.Total}.DP(measure.DPNorm)
	}
	return row
}

// jackknife leaves out one document at a time.
func (t totals) jackknife(rate float64, m *corpus.Matrix, col corpus.Column) infer.Jackknife {
	used, moves := make([]int, len(col.Row)), make([]float64, len(col.Row))
	for k, r := range col.Row {
		n := m.Total[r]
		used[k], moves[k] = int(r), (rate*n-1e6*float64(col.Count[k]))/(t.tokens-n)
	}
	return infer.JackknifeOfOne(rate, t.unused.Spread(rate, rate, used, moves), 0.95)
}

// atLeastZero cuts a bound at 0 and lets NaN through.
func atLeastZero(x float64) float64 {
	if x < 0 {
		return 0
	}
	return x
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return math.NaN()
	}
	return a / b
}
