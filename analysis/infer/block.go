package infer

import (
	"context"
	"fmt"
	"math"
)

// BlockOptions sets a block permutation of a series.
type BlockOptions struct {
	Block int    // length of the blocks kept together; 0 means by BlockLength
	Draws int    // 0 means 9999
	Seed  uint64 // one stream per draw
}

// BlockTest is the result of a block permutation.
type BlockTest struct {
	Statistic float64
	P         float64 // one-sided: P(T* ≥ T)
	Block     int
	Drawn     int
}

// PermuteBlocks tests a statistic of a series against reorderings that keep
// short runs together, so that autocorrelation alone is not taken for change.
// The series is turned at a random place, cut into blocks and the blocks are
// shuffled. p = (1+#{T* ≥ T})/(B+1). statistic is called from several
// goroutines and must not keep or change its argument.
func PermuteBlocks(ctx context.Context, series []float64, statistic func([]float64) float64, opt BlockOptions) (BlockTest, error) {
	n := len(series)
	if n < 3 {
		return BlockTest{}, fmt.Errorf("infer: block permutation: %d values, expected at least 3", n)
	}
	if opt.Block <= 0 {
		opt.Block = BlockLength(series)
	}
	if opt.Block >= n {
		return BlockTest{}, fmt.Errorf("infer: block permutation: blocks of %d in a series of %d, expected shorter blocks", opt.Block, n)
	}
	if opt.Draws <= 0 {
		opt.Draws = DefaultDraws
	}
	t := BlockTest{Statistic: statistic(series), Block: opt.Block, Drawn: opt.Draws}
	threshold := t.Statistic - 1e-9*math.Abs(t.Statistic)
	over := make([]bool, opt.Draws)
	inParallel(opt.Draws, func(from, to int) {
		turned, order := make([]float64, n), make([]float64, 0, n)
		for k := from; k < to && ctx.Err() == nil; k++ {
			r := stream(opt.Seed, k)
			turn := r.IntN(n)
			copy(turned[copy(turned, series[turn:]):], series[:turn])
			order = order[:0]
			for _, b := range r.Perm((n + opt.Block - 1) / opt.Block) {
				order = append(order, turned[b*opt.Block:min(n, (b+1)*opt.Block)]...)
			}
			over[k] = statistic(order) >= threshold
		}
	})
	if err := ctx.Err(); err != nil {
		return BlockTest{}, fmt.Errorf("infer: block permutation: stopped: %w", err)
	}
	count := 0
	for _, yes := range over {
		if yes {
			count++
		}
	}
	t.P = float64(1+count) / float64(opt.Draws+1)
	if math.IsNaN(t.Statistic) {
		t.P = math.NaN()
	}
	return t, nil
}

// BlockLength proposes the block length of a series: 1 where the lag-1
// autocorrelation is at most .2, 2 up to .5, else 3; 1 below six values.
func BlockLength(series []float64) int {
	r := Lag1(series)
	switch {
	case len(series) < 6 || math.IsNaN(r) || r <= 0.2:
		return 1
	case r <= 0.5:
		return 2
	}
	return 3
}

// Lag1 is the lag-1 autocorrelation Σ(x_t−x̄)(x_{t+1}−x̄)/Σ(x_t−x̄)²; NaN for a
// constant series.
func Lag1(series []float64) float64 {
	mean, _ := meanSD(series)
	cross, square := 0.0, 0.0
	for i, v := range series {
		square += (v - mean) * (v - mean)
		if i > 0 {
			cross += (v - mean) * (series[i-1] - mean)
		}
	}
	return cross / square
}
