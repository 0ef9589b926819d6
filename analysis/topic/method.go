package topic

import (
	"context"
	_ "embed"
	"fmt"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/query"
	"concord/corpus/token"
)

//go:embed doc.go
var doc string

// The floors of a topic model, in distinct paragraphs for each topic.
const (
	floorParagraphs = 30
	goodParagraphs  = 50
	leastTopics     = 2
	autoTopics      = 12 // most topics that are taken without being asked for
)

// draws is the number of posterior draws that are kept.
const draws = 25

// ModelOptions says how the model is fitted. Both methods have them; with the
// same values they share one fit.
type ModelOptions struct {
	token.Recipe
	Where        string  `opt:"where" default:"" zh:"范围，如 pair:CHN-KHM year:2010..2022 side:joint；空为全部" en:"which texts, such as pair:CHN-KHM year:2010..2022 side:joint; empty for all"`
	Model        string  `opt:"model" default:"lda" choices:"lda,nmf,vem" zh:"模型：lda 吉布斯抽样的 LDA；nmf 非负矩阵分解；vem 变分法的 LDA" en:"lda: LDA by Gibbs sampling; nmf: non-negative factorisation; vem: LDA by variational EM"`
	Topics       int     `opt:"topics" default:"0" min:"0" max:"200" zh:"主题数；0 则按不重复段落数取 2 至 12" en:"number of topics; 0 takes 2 to 12 by the number of distinct paragraphs"`
	MinLength    int     `opt:"min_length" default:"2" min:"1" max:"50" zh:"词项最少字数" en:"fewest characters of a word"`
	MinDocuments int     `opt:"min_documents" default:"3" min:"1" zh:"词项至少见于几篇文本" en:"fewest documents that hold a word"`
	Names        bool    `opt:"names" default:"true" zh:"去掉缔约方名称" en:"leave out the names of the parties"`
	Runs         int     `opt:"runs" default:"8" min:"2" max:"200" zh:"重复拟合次数（不同随机数），用以判断稳定性" en:"how often the model is fitted with other random numbers, to judge stability"`
	BurnIn       int     `opt:"burn_in" default:"150" min:"0" max:"100000" zh:"预热轮数" en:"sweeps before the first draw"`
	Sweeps       int     `opt:"sweeps" default:"150" min:"1" max:"100000" zh:"预热后的轮数" en:"sweeps after the burn-in"`
	Beta         float64 `opt:"beta" default:"0.05" min:"0.0001" max:"10" zh:"词分布的先验 β" en:"prior β of the words"`
	Seed         uint64  `opt:"seed" default:"1" zh:"随机数种子" en:"seed of the random numbers"`
}

// Validate reports a range that cannot be read.
func (o ModelOptions) Validate() error {
	if _, err := query.Parse(o.Where); err != nil {
		return &analysis.OptionError{Option: "where", Problem: err.Error()}
	}
	return nil
}

// Options of the method topic.
type Options struct {
	ModelOptions
	Top int `opt:"top" default:"0" min:"0" zh:"最多列出几个主题，0 为全部" en:"list at most so many topics, 0 for all"`
}

// Row is one topic.
type Row struct {
	Rank       int     `col:"rank"`
	Topic      string  `col:"topic"`
	Share      float64 `col:"share"`
	Stability  float64 `col:"stability"`
	Paragraphs int     `col:"paragraphs"`
	Doubt      string  `col:"doubt"`
}

// Method returns the catalog entry of the topics themselves.
func Method() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "topic",
		Title:    analysis.T("主题模型", "Topics"),
		Question: analysis.T("各段落归入哪些主题，这些主题是否稳定？", "Which subjects do the paragraphs fall into, and how firmly does the model find them?"),
		Doc:      analysis.Comment(doc),
		Account: analysis.T(
			"以段落为单位拟合主题模型（{model}；β={beta}，{topics}；预热{burn_in}轮后至多{sweeps}轮）；近似重复的段落只计一次，缔约方名称不计入。以{runs}次重复拟合、匈牙利法匹配主题来判断稳定性，报告居中的一次（种子{seed}）。",
			"A topic model was fitted to paragraphs ({model}; β = {beta}, {topics}; at most {sweeps} rounds after a burn-in of {burn_in}); near-copies of a paragraph count once and names of parties are left out. Stability was judged over {runs} fits with topics matched by the Hungarian method, and the medoid is reported (seed {seed})."),
		Cites: modelCites(),
	}, run)
}

