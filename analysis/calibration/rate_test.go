package calibration

import (
	"math"
	"testing"
)

// rate is the share of errors over independent corpora. A corpus counts once,
// with the share of its terms that are errors, so that terms of one corpus,
// which have its document lengths in common, are not taken for independent.
type rate struct {
	corpora     int
	sum, square float64
}

func (r *rate) add(share float64) {
	r.corpora++
	r.sum += share
	r.square += share * share
}

// happened adds a corpus in which the error happened or not.
func (r *rate) happened(yes bool) {
	if yes {
		r.add(1)
		return
	}
	r.add(0)
}

func (r *rate) join(s rate) {
	r.corpora += s.corpora
	r.sum += s.sum
	r.square += s.square
}

func (r rate) mean() float64 { return r.sum / float64(r.corpora) }

// error is the standard error of the mean between corpora.
func (r rate) error() float64 {
	n := float64(r.corpora)
	return math.Sqrt(max(0, r.square-r.sum*r.sum/n) / (n - 1) / n)
}

// limit is the greatest mean that is compatible with a nominal rate: three
// standard errors above it. For errors that happen once in a corpus the
// standard error is that of the binomial with the nominal rate; for shares of
// terms it is the one observed between corpora.
func (r rate) limit(nominal float64, once bool) float64 {
	if once {
		return nominal + 3*math.Sqrt(nominal*(1-nominal)/float64(r.corpora))
	}
	return nominal + 3*r.error()
}

// fewer is a third of n with -short.
func fewer(n int) int {
	if testing.Short() {
		return (n + 2) / 3
	}
	return n
}
