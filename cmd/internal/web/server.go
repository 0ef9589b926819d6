package web

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"concord/analysis"
	"concord/analysis/catalog"
	"concord/cmd/internal/web/book"
	"concord/cmd/internal/worker"
)

// Server answers HTTP requests. It may be used from several goroutines; Close
// ends what it has under way.
type Server struct {
	opt     Options
	limits  Limits
	methods []analysis.Method
	store   *store
	jobs    *jobs
	door    *door
	mux     *http.ServeMux
	openapi []byte

	shelf *shelf
	pages atomic.Int64 // streams of notebooks

	slots    chan struct{} // methods running
	jobSlots chan struct{} // of them jobs: one fewer, so that a small run gets its turn
	waiting  atomic.Int64
	streams  atomic.Int64

	ctx   context.Context // ends with the server
	stop  context.CancelCauseFunc
	drain context.Context // ends when event streams must
	ebb   context.CancelFunc

	mu     sync.Mutex
	closed bool
	work   sync.WaitGroup
}

// New makes the server of opt.Path. It is an error when that is not a file or a
// folder that can be opened.
func New(opt Options) (*Server, error) {
	opt.Limits = opt.Limits.withDefaults()
	if opt.Token == "" {
		opt.Token = draw()
	}
	if len(opt.Token) < 16 {
		return nil, fmt.Errorf("web: token of %d characters, want at least 16", len(opt.Token))
	}
	s := &Server{
		opt: opt, limits: opt.Limits, methods: catalog.Methods(),
		slots: make(chan struct{}, opt.Limits.Runs), jobSlots: make(chan struct{}, max(1, opt.Limits.Runs-1)),
	}
	s.ctx, s.stop = context.WithCancelCause(context.Background())
	s.drain, s.ebb = context.WithCancel(s.ctx)
	s.door = newDoor(opt)
	s.jobs = &jobs{byID: map[string]*job{}, limits: opt.Limits}
	var err error
	if s.openapi, err = openAPI(s.methods, s.door.cookie); err != nil {
		return nil, err
	}
	if s.store, err = newStore(opt, s.start); err != nil {
		return nil, err
	}
	s.shelf = &shelf{limits: opt.Limits, books: map[string]*book.Book{}, worker: worker.Options{
		Command: opt.Worker, Memory: opt.Limits.CellMemory, Wall: opt.Limits.CellTime, Output: opt.Limits.CellOutput,
	}}
	if s.store.only == "" { // of one file alone, nothing beside it is shown or written
		s.shelf.root, s.shelf.place = s.store.root, s.store.place
	}
	s.start(s.shelf.sweep)
	s.mux = s.routes()
	return s, nil
}

// draw returns 256 random bits.
func draw() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(b)
}

// Token returns the token that requests must bear.
func (s *Server) Token() string { return s.opt.Token }

// Close cancels what runs and waits for it to end, at most Limits.Grace. It is
// an error when something is still running then.
func (s *Server) Close() error {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.stop(errShutdown)
	over := make(chan struct{})
	go func() {
		s.shelf.close(s.log)
		s.work.Wait()
		s.store.close()
		close(over)
	}()
	select {
	case <-over:
		return nil
	case <-time.After(s.limits.Grace):
		return errors.New("web: a run does not end after being cancelled")
	}
}

// start runs work in the background, unless the server is closed.
func (s *Server) start(work func(ctx context.Context)) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.work.Go(func() { work(s.ctx) })
	return true
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	began := time.Now()
	seen := &recorder{ResponseWriter: w}
	defer func() {
		if v := recover(); v != nil {
			s.fail(seen, r, panicked(v, debug.Stack()))
		}
		s.log("%s %s %d %v", method(r), r.Pattern, seen.status, time.Since(began).Round(time.Microsecond))
	}()
	h := w.Header()
	h.Set("Content-Security-Policy", policyNone)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	if err := s.door.admit(r); err != nil {
		s.fail(seen, r, err)
		return
	}
	if s.door.enter(seen, r) {
		return
	}
	s.mux.ServeHTTP(seen, r)
}

