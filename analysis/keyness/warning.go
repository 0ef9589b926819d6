package keyness

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"concord/analysis"
)

// warnings are the doubts that do not depend on the statistics.
func (s *sample) warnings() []analysis.Warning {
	var out []analysis.Warning
	if s.empty > 0 {
		out = append(out, analysis.Warn("KEY-07",
			analysis.T("{n}篇文本按此设定没有词项，未计入。", "Documents without a token under this recipe, left out: {n}."),
			analysis.Int("n", s.empty)))
	}
	if l := s.languages(); len(l) > 1 {
		out = append(out, analysis.Warn("KEY-08",
			analysis.T("所比文本不止一种语言（{langs}），词频不可比；请用 lang: 限定一种。",
				"The documents are in more than one language ({langs}); their words are not comparable. Choose one with lang:."),
			analysis.Word("langs", strings.Join(l, ", "))))
	}
	return out
}

const driverWarnings = 5 // of KEY-01 for single rows

func (t *teller) warnings() []analysis.Warning {
	if len(t.c.Rows) == 0 {
		return []analysis.Warning{analysis.Warn("KEY-09",
			analysis.T("没有词项达到最少次数和篇数；请降低 min_count 或 min_documents。",
				"No feature reaches the fewest uses and documents; lower min_count or min_documents."))}
	}
	out := t.drivers()
	k := analysis.Phrase("k", analysis.T("无法估计，篇际差异不超过泊松分布", "not estimated: no more variation than Poisson"))
	if !math.IsNaN(t.c.Dispersion) {
		k = analysis.Num("k", t.c.Dispersion, 1)
	}
	out = append(out, analysis.Warn("KEY-02",
		analysis.T("ζ只用于排序；文本出自相同起草者，ζ不是统计检验（离散参数k：{k}）。",
			"ζ ranks terms; it is not a significance test for texts written by the same drafters (estimated dispersion k: {k})."), k))
	if w, ok := t.reach(); ok {
		out = append(out, w)
	}
	if w, ok := t.fewPairs(); ok {
		out = append(out, w)
	}
	if n := min(firstRanks, t.c.Family); n > 0 {
		out = append(out, analysis.Warn("KEY-06",
			analysis.T("先验权重α0={prior}；权重缩至0.2倍时，前{n}项中有{low}项仍在前列，增至5倍时有{high}项。",
				"Prior weight α0 = {prior}; of the first {n} features {low} stay with 0.2 times the weight and {high} with 5 times."),
			analysis.Num("prior", t.c.Prior, 0), analysis.Int("n", n), analysis.Int("low", t.c.Stay[0]), analysis.Int("high", t.c.Stay[1])))
	}
	return out
}

// reach says where the test cannot select a feature, or only many at once.
func (t *teller) reach() (analysis.Warning, bool) {
	if t.c.Units[0] < 2 || t.c.Units[1] < 2 || t.c.Family == 0 {
		return analysis.Warning{}, false
	}
	values := []analysis.Value{
		analysis.Int("a", t.c.Units[0]), analysis.Int("b", t.c.Units[1]), t.things(), analysis.Num("pmin", t.c.Reach.SmallestP, 4),
		analysis.Int("m", t.c.Family), analysis.Int("ties", t.c.Reach.MustTie),
		analysis.Int("need", int(math.Ceil(float64(t.c.Family)/falseDiscovery))-1),
	}
	switch {
	case !t.c.Tested:
		return analysis.Warn("KEY-05",
			analysis.T("{a}{things}对{b}{things}时可达到的最小p值为{pmin}；校正后{m}个词项中任何一项均不可能达到0.05，故不作检验，p列为空，仅报告效应量。",
				"With {a} v {b} {things} the smallest attainable p is {pmin}; after correction no single term out of {m} could reach q < .05. No test was made: p is empty, effect sizes only."), values...), true
	case t.options.Adjust == "bh" && !t.c.Reach.Alone && t.c.Drawn:
		return analysis.Warn("KEY-05",
			analysis.T("以现有的随机排列次数，可达到的最小p值为{pmin}；校正后{m}个词项中须有{ties}项同时达到该值，方有词项可以入选。permutations 至少为{need}时不受此限。",
				"With this number of random arrangements the smallest attainable p is {pmin}; after correction {ties} of {m} terms must all reach it before any is selected. Permutations of {need} or more lift this limit."), values...), true
	case t.options.Adjust == "bh" && !t.c.Reach.Alone:
		return analysis.Warn("KEY-05",
			analysis.T("{a}{things}对{b}{things}时可达到的最小p值为{pmin}；校正后{m}个词项中须有{ties}项同时达到该值，方有词项可以入选。",
				"With {a} v {b} {things} the smallest attainable p is {pmin}; after correction {ties} of {m} terms must all reach it before any is selected."), values...), true
	}
	return analysis.Warning{}, false
}

