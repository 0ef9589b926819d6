package contrast

import (
	"context"
	_ "embed"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/token"
)

//go:embed lists.go
var listsDoc string

// ListsOptions says what is compared and what the lists hold.
type ListsOptions struct {
	analysis.Sides
	MinCount     int     `opt:"min_count" default:"3" min:"1" zh:"两组合计最少次数" en:"fewest uses in both groups together"`
	MinDocuments int     `opt:"min_documents" default:"2" min:"1" zh:"两组合计最少篇数" en:"fewest documents in both groups together"`
	Bound        float64 `opt:"bound" default:"1" min:"0.05" max:"10" zh:"等价界限：对数比区间须在正负此值之内，1 为一倍" en:"bound of equivalence: the interval of the log ratio lies within plus or minus this, 1 is a doubling"`
	MinShare     float64 `opt:"min_share" default:"0.5" min:"0" max:"1" zh:"锁定词在两组中均须见于至少此比例的文本" en:"least share of documents on both sides that hold a lockword"`
	Top          int     `opt:"top" default:"50" min:"0" zh:"每张列表保留的行数，0 为全部" en:"rows kept of each list, 0 for all"`
	token.Recipe
}

// Validate reports a query or a recipe that cannot be read.
func (o ListsOptions) Validate() error {
	if err := o.Sides.Validate(); err != nil {
		return err
	}
	return o.Recipe.Validate()
}

// Lists returns the catalog entry of the lists of what is on one side only and
// what both sides use alike.
func Lists() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "lists",
		Title:    analysis.T("独有词与锁定词", "Words of one side and lockwords"),
		Question: analysis.T("哪些词只见于一方，哪些词两方同样常用？", "Which words does only one side use, and which do both use alike?"),
		Doc:      analysis.Comment(listsDoc),
		Account: analysis.T(
			"只见于一方的词项附缺席的精确上界（95%）；锁定词指两方各至少{min_share}的文本使用、且使用率之比（log2）的刀切法95%区间落在±{bound}之内的词项；均限两方合计至少{min_count}次、见于{min_documents}篇者。",
			"Features of one side only carry an exact 95 % upper bound on how common they may be on the other. Lockwords are those held by at least {min_share} of the documents on either side whose delete-one-document jackknife-t 95 % interval of the log2 ratio of rates lies within ±{bound}; all with at least {min_count} uses in {min_documents} documents."),
		Cites: []string{
			"Baker, P. (2011). Times may change, but we will always have money: diachronic variation in recent British English. Journal of English Linguistics, 39(1), 65–88.",
			"Clopper, C. J. & Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in the case of the binomial. Biometrika, 26(4), 404–413.",
			"Schuirmann, D. J. (1987). A comparison of the two one-sided tests procedure and the power approach for assessing the equivalence of average bioavailability. Journal of Pharmacokinetics and Biopharmaceutics, 15(6), 657–680.",
			"Tukey, J. W. (1958). Bias and confidence in not-quite large samples (abstract). Annals of Mathematical Statistics, 29(2), 614.",
		},
	}, runLists)
}

func runLists(ctx context.Context, in *analysis.Input, o ListsOptions) (*analysis.Output[ListRow], error) {
	if in.Corpus.Len() == 0 {
		return &analysis.Output[ListRow]{Refusal: emptyCorpus()}, nil
	}
	a, b, err := o.Groups(in.Corpus, "lists")
	if err != nil {
		return nil, err
	}
	tokens, err := in.Tokens(ctx, o.Recipe)
	if err != nil {
		return nil, err
	}
	s, side := twoGroups(in.Corpus, tokens, a, b)
	out := &analysis.Output[ListRow]{Tokens: tokens, Groups: []corpus.Group{a, b}}
	p := newPool(s, side)
	if p.documents[target] == 0 || p.documents[reference] == 0 {
		out.Warnings = s.doubts("LST")
		out.Refusal = noTokens(p.documents[target], p.documents[reference])
		return out, nil
	}
	l := &lists{pool: p, options: o}
	if err := l.make(ctx); err != nil {
		return nil, err
	}
	out.Rows = l.rows
	l.quote(in)
	out.Evidence = l.evidence
	out.Figures = l.figures()
	out.Findings = l.findings()
	out.Warnings = append(l.warnings(), s.doubts("LST")...)
	return out, nil
}
