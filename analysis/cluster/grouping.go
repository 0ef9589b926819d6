package cluster

import (
	"context"
	"math"
	"math/rand/v2"
	"runtime"
	"sync"

	"concord/analysis/infer"
	"concord/analysis/measure"
)

// grouping is a cut of the tree.
type grouping struct {
	*tree
	k          int
	label      []int // by document: its group, from 1 in leaf order
	silhouette []float64
	recovery   []float64 // by group, NaN when not drawn
}

func (t *tree) cut(k int) *grouping {
	g := &grouping{tree: t, label: t.hierarchy.Cut(k), recovery: make([]float64, k), k: k}
	number := map[int]int{}
	for _, i := range t.leaves {
		if l := g.label[i]; number[l] == 0 {
			number[l] = len(number) + 1
		}
	}
	for i, l := range g.label {
		g.label[i] = number[l]
	}
	for i := range g.recovery {
		g.recovery[i] = math.NaN()
	}
	g.silhouette = measure.Silhouettes(t.distance, g.label)
	return g
}

// units are what is drawn: single documents, or all of a pair of parties.
func (t *tree) units(byPair bool) infer.Clusters {
	labels := make([]string, t.size())
	if byPair {
		for i := range labels {
			labels[i] = t.doc(i).Pair()
		}
	}
	return infer.ClustersOf(labels)
}

// recover draws units with replacement, clusters the documents drawn (each once) into
// as many groups and returns for each group the mean Jaccard coefficient with its
// best match, over the draws that hold one of its documents (Hennig 2007). Every
// draw has its own stream of random numbers.
func (t *tree) recover(ctx context.Context, g *grouping, units infer.Clusters, draws int, seed uint64) ([]float64, error) {
	found := make([][]float64, draws)
	workers := max(1, min(runtime.GOMAXPROCS(0), draws))
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for d := w; d < draws && ctx.Err() == nil; d += workers {
				found[d] = t.again(g, units, rand.New(rand.NewPCG(seed, uint64(d)+1)))
			}
		})
	}
	wait.Wait()
	out := make([]float64, g.k)
	for c := range out {
		n, total := 0.0, 0.0
		for _, f := range found {
			if f != nil && !math.IsNaN(f[c]) {
				n, total = n+1, total+f[c]
			}
		}
		out[c] = total / n
	}
	return out, ctx.Err()
}

func (t *tree) again(g *grouping, units infer.Clusters, r *rand.Rand) []float64 {
	drawn := make([]bool, t.size())
	for range units {
		for _, i := range units[r.IntN(len(units))] {
			drawn[i] = true
		}
	}
	var documents []int
	for i, d := range drawn {
		if d {
			documents = append(documents, i)
		}
	}
	distance := make([][]float64, len(documents))
	for a, i := range documents {
		distance[a] = make([]float64, len(documents))
		for b, j := range documents {
			distance[a][b] = t.distance[i][j]
		}
	}
	h, err := measure.Link(distance, t.linkage)
	if err != nil {
		return nil
	}
	return g.matches(documents, h.Cut(g.k))
}

// matches is for each group the Jaccard coefficient with the likest of the new
// groups, among the documents drawn; NaN for a group without any.
func (g *grouping) matches(documents, label []int) []float64 {
	both := make([][]float64, g.k) // documents by old and new group
	for c := range both {
		both[c] = make([]float64, g.k)
	}
	old, now := make([]float64, g.k), make([]float64, g.k)
	for a, i := range documents {
		both[g.label[i]-1][label[a]-1]++
		old[g.label[i]-1]++
		now[label[a]-1]++
	}
	out := make([]float64, g.k)
	for c := range out {
		if old[c] == 0 {
			out[c] = math.NaN()
			continue
		}
		for d := range now {
			if now[d] > 0 {
				out[c] = max(out[c], both[c][d]/(old[c]+now[d]-both[c][d]))
			}
		}
	}
	return out
}
