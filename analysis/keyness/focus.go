// Focus compares one document with many.
//
// It answers: which words does this document use more, or less, than the others
// let expect?
//
// One document against J others is not a two-sample test: exchanging labels
// gives no p below 1/(J+1). The question is predictive: given how the others
// vary, how surprising is this count? With y_d uses among n_d tokens of the
// reference document d, and y0 among n0 in the focus:
//
//	expected       e = n0·Σy_d/Σn_d
//	p              min(1, 2·min(P(Y ≥ y0), P(Y ≤ y0))) under a negative binomial
//	               with mean e and overdispersion κ: κ = ½κ_w + ½·mean κ, κ_w the
//	               moment estimate of the feature over the reference documents
//	p_adj          p adjusted over all features listed or not (Benjamini &
//	               Hochberg 1995)
//	density_rank   rank of the rate of the focus among all J+1 documents, 1 the
//	               highest; equal rates share the better rank
//	rate_median, rate_low, rate_high
//	               median, 10 % and 90 % quantile of the reference documents'
//	               rates per million tokens
//	absence_bound  for a feature that no reference document uses: 1−.05^(1/J),
//	               the share of such documents that use it is at most this at
//	               95 % (exact)
//
// Rows are ordered by the predictive tail probability, most surprising first,
// in both directions (column direction), ties by feature in code-point order.
// The order uses half a use added to the reference, so that features it never
// uses have a place; their p is empty, as no rate is known to predict from.
//
// Findings tell no numbers and no names of parties or places; the table keeps
// them.
//
// Floors, by number of reference documents: below 5 counts only, side by side,
// with the words of at least 3 uses that only this document has, or that all
// others have and this one has not;
// 5 to 9 ranks, no probabilities (KEY-03); 10 to 19 probabilities that are too
// small (KEY-10); from 20 probabilities. Simulated, of 100 tails without any
// surprise 7 to 8 fall below .05 with 10 references, 6 with 20.
//
// Defaults: the latest document by date against all others; features with at
// least 3 uses in all; 100 rows.
//
// When it misleads: the reference must be of the same language and genre;
// earlier statements of the same parties are more alike than others, so that
// pair:… and everything else are two different questions; not found in the
// reference means not in this corpus.
//
// Warnings: KEY-03 too few references for probabilities; KEY-07 documents
// without a token left out; KEY-08 more than one language; KEY-09 no feature
// within the limits; KEY-10 probabilities are approximate.

package keyness

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"concord/analysis/infer"
	"concord/analysis/measure"
	"concord/corpus"
)

// FocusRow is one feature of one document beside many.
type FocusRow struct {
	Rank               int     `col:"rank"`
	Feature            string  `col:"feature"`
	Direction          string  `col:"direction"`
	Count              int     `col:"count"`
	PerMillion         float64 `col:"per_million"`
	Expected           float64 `col:"expected"`
	RateMedian         float64 `col:"rate_median"`
	RateLow            float64 `col:"rate_low"`
	RateHigh           float64 `col:"rate_high"`
	DensityRank        int     `col:"density_rank"`
	CountReference     int     `col:"count_reference"`
	DocumentsReference int     `col:"documents_reference"`
	AbsenceBound       float64 `col:"absence_bound"`
	P                  float64 `col:"p"`
	PAdj               float64 `col:"p_adj"`
	Exclusive          string  `col:"exclusive"`
}

// FocusData is one document and its references.
type FocusData struct {
	Matrix  *corpus.Matrix // rows by ID; every row with at least one token
	Focus   int            // row of the document; the others are the reference
	Stopped []bool         // by feature number: not compared; nil for none
}

// FocusComparison is the outcome of CompareOne.
type FocusComparison struct {
	Rows       []FocusRow
	Family     int // features that met min_count: the size of the family of tests
	References int // documents
	Printed    bool
	LeastP     float64 // smallest adjusted p of the family; NaN when none
}

// The numbers of reference documents from which more may be said.
const (
	RanksFrom         = 5  // rates are ranked
	ProbabilitiesFrom = 10 // p is given, with a warning
	CalibratedFrom    = 20 // p is given
)

// CompareOne compares a document with the others of the matrix. minCount is
// the fewest uses in all, top the rows kept (0 for all). With fewer than
// RanksFrom references rows come by count, for reading side by side.
func CompareOne(d FocusData, minCount, top int) *FocusComparison {
	f := newFocus(d)
	family := f.family(minCount)
	c := &FocusComparison{Family: len(family), References: len(f.lengths), LeastP: math.NaN()}
	rows, order := make([]FocusRow, len(family)), make([]int, len(family))
	tail, p := make([]float64, len(family)), make([]float64, len(family))
	kappa, mean := f.overdispersion(family)
	for i, id := range family {
		order[i] = i
		rows[i], tail[i], p[i] = f.describe(id, measure.ShrunkenOverdispersion(kappa[i], mean))
	}
	c.Printed = c.References >= ProbabilitiesFrom
	if c.Printed {
		// describe gives values in 0…1 or NaN, which Adjust accepts.
		adjusted, _ := infer.Adjust(p, infer.BH)
		for i := range rows {
			rows[i].P, rows[i].PAdj = p[i], adjusted[i]
			if !(adjusted[i] >= c.LeastP) && !math.IsNaN(adjusted[i]) {
				c.LeastP = adjusted[i]
			}
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		if c.References < RanksFrom {
			return cmp.Or(cmp.Compare(rows[b].Count, rows[a].Count), strings.Compare(rows[a].Feature, rows[b].Feature))
		}
		return cmp.Or(cmp.Compare(tail[a], tail[b]), strings.Compare(rows[a].Feature, rows[b].Feature))
	})
	if top > 0 && top < len(order) {
		order = order[:top]
	}
	for n, i := range order {
		rows[i].Rank = n + 1
		f.compare(family[i], &rows[i])
		c.Rows = append(c.Rows, rows[i])
	}
	return c
}

