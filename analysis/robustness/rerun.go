package robustness

import (
	"context"
	"errors"
	"math"
	"runtime"
	"sync"

	"concord/analysis"
	"concord/corpus"
)

// job is one run of the method: a specification, by position, and the length of
// the runs of characters where it counts them.
type job struct{ specification, gram int }

// run reruns the method over all specifications. Those that share a corpus and
// tokens follow one another on one Input, which is let go after them, so that
// few cuts are held at once. Every outcome has a place of its own, so that
// scheduling changes nothing.
func (s *study) run(ctx context.Context, progress func(done, total int)) error {
	_, given := s.given["permutations"]
	s.fewer = s.hasOption("permutations") && !given
	s.outcomes = make([][]outcome, len(s.subjects))
	for i := range s.outcomes {
		s.outcomes[i] = make([]outcome, len(s.list))
	}
	corpora, err := s.corpora()
	if err != nil {
		return err
	}
	batches, jobs := s.batches()
	t := &ticker{progress: progress, total: jobs}
	errs, refused := make([]error, len(batches)), make([]int, len(batches))
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(batches)) {
		workers.Go(func() {
			for b := range next {
				in := analysis.NewInput(corpora[s.list[batches[b][0].specification]&ofTexts()])
				refused[b], errs[b] = s.batch(ctx, in, batches[b], t)
			}
		})
	}
	for b := range batches {
		next <- b
	}
	close(next)
	workers.Wait()
	for b, err := range errs {
		if err != nil {
			return err
		}
		s.failed += refused[b]
	}
	return nil
}

// ticker tells the progress, one at a time.
type ticker struct {
	mu          sync.Mutex
	progress    func(done, total int)
	done, total int
}

func (t *ticker) tick() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.done++
	if t.progress != nil {
		t.progress(t.done, t.total)
	}
}

// batch runs the jobs of one batch and counts those that the method refused.
func (s *study) batch(ctx context.Context, in *analysis.Input, jobs []job, t *ticker) (refused int, err error) {
	for _, j := range jobs {
		ok, err := s.rerun(ctx, in, j)
		if err != nil {
			return refused, err
		}
		if !ok {
			refused++
		}
		t.tick()
	}
	return refused, nil
}

// corpora makes every corpus that the specifications need.
func (s *study) corpora() (map[mask]*corpus.Corpus, error) {
	out := map[mask]*corpus.Corpus{}
	for _, m := range s.list {
		key := m & ofTexts()
		if _, made := out[key]; made {
			continue
		}
		c, err := s.texts.without(key)
		if err != nil {
			return nil, err
		}
		out[key] = c
	}
	return out, nil
}

// batches groups the runs that share a corpus and tokens, in order.
func (s *study) batches() (out [][]job, jobs int) {
	type key struct {
		m    mask
		gram int
	}
	at := map[key]int{}
	for i, m := range s.list {
		for _, gram := range s.grams(m) {
			k := key{m &^ bit("min_documents"), gram}
			b, ok := at[k]
			if !ok {
				b = len(out)
				at[k], out = b, append(out, nil)
			}
			out[b] = append(out[b], job{i, gram})
			jobs++
		}
	}
	return out, jobs
}

// grams lists the lengths for which a specification is run: of characters where
// it counts them, each length that a feature has; else 0 once.
func (s *study) grams(m mask) []int {
	if !m.has("unit") {
		return []int{0}
	}
	var have [6]bool
	for _, x := range s.subjects {
		have[x.gram] = true
	}
	var out []int
	for n := 2; n <= 5; n++ {
		if have[n] {
			out = append(out, n)
		}
	}
	return out
}

// rerun runs one specification and keeps the outcomes of its features; ok is
// false where the method refuses or its options name what is no longer there.
func (s *study) rerun(ctx context.Context, in *analysis.Input, j job) (ok bool, err error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	m := s.list[j.specification]
	if m == 0 {
		s.keep(j, s.baseline)
		return true, nil
	}
	r, err := s.method.Run(ctx, in, s.switched(m, j.gram))
	var wrong *analysis.OptionError
	switch {
	case errors.As(err, &wrong) || err == nil && r.Refusal != nil:
		s.keep(j, nil)
		return false, nil
	case err != nil:
		return false, err
	}
	s.keep(j, r)
	return true, nil
}

// keep enters the outcomes of a run; nil where the method refused.
func (s *study) keep(j job, r *analysis.Result) {
	rows := map[string]int{}
	if r != nil {
		for i, f := range r.Table.Strings("feature") {
			if _, twice := rows[f]; !twice {
				rows[f] = i
			}
		}
	}
	m := s.list[j.specification]
	for i, x := range s.subjects {
		if m.has("unit") && x.gram != j.gram {
			continue
		}
		o := outcome{effect: math.NaN(), lo: math.NaN(), hi: math.NaN(), applies: true}
		if row, listed := rows[s.called(x, m)]; listed {
			o.effect = r.Table.Floats(s.effect)[row]
			o.lo, o.hi = r.Table.Floats("lo")[row], r.Table.Floats("hi")[row]
		}
		s.outcomes[i][j.specification] = o
	}
}
