package keyness

import (
	"context"
	_ "embed"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/token"
)

//go:embed doc.go
var doc string

// Options says what is compared and how.
type Options struct {
	analysis.Sides
	MinCount     int     `opt:"min_count" default:"5" min:"1" zh:"两组合计最少次数" en:"fewest uses in both groups together"`
	MinDocuments int     `opt:"min_documents" default:"3" min:"1" zh:"两组合计最少篇数" en:"fewest documents in both groups together"`
	Permutations int     `opt:"permutations" default:"9999" min:"99" max:"999999" zh:"随机置换次数；排列总数不超过两万时逐一列举" en:"random arrangements; all are enumerated when there are at most 20 000"`
	Seed         uint64  `opt:"seed" default:"1" zh:"随机数种子" en:"seed of the random arrangements"`
	Adjust       string  `opt:"adjust" default:"bh" choices:"bh,holm,maxt,none" zh:"多重比较校正" en:"correction for many tests"`
	Cluster      string  `opt:"cluster" default:"document" choices:"document,pair" zh:"重抽样的单位：document 为文本，pair 为当事方组合，其各篇一并删去或置换" en:"unit of resampling: document, or pair of parties, whose documents are left out and permuted together"`
	Prior        float64 `opt:"prior" default:"0" min:"0" zh:"对数优势先验的总权重 α0（词项数）；0 为文本长度中位数" en:"weight α0 of the log-odds prior in tokens; 0 for the median document length"`
	Top          int     `opt:"top" default:"100" min:"0" zh:"排序后保留的行数，0 为全部" en:"rows kept after ranking, 0 for all"`
	token.Recipe
}

// Validate reports a query or a recipe that cannot be read.
func (o Options) Validate() error {
	if err := o.Sides.Validate(); err != nil {
		return err
	}
	return o.Recipe.Validate()
}

// Method returns the catalog entry of the comparison of two groups.
func Method() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "keyness",
		Title:    analysis.T("关键性", "Keyness"),
		Question: analysis.T("目标组比参照组多用哪些词，多多少，是否超出篇际差异？", "Which words does the target use more than the reference, by how much, and beyond how documents vary?"),
		Doc:      analysis.Comment(doc),
		Account: analysis.T(
			"两组用词之差以使用率之比的对数（log2，各加半次）及逐一删去的刀切法区间表示，并作置换检验，删去与置换的单位为{cluster}（document 为文本，pair 为当事方组合；至多{permutations}次随机排列，种子{seed}），对至少{min_count}次、见于{min_documents}篇的全部词项作多重校正（{adjust}）；次序按带信息先验的对数优势比排列，对数优势比不作检验之用。",
			"Differences between the groups are log2 ratios of rates (half a use added) with delete-one jackknife-t intervals, and tests permute, with the {cluster} as the unit (at most {permutations} random arrangements, seed {seed}) and are adjusted ({adjust}) over all features with at least {min_count} uses in {min_documents} documents. The order follows log-odds with an informative Dirichlet prior, which serve no test."),
		Cites: []string{
			"Hardie, A. (2014). Log Ratio – an informal introduction. ESRC Centre for Corpus Approaches to Social Science, Lancaster University.",
			"Tukey, J. W. (1958). Bias and confidence in not-quite large samples (abstract). Annals of Mathematical Statistics, 29(2), 614.",
			"Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008). Fightin’ words: lexical feature selection and evaluation for identifying the content of political conflict. Political Analysis, 16(4), 372–403.",
			"Janssen, A. (1997). Studentized permutation tests for non-i.i.d. hypotheses and the generalized Behrens–Fisher problem. Statistics & Probability Letters, 36(1), 9–21.",
			"Phipson, B. & Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical Applications in Genetics and Molecular Biology, 9(1), article 39.",
			"Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate: a practical and powerful approach to multiple testing. Journal of the Royal Statistical Society B, 57(1), 289–300.",
		},
	}, run)
}

func run(ctx context.Context, in *analysis.Input, o Options) (*analysis.Output[Row], error) {
	if in.Corpus.Len() == 0 {
		return &analysis.Output[Row]{Refusal: emptyCorpus()}, nil
	}
	target, reference, err := o.Groups(in.Corpus, "keyness")
	if err != nil {
		return nil, err
	}
	tokens, err := in.Tokens(ctx, o.Recipe)
	if err != nil {
		return nil, err
	}
	out := &analysis.Output[Row]{Tokens: tokens, Groups: []corpus.Group{target, reference}}
	s := newSample(in.Corpus, tokens, target, reference)
	out.Warnings = s.warnings()
	if refusal := s.floor(); refusal != nil {
		out.Refusal = refusal
		if s.size(true) == 0 || s.size(false) == 0 {
			return out, nil
		}
	}
	c, err := Compare(ctx, Data{Matrix: s.matrix, Target: s.target, Cluster: s.labels(o.Cluster), Stopped: tokens.Stopped}, Settings{
		MinCount: o.MinCount, MinDocuments: o.MinDocuments, Permutations: o.Permutations, Seed: o.Seed,
		Adjust: o.Adjust, Prior: o.Prior, Top: o.Top, Progress: in.Progress,
	})
	if err != nil {
		return nil, err
	}
	if refusal := c.floor(); refusal != nil && out.Refusal == nil {
		out.Refusal = refusal
	}
	if c.Drawn {
		out.Seed = o.Seed
	}
	out.Rows = c.Rows
	teller := newTeller(o, c, s)
	teller.quote(in)
	out.Evidence = teller.evidence
	out.Figures = teller.figures()
	out.Findings = teller.findings()
	out.Warnings = append(out.Warnings, teller.warnings()...)
	return out, nil
}

func emptyCorpus() *analysis.Refusal {
	return analysis.Refuse(
		analysis.T("语料中没有文本。", "The corpus has no documents."),
		analysis.T("加入至少两组各两篇文本。", "Add documents: at least two in each of two groups."))
}

func (s *sample) size(target bool) int {
	n := 0
	for _, t := range s.target {
		if t == target {
			n++
		}
	}
	return n
}

// floor refuses intervals and tests below two documents on a side.
func (s *sample) floor() *analysis.Refusal {
	a, b := s.size(true), s.size(false)
	if a >= 2 && b >= 2 {
		return nil
	}
	unlock := analysis.T("每组至少两篇有词项的文本；以一篇对多篇，请用 focus。",
		"At least two documents with tokens in each group; for one document against many, use focus.")
	return analysis.Refuse(
		analysis.T("目标{a}篇、参照{b}篇：不估计区间，不作检验，只列次数。",
			"Documents in the target: {a}, in the reference: {b}. No intervals and no tests, counts only."),
		unlock, analysis.Int("a", a), analysis.Int("b", b))
}

// floor refuses intervals and tests below two pairs on a side.
func (c *Comparison) floor() *analysis.Refusal {
	if c.Units[0] >= 2 && c.Units[1] >= 2 {
		return nil
	}
	return analysis.Refuse(
		analysis.T("目标{a}对、参照{b}对当事方：不估计区间，不作检验，只列次数。",
			"Pairs of parties in the target: {a}, in the reference: {b}. No intervals and no tests, counts only."),
		analysis.T("每组至少两对当事方；以文本为单位，请用 cluster=document。",
			"At least two pairs of parties in each group; with documents as the unit, use cluster=document."),
		analysis.Int("a", c.Units[0]), analysis.Int("b", c.Units[1]))
}
