package contrast

import (
	"cmp"
	"math"
	"slices"

	"concord/analysis"
	"concord/analysis/infer"
)

const (
	drawnRows   = 15 // of a figure, on either side
	toldC       = 10 // findings of tier C
	toldD       = 5  // findings of tier D
	claimBelow  = 0.05
	nullWeight  = 0.1 // of a finding that a test found nothing
	plainWeight = 0.3 // of a finding that only counts
)

// teller puts the measures into words and figures.
type teller struct {
	*measures
	rows     []Row
	evidence [][]analysis.Evidence // by row, of the side that uses it more
	counter  [][]analysis.Evidence // by row, of the other side
}

// quote finds the places of the listed rows. Of a frequency list there are
// none.
func (t *teller) quote(in *analysis.Input) {
	t.evidence, t.counter = make([][]analysis.Evidence, len(t.rows)), make([][]analysis.Evidence, len(t.rows))
	n := min(len(t.rows), analysis.EvidenceRows)
	uses, at := t.uses(in, n, func(i int) string { return t.rows[i].Feature })
	for i := range n {
		more, less := target, reference
		if t.rows[i].LogRatio < 0 && t.list == nil {
			more, less = reference, target
		}
		t.evidence[i] = uses.Quote(at[i], t.keep(more))
		t.counter[i] = uses.Densest(at[i], t.keep(less))
	}
}

func (t *teller) name(where int) analysis.Text {
	if where == reference && t.list != nil {
		return analysis.Fill(analysis.T("频率表“{file}”", "the frequency list “{file}”"), analysis.Word("file", t.list.name))
	}
	return t.options.Name(t.corpus, where == target)
}

// values are what the sentences of a row share, from the side that uses it
// more.
func (t *teller) values(r Row) []analysis.Value {
	more, less := target, reference
	count, documents := [2]int{r.CountTarget, r.CountReference}, [2]float64{float64(r.DocumentsTarget), r.DocumentsReference}
	lo, hi, share := r.ShareLo, r.ShareHi, r.ShareDifference
	if r.ShareDifference < 0 || r.ShareDifference == 0 && r.LogRatio < 0 {
		more, less = reference, target
		lo, hi, share = -hi, -lo, -share
	}
	return []analysis.Value{
		analysis.Word("feature", r.Feature),
		analysis.Phrase("more", t.name(more)), analysis.Phrase("less", t.name(less)),
		analysis.Times("a", count[more]), analysis.Times("b", count[less]),
		analysis.Num("d1", documents[more], 0), analysis.Num("d2", documents[less], 0),
		analysis.Int("m1", t.documents[more]), analysis.Int("m2", t.documents[less]),
		analysis.Percent("share", share, 0), analysis.Percent("lo", lo, 0), analysis.Percent("hi", hi, 0),
		analysis.Probability("ps", r.PShareAdj), analysis.Probability("pr", r.PRankAdj),
		analysis.Int("family", t.family),
	}
}

func (t *teller) finding(tier analysis.Tier, weight float64, row int, text analysis.Text) analysis.Finding {
	f := analysis.NewFinding(tier, weight, row, text, analysis.Named(text, t.values(t.rows[row])...)...)
	f.Evidence, f.Counter = t.evidence[row], t.counter[row]
	return f
}

// controlled reports whether adjusted p-values may carry a claim.
func (t *teller) controlled() bool {
	return t.tested() && (t.options.Adjust != "none" || t.family == 1)
}

// findings tells the differences that a test by documents bears out, or that
// none does; a single document and a frequency list give no claim.
func (t *teller) findings() []analysis.Finding {
	if !t.tested() {
		return nil
	}
	var claims, plain []analysis.Finding
	for i, r := range t.rows {
		if t.evidence[i] == nil || t.untold(r.Feature) {
			continue
		}
		if f, ok := t.claim(i); ok {
			claims = append(claims, f)
			continue
		}
		plain = append(plain, t.finding(analysis.Descriptive, plainWeight, i,
			analysis.T("“{feature}”：{more}（{m1}篇）中有{d1}篇使用，共{a}次；{less}（{m2}篇）中有{d2}篇使用，共{b}次。",
				"“{feature}” was used {a} in {more} ({d1} of {m1} documents) and {b} in {less} ({d2} of {m2} documents).")))
	}
	slices.SortStableFunc(claims, func(a, b analysis.Finding) int { return cmp.Compare(b.Weight, a.Weight) })
	if len(claims) > 0 {
		return claims[:min(len(claims), toldC)]
	}
	return append(t.nothing(), plain[:min(len(plain), toldD)]...)
}

