package topic

import (
	"math"

	"concord/analysis/infer"
)

// estimate is a mean share with its variance and degrees of freedom.
type estimate struct {
	mean, variance, df float64
}

// minUnits is the least number of units that have an interval.
const minUnits = 3

// level is the confidence of every interval.
const level = 0.95

// meanShare estimates the mean share of each topic over some members, by the
// rules of Rubin (1987): the mean over draws; within, the jackknife variance of
// the mean share over units; between, the variance of the mean over draws. unit
// names the unit of each member, from 0 to units-1.
func meanShare(byDraw [][][]float64, members, unit []int, units, topic int) estimate {
	within, grand := 0.0, 0.0
	means := make([]float64, len(byDraw))
	df := math.NaN()
	for d, shares := range byDraw {
		sum, n := make([]float64, units), make([]float64, units)
		all, count := 0.0, 0.0
		for i, m := range members {
			x := shares[m][topic]
			sum[unit[i]] += x
			n[unit[i]]++
			all += x
			count++
		}
		without := make([]float64, units)
		for u := range without {
			without[u] = (all - sum[u]) / (count - n[u])
		}
		means[d] = all / count
		grand += means[d] / float64(len(byDraw))
		j, err := infer.JackknifeOne(means[d], without, level)
		if err != nil || units < minUnits {
			within = math.NaN()
			continue
		}
		within += j.SE * j.SE / float64(len(byDraw))
		df = float64(units - 1)
	}
	return estimate{grand, within + (1+1/float64(len(means)))*variance(means), df}
}

// interval is the t interval at a confidence, within 0 and 1.
func (e estimate) interval(confidence float64) (lo, hi float64) {
	half := infer.StudentQuantile((1+confidence)/2, e.df) * math.Sqrt(e.variance)
	if math.IsNaN(half) {
		return math.NaN(), math.NaN()
	}
	return max(e.mean-half, 0), min(e.mean+half, 1)
}

// minus estimates the difference of two means with degrees of freedom by
// Satterthwaite (1946), and the half width of its interval.
func (e estimate) minus(f estimate, confidence float64) (difference, half float64) {
	v := e.variance + f.variance
	df := v * v / (e.variance*e.variance/e.df + f.variance*f.variance/f.df)
	return e.mean - f.mean, infer.StudentQuantile((1+confidence)/2, df) * math.Sqrt(v)
}

// variance is that of a sample, over n−1; 0 for one value.
func variance(x []float64) float64 {
	if len(x) < 2 {
		return 0
	}
	mean := 0.0
	for _, v := range x {
		mean += v / float64(len(x))
	}
	ss := 0.0
	for _, v := range x {
		ss += (v - mean) * (v - mean)
	}
	return ss / float64(len(x)-1)
}
