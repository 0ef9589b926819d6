package web

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"

	"concord/cmd/internal/web/book"
	"concord/corpus/bilingual"
	"concord/reports/notebook"
	"concord/reports/notebook/example"
)

// create makes a notebook under a name that is free, and returns the name.
func (sh *shelf) create(stem string, nb *notebook.Notebook, reuse bool) (string, error) {
	sh.mu.Lock()
	defer sh.mu.Unlock()
	if sh.closed {
		return "", interrupted(errShutdown)
	}
	if err := sh.room(); err != nil {
		return "", err
	}
	for n := 1; n < 1000; n++ {
		name := stem + extension
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", stem, n, extension)
		}
		if err := notebookName(name); err != nil {
			return "", err
		}
		if sh.books[name] != nil {
			if reuse {
				return name, nil
			}
			continue
		}
		if sh.root == nil {
			sh.books[name] = book.Of(sh.options(name), nb)
			return name, nil
		}
		err := sh.write(name, nb)
		switch {
		case err == nil:
			return name, nil
		case errors.Is(err, fs.ErrExist) && reuse:
			return name, nil
		case errors.Is(err, fs.ErrExist):
			continue
		case errors.Is(err, fs.ErrPermission):
			return "", newFault(http.StatusForbidden, "notebook", "the served folder cannot be written")
		}
		return "", newFault(http.StatusInternalServerError, "notebook", "%q cannot be made in the served folder", clip(name))
	}
	return "", newFault(http.StatusConflict, "notebook", "too many notebooks named %q", clip(stem))
}

// write makes a file that was not there.
func (sh *shelf) write(name string, nb *notebook.Notebook) error {
	f, err := sh.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if err := errors.Join(nb.Write(f), f.Close()); err != nil {
		_ = sh.root.Remove(name)
		return err
	}
	return nil
}

// sample returns an example by name, with its stored outputs.
func sample(name string) (*notebook.Notebook, error) {
	var have []string
	for _, e := range example.Examples() {
		have = append(have, e.Name)
	}
	if !slices.Contains(have, name) {
		return nil, unknown("example", name, have)
	}
	f, err := example.Files().Open(name + extension)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return notebook.Read(f)
}

// blank is a new notebook with a first note and a first cell.
func blank(title string, lang bilingual.Lang) *notebook.Notebook {
	nb := notebook.New()
	nb.Metadata["concord"] = json.RawMessage(fmt.Sprintf(`{"lang":%q}`, cmp.Or(lang, bilingual.ZH)))
	nb.Add(notebook.Markdown, "# "+title)
	nb.Add(notebook.Code, "")
	if lang == bilingual.EN {
		nb.Cells[1].Source = "texts = corpus(\"specimen\")\ntexts"
	} else {
		nb.Cells[1].Source = "语料 = corpus(\"specimen\")\n语料"
	}
	return nb
}

// stemOf makes the name of a new notebook out of what a person wrote.
func stemOf(title string) string {
	keep := func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}
	stem := strings.Trim(strings.Map(keep, strings.TrimSuffix(strings.TrimSpace(title), extension)), " .~")
	if len(stem) > 120 {
		stem = strings.TrimRight(strings.ToValidUTF8(stem[:120], ""), " .")
	}
	return path.Base("/" + stem)
}
