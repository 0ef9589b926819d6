// Wordshift lists the words behind the divergence of two sets of documents.
//
// It answers: which words make the vocabularies of these two periods or groups
// differ most?
//
// Each word adds ½[p·log2(p/m) + q·log2(q/m)], m = ½(p+q), to the
// Jensen–Shannon divergence of the word shares p (target) and q (reference)
// (Lin 1991; drawn as a word shift graph, Gallagher and others 2021). All
// additions are ≥ 0; the column contribution carries the sign of p−q, so that
// it is positive where the target uses the word more. share is its part of the
// whole divergence. Words on the stop list are left out of p and q.
//
// lo, hi are a delete-one-document jackknife-t interval of the signed
// contribution, with Satterthwaite degrees of freedom (Tukey 1958; Satterthwaite
// 1946); empty where one document holds all uses. Rows are ordered by size of
// the contribution, ties by feature in code-point order. How far the whole
// divergence exceeds its length-matched null is told by the method shift; a
// list of words exists even where it does not.
//
// The comparison is that of shift: the two sides of the year where the vocabulary
// changes most, the last two periods with other cuts, or target and reference with
// by=groups. Intervals do not allow for the choice of the year.
//
// Floor: three documents on either side for intervals; below, contributions
// only.
//
// Defaults: words with at least 3 uses in 2 documents; 50 rows.
//
// When it misleads: sampling noise fills the list where texts are few (WSH-01
// counts the intervals that cross zero); contributions follow frequency, so rare
// formulas stand low however telling they are (see keyness); names of the
// parties and places lead wherever the sets hold different pairs; they and
// numbers stay in the table and the figure, but findings do not tell them.
//
// Warnings: WSH-01 intervals that cross zero; SHF-04, SHF-05, SHF-08 as in
// shift.

package shift

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"concord/analysis/infer"
	"concord/corpus"
)

// WordRow is one word of the difference of two sets.
type WordRow struct {
	Rank               int     `col:"rank"`
	Feature            string  `col:"feature"`
	Contribution       float64 `col:"contribution"`
	Lo                 float64 `col:"lo"`
	Hi                 float64 `col:"hi"`
	Share              float64 `col:"share"`
	CountTarget        int     `col:"count_target"`
	CountReference     int     `col:"count_reference"`
	DocumentsTarget    int     `col:"documents_target"`
	DocumentsReference int     `col:"documents_reference"`
	RateTarget         float64 `col:"rate_target"`
	RateReference      float64 `col:"rate_reference"`
	Exclusive          string  `col:"exclusive"`
}

// Data is documents by features with the set each belongs to.
type Data struct {
	Matrix  *corpus.Matrix // rows by ID; every row with at least one token
	Target  []bool         // by row; the others are the reference
	Stopped []bool         // by feature number: left out; nil for none
}

// Limits says which words are listed.
type Limits struct {
	MinCount     int
	MinDocuments int
	Top          int // rows kept after ranking; 0 for all
}

// ranked is a word and its addition to the divergence in bits, positive where
// the target uses the word more.
type ranked struct {
	feature      string
	contribution float64
	id           uint32
}

// rank orders all words by size of contribution, ties in code-point order.
func (w *words) rank() []ranked {
	var out []ranked
	for f := range w.columns {
		uses, _ := w.counts(uint32(f))
		if uses[0]+uses[1] > 0 && (w.Stopped == nil || !w.Stopped[f]) {
			out = append(out, ranked{w.Matrix.Features[f], contribution(uses, w.content), uint32(f)})
		}
	}
	slices.SortFunc(out, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(math.Abs(b.contribution), math.Abs(a.contribution)), strings.Compare(a.feature, b.feature))
	})
	return out
}

