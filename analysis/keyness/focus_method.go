package keyness

import (
	"context"
	_ "embed"
	"fmt"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/token"
)

//go:embed focus.go
var focusDoc string

// FocusOptions says which document is compared with which.
type FocusOptions struct {
	Focus    string `opt:"focus" default:"" zh:"所考察的文本编号；空为日期最晚的一篇" en:"ID of the document in focus; empty for the latest by date"`
	Where    string `opt:"where" default:"" zh:"参照文本的查询，如 lang:zh year:2010..2022；空为其余全部文本" en:"query for the reference documents, such as lang:zh year:2010..2022; empty for all others"`
	MinCount int    `opt:"min_count" default:"3" min:"1" zh:"合计最少次数" en:"fewest uses in focus and reference together"`
	Top      int    `opt:"top" default:"100" min:"0" zh:"排序后保留的行数，0 为全部" en:"rows kept after ranking, 0 for all"`
	token.Recipe
}

// Validate reports a query or a recipe that cannot be read.
func (o FocusOptions) Validate() error {
	if err := analysis.Readable("where", o.Where); err != nil {
		return err
	}
	return o.Recipe.Validate()
}

// Focus returns the catalog entry of the comparison of one document with many.
func Focus() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "focus",
		Title:    analysis.T("单篇对照", "One document against many"),
		Question: analysis.T("与其他文本相比，这篇文本的哪些词多得或少得出乎意料？", "Which words does this document use more or less often than the others let expect?"),
		Doc:      analysis.Comment(focusDoc),
		Account: analysis.T(
			"单篇用词与参照文本相比，据参照文本的使用率与篇际离散程度，以负二项分布预测该文本应有的次数；比较合计至少{min_count}次的词项，以 Benjamini–Hochberg 法校正；参照文本不足十篇时只报告位次。",
			"The document was compared with the reference through a negative-binomial predictive distribution of the counts, given the rate and the dispersion of the reference documents, over all features with at least {min_count} uses, adjusted by Benjamini–Hochberg; with fewer than ten references only ranks are reported."),
		Cites: []string{
			"Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate: a practical and powerful approach to multiple testing. Journal of the Royal Statistical Society B, 57(1), 289–300.",
		},
	}, runFocus)
}

func runFocus(ctx context.Context, in *analysis.Input, o FocusOptions) (*analysis.Output[FocusRow], error) {
	at, err := o.document(in.Corpus)
	if err != nil {
		return nil, err
	}
	if at < 0 {
		return &analysis.Output[FocusRow]{Refusal: noFocus(in.Corpus.Len())}, nil
	}
	target, reference, err := o.groups(in.Corpus, at)
	if err != nil {
		return nil, err
	}
	tokens, err := in.Tokens(ctx, o.Recipe)
	if err != nil {
		return nil, err
	}
	out := &analysis.Output[FocusRow]{Tokens: tokens, Groups: []corpus.Group{target, reference}}
	s := newSample(in.Corpus, tokens, target, reference)
	out.Warnings = s.warnings()
	row := s.focusRow()
	references := s.size(false)
	if references < RanksFrom || row < 0 {
		out.Refusal = tooFewReferences(references, row < 0)
	}
	if row < 0 || references == 0 {
		return out, nil
	}
	data := FocusData{Matrix: s.matrix, Focus: row, Stopped: tokens.Stopped}
	c := CompareOne(data, o.MinCount, o.Top)
	out.Rows = c.Rows
	t := &focusTeller{c: c, s: s, doc: in.Corpus.Doc(at).ID}
	t.quote(in)
	out.Evidence = t.evidence
	if references >= RanksFrom {
		out.Figures = t.figures()
		out.Findings = t.findings()
	} else {
		out.Findings = t.sideBySide(in, CompareOne(data, leastTold, 0).Rows)
	}
	out.Warnings = append(out.Warnings, t.warnings()...)
	return out, nil
}

// document returns the position of the focus: the one named, else the latest;
// -1 when there is none to take.
func (o FocusOptions) document(c *corpus.Corpus) (int, error) {
	if c.Len() == 0 {
		return -1, nil
	}
	if o.Focus == "" {
		if dated := c.ByDate(); len(dated) > 0 {
			return dated[len(dated)-1], nil
		}
		return -1, nil
	}
	if i := c.Index(o.Focus); i >= 0 {
		return i, nil
	}
	problem := fmt.Sprintf("no document %q, have %s", o.Focus, analysis.Several(c.IDs()))
	if near := analysis.Nearest(o.Focus, c.IDs()); near != "" {
		problem = fmt.Sprintf("no document %q; did you mean %s?", o.Focus, near)
	}
	return -1, &analysis.OptionError{Method: "focus", Option: "focus", Problem: problem}
}

// groups returns the focus and its references, from which the focus is taken
// out.
func (o FocusOptions) groups(c *corpus.Corpus, at int) (target, reference corpus.Group, err error) {
	target = corpus.Group{Name: c.Doc(at).ID, Members: []corpus.Member{{Doc: at}}}
	if o.Where == "" {
		return target, analysis.Others(c, target), nil
	}
	picked, err := analysis.Pick(c, "focus", "where", o.Where)
	if err != nil {
		return target, reference, err
	}
	reference = analysis.Without(picked, target)
	reference.Name = o.Where
	return target, reference, nil
}

// focusRow is the row of the focus, -1 when it has no token.
func (s *sample) focusRow() int {
	for r, t := range s.target {
		if t {
			return r
		}
	}
	return -1
}

func noFocus(documents int) *analysis.Refusal {
	if documents == 0 {
		return emptyCorpus()
	}
	return analysis.Refuse(
		analysis.T("没有一篇文本有日期，无从取最晚的一篇。", "No document has a date, so there is no latest one to take."),
		analysis.T("用 focus 指定文本编号，或补上日期。", "Name a document with focus, or add dates."))
}

func tooFewReferences(n int, empty bool) *analysis.Refusal {
	if empty {
		return analysis.Refuse(
			analysis.T("所考察的文本按此设定没有词项。", "The document in focus holds no token under this recipe."),
			analysis.T("换用其他计数单位，或保留标点和数字。", "Choose another unit, or keep punctuation and numbers."))
	}
	return analysis.Refuse(
		analysis.T("参照文本不足五篇，不作统计比较，仅列对照文本。", "Fewer than five reference documents: no statistics, the texts can only be read side by side."),
		analysis.T("再加入{n}篇同类文本。", "Add documents of the same kind: {n} more."), analysis.Int("n", RanksFrom-n))
}
