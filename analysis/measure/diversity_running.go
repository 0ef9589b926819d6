package measure

import "math"

// The measures of running text take tokens as numbers of types.

// MATTR is the mean type-token ratio over all windows (Covington & McFall 2010);
// NaN for a text shorter than the window.
func MATTR(tokens []int, window int) float64 {
	if window < 1 || len(tokens) < window {
		return math.NaN()
	}
	count, types, s := map[int]int{}, 0, 0.0
	for i, w := range tokens {
		if count[w]++; count[w] == 1 {
			types++
		}
		if i >= window {
			old := tokens[i-window]
			if count[old]--; count[old] == 0 {
				types--
			}
		}
		if i >= window-1 {
			s += float64(types) / float64(window)
		}
	}
	return s / float64(len(tokens)-window+1)
}

// MSTTR is the mean type-token ratio over consecutive full segments (Johnson
// 1944), or with the incomplete last one too; NaN without a segment.
func MSTTR(tokens []int, segment int, keepLast bool) float64 {
	if segment < 1 {
		return math.NaN()
	}
	s, n := 0.0, 0.0
	for from := 0; from < len(tokens); from += segment {
		part := tokens[from:min(len(tokens), from+segment)]
		if len(part) < segment && !keepLast {
			break
		}
		s += typeRatio(part)
		n++
	}
	return s / n
}

func typeRatio(tokens []int) float64 {
	seen := map[int]bool{}
	for _, w := range tokens {
		seen[w] = true
	}
	return float64(len(seen)) / float64(len(tokens))
}

// MTLD measures the mean length of stretches whose type-token ratio stays above
// a threshold (McCarthy & Jarvis 2010).
type MTLD struct {
	Threshold float64 // usually .72
	MinLength int     // shortest factor: 1, or 10 as Kyle
	Inclusive bool    // a ratio equal to the threshold closes a factor
	// OpenEnd treats what ends with the last token as a partial factor even if it
	// would close there, as Kyle does.
	OpenEnd bool
}

// closes reports whether a stretch of n tokens with this many types is a factor.
func (m MTLD) closes(types, n int) bool {
	ratio := float64(types) / float64(n)
	return n >= m.MinLength && (ratio < m.Threshold || m.Inclusive && ratio == m.Threshold)
}

// Of is the mean of the forward and the backward pass; NaN where no factor, not
// even a part of one, is found.
func (m MTLD) Of(tokens []int) float64 { return (m.pass(tokens) + m.pass(reversed(tokens))) / 2 }

func (m MTLD) pass(tokens []int) float64 {
	factors, seen, n := 0.0, map[int]bool{}, 0
	for i, w := range tokens {
		seen[w] = true
		n++
		if m.closes(len(seen), n) && !(m.OpenEnd && i == len(tokens)-1) {
			factors++
			clear(seen)
			n = 0
		}
	}
	if n > 0 {
		factors += (1 - float64(len(seen))/float64(n)) / (1 - m.Threshold)
	}
	return defined(float64(len(tokens)) / factors)
}

// MovingAverage is the mean length of the first factor from every start, over
// starts that reach one: the mean of both directions, or with wrap in one
// direction continuing at the beginning of the text. NaN where none does.
func (m MTLD) MovingAverage(tokens []int, wrap bool) float64 {
	if wrap {
		return m.starts(tokens, true)
	}
	return (m.starts(tokens, false) + m.starts(reversed(tokens), false)) / 2
}

func (m MTLD) starts(tokens []int, wrap bool) float64 {
	total, found, seen := 0.0, 0.0, map[int]bool{}
	for from := range tokens {
		clear(seen)
		reach := len(tokens)
		if !wrap {
			reach -= from
		}
		for n := 1; n <= reach; n++ {
			seen[tokens[(from+n-1)%len(tokens)]] = true
			if m.closes(len(seen), n) {
				total += float64(n)
				found++
				break
			}
		}
	}
	return total / found
}

func reversed(tokens []int) []int {
	out := make([]int, len(tokens))
	for i, w := range tokens {
		out[len(out)-1-i] = w
	}
	return out
}
