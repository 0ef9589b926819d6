// Changepoints finds where in a series of documents, in order of date, the use of
// a word or the whole vocabulary changes, without periods given beforehand.
//
// It answers: when did the wording change?
//
// The series. With find, the rate of the words (several are joined by |) in each
// document, uses per 1 000 tokens. Without, the vocabulary of each document: the
// square roots of the shares of the commonest `words` words (so that distances are
// Hellinger's), words on the stop list, names and numbers left out. Documents
// without a date are left out (SHF-04); those of one day go by ID.
//
// The cost of a segment of n documents, x̄ being its mean:
//
//	energy        twice the mean distance between the documents before and after a
//	              change less the mean distances within, times nm/(n+m): E-divisive
//	              (Matteson & James 2014). The default without find
//	mean          Σ(x−x̄)², the series scaled by its noise: √(Σ(x_t−x_{t−1})²/2(n−1))
//	              (von Neumann 1941). The default with find
//	variance      n·ln of the mean square from the mean of the whole series
//	meanvariance  n·ln of the variance of the segment
//	poisson       2k·(ln N − ln k) for k uses in N tokens: counts, not rates
//	exponential   2n·ln x̄; gamma the same times its shape, estimated from the
//	              series: rates must all be above 0
//	rbf           Σk(x,x) − Σk(x,y)/n with the kernel exp(−‖x−y‖²/median); linear and
//	              cosine with those kernels (Harchaoui & Cappé 2007; Arlot and
//	              others 2019)
//
// The search, for all costs but energy: exact, the partition of least cost plus
// penalty for each change (Jackson and others 2005); pelt, the same with the pruning
// of Killick and others (2012); binary segmentation (Scott & Knott 1974); neighbourhood,
// the best of 0 to `most` changes (Auger & Lawrence 1989).
//
// The penalty: permutation, the quantile 1−level of what one change gains at most in
// series of the same documents in random order, for up to three changes at once: a
// series without change is cut with a chance of about level. Or for costs that are
// likelihoods, with q parameters: mbic (q+2)·ln n and the ln of each length (Zhang &
// Siegmund 2007), bic (q+1)·ln n, aic 2(q+1), hq 2(q+1)·ln ln n, as the R package
// changepoint counts them; or penalty_value with manual. Word rates are more
// variable than these models say, so they find too many changes: they serve to
// compare with other work.
//
// p of a change is (1+#{≥})/(B+1) over the random orders, of the largest gain of a
// single change anywhere; for energy, the documents of a segment are put in order at
// random and the largest statistic compared, one change after the other.
// within=pair puts only the documents of each pair in random order, so that pairs
// that enter or leave make no change (not with energy).
//
// Rows are the segments in order of time, each with the change at its start:
// documents, first and last date, per_1000_tokens (mean rate) with a
// delete-one jackknife-t interval over documents, gain, p, and the words that rose
// most against the segment before (names and numbers left out).
//
// Floor: twice min_size dated documents; at most 3 000 of them. Defaults: segments of 5 documents, level
// .05, 199 random orders, seed 1.
//
// When it misleads: documents of one negotiation copy each other, and a change of
// pairs, genre or translator is a change of vocabulary. Intervals of levels do not
// know that the cut was chosen by the data. A slow drift is cut somewhere in the
// middle. Place and number of changes depend on min_size.
//
// Warnings: SHF-04, SHF-05, SHF-08 as in shift; CHG-01 a penalty that does not hold
// its level; CHG-02 documents of one date on both sides of a change; CHG-03 fewer
// random orders than a small p needs.

package shift

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"concord/analysis"
	"concord/analysis/infer"
	"concord/analysis/measure"
	"concord/corpus"
)

// timeline is the documents of a series in order of date.
type timeline struct {
	corpus  *corpus.Corpus
	tokens  *corpus.Tokens
	members []corpus.Member
	matrix  *corpus.Matrix // a row for each member
	content []float64      // tokens that are not stopped, by member
	untold  func(feature string) bool
	undated int
	empty   int
}

func newTimeline(c *corpus.Corpus, t *corpus.Tokens, g corpus.Group) *timeline {
	l := &timeline{corpus: c, tokens: t}
	for _, m := range g.Members {
		content := 0
		m.Each(t.Docs[m.Doc], func(i int) {
			if !t.Stopped[t.Docs[m.Doc].IDs[i]] {
				content++
			}
		})
		switch {
		case c.Doc(m.Doc).Date.IsZero():
			l.undated++
		case content == 0:
			l.empty++
		default:
			l.members = append(l.members, m)
		}
	}
	slices.SortFunc(l.members, func(a, b corpus.Member) int {
		x, y := c.Doc(a.Doc), c.Doc(b.Doc)
		return cmp.Or(x.Date.Compare(y.Date), strings.Compare(x.ID, y.ID))
	})
	for _, m := range l.members {
		content := 0.0
		m.Each(t.Docs[m.Doc], func(i int) {
			if !t.Stopped[t.Docs[m.Doc].IDs[i]] {
				content++
			}
		})
		l.content = append(l.content, content)
	}
	l.matrix = corpus.Count(c, t, corpus.Group{Members: l.members})
	l.untold = analysis.Untold(c, l.members)
	return l
}

