package contrast

import (
	"context"
	_ "embed"
	"slices"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/token"
)

//go:embed groups.go
var groupsDoc string

// GroupsOptions says which groups are compared and how.
type GroupsOptions struct {
	By           string `opt:"by" default:"pair" zh:"分组所据的变量（kind、lang、pair、party、place、side、year 或任一变量），或以分号隔开的多个查询，如 year:..2012; year:2013.." en:"variable that makes the groups (kind, lang, pair, party, place, side, year or any other), or queries parted by semicolons, such as year:..2012; year:2013.."`
	Versus       string `opt:"versus" default:"rest" choices:"rest,pairwise" zh:"rest：每组对其余各组；pairwise：两两相比" en:"rest: each group against all others; pairwise: each pair of groups"`
	Where        string `opt:"where" default:"" zh:"限定文本的查询，如 lang:zh；空为全部" en:"query that restricts the documents, such as lang:zh; empty for all"`
	MinCount     int    `opt:"min_count" default:"5" min:"1" zh:"两方合计最少次数" en:"fewest uses on both sides together"`
	MinDocuments int    `opt:"min_documents" default:"3" min:"1" zh:"两方合计最少篇数" en:"fewest documents on both sides together"`
	Permutations int    `opt:"permutations" default:"9999" min:"99" max:"999999" zh:"每次比较的随机置换次数；排列总数不超过两万时逐一列举" en:"random arrangements of each comparison; all are enumerated when there are at most 20 000"`
	Seed         uint64 `opt:"seed" default:"1" zh:"随机数种子" en:"seed of the random arrangements"`
	Adjust       string `opt:"adjust" default:"bh" choices:"bh,holm,none" zh:"对全部比较的全部词项一并校正" en:"correction over all features of all comparisons at once"`
	Top          int    `opt:"top" default:"20" min:"0" zh:"每次比较保留的行数，0 为全部" en:"rows kept of each comparison, 0 for all"`
	token.Recipe
}

// Validate reports a query or a recipe that cannot be read.
func (o GroupsOptions) Validate() error {
	for _, q := range queriesOf(o.By) {
		if err := analysis.Readable("by", q); err != nil {
			return err
		}
	}
	if err := analysis.Readable("where", o.Where); err != nil {
		return err
	}
	return o.Recipe.Validate()
}

// Groups returns the catalog entry of the comparison of many groups.
func Groups() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "groups",
		Title:    analysis.T("多组关键性", "Keyness of many groups"),
		Question: analysis.T("每一组比其余各组（或另一组）多用或少用哪些词？", "Which words does each group use more or less than the rest, or than each other group?"),
		Doc:      analysis.Comment(groupsDoc),
		Account: analysis.T(
			"按“{by}”分组，以“{versus}”方式逐组比较；用词之差为使用率之比的对数（log2，各加半次），附逐篇删去的刀切法区间；每次比较以文本为单位作置换检验（至多{permutations}次随机排列，种子{seed}），对全部比较中至少{min_count}次、见于{min_documents}篇的词项一并校正（{adjust}）。",
			"Documents were grouped by “{by}” and compared ({versus}). Differences are log2 ratios of rates (half a use added) with delete-one-document jackknife-t intervals; each comparison permutes whole documents (at most {permutations} random arrangements, seed {seed}), and p is adjusted ({adjust}) over the features of all comparisons with at least {min_count} uses in {min_documents} documents."),
		Cites: []string{
			"Hardie, A. (2014). Log Ratio – an informal introduction. ESRC Centre for Corpus Approaches to Social Science, Lancaster University.",
			"Tukey, J. W. (1958). Bias and confidence in not-quite large samples (abstract). Annals of Mathematical Statistics, 29(2), 614.",
			"Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008). Fightin’ words: lexical feature selection and evaluation for identifying the content of political conflict. Political Analysis, 16(4), 372–403.",
			"Janssen, A. (1997). Studentized permutation tests for non-i.i.d. hypotheses and the generalized Behrens–Fisher problem. Statistics & Probability Letters, 36(1), 9–21.",
			"Phipson, B. & Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical Applications in Genetics and Molecular Biology, 9(1), article 39.",
			"Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate: a practical and powerful approach to multiple testing. Journal of the Royal Statistical Society B, 57(1), 289–300.",
		},
	}, runGroups)
}

func runGroups(ctx context.Context, in *analysis.Input, o GroupsOptions) (*analysis.Output[GroupRow], error) {
	if in.Corpus.Len() == 0 {
		return &analysis.Output[GroupRow]{Refusal: emptyCorpus()}, nil
	}
	d, err := divide(in.Corpus, o)
	if err != nil {
		return nil, err
	}
	tokens, err := in.Tokens(ctx, o.Recipe)
	if err != nil {
		return nil, err
	}
	d.count(tokens)
	out := &analysis.Output[GroupRow]{Tokens: tokens, Warnings: d.warnings()}
	for _, g := range d.groups {
		out.Groups = append(out.Groups, corpus.Group{Name: g.name, Members: d.members(g)})
	}
	if len(d.groups) < 2 {
		out.Refusal = d.refusal()
		return out, nil
	}
	c, err := d.compare(ctx, o, in.Progress)
	if err != nil {
		return nil, err
	}
	out.Rows = c.rows
	if c.drawn {
		out.Seed = o.Seed
	}
	t := &groupTeller{comparisons: c, options: o}
	t.quote(in)
	out.Evidence = t.evidence
	out.Figures = t.figures()
	out.Findings = t.findings()
	out.Warnings = slices.Concat(t.warnings(), out.Warnings)
	return out, nil
}
