package collocation

import (
	"math"
	"strings"

	"concord/analysis"
)

// teller puts collocates into words and figures.
type teller struct {
	options  Options
	hits     *hits
	rows     []Row
	evidence [][]analysis.Evidence
	family   int
}

// where says on which side the window lies.
func (t teller) where() analysis.Text {
	return map[string]analysis.Text{
		"both":  analysis.T("左右", "on either side of"),
		"left":  analysis.T("左侧", "to the left of"),
		"right": analysis.T("右侧", "to the right of"),
	}[t.options.Side]
}

func (t teller) values() []analysis.Value {
	return []analysis.Value{
		analysis.Word("node", strings.TrimSpace(t.options.Node)), analysis.Int("nodes", t.hits.nodes),
		analysis.Int("all", len(t.hits.documents)), analysis.Int("holding", len(t.hits.uses)),
		analysis.Int("window", t.options.Window), analysis.Phrase("where", t.where()), analysis.Int("family", t.family),
	}
}

// figures shows log ratios with their intervals; none where no row has one.
func (t teller) figures() []analysis.Figure {
	var shown []int
	for i, r := range t.rows {
		if !math.IsNaN(r.Lo) && len(shown) < figureRows {
			shown = append(shown, i)
		}
	}
	if len(shown) == 0 {
		return nil
	}
	first := t.rows[shown[0]]
	values := append(t.values(), analysis.Int("n", len(shown)), analysis.Word("first", first.Feature), analysis.Num("ratio", first.LogRatio, 1))
	return []analysis.Figure{{
		Name: "collocates", Mark: analysis.DotWhisker,
		Encoding: analysis.Encoding{X: "log_ratio", Lo: "lo", Hi: "hi", Label: "feature"},
		Rows:     shown,
		Title:    analysis.Fill(analysis.T("“{node}”的搭配词", "Collocates of “{node}”"), values...),
		Note: analysis.Fill(analysis.T("“{node}”{nodes}次，见于{holding}/{all}篇；{where}{window}个词项，不跨句；符合条件的搭配词{family}个。点为窗口内与窗口外使用率之比（log2），线为逐篇删去的95%区间；共现不足三篇的词无区间，不画。",
			"“{node}”: {nodes} uses in {holding} of {all} documents; {window} tokens {where} it, within the sentence; {family} collocates qualify. Dots are log2 ratios of the rate within the window to the rate elsewhere, lines 95 % delete-one-document intervals; words beside the node in fewer than three documents have none and are not drawn."), values...),
		XLabel: analysis.T("窗口内外使用率之比（log2）", "ratio of rates within and outside the window (log2)"),
		YLabel: analysis.T("搭配词", "collocate"),
		Alt: analysis.Fill(analysis.T("点线图：“{node}”的{n}个搭配词在窗口内外使用率之比，据{all}篇文本；首列“{first}”为{ratio}。",
			"Dot-and-whisker chart of log2 ratios of {n} collocates of “{node}” in {all} documents; the first, “{first}”, has {ratio}."), values...),
	}}
}

// findings tells the uses of the node, and of the first rows how often they
// stand beside it. They are counts: no test stands behind them.
func (t teller) findings(in *analysis.Input) []analysis.Finding {
	node := analysis.NewFinding(analysis.Descriptive, 0.5, -1,
		analysis.T("“{node}”共出现{nodes}次，见于{holding}/{all}篇。", "“{node}” was used {nodes}, in {holding} of {all} documents."),
		withTimes(t.values(), "nodes", t.hits.nodes)...)
	node.Evidence = t.hits.sample.places(in, t.hits.uses)
	out := []analysis.Finding{node}
	for i, r := range t.rows[:min(len(t.rows), findingRows)] {
		if float64(r.Joint) <= r.Expected {
			continue
		}
		values := append(t.values(), analysis.Word("feature", r.Feature), analysis.Times("joint", r.Joint),
			analysis.Int("documents", r.JointDocuments), analysis.Num("expected", r.Expected, 1),
			analysis.Int("left", r.Left), analysis.Int("right", r.Right))
		f := analysis.NewFinding(analysis.Descriptive, 0.4*(1-float64(i)/findingRows), i,
			analysis.T("在“{node}”{where}{window}个词项之内，“{feature}”出现{joint}次（左{left}，右{right}），见于{documents}篇；若两者互不相关，期望为{expected}次。",
				"Within {window} tokens {where} “{node}”, “{feature}” was used {joint} ({left} before, {right} after), in {documents} of {all} documents; {expected} would be expected if the two were unrelated."),
			values...)
		f.Evidence = t.evidence[i]
		out = append(out, f)
	}
	return out
}

