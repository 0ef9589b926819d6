// Coherence measures the topics of a model by their leading words: do they stand
// together in the paragraphs, and are they the topic's own?
//
// It answers: which topics hold together, and how alike are the topics?
//
// The model is that of the method topic with the same options; both share one fit.
// The leading words of a topic are its `words` most probable ones, ties in
// code-point order. P(i) is the share of distinct paragraphs with a word, P(i,j) of
// those with both; with window they are shares of runs of so many modelled words.
// ε = 1e-12.
//
//	coherence_npmi   mean ln[(P(i,j)+ε)/(P(i)P(j))] / −ln(P(i,j)+ε) over pairs, −1 to
//	                 1 (Bouma 2009; Aletras & Stevenson 2013)
//	coherence_uci    the numerator alone (Newman and others 2010)
//	coherence_umass  mean ln[(P(i,j)+ε)/P(j)] over each word and the words before it
//	                 (Mimno and others 2011)
//	coherence_cv     mean cosine of the NPMI vector of a word with the sum of those of
//	                 all (Röder, Both & Hinneburg 2015), 0 to 1
//	exclusivity      Σ over the words of the harmonic mean, weight .7 on the first, of
//	                 the ranks of φ_kw/Σφ_·w and φ_kw (Bischof & Airoldi 2012; Roberts
//	                 and others 2014), at most the number of words
//
// Of the whole model the findings tell the share of different words among the
// leading words of all topics (Dieng, Ruiz & Blei 2020), the mean cosine of topics (Cao
// and others 2009) and their mean Jensen–Shannon divergence in nats (Deveaud and
// others 2014). The number of topics at which these are best is a common choice; try a
// few.
//
// Floor and defaults: as in topic; 10 words, paragraphs.
//
// When it misleads: coherence is measured on the texts that the model was fitted to,
// so it rises with the number of words that always stand together, such as parts of a
// formula; it says nothing of whether a topic returns with other seeds (see topic,
// stability) nor what it means. UMass and UCI depend on how frequent the words are;
// compare values within one corpus only.
//
// Warnings: those of topic; COH-01 pairs of leading words that never stand together.

package topic

import (
	"context"
	_ "embed"
	"math"

	"concord/analysis"
	"concord/analysis/measure"
	"concord/corpus"
)

//go:embed coherence.go
var coherenceDoc string

// CoherenceOptions of the method coherence.
type CoherenceOptions struct {
	ModelOptions
	Words  int `opt:"words" default:"10" min:"2" max:"50" zh:"每个主题取最可能的多少个词" en:"leading words of each topic"`
	Window int `opt:"window" default:"0" min:"0" max:"1000" zh:"以多少个词的滑动窗口计共现；0 为段落" en:"windows of so many words, 0 for paragraphs"`
}

// CoherenceRow is one topic.
type CoherenceRow struct {
	Rank        int     `col:"rank"`
	Topic       string  `col:"topic"`
	NPMI        float64 `col:"coherence_npmi"`
	UMass       float64 `col:"coherence_umass"`
	UCI         float64 `col:"coherence_uci"`
	CV          float64 `col:"coherence_cv"`
	Exclusivity float64 `col:"exclusivity"`
	Stability   float64 `col:"stability"`
	Doubt       string  `col:"doubt"`
}

// Coherence returns the catalog entry of the coherence of topics.
func Coherence() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "coherence",
		Title:    analysis.T("主题连贯度", "Coherence of topics"),
		Question: analysis.T("各主题的代表词是否同现，各主题是否互不相同？", "Do the leading words of a topic stand together, and are the topics different?"),
		Doc:      analysis.Comment(coherenceDoc),
		Account: analysis.T(
			"主题连贯度以各主题最可能的{words}个词在所拟合段落中的同现计算（窗口{window}词，0 为段落），列 NPMI、UCI、UMass、C_v 与 FREX 专属度。",
			"The coherence of topics was computed from how the {words} most probable words of each stand together in the paragraphs fitted (window {window}, 0 for paragraphs): NPMI, UCI, UMass, C_v, and exclusivity by FREX."),
		Cites: append(modelCites(),
			"Röder, M., Both, A. & Hinneburg, A. (2015). Exploring the space of topic coherence measures. Proceedings of WSDM '15, 399–408.",
			"Roberts, M. E., Stewart, B. M., Tingley, D., Lucas, C., Leder-Luis, J., Gadarian, S. K., Albertson, B. & Rand, D. G. (2014). Structural topic models for open-ended survey responses. American Journal of Political Science 58(4), 1064–1082."),
	}, runCoherence)
}

const coherenceEpsilon = 1e-12

