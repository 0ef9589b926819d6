package web

import (
	"context"
	"encoding/json"
	"sync"

	"concord/corpus/bilingual"
)

// States of a job.
const (
	stateActive     = "active"
	stateCancelling = "cancelling" // told to end, but still at work
	stateDone       = "done"
	stateFailed     = "failed"
	stateCancelled  = "cancelled"
)

// stateNames says how readers see a state.
var stateNames = map[string]bilingual.Text{
	stateActive: bilingual.T("进行中", "under way"), stateCancelling: bilingual.T("正在取消", "being cancelled"),
	stateDone: bilingual.T("完成", "done"), stateFailed: bilingual.T("失败", "failed"), stateCancelled: bilingual.T("已取消", "cancelled"),
}

// event is one line of the history of a job. Numbers run from 1 without a gap,
// and the history is kept whole: progress is noted at most once per hundredth,
// so it stays short.
type event struct {
	number int
	kind   string // state or progress
	data   []byte
}

// job is a task in the background.
type job struct {
	id   string
	task *task
	stop context.CancelCauseFunc

	mu          sync.Mutex
	state       string
	phase       string
	done, total int
	hundredth   int
	events      []event
	changed     chan struct{} // closed and replaced with every event
	answer      *reply
	fault       *fault
}

// jobInfo is a job as clients see it.
type jobInfo struct {
	ID       string         `json:"id"`
	Name     string         `json:"name"`
	Corpus   string         `json:"corpus"`
	Format   string         `json:"format"`
	State    string         `json:"state"`
	Label    bilingual.Text `json:"label"`
	Phase    string         `json:"phase,omitempty"`
	Progress progressInfo   `json:"progress"`
	Error    *fault         `json:"error,omitempty"`
	Self     string         `json:"self"`
	Events   string         `json:"events"`
	Result   string         `json:"result,omitempty"`
}

type progressInfo struct {
	Done  int `json:"done"`
	Total int `json:"total"`
}

func (j *job) info() jobInfo {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.describe()
}

// describe needs the lock.
func (j *job) describe() jobInfo {
	at := "/v1/jobs/" + j.id
	i := jobInfo{
		ID: j.id, Name: j.task.name, Corpus: j.task.corpus, Format: j.task.format, State: j.state, Label: stateNames[j.state],
		Phase: j.phase, Progress: progressInfo{j.done, j.total}, Error: j.fault, Self: at, Events: at + "/events",
	}
	if j.state == stateDone {
		i.Result = at + "/result"
	}
	return i
}

// note adds an event; it needs the lock.
func (j *job) note(kind string) {
	data, err := json.Marshal(j.describe())
	if err != nil { // strings and numbers can always be written
		return
	}
	j.events = append(j.events, event{len(j.events) + 1, kind, data})
	close(j.changed)
	j.changed = make(chan struct{})
}

// tell is the watch of the job's task.
func (j *job) tell(phase string, done, total int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.over() {
		return
	}
	fresh := phase != j.phase
	if fresh && j.phase == phaseRunning {
		return // a late word from the reading
	}
	hundredth := 0
	if total > 0 {
		hundredth = 100 * done / total
	}
	if !fresh && hundredth <= j.hundredth {
		j.done, j.total = done, total
		return
	}
	j.phase, j.done, j.total, j.hundredth = phase, done, total, hundredth
	j.note("progress")
}

func (j *job) over() bool {
	return j.state == stateDone || j.state == stateFailed || j.state == stateCancelled
}

// end settles the job.
func (j *job) end(answer *reply, f *fault) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.answer, j.fault, j.phase = answer, f, ""
	switch {
	case f == nil:
		j.state = stateDone
	case f.Status == statusCancelled:
		j.state = stateCancelled
	default:
		j.state = stateFailed
	}
	j.note("state")
}

// cancel tells the job to end. It reports false when it is over already.
func (j *job) cancel() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.over() {
		return false
	}
	if j.state == stateActive {
		j.state = stateCancelling
		j.note("state")
		j.stop(errCancelled)
	}
	return true
}
