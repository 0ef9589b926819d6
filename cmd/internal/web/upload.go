package web

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"

	"concord/corpus/load"
	"concord/reports/notebook"
)

// takeFile answers POST /v1/files?name=…: a file dropped on the start page is put
// into the served folder, under a name that is free, when it can be read: a
// notebook, or texts within the limits of loading.
func (s *Server) takeFile(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r, "name"); err != nil {
		return err
	}
	if s.shelf.root == nil {
		return newFault(http.StatusForbidden, "file", "this server was started without a folder; start it with one to keep files")
	}
	name := path.Base("/" + r.URL.Query().Get("name"))
	stem := strings.TrimSuffix(strings.ToLower(name), ".gz")
	isNotebook := path.Ext(stem) == extension
	if !visible(name) || !isNotebook && !slices.Contains(extensions, path.Ext(stem)) {
		return newFault(http.StatusUnsupportedMediaType, "name", "%q cannot be read, want a notebook or one of %s", clip(name), strings.Join(extensions, " "))
	}
	data, err := s.payload(w, r, "application/octet-stream", s.limits.UploadBytes)
	if err != nil {
		return err
	}
	aside := ".upload-" + draw()[:8] + "-" + clipName(name)
	if err := s.shelf.put(aside, data); err != nil {
		return newFault(http.StatusInsufficientStorage, "file", "cannot be written into the served folder")
	}
	defer s.shelf.root.Remove(aside) // gone already when all went well
	documents, err := s.judgeFile(r.Context(), aside, isNotebook)
	if err != nil {
		var bad *load.Error
		if errors.As(err, &bad) {
			problem := strings.ReplaceAll(strings.TrimPrefix(bad.Error(), "load: "), aside, name)
			return newFault(http.StatusUnprocessableEntity, "file", "%s", s.scrub(problem))
		}
		return newFault(http.StatusUnprocessableEntity, "file", "%s", s.scrub(err.Error()))
	}
	kept, err := s.shelf.settle(aside, name)
	if err != nil {
		return newFault(http.StatusInsufficientStorage, "file", "cannot be written into the served folder")
	}
	return s.sendJSON(w, http.StatusCreated, map[string]any{"name": kept, "documents": documents, "notebook": isNotebook})
}

// judgeFile reads the file as a notebook or as texts.
func (s *Server) judgeFile(ctx context.Context, name string, isNotebook bool) (documents int, err error) {
	if isNotebook {
		f, err := s.shelf.root.Open(name)
		if err != nil {
			return 0, err
		}
		defer f.Close()
		_, err = notebook.Read(f)
		return 0, err
	}
	ctx, cancel := context.WithTimeout(ctx, s.limits.RunTime)
	defer cancel()
	release, err := s.turn(ctx)
	if err != nil {
		return 0, err
	}
	defer release()
	loaded, err := load.FS(ctx, s.shelf.root.FS(), name, s.store.opt)
	if err != nil {
		return 0, err
	}
	return loaded.Corpus.Len(), nil
}

// clipName keeps the end of a name, where its extension stands.
func clipName(name string) string {
	if len(name) > 100 {
		return strings.ToValidUTF8(name[len(name)-100:], "")
	}
	return name
}

func (sh *shelf) put(name string, data []byte) error {
	f, err := sh.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Close()); err != nil {
		_ = sh.root.Remove(name)
		return err
	}
	return nil
}

// settle gives a file its name, or the next that is free.
func (sh *shelf) settle(aside, name string) (string, error) {
	ext := path.Ext(name)
	if strings.EqualFold(ext, ".gz") {
		ext = path.Ext(strings.TrimSuffix(name, ext)) + ext
	}
	stem := strings.TrimSuffix(name, ext)
	for n := 1; n < 1000; n++ {
		as := name
		if n > 1 {
			as = fmt.Sprintf("%s-%d%s", stem, n, ext)
		}
		// Link refuses a name that is taken; rename would write over it.
		err := sh.root.Link(aside, as)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		return as, err
	}
	return "", fs.ErrExist
}
