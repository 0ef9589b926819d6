package keyness_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"testing"

	"concord/analysis/keyness"
	"concord/corpus"
)

// zipfian draws documents of words whose frequencies follow the law of Zipf and
// Mandelbrot, 1/(rank+2.7). Every other document is of the target.
func zipfian(documents, features, length int) keyness.Data {
	rng := rand.New(rand.NewPCG(3, 4))
	upTo, sum := make([]float64, features), 0.0
	for f := range upTo {
		sum += 1 / (float64(f) + 2.7)
		upTo[f] = sum
	}
	m := &corpus.Matrix{Start: []int{0}, Features: make([]string, features)}
	for f := range m.Features {
		m.Features[f] = fmt.Sprintf("w%06d", f)
	}
	target := make([]bool, documents)
	for d := range documents {
		words := make([]int, 1+int(float64(length)*math.Exp(0.5*rng.NormFloat64()-0.125)))
		for i := range words {
			words[i] = sort.SearchFloat64s(upTo, rng.Float64()*sum)
		}
		slices.Sort(words)
		for i := 0; i < len(words); {
			k := i
			for i < len(words) && words[i] == words[k] {
				i++
			}
			m.Col, m.Count = append(m.Col, uint32(words[k])), append(m.Count, uint32(i-k))
		}
		m.Rows, m.Start, m.Total = append(m.Rows, fmt.Sprintf("d%05d", d)), append(m.Start, len(m.Col)), append(m.Total, float64(len(words)))
		target[d] = d%2 == 0
	}
	return keyness.Data{Matrix: m, Target: target}
}

// 10 000 documents, 100 000 features, without permutations: a single one can
// select nothing, so that no test is made.
func BenchmarkCompare(b *testing.B) {
	d := zipfian(10_000, 100_000, 400)
	for _, top := range []int{100, 0} {
		b.Run(fmt.Sprintf("top=%d", top), func(b *testing.B) {
			b.ReportAllocs()
			rows := 0
			for b.Loop() {
				c, err := keyness.Compare(context.Background(), d, keyness.Settings{MinCount: 1, MinDocuments: 1, Permutations: 1, Adjust: "bh", Top: top})
				if err != nil {
					b.Fatal(err)
				}
				rows = len(c.Rows)
			}
			b.ReportMetric(float64(rows), "rows")
			b.ReportMetric(float64(len(d.Matrix.Col))/1e6, "Mnonzeros")
		})
	}
}
