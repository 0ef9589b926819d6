package shift_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"concord/analysis/infer"
	"concord/analysis/shift"
)

// Each pair has words of its own, and the target is four of eight pairs: permuting
// documents tells of a difference that is one of pairs, permuting pairs does not. Of
// 20 such corpora five with p < .05 come by chance in 1 of 400 runs.
func TestPairsMoveWhole(t *testing.T) {
	byPair, byDocument := 0, 0
	const corpora = 20
	for n := range corpora {
		d, labels := shift.Documents{Features: 100}, []string{}
		for i := range 40 {
			pair := i / 5
			r := rand.New(rand.NewPCG(uint64(n), uint64(i)))
			var tokens []uint32
			for range 150 {
				w := uint32(math.Exp(r.Float64()*math.Log(61))) - 1
				if r.Float64() < 0.2 {
					w = uint32(60 + 5*pair + r.IntN(5))
				}
				tokens = append(tokens, w)
			}
			d.Tokens, d.Target, labels = append(d.Tokens, tokens), append(d.Target, pair < 4), append(labels, fmt.Sprint(pair))
		}
		free, err := shift.Test(context.Background(), d, 99, 1)
		if err != nil {
			t.Fatal(err)
		}
		d.Clusters = infer.ClustersOf(labels)
		whole, err := shift.Test(context.Background(), d, 199, 1)
		if err != nil {
			t.Fatal(err)
		}
		if whole.P < 0.05 {
			byPair++
		}
		if free.P < 0.05 {
			byDocument++
		}
		if n == 0 {
			near(t, "smallest p by pairs", whole.SmallestP, 2./70) // C(8,4) groupings, each with its mirror
		}
	}
	if byPair > 4 || byDocument < 18 {
		t.Errorf("of %d corpora: %d by pairs, %d by documents", corpora, byPair, byDocument)
	}
}

// Where pairs have documents on both sides, documents move within their pair: a
// difference within every pair is found, one between pairs cannot arise.
func TestDocumentsMoveWithinPairs(t *testing.T) {
	d, labels := shift.Documents{Features: 80}, []string{}
	for i := range 32 {
		r := rand.New(rand.NewPCG(3, uint64(i)))
		var tokens []uint32
		for range 150 {
			w := uint32(math.Exp(r.Float64()*math.Log(61))) - 1
			if i%2 == 0 && r.Float64() < 0.1 {
				w = uint32(60 + r.IntN(10))
			}
			tokens = append(tokens, w)
		}
		d.Tokens, d.Target, labels = append(d.Tokens, tokens), append(d.Target, i%2 == 0), append(labels, fmt.Sprint(i/4))
	}
	d.Clusters = infer.ClustersOf(labels)
	got, err := shift.Test(context.Background(), d, 199, 1)
	if err != nil {
		t.Fatal(err)
	}
	if got.P > 0.02 {
		t.Errorf("p %g of a difference within every pair", got.P)
	}
}
