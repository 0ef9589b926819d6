package topic

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
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
