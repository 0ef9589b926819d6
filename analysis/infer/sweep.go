package infer

import "math"

// together is how many arrangements a goroutine evaluates at once: enough that
// the tables of sums cost little, few enough that what is read again and again
// stays near the processor.
const together = 2048

// eight is how many units share a table of sums: one for each bit of a byte.
const eight = 8

// moments is a sum of rates and of their squares.
type moments struct{ sum, square float64 }

func (m moments) plus(rate float64) moments {
	return moments{m.sum + rate, m.square + rate*rate}
}

// sweep evaluates up to together arrangements at once, feature by feature. The
// labels of a unit are bits, one for each arrangement. For every eight units
// that have the feature, the sums over all their subsets are tabulated once
// (Arlazarov, Dinic, Kronrod & Faradzhev 1970); an arrangement then adds one
// entry, found by the byte of its eight labels.
type sweep struct {
	t      *tester
	size   int       // arrangements
	words  int       // of labels for a unit
	labels []uint64  // by unit, then word: the unit is in the smaller group; after all units one that never is
	full   []uint64  // the same for: all units with the feature are in the smaller group
	parts  []moments // by arrangement: of the smaller group
	values []float64 // by arrangement: |T| of the present feature
	top    []float64 // by arrangement: the largest |T| of the features so far
	table  [1 << eight]moments
	over   exceedances
	label  []bool
	order  []int // scratch for drawing
}

func newSweep(t *tester, size int) *sweep {
	words := (size + 63) / 64
	units := t.c.Units()
	return &sweep{
		t: t, labels: make([]uint64, (units+1)*words),
		full: make([]uint64, max(words, 1<<eight/64)), parts: make([]moments, 64*words),
		values: make([]float64, max(64*words, 1<<eight)), top: make([]float64, size),
		over:  exceedances{make([]int32, t.c.Features), make([]int32, t.c.Features)},
		label: make([]bool, units), order: make([]int, units),
	}
}

// begin takes the labels of size arrangements, which set writes one by one.
func (s *sweep) begin(size int, set func(i int, label []bool)) {
	s.size, s.words = size, (size+63)/64
	clear(s.labels)
	clear(s.top)
	for i := range size {
		set(i, s.label)
		word, bit := i/64, i%64
		for u, yes := range s.label {
			one := uint64(0)
			if yes == s.t.countTargets {
				one = 1
			}
			s.labels[u*s.words+word] |= one << bit
		}
	}
	clear(s.labels[len(s.label)*s.words : (len(s.label)+1)*s.words])
}

// evaluate leaves |T| of a feature in values, by arrangement.
func (s *sweep) evaluate(f int) {
	units, counts := s.t.column(f)
	if len(units) <= eight && 1<<len(units) <= s.size {
		s.few(f, units, counts)
		return
	}
	clear(s.parts)
	for at := 0; at < len(units); at += eight {
		end := min(at+eight, len(units))
		s.tabulate(units[at:end], counts[at:end])
		s.add(units[at:end])
	}
	s.findFull(units)
	s.t.statistics(f, s.parts[:s.size], s.full, s.values)
}

// few evaluates a feature of at most eight units: once for each subset of them.
func (s *sweep) few(f int, units, counts []uint32) {
	s.tabulate(units, counts)
	subsets := 1 << len(units)
	clear(s.full)
	s.full[(subsets-1)/64] = 1 << ((subsets - 1) % 64)
	var values [1 << eight]float64
	s.t.statistics(f, s.table[:subsets], s.full, values[:])
	var x [eight]uint64
	for w := range s.words {
		s.turn(&x, units, w)
		out := (*[64]float64)(s.values[64*w:])
		for j, word := range x {
			for i := range eight {
				out[(8*i+j)&63] = values[byte(word)]
				word >>= 8
			}
		}
	}
}

// tabulate fills the table with the sums over all subsets of up to eight units.
func (s *sweep) tabulate(units, counts []uint32) {
	s.table[0] = moments{}
	for k, u := range units {
		rate := float64(counts[k]) * s.t.scale[u]
		square := rate * rate
		without, with := s.table[:1<<k], s.table[1<<k:2<<k]
		for i := range without {
			m, to := &without[i], &with[i]
			to.sum = m.sum + rate
			to.square = m.square + square
		}
	}
}

