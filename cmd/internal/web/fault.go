package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"

	"concord/analysis"
	"concord/corpus/load"
	"concord/corpus/query"
	ondisk "concord/corpus/store"
)

// statusCancelled is the status of a request whose caller has gone or whose
// job was cancelled, as nginx has it.
const statusCancelled = 499

// fault is an error as clients see it.
type fault struct {
	Status  int    `json:"-"`
	Where   string `json:"where"`
	Problem string `json:"problem"`
}

func (f *fault) Error() string { return f.Where + ": " + f.Problem }

func newFault(status int, where, format string, args ...any) *fault {
	return &fault{status, where, fmt.Sprintf(format, args...)}
}

// Causes with which contexts of this package are cancelled.
var (
	errShutdown  = errors.New("the server is shutting down")
	errCancelled = errors.New("cancelled")
	errTime      = errors.New("out of time")
)

// faultOf sorts an error into a status. Errors of contexts stand for the cause
// with which ctx was cancelled.
func (s *Server) faultOf(ctx context.Context, err error) *fault {
	var known *fault
	var option *analysis.OptionError
	var wrong *query.Error
	var bad *load.Error
	var damaged *ondisk.Error
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &option):
		where := option.Method
		if option.Option != "" {
			where = strings.TrimPrefix(where+": option "+option.Option, ": ")
		}
		return newFault(http.StatusBadRequest, where, "%s", option.Problem)
	case errors.As(err, &wrong):
		return newFault(http.StatusBadRequest, "query", "%s", err)
	case errors.As(err, &bad):
		return s.badData(bad)
	case errors.As(err, &damaged):
		return badStore(damaged)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return interrupted(context.Cause(ctx))
	}
	return newFault(http.StatusInternalServerError, "server", "%s", s.scrub(err.Error()))
}

func interrupted(cause error) *fault {
	switch {
	case errors.Is(cause, errTime), errors.Is(cause, context.DeadlineExceeded):
		return newFault(http.StatusServiceUnavailable, "run", "out of time; want a smaller corpus, cheaper options or, for a longer time, ?job=1")
	case errors.Is(cause, errShutdown):
		return newFault(http.StatusServiceUnavailable, "server", "shutting down")
	}
	return newFault(statusCancelled, "run", "cancelled")
}

// badData names the file, relative to the served folder, and the line.
func (s *Server) badData(e *load.Error) *fault {
	where := e.Path
	if e.Line > 0 {
		where = fmt.Sprintf("%s:%d", e.Path, e.Line)
	}
	problem := strings.TrimPrefix(e.Error(), "load: "+where+": ")
	return newFault(http.StatusUnprocessableEntity, s.scrub(where), "%s", s.scrub(problem))
}

// badStore names the file within the store, relative to the served folder.
func badStore(e *ondisk.Error) *fault {
	return newFault(http.StatusUnprocessableEntity, e.Path, "%s", strings.TrimPrefix(e.Error(), "store: "+e.Path+": "))
}

// scrub takes the places of this machine out of a message.
func (s *Server) scrub(text string) string {
	home, _ := os.UserHomeDir()
	cache, _ := os.UserCacheDir()
	for _, place := range []string{s.store.place, cache, home} {
		if len(place) > 1 {
			text = strings.ReplaceAll(text, place, "…")
		}
	}
	return text
}

// unknown is the fault for a name that is not one of those that exist.
func unknown(what, name string, have []string) *fault {
	if near := analysis.Nearest(name, have); near != "" {
		return newFault(http.StatusNotFound, what, "no %s %q; did you mean %s?", what, clip(name), near)
	}
	return newFault(http.StatusNotFound, what, "no %s %q, have %s", what, clip(name), clip(strings.Join(have, ", ")))
}

// clip shortens what a client sent before it is sent back.
func clip(s string) string {
	const most = 400
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
