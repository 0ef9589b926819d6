package shift

import (
	"math"
	"slices"
	"strings"

	"concord/analysis"
	"concord/corpus"
)

const nullWeight = 0.1 // of a finding that a test found nothing

// teller puts comparisons into words and figures.
type teller struct {
	options  Choice
	corpus   *corpus.Corpus
	scanned  bool // the one comparison was chosen by the data, and p allows for it
	rows     []Row
	samples  []*sample             // by row
	smallest []float64             // by row: the smallest p attainable, NaN where untested
	evidence [][]analysis.Evidence // by row: of the word that contributes most
	word     []string              // by row: that word, "" where there is none but names and numbers
	passed   []bool                // by row: names or numbers contribute more than that word
}

// name is how sentences call a set.
func (o Choice) name(c *corpus.Corpus, group string) analysis.Text {
	switch {
	case o.By == "period":
		return analysis.GroupName(c, "year:"+strings.Replace(group, "–", "..", 1))
	case group == analysis.OthersGroup && o.Reference == "":
		return analysis.OthersName()
	}
	return analysis.GroupName(c, group)
}

// quote gives each comparison the word that contributes most, names and numbers left out,
// where it stands on the side that uses it more. Where all words are such, the
// first of them is the evidence and no word is told.
func (t *teller) quote(in *analysis.Input) {
	t.evidence = make([][]analysis.Evidence, len(t.rows))
	t.word, t.passed = make([]string, len(t.rows)), make([]bool, len(t.rows))
	for i, s := range t.samples {
		if len(s.members) == 0 {
			continue
		}
		words := newWords(Data{Matrix: s.matrix(), Target: s.target, Stopped: s.tokens.Stopped}).rank()
		if len(words) == 0 {
			continue
		}
		most := slices.IndexFunc(words, func(w ranked) bool { return !s.untold(w.feature) })
		if most < 0 {
			most = 0
		} else {
			t.word[i], t.passed[i] = words[most].feature, most > 0
		}
		t.evidence[i] = in.Uses(s.tokens, s.members, []string{words[most].feature}).Quote(0, s.on(words[most].contribution > 0))
	}
}

func (t *teller) values(i, permutations int) []analysis.Value {
	r := t.rows[i]
	return []analysis.Value{
		analysis.Phrase("target", t.options.name(t.corpus, r.Target)), analysis.Phrase("reference", t.options.name(t.corpus, r.Reference)),
		analysis.Int("a", r.SizeTarget), analysis.Int("b", r.SizeReference),
		analysis.Int("tokens", r.TokensMatched), analysis.Int("permutations", permutations),
		analysis.Num("jsd", r.Divergence, 3), analysis.Num("null", r.NullMean, 3), analysis.Num("excess", r.Excess, 3),
		analysis.Num("low", r.NullLow, 3), analysis.Num("high", r.NullHigh, 3),
	}
}

// family is the number of comparisons tested together.
func (t *teller) family() int {
	n := 0
	for _, r := range t.rows {
		if !math.IsNaN(r.P) {
			n++
		}
	}
	return n
}

