package contrast

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"concord/analysis"
	"concord/analysis/infer"
	"concord/analysis/measure"
)

// Row is one feature in two groups under many measures.
type Row struct {
	Rank                  int     `col:"rank"`
	Feature               string  `col:"feature"`
	CountTarget           int     `col:"count_target"`
	CountReference        int     `col:"count_reference"`
	DocumentsTarget       int     `col:"documents_target"`
	DocumentsReference    float64 `col:"documents_reference_known"`
	RateTarget            float64 `col:"rate_target"`
	RateReference         float64 `col:"rate_reference"`
	LogRatio              float64 `col:"log_ratio"`
	ShareDifference       float64 `col:"share_difference"`
	ShareLo               float64 `col:"share_lo"`
	ShareHi               float64 `col:"share_hi"`
	PShare                float64 `col:"p_share"`
	PShareAdj             float64 `col:"p_share_adj"`
	PRank                 float64 `col:"p_rank"`
	PRankAdj              float64 `col:"p_rank_adj"`
	LRC                   float64 `col:"lrc"`
	PctDiff               float64 `col:"pct_diff"`
	OddsRatio             float64 `col:"odds_ratio"`
	DifferenceCoefficient float64 `col:"difference_coefficient"`
	SimpleMaths           float64 `col:"simple_maths"`
	G2                    float64 `col:"g2"`
	Chi2                  float64 `col:"chi2"`
	PFisher               float64 `col:"p_fisher"`
	BIC                   float64 `col:"bic"`
	Exclusive             string  `col:"exclusive"`
}

// measures compares two sides, or one with a list.
type measures struct {
	*pool
	options Options
	list    *frequencies // nil where the reference is documents
	family  int          // features compared
	listed  int          // of them, found in the list
}

// candidate is a feature that meets the limits; f is -1 for one that stands in
// the list only.
type candidate struct {
	feature         string
	f               int
	uses, documents [2]int
}

// exactRanks is up to how many documents the rank-sum test is exact.
const exactRanks = 20

// tested reports whether there are documents enough on both sides for tests.
func (m *measures) tested() bool {
	return m.list == nil && m.documents[target] >= 2 && m.documents[reference] >= 2
}

// totals are the tokens of either side.
func (m *measures) totals() (a, b float64) {
	if m.list != nil {
		return m.tokenSum[target], m.list.total
	}
	return m.tokenSum[target], m.tokenSum[reference]
}

// rows computes the table: every feature that meets the limits, the strongest
// conservative log ratio first, then by G², then by feature.
func (m *measures) rows(ctx context.Context, in *analysis.Input) ([]Row, error) {
	family := m.candidates()
	m.family = len(family)
	out := make([]Row, len(family))
	for i, c := range family {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out[i] = m.row(c)
		if in.Progress != nil && (i+1)%500 == 0 {
			in.Progress(i+1, len(family))
		}
	}
	if err := m.adjust(out); err != nil {
		return nil, err
	}
	slices.SortFunc(out, func(a, b Row) int {
		return cmp.Or(cmp.Compare(math.Abs(b.LRC), math.Abs(a.LRC)), cmp.Compare(b.G2, a.G2), strings.Compare(a.Feature, b.Feature))
	})
	if m.options.Top > 0 {
		out = out[:min(len(out), m.options.Top)]
	}
	for i := range out {
		out[i].Rank = i + 1
	}
	return out, nil
}

// candidates lists the features that meet the limits, by feature. Against a
// list, a feature meets that of documents also when the list lets expect as
// many uses as min_count in the target: what is missing there is kept.
func (m *measures) candidates() []candidate {
	var out []candidate
	inTarget := map[string]bool{}
	for f, name := range m.matrix.Features {
		uses, documents := m.counts(f)
		if m.list != nil {
			n, ok := m.list.counts[name]
			uses[reference] = int(n)
			inTarget[name] = true
			if ok && m.meets(uses, documents) && !m.stopped(f) {
				m.listed++
			}
		}
		if m.meets(uses, documents) && !m.stopped(f) {
			out = append(out, candidate{name, f, uses, documents})
		}
	}
	if m.list != nil {
		for name, n := range m.list.counts {
			uses := [2]int{0, int(n)}
			if !inTarget[name] && m.meets(uses, [2]int{}) {
				out = append(out, candidate{name, -1, uses, [2]int{}})
				m.listed++
			}
		}
		slices.SortFunc(out, func(a, b candidate) int { return strings.Compare(a.feature, b.feature) })
	}
	return out
}

