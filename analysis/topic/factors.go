package topic

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"concord/analysis/measure"
)

// settled is the relative gain of ten rounds at which a factorisation is done.
const settled = 1e-4

// cells counts the words of each unit.
func (in data) cells() measure.SparseRows {
	out := measure.SparseRows{Rows: make([][]measure.SparseCell, len(in.units)), Columns: in.vocabulary}
	count := make([]float64, in.vocabulary)
	for d, words := range in.units {
		for _, w := range words {
			count[w]++
		}
		// Words in order of their first use: any fixed order will do.
		for _, w := range words {
			if count[w] > 0 {
				out.Rows[d] = append(out.Rows[d], measure.SparseCell{At: int(w), Value: count[w]})
				count[w] = 0
			}
		}
	}
	return out
}

// fitFactors runs model nmf or vem from a random start of its own. It has one draw.
func fitFactors(ctx context.Context, in data, s Settings, seed uint64, run int, step func()) (*Run, error) {
	rng := rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15*uint64(run+1)))
	cells, rounds := in.cells(), s.BurnIn+s.Sweeps
	r := &Run{Alpha: make([]float64, s.Topics), Units: matrix(len(in.units), s.Topics)}
	var improve func()
	var loss func() float64
	var finish func()
	if s.Model == "nmf" {
		f, err := measure.RandomNMF(cells, s.Topics, rng)
		if err != nil {
			return nil, fmt.Errorf("topic: %w", err)
		}
		improve = func() { f.Improve(cells, measure.KullbackLeibler) }
		loss = func() float64 { return f.Loss(cells, measure.KullbackLeibler) }
		finish = func() { r.takeFactors(f) }
	} else {
		alpha := 1 / float64(s.Topics)
		v, err := measure.StartVEM(s.Topics, in.vocabulary, alpha, rng)
		if err != nil {
			return nil, fmt.Errorf("topic: %w", err)
		}
		bound := 0.0
		improve = func() { bound = v.Improve(cells) }
		loss = func() float64 { return -bound }
		finish = func() { r.takeVariational(v, v.Infer(cells, 100, 1e-6)) }
	}
	last, done := math.Inf(1), false
	for i := range rounds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !done {
			if improve(); i%10 == 9 {
				now := loss()
				done = last-now < settled*math.Abs(now)
				last = now
			}
		}
		step()
	}
	finish()
	flat := make([]float64, 0, len(in.units)*s.Topics)
	for _, row := range r.Units {
		flat = append(flat, row...)
	}
	r.Shares = [][][]float64{in.sharing.of(flat, s.Topics)}
	for _, row := range r.Shares[0] {
		scaleTo1(row)
	}
	return r, nil
}

// takeFactors scales the rows of H to sum 1. A part that has died out has all words
// alike and no unit.
func (r *Run) takeFactors(f measure.NMF) {
	for k, h := range f.H {
		total := 0.0
		for _, x := range h {
			total += x
		}
		phi := make([]float64, len(h))
		for w, x := range h {
			phi[w] = 1 / float64(len(h))
			if total > 0 {
				phi[w] = x / total
			}
		}
		r.Phi = append(r.Phi, phi)
		for d := range r.Units {
			r.Units[d][k] = f.W[d][k] * total
		}
	}
}

func (r *Run) takeVariational(v measure.VariationalLDA, docs measure.Inferred) {
	for _, row := range v.Lambda {
		r.Phi = append(r.Phi, append([]float64(nil), row...))
	}
	for d, gamma := range docs.Gamma {
		for k, x := range gamma {
			r.Units[d][k] = max(0, x-v.Alpha)
		}
	}
}

// scaleTo1 makes shares sum to 1: a fit reproduces the words of a unit closely, not
// exactly. NaN stays.
func scaleTo1(shares []float64) {
	total := 0.0
	for _, x := range shares {
		total += x
	}
	if total > 0 {
		for k := range shares {
			shares[k] /= total
		}
	}
}
