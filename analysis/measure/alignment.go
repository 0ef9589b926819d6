package measure

import (
	"math"
	"slices"
)

// EditDistance is the least cost of turning a into b by insertions and deletions
// of cost 1 and substitutions of the given cost (Levenshtein 1966 for 1; 2 gives
// n+m−2·LCS). Work is len(a)·len(b).
func EditDistance[T comparable](a, b []T, substitution float64) float64 {
	row := make([]float64, len(b)+1)
	for j := range row {
		row[j] = float64(j)
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = float64(i + 1)
		for j, y := range b {
			cost := diagonal
			if x != y {
				cost += substitution
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}

// TranspositionDistance also allows swapping neighbours at cost 1 (Damerau 1964).
// restricted forbids editing a swapped pair again (optimal string alignment).
func TranspositionDistance[T comparable](a, b []T, substitution float64, restricted bool) float64 {
	n, m := len(a), len(b)
	d := make([][]float64, n+1)
	for i := range d {
		d[i] = make([]float64, m+1)
		d[i][0] = float64(i)
	}
	for j := range d[0] {
		d[0][j] = float64(j)
	}
	lastRow := map[T]int{} // last row, from 1, where a symbol of a was seen
	for i := 1; i <= n; i++ {
		lastColumn := 0 // last column of this row where the symbols were equal
		for j := 1; j <= m; j++ {
			cost := substitution
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j-1]+cost, d[i][j-1]+1, d[i-1][j]+1)
			if restricted {
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					d[i][j] = min(d[i][j], d[i-2][j-2]+1)
				}
			} else if r, c := lastRow[b[j-1]], lastColumn; r > 0 && c > 0 {
				d[i][j] = min(d[i][j], d[r-1][c-1]+float64(i-r-1)+1+float64(j-c-1))
			}
			if cost == 0 {
				lastColumn = j
			}
		}
		lastRow[a[i-1]] = i
	}
	return d[n][m]
}

// LCS is the length of the longest common subsequence; the least number of
// insertions and deletions is len(a)+len(b)−2·LCS (Myers 1986).
func LCS[T comparable](a, b []T) int {
	return (len(a) + len(b) - int(EditDistance(a, b, 2))) / 2
}

// Gaps scores an alignment: a gap of k symbols costs Open+(k−1)·Extend, both
// usually negative; the first covers the first symbol.
type Gaps struct{ Match, Mismatch, Open, Extend float64 }

// Global is the best score of aligning all of a with all of b (Needleman &
// Wunsch 1970; affine gaps by Gotoh 1982). End gaps cost like others.
func Global[T comparable](a, b []T, g Gaps) float64 { return gotoh(a, b, g, false) }

// Local is the best score of aligning any parts, at least 0 (Smith & Waterman
// 1981; Gotoh 1982).
func Local[T comparable](a, b []T, g Gaps) float64 { return gotoh(a, b, g, true) }

func gotoh[T comparable](a, b []T, g Gaps, local bool) float64 {
	low := math.Inf(-1)
	m := len(b)
	gap := func(k int) float64 {
		if k == 0 || local {
			return 0
		}
		return g.Open + float64(k-1)*g.Extend
	}
	best := make([]float64, m+1)  // best score ending at (i, j)
	above := make([]float64, m+1) // best ending in a gap in b
	for j := range best {
		best[j], above[j] = gap(j), low
	}
	top := 0.0
	for i, x := range a {
		diagonal := best[0]
		best[0] = gap(i + 1)
		left := low
		for j, y := range b {
			above[j+1] = max(best[j+1]+g.Open, above[j+1]+g.Extend)
			left = max(best[j]+g.Open, left+g.Extend)
			score := diagonal + g.Mismatch
			if x == y {
				score = diagonal + g.Match
			}
			score = max(score, above[j+1], left)
			if local {
				score = max(score, 0)
				top = max(top, score)
			}
			diagonal, best[j+1] = best[j+1], score
		}
	}
	if local {
		return top
	}
	return best[m]
}

// Jaro is the similarity of Jaro 1989, 0…1; 1 for two empty sequences.
func Jaro[T comparable](a, b []T) float64 {
	if len(a) == 0 && len(b) == 0 {
		return 1
	}
	reach := max(0, max(len(a), len(b))/2-1)
	taken := make([]bool, len(b))
	var inA, inB []T
	for i, x := range a {
		for j := max(0, i-reach); j < min(len(b), i+reach+1); j++ {
			if !taken[j] && b[j] == x {
				taken[j] = true
				inA = append(inA, x)
				break
			}
		}
	}
	for j, y := range b {
		if taken[j] {
			inB = append(inB, y)
		}
	}
	if len(inA) == 0 {
		return 0
	}
	swapped := 0.0
	for i := range inA {
		if inA[i] != inB[i] {
			swapped++
		}
	}
	m := float64(len(inA))
	return (m/float64(len(a)) + m/float64(len(b)) + (m-swapped/2)/m) / 3
}

// JaroWinkler raises Jaro for a common beginning of up to four symbols by prefix
// (usually .1) a symbol (Winkler 1990).
func JaroWinkler[T comparable](a, b []T, prefix float64) float64 {
	j, common := Jaro(a, b), 0
	for common < min(4, len(a), len(b)) && a[common] == b[common] {
		common++
	}
	return j + float64(common)*prefix*(1-j)
}

// BandProbability is the chance 1−(1−s^r)^b that two sets of Jaccard similarity s
// share a band of r of their MinHash values in b bands (Leskovec et al. 2014).
func BandProbability(s float64, bands, rows int) float64 {
	return -math.Expm1(float64(bands) * math.Log1p(-math.Pow(s, float64(rows))))
}

// BandThreshold is about the similarity found half of the time, (1/b)^{1/r}.
func BandThreshold(bands, rows int) float64 {
	return math.Pow(1/float64(bands), 1/float64(rows))
}

// MinHashError is the standard error √(s(1−s)/k) of a similarity estimated from k
// MinHash values (Broder 1997).
func MinHashError(s float64, k int) float64 { return math.Sqrt(s * (1 - s) / float64(k)) }

// Grams are the runs of n symbols of a string, in order.
func Grams(runes []rune, n int) []string {
	var out []string
	for i := 0; i+n <= len(runes); i++ {
		out = append(out, string(runes[i:i+n]))
	}
	return slices.Clip(out)
}
