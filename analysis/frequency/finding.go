package frequency

import "concord/analysis"

const (
	figureRows  = 25
	findingRows = 5
)

func figures(rows []Row, listed int, s *sample) []analysis.Figure {
	if len(rows) == 0 {
		return nil
	}
	n := min(len(rows), figureRows)
	values := []analysis.Value{
		analysis.Int("n", n), analysis.Int("listed", listed), analysis.Int("documents", len(s.members)),
		analysis.Int("tokens", s.tokens), analysis.Word("first", rows[0].Feature), analysis.Num("rate", rows[0].PerMillion, 0),
	}
	return []analysis.Figure{{
		Name: "rates", Mark: analysis.DotWhisker,
		Encoding: analysis.Encoding{X: "per_million", Lo: "lo", Hi: "hi", Label: "feature"},
		Rows:     firstRows(n),
		Title:    analysis.Fill(analysis.T("使用最多的{n}个词项", "The {n} most used features"), values...),
		Note: analysis.Fill(analysis.T("{documents}篇文本，{tokens}个词项；符合条件的词项{listed}个。点为每百万词次数，线为95%区间（逐篇删去的刀切法）；只见于一篇的词项无区间。",
			"{documents} documents, {tokens} tokens; {listed} features qualify. Dots are uses per million tokens, lines 95 % intervals (delete-one-document jackknife); no interval where one document holds all uses."), values...),
		XLabel: analysis.T("每百万词次数", "uses per million tokens"),
		YLabel: analysis.T("词项", "feature"),
		Alt: analysis.Fill(analysis.T("点线图：{n}个词项的每百万词次数，据{documents}篇文本；最高为“{first}”，{rate}次。",
			"Dot-and-whisker chart of uses per million tokens of {n} features in {documents} documents; the highest is “{first}” with {rate}."), values...),
	}}
}

func firstRows(n int) []int {
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i
	}
	return rows
}

// findings says of the first rows that are neither names nor numbers how often and in how many
// documents they are used. What is most frequent is seldom what is most
// telling: the weight is low.
func findings(rows []Row, evidence [][]analysis.Evidence, s *sample) []analysis.Finding {
	untold := analysis.Untold(s.corpus, s.members)
	var out []analysis.Finding
	for i, r := range rows {
		if len(out) == findingRows || evidence[i] == nil {
			break
		}
		if untold(r.Feature) {
			continue
		}
		f := analysis.NewFinding(analysis.Descriptive, 0.2*(1-float64(len(out))/findingRows), i,
			analysis.T("“{feature}”共出现{count}次，见于{documents}/{all}篇，每百万词{rate}次。",
				"“{feature}” was used {count}, in {documents} of {all} documents ({rate} per million tokens)."),
			analysis.Word("feature", r.Feature), analysis.Times("count", r.Count), analysis.Int("documents", r.Documents),
			analysis.Int("all", len(s.members)), analysis.Num("rate", r.PerMillion, 0))
		f.Evidence = evidence[i]
		out = append(out, f)
	}
	return out
}

func warnEmpty(n int) analysis.Warning {
	return analysis.Warn("FRQ-01",
		analysis.T("{n}篇文本按此设定没有词项，未计入。", "Documents without a token under this recipe, left out: {n}."),
		analysis.Int("n", n))
}

// warnSparse tells, once for all rows, where dispersion is not given.
func warnSparse(rows []Row, documents int) (analysis.Warning, bool) {
	n, first := 0, -1
	for i, r := range rows {
		if r.Count < documents {
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
		analysis.T("所列词项中有{n}个次数少于文本数{documents}（如“{feature}”，{count}次），离散度无从解释，不予给出；请看覆盖率。",
			"Listed features with fewer uses than the {documents} documents: {n} (such as “{feature}”, {count}). Their dispersion is not interpretable and is left out; read the range instead."),
		analysis.Int("n", n), analysis.Int("documents", documents),
		analysis.Word("feature", rows[first].Feature), analysis.Int("count", rows[first].Count)), true
}
