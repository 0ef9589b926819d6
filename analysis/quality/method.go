package quality

import (
	"cmp"
	"context"
	_ "embed"
	"slices"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/query"
)

//go:embed doc.go
var source string

// Options of the method.
type Options struct {
	Where string  `opt:"where" zh:"限定文本的查询，空为全部" en:"query that limits the documents, empty for all"`
	Near  float64 `opt:"near" default:"0.8" min:"0.5" max:"1" zh:"五字串 Jaccard 系数达到此值即视为近似重复" en:"Jaccard coefficient of 5-grams from which two documents are near-duplicates"`
}

// Row is one problem.
type Row struct {
	Rank    int    `col:"rank"`
	Problem string `col:"problem"`
	Doc     string `col:"doc"`
	DocB    string `col:"doc_b"`
	Detail  string `col:"detail"`
	Address string `col:"address"`

	span corpus.Span
}

// Method returns the catalog entry.
func Method() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "check",
		Title:    analysis.T("语料检查", "Corpus quality"),
		Question: analysis.T("语料有无缺漏、重复、残缺、著录不全或编码可疑之处？", "Are there gaps, duplicates, broken-off texts, incomplete records or doubtful encodings?"),
		Doc:      analysis.Comment(source),
		Account: analysis.T("语料经检查：同一双边系列的缺漏、重复与近似重复（五字串 Jaccard 不低于 {near}）、残缺及著录缺项。",
			"The corpus was checked for gaps in the series of each pair, duplicates and near-duplicates (Jaccard of 5-grams at least {near}), broken-off texts and incomplete records."),
		Cites: []string{"Broder, A. Z. (1997). On the resemblance and containment of documents. Compression and Complexity of Sequences, 21–29."},
	}, run)
}

func run(ctx context.Context, in *analysis.Input, o Options) (*analysis.Output[Row], error) {
	group, err := query.Select(in.Corpus, o.Where, "all")
	if err != nil {
		return nil, &analysis.OptionError{Option: "where", Problem: err.Error()}
	}
	if len(group.Members) == 0 {
		return &analysis.Output[Row]{Refusal: analysis.Refuse(
			analysis.T("没有文本可查。", "There is no document to check."),
			analysis.T("请给出至少一篇文本。", "Give at least one document."))}, nil
	}
	docs := make([]*corpus.Document, len(group.Members))
	for i, m := range group.Members {
		docs[i] = in.Corpus.Doc(m.Doc)
	}
	rows, err := Problems(ctx, docs, o)
	if err != nil {
		return nil, err
	}
	out := &analysis.Output[Row]{Groups: []corpus.Group{group}, Rows: rows, Evidence: make([][]analysis.Evidence, len(rows))}
	for i, r := range rows {
		if !r.span.IsZero() {
			out.Evidence[i] = []analysis.Evidence{in.Quote(in.Corpus.Index(r.Doc), r.span, 0)}
		}
	}
	out.Findings = []analysis.Finding{summary(rows, len(docs), out.Evidence)}
	return out, nil
}

// Problems lists what is wrong with the documents, by kind of problem in the
// order of the package comment, then by document.
func Problems(ctx context.Context, docs []*corpus.Document, o Options) ([]Row, error) {
	rows := gaps(docs)
	same, err := duplicates(ctx, docs, o.Near)
	if err != nil {
		return nil, err
	}
	rows = append(rows, same...)
	rows = append(rows, lengths(docs)...)
	for _, d := range docs {
		rows = append(rows, record(d)...)
	}
	slices.SortStableFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(order(a.Problem), order(b.Problem)), cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.DocB, b.DocB))
	})
	for i := range rows {
		rows[i].Rank = i + 1
	}
	return rows, nil
}

// kinds are the problems in the order in which they are listed.
var kinds = []string{
	"gap", "duplicate", "near-duplicate", "breaks-off", "date-conflict", "short", "long",
	"no-date", "no-parties", "no-kind", "no-title", "no-language", "reading",
}

func order(problem string) int { return slices.Index(kinds, problem) }

func summary(rows []Row, documents int, evidence [][]analysis.Evidence) analysis.Finding {
	affected := map[string]bool{}
	for _, r := range rows {
		affected[r.Doc] = true
	}
	text := analysis.T("{m} 篇文本中有 {d} 篇共查出 {n} 处问题。", "{n} problems were met in {d} of {m} documents.")
	if len(rows) == 0 {
		text = analysis.T("{m} 篇文本未查出问题。", "No problem was met in {m} documents.")
	}
	f := analysis.NewFinding(analysis.Descriptive, 0, -1, text,
		analysis.Int("n", len(rows)), analysis.Int("d", len(affected)), analysis.Int("m", documents))
	for _, e := range evidence {
		if len(e) > 0 {
			f.Evidence = e
			break
		}
	}
	return f
}
