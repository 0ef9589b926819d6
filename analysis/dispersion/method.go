package dispersion

import (
	"context"
	_ "embed"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/token"
)

//go:embed doc.go
var doc string

// Options says over which documents the spread is measured and what is listed.
type Options struct {
	Where        string `opt:"where" default:"" zh:"在哪些文本中计数，如 pair:CHN-KHM year:2010..2022；空为全部" en:"documents to count in, such as pair:CHN-KHM year:2010..2022; empty for all"`
	MinCount     int    `opt:"min_count" default:"5" min:"1" zh:"最少次数" en:"fewest uses of a listed feature"`
	MinDocuments int    `opt:"min_documents" default:"1" min:"1" zh:"最少篇数" en:"fewest documents with a listed feature"`
	Order        string `opt:"order" default:"count" choices:"count,even,uneven,percentile" zh:"排序：次数、最均匀在前、最集中在前，或同频百分位" en:"order: by count, the most even or the most uneven first, or by percentile among peers"`
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
		Name:     "dispersion",
		Title:    analysis.T("离散度", "Dispersion"),
		Question: analysis.T("哪些词各篇都用，哪些只集中于少数几篇？", "Which words are spread over all documents, and which are concentrated in a few?"),
		Doc:      analysis.Comment(doc),
		Account: analysis.T(
			"离散度以文本为部分，用归一化的偏离比例（DPnorm）表示，附逐篇删去的刀切法95%区间，及其在频次相近（±25%）词项中的百分位；次数少于文本数的词项只报告覆盖率与百分位。",
			"Dispersion over documents is the normalised deviation of proportions (DPnorm) with 95 % delete-one-document jackknife intervals and its percentile among features of similar count (±25 %); features with fewer uses than documents are given their range and percentile only."),
		Cites: []string{
			"Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International Journal of Corpus Linguistics, 13(4), 403–437.",
			"Lijffijt, J. & Gries, S. Th. (2012). Correction to Stefan Th. Gries’ “Dispersions and adjusted frequencies in corpora”. International Journal of Corpus Linguistics, 17(1), 147–149.",
			"Gries, S. Th. (2020). Analyzing dispersion. In M. Paquot & S. Th. Gries (Eds.), A Practical Handbook of Corpus Linguistics, 99–118. Cham: Springer.",
			"Tukey, J. W. (1958). Bias and confidence in not-quite large samples (abstract). Annals of Mathematical Statistics, 29(2), 614.",
		},
	}, run)
}

func run(ctx context.Context, in *analysis.Input, o Options) (*analysis.Output[Row], error) {
	if in.Corpus.Len() == 0 {
		return &analysis.Output[Row]{Refusal: tooFew(0)}, nil
	}
	group, err := analysis.Pick(in.Corpus, "dispersion", "where", o.Where)
	if err != nil {
		return nil, err
	}
	if group.Name == "" {
		group.Name = "all"
	}
	tokens, err := in.Tokens(ctx, o.Recipe)
	if err != nil {
		return nil, err
	}
	out := &analysis.Output[Row]{Tokens: tokens, Groups: []corpus.Group{group}}
	s := newSample(in.Corpus, tokens, group)
	if len(s.members) < 2 {
		out.Refusal = tooFew(len(s.members))
		return out, nil
	}
	rows, listed := Compute(s.matrix, tokens.Stopped, Limits{o.MinCount, o.MinDocuments, o.Order, o.Top})
	out.Rows = rows
	out.Evidence = evidence(in, tokens, s.members, rows)
	t := teller{sample: s, rows: rows, evidence: out.Evidence, listed: listed}
	out.Figures, out.Findings, out.Warnings = t.figures(), t.findings(), t.warnings()
	return out, nil
}

// evidence quotes for every row the first use, the first use in the densest
// document and the last use.
func evidence(in *analysis.Input, t *corpus.Tokens, members []corpus.Member, rows []Row) [][]analysis.Evidence {
	out := make([][]analysis.Evidence, len(rows))
	features := make([]string, min(len(rows), analysis.EvidenceRows))
	for i := range features {
		features[i] = rows[i].Feature
	}
	uses := in.Uses(t, members, features)
	for i := range features {
		out[i] = uses.Quote(i, nil)
	}
	return out
}
