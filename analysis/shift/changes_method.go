package shift

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"

	"concord/analysis"
	"concord/analysis/measure"
	"concord/corpus"
	"concord/corpus/token"
)

//go:embed changes.go
var changesDoc string

// mostInSeries is the most documents that are searched.
const mostInSeries = 3000

// ChangeOptions say which series is cut and how.
type ChangeOptions struct {
	Find         string  `opt:"find" default:"" zh:"要追踪的词，多个词以 | 相连；空为全部词汇" en:"the word to follow, several joined by |; empty for the whole vocabulary"`
	Where        string  `opt:"where" default:"" zh:"只看这些文本，如 lang:zh pair:CHN-KHM；空为全部" en:"look at these documents only, such as lang:zh pair:CHN-KHM; empty for all"`
	Cost         string  `opt:"cost" default:"auto" choices:"auto,energy,rbf,linear,cosine,mean,variance,meanvariance,poisson,exponential,gamma" zh:"分段的代价函数；auto：有 find 用 mean，无则 energy" en:"what a segment costs; auto is mean with find and energy without"`
	Search       string  `opt:"search" default:"exact" choices:"exact,pelt,binary,neighbourhood" zh:"搜索方法（energy 除外）" en:"how the cuts are searched, but for energy"`
	Penalty      string  `opt:"penalty" default:"permutation" choices:"permutation,mbic,bic,aic,hq,manual" zh:"每多一个变点须增的拟合（energy 除外）" en:"what one more change must gain, but for energy"`
	PenaltyValue float64 `opt:"penalty_value" default:"0" min:"0" zh:"penalty=manual 时的数值" en:"the value of penalty=manual"`
	MinSize      int     `opt:"min_size" default:"5" min:"2" zh:"每段最少篇数" en:"fewest documents of a segment"`
	Most         int     `opt:"most" default:"5" min:"1" max:"50" zh:"最多几个变点，用于 binary、neighbourhood" en:"most changes of binary and neighbourhood"`
	Words        int     `opt:"words" default:"300" min:"2" max:"5000" zh:"不用 find 时取最常用的多少个词" en:"how many of the commonest words stand for the vocabulary"`
	Within       string  `opt:"within" default:"all" choices:"all,pair" zh:"随机排列的范围：全部文本，或各缔约双方之内" en:"random orders of all documents, or of those of each pair of parties"`
	Level        float64 `opt:"level" default:"0.05" min:"0.001" max:"0.5" zh:"显著性水平" en:"level of the tests"`
	Permutations int     `opt:"permutations" default:"199" min:"99" max:"9999" zh:"随机排列次数" en:"random orders"`
	Seed         uint64  `opt:"seed" default:"1" zh:"随机数种子" en:"seed of the random orders"`
	token.Recipe
}

// Validate reports choices that contradict each other or cannot be read.
func (o ChangeOptions) Validate() error {
	if err := analysis.Readable("where", o.Where); err != nil {
		return err
	}
	counted := slices.Contains([]string{"mean", "variance", "meanvariance", "poisson", "exponential", "gamma"}, o.cost())
	switch {
	case counted && o.Find == "":
		return &analysis.OptionError{Option: "cost", Problem: fmt.Sprintf("%s is for the rate of a word but find is empty, want a word to find, or energy, rbf, linear or cosine", o.Cost)}
	case !counted && o.Penalty != "permutation" && o.Penalty != "manual" && o.cost() != "energy":
		return &analysis.OptionError{Option: "penalty", Problem: fmt.Sprintf("%s counts the parameters of a likelihood and %s has none, want permutation or manual", o.Penalty, o.cost())}
	case o.cost() == "energy" && o.Within == "pair":
		return &analysis.OptionError{Option: "within", Problem: "pair is not for energy, want another cost, such as rbf"}
	}
	return o.Recipe.Validate()
}

func (o ChangeOptions) cost() string {
	switch {
	case o.Cost != "auto":
		return o.Cost
	case o.Find != "":
		return "mean"
	}
	return "energy"
}

