package measure

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Divisive finds change points of any kind in a series of rows by the energy
// distance (E-divisive, Matteson & James 2014).
type Divisive struct {
	Alpha   float64 // power of the Euclidean distances, above 0 and at most 2; usually 1
	MinSize int     // shortest segment, at least 2
	Most    int     // change points looked for; 0 for as many as are significant

	// Without Most, a change point is kept while its p is at most Level; p is from
	// Permutations random orders of the rows within the segments so far.
	Level        float64
	Permutations int
	Seed         uint64
}

// EnergyChange is one change point, in order of discovery.
type EnergyChange struct {
	At     int     // rows before it
	Energy float64 // the statistic that was largest there
	P      float64 // (1+#{≥})/(B+1); NaN with Most
}

// Changes returns the change points in the order of their discovery, and the
// first that was not significant, if any, as refused.
func (d Divisive) Changes(rows [][]float64) (found []EnergyChange, refused *EnergyChange, err error) {
	n := len(rows)
	if !(d.Alpha > 0 && d.Alpha <= 2) || d.MinSize < 2 || n < 2 || n > 5000 {
		return nil, nil, fmt.Errorf("measure: change points: %d rows, power %g, segments of at least %d, expected 2 to 5000 rows, a power above 0 to 2 and at least 2", n, d.Alpha, d.MinSize)
	}
	if d.Most == 0 && (d.Permutations < 1 || !(d.Level > 0 && d.Level < 1)) {
		return nil, nil, fmt.Errorf("measure: change points: %d permutations and level %g, expected at least 1 and a level between 0 and 1", d.Permutations, d.Level)
	}
	distances := d.distances(rows)
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	blocks := blockSums(distances, order)
	ends := []int{0, n}
	for d.Most == 0 || len(found) < d.Most {
		best := d.split(blocks, ends)
		if best.At < 0 {
			break
		}
		best.P = math.NaN()
		if d.Most == 0 {
			best.P = d.test(distances, ends, best.Energy)
			if best.P > d.Level {
				return found, &best, nil
			}
		}
		found = append(found, best)
		ends = append(ends, best.At)
		slices.Sort(ends)
	}
	return found, nil, nil
}

func (d Divisive) distances(rows [][]float64) [][]float64 {
	out := make([][]float64, len(rows))
	for i := range rows {
		out[i] = make([]float64, len(rows))
		for j := range i {
			square := 0.0
			for c, x := range rows[i] {
				square += (x - rows[j][c]) * (x - rows[j][c])
			}
			out[i][j] = math.Pow(math.Sqrt(square), d.Alpha)
			out[j][i] = out[i][j]
		}
	}
	return out
}

// blockSums[i][j] is the sum of the distances of the first i and first j rows.
func blockSums(distances [][]float64, order []int) [][]float64 {
	n := len(order)
	out := make([][]float64, n+1)
	out[0] = make([]float64, n+1)
	for i := range n {
		out[i+1] = make([]float64, n+1)
		row, from := 0.0, distances[order[i]]
		for j, c := range order {
			row += from[c]
			out[i+1][j+1] = out[i][j+1] + row
		}
	}
	return out
}

// split is the best further change point within all segments; At is −1 where all
// are too short. The segment after a change may end before the segment does, so
// that a change that is undone is found too.
func (d Divisive) split(blocks [][]float64, ends []int) EnergyChange {
	best := EnergyChange{At: -1, Energy: math.Inf(-1)}
	block := func(a, b, c, e int) float64 { return blocks[b][e] - blocks[a][e] - blocks[b][c] + blocks[a][c] }
	for s := 1; s < len(ends); s++ {
		from, to := ends[s-1], ends[s]
		for at := from + d.MinSize; at <= to-d.MinSize; at++ {
			m := float64(at - from)
			left := block(from, at, from, at) / (m * (m - 1))
			for end := at + d.MinSize; end <= to; end++ {
				k := float64(end - at)
				right := block(at, end, at, end) / (k * (k - 1))
				between := 2 * block(from, at, at, end) / (m * k)
				if e := m * k / (m + k) * (between - left - right); e > best.Energy {
					best = EnergyChange{At: at, Energy: e}
				}
			}
		}
	}
	return best
}

// test permutes the rows within the segments; each step has streams of its own.
func (d Divisive) test(distances [][]float64, ends []int, observed float64) float64 {
	over := 0
	for b := range d.Permutations {
		rng := rand.New(rand.NewPCG(d.Seed, uint64(len(ends))<<32|uint64(b)))
		order := make([]int, len(distances))
		for i := range order {
			order[i] = i
		}
		for s := 1; s < len(ends); s++ {
			part := order[ends[s-1]:ends[s]]
			rng.Shuffle(len(part), func(i, j int) { part[i], part[j] = part[j], part[i] })
		}
		if e := d.split(blockSums(distances, order), ends).Energy; e >= observed*(1-1e-12) {
			over++
		}
	}
	return float64(1+over) / float64(1+d.Permutations)
}