type focus struct {
	FocusData
	columns []corpus.Column
	at      []int     // row → position among the references
	lengths []float64 // tokens of the references
	tokens  float64   // of all references
	length  float64   // tokens of the focus
}

func newFocus(d FocusData) *focus {
	f := &focus{FocusData: d, columns: d.Matrix.Columns(), at: make([]int, len(d.Matrix.Rows))}
	for r, n := range d.Matrix.Total {
		if r == d.Focus {
			f.at[r], f.length = -1, n
			continue
		}
		f.at[r] = len(f.lengths)
		f.lengths = append(f.lengths, n)
		f.tokens += n
	}
	return f
}

// family lists the features with enough uses, ascending.
func (f *focus) family(minCount int) []uint32 {
	var out []uint32
	for id, col := range f.columns {
		n := 0
		for _, k := range col.Count {
			n += int(k)
		}
		if n > 0 && n >= minCount && (f.Stopped == nil || !f.Stopped[id]) {
			out = append(out, uint32(id))
		}
	}
	return out
}

// uses returns the count in the focus and fills y with those in the
// references.
func (f *focus) uses(id uint32, y []float64) int {
	clear(y)
	own := 0
	col := f.columns[id]
	for k, r := range col.Row {
		if at := f.at[r]; at < 0 {
			own = int(col.Count[k])
		} else {
			y[at] = float64(col.Count[k])
		}
	}
	return own
}

// overdispersion estimates κ of each feature and their mean. A feature that
// has no estimate of its own takes the mean.
func (f *focus) overdispersion(family []uint32) (kappa []float64, mean float64) {
	kappa = make([]float64, len(family))
	y, n := make([]float64, len(f.lengths)), 0
	for i, id := range family {
		f.uses(id, y)
		if kappa[i] = measure.Overdispersion(y, f.lengths); !math.IsNaN(kappa[i]) {
			mean += kappa[i]
			n++
		}
	}
	if n > 0 {
		mean /= float64(n)
	}
	for i, k := range kappa {
		if math.IsNaN(k) {
			kappa[i] = mean
		}
	}
	return kappa, mean
}

// describe makes the row of a feature, without its ranks. tail orders the rows: the two-sided
// tail at the reference rate with half a use added. p is at the rate as it is,
// NaN where the reference does not use the feature.
func (f *focus) describe(id uint32, kappa float64) (row FocusRow, tail, p float64) {
	own, total := 0, 0.0
	row = FocusRow{Feature: f.Matrix.Features[id], AbsenceBound: math.NaN(), P: math.NaN(), PAdj: math.NaN()}
	col := f.columns[id]
	for k, r := range col.Row {
		if f.at[r] < 0 {
			own = int(col.Count[k])
		} else {
			total += float64(col.Count[k])
			row.DocumentsReference++
		}
	}
	row.Count, row.CountReference, row.PerMillion = own, int(total), 1e6*float64(own)/f.length
	row.Expected = f.length * total / f.tokens
	row.Direction = "less"
	if float64(own) > row.Expected {
		row.Direction = "more"
	}
	switch {
	case total == 0:
		row.Exclusive, row.AbsenceBound = "target", infer.AbsenceBound(len(f.lengths), 0.05)
	case own == 0:
		row.Exclusive = "reference"
	}
	tail = twoSided(own, f.length*(total+0.5)/(f.tokens+1), kappa)
	return row, tail, twoSided(own, row.Expected, kappa)
}

// compare enters the rank of the focus and the range of the references.
func (f *focus) compare(id uint32, row *FocusRow) {
	rates := make([]float64, len(f.lengths))
	f.uses(id, rates)
	row.DensityRank = 1
	for i, n := range f.lengths {
		rates[i] *= 1e6 / n
		if rates[i] > row.PerMillion*(1+1e-12) {
			row.DensityRank++
		}
	}
	row.RateMedian, row.RateLow, row.RateHigh = infer.Quantile(rates, 0.5), infer.Quantile(rates, 0.1), infer.Quantile(rates, 0.9)
}

// twoSided doubles the smaller tail; NaN where nothing can be predicted.
func twoSided(count int, expected, kappa float64) float64 {
	t := measure.NegativeBinomialTails(count, expected, kappa)
	return min(1, 2*min(t.High, t.Low))
}
