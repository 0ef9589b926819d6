package specimen

import (
	"math/rand/v2"
	"time"
)

// series is the history of one pair: when its statements fall.
type series struct {
	pair     int
	n        int     // editions
	start    float64 // share of the whole time before the first slot
	gapFrom  float64 // slots avoid gapFrom to gapTo; equal when there is no gap
	gapTo    float64
	edition  int // next one
	day      int // of the next one, from the first of January of FirstYear
	year     int // of the latest one issued
	serial   int // of the latest one issued within its year
	previous *plan
	spare    *plan
}

// starts are the shares of the whole time that pass before a pair's first
// statement: relations are taken up one after another.
func starts() []float64 { return []float64{0, 0.03, 0.1, 0.25, 0.35, 0.45, 0.55, 0.6} }

// The gap in the series of the second pair, as shares of the whole time.
const (
	gapFrom = 0.42
	gapTo   = 0.63
)

// newSeries distributes the documents over the pairs, in proportion to the time
// that each is active. In the null all pairs are active throughout, so that no
// name belongs to one part of the time.
func newSeries(o Options) []*series {
	list := make([]*series, o.Pairs)
	weight := make([]float64, o.Pairs)
	for i := range list {
		s := &series{pair: i}
		if !o.Null {
			s.start = starts()[i%len(starts())]
		}
		if i == 1 && !o.Null {
			s.gapFrom, s.gapTo = gapFrom, gapTo
		}
		weight[i] = 1 - s.start - (s.gapTo - s.gapFrom)
		if i == 0 && !o.Null {
			weight[i] *= 1.15 // the latest document needs a recent predecessor
		}
		list[i] = s
	}
	for i, n := range apportion(o.Documents-o.Pairs, weight) {
		list[i].n = n + 1
	}
	for _, s := range list {
		s.schedule(o)
	}
	return list
}

// apportion divides total by largest remainder; ties go to the earlier part.
func apportion(total int, weight []float64) []int {
	sum := 0.0
	for _, w := range weight {
		sum += w
	}
	n := make([]int, len(weight))
	rest := make([]float64, len(weight))
	left := total
	for i, w := range weight {
		exact := float64(total) * w / sum
		n[i] = int(exact)
		rest[i] = exact - float64(n[i])
		left -= n[i]
	}
	for ; left > 0; left-- {
		best := 0
		for i := range rest {
			if rest[i] > rest[best] {
				best = i
			}
		}
		n[best]++
		rest[best] = -1
	}
	return n
}

// schedule sets the day of the next edition: a place in the middle of its slot.
// The last edition of the first pair falls late in its slot, after every other
// statement: it is the latest document of the corpus.
func (s *series) schedule(o Options) {
	rng := stream(o.Seed, s.pair, s.edition, 'd')
	u := 0.3 + 0.4*rng.Float64()
	if !o.Null && s.pair == 0 && s.edition == s.n-1 {
		u = 0.86
	}
	active := 1 - s.start - (s.gapTo - s.gapFrom)
	t := s.start + active*(float64(s.edition)+u)/float64(s.n)
	if s.gapTo > s.gapFrom && t >= s.gapFrom {
		t += s.gapTo - s.gapFrom
	}
	s.day = int(t * float64(daysOf(o)))
}

func epoch(o Options) time.Time { return time.Date(o.FirstYear, 1, 1, 0, 0, 0, 0, time.UTC) }

func daysOf(o Options) int {
	return int(time.Date(o.LastYear+1, 1, 1, 0, 0, 0, 0, time.UTC).Sub(epoch(o)) / (24 * time.Hour))
}

// next returns the series whose next statement is the earliest, or nil at the
// end. Statements of one day come in order of pair.
func next(list []*series) *series {
	var first *series
	for _, s := range list {
		if s.edition < s.n && (first == nil || s.day < first.day) {
			first = s
		}
	}
	return first
}

// stream returns the random numbers of one purpose of one edition of one pair.
func stream(seed uint64, pair, edition int, purpose byte) *rand.Rand {
	return rand.New(rand.NewPCG(seed, uint64(pair)<<48|uint64(edition)<<8|uint64(purpose)))
}
