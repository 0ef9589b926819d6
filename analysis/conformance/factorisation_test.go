package conformance

import (
	"math"
	"math/rand/v2"

	"concord/analysis/measure"
)

func factorisationAdapters() map[string]adapter {
	return map[string]adapter{"topics/nmf_mu": nmfUpdates, "topics/nmf_best": nmfBest, "topics/nndsvd": nndsvd}
}

func nmfUpdates(f *fixture) (result, error) {
	loss, ok := map[string]measure.NMFLoss{"frobenius": measure.Frobenius, "kullback-leibler": measure.KullbackLeibler}[f.Params.textOr("beta_loss", "frobenius")]
	if !ok {
		return nil, errNotCovered
	}
	x, m := measure.SparseOf(f.Input.matrix("X")), measure.NMF{W: f.Input.matrix("W0"), H: f.Input.matrix("H0")}
	for range f.Params.integer("max_iter") {
		m.Improve(x, loss)
	}
	value := m.Loss(x, loss)
	return result{"W": m.W, "H": m.H, "objective": value, "reconstruction_err_": math.Sqrt(2 * value)}, nil
}

func nmfBest(f *fixture) (result, error) {
	x, k, best := measure.SparseOf(f.Input.matrix("X")), f.Params.integer("k"), math.Inf(1)
	for r := range int(f.Params.numOr("restarts", 20)) {
		m, err := measure.RandomNMF(x, k, rand.New(rand.NewPCG(1, uint64(r))))
		if err != nil {
			return nil, err
		}
		m.Fit(x, measure.Frobenius, 2000, 1e-7)
		best = min(best, math.Sqrt(2*m.Loss(x, measure.Frobenius)))
	}
	return result{"best_frobenius_norm_of_residual": best}, nil
}

func nndsvd(f *fixture) (result, error) {
	fill := 0.0
	if f.Variant == "nndsvda" {
		total, cells := 0.0, 0.0
		for _, r := range f.Input.matrix("X") {
			for _, v := range r {
				total += v
				cells++
			}
		}
		fill = total / cells
	}
	m, err := measure.StartNMF(f.Input.matrix("X"), f.Params.integer("k"), fill)
	return result{"W": m.W, "H": m.H}, err
}
