package collocation

import (
	"cmp"
	"math"
	"slices"

	"concord/analysis"
	"concord/analysis/infer"
	"concord/analysis/measure"
	"concord/corpus"
)

// counted is one word: how often it stands beside the node, and altogether.
type counted struct {
	feature               uint32
	joint, left, all      int
	jointDocuments, holds int
	rank                  float64
}

// rows ranks the collocates within the limits of o and describes those kept.
// family is the number of collocates compared.
func (h *hits) rows(o Options) (rows []Row, family int) {
	list := h.count()
	list = slices.DeleteFunc(list, func(c counted) bool {
		return c.joint < o.MinCount || c.jointDocuments < o.MinDocuments || h.tokens.Stopped[c.feature]
	})
	for i := range list {
		list[i].rank = h.score(list[i], o.Measure)
	}
	// Feature numbers are in code-point order, so they break ties.
	slices.SortFunc(list, func(a, b counted) int {
		return cmp.Or(falling(a.rank, b.rank), cmp.Compare(a.feature, b.feature))
	})
	family = len(list)
	if o.Top > 0 && o.Top < len(list) {
		list = list[:o.Top]
	}
	rows = make([]Row, len(list))
	for i, c := range list {
		rows[i] = h.row(c, family)
		rows[i].Rank = i + 1
	}
	h.intervals(list, rows)
	return rows, family
}

// falling orders numbers from the largest, NaN last.
func falling(a, b float64) int {
	if math.IsNaN(a) != math.IsNaN(b) {
		if math.IsNaN(a) {
			return 1
		}
		return -1
	}
	return cmp.Compare(b, a)
}

// count tallies every word of the documents outside the node.
func (h *hits) count() []counted {
	tally := make([]counted, len(h.tokens.Features))
	seen := make([]int, len(tally)) // number of the last document counted, from 1
	near := make([]int, len(tally))
	for k, d := range h.documents {
		for _, p := range h.places[k] {
			c := &tally[d.seq.IDs[p.token]]
			c.joint++
			if p.left {
				c.left++
			}
			if id := d.seq.IDs[p.token]; near[id] != k+1 {
				near[id] = k + 1
				c.jointDocuments++
			}
		}
		h.outside(k, func(id uint32) {
			c := &tally[id]
			c.all++
			if seen[id] != k+1 {
				seen[id] = k + 1
				c.holds++
			}
		})
	}
	var out []counted
	for id, c := range tally {
		if c.joint > 0 {
			c.feature = uint32(id)
			out = append(out, c)
		}
	}
	return out
}

// outside calls f with every token of document k outside the node.
func (h *hits) outside(k int, f func(id uint32)) {
	d := h.documents[k]
	for _, r := range d.runs {
		for i := r.from; i < r.to; i++ {
			if !h.inside[k].has(i) {
				f(d.seq.IDs[i])
			}
		}
	}
}

// table has the window in its first row and the word in its first column.
func (h *hits) table(c counted) measure.Table {
	window, total := sum(h.window), sum(h.total)
	a, all := float64(c.joint), float64(c.all)
	return measure.Table{O11: a, O12: window - a, O21: all - a, O22: total - window - all + a}
}

// dice takes the uses of the node for its margin, not the tokens of windows.
func (h *hits) dice(c counted) float64 {
	return measure.Dice(measure.Table{O11: float64(c.joint), O12: float64(h.nodes - c.joint), O21: float64(c.all - c.joint)})
}

func (h *hits) score(c counted, by string) float64 {
	t := h.table(c)
	switch by {
	case "mi":
		return measure.PMI(t, 1)
	case "mi3":
		return measure.PMI(t, 3)
	case "ll":
		return t.Sign() * measure.G2(t, measure.Uncorrected, 0)
	case "t":
		return measure.TScore(t)
	case "z":
		return measure.ZScore(t)
	case "deltap":
		return measure.DeltaP(t)
	}
	return h.dice(c) // logdice orders alike
}

