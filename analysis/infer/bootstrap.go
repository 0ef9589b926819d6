package infer

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
)

// BootstrapOptions sets a bootstrap. The zero value takes the defaults.
type BootstrapOptions struct {
	Draws  int     // resamples; 0 means 9999
	Level  float64 // confidence; 0 means 0.95
	Seed   uint64
	Strata []int // resample only among units with the same label; nil means all together
}

// Bootstrap is the result of resampling units with replacement.
type Bootstrap struct {
	Estimate   float64
	SE, Bias   float64   // standard deviation (n−1) of the replicates; their mean − Estimate
	Interval   Interval  // percentile interval, quantile type 7
	Replicates []float64 // one per draw, in order of drawing
}

// BootstrapUnits resamples n units with replacement (Efron 1979) and evaluates
// statistic on the drawn unit numbers (with repetition, length n). statistic is
// called from several goroutines and must not keep or change its argument. Draw
// b uses its own random stream, so the result depends on the seed alone. The
// percentile interval is too short for few units: prefer JackknifeT.
func BootstrapUnits(n int, statistic func(units []int) float64, opt BootstrapOptions) (Bootstrap, error) {
	if n < 1 {
		return Bootstrap{}, fmt.Errorf("infer: bootstrap: %d units, expected at least one", n)
	}
	if opt.Level == 0 {
		opt.Level = 0.95
	}
	if err := checkLevel("bootstrap", opt.Level); err != nil {
		return Bootstrap{}, err
	}
	if opt.Draws <= 0 {
		opt.Draws = DefaultDraws
	}
	arr, err := newArrangement(make([]bool, n), opt.Strata)
	if err != nil {
		return Bootstrap{}, err
	}
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	b := Bootstrap{Estimate: statistic(all), Replicates: make([]float64, opt.Draws)}
	inParallel(opt.Draws, func(from, to int) {
		drawn := make([]int, n)
		for k := from; k < to; k++ {
			r, at := stream(opt.Seed, k), 0
			for _, s := range arr.strata {
				for range s.units {
					drawn[at] = s.units[r.IntN(len(s.units))]
					at++
				}
			}
			b.Replicates[k] = statistic(drawn)
		}
	})
	mean, sd := meanSD(b.Replicates)
	b.Bias, b.SE = mean-b.Estimate, sd
	sorted := slices.Sorted(slices.Values(b.Replicates))
	b.Interval = undefinedInterval()
	if !math.IsNaN(mean) {
		tail := (1 - opt.Level) / 2
		b.Interval = Interval{SortedQuantile(sorted, tail, QuantileType7), SortedQuantile(sorted, 1-tail, QuantileType7)}
	}
	return b, nil
}

// inParallel runs work over consecutive ranges of 0…n−1 on all processors.
func inParallel(n int, work func(from, to int)) {
	workers := min(n, runtime.GOMAXPROCS(0))
	var wait sync.WaitGroup
	for w := range workers {
		from, to := n*w/workers, n*(w+1)/workers
		wait.Go(func() { work(from, to) })
	}
	wait.Wait()
}

// BootstrapIntervals holds the classical intervals made from replicates.
type BootstrapIntervals struct {
	SE, Bias                       float64
	Normal, Basic, Percentile, BCa Interval
}

// IntervalsOf makes intervals from an estimate and its bootstrap replicates as
// Davison & Hinkley 1997, ch. 5: quantiles at k = (R+1)·α, interpolated on the
// normal scale between order statistics; Normal removes the bias; Basic is
// 2·estimate − quantile; BCa uses the acceleration given (NaN leaves it out),
// for which see Acceleration.
func IntervalsOf(estimate float64, replicates []float64, level, acceleration float64) (BootstrapIntervals, error) {
	if err := checkLevel("bootstrap intervals", level); err != nil {
		return BootstrapIntervals{}, err
	}
	if len(replicates) < 2 {
		return BootstrapIntervals{}, fmt.Errorf("infer: bootstrap intervals: %d replicates, expected at least 2", len(replicates))
	}
	sorted := slices.Sorted(slices.Values(replicates))
	mean, sd := meanSD(replicates)
	b := BootstrapIntervals{SE: sd, Bias: mean - estimate, BCa: undefinedInterval()}
	tail := (1 - level) / 2
	z := NormalQuantile(1 - tail)
	b.Normal = Interval{estimate - b.Bias - z*sd, estimate - b.Bias + z*sd}
	b.Percentile = Interval{normalScaleQuantile(sorted, tail), normalScaleQuantile(sorted, 1-tail)}
	b.Basic = Interval{2*estimate - b.Percentile.Hi, 2*estimate - b.Percentile.Lo}
	if math.IsNaN(acceleration) {
		return b, nil
	}
	below := 0
	for _, v := range replicates {
		if v < estimate {
			below++
		}
	}
	w := NormalQuantile(float64(below) / float64(len(replicates)))
	at := func(z float64) float64 { return 1 - NormalUpper(w+(w+z)/(1-acceleration*(w+z))) }
	b.BCa = Interval{normalScaleQuantile(sorted, at(-z)), normalScaleQuantile(sorted, at(z))}
	return b, nil
}

// normalScaleQuantile interpolates between order statistics k and k+1 with
// k = ⌊(R+1)α⌋ on the scale of normal quantiles (Davison & Hinkley 1997, 5.8).
func normalScaleQuantile(sorted []float64, alpha float64) float64 {
	r := float64(len(sorted))
	k := math.Floor((r+1)*alpha + 1e-10)
	switch {
	case math.IsNaN(alpha):
		return math.NaN()
	case k < 1:
		return sorted[0]
	case k >= r:
		return sorted[len(sorted)-1]
	}
	lo, hi := sorted[int(k)-1], sorted[int(k)]
	if math.Abs((r+1)*alpha-k) < 1e-10 {
		return lo
	}
	a, b := NormalQuantile(k/(r+1)), NormalQuantile((k+1)/(r+1))
	return lo + (NormalQuantile(alpha)-a)/(b-a)*(hi-lo)
}

// meanSD is the mean and the standard deviation over n−1.
func meanSD(v []float64) (mean, sd float64) {
	n := float64(len(v))
	for _, x := range v {
		mean += x
	}
	mean /= n
	ss := 0.0
	for _, x := range v {
		ss += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(ss / (n - 1))
}
