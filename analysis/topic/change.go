package topic

import (
	"cmp"
	"math"
	"slices"

	"concord/analysis"
)

// change is the difference of a topic between the first and the last third of the
// documents, and the half width of its interval.
type change struct {
	topic            int
	before, after    estimate
	difference, half float64
}

// changes tells which steady topics differ between the thirds, or that none does.
// They are cut by dates alone, before any share is seen.
func (s *series) changes(early, late period) []analysis.Finding {
	before, after := s.estimate(early), s.estimate(late)
	confidence := 1 - (1-level)/float64(len(before))
	var all, told []change
	for t := range before {
		d, half := after[t].minus(before[t], confidence)
		if !s.model.Steady(t) || math.IsNaN(half) {
			continue
		}
		c := change{t, before[t], after[t], d, half}
		all = append(all, c)
		if math.Abs(d) > half {
			told = append(told, c)
		}
	}
	if len(all) == 0 {
		return nil
	}
	slices.SortStableFunc(told, func(a, b change) int { return cmp.Compare(math.Abs(b.difference), math.Abs(a.difference)) })
	if len(told) == 0 {
		return []analysis.Finding{s.noChange(all, early, late)}
	}
	var out []analysis.Finding
	for _, c := range told[:min(manyFindings, len(told))] {
		out = append(out, s.told(c, early, late))
	}
	return out
}

// told makes the finding of a topic that differs.
func (s *series) told(c change, early, late period) analysis.Finding {
	loA, hiA := c.before.interval(level)
	loB, hiB := c.after.interval(level)
	f := analysis.NewFinding(analysis.ModelBased, min(math.Abs(c.difference), 1), -1,
		analysis.T("在拟合模型中，主题“{topic}”的平均份额在{first}年（{n_a}篇）为{a}%（95%区间{a_lo}–{a_hi}%），在{last}年（{n_b}篇）为{b}%（{b_lo}–{b_hi}%）；按{topics}个主题校正后，两者之差的区间不含零。",
			"In the fitted model the topic “{topic}” takes {a} % of a document in {first} (95 % interval {a_lo}–{a_hi} %; documents: {n_a}) and {b} % in {last} ({b_lo}–{b_hi} %; documents: {n_b}); the interval of the difference, corrected for {topics} topics, leaves out zero."),
		analysis.Word("topic", s.label[c.topic]), analysis.Word("first", early.name), analysis.Word("last", late.name),
		analysis.Percent("a", c.before.mean, 1), analysis.Percent("a_lo", loA, 1), analysis.Percent("a_hi", hiA, 1),
		analysis.Percent("b", c.after.mean, 1), analysis.Percent("b_lo", loB, 1), analysis.Percent("b_hi", hiB, 1),
		analysis.Int("n_a", len(early.members)), analysis.Int("n_b", len(late.members)),
		analysis.Int("topics", len(s.model.Share)))
	f.Evidence, f.Counter = s.places(c.topic, late), s.places(c.topic, early)
	if c.difference < 0 {
		f.Evidence, f.Counter = f.Counter, f.Evidence
	}
	return f
}

// noChange says that no topic differs, and what difference is excluded for all:
// the end of an interval that is farthest from zero.
func (s *series) noChange(all []change, early, late period) analysis.Finding {
	bound, widest := 0.0, all[0]
	for _, c := range all {
		if b := math.Abs(c.difference) + c.half; b > bound {
			bound, widest = b, c
		}
	}
	f := analysis.NewFinding(analysis.ModelBased, 0, -1,
		analysis.T("在拟合模型中，没有一个稳定主题的平均份额在{first}年（{n_a}篇）与{last}年（{n_b}篇）之间相差超出区间（按{topics}个主题校正）；大于{bound}个百分点的差异可以排除。",
			"In the fitted model no stable topic differs in its mean share between {first} (documents: {n_a}) and {last} (documents: {n_b}) beyond its interval, corrected for {topics} topics; differences larger than {bound} percentage points are excluded."),
		analysis.Word("first", early.name), analysis.Word("last", late.name),
		analysis.Int("n_a", len(early.members)), analysis.Int("n_b", len(late.members)),
		analysis.Int("topics", len(s.model.Share)), analysis.Percent("bound", bound, 1))
	f.Evidence = s.places(widest.topic, late)
	return f
}