// fail answers with an error.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	var p *panicError
	if errors.As(err, &p) {
		s.log("panic in %s: %s\n%s", r.Pattern, p.kind, p.stack)
	}
	if seen, ok := w.(*recorder); ok && seen.status != 0 {
		return // the answer has begun; all that is left is to end it
	}
	f := s.faultOf(r.Context(), err)
	switch f.Status {
	case http.StatusUnauthorized:
		w.Header().Set("WWW-Authenticate", `Bearer realm="concord"`)
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		w.Header().Set("Retry-After", "5")
	}
	s.send(w, f.reply())
}

func (s *Server) log(format string, args ...any) {
	if s.opt.Log != nil {
		s.opt.Log.Printf(format, args...)
	}
}

// method returns the method of the request, which goes into the log, when it is
// one of HTTP's.
func method(r *http.Request) string {
	if slices.Contains([]string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}, r.Method) {
		return r.Method
	}
	return "?"
}

// panicError is a fault of the program. What the panic said stays unsaid: it
// may hold words of the corpus.
type panicError struct {
	kind  string
	stack []byte
}

func (p *panicError) Error() string { return "internal error" }

func panicked(v any, stack []byte) error {
	return &panicError{kind: fmt.Sprintf("%T", v), stack: stack}
}

// recorder remembers the status of an answer.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController through.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// handler answers a request or says why not.
type handler func(w http.ResponseWriter, r *http.Request) error

// route is a path and what may be done with it.
type route map[string]handler

func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	for path, rt := range map[string]route{
		"/{$}":             {"GET": s.startPage},
		"/notebook/{name}": {"GET": s.notebookPage},
		"/assets/{file}":   {"GET": s.asset},
		"/v1/openapi.json": {"GET": s.describe},

		"/v1/notebooks":               {"GET": s.listNotebooks, "POST": s.makeNotebook},
		"/v1/notebooks/{name}":        {"POST": s.act},
		"/v1/notebooks/{name}/events": {"GET": s.notebookEvents},
		"/v1/notebooks/{name}/outputs/{cell}/{rev}/{n}/{form}": {"GET": s.output},
		"/v1/notebooks/{name}/figure/{cell}/{rev}/{n}":         {"GET": s.redraw},
		"/v1/notebooks/{name}/export/{format}":                 {"GET": s.export},
		"/v1/notebooks/{name}/passage":                         {"GET": s.passage},
		"/v1/notebooks/{name}/lines":                           {"GET": s.lines},
		"/v1/notebooks/{name}/complete":                        {"POST": s.complete},
		"/v1/notebooks/{name}/inspect":                         {"POST": s.inspect},
		"/v1/files":                                            {"POST": s.takeFile},

		"/v1/methods":          {"GET": s.listMethods},
		"/v1/methods/{name}":   {"GET": s.showMethod},
		"/v1/corpora":          {"GET": s.listCorpora},
		"/v1/corpora/{name}":   {"GET": s.showCorpus},
		"/v1/run/{name}":       {"POST": s.runMethod},
		"/v1/report":           {"POST": s.runReport},
		"/v1/jobs":             {"GET": s.listJobs},
		"/v1/jobs/{id}":        {"GET": s.showJob, "DELETE": s.deleteJob},
		"/v1/jobs/{id}/events": {"GET": s.jobEvents},
		"/v1/jobs/{id}/result": {"GET": s.jobResult},
		"/":                    nil,
	} {
		mux.Handle(path, s.dispatch(rt))
	}
	return mux
}

func (s *Server) dispatch(rt route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if rt == nil {
			s.fail(w, r, newFault(http.StatusNotFound, "path", "nothing here; see /v1/openapi.json"))
			return
		}
		name := r.Method
		if name == http.MethodHead {
			name = http.MethodGet
		}
		h, ok := rt[name]
		if !ok {
			allow := rt.allowed()
			w.Header().Set("Allow", allow)
			s.fail(w, r, newFault(http.StatusMethodNotAllowed, "method", "not allowed here, want %s", allow))
			return
		}
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

func (rt route) allowed() string {
	var out []string
	for name := range rt {
		out = append(out, name)
		if name == http.MethodGet {
			out = append(out, http.MethodHead)
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}
