package web

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// heartbeat is how often a silent stream shows that it is alive.
const heartbeat = 15 * time.Second

// jobEvents answers GET /v1/jobs/{id}/events with server-sent events: state and
// progress, each with the job as it was. With Last-Event-ID the stream goes on
// after that event; 204 says that there is nothing more to come.
func (s *Server) jobEvents(w http.ResponseWriter, r *http.Request) error {
	j, err := s.jobs.find(r.PathValue("id"))
	if err != nil {
		return err
	}
	last := 0
	if id := r.Header.Get("Last-Event-ID"); id != "" {
		if last, err = strconv.Atoi(id); err != nil || last < 0 {
			return newFault(http.StatusBadRequest, "last-event-id", "got %q, want the number of an event", clip(id))
		}
	}
	defer s.streams.Add(-1)
	if s.streams.Add(1) > int64(s.limits.Streams) {
		return newFault(http.StatusTooManyRequests, "events", "%d streams are open, want fewer at once", s.limits.Streams)
	}
	events, over, _ := j.after(last)
	if over && len(events) == 0 {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	s.stream(w, r, j, last)
	return nil
}

// pusher begins an event stream and returns what sends its parts; it reports
// whether the client is still there.
func (s *Server) pusher(w http.ResponseWriter) func(text []byte) bool {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	control := http.NewResponseController(w)
	return func(text []byte) bool {
		extend(w, s.limits.SendTime)
		if _, err := w.Write(text); err != nil {
			return false
		}
		return control.Flush() == nil
	}
}

// stream sends events until the job is over, the client gone or the server
// closed.
func (s *Server) stream(w http.ResponseWriter, r *http.Request, j *job, last int) {
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	push := s.pusher(w)
	if !push([]byte("retry: 1000\n\n")) {
		return
	}
	for {
		events, over, changed := j.after(last)
		var b bytes.Buffer
		for _, e := range events {
			fmt.Fprintf(&b, "id: %d\nevent: %s\ndata: %s\n\n", e.number, e.kind, e.data)
			last = e.number
		}
		if b.Len() > 0 && !push(b.Bytes()) || over {
			return
		}
		select {
		case <-changed:
		case <-beat.C:
			if !push([]byte(": \n\n")) {
				return
			}
		case <-r.Context().Done():
			return
		case <-s.drain.Done():
			return
		}
	}
}

// after returns the events after a number, whether the job is over, and a
// channel that is closed with the next event.
func (j *job) after(last int) (events []event, over bool, changed <-chan struct{}) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if last < len(j.events) {
		events = j.events[last:]
	}
	return events, j.over(), j.changed
}
