package kernel

import "sync"

// queue is a list of requests that one goroutine works off.
type queue struct {
	mu      sync.Mutex
	changed *sync.Cond
	tasks   []*task
	closed  bool
}

func newQueue() *queue {
	q := &queue{}
	q.changed = sync.NewCond(&q.mu)
	return q
}

func (q *queue) put(t *task) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.closed {
		q.tasks = append(q.tasks, t)
		q.changed.Signal()
	}
}

// each works off tasks until the queue is closed.
func (q *queue) each(work func(*task)) {
	for {
		q.mu.Lock()
		for len(q.tasks) == 0 && !q.closed {
			q.changed.Wait()
		}
		if q.closed {
			q.mu.Unlock()
			return
		}
		t := q.tasks[0]
		q.tasks = q.tasks[1:]
		q.mu.Unlock()
		work(t)
	}
}

// drain takes all tasks that wait.
func (q *queue) drain() []*task {
	q.mu.Lock()
	defer q.mu.Unlock()
	taken := q.tasks
	q.tasks = nil
	return taken
}

// close ends each; tasks that wait are dropped.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed, q.tasks = true, nil
	q.changed.Broadcast()
}
