package keyness

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"concord/analysis/infer"
	"concord/analysis/measure"
	"concord/corpus"
)

// Row is one feature in two groups.
type Row struct {
	Rank               int     `col:"rank"`
	Feature            string  `col:"feature"`
	CountTarget        int     `col:"count_target"`
	CountReference     int     `col:"count_reference"`
	DocumentsTarget    int     `col:"documents_target"`
	DocumentsReference int     `col:"documents_reference"`
	RateTarget         float64 `col:"rate_target"`
	RateReference      float64 `col:"rate_reference"`
	LogRatio           float64 `col:"log_ratio"`
	Lo                 float64 `col:"lo"`
	Hi                 float64 `col:"hi"`
	Influential        string  `col:"influential"`
	LogRatioWithout    float64 `col:"log_ratio_without"`
	LogOdds            float64 `col:"log_odds"`
	Zeta               float64 `col:"zeta"`
	P                  float64 `col:"p"`
	PAdj               float64 `col:"p_adj"`
	G2                 float64 `col:"g2"`
	DPNorm             float64 `col:"dpnorm"`
	Exclusive          string  `col:"exclusive"`
}

// Data is what Compare works on: documents by features.
type Data struct {
	Matrix  *corpus.Matrix // rows by ID; every row with at least one token
	Target  []bool         // by row; the others are the reference
	Cluster []string       // by row: rows of one label stand or fall together, "" is alone; nil for none
	Stopped []bool         // by feature number: not compared; nil for none
}

// Settings says which features are compared and how. See the package comment.
type Settings struct {
	MinCount     int
	MinDocuments int
	Permutations int
	Seed         uint64
	Adjust       string  // bh, holm, maxt, none
	Prior        float64 // α0; 0 for the median document length
	Top          int     // rows kept after ranking; 0 for all
	Progress     func(done, total int)
}

// Comparison is the outcome of Compare.
type Comparison struct {
	Rows       []Row
	Drivers    []Driver // by row
	Family     int      // features that met the limits: the size of the family of tests
	Sizes      [2]int   // documents of target and reference
	Units      [2]int   // clusters with documents of target and of reference; the documents where there are none
	Paired     bool     // some clusters have documents on both sides
	Effective  float64  // clusters of equal size that would tell as much
	Tokens     [2]int   // of target and reference
	Prior      float64  // α0 as used
	Dispersion float64  // size k of the negative binomial, estimated within groups; NaN where Poisson fits
	Tested     bool     // p-values were computed
	Drawn      bool     // from random arrangements
	Reach      infer.Feasibility
	Stay       [2]int // of the first 20 features, how many stay there at 0.2 and 5 times the prior
}

// Driver is the unit, a document or a cluster, that carries the difference of a
// feature most: the one without which the estimate is nearest to zero, or the most
// influential one where the difference hangs on that.
type Driver struct {
	Unit     int     // its number, -1 for none
	Name     string  // ID of the document or label of the cluster
	Target   bool    // Share is of the target
	LogRatio float64 // without it
	Share    float64 // of the uses in its group that are in it
	Carries  bool    // without it the interval would no longer exclude 0, or the sign would turn
}

const firstRanks = 20 // of which the prior sensitivity counts how many stay

