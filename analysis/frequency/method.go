package frequency

import (
	"context"
	_ "embed"
	"slices"
	"strings"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/token"
)

//go:embed doc.go
var doc string

// Options says what is counted and what is listed.
type Options struct {
	Where        string `opt:"where" default:"" zh:"在哪些文本中计数，如 pair:CHN-KHM year:2010..2022；空为全部" en:"documents to count in, such as pair:CHN-KHM year:2010..2022; empty for all"`
	MinCount     int    `opt:"min_count" default:"1" min:"1" zh:"最少次数" en:"fewest uses of a listed feature"`
	MinDocuments int    `opt:"min_documents" default:"1" min:"1" zh:"最少篇数" en:"fewest documents with a listed feature"`
	Top          int    `opt:"top" default:"100" min:"0" zh:"排序后保留的行数，0 为全部" en:"rows kept after ranking, 0 for all"`
	token.Recipe
}

// Validate reports a query or a recipe that cannot be read.
func (o Options) Validate() error {
	if err := analysis.Readable("where", o.Where); err != nil {
		return err
	}
	return o.Recipe.Validate()
}

// Method returns the catalog entry.
func Method() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "frequency",
		Title:    analysis.T("词频", "Frequency"),
		Question: analysis.T("这些文本最常用哪些词，见于多少篇，分布是否均匀？", "Which words do these documents use most, in how many of them, and how evenly?"),
		Doc:      analysis.Comment(doc),
		Account: analysis.T(
			"词频以每百万词次数表示，附逐篇删去的刀切法95%区间、含有该词项的文本数与归一化的偏离比例（DPnorm）；列出至少{min_count}次、见于{min_documents}篇的词项。",
			"Frequencies are uses per million tokens with 95 % delete-one-document jackknife intervals, the number of documents that hold the feature and the normalised deviation of proportions; features with at least {min_count} uses in {min_documents} documents are listed."),
		Cites: []string{
			"Tukey, J. W. (1958). Bias and confidence in not-quite large samples (abstract). Annals of Mathematical Statistics, 29(2), 614.",
			"Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International Journal of Corpus Linguistics, 13(4), 403–437.",
			"Lijffijt, J. & Gries, S. Th. (2012). Correction to Stefan Th. Gries’ “Dispersions and adjusted frequencies in corpora”. International Journal of Corpus Linguistics, 17(1), 147–149.",
		},
	}, run)
}

func run(ctx context.Context, in *analysis.Input, o Options) (*analysis.Output[Row], error) {
	if in.Corpus.Len() == 0 {
		return &analysis.Output[Row]{Refusal: analysis.Refuse(
			analysis.T("语料中没有文本。", "The corpus has no documents."),
			analysis.T("加入至少一篇文本。", "Add at least one document."))}, nil
	}
	group, err := analysis.Pick(in.Corpus, "frequency", "where", o.Where)
	if err != nil {
		return nil, err
	}
	tokens, err := in.Tokens(ctx, o.Recipe)
	if err != nil {
		return nil, err
	}
	if group.Name == "" {
		group.Name = "all"
	}
	out := &analysis.Output[Row]{Tokens: tokens, Groups: []corpus.Group{group}}
	s := newSample(in.Corpus, tokens, group)
	if s.empty > 0 {
		out.Warnings = append(out.Warnings, warnEmpty(s.empty))
	}
	if len(s.members) == 0 {
		out.Refusal = analysis.Refuse(
			analysis.T("所选文本按此设定没有任何词项。", "The documents hold no token under this recipe."),
			analysis.T("换用其他计数单位，或保留标点和数字。", "Choose another unit, or keep punctuation and numbers."))
		return out, nil
	}
	rows, listed := Compute(s.counts(tokens), Limits{o.MinCount, o.MinDocuments, o.Top})
	out.Rows = rows
	out.Evidence = s.evidence(in, tokens, rows)
	out.Figures = figures(rows, listed, s)
	out.Findings = findings(rows, out.Evidence, s)
	if w, ok := warnSparse(rows, len(s.members)); ok {
		out.Warnings = append(out.Warnings, w)
	}
	return out, nil
}

// sample is the documents counted, in order of ID so that no sum depends on
// their order in the corpus.
type sample struct {
	corpus     *corpus.Corpus
	members    []corpus.Member // with at least one token
	matrix     *corpus.Matrix
	characters int
	tokens     int
	empty      int // documents without a token, left out
}

func newSample(c *corpus.Corpus, t *corpus.Tokens, g corpus.Group) *sample {
	s := &sample{corpus: c}
	for _, m := range g.Members {
		n := 0
		m.Each(t.Docs[m.Doc], func(int) { n++ })
		if n == 0 {
			s.empty++
			continue
		}
		s.tokens += n
		s.characters += m.Characters(c)
		s.members = append(s.members, m)
	}
	slices.SortFunc(s.members, func(a, b corpus.Member) int {
		return strings.Compare(c.Doc(a.Doc).ID, c.Doc(b.Doc).ID)
	})
	s.matrix = corpus.Count(c, t, corpus.Group{Name: g.Name, Members: s.members})
	return s
}

func (s *sample) counts(t *corpus.Tokens) Counts {
	return Counts{Matrix: s.matrix, Stopped: t.Stopped, Characters: s.characters}
}
