package contrast

import (
	"math"

	"concord/analysis/infer"
	"concord/analysis/measure"
)

const level = 0.95

// pool is a sample divided into two sides.
type pool struct {
	*sample
	side      []int // by row: target, reference or neither
	tokenSum  [2]float64
	documents [2]int
	cluster   []int // by row: its document, numbered from 0; -1 for neither
	on        []int // by cluster: target, reference, or neither for one that has parts on both
	paired    bool  // some documents have parts on both sides
}

func newPool(s *sample, side []int) *pool {
	p := &pool{sample: s, side: side, cluster: make([]int, len(side))}
	last := -1
	for r, where := range side {
		p.cluster[r] = -1
		if where == neither {
			continue
		}
		doc := s.members[r].Doc
		if doc != last {
			p.on = append(p.on, where)
			last = doc
		} else if p.on[len(p.on)-1] != where {
			p.on[len(p.on)-1], p.paired = neither, true
		}
		p.cluster[r] = len(p.on) - 1
		p.tokenSum[where] += s.matrix.Total[r]
	}
	seen := [2][]bool{make([]bool, len(p.on)), make([]bool, len(p.on))}
	for r, where := range side {
		if where != neither && !seen[where][p.cluster[r]] {
			seen[where][p.cluster[r]] = true
			p.documents[where]++
		}
	}
	return p
}

// counts returns uses and documents of a feature on either side.
func (p *pool) counts(f int) (uses, documents [2]int) {
	last := [2]int{-1, -1}
	col := p.columns[f]
	for k, r := range col.Row {
		where := p.side[r]
		if where == neither {
			continue
		}
		uses[where] += int(col.Count[k])
		if c := p.cluster[r]; c != last[where] {
			documents[where]++
			last[where] = c
		}
	}
	return uses, documents
}

// logRatio is that of keyness: half a use added to counts, one to totals.
func (p *pool) logRatio(uses [2]int) float64 {
	return measure.LogRatio(float64(uses[target]), p.tokenSum[target], float64(uses[reference]), p.tokenSum[reference], measure.HalfCount)
}

// interval is the delete-one-document jackknife-t interval of the log ratio.
// Documents with parts on both sides are left out on both at once, and all
// documents then make one group. Undefined below two documents on a side, and
// for a feature that one side never uses.
func (p *pool) interval(f int) infer.Interval {
	undefined := infer.Interval{Lo: math.NaN(), Hi: math.NaN()}
	uses, _ := p.counts(f)
	if p.documents[target] < 2 || p.documents[reference] < 2 || uses[target] == 0 || uses[reference] == 0 {
		return undefined
	}
	y, n := p.byDocument(f)
	ratio := func(c int) float64 {
		a, nA, b, nB := float64(uses[target]), p.tokenSum[target], float64(uses[reference]), p.tokenSum[reference]
		return measure.LogRatio(a-y[target][c], nA-n[target][c], b-y[reference][c], nB-n[reference][c], measure.HalfCount)
	}
	var without [2][]float64
	for c, where := range p.on {
		if p.paired {
			where = target
		}
		without[where] = append(without[where], ratio(c))
	}
	var j infer.Jackknife
	var err error
	if p.paired {
		j, err = infer.JackknifeOne(p.logRatio(uses), without[target], level)
	} else {
		j, err = infer.JackknifeT(p.logRatio(uses), without[target], without[reference], level)
	}
	if err != nil {
		return undefined
	}
	return j.Interval
}

// byDocument sums uses and tokens by side and document.
func (p *pool) byDocument(f int) (uses, tokens [2][]float64) {
	for where := range 2 {
		uses[where], tokens[where] = make([]float64, len(p.on)), make([]float64, len(p.on))
	}
	for r, c := range p.cluster {
		if c >= 0 {
			tokens[p.side[r]][c] += p.matrix.Total[r]
		}
	}
	col := p.columns[f]
	for k, r := range col.Row {
		if c := p.cluster[r]; c >= 0 {
			uses[p.side[r]][c] += float64(col.Count[k])
		}
	}
	return uses, tokens
}

// rates returns the rate of a feature in each document of either side.
func (p *pool) rates(f int) (a, b []float64) {
	y := make([]float64, len(p.side))
	col := p.columns[f]
	for k, r := range col.Row {
		y[r] = float64(col.Count[k]) / p.matrix.Total[r]
	}
	for r, where := range p.side {
		switch where {
		case target:
			a = append(a, y[r])
		case reference:
			b = append(b, y[r])
		}
	}
	return a, b
}

// keep reports which members of the sample stand on a side.
func (p *pool) keep(where int) func(member int) bool {
	return func(member int) bool { return p.side[member] == where }
}

// exclusive names the side that alone uses a feature, or "".
func exclusive(uses [2]int) string {
	switch {
	case uses[reference] == 0:
		return "target"
	case uses[target] == 0:
		return "reference"
	}
	return ""
}
