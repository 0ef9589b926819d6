package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"concord/cmd/internal/web/book"
	"concord/corpus"
	"concord/corpus/bilingual"
	"concord/reports/notebook"
)

// policyFrame is for the HTML of an output: it is shown in a frame without
// scripts and without an origin, on our own page alone.
const policyFrame = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox"

// stored returns the output that the path names.
func (s *Server) stored(r *http.Request) (*book.Book, notebook.Output, error) {
	b, err := s.shelf.open(r.PathValue("name"))
	if err != nil {
		return nil, notebook.Output{}, err
	}
	rev, err1 := strconv.Atoi(r.PathValue("rev"))
	n, err2 := strconv.Atoi(r.PathValue("n"))
	o, ok := b.Output(r.PathValue("cell"), rev, n)
	if err1 != nil || err2 != nil || !ok {
		return nil, o, newFault(http.StatusNotFound, "output", "none here, or the cell has run again")
	}
	return b, o, nil
}

// output answers GET …/outputs/{cell}/{rev}/{n}/{form}. An output may come from
// anybody: nothing of it can act, whatever opens it.
func (s *Server) output(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r, "lang"); err != nil {
		return err
	}
	lang, err := language(r.URL.Query().Get("lang"))
	if err != nil {
		return err
	}
	_, o, err := s.stored(r)
	if err != nil {
		return err
	}
	switch form := r.PathValue("form"); form {
	case "rows":
		return s.rows(w, o, lang)
	case "csv":
		return s.csv(w, o)
	default:
		data, kind, ok := book.Form(o, form)
		if !ok {
			return newFault(http.StatusNotFound, "form", "no %q of this output", clip(form))
		}
		policy := policyResult
		if form == "html" {
			policy = policyFrame
			w.Header().Set("X-Frame-Options", "SAMEORIGIN")
		}
		s.send(w, &reply{status: http.StatusOK, kind: kind, policy: policy, body: data})
		return nil
	}
}

// place is where a number comes from, as a page shows it.
type place struct {
	Address string `json:"address"`
	Left    string `json:"left,omitempty"`
	Quote   string `json:"quote"`
	Right   string `json:"right,omitempty"`
}

// wholeTable is a stored table as a page shows it.
type wholeTable struct {
	Head    []string   `json:"head"`
	Names   []string   `json:"names"`
	Helps   []string   `json:"helps"`
	Numbers []bool     `json:"numbers"`
	Rows    [][]string `json:"rows"`
	Places  [][]place  `json:"places,omitempty"`
}

func (s *Server) rows(w http.ResponseWriter, o notebook.Output, lang bilingual.Lang) error {
	r, err := o.Result()
	if err != nil {
		return newFault(http.StatusNotFound, "rows", "this output does not keep its whole table")
	}
	t, err := r.Table()
	if err != nil {
		return newFault(http.StatusUnprocessableEntity, "rows", "%s", err)
	}
	out := wholeTable{Rows: make([][]string, t.Len())}
	for _, c := range t.Columns() {
		out.Head = append(out.Head, c.Title.In(lang))
		out.Names = append(out.Names, c.Name)
		out.Helps = append(out.Helps, c.Help.In(lang))
		out.Numbers = append(out.Numbers, c.Kind == "int" || c.Kind == "float")
	}
	for i := range out.Rows {
		out.Rows[i] = make([]string, len(out.Head))
		for j := range out.Head {
			out.Rows[i][j] = t.Display(i, j, lang)
		}
	}
	for _, list := range r.Evidence {
		places := make([]place, len(list))
		for i, e := range list {
			places[i] = place{e.Address.String(), e.Left, e.Quote, e.Right}
		}
		out.Places = append(out.Places, places)
	}
	return s.sendJSON(w, http.StatusOK, out)
}

func (s *Server) csv(w http.ResponseWriter, o notebook.Output) error {
	r, err := o.Result()
	if err != nil {
		return newFault(http.StatusNotFound, "csv", "this output does not keep its whole table")
	}
	t, err := r.Table()
	if err != nil {
		return newFault(http.StatusUnprocessableEntity, "csv", "%s", err)
	}
	var b bytes.Buffer
	if err := t.WriteCSV(&b); err != nil {
		return err
	}
	s.send(w, &reply{status: http.StatusOK, kind: "text/csv; charset=utf-8", file: stemOf(r.Method) + ".csv", body: b.Bytes()})
	return nil
}

// asked sorts errors of a question to the process of a notebook.
func asked(err error) error {
	if errors.Is(err, book.ErrBusy) {
		return newFault(http.StatusConflict, "notebook", "%s", err)
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return interrupted(errTime)
	}
	where, what, ok := strings.Cut(err.Error(), ": ")
	if !ok || strings.ContainsAny(where, " /\\") {
		where, what = "notebook", err.Error()
	}
	return newFault(http.StatusUnprocessableEntity, where, "%s", what)
}

// passage answers GET …/passage?at=ADDRESS.
func (s *Server) passage(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r, "at"); err != nil {
		return err
	}
	at, err := corpus.ParseAddress(r.URL.Query().Get("at"))
	if err != nil {
		return newFault(http.StatusBadRequest, "at", "%s", clip(err.Error()))
	}
	b, err := s.shelf.open(r.PathValue("name"))
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.limits.RunTime)
	defer cancel()
	p, err := b.Passage(ctx, at)
	if err != nil {
		return asked(err)
	}
	return s.sendJSON(w, http.StatusOK, p)
}

// keptLines is how many lines of a concordance a page is given.
const keptLines = 200

// lines answers GET …/lines?feature=…&corpus=HASH with the lines in which a
// feature stands.
func (s *Server) lines(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r, "feature", "corpus"); err != nil {
		return err
	}
	q := r.URL.Query()
	if f := q.Get("feature"); f == "" || len(f) > 400 {
		return newFault(http.StatusBadRequest, "feature", "missing or longer than 400 bytes, want a word")
	}
	b, err := s.shelf.open(r.PathValue("name"))
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.limits.RunTime)
	defer cancel()
	found, err := b.Lines(ctx, q.Get("corpus"), q.Get("feature"), keptLines)
	if err != nil {
		return asked(err)
	}
	return s.sendJSON(w, http.StatusOK, map[string][]json.RawMessage{"results": found})
}
