package web

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	slashes "path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"concord/corpus"
	"concord/corpus/load"
	"concord/corpus/specimen"
	ondisk "concord/corpus/store"
	"concord/reports"
)

// Names of corpora that do not stand in the folder under that name.
const (
	wholeFolder  = "all"
	specimenName = "specimen"
)

// store reads corpora once and keeps them while their files are unchanged.
type store struct {
	root  *os.Root // nil when the specimen is served alone
	only  string   // the one file that is served, or ""
	place string   // of the root on this machine; never shown
	opt   load.Options
	most  int
	start func(work func(ctx context.Context)) bool // runs work in the background
	slots chan struct{}                             // corpora read at once

	mu    sync.Mutex
	kept  map[string]*kept
	clock uint64
}

// kept is a corpus that is being read or has been read.
type kept struct {
	name  string
	stamp string
	ready chan struct{} // closed when corpus or err is set
	stop  context.CancelCauseFunc

	corpus *corpus.Corpus
	left   []reports.Left
	err    error
	inputs inputs
	// texts is the store on disk in which the corpus lies, nil for one that was
	// read from files. It stays open until the corpus is forgotten and the last
	// run on it is over: then its memory is gone.
	texts *ondisk.Store

	// Guarded by the store.
	waiting int
	running int
	gone    bool // it is not kept any more
	used    uint64
	watch   []func(done, total int)
}

func newStore(opt Options, start func(func(context.Context)) bool) (*store, error) {
	st := &store{
		opt:  load.Options{TextColumn: opt.TextColumn, SkipBad: opt.SkipBad, Limits: opt.Load},
		most: opt.Limits.Corpora, start: start, slots: make(chan struct{}, 2), kept: map[string]*kept{},
	}
	if opt.Path == "" {
		return st, nil
	}
	place, err := filepath.EvalSymlinks(opt.Path)
	if err == nil {
		place, err = filepath.Abs(place)
	}
	if err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	info, err := os.Stat(place)
	if err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	if !info.IsDir() || ondisk.Is(place) {
		place, st.only = filepath.Dir(place), filepath.Base(place)
	}
	if st.root, err = os.OpenRoot(place); err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	st.place = place
	return st, nil
}

// close ends the store, when nothing runs any more.
func (st *store) close() {
	st.mu.Lock()
	for _, k := range st.kept {
		st.forget(k)
	}
	st.mu.Unlock()
	if st.root != nil {
		st.root.Close()
	}
}

// find returns the files of a corpus. A name that is not listed is a fault: it
// is never used as a path.
func (st *store) find(name string) (fsys fs.FS, path string, err error) {
	if name == specimenName {
		return specimen.Embedded(), ".", nil
	}
	if st.root != nil && name == wholeFolder && st.only == "" {
		return st.root.FS(), ".", nil
	}
	if st.root != nil && (name == st.only || st.only == "" && st.reason(name) == "") {
		return st.root.FS(), name, nil
	}
	return nil, "", unknown("corpus", name, st.names())
}

// open returns a corpus, read anew when its files have changed. Callers that
// come while it is being read wait for the one reading, which ends when all of
// them have gone. watch, if set, is told how far the reading is. Who has got one
// calls done when nothing of it is used any more.
func (st *store) open(ctx context.Context, name string, watch func(done, total int)) (*kept, error) {
	fsys, path, err := st.find(name)
	if err != nil {
		return nil, err
	}
	sign := path
	if ondisk.IsFS(fsys, path) {
		sign = slashes.Join(path, ondisk.Manifest) // every change of a store replaces it
	}
	mark, err := stamp(ctx, fsys, sign)
	if err != nil {
		return nil, err
	}
	st.mu.Lock()
	k := st.kept[name]
	if k == nil || k.stamp != mark {
		old := k
		k = &kept{name: name, stamp: mark, ready: make(chan struct{})}
		var reading context.Context
		reading, k.stop = context.WithCancelCause(context.Background())
		if !st.start(func(ctx context.Context) { st.read(ctx, reading, k, fsys, path) }) {
			st.mu.Unlock()
			return nil, interrupted(errShutdown)
		}
		if old != nil {
			st.forget(old)
		}
		st.kept[name] = k
		st.evict()
	}
	st.clock++
	k.used = st.clock
	k.waiting++
	if watch != nil {
		k.watch = append(k.watch, watch)
	}
	st.mu.Unlock()
	return st.wait(ctx, k)
}