func (t *teller) findings(permutations int) []analysis.Finding {
	var out []analysis.Finding
	for i, r := range t.rows {
		if math.IsNaN(r.P) || t.evidence[i] == nil {
			continue
		}
		text, weight := analysis.T(
			"{target}（{a}篇）与{reference}（{b}篇）的用词差异，未见超出文本之间本来就有的差异：各取{tokens}词时差异为{jsd}比特，文本随机分组{permutations}次平均为{null}比特，95%落在{low}–{high}（{test}）。{most}",
			"No difference in vocabulary between {target} ({a} documents) and {reference} ({b}) was detected beyond that among their documents: at {tokens} tokens each the divergence is {jsd} bits; {permutations} random groupings of the documents average {null}, 95 % of them {low}–{high} ({test}).{most}"), nullWeight
		found := r.PAdj < 0.05
		if found {
			weight = 0.5 + 0.5*min(1, r.Excess/0.2)
			text = analysis.T(
				"{target}（{a}篇）与{reference}（{b}篇）的用词差异超出文本之间本来就有的差异：各取{tokens}词时差异为{jsd}比特，比文本随机分组{permutations}次的平均值（{null}比特，95%落在{low}–{high}）高{excess}比特（{test}）。{most}",
				"The vocabulary of {target} ({a} documents) differs from that of {reference} ({b}) by more than their documents differ among themselves: at {tokens} tokens each the divergence is {jsd} bits, {excess} above the mean of {permutations} random groupings of the documents ({null}, 95 % of them {low}–{high}; {test}).{most}")
		}
		text = analysis.Fill(text, analysis.Phrase("test", t.test()), analysis.Phrase("most", t.most(i))) // templates too
		values := append(t.values(i, permutations), analysis.Probability("p", r.PAdj), analysis.Int("family", t.family()), analysis.Word("word", t.word[i]))
		f := analysis.NewFinding(analysis.Calibrated, weight, i, text, analysis.Named(text, values...)...)
		f.Evidence, f.Null = t.evidence[i], !found
		out = append(out, f)
	}
	return out
}

// test is the template of the p-value of a comparison.
func (t *teller) test() analysis.Text {
	if t.scanned {
		return analysis.T("p{p}，已计入自各年中选取分界", "p {p}, which allows for the choice of the year")
	}
	if t.family() > 1 {
		return analysis.T("共比较{family}次，校正后p{p}", "p {p}, adjusted over {family} comparisons")
	}
	return analysis.T("p{p}", "p {p}")
}

// most is the template of the word that contributes most, empty where there is
// none but names and numbers. That such stand before it is said.
func (t *teller) most(i int) analysis.Text {
	switch {
	case t.word[i] == "":
		return analysis.Text{}
	case t.passed[i]:
		return analysis.T("专名与数字之外，相差最多的词是“{word}”。", " Names and numbers aside, the word that differs most is “{word}”.")
	}
	return analysis.T("相差最多的词是“{word}”。", " The word that differs most is “{word}”.")
}

