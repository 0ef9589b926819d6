package topic

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"concord/analysis"
	"concord/corpus"
)

const (
	typicalParagraphs = 3  // quoted for each topic
	quoteLength       = 60 // ideographs quoted of a paragraph; twice as many letters
	shortParagraph    = 10 // words by which shares of short paragraphs are drawn to the mean
	manyFindings      = 3  // topics told of
)

// view is a model as readers see it.
type view struct {
	in    *analysis.Input
	model *Model
	label []string
	leads []int // by topic: distinct paragraphs in which it has the largest share
	lead  []int // by unit: its leading topic, the first of equals
}

func newView(in *analysis.Input, m *Model) *view {
	v := &view{in: in, model: m, leads: make([]int, len(m.Share)), lead: make([]int, len(m.Run.Units))}
	for t := range m.Share {
		v.label = append(v.label, m.Label(t))
	}
	for i, row := range m.Run.Units {
		for t, x := range row {
			if x > row[v.lead[i]] {
				v.lead[i] = t
			}
		}
		v.leads[v.lead[i]]++
	}
	return v
}

// doubt says why a topic is not interpreted, "" when it is.
func (v *view) doubt(topic int) string {
	switch m := v.model; {
	case m.Steady(topic):
		return ""
	case m.Stability[topic] >= steady:
		return "unspecific"
	}
	return "unstable"
}

// typical quotes the paragraphs most given to a topic: by its share, drawn
// towards the share in the set as if ten more words stood in the paragraph.
// among limits the members; nil takes all.
func (v *view) typical(topic int, among []bool) []analysis.Evidence {
	m := v.model
	type scored struct {
		unit  int
		score float64
	}
	var best []scored
	for i, p := range m.Units.Distinct {
		paragraph := m.Units.Paragraphs[p]
		if among != nil && !among[paragraph.Member] {
			continue
		}
		score := (m.Run.Units[i][topic] + shortParagraph*m.Share[topic]) / float64(len(paragraph.Words)+shortParagraph)
		best = append(best, scored{i, score})
	}
	slices.SortFunc(best, func(a, b scored) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.unit, b.unit)) })
	var out []analysis.Evidence
	for _, s := range best[:min(typicalParagraphs, len(best))] {
		out = append(out, v.quote(m.Units.Paragraphs[m.Units.Distinct[s.unit]]))
	}
	return out
}

// quote is the beginning of a paragraph, cut at a blank where there is one near.
func (v *view) quote(p Paragraph) analysis.Evidence {
	doc := v.model.Units.Members[p.Member].Doc
	d := v.in.Corpus.Doc(doc)
	text, most := d.Slice(p.Span), quoteLength
	if !strings.HasPrefix(d.Lang, "zh") {
		most *= 2
	}
	end := 0
	for n := 0; n < most && end < len(text); n++ {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	if end < len(text) {
		if i := strings.LastIndexByte(text[:end], ' '); i > end/2 {
			end = i
		}
	}
	return v.in.Quote(doc, corpus.Span{Start: p.Span.Start, End: p.Span.Start + end}, 0)
}

// findings tells of the largest steady topics among the first rows.
func (v *view) findings(rows int) []analysis.Finding {
	m := v.model
	var out []analysis.Finding
	for t := range rows {
		if !m.Steady(t) || len(out) == manyFindings {
			continue
		}
		f := analysis.NewFinding(analysis.ModelBased, m.Share[t], t,
			analysis.T("在拟合模型中（共{topics}个主题，{runs}次拟合中有{found}次得到这一主题），主题“{topic}”平均占每篇的{share}%，是{paragraphs}个不重复段落的首要主题。",
				"In the fitted model ({topics} topics; this one returns in {found} of {runs} fits) the topic “{topic}” takes {share} % of a document on average and leads in {paragraphs} distinct paragraphs."),
			analysis.Int("topics", m.Settings.Topics), analysis.Int("runs", m.Runs), analysis.Int("found", m.Found[t]),
			analysis.Word("topic", v.label[t]), analysis.Percent("share", m.Share[t], 1), analysis.Int("paragraphs", v.leads[t]))
		f.Evidence = v.typical(t, nil)
		out = append(out, f)
	}
	return out
}

// figure shows the shares, unstable topics hollow.
func (v *view) figure() analysis.Figure {
	m := v.model
	values := map[string]analysis.Text{
		"paragraphs": analysis.Int("", len(m.Units.Distinct)).Text, "documents": analysis.Int("", len(m.Units.Members)).Text,
		"runs": analysis.Int("", m.Runs).Text, "topics": analysis.Int("", m.Settings.Topics).Text,
		"first": analysis.Word("", v.label[0]).Text, "share": analysis.Percent("", m.Share[0], 1).Text,
	}
	return analysis.Figure{
		Name: "topics", Mark: analysis.DotWhisker,
		Encoding: analysis.Encoding{X: "share", Label: "topic", Hollow: "doubt"},
		Title:    analysis.T("各主题所占份额", "Shares of the topics"),
		Note: analysis.T("{documents}篇文本，{paragraphs}个不重复段落，{runs}次拟合的居中一次；空心者不稳定或无特征，不作解释。",
			"{documents} documents, {paragraphs} distinct paragraphs, medoid of {runs} fits; hollow topics are unstable or unspecific and not interpreted.").Fill(values),
		XLabel: analysis.T("平均份额（0 至 1）", "mean share of a document (0 to 1)"),
		Alt: analysis.T("点图：{topics}个主题的平均份额，由大到小；最大的是“{first}”（{share}%）。",
			"Dot plot: mean shares of {topics} topics, largest first; the largest is “{first}” ({share} %).").Fill(values),
	}
}
