package diversity

import (
	"context"
	_ "embed"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/query"
	"concord/corpus/token"
)

//go:embed doc.go
var doc string

// Options says which documents are described and how long stretches are.
type Options struct {
	Where     string  `opt:"where" default:"" zh:"计算哪些文本，如 pair:CHN-KHM year:2010..2022；空为全部" en:"documents to describe, such as pair:CHN-KHM year:2010..2022; empty for all"`
	Window    int     `opt:"window" default:"100" min:"2" zh:"MATTR 与 MSTTR 的窗口（词项数）" en:"window of MATTR and MSTTR in tokens"`
	Threshold float64 `opt:"threshold" default:"0.72" min:"0.05" max:"0.95" zh:"MTLD 的阈值" en:"threshold of MTLD"`
	Draw      int     `opt:"draw" default:"42" min:"1" zh:"HD-D 的抽取数（词项数）" en:"draw of HD-D in tokens"`
	Seed      uint64  `opt:"seed" default:"1" zh:"vocd-D 抽词的随机数种子" en:"seed of the draws of vocd-D"`
	token.Recipe
}

// Validate reports a query or a recipe that cannot be read.
func (o Options) Validate() error {
	if _, err := query.Parse(o.Where); err != nil {
		return &analysis.OptionError{Option: "where", Problem: err.Error()}
	}
	return o.Recipe.Validate()
}

// Row is one document.
type Row struct {
	Doc  string `col:"doc"`
	Date string `col:"date"`
	Measures
}

// Method returns the catalog entry.
func Method() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "diversity",
		Title:    analysis.T("词汇丰富度", "Lexical diversity"),
		Question: analysis.T("各篇用词有多丰富，哪篇重复最多？", "How varied is the vocabulary of each document, and which one repeats itself most?"),
		Doc:      analysis.Comment(doc),
		Account: analysis.T(
			"词汇丰富度逐篇计算：滑动窗口型例比（MATTR，窗口{window}词项）、MTLD（阈值{threshold}）与HD-D（抽取{draw}词项）；文本短于窗口时不给出。中文数值取决于分词，只可在同一语料、同一分词之内比较。",
			"Lexical diversity was measured by document: moving-average type-token ratio (window of {window} tokens), MTLD (threshold {threshold}) and HD-D (draw of {draw}); no value is given for documents shorter than the window. Chinese values depend on the segmentation and are relative within one corpus."),
		Cites: []string{
			"Covington, M. A. & McFall, J. D. (2010). Cutting the Gordian knot: the moving-average type-token ratio (MATTR). Journal of Quantitative Linguistics, 17(2), 94–100.",
			"McKee, G., Malvern, D. & Richards, B. (2000). Measuring vocabulary diversity using dedicated software. Literary and Linguistic Computing, 15(3), 323–338.",
			"McCarthy, P. M. & Jarvis, S. (2007). vocd: a theoretical and empirical evaluation. Language Testing, 24(4), 459–488.",
			"McCarthy, P. M. & Jarvis, S. (2010). MTLD, vocd-D, and HD-D: a validation study of sophisticated approaches to lexical diversity assessment. Behavior Research Methods, 42(2), 381–392.",
			"Tweedie, F. J. & Baayen, R. H. (1998). How variable may a constant be? Measures of lexical richness in perspective. Computers and the Humanities, 32(5), 323–352.",
		},
	}, run)
}

func run(ctx context.Context, in *analysis.Input, o Options) (*analysis.Output[Row], error) {
	if in.Corpus.Len() == 0 {
		return &analysis.Output[Row]{Refusal: noDocuments()}, nil
	}
	s, err := newSample(ctx, in, o.Where, o.Recipe)
	if err != nil {
		return nil, err
	}
	out := &analysis.Output[Row]{Tokens: s.tokens, Groups: []corpus.Group{s.group}, Seed: o.Seed}
	if s.empty > 0 {
		out.Warnings = append(out.Warnings, warnEmpty("DIV-05", s.empty))
	}
	if len(s.members) == 0 {
		out.Refusal = noTokens()
		return out, nil
	}
	number := make([]int32, len(s.tokens.Features))
	for i := range number {
		number[i] = -1
	}
	for k, m := range s.members {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		row, evidence := s.describe(in, m, number, o)
		if k >= evidenceRows {
			evidence = nil
		}
		out.Rows, out.Evidence = append(out.Rows, row), append(out.Evidence, evidence)
	}
	t := teller{options: o, sample: s, rows: out.Rows, evidence: out.Evidence}
	out.Figures, out.Findings = t.figures(), t.findings()
	out.Warnings = append(out.Warnings, t.warnings()...)
	return out, nil
}

// poorTokens is the length of the stretch that is quoted.
const poorTokens = 30

// describe measures one document. number holds −1 for every feature, before and
// after.
func (s *sample) describe(in *analysis.Input, m corpus.Member, number []int32, o Options) (Row, []analysis.Evidence) {
	seq, d := s.tokens.Docs[m.Doc], s.corpus.Doc(m.Doc)
	var ids []uint32
	var at []int
	m.Each(seq, func(i int) { ids, at = append(ids, seq.IDs[i]), append(at, i) })
	tokens := numbered(ids, number)
	row := Row{Doc: d.ID, Date: d.Date.String(), Measures: Compute(tokens, Settings{o.Window, o.Threshold, o.Draw, o.Seed})}
	from, to := poorest(tokens, row.Types, poorTokens)
	span := corpus.Span{Start: int(seq.Start[at[from]]), End: int(seq.End[at[to-1]])}
	return row, []analysis.Evidence{in.Quote(m.Doc, span, quoteWidth)}
}
