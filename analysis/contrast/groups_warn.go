package contrast

import "concord/analysis"

// warnings say what was left out before anything was compared.
func (d *division) warnings() []analysis.Warning {
	var out []analysis.Warning
	if d.missing > 0 {
		out = append(out, analysis.Warn("GRP-01",
			analysis.T("{n}篇文本不属于任何一组（缺变量或不合查询：{by}），未计入，也不在“其余”之中。",
				"Documents in no group (without the variable, or picked by no query: {by}), left out, of the rest too: {n}."),
			analysis.Int("n", d.missing), analysis.Word("by", d.by)))
	}
	if len(d.small) > 0 {
		out = append(out, analysis.Warn("GRP-02",
			analysis.T("不足{floor}篇的组{n}个，未计入，也不在“其余”之中：{groups}。",
				"Groups of fewer than {floor} documents, left out, of the rest too: {n}, namely {groups}."),
			analysis.Int("floor", groupFloor), analysis.Int("n", len(d.small)), analysis.Word("groups", d.sizes(d.small))))
	}
	return append(out, d.doubts("GRP")...)
}

func (d *division) refusal() *analysis.Refusal {
	return analysis.Refuse(
		analysis.T("按“{by}”分组，至少有{floor}篇的组只有{n}个，无从比较。",
			"Grouped by “{by}”, the groups of at least {floor} documents number {n}: nothing to compare."),
		analysis.T("至少两组各有{floor}篇文本：换一个变量，或用查询合并小组，如 by=\"year:..2012; year:2013..\"。",
			"At least two groups of {floor} documents: choose another variable, or join small groups by queries such as by=\"year:..2012; year:2013..\"."),
		analysis.Word("by", d.by), analysis.Int("floor", groupFloor), analysis.Int("n", len(d.groups)))
}

// warnings say what was tested and what was not.
func (t *groupTeller) warnings() []analysis.Warning {
	values := []analysis.Value{
		analysis.Int("n", len(t.list)), analysis.Int("family", t.family), analysis.Int("tests", t.tests),
		analysis.Phrase("how", correction(t.options.Adjust)), analysis.Int("void", t.void), analysis.Int("floor", groupFloor),
	}
	if t.family == 0 && t.void == 0 {
		return []analysis.Warning{analysis.Warn("GRP-09",
			analysis.T("没有词项达到最少次数和篇数；请降低 min_count 或 min_documents。",
				"No feature reaches the fewest uses and documents; lower min_count or min_documents."))}
	}
	out := []analysis.Warning{analysis.Warn("GRP-04",
		analysis.T("多重比较：{n}次比较共{family}个词项，检验{tests}项，一并校正，方法为{how}，临界值0.05；ζ只用于排序，不是检验。",
			"Many tests: {n} comparisons of {family} features in all, of which {tests} are tested and adjusted together by {how}, at 0.05; ζ orders the rows and is no test."), values...)}
	untested, both, paired := 0, 0, false
	for _, x := range t.list {
		both += x.both
		paired = paired || x.paired
		if !x.tested && len(x.family) > 0 {
			untested++
		}
	}
	if t.void > 0 {
		out = append(out, analysis.Warn("GRP-03",
			analysis.T("{void}次比较的一方（不计两方共有的文本）不足{floor}篇，未作比较。",
				"Comparisons with fewer than {floor} documents on a side, what both sides have not counted, left out: {void}."), values...))
	}
	if both > 0 {
		out = append(out, analysis.Warn("GRP-03",
			analysis.T("有文本同属一次比较的两方：作参照时不计，两两相比时两方均不计；各次比较合计{n}篇次。",
				"Documents that stand on both sides of a comparison are no part of its rest, and between two groups count on neither side; over all comparisons: {n}."), analysis.Int("n", both)))
	}
	if paired {
		out = append(out, analysis.Warn("GRP-03",
			analysis.T("同一文本的不同部分分属两方：置换只在文本之内进行，区间删去一篇时两方同删。",
				"Parts of one document stand on both sides: labels are permuted within documents only, and the interval leaves a document out on both sides at once.")))
	}
	if untested > 0 {
		out = append(out, analysis.Warn("GRP-05",
			analysis.T("{k}次比较的文本太少：校正后没有词项可能入选，故不作检验，p列为空，仅报告效应量。",
				"Comparisons with too few documents for any feature to be selected after correction: {k}. They are not tested; p is empty, effect sizes only."), analysis.Int("k", untested)))
	}
	return out
}