// lines shows one panel for each steady topic; there is no figure without one.
func (s *series) lines() []analysis.Figure {
	documents, with, steady := 0, 0, 0
	for _, p := range s.periods {
		documents += len(p.members)
		if len(p.members) > 0 {
			with++
		}
	}
	var rows []int
	for t := range s.label {
		if !s.model.Steady(t) {
			continue
		}
		steady++
		for i := range s.periods {
			rows = append(rows, t*len(s.periods)+i)
		}
	}
	if steady == 0 {
		return nil
	}
	values := map[string]analysis.Text{
		"documents": analysis.Int("", documents).Text, "periods": analysis.Int("", with).Text,
		"steady": analysis.Int("", steady).Text, "others": analysis.Int("", len(s.label)-steady).Text,
		"draws": analysis.Int("", len(s.model.Run.Shares)).Text,
		"first": analysis.Word("", s.periods[0].name).Text, "last": analysis.Word("", s.periods[len(s.periods)-1].name).Text,
	}
	return []analysis.Figure{{
		Name: "prevalence", Mark: analysis.Lines, Rows: rows,
		Encoding: analysis.Encoding{X: "year", Y: "share", Lo: "lo", Hi: "hi", Group: "topic"},
		Title:    analysis.T("各主题份额随时间的变化", "Shares of the topics over time"),
		Note: analysis.T("{documents}篇文本，{periods}个时期；竖线为95%区间（刀切法，合并{draws}次后验抽样）；画出稳定的主题{steady}个，不稳定或无特征的{others}个未画。",
			"{documents} documents in {periods} periods; whiskers are 95 % intervals (jackknife, pooled over {draws} posterior draws); stable topics drawn: {steady}; unstable or unspecific ones left out: {others}.").Fill(values),
		XLabel: analysis.T("年", "year"),
		YLabel: analysis.T("平均份额（0 至 1）", "mean share of a document (0 to 1)"),
		Alt: analysis.T("分面折线图：{steady}个主题自{first}至{last}的平均份额及区间，每个主题一格。",
			"Small multiples: mean shares of {steady} topics with intervals from {first} to {last}, one panel for each topic.").Fill(values),
	}}
}

// timeWarnings tells what limits the series.
func (s *series) timeWarnings(undated int) []analysis.Warning {
	var out []analysis.Warning
	if undated > 0 {
		out = append(out, analysis.Warn("PRV-01",
			analysis.T("{undated}篇文本没有日期，未计入各时期；请补充日期。", "Documents without a date: {undated}; they are in no period. Supply their dates."),
			analysis.Int("undated", undated)))
	}
	repeats := 0
	for _, p := range s.periods {
		_, _, n := s.unitsOf(p)
		repeats += n
	}
	if repeats > 0 && !s.byPair {
		out = append(out, analysis.Warn("PRV-02",
			analysis.T("同一时期内同一双方有不止一篇文本（多出{repeats}篇），彼此沿袭，区间可能偏窄；可设 cluster=pair。",
				"Some pairs have several documents in one period ({repeats} beyond the first); these copy each other, so intervals may be too narrow: try cluster=pair."),
			analysis.Int("repeats", repeats)))
	}
	return out
}

// tooFewDates refuses a series whose thirds have too few documents.
func tooFewDates(documents int) *analysis.Refusal {
	return analysis.Refuse(
		analysis.T("有日期且有可用段落的文本共{documents}篇，前后两段时间不足各{need}篇，无从比较。",
			"Documents with a date and usable paragraphs: {documents}; an earlier and a later time need {need} each to be compared."),
		analysis.T("补充文本或日期，使前后两段时间各有{need}篇以上。",
			"Add documents or dates until an earlier and a later time have {need} or more each."),
		analysis.Int("documents", documents), analysis.Int("need", minUnits))
}
