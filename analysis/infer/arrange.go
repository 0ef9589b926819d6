package infer

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// arrangement is a way to hand out the target labels: within every stratum as
// many units are targets as were observed.
type arrangement struct {
	strata []stratum
	count  float64 // number of different arrangements, +Inf beyond float64
}

type stratum struct {
	units   []int // row numbers, ascending
	targets int
}

// newArrangement groups rows by stratum label (nil: one stratum).
func newArrangement(target []bool, strata []int) (arrangement, error) {
	if strata != nil && len(strata) != len(target) {
		return arrangement{}, fmt.Errorf("infer: permute: %d stratum labels for %d units", len(strata), len(target))
	}
	labels := make([]int, len(target))
	copy(labels, strata)
	distinct := slices.Clone(labels)
	slices.Sort(distinct)
	distinct = slices.Compact(distinct)
	a := arrangement{count: 1}
	for _, label := range distinct {
		var s stratum
		for i, l := range labels {
			if l == label {
				s.units = append(s.units, i)
				if target[i] {
					s.targets++
				}
			}
		}
		a.strata = append(a.strata, s)
		a.count *= choose(len(s.units), s.targets)
	}
	return a, nil
}

// choose is the binomial coefficient, exact while it fits 2^53.
func choose(n, k int) float64 {
	if k < 0 || k > n {
		return 0
	}
	k = min(k, n-k)
	c := 1.0
	for i := 1; i <= k; i++ {
		c = c * float64(n-k+i) / float64(i)
		if c < 1<<53 {
			c = math.Round(c)
		}
	}
	return c
}

// mirrored reports whether swapping the two groups gives an arrangement of the
// same kind: both groups are equally large in every stratum.
func (a arrangement) mirrored() bool {
	for _, s := range a.strata {
		if 2*s.targets != len(s.units) {
			return false
		}
	}
	return true
}

// nth writes the target labels of arrangement number index (from 0) in the
// order of the combinatorial number system.
func (a arrangement) nth(index int, label []bool) {
	clear(label)
	for _, s := range a.strata {
		size := int(choose(len(s.units), s.targets))
		rest := index % size
		index /= size
		need := s.targets
		for i, unit := range s.units {
			if need == 0 {
				break
			}
			with := int(choose(len(s.units)-i-1, need-1))
			if rest < with {
				label[unit] = true
				need--
			} else {
				rest -= with
			}
		}
	}
}

// draw writes random target labels: the first units of a shuffled stratum.
// scratch has at least as many elements as the largest stratum.
func (a arrangement) draw(r *rand.Rand, label []bool, scratch []int) {
	clear(label)
	for _, s := range a.strata {
		pool := scratch[:len(s.units)]
		copy(pool, s.units)
		for i := range s.targets {
			j := i + r.IntN(len(pool)-i)
			pool[i], pool[j] = pool[j], pool[i]
			label[pool[i]] = true
		}
	}
}

// stream is the random stream of work unit number index.
func stream(seed uint64, index int) *rand.Rand {
	return rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15^uint64(index)*0xbf58476d1ce4e5b9))
}
