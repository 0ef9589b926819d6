package web

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"concord/cmd/internal/web/book"
	"concord/cmd/internal/worker"
	"concord/corpus/bilingual"
	"concord/reports/notebook"
)

// shelf holds the notebooks that are open.
type shelf struct {
	root   *os.Root // nil: notebooks stay in memory
	place  string
	limits Limits
	worker worker.Options

	mu     sync.Mutex
	books  map[string]*book.Book
	closed bool

	leaving sync.WaitGroup // notebooks that are being closed
}

// notebookInfo is a line of the list of notebooks.
type notebookInfo struct {
	Name string `json:"name"`
	Open bool   `json:"open"`
	Size int64  `json:"size,omitempty"`
}

// extension of notebooks.
const extension = ".ipynb"

// Bounds on the search for notebooks.
const (
	notebookDepth  = 4
	notebookMost   = 2000
	notebookLooked = 20000
)

// list returns the notebooks of the folder and those in memory, in order.
func (sh *shelf) list() []notebookInfo {
	out := []notebookInfo{}
	if sh.root != nil {
		looked := 0
		_ = fs.WalkDir(sh.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
			looked++
			switch {
			case looked > notebookLooked || len(out) >= notebookMost:
				return fs.SkipAll
			case err != nil: // what cannot be read holds no notebooks
				return fs.SkipDir
			case d.IsDir() && name != "." && (!visible(d.Name()) || strings.Count(name, "/") >= notebookDepth-1):
				return fs.SkipDir
			case d.Type().IsRegular() && strings.HasSuffix(name, extension) && visible(d.Name()):
				info := notebookInfo{Name: name}
				if i, err := d.Info(); err == nil {
					info.Size = i.Size()
				}
				out = append(out, info)
			}
			return nil
		})
	}
	sh.mu.Lock()
	defer sh.mu.Unlock()
	for name := range sh.books {
		i := slices.IndexFunc(out, func(n notebookInfo) bool { return n.Name == name })
		if i < 0 {
			out = append(out, notebookInfo{Name: name})
			i = len(out) - 1
		}
		out[i].Open = true
	}
	slices.SortFunc(out, func(a, b notebookInfo) int { return strings.Compare(a.Name, b.Name) })
	return out
}

func visible(name string) bool {
	return plain(name) && !strings.HasPrefix(name, ".") && name != "__MACOSX" && name != "node_modules"
}

// notebookName checks the name of a notebook within the served folder.
func notebookName(name string) error {
	bad := newFault(http.StatusBadRequest, "notebook", "got %q, want a path within the folder that ends in %s", clip(name), extension)
	if !strings.HasSuffix(name, extension) || !fs.ValidPath(name) || strings.Count(name, "/") >= notebookDepth || len(name) > 400 {
		return bad
	}
	for part := range strings.SplitSeq(name, "/") {
		if !visible(part) {
			return bad
		}
	}
	return nil
}

// open returns a notebook, opened when it is not yet.
func (sh *shelf) open(name string) (*book.Book, error) { return sh.openIn(name, "") }

// openIn is open for a reader of a language, in which a notebook that says
// nothing else has its results.
func (sh *shelf) openIn(name string, lang bilingual.Lang) (*book.Book, error) {
	if err := notebookName(name); err != nil {
		return nil, err
	}
	sh.mu.Lock()
	defer sh.mu.Unlock()
	if b := sh.books[name]; b != nil {
		return b, nil
	}
	if sh.closed {
		return nil, interrupted(errShutdown)
	}
	if sh.root == nil {
		return nil, newFault(http.StatusNotFound, "notebook", "no notebook %q", clip(name))
	}
	if err := sh.room(); err != nil {
		return nil, err
	}
	opt := sh.options(name)
	opt.Lang = lang
	b, err := book.Open(opt)
	var bad *notebook.ReadError
	switch {
	case errors.As(err, &bad):
		return nil, newFault(http.StatusUnprocessableEntity, name, "%s: %s", bad.Place, bad.Problem)
	case errors.Is(err, fs.ErrNotExist):
		return nil, newFault(http.StatusNotFound, "notebook", "no notebook %q", clip(name))
	case err != nil:
		return nil, newFault(http.StatusUnprocessableEntity, "notebook", "%q cannot be opened: not a file of this folder", clip(name))
	}
	sh.books[name] = b
	return b, nil
}

// room makes room for one more, by closing one that nobody looks at. The caller
// holds sh.mu.
func (sh *shelf) room() error {
	if len(sh.books) < sh.limits.Books {
		return nil
	}
	var oldest string
	var longest time.Duration
	for name, b := range sh.books {
		if idle := b.Idle(); sh.root != nil && idle > longest {
			oldest, longest = name, idle
		}
	}
	if oldest == "" {
		return newFault(http.StatusTooManyRequests, "notebook", "%d notebooks are open, want fewer at once", len(sh.books))
	}
	sh.leave(oldest)
	return nil
}

// leave closes a notebook beside: it may be about to run, and would wait for the
// shelf. An idle one has nothing that is not saved. The caller holds sh.mu.
func (sh *shelf) leave(name string) {
	b := sh.books[name]
	delete(sh.books, name)
	sh.leaving.Go(func() { _ = b.Close() })
}

func (sh *shelf) options(name string) book.Options {
	return book.Options{Root: sh.root, Name: name, Dir: sh.place, Worker: sh.worker, Slot: sh.slot}
}

// slot waits for no one: it ends an idle process when there are too many.
func (sh *shelf) slot(context.Context) (func(), error) {
	sh.mu.Lock()
	defer sh.mu.Unlock()
	there := 0
	for _, b := range sh.books {
		if have, _ := b.HasProcess(); have {
			there++
		}
	}
	if there < sh.limits.Workers {
		return func() {}, nil
	}
	for _, b := range sh.books {
		if have, busy := b.HasProcess(); have && !busy && b.Rest() {
			return func() {}, nil
		}
	}
	return nil, fmt.Errorf("%d notebooks are running; wait until one of them is done", there)
}

// Times after which a notebook that nobody looks at gives back what it holds.
const (
	restAfter  = 15 * time.Minute
	closeAfter = 40 * time.Minute
)

// sweep gives back what is not used, until ctx ends.
func (sh *shelf) sweep(ctx context.Context) {
	clock := time.NewTicker(time.Minute)
	defer clock.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-clock.C:
		}
		sh.mu.Lock()
		for name, b := range sh.books {
			idle := b.Idle()
			if idle > restAfter {
				b.Rest()
			}
			if idle > closeAfter && sh.root != nil {
				sh.leave(name)
			}
		}
		sh.mu.Unlock()
	}
}

// close closes all notebooks. What could not be saved is said in the log.
func (sh *shelf) close(log func(string, ...any)) {
	sh.mu.Lock()
	sh.closed = true
	books := sh.books
	sh.books = map[string]*book.Book{}
	sh.mu.Unlock()
	var all sync.WaitGroup
	for _, b := range books {
		all.Go(func() {
			if b.Close() != nil {
				log("a notebook could not be saved")
			}
		})
	}
	all.Wait()
	sh.leaving.Wait()
}
