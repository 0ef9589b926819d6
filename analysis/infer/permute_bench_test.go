package infer

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"testing"
)

// zipfian draws documents of words whose frequencies follow the law of Zipf and
// Mandelbrot, 1/(rank+2.7), with lengths that vary. Documents repeat themselves:
// every other word is one that the document has already. Words in fewer than
// three documents are left out, as a family of tests leaves them out.
func zipfian(documents, features, length int) Counts {
	rng := rand.New(rand.NewPCG(1, 2))
	upTo, sum := make([]float64, features), 0.0
	for f := range upTo {
		sum += 1 / (float64(f) + 2.7)
		upTo[f] = sum
	}
	c := Counts{Start: []int{0}}
	held := make([]int, features)
	for range documents {
		n := 1 + int(float64(length)*math.Exp(0.5*rng.NormFloat64()-0.125))
		words := make([]int, n)
		for i := range words {
			words[i] = sort.SearchFloat64s(upTo, rng.Float64()*sum)
			if i > 0 && rng.IntN(2) == 0 {
				words[i] = words[rng.IntN(i)]
			}
		}
		slices.Sort(words)
		for i := 0; i < n; {
			k := i
			for i < n && words[i] == words[k] {
				i++
			}
			c.Col, c.Count = append(c.Col, uint32(words[k])), append(c.Count, uint32(i-k))
			held[words[k]]++
		}
		c.Start, c.Total = append(c.Start, len(c.Col)), append(c.Total, float64(n))
	}
	return c.only(held, 3)
}

// only keeps the features that are in at least so many units, the commonest
// first.
func (c Counts) only(held []int, least int) Counts {
	var kept []int
	for f, n := range held {
		if n >= least {
			kept = append(kept, f)
		}
	}
	slices.SortStableFunc(kept, func(a, b int) int { return cmp.Compare(held[b], held[a]) })
	number := make(map[uint32]uint32, len(kept))
	for i, f := range kept {
		number[uint32(f)] = uint32(i)
	}
	out := Counts{Start: []int{0}, Total: c.Total, Features: len(kept)}
	for u := range c.Total {
		for k := c.Start[u]; k < c.Start[u+1]; k++ {
			if f, ok := number[c.Col[k]]; ok {
				out.Col, out.Count = append(out.Col, f), append(out.Count, c.Count[k])
			}
		}
		out.Start = append(out.Start, len(out.Col))
	}
	return out
}

// The size of a large Chinese collection cut into words: 27 650 documents, 17.8 M
// tokens, 137 000 features, 7 M non-zeros.
func BenchmarkPermuteLarge(b *testing.B) {
	c := zipfian(27_650, 137_000, 643)
	const target = 13_825
	b.Run("documents=27650/targets=13825", func(b *testing.B) {
		label := make([]bool, c.Units())
		for i := range label {
			label[i] = i*target/c.Units() != (i+1)*target/c.Units()
		}
		for b.Loop() {
			if _, err := Permute(context.Background(), c, label, PermuteOptions{Seed: 1}); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(c.Features), "features")
		b.ReportMetric(float64(len(c.Col))/1e6, "Mnonzeros")
		b.ReportMetric(DefaultDraws*float64(len(c.Col))*float64(b.N)/b.Elapsed().Seconds()/1e9, "Gcells/s")
	})
}
