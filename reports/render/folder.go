package render

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"concord/reports"
)

// Folder is a report folder in the making. It is written beside its final
// place and renamed by Commit, so that a report is there whole or not at all.
type Folder struct {
	final string
	work  string
}

// Create prepares the folder, before any work is done. It is an error when
// path exists and is not a report that Concord wrote, so that nothing of the
// user's is overwritten.
func Create(path string) (*Folder, error) {
	final, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("output %s: %w", path, err)
	}
	if err := replaceable(final, path); err != nil {
		return nil, err
	}
	parent := filepath.Dir(final)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, fmt.Errorf("output %s: %w", path, err)
	}
	work, err := os.MkdirTemp(parent, "."+filepath.Base(final)+".part-")
	if err != nil {
		return nil, fmt.Errorf("output %s: the folder above it cannot be written: %w", path, err)
	}
	return &Folder{final: final, work: work}, nil
}

// replaceable reports whether there is nothing at the path, an empty folder,
// or an earlier report.
func replaceable(final, given string) error {
	entries, err := os.ReadDir(final)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("output %s: exists and is not a folder; want a new name or an earlier report", given)
	}
	data, err := os.ReadFile(filepath.Join(final, runFile))
	var run Run
	if err != nil || json.Unmarshal(data, &run) != nil || run.Program != program {
		return fmt.Errorf("output %s: exists and is not a report of this program; want a new name, an empty folder or an earlier report", given)
	}
	return nil
}

// Write writes the report into the folder.
func (f *Folder) Write(ctx context.Context, r *reports.Report) error {
	files, err := Files(ctx, r)
	if err != nil {
		return err
	}
	for _, file := range files {
		path := filepath.Join(f.work, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("output: %w", err)
		}
		if err := os.WriteFile(path, file.Data, 0o644); err != nil {
			return fmt.Errorf("output: %w", err)
		}
	}
	return nil
}

// Commit gives the folder its final name; an earlier report there is replaced.
func (f *Folder) Commit() error {
	if err := os.Chmod(f.work, 0o755); err != nil {
		return fmt.Errorf("output: %w", err)
	}
	old := f.work + "-old"
	err := os.Rename(f.final, old)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("output: %w", err)
	}
	if err := os.Rename(f.work, f.final); err != nil {
		return errors.Join(fmt.Errorf("output: %w", err), ignoreMissing(os.Rename(old, f.final)))
	}
	return os.RemoveAll(old)
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Abort removes what was written. It may be called after Commit, and does
// nothing then.
func (f *Folder) Abort() { os.RemoveAll(f.work) }