// claim is the sentence of a row whose tests select it. Its weight is the end
// of the interval of the shares that is nearer 0.
func (t *teller) claim(i int) (analysis.Finding, bool) {
	r := t.rows[i]
	share := r.PShareAdj < claimBelow && (r.ShareLo > 0 || r.ShareHi < 0)
	rank := r.PRankAdj < claimBelow && t.ranksAgree(r)
	weight := 0.5
	if share {
		weight += 0.5 * min(math.Abs(r.ShareLo), math.Abs(r.ShareHi))
	}
	switch {
	case !t.controlled() || !share && !rank:
		return analysis.Finding{}, false
	case share && rank:
		return t.finding(analysis.Calibrated, weight, i,
			analysis.T("使用“{feature}”的文本所占比例，{more}比{less}高{share}个百分点（95%区间{lo}至{hi}；{d1}/{m1}篇对{d2}/{m2}篇；检验{family}个词项，校正后占比检验p{ps}，秩和检验p{pr}）。",
				"The share of documents that use “{feature}” is {share} points higher in {more} than in {less} (95 % interval {lo} to {hi}; {d1}/{m1} v {d2}/{m2} documents; adjusted over {family} features, p {ps} for shares and p {pr} for rates by rank).")), true
	case share:
		return t.finding(analysis.Calibrated, weight, i,
			analysis.T("使用“{feature}”的文本所占比例，{more}比{less}高{share}个百分点（95%区间{lo}至{hi}；{d1}/{m1}篇对{d2}/{m2}篇；检验{family}个词项，校正后p{ps}）。",
				"The share of documents that use “{feature}” is {share} points higher in {more} than in {less} (95 % interval {lo} to {hi}; {d1}/{m1} v {d2}/{m2} documents; p {ps}, adjusted over {family} features).")), true
	}
	return t.finding(analysis.Calibrated, weight, i,
		analysis.T("各篇使用“{feature}”的频率，{more}高于{less}（秩和检验，检验{family}个词项，校正后p{pr}；{d1}/{m1}篇共{a}次，{d2}/{m2}篇共{b}次）。",
			"Documents of {more} use “{feature}” at a higher rate than those of {less} (rank-sum test, p {pr}, adjusted over {family} features; {a} in {d1}/{m1} and {b} in {d2}/{m2} documents).")), true
}

// ranksAgree reports whether the ranks of the rates point the way that the
// sentence of a row does: a long document may turn the pooled rate.
func (t *teller) ranksAgree(r Row) bool {
	direction := r.ShareDifference
	if direction == 0 {
		direction = r.LogRatio
	}
	return direction*infer.MannWhitney(t.rates(t.tokens.Feature(r.Feature))).Z > 0
}

// nothing is the sentence of two tests that selected no feature, with what they
// exclude for the first row that may be told.
func (t *teller) nothing() []analysis.Finding {
	if !t.controlled() {
		return nil
	}
	for i, r := range t.rows {
		if t.evidence[i] == nil || t.untold(r.Feature) || math.IsNaN(r.ShareLo) {
			continue
		}
		f := t.finding(analysis.Calibrated, nullWeight, i,
			analysis.T("检验{family}个词项，秩和检验与篇数占比检验均未发现可靠差异。就排在首位的“{feature}”而言，{more}与{less}的篇数占比之差在{lo}至{hi}个百分点之间（95%）。",
				"Of {family} features tested, neither the rank-sum test nor the test of document shares selects any. For the first in rank, “{feature}”, the share of documents in {more} less that in {less} lies between {lo} and {hi} points (95 %)."))
		f.Null = true
		return []analysis.Finding{f}
	}
	return nil
}

