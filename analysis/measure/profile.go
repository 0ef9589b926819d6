package measure

import (
	"fmt"
	"math"
	"runtime"
	"sync"
)

// Sparse is the counts of one document: features in ascending order with their
// counts, all above 0.
type Sparse struct {
	Feature []uint32
	Count   []float64
}

// ProfileDistance names a distance between the profiles of two documents: from 0,
// to 1 unless said otherwise.
type ProfileDistance string

// The distances. ByJSD is the root of the Jensen–Shannon divergence in bits (a
// metric: Endres & Schindelin 2003); ByHellinger is √(1−Σ√(pq)); ByCosine is
// 1 − cosine of the counts; ByJaccard is 1 − the Jaccard coefficient of the sets
// of features (a metric too), ByDice the same with the coefficient of Dice (1945).
// ByRuzicka is 1 − Σ min(p,q)/Σ max(p,q) of shares (weighted Jaccard: Ruzicka 1958),
// ByEuclidean √Σ(p−q)², to √2, and ByManhattan Σ|p−q|, to 2. ByCorrelation is 1 −
// Pearson's r of the counts over all features that any of the documents has, to 2.
const (
	ByJSD       ProfileDistance = "jsd"
	ByHellinger ProfileDistance = "hellinger"
	ByCosine    ProfileDistance = "cosine"
	ByJaccard   ProfileDistance = "jaccard"

	ByDice        ProfileDistance = "dice"
	ByRuzicka     ProfileDistance = "wjaccard"
	ByEuclidean   ProfileDistance = "euclidean"
	ByManhattan   ProfileDistance = "manhattan"
	ByCorrelation ProfileDistance = "correlation"
)

// Distances fills the square matrix of a distance between documents, on all
// processors; the result does not depend on their number. A document without
// counts is NaN from all others. An error for an unknown distance.
func Distances(documents []Sparse, by ProfileDistance) ([][]float64, error) {
	of, ok := map[ProfileDistance]func(a, b Sparse, ta, tb float64) float64{
		ByJSD: sparseJSD, ByHellinger: sparseHellinger, ByCosine: sparseCosine, ByJaccard: sparseJaccard,
		ByDice: sparseDice, ByRuzicka: sparseRuzicka, ByEuclidean: sparseEuclidean, ByManhattan: sparseManhattan,
		ByCorrelation: sparseCorrelation(distinct(documents)),
	}[by]
	if !ok {
		return nil, fmt.Errorf("measure: distances: unknown distance %q", by)
	}
	n := len(documents)
	out, total := make([][]float64, n), make([]float64, n)
	for i, d := range documents {
		out[i], total[i] = make([]float64, n), sum(d.Count)
		if by == ByCosine {
			total[i] = math.Sqrt(Dot(d.Count, d.Count))
		}
	}
	workers := max(1, min(runtime.GOMAXPROCS(0), n))
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for i := w; i < n; i += workers {
				for j := range i {
					out[i][j] = defined(max(0, of(documents[i], documents[j], total[i], total[j])))
				}
			}
		})
	}
	wait.Wait()
	for i := range out {
		for j := range i {
			out[j][i] = out[i][j]
		}
	}
	return out, nil
}

// shared calls f with the counts of each feature that both documents have.
func shared(a, b Sparse, f func(x, y float64)) {
	i, j := 0, 0
	for i < len(a.Feature) && j < len(b.Feature) {
		switch {
		case a.Feature[i] < b.Feature[j]:
			i++
		case a.Feature[i] > b.Feature[j]:
			j++
		default:
			f(a.Count[i], b.Count[j])
			i, j = i+1, j+1
		}
	}
}

// sparseJSD uses that a feature of one document alone adds half its share.
func sparseJSD(a, b Sparse, ta, tb float64) float64 {
	if ta == 0 || tb == 0 {
		return math.NaN()
	}
	less := 0.0
	shared(a, b, func(x, y float64) {
		p, q := x/ta, y/tb
		less += (p+q)*math.Log2(p+q) - p*math.Log2(p) - q*math.Log2(q)
	})
	return rootOf(1 - less/2)
}

// rootOf takes what rounding leaves of two equal profiles for 0.
func rootOf(d float64) float64 {
	if d < 1e-12 {
		return 0
	}
	return math.Sqrt(d)
}

func sparseHellinger(a, b Sparse, ta, tb float64) float64 {
	s := 0.0
	shared(a, b, func(x, y float64) { s += math.Sqrt(x * y) })
	if ta == 0 || tb == 0 {
		return math.NaN()
	}
	return rootOf(1 - s/math.Sqrt(ta*tb))
}

func sparseCosine(a, b Sparse, na, nb float64) float64 {
	s := 0.0
	shared(a, b, func(x, y float64) { s += x * y })
	if d := 1 - s/(na*nb); !(d < 1e-12) {
		return d
	}
	return 0
}

func sparseJaccard(a, b Sparse, _, _ float64) float64 {
	both := 0
	shared(a, b, func(_, _ float64) { both++ })
	return 1 - float64(both)/float64(len(a.Feature)+len(b.Feature)-both)
}

func sparseDice(a, b Sparse, _, _ float64) float64 {
	both := 0
	shared(a, b, func(_, _ float64) { both++ })
	return 1 - 2*float64(both)/float64(len(a.Feature)+len(b.Feature))
}

// common is the sum of the smaller shares: shares sum to 1, so that Σ max is 2 less
// it and Σ|p−q| twice what it lacks of 1.
func common(a, b Sparse, ta, tb float64) float64 {
	s := 0.0
	shared(a, b, func(x, y float64) { s += min(x/ta, y/tb) })
	if ta == 0 || tb == 0 {
		return math.NaN()
	}
	return s
}

func sparseRuzicka(a, b Sparse, ta, tb float64) float64 {
	s := common(a, b, ta, tb)
	return 1 - s/(2-s)
}

func sparseManhattan(a, b Sparse, ta, tb float64) float64 { return 2 - 2*common(a, b, ta, tb) }

func sparseEuclidean(a, b Sparse, ta, tb float64) float64 {
	s := Dot(a.Count, a.Count)/(ta*ta) + Dot(b.Count, b.Count)/(tb*tb)
	shared(a, b, func(x, y float64) { s -= 2 * x / ta * y / tb })
	if s < 1e-15 { // what rounding leaves of two equal profiles
		return 0
	}
	return math.Sqrt(s)
}

// sparseCorrelation takes the features that neither document has as zeros.
func sparseCorrelation(features int) func(a, b Sparse, ta, tb float64) float64 {
	n := float64(features)
	return func(a, b Sparse, ta, tb float64) float64 {
		s := 0.0
		shared(a, b, func(x, y float64) { s += x * y })
		cov, va, vb := s-ta*tb/n, Dot(a.Count, a.Count)-ta*ta/n, Dot(b.Count, b.Count)-tb*tb/n
		if d := 1 - cov/math.Sqrt(va*vb); !(d < 1e-12) {
			return d
		}
		return 0
	}
}

// distinct counts the features that any document has.
func distinct(documents []Sparse) int {
	seen := make(map[uint32]bool)
	for _, d := range documents {
		for _, f := range d.Feature {
			seen[f] = true
		}
	}
	return len(seen)
}