func (h *hits) row(c counted, family int) Row {
	t := h.table(c)
	r1, r2 := t.Rows()
	dice := h.dice(c)
	return Row{
		Feature: h.tokens.Features[c.feature], Joint: c.joint, Expected: t.Expected().O11,
		JointDocuments: c.jointDocuments, Left: c.left, Right: c.joint - c.left,
		Count: c.all, Documents: c.holds, CountNode: h.nodes,
		LogDice: 14 + math.Log2(dice), MI: measure.PMI(t, 1), MI3: measure.PMI(t, 3), Dice: dice,
		DeltaP: measure.DeltaP(t), DeltaPBack: measure.DeltaP(t.Transpose()),
		LogRatio: measure.LogRatio(t.O11, r1, t.O21, r2, measure.HalfCount), Lo: math.NaN(), Hi: math.NaN(),
		LogRatioConservative: measure.LogRatioLower(t.O11, r1, t.O21, r2, 0.95, float64(family)),
		TScore:               measure.TScore(t), ZScore: measure.ZScore(t),
		G2: measure.G2(t, measure.Uncorrected, 0), PFisher: measure.FisherExact(t).TwoSided,
	}
}

// intervalDocuments is the fewest documents with a joint use that bear an
// interval: fewer show next to nothing of how documents vary.
const intervalDocuments = 3

// intervals fills lo and hi by leaving out one document at a time.
func (h *hits) intervals(list []counted, rows []Row) {
	slot := slots(h.tokens, list)
	joint, all := make([][]float64, len(list)), make([][]float64, len(list))
	for i := range list {
		joint[i], all[i] = make([]float64, len(h.documents)), make([]float64, len(h.documents))
	}
	for k, d := range h.documents {
		for _, p := range h.places[k] {
			if i := slot[d.seq.IDs[p.token]]; i >= 0 {
				joint[i][k]++
			}
		}
		h.outside(k, func(id uint32) {
			if i := slot[id]; i >= 0 {
				all[i][k]++
			}
		})
	}
	window, total := sum(h.window), sum(h.total)
	for i, c := range list {
		if c.jointDocuments < intervalDocuments {
			continue
		}
		_, without := infer.LeaveOneOut(len(h.documents), func(k int) float64 {
			if k < 0 {
				return rows[i].LogRatio
			}
			a, b := float64(c.joint)-joint[i][k], float64(c.all)-all[i][k]
			n, m := window-h.window[k], total-h.total[k]
			return measure.LogRatio(a, n, b-a, m-n, measure.HalfCount)
		})
		if j, err := infer.JackknifeOne(rows[i].LogRatio, without, 0.95); err == nil {
			rows[i].Lo, rows[i].Hi = j.Interval.Lo, j.Interval.Hi
		}
	}
}

// slots numbers the listed words by feature; −1 for all others.
func slots(t *corpus.Tokens, list []counted) []int {
	out := make([]int, len(t.Features))
	for i := range out {
		out[i] = -1
	}
	for i, c := range list {
		out[c.feature] = i
	}
	return out
}

// evidence finds for every row places that show word and node together.
func (h *hits) evidence(in *analysis.Input, rows []Row) [][]analysis.Evidence {
	out := make([][]analysis.Evidence, len(rows))
	slot := map[string]int{}
	for i, r := range rows[:min(len(rows), evidenceRows)] {
		slot[r.Feature] = i
	}
	uses := make([][]use, len(slot))
	for k, d := range h.documents {
		for _, p := range h.places[k] {
			i, ok := slot[h.tokens.Features[d.seq.IDs[p.token]]]
			if !ok {
				continue
			}
			s := d.span(p.token, p.token+1)
			s.Start, s.End = min(s.Start, p.node.Start), max(s.End, p.node.End)
			if n := len(uses[i]); n == 0 || uses[i][n-1].document != k {
				uses[i] = append(uses[i], use{document: k, first: s})
			}
			u := &uses[i][len(uses[i])-1]
			u.count, u.last = u.count+1, s
		}
	}
	for i, u := range uses {
		out[i] = h.sample.places(in, u)
	}
	return out
}

func sum(v []float64) float64 {
	s := 0.0
	for _, x := range v {
		s += x
	}
	return s
}

// marked is a set of runs in order.
type marked []stretch

func (m marked) has(i int) bool {
	k, found := slices.BinarySearchFunc(m, i, func(r stretch, i int) int {
		switch {
		case r.to <= i:
			return -1
		case r.from > i:
			return 1
		}
		return 0
	})
	return found && k < len(m)
}