// find lists the words to follow, nil for the vocabulary.
func (o ChangeOptions) find() []string {
	var out []string
	for w := range strings.SplitSeq(o.Find, "|") {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// ChangeRow is one segment, with the change at its start.
type ChangeRow struct {
	Period    string  `col:"period"`
	From      string  `col:"from"`
	To        string  `col:"to"`
	First     string  `col:"doc_first"`
	Last      string  `col:"doc_last"`
	Documents int     `col:"documents"`
	Tokens    int     `col:"tokens"`
	Level     float64 `col:"per_1000_tokens"`
	Lo        float64 `col:"lo"`
	Hi        float64 `col:"hi"`
	Gain      float64 `col:"gain"`
	P         float64 `col:"p"`
	Rose      string  `col:"rose"`
}

// Changes returns the catalog entry of change points.
func Changes() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "changepoints",
		Title:    analysis.T("变点", "Change points"),
		Question: analysis.T("某词的使用或整体用词在什么时候发生了变化？", "When did the use of a word, or the vocabulary, change?"),
		Doc:      analysis.Comment(changesDoc),
		Account: analysis.T(
			"文本依日期排列，以代价函数 {cost}、搜索方法 {search}、惩罚 {penalty} 寻找变点，每段至少{min_size}篇；p 值由{permutations}次随机排列得出。",
			"Documents in order of date were searched for change points (cost {cost}, search {search}, penalty {penalty}, segments of at least {min_size} documents); p-values are from {permutations} random orders."),
		Cites: []string{
			"Matteson, D. S. & James, N. A. (2014). A nonparametric approach for multiple change point analysis of multivariate data. Journal of the American Statistical Association, 109(505), 334–345.",
			"Killick, R., Fearnhead, P. & Eckley, I. A. (2012). Optimal detection of changepoints with a linear computational cost. Journal of the American Statistical Association, 107(500), 1590–1598.",
			"Zhang, N. R. & Siegmund, D. O. (2007). A modified Bayes information criterion with applications to the analysis of comparative genomic hybridization data. Biometrics, 63(1), 22–32.",
			"Arlot, S., Celisse, A. & Harchaoui, Z. (2019). A kernel multiple change-point algorithm via model selection. Journal of Machine Learning Research, 20(162), 1–56.",
		},
	}, runChanges)
}

func runChanges(ctx context.Context, in *analysis.Input, o ChangeOptions) (*analysis.Output[ChangeRow], error) {
	if in.Corpus.Len() == 0 {
		return &analysis.Output[ChangeRow]{Refusal: emptyCorpus()}, nil
	}
	group, err := analysis.Pick(in.Corpus, "changepoints", "where", o.Where)
	if err != nil {
		return nil, err
	}
	tokens, err := in.Tokens(ctx, o.Recipe)
	if err != nil {
		return nil, err
	}
	for _, w := range o.find() {
		if tokens.Feature(w) < 0 {
			return nil, &analysis.OptionError{Method: "changepoints", Option: "find", Problem: fmt.Sprintf("no document has the word %q; want words as the tokenizer cuts them", w)}
		}
	}
	l := newTimeline(in.Corpus, tokens, group)
	out := &analysis.Output[ChangeRow]{Tokens: tokens, Groups: []corpus.Group{{Name: group.Name, Members: l.members}}, Warnings: l.warnings()}
	if len(l.members) < 2*o.MinSize {
		out.Refusal = analysis.Refuse(
			analysis.T("有日期且有词项的文本{n}篇，不足两段各{m}篇。", "Dated documents with words: {n}, fewer than two segments of {m}."),
			analysis.T("加入文本或补上日期，或减小 min_size。", "Add documents or dates, or lower min_size."),
			analysis.Int("n", len(l.members)), analysis.Int("m", o.MinSize))
		return out, nil
	}
	if len(l.members) > mostInSeries {
		out.Refusal = analysis.Refuse(
			analysis.T("文本{n}篇，多于{m}篇：计算量随篇数的平方增长。", "Documents: {n}, more than {m}: the work grows with the square of their number."),
			analysis.T("用 where 限定一部分文本。", "Narrow them with where."),
			analysis.Int("n", len(l.members)), analysis.Int("m", mostInSeries))
		return out, nil
	}
	r := changeRun{timeline: l, options: o, features: o.find(), p: math.NaN()}
	if out.Refusal, err = r.search(ctx); err != nil || out.Refusal != nil {
		return out, err
	}
	out.Seed = o.Seed
	out.Rows = r.rows(in)
	out.Evidence = r.evidence
	out.Findings, out.Figures = r.findings(out.Rows), r.figures(out.Rows)
	out.Warnings = append(out.Warnings, r.doubts()...)
	return out, nil
}

// changeRun is one search and what it found.
type changeRun struct {
	*timeline
	options  ChangeOptions
	features []string
	counts   []float64 // uses of the features by member, nil for the vocabulary
	found    []change
	p        float64 // of the whole series
	evidence [][]analysis.Evidence
}

var errNotPositive = errors.New("rates must be above 0")

func (r *changeRun) search(ctx context.Context) (*analysis.Refusal, error) {
	if r.features != nil {
		r.counts = r.uses(r.features)
	}
	if r.options.cost() == "energy" {
		return nil, r.divide()
	}
	s := searcher{options: r.options, n: len(r.members), strata: r.strata(r.options.Within == "pair")}
	fixed, err := r.costs(&s)
	if errors.Is(err, errNotPositive) {
		return analysis.Refuse(
			analysis.T("有文本不含所找的词，而 {cost} 要求每篇的频率都大于 0。", "Some documents lack the words, and {cost} needs rates above 0 in all."),
			analysis.T("改用 cost=mean 或 poisson。", "Use cost=mean or poisson."), analysis.Word("cost", r.options.cost())), nil
	}
	if err != nil {
		return nil, err
	}
	r.found, _, r.p, err = s.search(ctx, fixed)
	return nil, err
}