func (t *teller) figures(permutations int) []analysis.Figure {
	var rows []int
	for i, r := range t.rows {
		if !math.IsNaN(r.Divergence) {
			rows = append(rows, i)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	values := append(t.values(rows[len(rows)-1], permutations), analysis.Int("n", len(rows)))
	return []analysis.Figure{{
		Name: "divergence", Mark: analysis.DotWhisker,
		Encoding: analysis.Encoding{X: "divergence", Lo: "null_low", Hi: "null_high", Label: "target"},
		Rows:     rows,
		Title:    analysis.Fill(analysis.T("用词差异与其零分布", "Divergence of vocabulary and its null"), values...),
		Note: analysis.Fill(analysis.T("点为等量抽词后的 Jensen–Shannon 差异，线为文本随机分组{permutations}次所得差异的95%范围；点在线右，即差异超出随机分组。比较{n}次，均与各自的参照组相比（时期则与前一时期）。",
			"Dots are Jensen–Shannon divergences at equal numbers of tokens; lines span 95 % of those of {permutations} random groupings of the documents: a dot to the right of its line exceeds them. Comparisons: {n}, each set with its reference (a period with the one before)."), values...),
		XLabel: analysis.T("Jensen–Shannon 差异（比特）", "Jensen–Shannon divergence (bits)"),
		YLabel: analysis.T("目标组", "target"),
		Alt: analysis.Fill(analysis.T("点线图：{n}次比较的用词差异及随机分组的范围；最后一次（{target}对{reference}）为{jsd}比特，随机分组平均{null}比特。",
			"Dot-and-whisker chart of {n} divergences and the ranges of random groupings; the last ({target} against {reference}) is {jsd} bits, random groupings average {null}."), values...),
	}}
}

func (t *teller) refusal(undated int) *analysis.Refusal {
	if len(t.rows) == 0 {
		reason := analysis.T("有日期的文本不足以分成两个各{n}篇的时期。", "The dated documents do not make two periods of {n}.")
		if undated > 0 {
			reason = analysis.T("有日期的文本不足以分成两个各{n}篇的时期（另有{undated}篇无日期）。",
				"The dated documents do not make two periods of {n} (undated: {undated}).")
		}
		return analysis.Refuse(reason,
			analysis.T("加入文本或补上日期，或用 cuts 指定分期、用 by=groups 指定两组。",
				"Add documents or dates, give periods with cuts, or name two sets with by=groups."),
			analysis.Int("n", leastOfPeriod), analysis.Int("undated", undated))
	}
	return analysis.Refuse(
		analysis.T("每次比较都有一方不足{n}篇，不计算差异，只列规模。", "Every comparison has a side of fewer than {n} documents: sizes only, no divergence."),
		analysis.T("每方至少{n}篇文本。", "At least {n} documents on either side."), analysis.Int("n", floor))
}

func (t *teller) warnings(undated int) []analysis.Warning {
	out := common(t.samples, undated)
	for i, r := range t.rows {
		switch {
		case math.IsNaN(r.P):
			if t.family() > 0 {
				out = append(out, analysis.Warn("SHF-06",
					analysis.T("{target}（{a}篇）与{reference}（{b}篇）：一方不足三篇，未作比较。",
						"{target} ({a} documents) against {reference} ({b}): not compared, three on either side are needed."), t.values(i, 0)...))
			}
			continue
		case r.Excess <= 0:
			out = append(out, analysis.Warn("SHF-02",
				analysis.T("{target}与{reference}：原始差异不大于随机分组的平均值，可全由文本长度与篇际差异解释。",
					"{target} against {reference}: the divergence is not above the mean of random groupings; length and differences between documents explain all of it."), t.values(i, 0)...))
		default:
			out = append(out, analysis.Warn("SHF-02",
				analysis.T("{target}与{reference}：原始差异中{share}%在随机分组时同样出现，可由文本长度与篇际差异解释，超出部分为{excess}比特。",
					"{target} against {reference}: excess over the null is {excess} bits; {share} % of the raw value arises in random groupings too, from length and differences between documents."),
				append(t.values(i, 0), analysis.Percent("share", r.NullMean/r.Divergence, 0))...))
		}
		if t.smallest[i] >= 0.05 {
			out = append(out, analysis.Warn("SHF-07",
				analysis.T("{target}与{reference}：{a}篇对{b}篇时可达到的最小p值为{smallest}，检验不可能发现差异，请只看超出值。",
					"{target} against {reference}: with {a} v {b} documents the smallest attainable p is {smallest}; the test cannot find a difference. Read the excess only."),
				append(t.values(i, 0), analysis.Num("smallest", t.smallest[i], 3))...))
		}
	}
	return out
}

// common are the doubts of both methods of this package.
func common(samples []*sample, undated int) []analysis.Warning {
	var out []analysis.Warning
	if undated > 0 {
		out = append(out, analysis.Warn("SHF-04",
			analysis.T("{n}篇文本没有日期，未计入。", "Documents without a date, left out: {n}."), analysis.Int("n", undated)))
	}
	empty, langs := 0, []string(nil)
	for i, s := range samples {
		if i == 0 || s.empty > empty {
			empty = s.empty
		}
		if l := s.languages(); len(l) > len(langs) {
			langs = l
		}
	}
	if len(langs) > 1 {
		out = append(out, analysis.Warn("SHF-05",
			analysis.T("所比文本不止一种语言（{langs}），用词不可比；请用 where=lang:… 限定一种。",
				"The documents are in more than one language ({langs}); their words are not comparable. Choose one with where=lang:…."),
			analysis.Word("langs", strings.Join(langs, ", "))))
	}
	if empty > 0 {
		out = append(out, analysis.Warn("SHF-08",
			analysis.T("{n}篇文本除停用词外没有词项，未计入。", "Documents without a token beside stop words, left out: {n}."), analysis.Int("n", empty)))
	}
	return out
}