func (m *measures) meets(uses, documents [2]int) bool {
	n := uses[target] + uses[reference]
	if n == 0 || n < m.options.MinCount {
		return false
	}
	if documents[target]+documents[reference] >= m.options.MinDocuments {
		return true
	}
	if m.list == nil {
		return false
	}
	nA, nB := m.totals()
	return float64(uses[reference])/nB*nA >= float64(m.options.MinCount)
}

func (m *measures) row(c candidate) Row {
	a, b := float64(c.uses[target]), float64(c.uses[reference])
	nA, nB := m.totals()
	nan := math.NaN()
	table := measure.KeynessTable(a, nA, b, nB)
	g2 := measure.G2(table, measure.Uncorrected, 0)
	r := Row{
		Feature: c.feature, CountTarget: c.uses[target], CountReference: c.uses[reference],
		DocumentsTarget: c.documents[target], DocumentsReference: nan,
		RateTarget: 1e6 * a / nA, RateReference: 1e6 * b / nB,
		LogRatio:        measure.LogRatio(a, nA, b, nB, measure.HalfAll),
		ShareDifference: nan, ShareLo: nan, ShareHi: nan, PShare: nan, PShareAdj: nan, PRank: nan, PRankAdj: nan,
		LRC:       measure.ConservativeLogRatio(a, nA, b, nB, level, float64(m.family)),
		PctDiff:   max(-100, measure.PercentDifference(a, nA, b, nB)),
		OddsRatio: measure.OddsRatio(table), DifferenceCoefficient: measure.DifferenceCoefficient(a, nA, b, nB),
		SimpleMaths: measure.SimpleMaths(a, nA, b, nB, m.options.K),
		G2:          g2, Chi2: measure.ChiSquare(table, measure.Uncorrected),
		PFisher: measure.FisherExact(table).TwoSided, BIC: measure.BIC(g2, nA+nB), Exclusive: exclusive(c.uses),
	}
	if m.list == nil {
		m.byDocuments(&r, c)
	}
	return r
}

// byDocuments enters what takes the document as unit.
func (m *measures) byDocuments(r *Row, c candidate) {
	r.DocumentsReference = float64(c.documents[reference])
	x, y := float64(c.documents[target]), float64(c.documents[reference])
	nA, nB := float64(m.documents[target]), float64(m.documents[reference])
	r.ShareDifference = x/nA - y/nB
	if !m.tested() {
		return
	}
	r.ShareLo, r.ShareHi = newcombe(x, nA, y, nB)
	r.PShare = measure.FisherExact(measure.Table{O11: x, O12: y, O21: nA - x, O22: nB - y}).TwoSided
	rates, others := m.rates(c.f)
	if len(rates)+len(others) <= exactRanks {
		if p, err := infer.RankSumExact(rates, others); err == nil {
			r.PRank = p
		}
		return
	}
	r.PRank = infer.MannWhitney(rates, others).PContinuity
}

// newcombe is the 95 % hybrid score interval of the difference of two
// proportions x/n and y/m (Newcombe 1998, method 10).
func newcombe(x, n, y, m float64) (lo, hi float64) {
	a, errA := infer.Wilson(x, n, level)
	b, errB := infer.Wilson(y, m, level)
	if errA != nil || errB != nil {
		return math.NaN(), math.NaN()
	}
	p, q := x/n, y/m
	return p - q - math.Hypot(p-a.Lo, b.Hi-q), p - q + math.Hypot(a.Hi-p, q-b.Lo)
}

// adjust corrects either test over all features.
func (m *measures) adjust(rows []Row) error {
	share, rank := make([]float64, len(rows)), make([]float64, len(rows))
	for i, r := range rows {
		share[i], rank[i] = r.PShare, r.PRank
	}
	how := infer.Adjustment(m.options.Adjust)
	share, err := infer.Adjust(share, how)
	if err != nil {
		return err
	}
	if rank, err = infer.Adjust(rank, how); err != nil {
		return err
	}
	for i := range rows {
		rows[i].PShareAdj, rows[i].PRankAdj = share[i], rank[i]
	}
	return nil
}
