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
	ratios    *infer.LogRatios
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
	var tokens [2][]float64
	for where := range tokens {
		tokens[where] = make([]float64, len(p.on))
	}
	for r, c := range p.cluster {
		if c >= 0 {
			tokens[side[r]][c] += s.matrix.Total[r]
		}
	}
	p.ratios = infer.NewLogRatios(tokens, p.paired)
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
	return p.ratios.Jackknife(p.logRatio(uses), p.byDocument(f), -1, level).Interval
}

// byDocument lists the documents that use a feature. Parts of one document stand
// next to each other.
func (p *pool) byDocument(f int) []infer.UnitUses {
	var out []infer.UnitUses
	col := p.columns[f]
	for k, r := range col.Row {
		c := p.cluster[r]
		if c < 0 {
			continue
		}
		if n := len(out); n == 0 || out[n-1].Unit != c {
			out = append(out, infer.UnitUses{Unit: c})
		}
		out[len(out)-1].Uses[p.side[r]] += float64(col.Count[k])
	}
	return out
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