// drivers names the rows that one document carries: among those told as a
// difference, then among those drawn, the ones that move most without it. How
// many more there are in the table is said in one warning.
func (t *teller) drivers() []analysis.Warning {
	var named []int
	all, told := 0, 0
	drawn := t.drawn()
	claimed := make([]bool, len(t.c.Rows))
	for i, r := range t.c.Rows {
		if t.calibrated(r) && t.names[i] != "" && told < calibratedFound {
			claimed[i] = true
			told++
		}
		if !t.carried(i) {
			continue
		}
		all++
		if claimed[i] || slices.Contains(drawn, i) {
			named = append(named, i)
		}
	}
	slices.SortStableFunc(named, func(a, b int) int {
		if claimed[a] != claimed[b] {
			if claimed[a] {
				return -1
			}
			return 1
		}
		return cmp.Compare(t.moves(b), t.moves(a))
	})
	named = named[:min(len(named), driverWarnings)]
	var out []analysis.Warning
	for _, i := range named {
		out = append(out, t.driver(i))
	}
	if more := all - len(named); more > 0 {
		out = append(out, analysis.Warn("KEY-01",
			analysis.T("表中另有{n}个词项的差异取决于{one}文本；请对照 influential 与 log_ratio_without 两列。",
				"Further features of the table whose difference depends on {one}: {n}. See the columns influential and log_ratio_without."),
			analysis.Int("n", more), t.one()))
	}
	return out
}

// carried reports whether the difference of a row depends on one document: the
// interval excludes 0 only with it, or it holds most uses of its group and the
// estimate is weaker without it. A wide interval is no excuse: it may be wide
// because of that document.
func (t *teller) carried(i int) bool {
	r, d := t.c.Rows[i], t.c.Drivers[i]
	weaker := math.Abs(d.LogRatio) < math.Abs(r.LogRatio) || d.LogRatio*r.LogRatio < 0
	return d.Unit >= 0 && (d.Carries || d.Share > 0.5 && weaker)
}

// moves is how far the estimate of a row lies from that without the document.
func (t *teller) moves(i int) float64 {
	return math.Abs(t.c.Rows[i].LogRatio - t.c.Drivers[i].LogRatio)
}

func (t *teller) driver(i int) analysis.Warning {
	r, d := t.c.Rows[i], t.c.Drivers[i]
	text := analysis.T("“{feature}”：{group}的用例有{share}%集中于{doc}{one}；不计其文本，{more}的使用频率约为{less}的{ratio}倍。",
		"“{feature}”: {share} % of its uses in {group} are in {one}, {doc}; without it the rate in {more} is about {ratio} times that in {less}.")
	switch {
	case d.Share == 0:
		text = analysis.T("“{feature}”的差异取决于未使用该词的{doc}{one}；不计其文本，{more}的使用频率约为{less}的{ratio}倍，但区间不再排除两者相等。",
			"“{feature}”: the difference depends on {one} that does not use it, {doc}; without it the rate in {more} is about {ratio} times that in {less}, but the interval no longer excludes equal use.")
	case d.Share <= 0.5:
		text = analysis.T("“{feature}”的差异取决于{doc}{one}（占{group}用例的{share}%）；不计其文本，{more}的使用频率约为{less}的{ratio}倍，但区间不再排除两者相等。",
			"“{feature}”: the difference depends on {one}, {doc} ({share} % of the uses in {group}); without it the rate in {more} is about {ratio} times that in {less}, but the interval no longer excludes equal use.")
	}
	up := more(r)
	return analysis.Warn("KEY-01", text,
		analysis.Word("feature", r.Feature), analysis.Phrase("group", t.name(d.Target)), analysis.Percent("share", d.Share, 0),
		analysis.Phrase("doc", t.unit(d.Name)), t.one(), analysis.Phrase("more", t.name(up)), analysis.Phrase("less", t.name(!up)),
		fold("ratio", d.LogRatio, up))
}

// things are the units of resampling by number.
func (t *teller) things() analysis.Value {
	if t.pairs() {
		return analysis.Phrase("things", analysis.T("对", "pairs"))
	}
	return analysis.Phrase("things", analysis.T("篇", "documents"))
}

const enoughPairs = 6 // on a side, or as good as in all where pairs stand on both

// few reports whether pairs are the unit and too few for a claim.
func (t *teller) few() bool {
	return t.pairs() && (t.c.Units[0] < enoughPairs || t.c.Units[1] < enoughPairs || t.c.Effective < enoughPairs)
}

// fewPairs says that intervals over few pairs, or over very unequal ones, are
// rough.
func (t *teller) fewPairs() (analysis.Warning, bool) {
	if !t.few() || t.c.Units[0] < 2 || t.c.Units[1] < 2 {
		return analysis.Warning{}, false
	}
	text := analysis.T("以当事方组合为单位：目标{a}对、参照{b}对，按各对篇数折合{effective}对；每方不足六对时区间粗略，只宜作描述。",
		"Pairs of parties are the unit: {a} in the target, {b} in the reference, worth {effective} of equal size in all. With fewer than six on a side the intervals are rough; treat them as descriptive.")
	if t.c.Paired {
		text = analysis.T("以当事方组合为单位：目标{a}对、参照{b}对，按各对篇数折合{effective}对；有的组合两方都有文本，置换只在组合之内进行，区间删去一对时两方同删。不足六对时区间粗略，只宜作描述。",
			"Pairs of parties are the unit: {a} in the target, {b} in the reference, worth {effective} of equal size in all. Some have documents on both sides: labels are permuted within pairs, and the interval leaves a pair out on both sides at once. With fewer than six the intervals are rough; treat them as descriptive.")
	}
	return analysis.Warn("KEY-11", text,
		analysis.Int("a", t.c.Units[0]), analysis.Int("b", t.c.Units[1]), analysis.Num("effective", t.c.Effective, 1)), true
}
