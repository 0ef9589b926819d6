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

// GroupRow is one feature in one group and what it is compared with.
type GroupRow struct {
	Rank               int     `col:"rank"`
	Group              string  `col:"group"`
	Reference          string  `col:"reference"`
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
	Zeta               float64 `col:"zeta"`
	P                  float64 `col:"p"`
	PAdj               float64 `col:"p_adj"`
	Exclusive          string  `col:"exclusive"`
}

// comparison is a group against another or the rest.
type comparison struct {
	*pool
	group, other int // other is -1 for the rest
	family       []int
	both         int // documents that stand on both sides, left out of the reference
	p, adjusted  []float64
	reach        infer.Feasibility
	tested       bool
}

// comparisons is all that is compared.
type comparisons struct {
	*division
	list   []*comparison
	prior  float64
	family int // features over all comparisons
	tests  int // of them, tested
	rows   []GroupRow
	of     []int // by row: its comparison
	drawn  bool  // some p rest on random arrangements
	void   int   // comparisons with too few documents on a side
}

// compare runs all comparisons.
func (d *division) compare(ctx context.Context, o GroupsOptions, progress func(done, total int)) (*comparisons, error) {
	c := &comparisons{division: d, prior: infer.Quantile(d.matrix.Total, 0.5)}
	if err := c.plan(o); err != nil {
		return nil, err
	}
	for _, x := range c.list {
		x.limit(o)
		c.family += len(x.family)
	}
	for i, x := range c.list {
		if err := x.test(ctx, c.family, o, o.Seed+uint64(i)); err != nil {
			return nil, err
		}
		if x.tested {
			c.tests += len(x.family)
			c.drawn = c.drawn || x.reach.Arrangements > infer.DefaultExactLimit
		}
		if progress != nil {
			progress(i+1, len(c.list))
		}
	}
	if err := c.adjust(o.Adjust); err != nil {
		return nil, err
	}
	for i, x := range c.list {
		for _, r := range x.describe(c.prior, o.Top) {
			r.Group, r.Reference = d.groups[x.group].name, c.otherName(x)
			c.rows, c.of = append(c.rows, r), append(c.of, i)
		}
	}
	return c, nil
}

func (c *comparisons) otherName(x *comparison) string {
	if x.other < 0 {
		return analysis.OthersGroup
	}
	return c.groups[x.other].name
}

// limit finds the features that meet the limits.
func (x *comparison) limit(o GroupsOptions) {
	for f := range x.columns {
		uses, documents := x.counts(f)
		n := uses[target] + uses[reference]
		if n > 0 && n >= o.MinCount && documents[target]+documents[reference] >= o.MinDocuments && !x.stopped(f) {
			x.family = append(x.family, f)
		}
	}
}

// test permutes the documents of a comparison, where any feature could be
// selected among all that are compared.
func (x *comparison) test(ctx context.Context, all int, o GroupsOptions, seed uint64) error {
	x.p, x.adjusted = undefined(len(x.family)), undefined(len(x.family))
	if len(x.family) == 0 {
		return nil
	}
	counts, label, strata := x.table()
	opt := infer.PermuteOptions{Draws: o.Permutations, Seed: seed, Strata: strata}
	var err error
	if x.reach, err = infer.Feasible(label, all, claimBelow, opt); err != nil {
		return err
	}
	reachable := x.reach.SmallestP <= claimBelow
	switch o.Adjust {
	case "bh":
		reachable = x.reach.Possible
	case "holm":
		reachable = x.reach.SmallestP*float64(all) <= claimBelow
	}
	if !reachable {
		return nil
	}
	test, err := infer.Permute(ctx, counts, label, opt)
	if err != nil {
		return err
	}
	x.p, x.tested = test.P, true
	return nil
}

// table is the units on either side with the features of the family. Documents
// with parts on both sides are strata of their own.
func (x *comparison) table() (counts infer.Counts, label []bool, strata []int) {
	number := make([]int, len(x.columns))
	for f := range number {
		number[f] = -1
	}
	for i, f := range x.family {
		number[f] = i
	}
	counts = infer.Counts{Start: []int{0}, Features: len(x.family)}
	for r, where := range x.side {
		if where == neither {
			continue
		}
		cols, n := x.matrix.Row(r)
		for k, f := range cols {
			if number[f] >= 0 {
				counts.Col, counts.Count = append(counts.Col, uint32(number[f])), append(counts.Count, n[k])
			}
		}
		counts.Start = append(counts.Start, len(counts.Col))
		counts.Total = append(counts.Total, x.matrix.Total[r])
		label = append(label, where == target)
		stratum := 0
		if x.on[x.cluster[r]] == neither {
			stratum = 1 + x.cluster[r]
		}
		strata = append(strata, stratum)
	}
	if !x.paired {
		strata = nil
	}
	return counts, label, strata
}

// adjust corrects over all features of all comparisons.
func (c *comparisons) adjust(how string) error {
	var p []float64
	for _, x := range c.list {
		p = append(p, x.p...)
	}
	adjusted, err := infer.Adjust(p, infer.Adjustment(how))
	if err != nil {
		return err
	}
	for _, x := range c.list {
		n := len(x.p)
		x.adjusted, adjusted = adjusted[:n:n], adjusted[n:]
	}
	return nil
}

// describe makes the rows of a comparison, largest |zeta| first.
func (x *comparison) describe(prior float64, top int) []GroupRow {
	rows := make([]GroupRow, len(x.family))
	order := make([]int, len(x.family))
	nA, nB := x.tokenSum[target], x.tokenSum[reference]
	for i, f := range x.family {
		order[i] = i
		uses, documents := x.counts(f)
		a, b := float64(uses[target]), float64(uses[reference])
		rows[i] = GroupRow{
			Feature: x.matrix.Features[f], CountTarget: uses[target], CountReference: uses[reference],
			DocumentsTarget: documents[target], DocumentsReference: documents[reference],
			RateTarget: 1e6 * a / nA, RateReference: 1e6 * b / nB, LogRatio: x.logRatio(uses),
			Zeta: measure.LogOddsDirichlet(a, nA, b, nB, prior*(a+b)/(nA+nB), prior, false).Z,
			P:    x.p[i], PAdj: x.adjusted[i], Exclusive: exclusive(uses),
		}
	}
	strength := func(i int) float64 {
		if math.IsNaN(rows[i].Zeta) {
			return -1
		}
		return math.Abs(rows[i].Zeta)
	}
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(strength(j), strength(i)), strings.Compare(rows[i].Feature, rows[j].Feature))
	})
	if top > 0 {
		order = order[:min(top, len(order))]
	}
	out := make([]GroupRow, len(order))
	for k, i := range order {
		interval := x.interval(x.family[i])
		rows[i].Rank, rows[i].Lo, rows[i].Hi = k+1, interval.Lo, interval.Hi
		out[k] = rows[i]
	}
	return out
}

func undefined(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = math.NaN()
	}
	return out
}
