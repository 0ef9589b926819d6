package diversity

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/token"
)

const (
	quoteWidth   = 30 // characters of context on either side
	evidenceRows = 500
	figureRows   = 30
	namedDocs    = 5 // documents that a warning names
)

// sample is the documents described, in order of date.
type sample struct {
	corpus  *corpus.Corpus
	tokens  *corpus.Tokens
	group   corpus.Group
	members []corpus.Member // with at least one token
	empty   int             // documents without a token, left out
}

func newSample(ctx context.Context, in *analysis.Input, where string, r token.Recipe) (*sample, error) {
	g, err := analysis.Pick(in.Corpus, "", "where", where)
	if err != nil {
		return nil, err
	}
	if g.Name == "" {
		g.Name = "all"
	}
	s := &sample{corpus: in.Corpus, group: g}
	if s.tokens, err = in.Tokens(ctx, r); err != nil {
		return nil, err
	}
	for _, m := range g.Members {
		n := 0
		m.Each(s.tokens.Docs[m.Doc], func(int) { n++ })
		if n == 0 {
			s.empty++
			continue
		}
		s.members = append(s.members, m)
	}
	slices.SortFunc(s.members, func(a, b corpus.Member) int { return byDate(in.Corpus.Doc(a.Doc), in.Corpus.Doc(b.Doc)) })
	return s, nil
}

// byDate puts dated documents first, oldest first, then by ID.
func byDate(a, b *corpus.Document) int {
	if a.Date.IsZero() != b.Date.IsZero() {
		if a.Date.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Or(a.Date.Compare(b.Date), strings.Compare(a.ID, b.ID))
}

// languages lists the languages of the documents, in code-point order.
func (s *sample) languages() []string { return analysis.Languages(s.corpus, s.members) }

// named lists the first few IDs and says that there are more.
func named(ids []string) analysis.Text {
	list := strings.Join(ids[:min(len(ids), namedDocs)], ", ")
	if len(ids) <= namedDocs {
		return analysis.T(list, list)
	}
	return analysis.T(list+" 等", list+" …")
}

func noDocuments() *analysis.Refusal {
	return analysis.Refuse(analysis.T("语料中没有文本。", "The corpus has no documents."),
		analysis.T("加入至少一篇文本。", "Add at least one document."))
}

func noTokens() *analysis.Refusal {
	return analysis.Refuse(
		analysis.T("所选文本按此设定没有任何词项。", "The documents hold no token under this recipe."),
		analysis.T("换用其他计数单位，或保留标点和数字。", "Choose another unit, or keep punctuation and numbers."))
}

func warnEmpty(code string, n int) analysis.Warning {
	return analysis.Warn(code,
		analysis.T("{n}篇文本按此设定没有词项，未计入。", "Documents without a token under this recipe, left out: {n}."),
		analysis.Int("n", n))
}

// ends keeps the rows of the n largest values, largest first, or where there
// are more the n/2 largest and the n/2 smallest. NaN is left out.
func ends(values []float64, n int) []int {
	var rows []int
	for i, v := range values {
		if !math.IsNaN(v) {
			rows = append(rows, i)
		}
	}
	slices.SortStableFunc(rows, func(a, b int) int { return cmp.Compare(values[b], values[a]) })
	if len(rows) > n {
		rows = slices.Concat(rows[:n/2], rows[len(rows)-n/2:])
	}
	return rows
}
