package topic

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"concord/analysis/infer"
	"concord/analysis/measure"
)

// A topic is interpreted when the median of its matched cosine over the other
// runs reaches steady, and that of the cosine of its departures from the word
// distribution of all paragraphs reaches specific. The second is needed: where
// there are no topics at all, every topic resembles the whole and thus its match,
// with cosines of 0.8 to 0.99, while departures do not return.
const (
	steady   = 0.8
	specific = 0.7
)

// Model is a set of runs with different streams of one seed, seen from their
// medoid. Topics stand in order of share, the largest first.
type Model struct {
	Units     *Units
	Settings  Settings
	Runs      int
	Medoid    int         // the run that is reported
	Run       *Run        // that run, topics in order
	Stability []float64   // by topic: median matched cosine over the other runs; NaN with one run
	Departure []float64   // by topic: median matched cosine of what sets it apart from the whole
	Found     []int       // by topic: runs in which both reach their bounds, the medoid among them
	Shares    [][]float64 // by member and topic: mean over draws; NaN for a member without words
	Share     []float64   // by topic: mean over members
	Tokens    int         // words fitted
}

// Fit runs the sampler with runs streams of the seed on all processors and
// reports the medoid. The result does not depend on the number of processors.
func Fit(ctx context.Context, u *Units, s Settings, runs int, seed uint64, progress func(done, total int)) (*Model, error) {
	if s.Topics < 1 || s.Topics > maxTopics || len(u.Distinct) == 0 || runs < 1 {
		return nil, fmt.Errorf("topic: %d topics, %d paragraphs, %d runs: want 1 to %d topics, a paragraph and a run",
			s.Topics, len(u.Distinct), runs, maxTopics)
	}
	s.Draws = min(s.Draws, s.Sweeps)
	fitted, err := fitAll(ctx, u, s, runs, seed, progress)
	if err != nil {
		return nil, err
	}
	m := &Model{Units: u, Settings: s, Runs: runs}
	for _, p := range u.Distinct {
		m.Tokens += len(u.Paragraphs[p].Words)
	}
	m.compare(fitted)
	m.order()
	return m, nil
}

// fitAll fits every run.
func fitAll(ctx context.Context, u *Units, s Settings, runs int, seed uint64, progress func(done, total int)) ([]*Run, error) {
	in := data{u.words(), len(u.Vocabulary), u.sharing()}
	fitted, errs := make([]*Run, runs), make([]error, runs)
	var next atomic.Int64
	var mu sync.Mutex
	done, total := 0, runs*(s.BurnIn+s.Sweeps)
	step := func() {
		if progress == nil {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		done++
		progress(done, total)
	}
	var wait sync.WaitGroup
	for range min(runs, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for {
				r := int(next.Add(1)) - 1
				if r >= runs {
					return
				}
				fitted[r], errs[r] = fit(ctx, in, s, seed, r, step)
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return fitted, nil
}

// compare matches all runs and picks the medoid, the first of equals.
func (m *Model) compare(runs []*Run) {
	whole := m.Units.distribution()
	away := make([][][]float64, len(runs))
	for r := range runs {
		away[r] = departures(runs[r].Phi, whole)
	}
	partner := make([][][]int, len(runs)) // by run, other run and topic of the first
	sum := make([]float64, len(runs))
	for a := range runs {
		partner[a] = make([][]int, len(runs))
		for b := range runs {
			if a == b {
				continue
			}
			partner[a][b] = match(away[a], away[b])
			for i, j := range partner[a][b] {
				sum[a] += measure.Cosine(runs[a].Phi[i], runs[b].Phi[j])
			}
		}
		if sum[a] > sum[m.Medoid] {
			m.Medoid = a
		}
	}
	m.Run = runs[m.Medoid]
	for k, phi := range m.Run.Phi {
		var cosines, apart []float64
		found := 1
		for r := range runs {
			if r == m.Medoid {
				continue
			}
			j := partner[m.Medoid][r][k]
			c, d := measure.Cosine(phi, runs[r].Phi[j]), measure.Cosine(away[m.Medoid][k], away[r][j])
			cosines, apart = append(cosines, c), append(apart, d)
			if c >= steady && d >= specific {
				found++
			}
		}
		m.Stability = append(m.Stability, infer.Quantile(cosines, 0.5))
		m.Departure = append(m.Departure, infer.Quantile(apart, 0.5))
		m.Found = append(m.Found, found)
	}
}

// distribution is the share of each word in the distinct paragraphs.
func (u *Units) distribution() []float64 {
	out, n := make([]float64, len(u.Vocabulary)), 0.0
	for _, p := range u.Distinct {
		for _, w := range u.Paragraphs[p].Words {
			out[w]++
			n++
		}
	}
	for w := range out {
		out[w] /= n
	}
	return out
}

// departures is each word distribution less that of the whole.
func departures(phi [][]float64, whole []float64) [][]float64 {
	out := matrix(len(phi), len(whole))
	for k, row := range phi {
		for w, p := range row {
			out[k][w] = p - whole[w]
		}
	}
	return out
}

// match returns the partner in b of each topic of a: one to one, with the
// greatest sum of cosines.
func match(a, b [][]float64) []int {
	cosine := matrix(len(a), len(b))
	for i := range a {
		for j := range b {
			if c := measure.Cosine(a[i], b[j]); !math.IsNaN(c) {
				cosine[i][j] = c
			}
		}
	}
	return assign(cosine)
}

// order computes the shares and puts the topics in order of share.
func (m *Model) order() {
	k := m.Settings.Topics
	m.Shares = meanShares(m.Run.Shares)
	m.Share = means(m.Shares, k)
	by := make([]int, k)
	for i := range by {
		by[i] = i
	}
	slices.SortStableFunc(by, func(a, b int) int {
		switch {
		case m.Share[a] > m.Share[b]:
			return -1
		case m.Share[a] < m.Share[b]:
			return 1
		}
		return 0
	})
	m.Share, m.Stability, m.Departure = reorder(m.Share, by), reorder(m.Stability, by), reorder(m.Departure, by)
	m.Found, m.Run.Alpha, m.Run.Phi = reorder(m.Found, by), reorder(m.Run.Alpha, by), reorder(m.Run.Phi, by)
	for i, row := range m.Shares {
		m.Shares[i] = reorder(row, by)
	}
	for i, row := range m.Run.Units {
		m.Run.Units[i] = reorder(row, by)
	}
	for _, draw := range m.Run.Shares {
		for i, row := range draw {
			draw[i] = reorder(row, by)
		}
	}
}

func reorder[T any](s []T, by []int) []T {
	out := make([]T, len(s))
	for i, j := range by {
		out[i] = s[j]
	}
	return out
}

// meanShares is the mean over draws by member and topic.
func meanShares(draws [][][]float64) [][]float64 {
	out := matrix(len(draws[0]), len(draws[0][0]))
	for _, draw := range draws {
		for i, row := range draw {
			for t, x := range row {
				out[i][t] += x / float64(len(draws))
			}
		}
	}
	return out
}

// Steady reports whether a topic is interpreted.
func (m *Model) Steady(topic int) bool {
	return m.Stability[topic] >= steady && m.Departure[topic] >= specific
}
