package load

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// entry is one file or archive member to read.
type entry struct {
	path  string // as shown
	name  string // last part, for the extension and the stem
	named bool   // asked for by name, not found in a folder
	size  int64  // as stored, or -1
	open  func() (io.ReadCloser, error)
	given *record // what sidecars say, or nil
}

// tree is a file system and how its paths are shown.
type tree struct {
	fsys   fs.FS
	prefix string // put before the path within fsys
}

func (t tree) show(name string) string {
	if t.prefix == "" || name == "." {
		return cmpOr(t.prefix, name)
	}
	return strings.TrimSuffix(t.prefix, "/") + "/" + name
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// finder lists what is to be read.
type finder struct {
	limits   Limits
	skipBad  bool
	entries  []*entry
	sidecars []*entry
	walked   []string // folders, as prefixes of the paths in them
	ignored  []Ignored
	skipped  []Skipped
	seen     map[string]bool // absolute or shown paths
	folders  []fs.FileInfo   // folders entered, to end loops of links
	linked   int             // how many of them through links
}

func newFinder(opt Options) *finder {
	return &finder{limits: opt.Limits.withDefaults(), skipBad: opt.SkipBad, seen: map[string]bool{}}
}

func (f *finder) fail(err *Error) error {
	if !f.skipBad {
		return err
	}
	f.skipped = append(f.skipped, Skipped{Path: err.Path, Line: err.Line, Err: err})
	return nil
}

func (f *finder) ignore(path, why string) {
	f.ignored = append(f.ignored, Ignored{Path: path, Why: why})
}

// addPath adds a file or folder of the operating system.
func (f *finder) addPath(ctx context.Context, p string) error {
	info, err := os.Stat(p)
	if err != nil {
		return f.fail(unreadable(p, err))
	}
	if info.IsDir() {
		return f.addRoot(ctx, tree{fsys: os.DirFS(p), prefix: filepath.ToSlash(filepath.Clean(p))}, ".", p)
	}
	dir, name := filepath.Split(p)
	t := tree{fsys: os.DirFS(cmpOr(dir, "."))}
	if dir != "" {
		t.prefix = filepath.ToSlash(filepath.Clean(dir))
	}
	return f.addRoot(ctx, t, name, p)
}

// addRoot adds a file or folder that was asked for by name.
func (f *finder) addRoot(ctx context.Context, t tree, name, shown string) error {
	if !fs.ValidPath(name) {
		return f.fail(&Error{Path: shown, Problem: "not a valid path", Want: "a name in UTF-8 without empty parts"})
	}
	info, err := fs.Stat(t.fsys, name)
	if err != nil {
		return f.fail(unreadable(shown, err))
	}
	first, found := len(f.entries), len(f.entries)+len(f.sidecars)+len(f.skipped)
	if info.IsDir() {
		err = f.addFolder(ctx, t, name, info)
		if err == nil && len(f.entries)+len(f.sidecars)+len(f.skipped) == found {
			return f.fail(&Error{Path: shown, Problem: f.emptyFolder(), Want: "at least one text, Markdown, HTML, DOCX, ODT, PDF, CSV, JSON, .gz or .zip file"})
		}
	} else {
		err = f.addFile(ctx, t, name, info, true)
	}
	slices.SortStableFunc(f.entries[first:], func(a, b *entry) int { return strings.Compare(a.path, b.path) })
	return err
}

func (f *finder) emptyFolder() string {
	if len(f.ignored) == 0 {
		return "empty folder"
	}
	return fmt.Sprintf("folder without texts (%d files ignored, the last: %s, %s)", len(f.ignored),
		printable(f.ignored[len(f.ignored)-1].Path), f.ignored[len(f.ignored)-1].Why)
}

// addFolder adds the texts of a folder and its subfolders.
func (f *finder) addFolder(ctx context.Context, t tree, dir string, info fs.FileInfo) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	f.folders = append(f.folders, info)
	f.walked = append(f.walked, t.show(dir)+"/")
	list, err := fs.ReadDir(t.fsys, dir)
	if err != nil {
		return f.fail(unreadable(t.show(dir), err))
	}
	for _, item := range list {
		if err := f.addItem(ctx, t, path.Join(dir, item.Name()), item); err != nil {
			return err
		}
	}
	return nil
}

