package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// acquire takes the lock of writers. Another holder is an *Error that names it.
func acquire(dir, doing string) (*flock.Flock, error) {
	path := filepath.Join(dir, lockName)
	l := flock.New(path)
	ok, err := l.TryLock()
	if err != nil {
		return nil, unwritable(path, err)
	}
	if !ok {
		holder, _ := os.ReadFile(path)
		name := strings.TrimSpace(string(holder))
		if name == "" {
			name = "another process"
		}
		return nil, &Error{Path: dir, Problem: "is being written by " + name, Want: "one writer at a time; wait until it has ended"}
	}
	if err := os.WriteFile(path, fmt.Appendf(nil, "process %d (%s)\n", os.Getpid(), doing), 0o644); err != nil {
		return nil, errors.Join(unwritable(path, err), l.Unlock())
	}
	return l, nil
}

// release gives the lock back. The file stays: to remove it would let two
// writers lock two files.
func release(l *flock.Flock) error {
	return errors.Join(os.Truncate(l.Path(), 0), l.Unlock())
}

// clean removes what writers that were killed left behind, and the segments
// that the writer before replaced. Readers that still map them keep them.
func clean(dir string, m *manifest) error {
	list, err := os.ReadDir(dir)
	if err != nil {
		return &Error{Path: dir, Problem: "cannot be read", Err: cause(err)}
	}
	kept := map[string]bool{}
	if m != nil {
		for _, f := range m.files() {
			kept[f] = true
		}
	}
	for _, item := range list {
		name, part := strings.CutSuffix(item.Name(), partSuffix)
		ours := segmentName.MatchString(name) || part && name == manifestName
		if !ours || !part && kept[name] {
			continue
		}
		err := os.Remove(filepath.Join(dir, item.Name()))
		if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
			return unwritable(filepath.Join(dir, item.Name()), err)
		}
	}
	return nil
}
