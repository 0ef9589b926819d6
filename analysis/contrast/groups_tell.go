package contrast

import (
	"cmp"
	"math"
	"slices"

	"concord/analysis"
)

// groupTeller puts the comparisons of groups into words and figures.
type groupTeller struct {
	*comparisons
	options  GroupsOptions
	evidence [][]analysis.Evidence
	counter  [][]analysis.Evidence
}

// quote finds the places of the first rows of every comparison, as many of each
// as all of them together allow.
func (t *groupTeller) quote(in *analysis.Input) {
	t.evidence, t.counter = make([][]analysis.Evidence, len(t.rows)), make([][]analysis.Evidence, len(t.rows))
	if len(t.rows) == 0 {
		return
	}
	each := max(1, analysis.EvidenceRows/len(t.list))
	var quoted []int
	for i, r := range t.rows {
		if r.Rank <= each {
			quoted = append(quoted, i)
		}
	}
	uses, at := t.uses(in, len(quoted), func(k int) string { return t.rows[quoted[k]].Feature })
	for k, i := range quoted {
		more, less := target, reference
		if t.rows[i].LogRatio < 0 {
			more, less = reference, target
		}
		x := t.list[t.of[i]]
		t.evidence[i] = uses.Quote(at[k], x.keep(more))
		t.counter[i] = uses.Densest(at[k], x.keep(less))
	}
}

// names are how sentences call the sides of a comparison.
func (t *groupTeller) names(x *comparison) [2]analysis.Text {
	if x.other < 0 {
		return [2]analysis.Text{t.groups[x.group].text, analysis.T("其余各组", "the other groups")}
	}
	return [2]analysis.Text{t.groups[x.group].text, t.groups[x.other].text}
}

func (t *groupTeller) values(i int) []analysis.Value {
	r, x := t.rows[i], t.list[t.of[i]]
	more, less, lo, hi, ratio := target, reference, r.Lo, r.Hi, r.LogRatio
	if ratio < 0 {
		more, less, lo, hi, ratio = reference, target, -r.Hi, -r.Lo, -ratio
	}
	names := t.names(x)
	count, documents := [2]int{r.CountTarget, r.CountReference}, [2]int{r.DocumentsTarget, r.DocumentsReference}
	return []analysis.Value{
		analysis.Word("feature", r.Feature),
		analysis.Phrase("more", names[more]), analysis.Phrase("less", names[less]),
		analysis.Times("a", count[more]), analysis.Times("b", count[less]),
		analysis.Int("d1", documents[more]), analysis.Int("d2", documents[less]),
		analysis.Int("m1", x.documents[more]), analysis.Int("m2", x.documents[less]),
		analysis.Factor("ratio", math.Exp2(ratio)), analysis.Factor("lo", math.Exp2(lo)), analysis.Factor("hi", math.Exp2(hi)),
		analysis.Factor("bound", math.Exp2(math.Max(math.Abs(lo), math.Abs(hi)))),
		analysis.Probability("p", r.PAdj), analysis.Int("family", t.tests), analysis.Int("n", len(t.list)),
	}
}

func (t *groupTeller) finding(tier analysis.Tier, weight float64, i int, text analysis.Text) analysis.Finding {
	f := analysis.NewFinding(tier, weight, i, text, analysis.Named(text, t.values(i)...)...)
	f.Evidence, f.Counter = t.evidence[i], t.counter[i]
	return f
}

// perGroup is how many findings a comparison has at most.
const perGroup = 3

// findings tells the calibrated differences of every comparison, and of those
// without any the words used on one side only.
func (t *groupTeller) findings() []analysis.Finding {
	var claims, only []analysis.Finding
	claimed, counted := make([]int, len(t.list)), make([]int, len(t.list))
	for i, r := range t.rows {
		if t.evidence[i] == nil || t.untold(r.Feature) {
			continue
		}
		k := t.of[i]
		switch {
		case t.calibrated(r):
			if claimed[k]++; claimed[k] <= perGroup {
				claims = append(claims, t.finding(analysis.Calibrated, 0.5+0.5*min(1, math.Min(math.Abs(r.Lo), math.Abs(r.Hi))/5), i,
					analysis.T("{more}使用“{feature}”的频率是{less}的{ratio}倍（95%区间{lo}–{hi}；分别见于{d1}/{m1}篇和{d2}/{m2}篇；{n}次比较共检验{family}项，校正后p{p}）。",
						"“{feature}” is used {ratio} times as often in {more} as in {less} (95 % interval {lo} to {hi}; found in {d1}/{m1} and {d2}/{m2} documents; p {p}, adjusted over {family} tests in {n} comparisons).")))
			}
		case r.Exclusive != "":
			if counted[k]++; counted[k] == 1 {
				only = append(only, t.finding(analysis.Descriptive, t.spread(r, t.list[k]), i,
					analysis.T("“{feature}”：{more}（{m1}篇）中有{d1}篇使用，共{a}次；{less}（{m2}篇）均未使用。",
						"“{feature}” was used {a} in {more} ({d1} of {m1} documents) and not at all in {less} ({m2} documents).")))
			}
		}
	}
	byWeight := func(a, b analysis.Finding) int { return cmp.Compare(b.Weight, a.Weight) }
	slices.SortStableFunc(claims, byWeight)
	slices.SortStableFunc(only, byWeight)
	out := claims[:min(len(claims), toldC)]
	if len(claims) == 0 {
		out = append(out, t.nothing()...)
	}
	return append(out, only[:min(len(only), toldD)]...)
}