func (f *finder) addItem(ctx context.Context, t tree, name string, item fs.DirEntry) error {
	shown := t.show(name)
	if !utf8.ValidString(name) || hasControl(name) {
		return f.fail(&Error{Path: shown, Problem: "unusable file name", Want: "UTF-8 without control characters"})
	}
	if why := unwanted(item.Name(), item.IsDir()); why != "" {
		f.ignore(shown, why)
		return nil
	}
	info, err := fs.Stat(t.fsys, name)
	if err != nil {
		return f.fail(unreadable(shown, err))
	}
	if !info.IsDir() {
		return f.addFile(ctx, t, name, info, false)
	}
	link := item.Type()&fs.ModeSymlink != 0
	if (link || f.linked > 0) && slices.ContainsFunc(f.folders, func(g fs.FileInfo) bool { return os.SameFile(g, info) }) {
		f.ignore(shown, "folder already read under another name")
		return nil
	}
	if link {
		f.linked++
	}
	return f.addFolder(ctx, t, name, info)
}

// addFile adds one file, or the members of an archive.
func (f *finder) addFile(ctx context.Context, t tree, name string, info fs.FileInfo, named bool) error {
	shown := t.show(name)
	if key, err := filepath.Abs(shown); err == nil {
		if f.seen[key] {
			f.ignore(shown, "given twice")
			return nil
		}
		f.seen[key] = true
	}
	if !info.Mode().IsRegular() {
		if named {
			return f.fail(&Error{Path: shown, Problem: "not a regular file", Want: "a file or folder"})
		}
		f.ignore(shown, "not a regular file")
		return nil
	}
	e := &entry{path: shown, name: path.Base(name), named: named, size: info.Size(),
		open: func() (io.ReadCloser, error) { return t.fsys.Open(name) }}
	if info.Size() > f.limits.MaxFileBytes && !streams(e.name) {
		return f.fail(tooLarge(shown, f.limits.MaxFileBytes, "MaxFileBytes"))
	}
	if !named && !known(e.name) && !isSidecarName(e.name) {
		f.ignore(shown, "unknown extension")
		return nil
	}
	if f.isArchive(e) {
		return f.addArchive(ctx, e)
	}
	return f.add(e)
}

// add files the entry as a text or as a sidecar.
func (f *finder) add(e *entry) error {
	if isSidecarName(e.name) {
		is, err := isSidecar(e, f.limits)
		if err != nil {
			return f.fail(unreadable(e.path, err))
		}
		if is {
			f.sidecars = append(f.sidecars, e)
			return nil
		}
		if !known(e.name) {
			return f.fail(&Error{Path: e.path, Problem: "not a sidecar", Want: "a list of mappings with the key file, or a mapping of file names"})
		}
	}
	f.entries = append(f.entries, e)
	return nil
}

// isArchive decides by the extension, and for a file that was named by its
// first bytes where the extension is unknown.
func (f *finder) isArchive(e *entry) bool {
	lower := strings.ToLower(e.name)
	if strings.HasSuffix(lower, ".zip") || strings.HasSuffix(lower, ".zip.gz") {
		return true
	}
	if known(e.name) {
		return false
	}
	r, err := e.open()
	if err != nil {
		return false // the reader will report it
	}
	defer r.Close()
	head := make([]byte, len(magicZip))
	_, err = io.ReadFull(r, head)
	return (err == nil || errors.Is(err, io.ErrUnexpectedEOF)) && bytes.Equal(head, []byte(magicZip))
}
