package measure

import (
	"fmt"
	"math"
	"slices"
)

// EventBurst is an interval in which events come at least as fast as a level
// expects. Bursts nest: one of a level lies within one of the level below.
type EventBurst struct {
	Level      int     // 0 is the base rate and holds all events
	Start, End float64 // times of its first and last event
	Events     int     // events inside, both ends included
}

// EventBursts finds bursts in the times of events (Kleinberg 2003): gaps are
// exponential with rate s^j/ĝ on level j, ĝ being the mean gap; going up one level
// costs gamma·ln n for n gaps, going down nothing; the least-cost sequence of
// levels starts on level 0, and the lower level wins a tie. Bursts are in order
// of start, then level. There are as many levels as the shortest gap can use,
// ⌈1+log_s(T/shortest)⌉. Times need not be in order. An error for two events at one
// time, s ≤ 1 or gamma ≤ 0.
func EventBursts(times []float64, s, gamma float64) ([]EventBurst, error) {
	if len(times) == 0 || !(s > 1) || !(gamma > 0) {
		return nil, fmt.Errorf("measure: bursts: %d events with s = %g and gamma = %g, expected an event, s above 1 and gamma above 0", len(times), s, gamma)
	}
	times = slices.Clone(times)
	slices.Sort(times)
	if len(times) == 1 {
		return []EventBurst{{Start: times[0], End: times[0], Events: 1}}, nil
	}
	gaps, shortest := make([]float64, len(times)-1), math.Inf(1)
	for i := range gaps {
		gaps[i] = times[i+1] - times[i]
		shortest = min(shortest, gaps[i])
	}
	if !(shortest > 0) {
		return nil, fmt.Errorf("measure: bursts: two events at one time, expected a gap between any two")
	}
	span := times[len(times)-1] - times[0]
	levels := int(math.Ceil(1 + math.Log(span)/math.Log(s) + math.Log(1/shortest)/math.Log(s)))
	return nested(times, levelsOf(gaps, levels, s, gamma, span)), nil
}

// levelsOf is the least-cost level of every gap (Viterbi 1967).
func levelsOf(gaps []float64, levels int, s, gamma, span float64) []int {
	n := len(gaps)
	up := gamma * math.Log(float64(n))
	cost, back := make([]float64, levels), make([][]int, n)
	rate := make([]float64, levels)
	for j := range cost {
		rate[j] = math.Pow(s, float64(j)) * float64(n) / span
		if j > 0 {
			cost[j] = math.Inf(1)
		}
	}
	for t, gap := range gaps {
		next := make([]float64, levels)
		back[t] = make([]int, levels)
		for j := range next {
			best := math.Inf(1)
			for from, c := range cost {
				if j > from {
					c += float64(j-from) * up
				}
				if c < best {
					best, back[t][j] = c, from
				}
			}
			next[j] = best + rate[j]*gap - math.Log(rate[j])
		}
		cost = next
	}
	at := 0
	for j, c := range cost {
		if c < cost[at] {
			at = j
		}
	}
	out := make([]int, n)
	for t := n - 1; t >= 0; t-- {
		out[t] = at
		at = back[t][at]
	}
	return out
}

// nested turns the levels of the gaps into intervals.
func nested(times []float64, levels []int) []EventBurst {
	var out []EventBurst
	var open, first []int // bursts not closed yet, by level; index of their first event
	closeTo := func(level, event int) {
		for len(open) > level {
			b := &out[open[len(open)-1]]
			b.End, b.Events = times[event], event-first[len(first)-1]+1
			open, first = open[:len(open)-1], first[:len(first)-1]
		}
	}
	for t, level := range levels {
		closeTo(level+1, t)
		for len(open) <= level {
			open, first = append(open, len(out)), append(first, t)
			out = append(out, EventBurst{Level: len(open) - 1, Start: times[t]})
		}
	}
	closeTo(0, len(times)-1)
	return out
}
