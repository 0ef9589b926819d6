package shift

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"sync"

	"concord/analysis/infer"
)

// Divergence is the outcome of Test. The words stand in the package comment.
type Divergence struct {
	Observed, NullMean, NullLow, NullHigh float64 // bits
	P                                     float64
	SmallestP                             float64 // the smallest P that these sizes can give
	Matched                               int     // tokens of either side
}

// Documents is what Test works on: the tokens of each document as feature
// numbers below Features.
type Documents struct {
	Tokens   [][]uint32
	Target   []bool // by document
	Features int
	// Clusters, if any, are documents that depend on each other. Where each lies on
	// one side, whole clusters change places; otherwise documents do within theirs.
	Clusters infer.Clusters
}

const (
	floor      = 3      // documents on either side
	maxMatched = 50_000 // tokens of either side
	redraws    = 25     // of tokens of the observed sets
)

// Test compares the divergence of target and reference with that of permuted
// documents at equal lengths. Fewer than three documents on a side, or a
// document without a token, is an error.
func Test(ctx context.Context, d Documents, permutations int, seed uint64) (Divergence, error) {
	t, err := newTester(d, permutations, seed)
	if err != nil {
		return Divergence{}, err
	}
	// Redraws of the observed sets come first, then the permutations.
	value := make([]float64, redraws+permutations)
	workers := min(len(value), runtime.GOMAXPROCS(0))
	var wait sync.WaitGroup
	for w := range workers {
		from, to := len(value)*w/workers, len(value)*(w+1)/workers
		wait.Go(func() {
			e := newEvaluator(t)
			for k := from; k < to && ctx.Err() == nil; k++ {
				label := t.observed
				if k >= redraws {
					label = t.labels[k-redraws]
				}
				value[k] = e.divergence(label, stream(seed, 'e', k))
			}
		})
	}
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return Divergence{}, fmt.Errorf("divergence: stopped: %w", err)
	}
	return t.summary(value[:redraws], value[redraws:]), nil
}

// tester holds what does not change between arrangements.
type tester struct {
	documents [][]uint32 // tokens in random order, so that any run of them is a random draw
	features  int
	observed  []bool // marks the smaller set
	clusters  infer.Clusters
	labels    [][]bool
	small     int // documents of the smaller set
	matched   int
	xlogx     []float64
}

func newTester(d Documents, permutations int, seed uint64) (*tester, error) {
	t := &tester{features: d.Features, observed: make([]bool, len(d.Target)), clusters: d.Clusters}
	targets := 0
	for i, tokens := range d.Tokens {
		if len(tokens) == 0 {
			return nil, fmt.Errorf("divergence: document %d has no token, expected at least one", i)
		}
		if d.Target[i] {
			targets++
		}
		shuffled := append([]uint32(nil), tokens...)
		stream(seed, 's', i).Shuffle(len(shuffled), func(a, b int) { shuffled[a], shuffled[b] = shuffled[b], shuffled[a] })
		t.documents = append(t.documents, shuffled)
	}
	if targets < floor || len(d.Target)-targets < floor {
		return nil, fmt.Errorf("divergence: %d against %d documents, expected at least %d each", targets, len(d.Target)-targets, floor)
	}
	// Marking the smaller set, of equal sets that of the first document, keeps
	// the result when target and reference change places.
	mark := targets < len(d.Target)-targets || 2*targets == len(d.Target) && d.Target[0]
	for i, yes := range d.Target {
		t.observed[i] = yes == mark
	}
	t.small = min(targets, len(d.Target)-targets)
	t.permute(permutations, seed)
	t.xlogx = make([]float64, 2*t.matched+1)
	for c := 2; c < len(t.xlogx); c++ {
		t.xlogx[c] = float64(c) * math.Log2(float64(c))
	}
	return t, nil
}

// permute draws the arrangements and finds the length that all of them reach.
func (t *tester) permute(n int, seed uint64) {
	t.matched = min(maxMatched, t.shorter(t.observed))
	for k := range n {
		label := t.arrange(stream(seed, 'p', k))
		t.labels = append(t.labels, label)
		t.matched = min(t.matched, t.shorter(label))
	}
}

