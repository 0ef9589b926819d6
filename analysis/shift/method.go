package shift

import (
	"context"
	_ "embed"
	"math"

	"concord/analysis"
	"concord/analysis/infer"
	"concord/corpus"
	"concord/corpus/token"
)

//go:embed doc.go
var doc string

// Options says what is compared and how.
type Options struct {
	Choice
	Permutations int    `opt:"permutations" default:"999" min:"99" max:"99999" zh:"随机置换次数" en:"random arrangements"`
	Seed         uint64 `opt:"seed" default:"1" zh:"随机数种子" en:"seed of the random arrangements"`
	Cluster      string `opt:"cluster" default:"document" choices:"document,pair" zh:"随机置换以文本为单位，或不拆开缔约双方" en:"what the random arrangements permute: documents, or no document across pairs of parties"`
	token.Recipe
}

// Validate reports choices that contradict each other or cannot be read.
func (o Options) Validate() error {
	if err := o.Choice.Validate(); err != nil {
		return err
	}
	return o.Recipe.Validate()
}

// Row is one comparison.
type Row struct {
	Target          string  `col:"target"`
	Reference       string  `col:"reference"`
	SizeTarget      int     `col:"size_target"`
	SizeReference   int     `col:"size_reference"`
	TokensTarget    int     `col:"tokens_target"`
	TokensReference int     `col:"tokens_reference"`
	TokensMatched   int     `col:"tokens_matched"`
	Divergence      float64 `col:"divergence"`
	NullMean        float64 `col:"null_mean"`
	NullLow         float64 `col:"null_low"`
	NullHigh        float64 `col:"null_high"`
	Excess          float64 `col:"excess"`
	P               float64 `col:"p"`
	PAdj            float64 `col:"p_adj"`
}

// Method returns the catalog entry.
func Method() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "shift",
		Title:    analysis.T("词汇变动", "Vocabulary shift"),
		Question: analysis.T("各时期或两组文本的用词差异，是否超出文本之间本来就有的差异？", "Do the vocabularies of periods or groups differ by more than their documents differ among themselves?"),
		Doc:      analysis.Comment(doc),
		Account: analysis.T(
			"用词差异以 Jensen–Shannon 差异（比特）衡量，两组等量抽词，并与{permutations}次以文本为单位的随机置换相比较，报告超出零分布均值的部分；多次比较以 Holm 法校正。",
			"Differences of vocabulary are Jensen–Shannon divergences in bits between sets cut to equal numbers of tokens, compared with {permutations} random permutations of whole documents cut to the same length; we report the excess over the null mean, with p-values adjusted by Holm's method over the comparisons."),
		Cites: []string{
			"Lin, J. (1991). Divergence measures based on the Shannon entropy. IEEE Transactions on Information Theory, 37(1), 145–151.",
			"Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics, 6(2), 65–70.",
			"Phipson, B. & Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical Applications in Genetics and Molecular Biology, 9(1), article 39.",
		},
	}, run)
}

func run(ctx context.Context, in *analysis.Input, o Options) (*analysis.Output[Row], error) {
	if in.Corpus.Len() == 0 {
		return &analysis.Output[Row]{Refusal: emptyCorpus()}, nil
	}
	tokens, err := in.Tokens(ctx, o.Recipe)
	if err != nil {
		return nil, err
	}
	list, found, undated, err := o.pairings(ctx, in.Corpus, tokens, "shift", scanOptions{o.Permutations, o.Seed, o.Cluster == "pair"})
	if err != nil {
		return nil, err
	}
	out := &analysis.Output[Row]{Tokens: tokens, Groups: groupsOf(list)}
	t := &teller{options: o.Choice, corpus: in.Corpus, scanned: found != nil}
	var p []float64
	compared := false
	for k, pair := range list {
		s := newSample(in.Corpus, tokens, pair)
		row, smallest, err := o.compare(ctx, s, pair)
		if err != nil {
			return nil, err
		}
		if s.reachesFloor() {
			compared, out.Seed = true, o.Seed
			if found != nil {
				row.P, smallest = found.p, 1/float64(1+o.Permutations)
			}
		}
		if in.Progress != nil {
			in.Progress(k+1, len(list))
		}
		out.Rows, p = append(out.Rows, row), append(p, row.P)
		t.samples, t.smallest = append(t.samples, s), append(t.smallest, smallest)
	}
	adjusted, err := infer.Adjust(p, infer.Holm)
	if err != nil {
		return nil, err
	}
	for i := range out.Rows {
		out.Rows[i].PAdj = adjusted[i]
	}
	t.rows = out.Rows
	if !compared {
		out.Refusal = t.refusal(undated)
	}
	t.quote(in)
	out.Evidence = t.evidence
	out.Figures, out.Findings = t.figures(o.Permutations), t.findings(o.Permutations)
	out.Warnings = t.warnings(undated)
	return out, nil
}

// compare makes the row of one comparison, all but its adjusted p, and the
// smallest p that its sizes can give. Below the floor all is NaN but the sizes.
func (o Options) compare(ctx context.Context, s *sample, pair pairing) (row Row, smallest float64, err error) {
	row = Row{
		Target: pair.target.Name, Reference: pair.reference.Name,
		SizeTarget: s.sizes[0], SizeReference: s.sizes[1], TokensTarget: s.totals[0], TokensReference: s.totals[1],
		Divergence: math.NaN(), NullMean: math.NaN(), NullLow: math.NaN(), NullHigh: math.NaN(),
		Excess: math.NaN(), P: math.NaN(), PAdj: math.NaN(),
	}
	if !s.reachesFloor() {
		return row, math.NaN(), nil
	}
	d, err := Test(ctx, s.documents(o.Cluster == "pair"), o.Permutations, o.Seed)
	if err != nil {
		return row, math.NaN(), err
	}
	row.TokensMatched, row.Divergence, row.P = d.Matched, d.Observed, d.P
	row.NullMean, row.NullLow, row.NullHigh, row.Excess = d.NullMean, d.NullLow, d.NullHigh, d.Observed-d.NullMean
	return row, d.SmallestP, nil
}

// groupsOf lists the groups of all comparisons once: the target of the last
// first, back in time.
func groupsOf(list []pairing) []corpus.Group {
	var out []corpus.Group
	for i := len(list) - 1; i >= 0; i-- {
		out = append(out, list[i].target)
		if i == 0 {
			out = append(out, list[i].reference)
		}
	}
	return out
}

func emptyCorpus() *analysis.Refusal {
	return analysis.Refuse(
		analysis.T("语料中没有文本。", "The corpus has no documents."),
		analysis.T("加入至少两组各三篇文本。", "Add documents: at least three in each of two sets."))
}