// Contribute returns the words within the limits by size of contribution, and
// their number before the cut to top.
func Contribute(d Data, limits Limits) (rows []WordRow, listed int) {
	w := newWords(d)
	whole := 0.0
	var order []ranked
	for _, r := range w.rank() {
		whole += math.Abs(r.contribution)
		uses, documents := w.counts(r.id)
		if int(uses[0]+uses[1]) >= limits.MinCount && documents[0]+documents[1] >= limits.MinDocuments {
			order = append(order, r)
		}
	}
	listed = len(order)
	if limits.Top > 0 && limits.Top < listed {
		order = order[:limits.Top]
	}
	rows = make([]WordRow, len(order))
	for i, r := range order {
		rows[i] = w.describe(r.id)
		rows[i].Rank, rows[i].Share = i+1, math.Abs(r.contribution)/whole
	}
	return rows, listed
}

// words is the data by columns with the margins of both sets: 0 is the target,
// 1 the reference.
type words struct {
	Data
	columns []corpus.Column
	rows    [2][]int
	tokens  [2]float64
	content [2]float64 // tokens that are not stopped
	own     []float64  // the same by row
}

func newWords(d Data) *words {
	w := &words{Data: d, columns: d.Matrix.Columns(), own: make([]float64, len(d.Matrix.Rows))}
	for r, total := range d.Matrix.Total {
		side := w.side(uint32(r))
		w.rows[side] = append(w.rows[side], r)
		w.tokens[side] += total
		w.own[r] = total
		cols, counts := d.Matrix.Row(r)
		for k, f := range cols {
			if d.Stopped != nil && d.Stopped[f] {
				w.own[r] -= float64(counts[k])
			}
		}
		w.content[side] += w.own[r]
	}
	return w
}

func (w *words) side(row uint32) int {
	if w.Target[row] {
		return 0
	}
	return 1
}

func (w *words) counts(f uint32) (uses [2]float64, documents [2]int) {
	col := w.columns[f]
	for k, r := range col.Row {
		side := w.side(r)
		uses[side] += float64(col.Count[k])
		documents[side]++
	}
	return uses, documents
}

// contribution is the addition of a word to the divergence in bits, with the
// sign of p−q; NaN where a set is empty.
func contribution(uses, content [2]float64) float64 {
	p, q := uses[0]/content[0], uses[1]/content[1]
	m := (p + q) / 2
	c := 0.0
	for _, x := range []float64{p, q} {
		if x > 0 {
			c += x / 2 * math.Log2(x/m)
		} else if math.IsNaN(x) {
			return math.NaN()
		}
	}
	c = max(c, 0)
	if p < q {
		return -c
	}
	return c
}

func (w *words) describe(f uint32) WordRow {
	uses, documents := w.counts(f)
	row := WordRow{
		Feature: w.Matrix.Features[f], Contribution: contribution(uses, w.content), Lo: math.NaN(), Hi: math.NaN(),
		CountTarget: int(uses[0]), CountReference: int(uses[1]),
		DocumentsTarget: documents[0], DocumentsReference: documents[1],
		RateTarget: 1e6 * uses[0] / w.tokens[0], RateReference: 1e6 * uses[1] / w.tokens[1],
	}
	switch {
	case uses[1] == 0:
		row.Exclusive = "target"
	case uses[0] == 0:
		row.Exclusive = "reference"
	}
	if len(w.rows[0]) < floor || len(w.rows[1]) < floor || documents[0]+documents[1] < 2 {
		return row
	}
	y := make([]float64, len(w.Target))
	col := w.columns[f]
	for k, r := range col.Row {
		y[r] = float64(col.Count[k])
	}
	var without [2][]float64
	for side := range 2 {
		for _, r := range w.rows[side] {
			u, n := uses, w.content
			u[side] -= y[r]
			n[side] -= w.own[r]
			without[side] = append(without[side], contribution(u, n))
		}
	}
	if j, err := infer.JackknifeT(row.Contribution, without[0], without[1], 0.95); err == nil && j.SE > 1e-12 { // else nothing varies but the rounding
		row.Lo, row.Hi = j.Interval.Lo, j.Interval.Hi
	}
	return row
}
