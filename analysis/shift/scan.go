package shift

import (
	"context"
	"math"

	"concord/corpus"
)

const scanWords = 300 // commonest words that a scan looks at

// scan is the year at which the vocabulary changes most.
type scan struct {
	year int     // first year after the cut; 0 where no year leaves enough documents on both sides
	p    float64 // of the largest change in random orders of the documents
}

// scanOptions say how the p of a scan is found; no permutations give none.
type scanOptions struct {
	permutations int
	seed         uint64
	byPair       bool // permute within pairs of parties only
}

// scanned looks at every first of a year with at least five documents on either side.
// What is compared is the sum of squares between the sides of the square roots of
// the shares of words (the linear kernel of change points), whose largest value over
// all years is compared with that of random orders of the documents over the same
// places.
func scanned(ctx context.Context, c *corpus.Corpus, t *corpus.Tokens, all corpus.Group, o scanOptions) (scan, error) {
	l := newTimeline(c, t, all)
	n := len(l.members)
	var places []int
	for i := leastOfPeriod; i <= n-leastOfPeriod; i++ {
		if l.document(i).Date.Year != l.document(i-1).Date.Year {
			places = append(places, i)
		}
	}
	out := scan{p: math.NaN()}
	if len(places) == 0 {
		return out, nil
	}
	rows := l.profiles(scanWords)
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	largest, at := between(rows, order, places)
	out.year = l.document(at).Date.Year
	if o.permutations == 0 {
		return out, nil
	}
	null, strata := make([]float64, o.permutations), l.strata(o.byPair)
	err := inOrders(ctx, o.permutations, func(b int) error {
		null[b], _ = between(rows, shuffledWithin(strata, o.seed, b), places)
		return nil
	})
	out.p = share(null, largest)
	return out, err
}

// between is the largest sum of squares between the rows before and after one of the
// places, ‖A‖²/m + ‖B‖²/(n−m) − ‖A+B‖²/n with the sums A and B of m and n−m rows, and
// that place, the first of equals.
func between(rows [][]float64, order, places []int) (largest float64, at int) {
	before, after := make([]float64, len(rows[0])), make([]float64, len(rows[0]))
	for _, row := range rows {
		for j, v := range row {
			after[j] += v
		}
	}
	whole := square(after) / float64(len(rows))
	next := 0
	for _, place := range places {
		for ; next < place; next++ {
			for j, v := range rows[order[next]] {
				before[j] += v
				after[j] -= v
			}
		}
		s := square(before)/float64(place) + square(after)/float64(len(rows)-place) - whole
		if at == 0 || s > largest {
			largest, at = s, place
		}
	}
	return largest, at
}

func square(v []float64) float64 {
	s := 0.0
	for _, x := range v {
		s += x * x
	}
	return s
}
