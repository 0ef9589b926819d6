package web

import (
	"net/http"
	"slices"
	"sync"
)

// jobs are the jobs by ID, oldest first.
type jobs struct {
	limits Limits

	mu    sync.Mutex
	byID  map[string]*job
	order []*job
}

// add takes a job in, or says that there are too many.
func (js *jobs) add(j *job) error {
	js.mu.Lock()
	defer js.mu.Unlock()
	active := 0
	for _, o := range js.order {
		if o.size() < 0 {
			active++
		}
	}
	if active >= js.limits.Jobs {
		return newFault(http.StatusTooManyRequests, "jobs", "%d jobs are under way, want fewer at once", active)
	}
	js.byID[j.id] = j
	js.order = append(js.order, j)
	return nil
}

// size returns the bytes of the result, -1 while the job is under way.
func (j *job) size() int64 {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch {
	case !j.over():
		return -1
	case j.answer == nil:
		return 0
	}
	return int64(len(j.answer.body))
}

// trim forgets the oldest jobs that are over, beyond the limits.
func (js *jobs) trim() {
	js.mu.Lock()
	defer js.mu.Unlock()
	kept, size := 0, int64(0)
	var out []*job
	for _, j := range slices.Backward(js.order) {
		n := j.size()
		if n >= 0 {
			kept, size = kept+1, size+n
			if kept > 1 && (kept > js.limits.KeptJobs || size > js.limits.KeptBytes) {
				delete(js.byID, j.id)
				continue
			}
		}
		out = append(out, j)
	}
	slices.Reverse(out)
	js.order = out
}

func (js *jobs) find(id string) (*job, error) {
	js.mu.Lock()
	defer js.mu.Unlock()
	if j, ok := js.byID[id]; ok {
		return j, nil
	}
	return nil, newFault(http.StatusNotFound, "job", "no such job, or forgotten since")
}

func (js *jobs) forget(j *job) {
	js.mu.Lock()
	defer js.mu.Unlock()
	delete(js.byID, j.id)
	js.order = slices.DeleteFunc(js.order, func(o *job) bool { return o == j })
}
