package web

import (
	"context"
	"errors"
	"net/http"
	"runtime/debug"

	"concord/analysis"
)

// watch is told how far a task is; it may be nil.
type watch func(phase string, done, total int)

// Phases of a task.
const (
	phaseQueued  = "queued"
	phaseLoading = "loading"
	phaseRunning = "running"
)

// task is a run that has been checked and can be done now or as a job.
type task struct {
	name   string // of the method, or report
	corpus string
	format string
	work   func(ctx context.Context, k *kept, progress func(done, total int)) (*reply, error)
}

// runMethod answers POST /v1/run/{name}.
func (s *Server) runMethod(w http.ResponseWriter, r *http.Request) error {
	m, err := s.method(r.PathValue("name"))
	if err != nil {
		return err
	}
	if err := parameters(r, "format", "lang", "profile", "figure", "job"); err != nil {
		return err
	}
	sh, err := shapeOf(r)
	if err != nil {
		return err
	}
	body, err := s.body(w, r)
	if err != nil {
		return err
	}
	options, err := parse(m, body.Options)
	if err != nil {
		return err
	}
	return s.do(w, r, &task{name: m.Name, corpus: body.Corpus, format: sh.format.name,
		work: func(ctx context.Context, k *kept, progress func(done, total int)) (*reply, error) {
			in := k.inputs.take()
			in.Progress = progress
			result, err := m.RunWith(ctx, in.Input, options)
			k.inputs.give(in)
			if err != nil {
				return nil, err
			}
			return s.render(result, sh)
		}})
}

func (s *Server) method(name string) (analysis.Method, error) {
	var have []string
	for _, m := range s.methods {
		if m.Name == name {
			return m, nil
		}
		have = append(have, m.Name)
	}
	return analysis.Method{}, unknown("method", name, have)
}

// do runs the task while the client waits, or as a job with ?job=1.
func (s *Server) do(w http.ResponseWriter, r *http.Request, t *task) error {
	switch v := r.URL.Query().Get("job"); v {
	case "", "0":
	case "1":
		return s.startJob(w, t)
	default:
		return newFault(http.StatusBadRequest, "job", "got %q, want 0 or 1", clip(v))
	}
	ctx, cancel := context.WithCancelCause(r.Context())
	defer cancel(nil)
	defer context.AfterFunc(s.ctx, func() { cancel(errShutdown) })()
	ctx, release := context.WithTimeoutCause(ctx, s.limits.RunTime, errTime)
	defer release()
	type outcome struct {
		answer *reply
		err    error
	}
	over := make(chan outcome, 1)
	if !s.start(func(context.Context) {
		answer, err := s.perform(ctx, t, nil)
		over <- outcome{answer, err}
	}) {
		return interrupted(errShutdown)
	}
	select {
	case <-ctx.Done():
		return interrupted(context.Cause(ctx))
	case o := <-over:
		if o.err != nil {
			return s.told(ctx, o.err)
		}
		s.send(w, o.answer)
		return nil
	}
}

// told settles what an error means while its context is at hand.
func (s *Server) told(ctx context.Context, err error) error {
	var p *panicError
	if errors.As(err, &p) {
		return err
	}
	return s.faultOf(ctx, err)
}

// perform does the task: it opens the corpus, waits for its turn and runs. A
// panic is an error.
func (s *Server) perform(ctx context.Context, t *task, tell watch) (answer *reply, err error) {
	defer func() {
		if v := recover(); v != nil {
			answer, err = nil, panicked(v, debug.Stack())
		}
	}()
	k, err := s.store.open(ctx, t.corpus, tell.in(phaseLoading))
	if err != nil {
		return nil, err
	}
	defer s.store.done(k) // the answer is bytes of its own
	release, err := s.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	progress := tell.in(phaseRunning)
	if progress != nil {
		progress(0, 0)
	}
	if answer, err = t.work(ctx, k, progress); err != nil {
		err = s.told(ctx, err) // in words of its own, while the texts are there
	}
	return answer, err
}

// in returns the watch of one phase, nil for none.
func (w watch) in(phase string) func(done, total int) {
	if w == nil {
		return nil
	}
	return func(done, total int) { w(phase, done, total) }
}

// turn waits until one more method may run.
func (s *Server) turn(ctx context.Context) (release func(), err error) {
	defer s.waiting.Add(-1)
	if s.waiting.Add(1) > int64(s.limits.Waiting) {
		select {
		case s.slots <- struct{}{}:
			return func() { <-s.slots }, nil
		default:
			return nil, newFault(http.StatusTooManyRequests, "run", "%d runs are waiting, want fewer at once", s.limits.Waiting)
		}
	}
	select {
	case s.slots <- struct{}{}:
		return func() { <-s.slots }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
