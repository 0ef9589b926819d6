package web

import (
	"net/http"
	"unicode/utf8"

	"concord/reports/notebook"
)

// suggestion is a name that could stand where somebody types.
type suggestion struct {
	Text string `json:"text"`
	Help string `json:"help,omitempty"`
}

// mostSuggestions is how many names a page is given at once.
const mostSuggestions = 60

// complete answers POST …/complete {"cell", "source", "at", "lang"} with what
// could stand at a place of a cell, counted in characters: {"from", "items"}.
// The source is what the page has; it need not be saved.
func (s *Server) complete(w http.ResponseWriter, r *http.Request) error {
	scope, source, at, err := s.cursor(w, r)
	if err != nil {
		return err
	}
	found := scope.Complete(source, at)
	items := make([]suggestion, 0, min(len(found.Items), mostSuggestions))
	for _, i := range found.Items[:min(len(found.Items), mostSuggestions)] {
		items = append(items, suggestion{i.Text, i.Help})
	}
	return s.sendJSON(w, http.StatusOK, map[string]any{"from": utf8.RuneCountInString(source[:found.From]), "items": items})
}

// inspect answers POST …/inspect, asked as complete is, with the explanation of
// what stands at the place: {"text"}, empty for nothing.
func (s *Server) inspect(w http.ResponseWriter, r *http.Request) error {
	scope, source, at, err := s.cursor(w, r)
	if err != nil {
		return err
	}
	text, _ := scope.Inspect(source, at)
	return s.sendJSON(w, http.StatusOK, map[string]string{"text": text})
}

// cursor reads a place in the text of a cell; at is in bytes.
func (s *Server) cursor(w http.ResponseWriter, r *http.Request) (scope *notebook.Scope, source string, at int, err error) {
	var want struct {
		Cell, Source, Lang string
		At                 int
	}
	if err := s.read(w, r, &want); err != nil {
		return nil, "", 0, err
	}
	lang, err := language(want.Lang)
	if err != nil {
		return nil, "", 0, err
	}
	b, err := s.shelf.open(r.PathValue("name"))
	if err != nil {
		return nil, "", 0, err
	}
	all := []rune(want.Source)
	if want.At < 0 || want.At > len(all) {
		return nil, "", 0, newFault(http.StatusBadRequest, "at", "got %d, want 0 to %d", want.At, len(all))
	}
	scope, ok := b.Scope(want.Cell, lang)
	if !ok {
		return nil, "", 0, newFault(http.StatusNotFound, "cell", "no cell %q", clip(want.Cell))
	}
	return scope, want.Source, len(string(all[:want.At])), nil
}
