package conformance

import (
	"cmp"
	"math"
	"slices"

	"concord/analysis/measure"
)

func burstAdapters() map[string]adapter {
	return map[string]adapter{
		"shift/kleinberg_events":  eventBursts,
		"shift/kleinberg_batched": batchedBursts,
	}
}

func eventBursts(f *fixture) (result, error) {
	found, err := measure.EventBursts(f.Input.nums("values"), f.Params.num("s"), f.Params.num("gamma"))
	if err != nil {
		return nil, err
	}
	rows := [][]float64{}
	var level, start, end []float64
	for _, b := range found {
		rows = append(rows, []float64{float64(b.Level), b.Start, b.End})
		level, start, end = append(level, float64(b.Level+1)), append(start, b.Start), append(end, b.End)
	}
	return result{"bursts": rows, "level": level, "start": start, "end": end}, nil
}

func batchedBursts(f *fixture) (result, error) {
	r, d, s, gamma := f.Input.nums("r"), f.Input.nums("d"), f.Params.num("s"), f.Params.num("gamma")
	switch f.Variant {
	case "viterbi":
		b, err := measure.BatchedBursts(r, d, s, gamma)
		runs := [][]float64{}
		for _, r := range b.Runs {
			runs = append(runs, []float64{float64(r.First), float64(r.Last), r.Weight})
		}
		return result{"bursts": runs, "states": b.States, "min_cost": b.Cost, "p0": b.Low, "p1": b.High}, err
	case "nmarinsek_greedy":
		return greedyBursts(r, d, s, gamma, int(f.Params.numOr("smooth", 1)))
	}
	return nil, errNotCovered
}

// greedyBursts is the Python tool burst_detection: it fixes the state of each batch
// before it looks at the next, which is not the least-cost sequence; a burst
// cannot start with the first batch and its weight leaves out the last; a rate
// above 1 becomes 0.99999; smoothing is a centred mean of the shares, without
// the edges.
func greedyBursts(r, d []float64, s, gamma float64, smooth int) (result, error) {
	n := len(r)
	half := max(0, (smooth-1)/2)
	r = slices.Clone(r)
	if smooth > 1 {
		raw := slices.Clone(r)
		for t := range r {
			r[t] = math.NaN()
			if t >= half && t+half < n {
				share := 0.0
				for k := t - half; k <= t+half; k++ {
					share += raw[k] / d[k]
				}
				r[t] = share / float64(2*half+1) * d[t]
			}
		}
	}
	real, all, relevant := 0, 0.0, 0.0
	for t := range r {
		all += d[t]
		if !math.IsNaN(r[t]) {
			real++
			relevant += r[t]
		}
	}
	p := [2]float64{relevant / all, relevant / all * s}
	if p[1] > 1 {
		p[1] = 0.99999
	}
	fit := func(t, j int) float64 { return measure.BatchCost(r[t], d[t], p[j]) }
	states := make([]any, n)
	last := 0
	for t := half; t < half+real; t++ {
		low, high := fit(t, 0), fit(t, 1)
		if t > half && last == 0 {
			high += gamma * math.Log(float64(real))
		}
		last = 0
		if high < low {
			last = 1
		}
		states[t] = last
	}
	state := func(t int) int {
		if v, ok := states[t].(int); ok {
			return v
		}
		return -1
	}
	type burst struct {
		from, to int
		weight   float64
	}
	var found []burst
	open := false
	for t := 1; t < n; t++ {
		a, b := state(t-1), state(t)
		if a < 0 || b < 0 {
			continue
		}
		if !open && b > a {
			found, open = append(found, burst{from: t, to: n - 1}), true
		}
		if open && b < a {
			found[len(found)-1].to, open = t, false
		}
	}
	for i := range found {
		for t := found[i].from; t < found[i].to; t++ {
			found[i].weight += fit(t, 0) - fit(t, 1)
		}
	}
	slices.SortStableFunc(found, func(a, b burst) int { return cmp.Compare(b.weight, a.weight) })
	rows := [][]float64{}
	for _, b := range found {
		rows = append(rows, []float64{float64(b.from), float64(b.to), b.weight})
	}
	return result{"bursts": rows, "states": states, "p0": p[0], "p1": p[1]}, nil
}
