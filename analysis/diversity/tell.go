package diversity

import (
	"math"
	"slices"
	"strings"

	"concord/analysis"
)

// teller puts the rows into words and figures.
type teller struct {
	options  Options
	sample   *sample
	rows     []Row
	evidence [][]analysis.Evidence
}

// ordered lists rows by MATTR, the most diverse first; see ends.
func (t teller) ordered(n int) []int {
	values := make([]float64, len(t.rows))
	for i, r := range t.rows {
		values[i] = r.MATTR
	}
	return ends(values, n)
}

func (t teller) figures() []analysis.Figure {
	shown := t.ordered(figureRows)
	if len(shown) < 2 {
		return nil
	}
	first, last := t.rows[shown[0]], t.rows[shown[len(shown)-1]]
	values := []analysis.Value{
		analysis.Int("n", len(shown)), analysis.Int("all", len(t.rows)), analysis.Int("window", t.options.Window),
		analysis.Word("first", first.Doc), analysis.Num("high", first.MATTR, 3),
		analysis.Word("last", last.Doc), analysis.Num("low", last.MATTR, 3),
	}
	return []analysis.Figure{{
		Name: "mattr", Mark: analysis.DotWhisker,
		Encoding: analysis.Encoding{X: "mattr", Label: "doc"},
		Rows:     shown,
		Title:    analysis.T("各篇的词汇丰富度", "Lexical diversity by document"),
		Note: analysis.Fill(analysis.T("{all}篇中的{n}篇，按滑动窗口型例比（MATTR，窗口{window}词项）由高至低；篇数过多时取两端。每篇一个观测值，没有区间；短于窗口的文本不画。",
			"{n} of {all} documents by moving-average type-token ratio (window of {window} tokens), highest first; where there are more, both ends. One observation a document, no interval; documents shorter than the window are not drawn."), values...),
		XLabel: analysis.T("MATTR", "MATTR"),
		YLabel: analysis.T("文本", "document"),
		Alt: analysis.Fill(analysis.T("点图：{n}篇文本的MATTR；最高为{first}（{high}），最低为{last}（{low}）。",
			"Dot chart of MATTR of {n} documents; the highest is {first} ({high}), the lowest {last} ({low})."), values...),
	}}
}

// findings tells the documents at both ends.
func (t teller) findings() []analysis.Finding {
	shown := t.ordered(figureRows)
	if len(shown) < 2 {
		return nil
	}
	high, low := shown[0], shown[len(shown)-1]
	if t.rows[high].MATTR == t.rows[low].MATTR {
		return nil
	}
	defined := 0
	for _, r := range t.rows {
		if !math.IsNaN(r.MATTR) {
			defined++
		}
	}
	values := []analysis.Value{
		analysis.Int("all", defined), analysis.Int("window", t.options.Window),
		analysis.Word("high", t.rows[high].Doc), analysis.Num("most", t.rows[high].MATTR, 3),
		analysis.Word("low", t.rows[low].Doc), analysis.Num("least", t.rows[low].MATTR, 3),
	}
	f := analysis.NewFinding(analysis.Descriptive, 0.2, low,
		analysis.T("在够长的{all}篇文本中，以{window}个词项的滑动窗口计，型例比最低的是{low}（{least}），最高的是{high}（{most}）。",
			"Of the {all} documents that are long enough, {low} has the lowest type-token ratio over windows of {window} tokens ({least}) and {high} the highest ({most})."),
		values...)
	f.Evidence, f.Counter = t.evidence[low], t.evidence[high]
	return []analysis.Finding{f}
}

func (t teller) warnings() []analysis.Warning {
	out := t.short()
	least, most := t.rows[0].Tokens, t.rows[0].Tokens
	for _, r := range t.rows {
		least, most = min(least, r.Tokens), max(most, r.Tokens)
	}
	if most >= 2*least {
		out = append(out, analysis.Warn("DIV-02",
			analysis.T("各篇长度相差{fold}倍（{least}至{most}词项）：TTR、C、R、CTTR、U、S、Maas随长度变化，不可比较；请看MATTR、MTLD与HD-D。",
				"Documents differ {fold}-fold in length ({least} to {most} tokens): TTR, C, R, CTTR, U, S and Maas depend on length and do not compare; read MATTR, MTLD and HD-D."),
			analysis.Num("fold", float64(most)/float64(least), 0), analysis.Int("least", least), analysis.Int("most", most)))
	}
	languages := t.sample.languages()
	if slices.Contains(languages, "zh") {
		out = append(out, analysis.Warn("DIV-03",
			analysis.T("中文的丰富度数值取决于分词，只可在同一语料、同一分词设定之内相互比较；请用 unit=char1 核对。",
				"Chinese diversity depends on the segmentation: the values are relative, within one corpus and one recipe. Check them with unit=char1.")))
	}
	if len(languages) > 1 {
		out = append(out, analysis.Warn("DIV-04",
			analysis.T("所选文本不止一种语言（{langs}），其数值不可相互比较；请用 lang: 限定一种。",
				"The documents are in more than one language ({langs}), whose values do not compare; choose one with lang:."),
			analysis.Word("langs", strings.Join(languages, ", "))))
	}
	return out
}

// short names, for each length, the documents below it.
func (t teller) short() []analysis.Warning {
	var out []analysis.Warning
	for _, x := range []struct {
		least int
		names string
	}{{t.options.Window, "MATTR, MSTTR"}, {t.options.Draw, "HD-D"}} {
		var ids []string
		for _, r := range t.rows {
			if r.Tokens < x.least {
				ids = append(ids, r.Doc)
			}
		}
		if len(ids) > 0 {
			out = append(out, analysis.Warn("DIV-01",
				analysis.T("{n}篇文本不足{least}个词项，{names}不予给出：{docs}。请缩小窗口或抽取数，或换用其他指标。",
					"Documents shorter than {least} tokens: {n} ({docs}). They have no {names}; choose a smaller window or draw, or another measure."),
				analysis.Int("n", len(ids)), analysis.Int("least", x.least), analysis.Word("names", x.names), analysis.Phrase("docs", named(ids))))
		}
	}
	return out
}