func runCoherence(ctx context.Context, in *analysis.Input, o CoherenceOptions) (*analysis.Output[CoherenceRow], error) {
	p, err := prepare(ctx, in, o.ModelOptions, "coherence")
	if err != nil {
		return nil, err
	}
	out := &analysis.Output[CoherenceRow]{Groups: []corpus.Group{p.group}, Tokens: p.tokens, Seed: o.Seed, Refusal: p.refusal}
	if p.model == nil {
		return out, nil
	}
	m := p.model
	v := newView(in, m)
	out.Warnings = v.warnings()
	top, exclusive, apart := measure.TopWords(m.Run.Phi, o.Words), measure.Exclusivity(m.Run.Phi, o.Words, 0.7), 0
	docs := make([][]int, len(m.Units.Distinct))
	for i, d := range m.Units.Distinct {
		for _, w := range m.Units.Paragraphs[d].Words {
			docs[i] = append(docs[i], int(w))
		}
	}
	for t := range m.Share {
		joint := measure.WindowShares(docs, top[t], o.Window)
		for i := range joint {
			for j := range i {
				if joint[i][j] == 0 {
					apart++
				}
			}
		}
		of := func(kind measure.CoherenceKind) float64 { return measure.Coherence(joint, kind, coherenceEpsilon) }
		out.Rows = append(out.Rows, CoherenceRow{
			Rank: t + 1, Topic: v.label[t], NPMI: of(measure.NPMICoherence), UMass: of(measure.UMass), UCI: of(measure.UCI), CV: of(measure.CV),
			Exclusivity: exclusive[t], Stability: m.Stability[t], Doubt: v.doubt(t),
		})
		out.Evidence = append(out.Evidence, v.typical(t, nil))
	}
	if apart > 0 {
		out.Warnings = append(out.Warnings, analysis.Warn("COH-01",
			analysis.T("有{n}对代表词从不同现，UCI 与 UMass 因 ε 而极低，请看 NPMI。",
				"Pairs of leading words that never stand together: {n}. UCI and UMass are then set by ε; look at NPMI."), analysis.Int("n", apart)))
	}
	out.Findings = v.coherenceFindings(out.Rows, o.Words)
	out.Figures = []analysis.Figure{v.coherenceFigure(out.Rows, o.Words)}
	return out, nil
}

// best is the row of the largest NPMI, the first of equals.
func best(rows []CoherenceRow) int {
	at := 0
	for i, r := range rows {
		if r.NPMI > rows[at].NPMI || math.IsNaN(rows[at].NPMI) {
			at = i
		}
	}
	return at
}

func (v *view) coherenceFindings(rows []CoherenceRow, words int) []analysis.Finding {
	at, phi := best(rows), v.model.Run.Phi
	total := 0.0
	for _, r := range rows {
		total += r.NPMI / float64(len(rows))
	}
	f := analysis.NewFinding(analysis.ModelBased, 0.3, at,
		analysis.T("在拟合模型中，{topics}个主题的 NPMI 连贯度平均为{mean}，最高的是“{topic}”（{npmi}）；各主题前{words}个词中{diversity}%互不重复，主题两两余弦平均{cosine}，Jensen–Shannon 差异平均{jsd}纳特。",
			"In the fitted model the mean NPMI coherence of {topics} topics is {mean}; the highest is that of “{topic}” ({npmi}). Of the {words} leading words of each topic {diversity} % are different ones; the mean cosine of topics is {cosine}, their mean Jensen–Shannon divergence {jsd} nats."),
		analysis.Int("topics", len(rows)), analysis.Num("mean", total, 2), analysis.Word("topic", rows[at].Topic), analysis.Num("npmi", rows[at].NPMI, 2),
		analysis.Int("words", words), analysis.Percent("diversity", measure.TopicDiversity(phi, words), 0),
		analysis.Num("cosine", measure.MeanTopicCosine(phi), 2), analysis.Num("jsd", measure.MeanTopicJSD(phi), 2))
	f.Evidence = v.typical(at, nil)
	if math.IsNaN(total) || len(rows) < 2 {
		return nil
	}
	return []analysis.Finding{f}
}

func (v *view) coherenceFigure(rows []CoherenceRow, words int) analysis.Figure {
	values := []analysis.Value{analysis.Int("topics", len(rows)), analysis.Int("words", words), analysis.Word("topic", rows[best(rows)].Topic)}
	return analysis.Figure{
		Name: "coherence", Mark: analysis.DotWhisker,
		Encoding: analysis.Encoding{X: "coherence_npmi", Label: "topic", Hollow: "doubt"},
		Title:    analysis.T("各主题的连贯度", "Coherence of the topics"),
		Note: analysis.Fill(analysis.T("各主题最可能的{words}个词在段落中两两同现的 NPMI 均值；空心者不稳定或无特征。",
			"Mean NPMI of pairs of the {words} most probable words of a topic; hollow topics are unstable or unspecific."), values...),
		XLabel: analysis.T("NPMI（−1 至 1）", "NPMI (−1 to 1)"),
		Alt:    analysis.Fill(analysis.T("点图：{topics}个主题的 NPMI 连贯度；最高的是“{topic}”。", "Dot plot: NPMI coherence of {topics} topics; the highest is “{topic}”."), values...),
	}
}