func (st *store) wait(ctx context.Context, k *kept) (*kept, error) {
	var err error
	select {
	case <-k.ready:
		err = k.err
	case <-ctx.Done():
		err = ctx.Err()
	}
	st.mu.Lock()
	defer st.mu.Unlock()
	k.waiting--
	if k.waiting == 0 {
		k.watch = nil
	}
	if err == nil {
		k.running++
		return k, nil
	}
	if k.waiting == 0 && k.loaded() == nil {
		k.stop(errCancelled)
		st.forget(k)
	}
	st.release(k)
	return nil, err
}

// done gives back a corpus that open returned.
func (st *store) done(k *kept) {
	st.mu.Lock()
	defer st.mu.Unlock()
	k.running--
	st.release(k)
}

// forget drops a corpus unless another has taken its place. The caller holds
// st.mu.
func (st *store) forget(k *kept) {
	if st.kept[k.name] == k {
		delete(st.kept, k.name)
	}
	k.gone = true
	st.release(k)
}

// release closes the store on disk of a corpus that is forgotten and that
// nobody uses. The caller holds st.mu.
func (st *store) release(k *kept) {
	if k.gone && k.waiting == 0 && k.running == 0 && k.loaded() != nil && k.texts != nil {
		_ = k.texts.Close() // giving back memory that is only read does not fail
		k.texts = nil
	}
}

// evict forgets the corpora that were used least recently. What is being read
// stays.
func (st *store) evict() {
	for len(st.kept) > st.most {
		var oldest *kept
		for _, k := range st.kept {
			if k.waiting == 0 && k.used > 0 && (oldest == nil || k.used < oldest.used) {
				oldest = k
			}
		}
		if oldest == nil {
			return
		}
		st.forget(oldest)
	}
}

// read fills k. base ends with the server, reading with the last caller.
func (st *store) read(base, reading context.Context, k *kept, fsys fs.FS, path string) {
	defer st.settle(k)
	ctx, cancel := context.WithCancelCause(reading)
	defer cancel(nil)
	defer context.AfterFunc(base, func() { cancel(errShutdown) })()
	defer func() {
		if v := recover(); v != nil {
			k.err = panicked(v, debug.Stack())
		}
	}()
	select {
	case st.slots <- struct{}{}:
		defer func() { <-st.slots }()
	case <-ctx.Done():
		k.err = interrupted(context.Cause(ctx))
		return
	}
	err := st.fill(ctx, k, fsys, path)
	switch {
	case err == nil:
		k.inputs.corpus = k.corpus
	case ctx.Err() != nil:
		k.err = interrupted(context.Cause(ctx))
	default:
		k.err = unread(k.name, err)
	}
}

// settle tells those who wait for k that it has been read, or why not. All may
// have gone meanwhile.
func (st *store) settle(k *kept) {
	close(k.ready)
	st.mu.Lock()
	defer st.mu.Unlock()
	st.release(k)
}

// fill reads the corpus of k from a store on disk or from files.
func (st *store) fill(ctx context.Context, k *kept, fsys fs.FS, path string) error {
	if !ondisk.IsFS(fsys, path) {
		opt := st.opt
		opt.Progress = func(done, total int) { st.tell(k, done, total) }
		loaded, err := load.FS(ctx, fsys, path, opt)
		if err == nil {
			k.corpus, k.left = loaded.Corpus, reports.LeftOut(loaded)
		}
		return err
	}
	files, err := fs.Sub(fsys, path)
	if err != nil {
		return err
	}
	texts, err := ondisk.OpenFS(files, k.name)
	if err != nil {
		return err
	}
	c, err := texts.Corpus(ctx)
	if err != nil {
		return errors.Join(err, texts.Close())
	}
	k.corpus, k.texts = c, texts
	for _, l := range texts.Left() {
		k.left = append(k.left, reports.Left(l))
	}
	return nil
}

// unread makes bad data of every failure to read: the files are at fault.
func unread(name string, err error) error {
	var bad *load.Error
	if errors.As(err, &bad) {
		return bad
	}
	var damaged *ondisk.Error
	if errors.As(err, &damaged) {
		return badStore(damaged)
	}
	return &load.Error{Path: name, Problem: strings.TrimPrefix(err.Error(), "load: ")}
}

func (st *store) tell(k *kept, done, total int) {
	st.mu.Lock()
	watch := slices.Clone(k.watch)
	st.mu.Unlock()
	for _, w := range watch {
		w(done, total)
	}
}

// loaded returns the corpus when it has been read.
func (k *kept) loaded() *corpus.Corpus {
	if k == nil {
		return nil
	}
	select {
	case <-k.ready:
		return k.corpus
	default:
		return nil
	}
}