// add adds the tabulated sums of up to eight units to every arrangement.
func (s *sweep) add(units []uint32) {
	var x [eight]uint64
	table := &s.table
	for w := range s.words {
		s.turn(&x, units, w)
		parts := (*[64]moments)(s.parts[64*w:])
		for j, word := range x {
			for i := range eight {
				m, p := &table[byte(word)], &parts[(8*i+j)&63]
				word >>= 8
				p.sum += m.sum
				p.square += m.square
			}
		}
	}
}

// turn reads the labels of up to eight units in a word of arrangements so that
// byte i of the j-th word holds those of arrangement 8i+j, a bit for each unit:
// the eight bytes at the same place of eight words, seen as 8×8 bits, are
// transposed by three exchanges (Warren 2013, §7–3).
func (s *sweep) turn(x *[eight]uint64, units []uint32, w int) {
	*x = [eight]uint64{}
	for k, u := range units[:min(eight, len(units))] {
		x[k] = s.labels[int(u)*s.words+w]
	}
	for i := 0; i < 8; i += 2 {
		t := (x[i]>>1 ^ x[i+1]) & 0x5555555555555555
		x[i], x[i+1] = x[i]^t<<1, x[i+1]^t
	}
	for _, i := range [4]int{0, 1, 4, 5} {
		t := (x[i]>>2 ^ x[i+2]) & 0x3333333333333333
		x[i], x[i+2] = x[i]^t<<2, x[i+2]^t
	}
	for i := range 4 {
		t := (x[i]>>4 ^ x[i+4]) & 0x0f0f0f0f0f0f0f0f
		x[i], x[i+4] = x[i]^t<<4, x[i+4]^t
	}
}

// findFull finds the arrangements in which all units with the feature are in the
// smaller group.
func (s *sweep) findFull(units []uint32) {
	clear(s.full)
	if len(units) > s.t.small {
		return
	}
	for w := range s.words {
		all := ^uint64(0)
		for _, u := range units {
			all &= s.labels[int(u)*s.words+w]
		}
		s.full[w] = all
	}
}

// count adds a feature's arrangements to the exceedances. Features come from the
// least significant one up, so that top is the running maximum of the step-down
// test.
func (s *sweep) count(f int) {
	observed, own, family := s.t.observed[f], int32(0), int32(0)
	values := s.values[:len(s.top[:s.size])]
	for i, top := range s.top[:s.size] {
		v := values[i]
		if v > top {
			top = v
			s.top[i] = v
		}
		if v >= observed {
			own++
		}
		if top >= observed {
			family++
		}
	}
	s.over.own[f] += own
	s.over.max[f] += family
}

// statistics computes |T| of a feature for sums over the smaller group. Where
// full has a bit, the other group has none of the feature: what is left of
// its sums is rounding.
func (t *tester) statistics(f int, parts []moments, full []uint64, out []float64) {
	all := t.all[f]
	perSmall, perLarge := 1/float64(t.small), 1/float64(t.large)
	freeSmall, freeLarge := 0.0, 1/float64(t.large-1)
	if t.small > 1 {
		freeSmall = 1 / float64(t.small-1)
	}
	out = out[:len(parts)]
	for i, part := range parts {
		rest := moments{all.sum - part.sum, all.square - part.square}
		if full[i/64]>>(i%64)&1 != 0 {
			rest = moments{}
		}
		a, b := part.sum*perSmall, rest.sum*perLarge
		d := math.Abs(a - b)
		va := (part.square - part.sum*a) * freeSmall
		if va <= 1e-13*part.square {
			va = 0
		}
		vb := (rest.square - rest.sum*b) * freeLarge
		if vb <= 1e-13*rest.square {
			vb = 0
		}
		if t.small == 1 {
			va = vb
		}
		if d <= 1e-12*(a+b) {
			out[i] = 0
			continue
		}
		out[i] = d / math.Sqrt(va*perSmall+vb*perLarge)
	}
}
