package contrast

import (
	"math"

	"concord/analysis"
	"concord/analysis/infer"
)

// correction names the ways to correct for many tests in words.
func correction(how string) analysis.Text {
	return map[string]analysis.Text{
		"holm":  analysis.T("Holm法（总体错误率）", "Holm (family-wise error)"),
		"bh":    analysis.T("Benjamini–Hochberg法（错误发现率）", "Benjamini–Hochberg (false discovery rate)"),
		"sidak": analysis.T("Šidák法（总体错误率，假定各检验独立）", "Šidák (family-wise error, tests taken for independent)"),
		"none":  analysis.T("不校正", "no correction"),
	}[how]
}

// warnings say what is a test and what is not, over which family, and what the
// tests can reach.
func (t *teller) warnings() []analysis.Warning {
	nA, nB := t.totals()
	values := []analysis.Value{
		analysis.Int("family", t.family), analysis.Phrase("how", correction(t.options.Adjust)),
		analysis.Int("n1", int(nA)), analysis.Int("n2", int(nB)),
		analysis.Int("m1", t.documents[target]), analysis.Int("m2", t.documents[reference]),
	}
	out := []analysis.Warning{analysis.Warn("MEA-01",
		analysis.T("以文本为单位的检验只有占比p（Fisher，按篇）与秩和p两种；标“旧式”的G²、χ²、Fisher p、BIC、LRC等以词项为单位，把同一文本内的重复当作独立证据，不是可据以立论的检验；对数比等只是效应量。目标{n1}词，参照{n2}词。",
			"Only share p (Fisher by documents) and rank-sum p are tests with the document as unit. Columns marked legacy (G², χ², Fisher p, BIC, LRC and the rest) take tokens for independent, repetitions within a document included, and bear no claim; log ratio and its kin are effect sizes. Tokens: {n1} in the target, {n2} in the reference."), values...)}
	if t.family == 0 {
		return append(out, analysis.Warn("MEA-09",
			analysis.T("没有词项达到最少次数和篇数；请降低 min_count 或 min_documents。",
				"No feature reaches the fewest uses and documents; lower min_count or min_documents.")))
	}
	switch {
	case t.list != nil:
		out = append(out, t.external())
	case !t.tested():
		out = append(out, analysis.Warn("MEA-03",
			analysis.T("目标{m1}篇，参照{m2}篇：一方不足两篇，不作以文本为单位的检验，相关各列为空。",
				"Documents in the target: {m1}, in the reference: {m2}. With fewer than two on a side no test by documents is made; its columns are empty."), values...))
	default:
		out = append(out, analysis.Warn("MEA-02",
			analysis.T("多重比较：两种检验各自对{family}个词项校正，方法为{how}，临界值0.05；并列报告两种检验，不再为此校正。",
				"Many tests: either test is adjusted over its own {family} features by {how}, at 0.05; nothing is added for reporting two tests side by side."), values...))
		out = append(out, t.reach()...)
		out = append(out, t.lengths()...)
	}
	return out
}

// reach says where the tests cannot select a single feature.
func (t *teller) reach() []analysis.Warning {
	least := leastRankP(t.documents[target], t.documents[reference])
	m := float64(t.family)
	if t.options.Adjust == "none" || least*m <= claimBelow {
		return nil
	}
	return []analysis.Warning{analysis.Warn("MEA-05",
		analysis.T("{a}篇对{b}篇时，两种检验可达到的最小p值均不低于{pmin}；校正后{m}个词项中任何一项单独均不可能达到0.05。可提高 min_count 以缩小检验族。",
			"With {a} v {b} documents neither test can return a p below {pmin}; after correction no single feature out of {m} can reach 0.05. A higher min_count makes the family smaller."),
		analysis.Int("a", t.documents[target]), analysis.Int("b", t.documents[reference]),
		analysis.Num("pmin", least, 4), analysis.Int("m", t.family))}
}

// unlike is from which ratio of median lengths on shares of documents are not
// like for like.
const unlike = 1.5

// lengths warns where the documents of one side are longer: more words stand in
// a long document whatever it says.
func (t *teller) lengths() []analysis.Warning {
	var of [2][]float64
	for r, where := range t.side {
		of[where] = append(of[where], t.matrix.Total[r])
	}
	a, b := infer.Quantile(of[target], 0.5), infer.Quantile(of[reference], 0.5)
	if max(a, b) < unlike*min(a, b) {
		return nil
	}
	return []analysis.Warning{analysis.Warn("MEA-06",
		analysis.T("两组文本长短不一（中位数{a}词对{b}词）：较长的文本本来就含有较多的词，篇数占比之差部分出于长度；请同时看秩和检验与对数比。",
			"The documents of the groups differ in length (medians {a} and {b} tokens): a longer document holds more words whatever it says, and part of the difference of shares is due to that. Read the rank-sum test and the log ratio beside it."),
		analysis.Num("a", a, 0), analysis.Num("b", b, 0))}
}

// leastRankP is the least p of either test for n and m documents: that of
// groups which do not overlap at all, at best 1/C(n+m, n) in one tail.
func leastRankP(n, m int) float64 {
	a, _ := math.Lgamma(float64(n + m + 1))
	b, _ := math.Lgamma(float64(n + 1))
	c, _ := math.Lgamma(float64(m + 1))
	p := math.Exp(b + c - a)
	return min(1, p)
}

// external says what the frequency list is and how much of it is met.
func (t *teller) external() analysis.Warning {
	return analysis.Warn("MEA-04",
		analysis.T("参照为外部频率表“{file}”（SHA-256 {hash}…；{n}个词项，共{total}词）：文本层面各列为空，不作检验。所比{family}个词项中有{listed}个见于该表；比例低多因分词或大小写不同。",
			"The reference is the frequency list “{file}” (SHA-256 {hash}…; {n} features, {total} tokens): columns by document are empty and no test is made. Of {family} features compared {listed} stand in the list; few do where words are cut or written otherwise."),
		analysis.Word("file", t.list.name), analysis.Word("hash", t.list.hash[:12]), analysis.Int("n", len(t.list.counts)),
		analysis.Int("total", int(t.list.total)), analysis.Int("family", t.family), analysis.Int("listed", t.listed))
}
