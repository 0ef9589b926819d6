package web

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"
)

// slow is a task that works until it is cancelled or told to go on, and tells
// its progress in steps.
type slow struct {
	step chan int // progress to tell, of 100; closed to end
	deaf bool     // does not look at its context
}

func (d *slow) task() *task {
	return &task{name: "slow", corpus: specimenName, format: "json",
		work: func(ctx context.Context, _ *kept, progress func(done, total int)) (*reply, error) {
			cancelled := ctx.Done()
			if d.deaf {
				cancelled = nil
			}
			for {
				select {
				case n, more := <-d.step:
					if !more {
						return jsonReply(http.StatusOK, "end")
					}
					progress(n, 100)
				case <-cancelled:
					return nil, ctx.Err()
				}
			}
		}}
}

func begin(t *testing.T, s *Server, task *task) *job {
	t.Helper()
	w := httptest.NewRecorder()
	if err := s.startJob(w, task); err != nil {
		t.Fatal(err)
	}
	var info jobInfo
	into(t, w, &info)
	if w.Code != http.StatusAccepted || w.Header().Get("Location") != info.Self {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	j, err := s.jobs.find(info.ID)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// await waits until the job is in a state, or fails.
func await(t *testing.T, j *job, state string) jobInfo {
	t.Helper()
	limit := time.After(10 * time.Second)
	for {
		_, _, changed := j.after(0)
		if i := j.info(); i.State == state {
			return i
		}
		select {
		case <-changed:
		case <-limit:
			t.Fatalf("the job is %+v, want %s", j.info(), state)
		}
	}
}

func TestJobGivesTheSameBytes(t *testing.T) {
	s := serverOf(t, Options{})
	body := `{"corpus":"specimen","options":{"top":5}}`
	for _, format := range []string{"json", "csv", "svg"} {
		path := "/v1/run/frequency?format=" + format
		want := ask(s, "POST", path, body)
		w := ask(s, "POST", path+"&job=1", body)
		var info jobInfo
		into(t, w, &info)
		j, err := s.jobs.find(info.ID)
		if w.Code != http.StatusAccepted || err != nil {
			t.Fatalf("%d %v", w.Code, err)
		}
		done := await(t, j, stateDone)
		got := ask(s, "GET", done.Result, "")
		if got.Body.String() != want.Body.String() || got.Header().Get("Content-Type") != want.Header().Get("Content-Type") {
			t.Errorf("%s: the job answers otherwise: %d %.100s", format, got.Code, got.Body)
		}
	}
	if w := ask(s, "POST", "/v1/run/frequency?job=1", `{"corpus":"specimen","options":{"top":-1}}`); w.Code != 400 {
		t.Errorf("a job with wrong options: %d", w.Code)
	}
	if w := ask(s, "POST", "/v1/run/frequency?job=1", `{"corpus":"nowhere"}`); w.Code != 404 {
		t.Errorf("a job on no corpus: %d", w.Code)
	}
	bad := serverOf(t, Options{Path: folder(t)})
	var info jobInfo
	into(t, ask(bad, "POST", "/v1/run/frequency?job=1", `{"corpus":"bad"}`), &info)
	j, _ := bad.jobs.find(info.ID)
	if failed := await(t, j, stateFailed); failed.Error.Where != "bad/ragged.csv:3" {
		t.Errorf("a job on bad data: %+v", failed)
	}
	if w := ask(bad, "GET", info.Self+"/result", ""); w.Code != 422 {
		t.Errorf("its result: %d %s", w.Code, w.Body)
	}
}

func TestJobIsCancelled(t *testing.T) {
	s := serverOf(t, Options{})
	work := &slow{step: make(chan int)}
	j := begin(t, s, work.task())
	work.step <- 10
	at := "/v1/jobs/" + j.id
	if w := ask(s, "GET", at+"/result", ""); w.Code != http.StatusConflict {
		t.Errorf("result of a job under way: %d", w.Code)
	}
	if w := ask(s, "DELETE", at, ""); w.Code != http.StatusAccepted {
		t.Errorf("cancel: %d %s", w.Code, w.Body)
	}
	await(t, j, stateCancelled)
	if w := ask(s, "GET", at+"/result", ""); w.Code != statusCancelled {
		t.Errorf("result of a cancelled job: %d %s", w.Code, w.Body)
	}
	if w := ask(s, "DELETE", at, ""); w.Code != http.StatusNoContent {
		t.Errorf("forget: %d", w.Code)
	}
	if w := ask(s, "GET", at, ""); w.Code != http.StatusNotFound {
		t.Errorf("a forgotten job: %d", w.Code)
	}
	if len(s.slots) != 0 || len(s.jobSlots) != 0 {
		t.Error("a cancelled job keeps its turn")
	}
}

func TestJobThatDoesNotListen(t *testing.T) {
	s := serverOf(t, Options{})
	work := &slow{step: make(chan int), deaf: true}
	j := begin(t, s, work.task())
	work.step <- 10
	ask(s, "DELETE", "/v1/jobs/"+j.id, "")
	if i := j.info(); i.State != stateCancelling {
		t.Errorf("state %s, want %s while it is at work", i.State, stateCancelling)
	}
	close(work.step)
	await(t, j, stateDone)
}

func TestJobsAreLimited(t *testing.T) {
	s := serverOf(t, Options{Limits: Limits{Jobs: 2, KeptJobs: 2, JobTime: 10 * time.Second}})
	work := &slow{step: make(chan int)}
	a, b := begin(t, s, work.task()), begin(t, s, work.task())
	w := ask(s, "POST", "/v1/run/frequency?job=1", `{"corpus":"specimen"}`)
	if _, what := problem(t, w); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") == "" || !strings.Contains(what, "2 jobs") {
		t.Errorf("a third job: %d %s", w.Code, what)
	}
	close(work.step)
	await(t, a, stateDone)
	await(t, b, stateDone)
	for range 4 {
		await(t, begin(t, s, work.task()), stateDone)
	}
	var list struct{ Jobs []jobInfo }
	for range 100 { // the last one is trimmed just after it is over
		into(t, ask(s, "GET", "/v1/jobs", ""), &list)
		if len(list.Jobs) == 2 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d jobs are kept, want 2", len(list.Jobs))
}

func TestTimeRunsOut(t *testing.T) {
	s := serverOf(t, Options{Limits: Limits{RunTime: 50 * time.Millisecond, JobTime: 50 * time.Millisecond}})
	work := &slow{step: make(chan int)}
	failed := await(t, begin(t, s, work.task()), stateFailed)
	if failed.Error == nil || !strings.Contains(failed.Error.Problem, "out of time") {
		t.Errorf("a job: %+v", failed)
	}
	r := httptest.NewRequest("POST", "/", nil)
	err := s.do(httptest.NewRecorder(), r, work.task())
	if f, ok := err.(*fault); !ok || f.Status != http.StatusServiceUnavailable {
		t.Errorf("a run: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err = s.do(httptest.NewRecorder(), r.WithContext(ctx), work.task())
	if f, ok := err.(*fault); !ok || f.Status != statusCancelled {
		t.Errorf("a client that has gone: %v", err)
	}
}

func TestTooManyRunsWait(t *testing.T) {
	s := serverOf(t, Options{Limits: Limits{Runs: 2, Waiting: 1}})
	s.slots <- struct{}{}
	s.slots <- struct{}{}
	s.waiting.Add(1)
	_, err := s.turn(t.Context())
	if f, ok := err.(*fault); !ok || f.Status != http.StatusTooManyRequests {
		t.Errorf("got %v", err)
	}
	s.waiting.Add(-1)
	<-s.slots
	release, err := s.turn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	release()
	<-s.slots
}

// read reads events of a stream until there have been so many, or its end.
func read(t *testing.T, base, id string, last, most int) (numbers []int, kinds []string, infos []jobInfo) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, "GET", base+"/v1/jobs/"+id+"/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+testToken)
	if last > 0 {
		r.Header.Set("Last-Event-ID", strconv.Itoa(last))
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode == http.StatusNoContent {
		return nil, nil, nil
	}
	if kind := answer.Header.Get("Content-Type"); answer.StatusCode != 200 || kind != "text/event-stream" {
		t.Fatalf("%s %s", answer.Status, kind)
	}
	lines := bufio.NewScanner(answer.Body)
	for len(infos) < most && lines.Scan() {
		name, value, _ := strings.Cut(lines.Text(), ": ")
		switch name {
		case "id":
			n, err := strconv.Atoi(value)
			if err != nil {
				t.Fatal(err)
			}
			numbers = append(numbers, n)
		case "event":
			kinds = append(kinds, value)
		case "data":
			var i jobInfo
			if err := json.Unmarshal([]byte(value), &i); err != nil {
				t.Fatal(err)
			}
			infos = append(infos, i)
		}
	}
	return numbers, kinds, infos
}

// A stream that is cut goes on where it was, without a gap or a repeat.
func TestEventsResume(t *testing.T) {
	s := serverOf(t, Options{})
	server := httptest.NewServer(s)
	defer server.Close()
	work := &slow{step: make(chan int)}
	j := begin(t, s, work.task())
	for n := 10; n <= 50; n += 10 {
		work.step <- n
	}
	first, _, _ := read(t, server.URL, j.id, 0, 3)
	go func() {
		for n := 60; n <= 100; n += 10 {
			work.step <- n
			work.step <- n // tells nothing new
		}
		close(work.step)
	}()
	rest, kinds, infos := read(t, server.URL, j.id, first[len(first)-1], 1000)
	for i, n := range append(first, rest...) {
		if n != i+1 {
			t.Fatalf("events %v then %v", first, rest)
		}
	}
	end := infos[len(infos)-1]
	if kinds[len(kinds)-1] != "state" || end.State != stateDone || end.Result == "" {
		t.Errorf("the last event: %s %+v", kinds[len(kinds)-1], end)
	}
	seen := map[string]bool{}
	for _, i := range infos {
		seen[fmt.Sprint(i.Phase, i.Progress.Done)] = true
	}
	if !seen["running60"] || !seen["running100"] {
		t.Errorf("progress is missing: %v", seen)
	}
	if again, _, _ := read(t, server.URL, j.id, rest[len(rest)-1], 10); again != nil {
		t.Errorf("after the end: %v, want 204", again)
	}
	if w := ask(s, "GET", "/v1/jobs/"+j.id+"/events", "", "Last-Event-ID: x"); w.Code != 400 {
		t.Errorf("a number that is none: %d", w.Code)
	}
	s.streams.Add(int64(s.limits.Streams))
	if w := ask(s, "GET", "/v1/jobs/"+j.id+"/events", ""); w.Code != 429 {
		t.Errorf("one stream too many: %d", w.Code)
	}
	s.streams.Add(-int64(s.limits.Streams))
}