// spread is the share of documents that use a feature on the side that has it.
func (t *groupTeller) spread(r GroupRow, x *comparison) float64 {
	if r.Exclusive == "reference" {
		return float64(r.DocumentsReference) / float64(x.documents[reference])
	}
	return float64(r.DocumentsTarget) / float64(x.documents[target])
}

func (t *groupTeller) calibrated(r GroupRow) bool {
	return (t.options.Adjust != "none" || t.tests == 1) && r.PAdj < claimBelow && (r.Lo > 0 || r.Hi < 0)
}

// nothing is the sentence of tests that selected no feature in any comparison,
// with what they exclude for the first row that may be told.
func (t *groupTeller) nothing() []analysis.Finding {
	if t.tests == 0 || t.options.Adjust == "none" {
		return nil
	}
	for i, r := range t.rows {
		if t.evidence[i] == nil || t.untold(r.Feature) || math.IsNaN(r.Lo) || !t.list[t.of[i]].tested {
			continue
		}
		f := t.finding(analysis.Calibrated, nullWeight, i,
			analysis.T("{n}次比较共检验{family}项，列出的词项中未发现各组之间有可靠差异。就“{feature}”而言，{more}的使用频率约为{less}的{ratio}倍，超过{bound}倍的差异可以排除（95%）。",
				"Of {family} tests in {n} comparisons, none of the features listed was found to differ between the groups. For “{feature}” the rate in {more} is about {ratio} times that in {less}; differences larger than {bound}-fold are excluded at 95 %."))
		f.Null = true
		return []analysis.Finding{f}
	}
	return nil
}

// figures draws the first comparison that has rows.
func (t *groupTeller) figures() []analysis.Figure {
	if len(t.rows) == 0 {
		return nil
	}
	n := 0
	for n < len(t.of) && t.of[n] == t.of[0] {
		n++
	}
	rows := drawn(n, func(i int) float64 { return t.rows[i].LogRatio })
	if len(rows) == 0 {
		return nil
	}
	x := t.list[t.of[0]]
	names := t.names(x)
	values := []analysis.Value{
		analysis.Phrase("target", names[target]), analysis.Phrase("reference", names[reference]),
		analysis.Int("n", len(rows)), analysis.Int("m1", x.documents[target]), analysis.Int("m2", x.documents[reference]),
		analysis.Int("n1", int(x.tokenSum[target])), analysis.Int("n2", int(x.tokenSum[reference])),
		analysis.Word("first", t.rows[rows[0]].Feature), analysis.Int("list", len(t.list)), analysis.Num("prior", t.prior, 0),
	}
	return []analysis.Figure{{
		Name: "first-group", Mark: analysis.TwoSided, Rows: rows,
		Encoding: analysis.Encoding{X: "log_ratio", Lo: "lo", Hi: "hi", Label: "feature", Hollow: "exclusive"},
		Title:    analysis.Fill(analysis.T("{target}与{reference}用词之比", "Words of {target} against {reference}"), values...),
		Note: analysis.Fill(analysis.T("{list}次比较之首：{m1}篇（{n1}词）对{m2}篇（{n2}词）。|ζ|最大的词项（先验α0={prior}）；线为逐篇删去的95%区间；框内词项只见于一方。",
			"First of {list} comparisons: {m1} documents ({n1} tokens) against {m2} ({n2} tokens). Largest |ζ| (prior α0 = {prior}); lines are 95 % delete-one-document intervals; boxed features are used on one side only."), values...),
		XLabel: analysis.T("使用率之比（log2）", "ratio of rates (log2)"), YLabel: analysis.T("词项", "feature"),
		Left:  analysis.Fill(analysis.T("{reference}多用", "more in {reference}"), values...),
		Right: analysis.Fill(analysis.T("{target}多用", "more in {target}"), values...),
		Alt: analysis.Fill(analysis.T("双侧点线图：{n}个词项的使用率之比，{target}（{m1}篇）对{reference}（{m2}篇）；首项为“{first}”。",
			"Two-sided dot chart of log ratios of {n} features, {target} ({m1} documents) against {reference} ({m2} documents); the first is “{first}”."), values...),
	}}
}