func (t teller) warnings() []analysis.Warning {
	if len(t.rows) == 0 {
		return []analysis.Warning{analysis.Warn("COL-03",
			analysis.T("“{node}”{nodes}次，没有词项达到最少共现次数和篇数；请降低 min_count 或 min_documents，或放宽 window。",
				"“{node}” was used {nodes}, and no word reaches the fewest joint uses and documents; lower min_count or min_documents, or widen window."),
			withTimes(t.values(), "nodes", t.hits.nodes)...)}
	}
	out := []analysis.Warning{analysis.Warn("COL-01",
		analysis.T("t 值、z 值、G²、Fisher p 与保守对数比以词项为单位；同一批起草者的文本相互沿袭，这些数值不能作为显著性的依据。请看共现篇数与逐篇删去的区间。",
			"t, z, G², Fisher’s p and the conservative log ratio take tokens for independent, which texts that copy each other are not; do not read them as significance. Read the joint documents and the delete-one-document interval."))}
	if t.options.Measure == "mi" {
		out = append(out, analysis.Warn("COL-02",
			analysis.T("按 MI 排序偏向罕见词：首列“{feature}”全部只有{count}次。请提高 min_count，或改用 logdice。",
				"MI puts rare words first: “{feature}”, in first place, was used {count} in all. Raise min_count, or rank by logdice."),
			analysis.Word("feature", t.rows[0].Feature), analysis.Times("count", t.rows[0].Count)))
	}
	if len(t.hits.uses) == 1 && len(t.hits.documents) > 1 {
		out = append(out, analysis.Warn("COL-04",
			analysis.T("“{node}”只见于一篇文本（{doc}）：所列是该篇的搭配，不是这批文本的，也没有区间。",
				"“{node}” stands in one document only ({doc}): these are collocates of that document, not of the set, and have no interval."),
			analysis.Word("node", strings.TrimSpace(t.options.Node)), analysis.Word("doc", t.hits.documents[t.hits.uses[0].document].doc.ID)))
	}
	return out
}

func noDocuments() *analysis.Refusal {
	return analysis.Refuse(analysis.T("语料中没有文本。", "The corpus has no documents."),
		analysis.T("加入至少一篇文本。", "Add at least one document."))
}

// notFound says that the node is absent, or hidden within longer words.
func (s *sample) notFound(node string) *analysis.Refusal {
	hidden := 0
	for part := range strings.FieldsFuncSeq(node, func(c rune) bool { return c == '|' || c == '｜' }) {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		for _, d := range s.documents {
			hidden += strings.Count(d.doc.Text, part)
		}
	}
	values := []analysis.Value{analysis.Word("node", strings.TrimSpace(node)), analysis.Int("all", len(s.documents)), analysis.Times("hidden", hidden)}
	if hidden > 0 {
		return analysis.Refuse(
			analysis.T("“{node}”在这{all}篇文本中不独立成词：作为字串出现{hidden}次，但在更长的词之内，或不在所选部分之内。",
				"“{node}” is no word of its own in these {all} documents: as a string it is found {hidden}, but within longer words or outside the parts chosen."),
			analysis.T("改查更长的词，或用 unit=char1 不依赖分词。", "Look for the longer word, or use unit=char1, which needs no segmentation."), values...)
	}
	return analysis.Refuse(
		analysis.T("这{all}篇文本中未见“{node}”，没有搭配可数。", "“{node}” is not found in these {all} documents, so that it has no neighbours to count."),
		analysis.T("请核对字形（简体或繁体），或放宽 where。", "Check the spelling and the script (simplified or traditional), or widen where."), values...)
}

// withTimes replaces the value of a name by its count as times tells it.
func withTimes(values []analysis.Value, name string, n int) []analysis.Value {
	for i := range values {
		if values[i].Name == name {
			values[i] = analysis.Times(name, n)
		}
	}
	return values
}