// series is what the documents are compared by: rates of the words, or profiles.
func (r *changeRun) series() [][]float64 {
	if r.counts == nil {
		return r.profiles(r.options.Words)
	}
	rows := make([][]float64, len(r.counts))
	for i, n := range r.counts {
		rows[i] = []float64{1000 * n / r.matrix.Total[i]}
	}
	return rows
}

func (r *changeRun) divide() error {
	d := measure.Divisive{Alpha: 1, MinSize: r.options.MinSize, Level: r.options.Level, Permutations: r.options.Permutations, Seed: r.options.Seed}
	found, refused, err := d.Changes(r.series())
	if err != nil {
		return fmt.Errorf("changepoints: %w", err)
	}
	for _, c := range found {
		r.found = append(r.found, change{c.At, c.Energy, c.P})
	}
	if len(found) > 0 {
		r.p = found[0].P
	} else if refused != nil {
		r.p = refused.P
	}
	slices.SortFunc(r.found, func(a, b change) int { return a.at - b.at })
	return nil
}

// costs sets how the searcher makes costs, and returns the fixed penalty, if any.
func (r *changeRun) costs(s *searcher) (fixed float64, err error) {
	o, rows := r.options, r.series()
	fixed = o.PenaltyValue
	if kernel, ok := map[string]measure.ChangeKernel{"rbf": measure.KernelRBF, "linear": measure.KernelLinear, "cosine": measure.KernelCosine}[o.cost()]; ok {
		gram := measure.Gram(rows, kernel, 0)
		s.in = func(order []int) (*measure.Segmenter, error) {
			return measure.NewGramSegmenter(gram, order, o.MinSize), nil
		}
		return fixed, nil
	}
	values := make([]float64, len(rows))
	for i, row := range rows {
		values[i] = row[0]
	}
	model := map[string]measure.ChangeModel{
		"mean": measure.ChangeMean, "variance": measure.ChangeVariance, "meanvariance": measure.ChangeMeanVariance,
		"poisson": measure.ChangePoisson, "exponential": measure.ChangeExponential, "gamma": measure.ChangeGamma,
	}[o.cost()]
	shape := 1.0
	switch model {
	case measure.ChangeMean:
		scale(values)
	case measure.ChangeExponential, measure.ChangeGamma:
		if slices.Min(values) <= 0 {
			return 0, errNotPositive
		}
		shape = momentShape(values)
	}
	penalty, isPenalty := map[string]measure.ChangePenalty{"mbic": measure.PenaltyMBIC, "bic": measure.PenaltyBIC, "aic": measure.PenaltyAIC, "hq": measure.PenaltyHQ}[o.Penalty]
	if isPenalty {
		fixed = penalty.Of(model, len(values))
	}
	s.in = func(order []int) (*measure.Segmenter, error) {
		arranged, exposure := make([]float64, len(order)), make([]float64, len(order))
		for i, k := range order {
			arranged[i], exposure[i] = values[k], r.matrix.Total[k]/1000
			if model == measure.ChangePoisson {
				arranged[i] = r.counts[k]
			}
		}
		if model != measure.ChangePoisson {
			exposure = nil
		}
		series, err := measure.NewChangeSeries(arranged, model, shape, o.Penalty == "mbic", o.MinSize)
		if err != nil {
			return nil, fmt.Errorf("changepoints: %w", err)
		}
		return series.Exposed(exposure).Segmenter(), nil
	}
	return fixed, nil
}

// scale divides a series by its noise, from the differences of neighbours, which a
// few changes of level hardly touch; a constant series stays as it is.
func scale(values []float64) {
	square := 0.0
	for i := 1; i < len(values); i++ {
		square += (values[i] - values[i-1]) * (values[i] - values[i-1])
	}
	if sd := math.Sqrt(square / float64(2*(len(values)-1))); sd > 0 {
		for i := range values {
			values[i] /= sd
		}
	}
}

// momentShape is mean²/variance, the shape of a gamma distribution; 1 for a constant.
func momentShape(values []float64) float64 {
	mean, square := 0.0, 0.0
	for _, v := range values {
		mean += v / float64(len(values))
	}
	for _, v := range values {
		square += (v - mean) * (v - mean) / float64(len(values)-1)
	}
	if square == 0 {
		return 1
	}
	return mean * mean / square
}

// inOrders does n pieces of work on all processors, each into a place of its own.
func inOrders(ctx context.Context, n int, work func(k int) error) error {
	workers := min(n, runtime.GOMAXPROCS(0))
	errs := make([]error, workers)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for k := n * w / workers; k < n*(w+1)/workers && errs[w] == nil; k++ {
				if errs[w] = ctx.Err(); errs[w] == nil {
					errs[w] = work(k)
				}
			}
		})
	}
	wait.Wait()
	return errors.Join(errs...)
}
