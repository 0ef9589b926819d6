package web

import (
	"context"
	"net/http"
	"slices"
)

// startJob runs the task in the background.
func (s *Server) startJob(w http.ResponseWriter, t *task) error {
	if _, _, err := s.store.find(t.corpus); err != nil {
		return err
	}
	j := &job{id: draw()[:22], task: t, state: stateActive, phase: phaseQueued, changed: make(chan struct{})}
	ctx, stop := context.WithCancelCause(s.ctx)
	j.stop = stop
	j.mu.Lock()
	j.note("state")
	j.mu.Unlock()
	if err := s.jobs.add(j); err != nil {
		stop(nil)
		return err
	}
	if !s.start(func(context.Context) { s.runJob(ctx, j) }) {
		stop(nil)
		s.jobs.forget(j)
		return interrupted(errShutdown)
	}
	w.Header().Set("Location", "/v1/jobs/"+j.id)
	return s.sendJSON(w, http.StatusAccepted, j.info())
}

// runJob does one job.
func (s *Server) runJob(ctx context.Context, j *job) {
	defer j.stop(nil)
	ctx, release := context.WithTimeoutCause(ctx, s.limits.JobTime, errTime)
	defer release()
	var answer *reply
	var err error
	select {
	case s.jobSlots <- struct{}{}:
		answer, err = s.perform(ctx, j.task, j.tell)
		<-s.jobSlots
	case <-ctx.Done():
		err = ctx.Err()
	}
	if err != nil {
		j.end(nil, s.faultOf(ctx, err))
	} else {
		j.end(answer, nil)
	}
	s.jobs.trim()
}

// listJobs answers GET /v1/jobs.
func (s *Server) listJobs(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r); err != nil {
		return err
	}
	s.jobs.mu.Lock()
	order := slices.Clone(s.jobs.order)
	s.jobs.mu.Unlock()
	out := make([]jobInfo, len(order))
	for i, j := range order {
		out[i] = j.info()
	}
	return s.sendJSON(w, http.StatusOK, map[string]any{"jobs": out})
}

// showJob answers GET /v1/jobs/{id}.
func (s *Server) showJob(w http.ResponseWriter, r *http.Request) error {
	j, err := s.jobs.find(r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.sendJSON(w, http.StatusOK, j.info())
}

// deleteJob answers DELETE /v1/jobs/{id}: 202 when the job was told to end, 204
// when it was over and is forgotten.
func (s *Server) deleteJob(w http.ResponseWriter, r *http.Request) error {
	j, err := s.jobs.find(r.PathValue("id"))
	if err != nil {
		return err
	}
	if j.cancel() {
		return s.sendJSON(w, http.StatusAccepted, j.info())
	}
	s.jobs.forget(j)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// jobResult answers GET /v1/jobs/{id}/result as the run itself would have.
func (s *Server) jobResult(w http.ResponseWriter, r *http.Request) error {
	j, err := s.jobs.find(r.PathValue("id"))
	if err != nil {
		return err
	}
	j.mu.Lock()
	answer, f, over := j.answer, j.fault, j.over()
	j.mu.Unlock()
	switch {
	case !over:
		return newFault(http.StatusConflict, "job", "not over yet; see its state or its events")
	case f != nil:
		return f
	}
	s.send(w, answer)
	return nil
}
