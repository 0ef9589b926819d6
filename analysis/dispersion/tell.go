package dispersion

import (
	"math"
	"slices"
	"strings"

	"concord/analysis"
)

const (
	figureRows   = 25
	findingRows  = 3  // at either end
	fewDocuments = 10 // below which an interval rests on little

	findingDocuments = 5 // below which spread is not told in a sentence
)

// teller puts the rows into words and figures.
type teller struct {
	sample   *sample
	rows     []Row
	evidence [][]analysis.Evidence
	listed   int
}

// defined lists the rows that have a DPnorm.
func (t teller) defined() []int {
	var out []int
	for i, r := range t.rows {
		if !math.IsNaN(r.DPNorm) {
			out = append(out, i)
		}
	}
	return out
}

func (t teller) figures() []analysis.Figure {
	shown := t.defined()
	if len(shown) == 0 {
		return nil
	}
	shown = shown[:min(len(shown), figureRows)]
	r := t.rows[shown[0]]
	values := []analysis.Value{
		analysis.Int("n", len(shown)), analysis.Int("listed", t.listed), analysis.Int("documents", len(t.sample.members)),
		analysis.Int("tokens", t.sample.size), analysis.Word("first", r.Feature), analysis.Num("dpnorm", r.DPNorm, 2),
	}
	return []analysis.Figure{{
		Name: "dispersion", Mark: analysis.DotWhisker,
		Encoding: analysis.Encoding{X: "dpnorm", Lo: "lo", Hi: "hi", Label: "feature"},
		Rows:     shown,
		Title:    analysis.Fill(analysis.T("{n}个词项在各篇中的离散度", "Dispersion of {n} features over documents"), values...),
		Note: analysis.Fill(analysis.T("{documents}篇文本，{tokens}个词项；符合条件的词项{listed}个，次数少于文本数者不画。点为DPnorm（0均匀，1集中），线为逐篇删去的95%区间。",
			"{documents} documents, {tokens} tokens; {listed} features qualify, those with fewer uses than documents are not drawn. Dots are DPnorm (0 even, 1 concentrated), lines 95 % delete-one-document intervals."), values...),
		XLabel: analysis.T("DPnorm（0均匀，1集中）", "DPnorm (0 even, 1 concentrated)"),
		YLabel: analysis.T("词项", "feature"),
		Alt: analysis.Fill(analysis.T("点线图：{n}个词项的DPnorm，据{documents}篇文本；首列“{first}”为{dpnorm}。",
			"Dot-and-whisker chart of DPnorm of {n} features in {documents} documents; the first, “{first}”, has {dpnorm}."), values...),
	}}
}

// findings tells the listed features that are the most concentrated and the
// most even among features of similar count.
func (t teller) findings() []analysis.Finding {
	if len(t.sample.members) < findingDocuments {
		return nil
	}
	var placed []int
	for i, r := range t.rows {
		if !math.IsNaN(r.Percentile) && t.evidence[i] != nil {
			placed = append(placed, i)
		}
	}
	slices.SortStableFunc(placed, func(a, b int) int { return falling(t.rows[a].Percentile, t.rows[b].Percentile) })
	var out []analysis.Finding
	for k, i := range placed {
		r := t.rows[i]
		switch {
		case k < findingRows && r.Percentile >= 0.9:
			out = append(out, t.finding(i, 0.5, r.Percentile,
				analysis.T("“{feature}”共{count}次，见于{documents}/{all}篇；与频次相近的词项相比，比其中{share}%更集中。",
					"“{feature}” was used {count}, in {documents} of {all} documents: more concentrated than {share} % of features of similar count.")))
		case k >= len(placed)-findingRows && r.Percentile <= 0.1:
			out = append(out, t.finding(i, 0.4, 1-r.Percentile,
				analysis.T("“{feature}”共{count}次，见于{documents}/{all}篇；与频次相近的词项相比，比其中{share}%更均匀。",
					"“{feature}” was used {count}, in {documents} of {all} documents: more even than {share} % of features of similar count.")))
		}
	}
	return out
}

func (t teller) finding(row int, weight, share float64, text analysis.Text) analysis.Finding {
	r := t.rows[row]
	f := analysis.NewFinding(analysis.Descriptive, weight*share, row, text,
		analysis.Word("feature", r.Feature), analysis.Times("count", r.Count), analysis.Int("documents", r.Documents),
		analysis.Int("all", len(t.sample.members)), analysis.Percent("share", share, 0))
	f.Evidence = t.evidence[row]
	return f
}

func (t teller) warnings() []analysis.Warning {
	var out []analysis.Warning
	if len(t.rows) == 0 {
		out = append(out, analysis.Warn("DIS-04",
			analysis.T("没有词项达到最少次数和篇数；请降低 min_count 或 min_documents。",
				"No feature reaches the fewest uses and documents; lower min_count or min_documents.")))
	}
	if w, ok := t.sparse(); ok {
		out = append(out, w)
	}
	var languages []string
	for _, m := range t.sample.members {
		languages = append(languages, t.sample.corpus.Doc(m.Doc).Lang)
	}
	slices.Sort(languages)
	languages = slices.DeleteFunc(slices.Compact(languages), func(l string) bool { return l == "" })
	if len(languages) > 1 {
		out = append(out, analysis.Warn("DIS-02",
			analysis.T("所选文本不止一种语言（{langs}），每个词都会显得集中；请用 lang: 限定一种。",
				"The documents are in more than one language ({langs}), so that every word looks concentrated; choose one with lang:."),
			analysis.Word("langs", strings.Join(languages, ", "))))
	}
	if t.sample.empty > 0 {
		out = append(out, analysis.Warn("DIS-03",
			analysis.T("{n}篇文本按此设定没有词项，未计入。", "Documents without a token under this recipe, left out: {n}."),
			analysis.Int("n", t.sample.empty)))
	}
	if n := len(t.sample.members); n < fewDocuments && len(t.rows) > 0 {
		out = append(out, analysis.Warn("DIS-05",
			analysis.T("只有{n}篇文本：DPnorm偏高，区间很宽；请看覆盖率，或增加文本。",
				"With {n} documents DPnorm is biased upwards and its interval wide; read the range, or add documents."),
			analysis.Int("n", n)))
	}
	return out
}

// sparse tells, once for all rows, where dispersion is not given.
func (t teller) sparse() (analysis.Warning, bool) {
	n, first, all := 0, -1, len(t.sample.members)
	for i, r := range t.rows {
		if r.Count < all {
			n++
			if first < 0 {
				first = i
			}
		}
	}
	if n == 0 {
		return analysis.Warning{}, false
	}
	return analysis.Warn("DIS-01",
		analysis.T("所列词项中有{n}个次数少于文本数{documents}（如“{feature}”，{count}次），离散度无从解释，不予给出；请看覆盖率与同频百分位。",
			"Listed features with fewer uses than the {documents} documents: {n} (such as “{feature}”, {count}). Their dispersion is not interpretable and is left out; read the range and the percentile among peers."),
		analysis.Int("n", n), analysis.Int("documents", all),
		analysis.Word("feature", t.rows[first].Feature), analysis.Times("count", t.rows[first].Count)), true
}

func tooFew(documents int) *analysis.Refusal {
	return analysis.Refuse(
		analysis.T("离散度比较各篇文本，至少要有两篇含有词项，现有{n}篇。", "Dispersion compares documents and needs two that hold a token; there are {n}."),
		analysis.T("加入文本，或放宽 where。", "Add documents, or widen where."),
		analysis.Int("n", documents))
}
