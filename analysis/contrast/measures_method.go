package contrast

import (
	"context"
	_ "embed"
	"errors"
	"fmt"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/token"
)

//go:embed doc.go
var doc string

// Options says what is compared and how.
type Options struct {
	analysis.Sides
	ReferenceList  string  `opt:"reference_list" file:"true" default:"" zh:"外部频率表的路径（CSV 或 TSV：词项、次数），代替参照组；文本层面各列则空" en:"path of an external frequency list (CSV or TSV of feature and count) in place of a reference; columns by document are empty then"`
	ReferenceTotal int     `opt:"reference_total" default:"0" min:"0" zh:"频率表所据语料的词项总数；0 为表中 #total 一行，无则为次数之和" en:"tokens behind the frequency list; 0 for its row #total, or else the sum of its counts"`
	MinCount       int     `opt:"min_count" default:"5" min:"1" zh:"两组合计最少次数" en:"fewest uses in both groups together"`
	MinDocuments   int     `opt:"min_documents" default:"3" min:"1" zh:"两组合计最少篇数；参照为频率表时只计目标组" en:"fewest documents in both groups together; of the target alone against a frequency list"`
	Adjust         string  `opt:"adjust" default:"holm" choices:"holm,bh,sidak,none" zh:"多重比较校正" en:"correction for many tests"`
	K              float64 `opt:"k" default:"1" min:"0.001" zh:"simple maths 的常数（每百万词次数）" en:"constant of simple maths, uses per million"`
	Top            int     `opt:"top" default:"100" min:"0" zh:"排序后保留的行数，0 为全部" en:"rows kept after ranking, 0 for all"`
	token.Recipe
}

// Validate reports a query or a recipe that cannot be read, and options that
// exclude one another.
func (o Options) Validate() error {
	if err := o.Sides.Validate(); err != nil {
		return err
	}
	if o.ReferenceList != "" && o.Reference != "" {
		return &analysis.OptionError{Option: "reference_list", Problem: fmt.Sprintf("given beside reference %q, want one of the two", o.Reference)}
	}
	if o.ReferenceTotal > 0 && o.ReferenceList == "" {
		return &analysis.OptionError{Option: "reference_total", Problem: "given without reference_list, want both"}
	}
	return o.Recipe.Validate()
}

// Method returns the catalog entry of the measures side by side.
func Method() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "measures",
		Title:    analysis.T("关键性指标对照", "Keyness measures side by side"),
		Question: analysis.T("同一词项在各种关键性指标下各得多少，哪些是以文本为单位的检验？", "What does each measure of keyness say of a feature, and which of them are tests with the document as unit?"),
		Doc:      analysis.Comment(doc),
		Account: analysis.T(
			"两组逐词项比较：各篇使用率作 Wilcoxon–Mann–Whitney 检验，含该词项的文本占比之差附 Newcombe 区间并作 Fisher 精确检验，均以文本为单位，各对至少{min_count}次、见于{min_documents}篇的全部词项校正（{adjust}）；以词项为单位的指标只供与其他工具对照。",
			"For each feature, rates per document were compared by the Wilcoxon–Mann–Whitney test, and the shares of documents that hold it by their difference with a Newcombe interval and Fisher’s exact test; both take the document as unit and are each adjusted ({adjust}) over all features with at least {min_count} uses in {min_documents} documents. Token-level measures are given for comparison with other tools only."),
		Cites: []string{
			"Mann, H. B. & Whitney, D. R. (1947). On a test of whether one of two random variables is stochastically larger than the other. Annals of Mathematical Statistics, 18(1), 50–60.",
			"Fisher, R. A. (1935). The logic of inductive inference. Journal of the Royal Statistical Society, 98(1), 39–82.",
			"Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions: comparison of eleven methods. Statistics in Medicine, 17(8), 873–890.",
			"Burrows, J. (2007). All the way through: testing for authorship in different frequency strata. Literary and Linguistic Computing, 22(1), 27–47.",
			"Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics, 6(2), 65–70.",
			"Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate: a practical and powerful approach to multiple testing. Journal of the Royal Statistical Society B, 57(1), 289–300.",
			"Lijffijt, J., Nevalainen, T., Säily, T., Papapetrou, P., Puolamäki, K. & Mannila, H. (2016). Significance testing of word frequencies in corpora. Digital Scholarship in the Humanities, 31(2), 374–397.",
		},
	}, run)
}

func run(ctx context.Context, in *analysis.Input, o Options) (*analysis.Output[Row], error) {
	if in.Corpus.Len() == 0 {
		return &analysis.Output[Row]{Refusal: emptyCorpus()}, nil
	}
	a, b, list, err := o.compared(in.Corpus)
	if err != nil {
		return nil, err
	}
	tokens, err := in.Tokens(ctx, o.Recipe)
	if err != nil {
		return nil, err
	}
	out := &analysis.Output[Row]{Tokens: tokens, Groups: []corpus.Group{a}}
	if list == nil {
		out.Groups = append(out.Groups, b)
	}
	s, side := twoGroups(in.Corpus, tokens, a, b)
	out.Warnings = s.doubts("MEA")
	p := newPool(s, side)
	if p.documents[target] == 0 || list == nil && p.documents[reference] == 0 {
		out.Refusal = noTokens(p.documents[target], p.documents[reference])
		return out, nil
	}
	m := &measures{pool: p, options: o, list: list}
	if out.Rows, err = m.rows(ctx, in); err != nil {
		return nil, err
	}
	t := &teller{measures: m, rows: out.Rows}
	t.quote(in)
	out.Evidence = t.evidence
	out.Figures = t.figures()
	out.Findings = t.findings()
	out.Warnings = append(t.warnings(), out.Warnings...)
	return out, nil
}

// compared is the target with its reference: documents, or a frequency list.
func (o Options) compared(c *corpus.Corpus) (a, b corpus.Group, list *frequencies, err error) {
	if o.ReferenceList == "" {
		a, b, err = o.Groups(c, "measures")
		return a, b, nil, err
	}
	if a, err = o.TargetGroup(c, "measures"); err != nil {
		return a, b, nil, err
	}
	list, err = readFrequencies(o.ReferenceList, float64(o.ReferenceTotal))
	if err != nil {
		var oe *analysis.OptionError
		if !errors.As(err, &oe) {
			err = wrong("measures", "reference_list", err.Error())
		}
		return a, b, nil, err
	}
	return a, b, list, nil
}

func noTokens(a, b int) *analysis.Refusal {
	return analysis.Refuse(
		analysis.T("有词项的文本：目标{a}篇，参照{b}篇；一方没有词项，无从比较。",
			"Documents with tokens in the target: {a}, in the reference: {b}. A side without tokens cannot be compared."),
		analysis.T("每组至少一篇有词项的文本；检验须每组至少两篇。",
			"At least one document with tokens in each group; two in each for tests."),
		analysis.Int("a", a), analysis.Int("b", b))
}
