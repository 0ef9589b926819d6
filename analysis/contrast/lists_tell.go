package contrast

import (
	"math"

	"concord/analysis"
)

// quote finds the places of the first rows of each list.
func (l *lists) quote(in *analysis.Input) {
	l.evidence, l.counter = make([][]analysis.Evidence, len(l.rows)), make([][]analysis.Evidence, len(l.rows))
	var quoted []int
	for i, r := range l.rows {
		if r.Rank <= analysis.EvidenceRows/3 {
			quoted = append(quoted, i)
		}
	}
	uses, at := l.uses(in, len(quoted), func(k int) string { return l.rows[quoted[k]].Feature })
	for k, i := range quoted {
		switch l.rows[i].List {
		case onlyReference:
			l.evidence[i] = uses.Quote(at[k], l.keep(reference))
		case onlyTarget:
			l.evidence[i] = uses.Quote(at[k], l.keep(target))
		default:
			l.evidence[i] = append(uses.Densest(at[k], l.keep(target)), uses.Densest(at[k], l.keep(reference))...)
		}
	}
}

func (l *lists) name(where int) analysis.Text { return l.options.Name(l.corpus, where == target) }

func (l *lists) values(r ListRow) []analysis.Value {
	more, less := target, reference
	if r.List == onlyReference {
		more, less = reference, target
	}
	count, documents := [2]int{r.CountTarget, r.CountReference}, [2]int{r.DocumentsTarget, r.DocumentsReference}
	return []analysis.Value{
		analysis.Word("feature", r.Feature),
		analysis.Phrase("here", l.name(more)), analysis.Phrase("there", l.name(less)),
		analysis.Times("a", count[more]), analysis.Times("b", count[less]),
		analysis.Int("d1", documents[more]), analysis.Int("d2", documents[less]),
		analysis.Int("m1", l.documents[more]), analysis.Int("m2", l.documents[less]),
		analysis.Percent("bound", r.AbsenceShare, 0),
		analysis.Factor("ratio", math.Exp2(r.LogRatio)), analysis.Factor("lo", math.Exp2(r.Lo)), analysis.Factor("hi", math.Exp2(r.Hi)),
		l.limit(),
	}
}

// limit is the bound of equivalence as a factor.
func (l *lists) limit() analysis.Value {
	x := math.Exp2(l.options.Bound)
	if x == math.Trunc(x) {
		return analysis.Int("limit", int(x))
	}
	return analysis.Num("limit", x, 2)
}

// findings tells the first of each list that are no names and no numbers, and
// of the lockwords those whose interval holds equal use.
func (l *lists) findings() []analysis.Finding {
	texts := map[string]analysis.Text{
		onlyTarget: analysis.T("“{feature}”：{here}（{m1}篇）中有{d1}篇使用，共{a}次；{there}（{m2}篇）均未使用，此类文本中至多{bound}%会使用（95%上界）。",
			"“{feature}” was used {a} in {here} ({d1} of {m1} documents) and not at all in {there} ({m2} documents; at most {bound} % of such documents use it, 95 % bound)."),
		lockword: analysis.T("“{feature}”在两方同样常用：{here}{d1}/{m1}篇共{a}次，{there}{d2}/{m2}篇共{b}次，使用率之比为{ratio}（95%区间{lo}–{hi}），即在1/{limit}至{limit}之间。",
			"“{feature}” is used alike: {a} in {d1}/{m1} documents of {here} and {b} in {d2}/{m2} of {there}; the ratio of rates is {ratio} (95 % interval {lo} to {hi}), within a factor of {limit}."),
	}
	texts[onlyReference] = texts[onlyTarget]
	// One document bounds nothing.
	single := analysis.T("“{feature}”：{here}（{m1}篇）中有{d1}篇使用，共{a}次；{there}（1篇）未使用。",
		"“{feature}” was used {a} in {here} ({d1} of {m1} documents) and not at all in {there} (one document).")
	told := map[string]int{}
	var out []analysis.Finding
	for i, r := range l.rows {
		if l.evidence[i] == nil || l.untold(r.Feature) || told[r.List] == toldD || r.Lo > 0 || r.Hi < 0 {
			continue
		}
		tier, weight := analysis.Descriptive, 0.9*max(l.share(target, r.DocumentsTarget), l.share(reference, r.DocumentsReference))
		if r.List == lockword {
			tier, weight = analysis.Calibrated, 0.4
		}
		weight *= 1 - float64(told[r.List])/20
		told[r.List]++
		text := texts[r.List]
		if r.AbsenceShare >= level {
			text = single
		}
		f := analysis.NewFinding(tier, weight, i, text, analysis.Named(text, l.values(r)...)...)
		f.Evidence = l.evidence[i]
		out = append(out, f)
	}
	return out
}

