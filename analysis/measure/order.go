package measure

import (
	"math"
	"slices"
)

// Descending returns the positions of the values in descending order, equal ones
// in order of position, NaN last: a radix sort by bytes, for tens of thousands
// of features at once.
func Descending(values []float64) []int {
	type item struct {
		key uint64 // ascending where the values descend
		at  int
	}
	items, spare := make([]item, len(values)), make([]item, len(values))
	var held [8][256]int
	for i, v := range values {
		key := descendingKey(v)
		items[i] = item{key, i}
		for b := range held {
			held[b][byte(key>>(8*b))]++
		}
	}
	for b := range held {
		if slices.Contains(held[b][:], len(items)) {
			continue // one byte for all
		}
		next := 0
		for v, n := range held[b] {
			held[b][v] = next
			next += n
		}
		for _, it := range items {
			v := byte(it.key >> (8 * b))
			spare[held[b][v]] = it
			held[b][v]++
		}
		items, spare = spare, items
	}
	out := make([]int, len(items))
	for i, it := range items {
		out[i] = it.at
	}
	return out
}

// descendingKey is a number that grows as the value falls.
func descendingKey(v float64) uint64 {
	if math.IsNaN(v) {
		return math.MaxUint64
	}
	n := math.Float64bits(v + 0) // -0 becomes 0
	if n>>63 == 1 {
		return n
	}
	return ^n &^ (1 << 63)
}

// G2TwoCells is G2TwoCell of many features at once, by their counts in two
// groups whose sizes are the sums of these counts. Most features are rare and
// share their counts with others, for which the value is computed once.
func G2TwoCells(a, b []uint32) []float64 {
	nA, nB := total(a), total(b)
	const rare = 64
	var known [rare * rare]float64
	for i := range known {
		known[i] = G2TwoCell(KeynessTable(float64(i/rare), nA, float64(i%rare), nB))
	}
	out := make([]float64, len(a))
	for f, n := range a {
		if m := b[f]; n < rare && m < rare {
			out[f] = known[n*rare+m]
		} else {
			out[f] = G2TwoCell(KeynessTable(float64(n), nA, float64(m), nB))
		}
	}
	return out
}

func total(counts []uint32) float64 {
	sum := 0.0
	for _, n := range counts {
		sum += float64(n)
	}
	return sum
}
