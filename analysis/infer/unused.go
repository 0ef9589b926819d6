package infer

import "math"

// Unused tabulates how far a statistic moves when a unit that has no use of a
// feature is left out. That depends on the size of the unit alone, but for a
// factor, so one table serves all features: the delete-one variance of a feature
// then costs its own units instead of all of them.
type Unused struct {
	moves       []float64
	centre      float64 // of moves
	sum, square double  // of moves − centre, and of its square
	lo, hi      float64 // least and largest of moves
}

// NewUnused takes the move of each unit of a group.
func NewUnused(moves []float64) *Unused {
	u := &Unused{moves: moves, lo: math.Inf(1), hi: math.Inf(-1)}
	for _, w := range moves {
		u.centre += w
		u.lo, u.hi = min(u.lo, w), max(u.hi, w)
	}
	u.centre /= float64(len(moves))
	for _, w := range moves {
		w -= u.centre
		u.sum = u.sum.plus(w)
		u.square = u.square.plusProduct(w, w)
	}
	return u
}

// Spread describes the leave-one-out values of a group in which the units at the
// positions used (ascending) move the estimate by the given amounts, and every
// other one by scale times its entry in the table:
//
//	Σ(θ₍₋i₎−mean)² = Σ_unused(w−w̄)² + k(w̄−mean)² + Σ_used(Δ−mean)²
//
// with k unused units of mean w̄. The sum over the unused ones is that of the
// table less the used ones, in doubled precision, as it may be far smaller than
// both; where fewer than half are unused, they are added up themselves.
func (u *Unused) Spread(estimate, scale float64, used []int, moves []float64) Spread {
	m, k := float64(len(u.moves)), float64(len(u.moves)-len(used))
	s := Spread{Units: len(u.moves), Largest: math.Abs(estimate)}
	moved := 0.0
	for _, d := range moves {
		moved += d
		s.Largest = max(s.Largest, math.Abs(estimate+d))
	}
	var mean, squares float64 // of the unused, for a scale of 1
	switch {
	case k == 0:
	case 2*len(used) > len(u.moves):
		mean, squares = u.rest(used)
	default:
		mean, squares = u.subtracted(used)
	}
	if k > 0 {
		s.Largest = max(s.Largest, math.Abs(estimate+scale*u.lo), math.Abs(estimate+scale*u.hi))
	}
	all := (moved + scale*mean*k) / m
	s.Squares = scale*scale*squares + k*(scale*mean-all)*(scale*mean-all)
	for _, d := range moves {
		s.Squares += (d - all) * (d - all)
	}
	return s
}

// subtracted gives mean and centred squares of the units that are not used, from
// the sums over all.
func (u *Unused) subtracted(used []int) (mean, squares float64) {
	k := float64(len(u.moves) - len(used))
	sum, square := u.sum, u.square
	for _, i := range used {
		w := u.moves[i] - u.centre
		sum = sum.plus(-w)
		square = square.plusProduct(-w, w)
	}
	mean = sum.value() / k
	square = square.plusProduct(-mean, sum.hi).plusProduct(-mean, sum.lo)
	return u.centre + mean, max(0, square.value())
}

// rest is the same, unit by unit.
func (u *Unused) rest(used []int) (mean, squares float64) {
	each := func(f func(w float64)) {
		next := 0
		for i, w := range u.moves {
			if next < len(used) && used[next] == i {
				next++
				continue
			}
			f(w)
		}
	}
	each(func(w float64) { mean += w - u.centre })
	mean = u.centre + mean/float64(len(u.moves)-len(used))
	each(func(w float64) { squares += (w - mean) * (w - mean) })
	return mean, squares
}

// double is the unevaluated sum of two floating-point numbers, of twice the
// precision (Dekker 1971).
type double struct{ hi, lo float64 }

func (d double) value() float64 { return d.hi + d.lo }

// plus adds x without loss but for what is below the second number (Knuth 1969,
// §4.2.2, theorem B).
func (d double) plus(x float64) double {
	s := d.hi + x
	v := s - d.hi
	lo := d.lo + ((d.hi - (s - v)) + (x - v))
	hi := s + lo
	return double{hi, lo - (hi - s)}
}

// plusProduct adds x·y, whose rounding error a fused multiplication gives.
func (d double) plusProduct(x, y float64) double {
	p := x * y
	return d.plus(p).plus(math.FMA(x, y, -p))
}
