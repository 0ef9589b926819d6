package web

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"concord/cmd/internal/web/book"
	"concord/reports/notebook"
)

// listNotebooks answers GET /v1/notebooks.
func (s *Server) listNotebooks(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r); err != nil {
		return err
	}
	return s.sendJSON(w, http.StatusOK, map[string]any{"notebooks": s.shelf.list(), "folder": s.shelf.root != nil})
}

// makeNotebook answers POST /v1/notebooks with {"title": …} or {"example": …}.
func (s *Server) makeNotebook(w http.ResponseWriter, r *http.Request) error {
	var want struct{ Title, Example, Lang string }
	if err := s.read(w, r, &want); err != nil {
		return err
	}
	lang, err := language(want.Lang)
	if err != nil {
		return err
	}
	var nb *notebook.Notebook
	stem := stemOf(want.Example)
	if want.Example != "" {
		nb, err = sample(want.Example)
	} else {
		if stem = stemOf(want.Title); stem == "" || stem == "/" {
			return newFault(http.StatusBadRequest, "title", "missing, want the name of the new notebook")
		}
		nb = blank(strings.TrimSpace(want.Title), lang)
	}
	if err != nil {
		return err
	}
	name, err := s.shelf.create(stem, nb, want.Example != "")
	if err != nil {
		return err
	}
	return s.sendJSON(w, http.StatusCreated, map[string]string{"name": name})
}

// read reads the JSON body of an action into v.
func (s *Server) read(w http.ResponseWriter, r *http.Request, v any) error {
	if err := parameters(r); err != nil {
		return err
	}
	data, err := s.payload(w, r, "application/json", s.limits.ActionBytes)
	if err != nil {
		return err
	}
	if !utf8.Valid(data) {
		return newFault(http.StatusBadRequest, "body", "not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return newFault(http.StatusBadRequest, "body", "%s", clip(strings.TrimPrefix(err.Error(), "json: ")))
	}
	if _, err := d.Token(); err != io.EOF {
		return newFault(http.StatusBadRequest, "body", "more than one JSON value")
	}
	return nil
}

// act answers POST /v1/notebooks/{name}: one action, see book.Action. A conflict
// is 409 with the version and the text that stand.
func (s *Server) act(w http.ResponseWriter, r *http.Request) error {
	var a book.Action
	if err := s.read(w, r, &a); err != nil {
		return err
	}
	b, err := s.shelf.open(r.PathValue("name"))
	if err != nil {
		return err
	}
	out, err := b.Do(a)
	var conflict *book.Conflict
	var wrong *book.ActionError
	switch {
	case errors.As(err, &conflict):
		return s.sendJSON(w, http.StatusConflict, map[string]any{
			"error":   newFault(http.StatusConflict, "cell", "%s", conflict),
			"version": conflict.Version, "source": conflict.Source,
		})
	case errors.As(err, &wrong):
		return newFault(http.StatusBadRequest, wrong.Where, "%s", wrong.Problem)
	case err != nil:
		return err
	}
	return s.sendJSON(w, http.StatusOK, out)
}

// notebookEvents answers GET /v1/notebooks/{name}/events with server-sent
// events: the whole state first, or, with Last-Event-ID or ?after=,
// what happened since.
func (s *Server) notebookEvents(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r, "after"); err != nil {
		return err
	}
	defer s.pages.Add(-1)
	if s.pages.Add(1) > int64(s.limits.Pages) {
		return newFault(http.StatusTooManyRequests, "events", "%d pages are open, want fewer at once", s.limits.Pages)
	}
	b, err := s.shelf.open(r.PathValue("name"))
	if err != nil {
		return err
	}
	defer b.View()()
	s.follow(w, r, b)
	return nil
}

// follow sends events until the client has gone or the notebook is closed.
func (s *Server) follow(w http.ResponseWriter, r *http.Request, b *book.Book) {
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	push := s.pusher(w)
	if !push([]byte("retry: 700\n\n")) {
		return
	}
	id := cmp.Or(r.Header.Get("Last-Event-ID"), r.URL.Query().Get("after"))
	for {
		events, epoch, changed := b.After(id)
		var out bytes.Buffer
		for _, e := range events {
			id = fmt.Sprintf("%s-%d", epoch, e.Number)
			fmt.Fprintf(&out, "id: %s\nevent: %s\ndata: %s\n\n", id, e.Kind, e.Data)
		}
		if out.Len() > 0 && !push(out.Bytes()) {
			return
		}
		select {
		case <-changed:
		case <-beat.C:
			if !push([]byte(": \n\n")) {
				return
			}
		case <-b.Done():
			return
		case <-r.Context().Done():
			return
		case <-s.drain.Done():
			return
		}
	}
}
