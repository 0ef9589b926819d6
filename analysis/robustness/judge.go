package robustness

import (
	"cmp"
	"math"
	"slices"

	"concord/analysis/infer"
)

// The least shares of specifications of a robust finding.
const (
	robustSign     = 0.9
	robustInterval = 0.7
)

// Row is a feature and how its effect fares over the specifications.
type Row struct {
	Rank             int     `col:"rank"`
	Feature          string  `col:"feature"`
	Effect           float64 `col:"effect"`
	Lo               float64 `col:"lo"`
	Hi               float64 `col:"hi"`
	Specifications   int     `col:"specifications"`
	Missing          int     `col:"missing"`
	SameSign         float64 `col:"same_sign"`
	ExcludesZero     float64 `col:"excludes_zero"`
	EffectMedian     float64 `col:"effect_median"`
	EffectLow        float64 `col:"effect_low"`
	EffectHigh       float64 `col:"effect_high"`
	Factor           string  `col:"factor"`
	FactorDifference float64 `col:"factor_difference"`
	Verdict          string  `col:"verdict"`
}

// tally counts the specifications of a feature.
type tally struct{ all, missing, same, excludes, holds int }

func (s *study) tally(i int) (t tally, found []float64) {
	base := s.outcomes[i][0].effect
	for _, o := range s.outcomes[i] {
		if !o.applies {
			continue
		}
		t.all++
		if math.IsNaN(o.effect) {
			t.missing++
			continue
		}
		found = append(found, o.effect)
		if o.effect*base > 0 {
			t.same++
		}
		if excludes(o.lo, o.hi) {
			t.excludes++
		}
		t.holds += int(o.holds(base))
	}
	return t, found
}

func excludes(lo, hi float64) bool { return lo > 0 || hi < 0 }

// judge makes the row of the i-th feature.
func (s *study) judge(i int) Row {
	t, found := s.tally(i)
	base := s.outcomes[i][0]
	row := Row{
		Rank: i + 1, Feature: s.subjects[i].feature, Effect: base.effect, Lo: base.lo, Hi: base.hi,
		Specifications: t.all, Missing: t.missing,
		SameSign: float64(t.same) / float64(t.all), ExcludesZero: float64(t.excludes) / float64(t.all),
		EffectMedian: math.NaN(), EffectLow: math.NaN(), EffectHigh: math.NaN(),
	}
	if len(found) > 0 {
		row.EffectMedian, row.EffectLow, row.EffectHigh = infer.Quantile(found, 0.5), slices.Min(found), slices.Max(found)
	}
	switch {
	case !s.signed() || math.IsNaN(base.lo) || math.IsNaN(base.hi):
	case row.SameSign >= robustSign && row.ExcludesZero >= robustInterval:
		row.Verdict = "robust"
	default:
		row.Verdict = "sensitive"
	}
	row.Factor, row.FactorDifference = s.decisive(i, row.Verdict == "sensitive")
	return row
}

// decisive returns the factor that matters most and the mean difference of
// effects that it makes: for a sensitive finding the factor that most often
// decides whether it holds, else, and of equals, the one with the largest
// difference. Both are means over pairs of specifications alike in all else; a
// missing effect counts as 0. "" and NaN where no factor makes a difference.
func (s *study) decisive(i int, sensitive bool) (factor string, difference float64) {
	at := make(map[mask]int, len(s.list))
	for k, m := range s.list {
		at[m] = k
	}
	difference = math.NaN()
	decided := 0.0
	for _, f := range s.apply.names() {
		effect, holding := s.switching(i, f, at)
		if math.IsNaN(effect) || effect == 0 && holding == 0 {
			continue
		}
		if !sensitive {
			holding = 0
		}
		more := cmp.Or(cmp.Compare(math.Abs(holding), decided), cmp.Compare(math.Abs(effect), math.Abs(difference)))
		if factor == "" || more > 0 {
			factor, difference, decided = f, effect, math.Abs(holding)
		}
	}
	return factor, difference
}

// switching is the mean difference of the effect, and of whether the finding
// holds, over the pairs that differ in one factor only; NaN without a pair.
func (s *study) switching(i int, factor string, at map[mask]int) (effect, holding float64) {
	base := s.outcomes[i][0].effect
	pairs := 0
	for k, m := range s.list {
		partner, ok := at[m&^bit(factor)]
		if !m.has(factor) || !ok {
			continue
		}
		on, off := s.outcomes[i][k], s.outcomes[i][partner]
		if !on.applies || !off.applies {
			continue
		}
		effect += on.size() - off.size()
		holding += on.holds(base) - off.holds(base)
		pairs++
	}
	return effect / float64(pairs), holding / float64(pairs) // 0/0 is NaN
}

// size is the effect, 0 where it is missing.
func (o outcome) size() float64 {
	if math.IsNaN(o.effect) {
		return 0
	}
	return o.effect
}

// holds is 1 for an effect with the sign of the baseline and an interval that
// excludes 0, else 0.
func (o outcome) holds(base float64) float64 {
	if o.effect*base > 0 && excludes(o.lo, o.hi) {
		return 1
	}
	return 0
}