// figures draws the differences of document shares with their intervals, or the
// log ratios where there are no intervals.
func (t *teller) figures() []analysis.Figure {
	measured := func(r Row) float64 { return r.ShareDifference }
	if !t.tested() {
		measured = func(r Row) float64 { return r.LogRatio }
	}
	rows := drawn(len(t.rows), func(i int) float64 { return measured(t.rows[i]) })
	if len(rows) == 0 {
		return nil
	}
	nA, nB := t.totals()
	values := []analysis.Value{
		analysis.Phrase("target", t.name(target)), analysis.Phrase("reference", t.name(reference)),
		analysis.Int("n", len(rows)), analysis.Int("m1", t.documents[target]), analysis.Int("m2", t.documents[reference]),
		analysis.Int("n1", int(nA)), analysis.Int("n2", int(nB)), analysis.Word("first", t.rows[rows[0]].Feature),
	}
	f := analysis.Figure{
		Name: "shares", Mark: analysis.DotWhisker, Rows: rows,
		Encoding: analysis.Encoding{X: "share_difference", Lo: "share_lo", Hi: "share_hi", Label: "feature", Hollow: "exclusive"},
		Title:    analysis.Fill(analysis.T("{target}与{reference}：含该词项的文本占比之差", "Shares of documents with a feature: {target} less {reference}"), values...),
		Note: analysis.Fill(analysis.T("目标{m1}篇，参照{m2}篇。线为Newcombe的95%区间，未按词项数校正；空心者只见于一方。",
			"Target: {m1} documents; reference: {m2} documents. Lines are 95 % Newcombe intervals, not corrected for the number of features; hollow features are used on one side only."), values...),
		XLabel: analysis.T("篇数占比之差", "difference of document shares"), YLabel: analysis.T("词项", "feature"),
		Alt: analysis.Fill(analysis.T("点线图：{n}个词项在{target}（{m1}篇）与{reference}（{m2}篇）中的篇数占比之差，首项为“{first}”。",
			"Dot-and-whisker chart of the difference of document shares of {n} features between {target} ({m1} documents) and {reference} ({m2} documents); the first is “{first}”."), values...),
	}
	if !t.tested() {
		f = analysis.Figure{
			Name: "log-ratios", Mark: analysis.TwoSided, Rows: rows,
			Encoding: analysis.Encoding{X: "log_ratio", Label: "feature", Hollow: "exclusive"},
			Title:    analysis.Fill(analysis.T("{target}与{reference}用词之比", "Words of {target} against {reference}"), values...),
			Note: analysis.Fill(analysis.T("目标{n1}词，参照{n2}词。没有文本层面的区间或检验；框内词项只见于一方。",
				"Target: {n1} tokens; reference: {n2} tokens. No interval and no test by documents; boxed features are used on one side only."), values...),
			XLabel: analysis.T("使用率之比（log2）", "ratio of rates (log2)"), YLabel: analysis.T("词项", "feature"),
			Left:  analysis.Fill(analysis.T("{reference}多用", "more in {reference}"), values...),
			Right: analysis.Fill(analysis.T("{target}多用", "more in {target}"), values...),
			Alt: analysis.Fill(analysis.T("双侧点图：{n}个词项的使用率之比，{target}对{reference}，首项为“{first}”。",
				"Two-sided dot chart of log ratios of {n} features, {target} against {reference}; the first is “{first}”."), values...),
		}
	}
	return []analysis.Figure{f}
}

// drawn lists the first rows on either side of 0, the positive ones first.
func drawn(n int, value func(i int) float64) []int {
	var up, down []int
	for i := range n {
		switch v := value(i); {
		case v > 0 && len(up) < drawnRows:
			up = append(up, i)
		case v < 0 && len(down) < drawnRows:
			down = append(down, i)
		}
	}
	return append(up, down...)
}