// figures draws the lockwords with their intervals.
func (l *lists) figures() []analysis.Figure {
	var rows []int
	for i, r := range l.rows {
		if r.List == lockword && len(rows) < 2*drawnRows {
			rows = append(rows, i)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	values := []analysis.Value{
		analysis.Phrase("target", l.name(target)), analysis.Phrase("reference", l.name(reference)),
		analysis.Int("n", len(rows)), analysis.Int("all", l.length[lockword]),
		analysis.Int("m1", l.documents[target]), analysis.Int("m2", l.documents[reference]),
		analysis.Word("first", l.rows[rows[0]].Feature), l.limit(),
	}
	return []analysis.Figure{{
		Name: "lockwords", Mark: analysis.DotWhisker, Rows: rows,
		Encoding: analysis.Encoding{X: "log_ratio", Lo: "lo", Hi: "hi", Label: "feature"},
		Title:    analysis.Fill(analysis.T("{target}与{reference}同样常用的词", "Words that {target} and {reference} use alike"), values...),
		Note: analysis.Fill(analysis.T("目标{m1}篇，参照{m2}篇。{all}个锁定词中次数最多的{n}个；线为逐篇删去的95%区间，均在1/{limit}至{limit}之间，未按词项数校正。",
			"Target: {m1} documents; reference: {m2} documents. The {n} commonest of {all} lockwords; lines are 95 % delete-one-document intervals, all within a factor of {limit}, not corrected for the number of features."), values...),
		XLabel: analysis.T("使用率之比（log2）", "ratio of rates (log2)"), YLabel: analysis.T("词项", "feature"),
		Alt: analysis.Fill(analysis.T("点线图：{target}（{m1}篇）与{reference}（{m2}篇）的{n}个锁定词的使用率之比，首项为“{first}”。",
			"Dot-and-whisker chart of log ratios of {n} lockwords of {target} ({m1} documents) and {reference} ({m2} documents); the first is “{first}”."), values...),
	}}
}

// warnings say how far the lists reach.
func (l *lists) warnings() []analysis.Warning {
	if l.family == 0 {
		return []analysis.Warning{analysis.Warn("LST-09",
			analysis.T("没有词项达到最少次数和篇数；请降低 min_count 或 min_documents。",
				"No feature reaches the fewest uses and documents; lower min_count or min_documents."))}
	}
	values := []analysis.Value{
		analysis.Int("m1", l.documents[target]), analysis.Int("m2", l.documents[reference]),
		analysis.Int("a", l.length[onlyTarget]), analysis.Int("b", l.length[onlyReference]), analysis.Int("c", l.length[lockword]),
		analysis.Int("examined", l.examined), analysis.Int("family", l.family),
		analysis.Num("bound", l.options.Bound, 2),
		analysis.Int("n1", int(l.tokenSum[target])), analysis.Int("n2", int(l.tokenSum[reference])),
	}
	out := []analysis.Warning{analysis.Warn("LST-01",
		analysis.T("缺席不等于回避：{family}个词项中{a}个只见于目标组（{m1}篇，{n1}词），{b}个只见于参照组（{m2}篇，{n2}词）；较短一方缺词本属常事，缺席上界假定各篇相互独立。",
			"Absence is no choice: of {family} features {a} are in the target only ({m1} documents, {n1} tokens) and {b} in the reference only ({m2} documents, {n2} tokens). The shorter side lacks words by its length alone, and the bound takes documents for independent."), values...)}
	if l.documents[target] < 2 || l.documents[reference] < 2 {
		return append(out, analysis.Warn("LST-03",
			analysis.T("目标{m1}篇，参照{m2}篇：一方不足两篇，无法估计区间，不列锁定词。",
				"Documents in the target: {m1}, in the reference: {m2}. With fewer than two on a side there are no intervals and no lockwords."), values...))
	}
	return append(out, analysis.Warn("LST-02",
		analysis.T("{examined}个两方常用的词项对照等价界限±{bound}，{c}个入选；各区间未按词项数校正，每端误差2.5%，其中少数可能出于偶然。",
			"Of {examined} features common on both sides, {c} lie within ±{bound}. The intervals are not corrected for their number: each end errs at 2.5 %, so that a few may lie within by chance."), values...))
}
