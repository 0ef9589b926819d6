// Lists names the words that only one side uses and the words that both use
// alike.
//
// It answers: which words does only one side use, and which do both use alike?
// Three lists stand in one table, told apart by the column list:
//
//	only-target     the reference never uses it: new, or here only
//	only-reference  the target never uses it: gone, or elsewhere only
//	lockword        at least min_share of the documents on either side hold it,
//	                and the 95 % interval of log_ratio lies within ±bound (Baker
//	                2011 for the notion; the interval within a bound is the test
//	                of equivalence of Schuirmann 1987, at 2.5 % for either end)
//
// With a uses among N_A tokens of the target and b among N_B of the reference:
//
//	log_ratio      log2[((a+½)/(N_A+1)) / ((b+½)/(N_B+1))] (Hardie 2014)
//	lo, hi         delete-one-document jackknife-t interval (Tukey 1958), empty
//	               where one side does not use the feature
//	absence_share  for a feature of one side: 1−.05^(1/m), m the documents of the
//	               other side: the share of such documents that use it is at
//	               most this at 95 % (Clopper & Pearson 1934)
//
// The lists of one side are ordered by the share of its documents that hold the
// feature, then by count; lockwords by the count on both sides together; ties by
// feature in code-point order. Absence from few documents says little: from
// three, up to 63 % of such documents may still use the word.
//
// A query with side: or section: picks parts of documents; an empty reference
// is still whole documents, so name both groups then.
//
// Defaults: at least 3 uses in 2 documents of both sides, bound 1 (a doubling),
// min_share ½, 50 rows of each list. Floor: one document with tokens on either
// side for what is on one side only, two on either side for lockwords (LST-03).
// Names and numbers are listed but never told as findings.
//
// When it misleads: a word missing from a short side is no choice of the
// drafters; the bound takes documents for independent, which those of one pair
// are not; the interval of a lockword is not corrected for the number of
// features, so a few of many lie within the bound by chance (LST-02); a word can
// be a lockword by rate and differ in meaning.
//
// Warnings: LST-01 how far absence reaches; LST-02 how many features were held
// against the bound; LST-03 no lockwords; LST-07 documents without a token;
// LST-08 more than one language; LST-09 no feature within the limits.
package contrast

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"concord/analysis"
	"concord/analysis/infer"
)

// ListRow is one feature of one of the lists.
type ListRow struct {
	Rank               int     `col:"rank"`
	List               string  `col:"list"`
	Feature            string  `col:"feature"`
	CountTarget        int     `col:"count_target"`
	CountReference     int     `col:"count_reference"`
	DocumentsTarget    int     `col:"documents_target"`
	DocumentsReference int     `col:"documents_reference"`
	RateTarget         float64 `col:"rate_target"`
	RateReference      float64 `col:"rate_reference"`
	LogRatio           float64 `col:"log_ratio"`
	Lo                 float64 `col:"lo"`
	Hi                 float64 `col:"hi"`
	AbsenceShare       float64 `col:"absence_share"`
}

// The values of the column list.
const (
	onlyTarget    = "only-target"
	onlyReference = "only-reference"
	lockword      = "lockword"
)

// lists makes and tells the three lists.
type lists struct {
	*pool
	options  ListsOptions
	rows     []ListRow
	family   int // features within the limits
	examined int // of them, held against the bound of equivalence
	length   map[string]int
	evidence [][]analysis.Evidence
	counter  [][]analysis.Evidence
}

// make fills the lists.
func (l *lists) make(ctx context.Context) error {
	found := map[string][]ListRow{}
	for f, name := range l.matrix.Features {
		if f%500 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		uses, documents := l.counts(f)
		n := uses[target] + uses[reference]
		if n == 0 || n < l.options.MinCount || documents[target]+documents[reference] < l.options.MinDocuments || l.stopped(f) {
			continue
		}
		l.family++
		r := ListRow{
			Feature: name, CountTarget: uses[target], CountReference: uses[reference],
			DocumentsTarget: documents[target], DocumentsReference: documents[reference],
			RateTarget:    1e6 * float64(uses[target]) / l.tokenSum[target],
			RateReference: 1e6 * float64(uses[reference]) / l.tokenSum[reference],
			LogRatio:      l.logRatio(uses), Lo: math.NaN(), Hi: math.NaN(), AbsenceShare: math.NaN(),
		}
		if l.place(&r, f) {
			found[r.List] = append(found[r.List], r)
		}
	}
	l.length = map[string]int{}
	for _, list := range []string{onlyTarget, onlyReference, lockword} {
		rows := found[list]
		l.length[list] = len(rows)
		slices.SortFunc(rows, l.order)
		if l.options.Top > 0 {
			rows = rows[:min(len(rows), l.options.Top)]
		}
		for i := range rows {
			rows[i].Rank = i + 1
		}
		l.rows = append(l.rows, rows...)
	}
	return nil
}

// place finds the list of a row; false for none.
func (l *lists) place(r *ListRow, f int) bool {
	switch {
	case r.CountReference == 0:
		r.List, r.AbsenceShare = onlyTarget, infer.ProportionUpper(0, float64(l.documents[reference]), 1-level)
		return true
	case r.CountTarget == 0:
		r.List, r.AbsenceShare = onlyReference, infer.ProportionUpper(0, float64(l.documents[target]), 1-level)
		return true
	case l.share(target, r.DocumentsTarget) < l.options.MinShare || l.share(reference, r.DocumentsReference) < l.options.MinShare:
		return false
	}
	interval := l.interval(f)
	if math.IsNaN(interval.Lo) {
		return false
	}
	l.examined++
	r.List, r.Lo, r.Hi = lockword, interval.Lo, interval.Hi
	return -l.options.Bound <= interval.Lo && interval.Hi <= l.options.Bound
}

func (l *lists) share(where, documents int) float64 {
	return float64(documents) / float64(l.documents[where])
}

// order sorts the rows of one list.
func (l *lists) order(a, b ListRow) int {
	byCount := cmp.Or(cmp.Compare(b.CountTarget+b.CountReference, a.CountTarget+a.CountReference), strings.Compare(a.Feature, b.Feature))
	if a.List == lockword {
		return byCount
	}
	// One of the two is 0, and all rows of the list share the other side.
	return cmp.Or(cmp.Compare(b.DocumentsTarget+b.DocumentsReference, a.DocumentsTarget+a.DocumentsReference), byCount)
}
