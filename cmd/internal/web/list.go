package web

import (
	"cmp"
	"context"
	"io/fs"
	"net/http"

	"concord/analysis"
)

// corpusInfo is a line of the list of corpora.
type corpusInfo struct {
	Name      string `json:"name"`
	Kind      string `json:"kind"` // embedded, folder, store or file
	Loaded    bool   `json:"loaded"`
	Documents int    `json:"documents,omitempty"`
	Hash      string `json:"sha256,omitempty"`
}

// leftOut is an entry of the folder that is no corpus.
type leftOut struct {
	Name string `json:"name"`
	Why  string `json:"why"`
}

// list returns the corpora in order of name, the whole folder first and the
// specimen last, and what else stands in the folder.
func (st *store) list() (corpora []corpusInfo, others []leftOut, err error) {
	add := func(name, kind string) {
		info := corpusInfo{Name: name, Kind: kind}
		st.mu.Lock()
		k := st.kept[name]
		st.mu.Unlock()
		if c := k.loaded(); c != nil {
			info.Loaded, info.Documents, info.Hash = true, c.Len(), c.Hash()
		}
		corpora = append(corpora, info)
	}
	switch {
	case st.only != "":
		_, kind := st.judge(st.only)
		add(st.only, cmp.Or(kind, "file"))
	case st.root != nil:
		add(wholeFolder, "folder")
		entries, err := fs.ReadDir(st.root.FS(), ".")
		if err != nil {
			return nil, nil, newFault(http.StatusInternalServerError, "corpora", "the served folder cannot be read")
		}
		for _, e := range entries {
			why, kind := st.judge(e.Name())
			if why != "" {
				others = append(others, leftOut{e.Name(), why})
				continue
			}
			add(e.Name(), kind)
		}
	}
	add(specimenName, "embedded")
	return corpora, others, nil
}

func (st *store) names() []string {
	corpora, _, err := st.list()
	if err != nil {
		return nil
	}
	out := make([]string, len(corpora))
	for i, c := range corpora {
		out[i] = c.Name
	}
	return out
}

// methodInfo is a method as machines read it; the same as `concord methods
// --format json`.
type methodInfo struct {
	Name     string            `json:"name"`
	Title    analysis.Text     `json:"title"`
	Question analysis.Text     `json:"question"`
	Doc      string            `json:"doc,omitempty"`
	Options  []analysis.Option `json:"options,omitempty"`
	Columns  any               `json:"columns,omitempty"`
	Cites    []string          `json:"cites,omitempty"`
}

// listMethods answers GET /v1/methods.
func (s *Server) listMethods(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r); err != nil {
		return err
	}
	out := make([]methodInfo, len(s.methods))
	for i, m := range s.methods {
		out[i] = methodInfo{Name: m.Name, Title: m.Title, Question: m.Question}
	}
	return s.sendJSON(w, http.StatusOK, map[string]any{"version": analysis.Version, "methods": out})
}

// showMethod answers GET /v1/methods/{name}.
func (s *Server) showMethod(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r); err != nil {
		return err
	}
	m, err := s.method(r.PathValue("name"))
	if err != nil {
		return err
	}
	return s.sendJSON(w, http.StatusOK, methodInfo{m.Name, m.Title, m.Question, m.Doc, m.Options, m.Columns, m.Cites})
}

func (s *Server) sendJSON(w http.ResponseWriter, status int, v any) error {
	answer, err := jsonReply(status, v)
	if err == nil {
		s.send(w, answer)
	}
	return err
}

// listCorpora answers GET /v1/corpora.
func (s *Server) listCorpora(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r); err != nil {
		return err
	}
	corpora, others, err := s.store.list()
	if err != nil {
		return err
	}
	answer := map[string]any{"corpora": corpora}
	if others != nil {
		answer["left_out"] = others
	}
	return s.sendJSON(w, http.StatusOK, answer)
}

// documentInfo is a document in the list of a corpus.
type documentInfo struct {
	ID      string  `json:"id"`
	Title   string  `json:"title"`
	Date    string  `json:"date"`
	Parties []party `json:"parties"`
	Kind    string  `json:"kind"`
	Lang    string  `json:"lang"`
}

type party struct {
	Name string `json:"name"`
	Code string `json:"code"`
}

// showCorpus answers GET /v1/corpora/{name}.
func (s *Server) showCorpus(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r); err != nil {
		return err
	}
	list := func(_ context.Context, k *kept, _ func(done, total int)) (*reply, error) {
		docs := make([]documentInfo, k.corpus.Len())
		for i, d := range k.corpus.Docs() {
			docs[i] = documentInfo{ID: d.ID, Title: d.Title, Date: d.Date.String(), Parties: []party{}, Kind: d.Kind, Lang: d.Lang}
			for _, p := range d.Parties {
				docs[i].Parties = append(docs[i].Parties, party(p))
			}
		}
		answer := map[string]any{"name": k.name, "sha256": k.corpus.Hash(), "documents": docs}
		if len(k.left) > 0 {
			others := make([]leftOut, len(k.left))
			for i, l := range k.left {
				others[i] = leftOut{s.scrub(l.Where), s.scrub(l.Why)}
			}
			answer["left_out"] = others
		}
		return jsonReply(http.StatusOK, answer)
	}
	return s.do(w, r, &task{name: "corpus", corpus: r.PathValue("name"), format: "json", work: list})
}