// arrange draws an arrangement of the marks.
func (t *tester) arrange(r *rand.Rand) []bool {
	label := make([]bool, len(t.observed))
	if t.clusters == nil {
		for _, i := range r.Perm(len(label))[:t.small] {
			label[i] = true
		}
		return label
	}
	sides, whole := t.clusters.Sides(t.observed)
	order := r.Perm(len(t.clusters))
	for c, units := range t.clusters {
		if whole {
			for _, u := range units {
				label[u] = sides[order[c]]
			}
			continue
		}
		for i, j := range r.Perm(len(units)) {
			label[units[i]] = t.observed[units[j]]
		}
	}
	return label
}

// possible is the number of different arrangements.
func (t *tester) possible() float64 {
	choose := func(n, k int) float64 {
		c := 1.0
		for i := range min(k, n-k) {
			c *= float64(n-i) / float64(i+1)
		}
		return c
	}
	if t.clusters == nil {
		return choose(len(t.observed), t.small)
	}
	marked := func(of []bool) (n int) {
		for _, yes := range of {
			if yes {
				n++
			}
		}
		return n
	}
	if sides, whole := t.clusters.Sides(t.observed); whole {
		return choose(len(sides), marked(sides))
	}
	all := 1.0
	for _, units := range t.clusters {
		var of []bool
		for _, u := range units {
			of = append(of, t.observed[u])
		}
		all *= choose(len(of), marked(of))
	}
	return all
}

// shorter is the number of tokens of the shorter side.
func (t *tester) shorter(label []bool) int {
	var n [2]int
	for i, yes := range label {
		n[index(yes)] += len(t.documents[i])
	}
	return min(n[0], n[1])
}

func index(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// same reports whether an arrangement is the observed one, or its mirror where
// both sets are equally large.
func (t *tester) same(label []bool) bool {
	equal, opposite := true, 2*t.small == len(label)
	for i, yes := range label {
		if yes == t.observed[i] {
			opposite = false
		} else {
			equal = false
		}
	}
	return equal || opposite
}

func (t *tester) summary(observed, null []float64) Divergence {
	d := Divergence{Matched: t.matched}
	for _, v := range observed {
		d.Observed += v / float64(len(observed))
	}
	over := 0
	for k, v := range null {
		d.NullMean += v / float64(len(null))
		// The observed arrangement, drawn again, differs by the draw of tokens only.
		if v >= d.Observed || t.same(t.labels[k]) {
			over++
		}
	}
	d.NullLow, d.NullHigh = infer.Quantile(null, 0.025), infer.Quantile(null, 0.975)
	d.P = float64(1+over) / float64(1+len(null))
	ties := 1.0
	if 2*t.small == len(t.observed) {
		ties = 2
	}
	d.SmallestP = min(1, max(1/float64(1+len(null)), ties/t.possible()))
	return d
}

// evaluator computes divergences one at a time.
type evaluator struct {
	t     *tester
	count [2][]int32
}

func newEvaluator(t *tester) *evaluator {
	return &evaluator{t: t, count: [2][]int32{make([]int32, t.features), make([]int32, t.features)}}
}

// divergence draws t.matched tokens from either side, from every document in
// proportion to its length, and returns their Jensen–Shannon divergence. With
// n tokens on both sides it is 1 + Σ[f(a)+f(b)−f(a+b)]/2n, f(c) = c·log2 c.
func (e *evaluator) divergence(label []bool, r *rand.Rand) float64 {
	for side, counts := range e.count {
		clear(counts)
		e.draw(label, side, r)
	}
	sum, f := 0.0, e.t.xlogx
	b := e.count[1]
	for i, a := range e.count[0] {
		sum += f[a] + f[b[i]] - f[a+b[i]]
	}
	return max(0, 1+sum/float64(2*e.t.matched))
}

func (e *evaluator) draw(label []bool, side int, r *rand.Rand) {
	total := 0
	for i, yes := range label {
		if index(yes) == side {
			total += len(e.t.documents[i])
		}
	}
	seen, taken := 0, 0
	for i, yes := range label {
		if index(yes) != side {
			continue
		}
		tokens := e.t.documents[i]
		seen += len(tokens)
		upTo := int(math.Round(float64(e.t.matched) * float64(seen) / float64(total)))
		at := r.IntN(len(tokens))
		for range upTo - taken {
			e.count[side][tokens[at]]++
			if at++; at == len(tokens) {
				at = 0
			}
		}
		taken = upTo
	}
}

// stream is the random stream of one unit of work of one purpose.
func stream(seed uint64, purpose rune, unit int) *rand.Rand {
	return rand.New(rand.NewPCG(seed, uint64(purpose)<<40^uint64(unit)))
}