// Compare compares the target documents with the others. Fewer than two
// documents, or clusters, on a side give neither intervals nor tests; none on a side is an
// error.
func Compare(ctx context.Context, d Data, s Settings) (*Comparison, error) {
	g := newGroups(d)
	if g.documents[0] == 0 || g.documents[1] == 0 {
		return nil, fmt.Errorf("groups of %d and %d documents, expected at least one in each", g.documents[0], g.documents[1])
	}
	c := &Comparison{Sizes: g.documents, Units: g.units, Paired: g.paired, Effective: g.clusters.EffectiveClusters(), Tokens: [2]int{int(g.tokens[0]), int(g.tokens[1])}, Prior: s.Prior}
	if c.Prior == 0 {
		c.Prior = infer.Quantile(d.Matrix.Total, 0.5)
	}
	family := g.family(s)
	c.Family = len(family)
	order := g.rank(family, c.Prior)
	for i, scale := range []float64{0.2, 5} {
		c.Stay[i] = common(order, g.first(family, scale*c.Prior, firstRanks), firstRanks)
	}
	c.Dispersion = g.dispersion(family)
	p, adjusted, err := g.test(ctx, family, s, c)
	if err != nil {
		return nil, err
	}
	if s.Top > 0 && s.Top < len(order) {
		order = order[:s.Top]
	}
	c.Rows, c.Drivers = make([]Row, len(order)), make([]Driver, len(order))
	err = g.eachAtOnce(ctx, len(order), func(i int) {
		k := order[i]
		c.Rows[i], c.Drivers[i] = g.describe(family[k], c.Prior)
		c.Rows[i].Rank, c.Rows[i].P, c.Rows[i].PAdj = i+1, p[k], adjusted[k]
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// eachAtOnce calls f with 0 to n-1 on all processors.
func (g *groups) eachAtOnce(ctx context.Context, n int, f func(i int)) error {
	const block = 16
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), (n+block-1)/block) {
		wg.Go(func() {
			for from := int(next.Add(block)) - block; from < n && ctx.Err() == nil; from = int(next.Add(block)) - block {
				for i := from; i < min(n, from+block); i++ {
					f(i)
				}
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}

// groups is the data by columns with the margins of both groups: 0 is the
// target, 1 the reference.
type groups struct {
	Data
	columns   []corpus.Column
	uses      []use // by feature
	documents [2]int
	tokens    [2]float64
	squares   [2]float64 // sums of the squared lengths
	clustering
}

// use is how often a feature is used on either side, and in how many documents.
type use struct{ uses, documents [2]uint32 }

func newGroups(d Data) *groups {
	g := &groups{Data: d, columns: d.Matrix.Columns(), uses: make([]use, len(d.Matrix.Features))}
	for r, n := range d.Matrix.Total {
		side := g.side(uint32(r))
		g.documents[side]++
		g.tokens[side] += n
		g.squares[side] += n * n
		cols, counts := d.Matrix.Row(r)
		for k, f := range cols {
			g.uses[f].uses[side] += counts[k]
			g.uses[f].documents[side]++
		}
	}
	g.clustering = newClustering(d)
	return g
}

func (g *groups) side(row uint32) int {
	if g.Target[row] {
		return 0
	}
	return 1
}

// counts returns uses and documents of a feature on either side.
func (g *groups) counts(f uint32) (uses, documents [2]int) {
	u := g.uses[f]
	return [2]int{int(u.uses[0]), int(u.uses[1])}, [2]int{int(u.documents[0]), int(u.documents[1])}
}

// family lists the features that meet the limits, ascending.
func (g *groups) family(s Settings) []uint32 {
	var out []uint32
	for f := range g.columns {
		uses, documents := g.counts(uint32(f))
		n, m := uses[0]+uses[1], documents[0]+documents[1]
		if n > 0 && n >= s.MinCount && m >= s.MinDocuments && (g.Stopped == nil || !g.Stopped[f]) {
			out = append(out, uint32(f))
		}
	}
	return out
}

func (g *groups) logOdds(uses [2]int, alpha0 float64) measure.LogOdds {
	a, b := float64(uses[0]), float64(uses[1])
	alpha := alpha0 * (a + b) / (g.tokens[0] + g.tokens[1])
	return measure.LogOddsDirichlet(a, g.tokens[0], b, g.tokens[1], alpha, alpha0, false)
}

// strength returns |ζ| by position in the family, -1 where it is undefined.
func (g *groups) strength(family []uint32, alpha0 float64) []float64 {
	out := make([]float64, len(family))
	for i, f := range family {
		uses, _ := g.counts(f)
		out[i] = math.Abs(g.logOdds(uses, alpha0).Z)
		if math.IsNaN(out[i]) {
			out[i] = -1
		}
	}
	return out
}

// rank orders the family by |ζ|: positions in family, strongest first,
// equal ones by feature.
func (g *groups) rank(family []uint32, alpha0 float64) []int {
	strength := g.strength(family, alpha0)
	order := make([]int, len(family))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, g.before(family, strength))
	return order
}

// first returns the first n positions of rank.
func (g *groups) first(family []uint32, alpha0 float64, n int) []int {
	strength := g.strength(family, alpha0)
	before := g.before(family, strength)
	var out []int
	for i := range family {
		if len(out) == n && before(i, out[n-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(out, i, before)
		out = slices.Insert(out[:min(len(out), n-1)], min(at, n-1), i)
	}
	return out
}

func (g *groups) before(family []uint32, strength []float64) func(a, b int) int {
	return func(a, b int) int {
		return cmp.Or(cmp.Compare(strength[b], strength[a]), strings.Compare(g.Matrix.Features[family[a]], g.Matrix.Features[family[b]]))
	}
}

// common counts what the first n of two orders share.
func common(a, b []int, n int) int {
	a, b = a[:min(n, len(a))], b[:min(n, len(b))]
	k := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			k++
		}
	}
	return k
}

// dispersion estimates the size k of the negative binomial: the overdispersion
// within each group, averaged over the features used there.
func (g *groups) dispersion(family []uint32) float64 {
	total, n := 0.0, 0
	for side := range 2 {
		for _, f := range family {
			u := measure.Used{Documents: float64(g.documents[side]), Tokens: g.tokens[side], TokensSquared: g.squares[side]}
			col := g.columns[f]
			for k, r := range col.Row {
				if g.side(r) == side {
					y := float64(col.Count[k])
					u.Uses += y
					u.UsesSquared += y * y
					u.Products += y * g.Matrix.Total[r]
				}
			}
			if kappa := u.Overdispersion(); !math.IsNaN(kappa) {
				total += kappa
				n++
			}
		}
	}
	if n == 0 || total == 0 {
		return math.NaN()
	}
	return float64(n) / total
}