func (l *timeline) document(i int) *corpus.Document { return l.corpus.Doc(l.members[i].Doc) }

// strata are what random orders keep within: all documents, or those of each pair of
// parties; a document without a pair stands alone.
func (l *timeline) strata(byPair bool) []int {
	if !byPair {
		return make([]int, len(l.members))
	}
	labels := make([]string, len(l.members))
	for i := range labels {
		labels[i] = l.document(i).Pair()
	}
	return infer.ClustersOf(labels).Labels()
}

// uses counts the given features in each member.
func (l *timeline) uses(features []string) []float64 {
	out := make([]float64, len(l.members))
	for _, f := range features {
		if id := l.tokens.Feature(f); id >= 0 {
			for i := range out {
				out[i] += float64(l.matrix.At(i, uint32(id)))
			}
		}
	}
	return out
}

// profiles are the square roots of the shares of the commonest words, stop words,
// names and numbers left out; of equally common words the first in code-point order.
func (l *timeline) profiles(words int) [][]float64 {
	counts, _ := l.matrix.Sums()
	var order []int
	for f, n := range counts {
		if n > 0 && !l.tokens.Stopped[f] && !l.untold(l.tokens.Features[f]) {
			order = append(order, f)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(counts[b], counts[a]) })
	order = order[:min(words, len(order))]
	rows := make([][]float64, len(l.members))
	for i := range rows {
		rows[i] = make([]float64, len(order))
		for j, f := range order {
			rows[i][j] = math.Sqrt(float64(l.matrix.At(i, uint32(f))) / l.content[i])
		}
	}
	return rows
}

// change is a cut found: documents before it, what it gains over leaving it out, and p.
type change struct {
	at      int
	gain, p float64
}

// searcher finds changes in the series and in random orders of it.
type searcher struct {
	options ChangeOptions
	n       int
	in      func(order []int) (*measure.Segmenter, error) // the costs of the series in an order
	strata  []int
}

// search returns the changes, the penalty used, and the p of the whole series: of the
// largest gain for each change.
func (s searcher) search(ctx context.Context, fixed float64) (found []change, penalty, p float64, err error) {
	identity := make([]int, s.n)
	for i := range identity {
		identity[i] = i
	}
	observed, err := s.in(identity)
	if err != nil {
		return nil, 0, 0, err
	}
	singles, several, err := s.null(ctx)
	if err != nil {
		return nil, 0, 0, err
	}
	penalty = fixed
	if s.options.Penalty == "permutation" {
		penalty = infer.Quantile(several, 1-s.options.Level)
	}
	points := s.partition(observed, penalty)
	for i, at := range points {
		from, to := 0, s.n
		if i > 0 {
			from = points[i-1]
		}
		if i+1 < len(points) {
			to = points[i+1]
		}
		gain := observed.Cost(from, to) - observed.Cost(from, at) - observed.Cost(at, to)
		found = append(found, change{at, gain, share(singles, gain)})
	}
	_, most := gains(observed)
	return found, penalty, share(several, most), nil
}

func (s searcher) partition(costs *measure.Segmenter, penalty float64) []int {
	// A gain equal to the penalty is no gain, but for rounding.
	penalty += 1e-9 * math.Abs(penalty)
	switch s.options.Search {
	case "pelt":
		return costs.Pruned(penalty)
	case "binary":
		return costs.Greedy(s.options.Most, penalty)
	case "neighbourhood":
		return costs.Neighbourhood(s.options.Most, penalty)
	}
	return costs.Penalised(penalty)
}

// share is (1+#{null ≥ observed})/(B+1).
func share(null []float64, observed float64) float64 {
	over := 0
	for _, v := range null {
		if v >= observed*(1-1e-9) {
			over++
		}
	}
	return float64(1+over) / float64(1+len(null))
}

// gains is the largest gain of one change, and of one to three changes for each.
func gains(costs *measure.Segmenter) (single, several float64) {
	whole := costs.Total(nil)
	for k := 1; k <= 3; k++ {
		points, err := costs.Best(k)
		if err != nil {
			break
		}
		g := (whole - costs.Total(points)) / float64(k)
		if k == 1 {
			single = g
		}
		several = max(several, g)
	}
	return single, several
}

// null are the gains in random orders of the documents.
func (s searcher) null(ctx context.Context) (singles, several []float64, err error) {
	singles, several = make([]float64, s.options.Permutations), make([]float64, s.options.Permutations)
	err = inOrders(ctx, s.options.Permutations, func(b int) error {
		costs, err := s.in(shuffledWithin(s.strata, s.options.Seed, b))
		if err == nil {
			singles[b], several[b] = gains(costs)
		}
		return err
	})
	return singles, several, err
}

// shuffledWithin is a random order in which every place holds a document of the
// stratum that stood there.
func shuffledWithin(strata []int, seed uint64, b int) []int {
	r, order := stream(seed, 'c', b), make([]int, len(strata))
	places := map[int][]int{}
	for i, k := range strata {
		places[k] = append(places[k], i)
	}
	labels := slices.Clone(strata)
	slices.Sort(labels)
	for _, k := range slices.Compact(labels) {
		at := places[k]
		for i, j := range r.Perm(len(at)) {
			order[at[i]] = at[j]
		}
	}
	return order
}
