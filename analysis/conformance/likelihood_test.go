package conformance

import (
	"math"
	"slices"
	"strings"

	"concord/analysis/measure"
)

func likelihoodAdapters() map[string]adapter {
	return map[string]adapter{
		"shift/changepoint_r":        changepointR,
		"shift/changepoint_r_manual": changepointRManual,
		"shift/ecp_divisive":         divisive,
	}
}

// changeModel reads the names of the R package changepoint.
func changeModel(f *fixture) (measure.ChangeModel, error) {
	kind := strings.TrimPrefix(strings.ReplaceAll(f.Params.textOr("type", "mean"), ".", ""), "cpt")
	stat := strings.ToLower(f.Params.textOr("test.stat", f.Params.textOr("test_stat", f.Params.textOr("statistic", "normal"))))
	m, ok := map[string]measure.ChangeModel{
		"mean normal": measure.ChangeMean, "var normal": measure.ChangeVariance, "variance normal": measure.ChangeVariance, "meanvar normal": measure.ChangeMeanVariance,
		"meanvar exponential": measure.ChangeExponential, "meanvar gamma": measure.ChangeGamma, "meanvar poisson": measure.ChangePoisson,
	}[kind+" "+stat]
	if !ok {
		return m, errNotCovered
	}
	return m, nil
}

func changePenalty(name string) (p measure.ChangePenalty, manual bool, err error) {
	if name == "Manual" {
		return measure.PenaltyNone, true, nil
	}
	p, ok := map[string]measure.ChangePenalty{
		"MBIC": measure.PenaltyMBIC, "BIC": measure.PenaltyBIC, "SIC": measure.PenaltyBIC, "AIC": measure.PenaltyAIC, "Hannan-Quinn": measure.PenaltyHQ, "HQ": measure.PenaltyHQ,
		"BIC0": measure.PenaltyBIC0, "SIC0": measure.PenaltyBIC0, "AIC0": measure.PenaltyAIC0, "Hannan-Quinn0": measure.PenaltyHQ0, "None": measure.PenaltyNone,
	}[name]
	if !ok {
		return p, false, errNotCovered
	}
	return p, false, nil
}

func changepointR(f *fixture) (result, error) {
	model, err := changeModel(f)
	if err != nil {
		return nil, err
	}
	penalty, manual, err := changePenalty(f.Params.textOr("penalty", "MBIC"))
	if err != nil {
		return nil, err
	}
	least := 2
	if model == measure.ChangeMean {
		least = 1
	}
	values := f.Input.nums("values")
	modified := !manual && penalty == measure.PenaltyMBIC
	s, err := measure.NewChangeSeries(values, model, f.Params.numOr("shape", 1), modified, int(f.Params.numOr("minseglen", float64(least))))
	if err != nil {
		return nil, err
	}
	pen := penalty.Of(model, len(values))
	if manual {
		pen = f.Params.num("pen_value")
	}
	points, err := searched(f, s, pen)
	if err != nil {
		return nil, err
	}
	deviance, err := likelihoodInR(f, s, points)
	if err != nil {
		return nil, err
	}
	extra := float64(len(points)) * pen
	if modified {
		// The tool's slot counts one change fewer and adds the lengths.
		extra -= pen
		from := 0
		for _, to := range append(slices.Clone(points), len(values)) {
			extra += math.Log(float64(to - from))
			from = to
		}
	}
	return result{"cpts": points, "n_cpts": len(points), "pen_value": pen, "loglik": []float64{deviance, deviance + extra}}, nil
}

// likelihoodInR is the first value of the package's logLik: −2·ln L for the normal
// models after PELT or AMOC; the sum of costs after the other searches, whose objects
// are of another class; minus half of that for the other distributions.
func likelihoodInR(f *fixture, s *measure.ChangeSeries, points []int) (float64, error) {
	method := f.Params.textOr("method", "PELT")
	normal := s.Model == measure.ChangeMean || s.Model == measure.ChangeVariance || s.Model == measure.ChangeMeanVariance
	if normal && (method == "PELT" || method == "AMOC") {
		return s.Deviance(points), nil
	}
	plain, err := measure.NewChangeSeries(f.Input.nums("values"), s.Model, s.Shape, false, s.MinSize)
	if err != nil {
		return 0, err
	}
	total := plain.Segmenter().Total(points)
	if !normal {
		total /= -2
	}
	return total, nil
}

func searched(f *fixture, s *measure.ChangeSeries, pen float64) ([]int, error) {
	switch f.Params.textOr("method", "PELT") {
	case "PELT":
		return s.Segmenter().Pruned(pen), nil
	case "BinSeg":
		return halvedInR(s, int(f.Params.numOr("Q", 5)), pen), nil
	case "SegNeigh":
		return s.Segmenter().Neighbourhood(int(f.Params.numOr("Q", 5))-1, pen), nil
	case "AMOC":
		return s.Segmenter().Neighbourhood(1, pen), nil
	}
	return nil, errNotCovered
}

// halvedInR is binary segmentation as the R package does it: it looks at the places
// 2 … n−3 only, wants one value more than the shortest segment on the left, keeps
// splitting whatever the gain and only then counts the splits whose running
// least gain reaches the penalty. Segmenter.Greedy looks everywhere.
func halvedInR(s *measure.ChangeSeries, q int, pen float64) []int {
	n := s.Segmenter().Len()
	ends, order, gains := []int{0, n}, []int{}, []float64{}
	least := math.MaxFloat64
	for range q {
		top, at := 0.0, 0
		for i := 1; i < len(ends); i++ {
			from, to := ends[i-1], ends[i]
			for p := max(2, from+s.MinSize+1); p < min(n-2, to) && to-p >= s.MinSize; p++ {
				if g := (s.Cost(from, to) - s.Cost(from, p) - s.Cost(p, to)) / 2; g > top {
					top, at = g, p
				}
			}
		}
		least = min(least, top)
		order, gains = append(order, at), append(gains, least)
		ends = append(ends, at)
		slices.Sort(ends)
		ends = slices.Compact(ends)
	}
	kept := 0
	for kept < len(gains) && 2*gains[kept] >= pen {
		kept++
	}
	points := slices.Clone(order[:kept])
	slices.Sort(points)
	return points
}

func changepointRManual(f *fixture) (result, error) {
	s, err := measure.NewChangeSeries(f.Input.nums("values"), measure.ChangeMean, 1, false, int(f.Params.numOr("minseglen", 1)))
	if err != nil {
		return nil, err
	}
	pen := f.Params.num("pen_value")
	return result{"binseg": halvedInR(s, f.Params.integer("Q"), pen), "pelt": s.Segmenter().Pruned(pen)}, nil
}

// divisive lists new starts, counted from 1, as the R package ecp does.
func divisive(f *fixture) (result, error) {
	key := "values"
	if !f.Input.has(key) {
		key = "X"
	}
	rows := f.Input.matrix(key)
	if !f.Params.has("k") {
		return nil, errNotCovered // its random numbers are R's
	}
	d := measure.Divisive{Alpha: f.Params.numOr("alpha", 1), MinSize: int(f.Params.numOr("min_size", 30)), Most: f.Params.integer("k")}
	found, _, err := d.Changes(rows)
	if err != nil {
		return nil, err
	}
	order := []int{1, len(rows) + 1}
	for _, c := range found {
		order = append(order, c.At+1)
	}
	sorted := slices.Clone(order)
	slices.Sort(sorted)
	return result{"estimates": sorted, "order_found": order}, nil
}
