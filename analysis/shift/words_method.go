package shift

import (
	"context"
	_ "embed"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/token"
)

//go:embed words.go
var wordsDoc string

// WordOptions says what is compared and which words are listed.
type WordOptions struct {
	Choice
	MinCount     int `opt:"min_count" default:"3" min:"1" zh:"两组合计最少次数" en:"fewest uses in both sets together"`
	MinDocuments int `opt:"min_documents" default:"2" min:"1" zh:"两组合计最少篇数" en:"fewest documents in both sets together"`
	Top          int `opt:"top" default:"50" min:"0" zh:"排序后保留的行数，0 为全部" en:"rows kept after ranking, 0 for all"`
	token.Recipe
}

// Validate reports choices that contradict each other or cannot be read.
func (o WordOptions) Validate() error {
	if err := o.Choice.Validate(); err != nil {
		return err
	}
	return o.Recipe.Validate()
}

// Words returns the catalog entry of the words behind a divergence.
func Words() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "wordshift",
		Title:    analysis.T("变动词项", "Word shift"),
		Question: analysis.T("两个时期或两组文本的用词差异，主要出在哪些词上？", "Which words make the vocabularies of two periods or groups differ most?"),
		Doc:      analysis.Comment(wordsDoc),
		Account: analysis.T(
			"各词项对 Jensen–Shannon 差异的贡献按词移图的方式排列，区间由逐篇删去的刀切法得出；列出至少出现{min_count}次、见于{min_documents}篇的词项。",
			"Contributions of single words to the Jensen–Shannon divergence are ordered as in a word shift graph, with delete-one-document jackknife intervals; words with at least {min_count} uses in {min_documents} documents are listed."),
		Cites: []string{
			"Gallagher, R. J., Frank, M. R., Mitchell, L., Schwartz, A. J., Reagan, A. J., Danforth, C. M. & Dodds, P. S. (2021). Generalized word shift graphs: a method for visualizing and explaining pairwise comparisons between texts. EPJ Data Science, 10, 4.",
			"Lin, J. (1991). Divergence measures based on the Shannon entropy. IEEE Transactions on Information Theory, 37(1), 145–151.",
		},
	}, runWords)
}

func runWords(ctx context.Context, in *analysis.Input, o WordOptions) (*analysis.Output[WordRow], error) {
	if in.Corpus.Len() == 0 {
		return &analysis.Output[WordRow]{Refusal: emptyCorpus()}, nil
	}
	tokens, err := in.Tokens(ctx, o.Recipe)
	if err != nil {
		return nil, err
	}
	list, _, undated, err := o.pairings(ctx, in.Corpus, tokens, "wordshift", scanOptions{})
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return &analysis.Output[WordRow]{Refusal: (&teller{}).refusal(undated)}, nil
	}
	pair := list[len(list)-1]
	out := &analysis.Output[WordRow]{Tokens: tokens, Groups: []corpus.Group{pair.target, pair.reference}}
	s := newSample(in.Corpus, tokens, pair)
	out.Warnings = common([]*sample{s}, undated)
	if !s.reachesFloor() {
		out.Refusal = tooFew(s)
		if s.sizes[0] == 0 || s.sizes[1] == 0 {
			return out, nil
		}
	}
	rows, listed := Contribute(Data{Matrix: s.matrix(), Target: s.target, Stopped: tokens.Stopped}, Limits{o.MinCount, o.MinDocuments, o.Top})
	out.Rows = rows
	t := &wordTeller{
		rows: rows, listed: listed, s: s,
		target: o.name(in.Corpus, pair.target.Name), reference: o.name(in.Corpus, pair.reference.Name),
	}
	t.quote(in)
	out.Evidence = t.evidence
	out.Figures, out.Findings = t.figures(), t.findings()
	out.Warnings = append(out.Warnings, t.warnings()...)
	return out, nil
}

func tooFew(s *sample) *analysis.Refusal {
	return analysis.Refuse(
		analysis.T("目标{a}篇、参照{b}篇：不估计区间，只列贡献。", "Documents in the target: {a}, in the reference: {b}. No intervals, contributions only."),
		analysis.T("每方至少{n}篇文本。", "At least {n} documents on either side."),
		analysis.Int("a", s.sizes[0]), analysis.Int("b", s.sizes[1]), analysis.Int("n", floor))
}