func modelCites() []string {
	return []string{
		"Blei, D. M., Ng, A. Y. & Jordan, M. I. (2003). Latent Dirichlet allocation. Journal of Machine Learning Research 3, 993–1022.",
		"Griffiths, T. L. & Steyvers, M. (2004). Finding scientific topics. PNAS 101 (suppl. 1), 5228–5235.",
		"Wallach, H. M., Mimno, D. & McCallum, A. (2009). Rethinking LDA: why priors matter. Advances in Neural Information Processing Systems 22, 1973–1981.",
		"Lee, D. D. & Seung, H. S. (2001). Algorithms for non-negative matrix factorization. Advances in Neural Information Processing Systems 13, 556–562.",
	}
}

// prepared is a fitted model and what it was made from; model is nil when the
// data are below the floor.
type prepared struct {
	group   corpus.Group
	tokens  *corpus.Tokens
	units   *Units
	topics  int
	model   *Model
	refusal *analysis.Refusal
}

// prepare cuts the units and fits the model, both once for each set of options.
func prepare(ctx context.Context, in *analysis.Input, o ModelOptions, method string) (*prepared, error) {
	g, err := query.Select(in.Corpus, o.Where, o.Where)
	if err != nil {
		return nil, &analysis.OptionError{Method: method, Option: "where", Problem: err.Error()}
	}
	p := &prepared{group: g}
	if len(g.Members) == 0 {
		p.refusal = nothing(in.Corpus.Len())
		return p, nil
	}
	if p.tokens, err = in.Tokens(ctx, o.Recipe); err != nil {
		return nil, err
	}
	key := fmt.Sprintf("topic %s %q %d %d %t", p.tokens.RecipeHash, o.Where, o.MinLength, o.MinDocuments, o.Names)
	p.units, err = analysis.Memo(in, "units "+key, func() (*Units, error) {
		return UnitsOf(in.Corpus, p.tokens, g, Selection{o.MinLength, o.MinDocuments, o.Names}), nil
	})
	if err != nil {
		return nil, err
	}
	p.topics = o.Topics
	if p.topics == 0 {
		p.topics = topicsFor(len(p.units.Distinct))
	}
	if p.refusal = belowFloor(len(p.units.Distinct), p.topics); p.refusal != nil {
		return p, nil
	}
	s := Settings{Model: o.Model, Topics: p.topics, Beta: o.Beta, BurnIn: o.BurnIn, Sweeps: o.Sweeps, Draws: draws}
	key = fmt.Sprintf("model %s %+v %d %d", key, s, o.Runs, o.Seed)
	p.model, err = analysis.Memo(in, key, func() (*Model, error) {
		return Fit(ctx, p.units, s, o.Runs, o.Seed, in.Progress)
	})
	return p, err
}

// topicsFor is the number of topics for so many distinct paragraphs.
func topicsFor(paragraphs int) int {
	n := paragraphs / goodParagraphs
	if paragraphs < leastTopics*goodParagraphs {
		n = paragraphs / floorParagraphs
	}
	return min(max(n, leastTopics), autoTopics)
}

func run(ctx context.Context, in *analysis.Input, o Options) (*analysis.Output[Row], error) {
	p, err := prepare(ctx, in, o.ModelOptions, "topic")
	if err != nil {
		return nil, err
	}
	out := &analysis.Output[Row]{Groups: []corpus.Group{p.group}, Tokens: p.tokens, Seed: o.Seed, Refusal: p.refusal}
	if p.model == nil {
		return out, nil
	}
	m := p.model
	v := newView(in, m)
	out.Warnings = v.warnings()
	for t := range m.Share {
		if o.Top > 0 && t >= o.Top {
			break
		}
		out.Rows = append(out.Rows, Row{
			Rank: t + 1, Topic: v.label[t], Share: m.Share[t], Stability: m.Stability[t],
			Paragraphs: v.leads[t], Doubt: v.doubt(t),
		})
		out.Evidence = append(out.Evidence, v.typical(t, nil))
	}
	out.Findings = v.findings(len(out.Rows))
	out.Figures = []analysis.Figure{v.figure()}
	return out, nil
}
