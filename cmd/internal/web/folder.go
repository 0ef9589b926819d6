package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io/fs"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	ondisk "concord/corpus/store"
)

// extensions of files that are corpora by themselves. A folder may hold others:
// corpus/load decides there.
var extensions = []string{
	".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".odt", ".pdf",
	".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".zip",
}

// reason says why an entry of the folder is no corpus, or "".
func (st *store) reason(name string) string {
	why, _ := st.judge(name)
	return why
}

// judge says why an entry of the folder is no corpus, or what kind it is.
func (st *store) judge(name string) (why, kind string) {
	switch {
	case !plain(name):
		return "not a plain name", ""
	case name == wholeFolder || name == specimenName:
		return "its name is reserved; read as part of " + wholeFolder, ""
	case strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || name == "__MACOSX":
		return "hidden", ""
	}
	info, err := st.root.Stat(name)
	switch {
	case err != nil:
		return "cannot be read, or leads out of the folder", ""
	case ondisk.IsFS(st.root.FS(), name):
		return "", "store"
	case info.IsDir():
		return "", "folder"
	case !info.Mode().IsRegular():
		return "not a regular file", ""
	}
	stem := strings.TrimSuffix(strings.ToLower(name), ".gz")
	if !slices.Contains(extensions, path.Ext(stem)) {
		return "unknown extension", ""
	}
	return "", "file"
}

// plain reports whether a name is one part of a path that prints.
func plain(name string) bool {
	return name != "" && name != "." && name != ".." && len(name) <= 255 && utf8.ValidString(name) &&
		!strings.ContainsAny(name, `/\:`) && !strings.ContainsFunc(name, unicode.IsControl)
}

// maxEntries bounds the files of one corpus.
const maxEntries = 200_000

// stamp identifies the state of a file or folder: names, sizes and times of
// change of all files. Links within the folder are followed, as when reading.
func stamp(ctx context.Context, fsys fs.FS, root string) (string, error) {
	w := &walker{fsys: fsys, out: sha256.New()}
	if err := w.visit(ctx, root, false); err != nil {
		return "", err
	}
	return hex.EncodeToString(w.out.Sum(nil)), nil
}

type walker struct {
	fsys    fs.FS
	out     hash.Hash
	entries int
	folders []fs.FileInfo
	linked  bool
}

func (w *walker) visit(ctx context.Context, name string, link bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if w.entries++; w.entries > maxEntries {
		return newFault(http.StatusUnprocessableEntity, "corpus", "more than %d files", maxEntries)
	}
	info, err := fs.Stat(w.fsys, name)
	if err != nil { // reading will say so
		fmt.Fprintf(w.out, "%q unreadable\n", name)
		return nil
	}
	fmt.Fprintf(w.out, "%q %d %d %v\n", name, info.Size(), info.ModTime().UnixNano(), info.Mode())
	if !info.IsDir() {
		return nil
	}
	w.linked = w.linked || link
	if w.linked && slices.ContainsFunc(w.folders, func(f fs.FileInfo) bool { return os.SameFile(f, info) }) {
		return nil
	}
	w.folders = append(w.folders, info)
	list, err := fs.ReadDir(w.fsys, name)
	if err != nil {
		fmt.Fprintf(w.out, "%q unreadable\n", name)
		return nil
	}
	for _, e := range list {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if err := w.visit(ctx, path.Join(name, e.Name()), e.Type()&fs.ModeSymlink != 0); err != nil {
			return err
		}
	}
	return nil
}
