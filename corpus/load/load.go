package load

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"sync"

	"concord/corpus"
)

// Options says how to read. The zero value reads with the defaults.
type Options struct {
	TextColumn string // column or JSON field of the text; "" means text or 正文
	SkipBad    bool   // leave bad files and rows out and list them in Loaded.Skipped
	Limits     Limits
	Workers    int    // files read at once; 0 means runtime.GOMAXPROCS(0)
	CacheDir   string // for the compiled PDF reader; "" means concord in os.UserCacheDir

	// Progress, if set, is called after every step, never twice at once. A step
	// is a file read or a document made; total grows as files turn out to hold
	// documents.
	Progress func(done, total int)
}

// Loaded is a corpus and what was left out of it.
type Loaded struct {
	Corpus  *corpus.Corpus
	Files   int       // files and archive members read
	Skipped []Skipped // bad data left out because of SkipBad
	Ignored []Ignored // files of folders and archives that are not texts
}

// Skipped is bad data that was left out. A file that breaks off, such as a
// truncated .gz of JSON lines, is listed with the line of the break; the
// documents before it are kept.
type Skipped struct {
	Path string
	Line int
	Err  error // an *Error
}

// Ignored is a file that was not tried.
type Ignored struct {
	Path string
	Why  string
}

// Paths reads files and folders, in the order given. Bad data is an *Error;
// with SkipBad, only when no document is left.
func Paths(ctx context.Context, paths []string, opt Options) (*Loaded, error) {
	if len(paths) == 0 {
		return nil, errNoPaths
	}
	f := newFinder(opt)
	for _, p := range paths {
		if err := f.addPath(ctx, p); err != nil {
			return nil, err
		}
	}
	return load(ctx, f, opt)
}

// FS reads the file or folder root of a file system, such as an embedded one,
// in the same way.
func FS(ctx context.Context, fsys fs.FS, root string, opt Options) (*Loaded, error) {
	f := newFinder(opt)
	if err := f.addRoot(ctx, tree{fsys: fsys}, root, root); err != nil {
		return nil, err
	}
	return load(ctx, f, opt)
}

// loader is one run.
type loader struct {
	opt      Options
	limits   Limits
	sidecars []*sidecar
	pdf      *pdfEngine

	mu          sync.Mutex // guards the progress counters and the callback
	done, total int
}

func newLoader(f *finder, opt Options) *loader {
	return &loader{opt: opt, limits: f.limits, pdf: &pdfEngine{cacheDir: opt.CacheDir}, total: len(f.entries)}
}

func load(ctx context.Context, f *finder, opt Options) (*Loaded, error) {
	l := newLoader(f, opt)
	defer l.pdf.close()
	if err := l.readSidecars(f); err != nil {
		return nil, err
	}
	batches, err := l.readFiles(ctx, f.entries, nil)
	if err != nil {
		return nil, err
	}
	out := &Loaded{Ignored: f.ignored, Skipped: f.skipped, Files: len(f.entries)}
	var drafts []*draft
	for _, b := range batches {
		drafts = append(drafts, b.drafts...)
		out.Skipped = append(out.Skipped, b.skipped...)
	}
	if drafts, err = l.finish(ctx, drafts, out); err != nil {
		return nil, err
	}
	if drafts, err = l.name(drafts, out); err != nil {
		return nil, err
	}
	if len(drafts) == 0 {
		return nil, nothing(out)
	}
	docs := make([]*corpus.Document, len(drafts))
	for i, d := range drafts {
		docs[i] = d.doc
	}
	out.Corpus, err = corpus.New(docs)
	return out, err
}

// nothing is the error for a run that SkipBad left without a document.
func nothing(out *Loaded) error {
	if len(out.Skipped) == 0 {
		return errors.New("load: no documents found, want at least one")
	}
	first := out.Skipped[0]
	return &Error{Path: first.Path, Line: first.Line, Err: first.Err, Want: "at least one document",
		Problem: fmt.Sprintf("no document is left, %d skipped, the first because of", len(out.Skipped))}
}

// readFiles reads every entry into a batch, in parallel, in order. A full that
// is not nil is called whenever some JSON lines have become drafts.
func (l *loader) readFiles(ctx context.Context, entries []*entry, full func(*batch) error) ([]*batch, error) {
	batches := make([]*batch, len(entries))
	err := inOrder(ctx, l.workers(), len(entries), func(i int) error {
		b := &batch{entry: entries[i], textField: l.opt.TextColumn, skipBad: l.opt.SkipBad, full: full}
		batches[i] = b
		err := l.readEntry(ctx, b)
		var bad *Error
		if errors.As(err, &bad) {
			err = b.fail(bad)
		}
		l.step(len(b.drafts))
		return err
	})
	return batches, err
}

// finish freezes every text and finds its structure. Texts that turn out not
// to be texts are bad data.
func (l *loader) finish(ctx context.Context, drafts []*draft, out *Loaded) ([]*draft, error) {
	bad := make([]*Error, len(drafts))
	err := inOrder(ctx, l.workers(), len(drafts), func(i int) error {
		bad[i] = drafts[i].finish(l.limits)
		l.step(0)
		if bad[i] != nil && !l.opt.SkipBad {
			return bad[i]
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	kept := drafts[:0]
	for i, d := range drafts {
		if bad[i] == nil {
			kept = append(kept, d)
			continue
		}
		out.Skipped = append(out.Skipped, Skipped{Path: bad[i].Path, Line: bad[i].Line, Err: bad[i]})
	}
	return kept, nil
}

func (l *loader) workers() int {
	if l.opt.Workers > 0 {
		return l.opt.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// step counts a step done and the steps it brought to light.
func (l *loader) step(found int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.done++
	l.total += found
	if l.opt.Progress != nil {
		l.opt.Progress(l.done, l.total)
	}
}
