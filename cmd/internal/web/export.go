package web

import (
	"bytes"
	"net/http"
	"strings"

	"concord/corpus/bilingual"
	"concord/reports/notebook"
)

// exportFormat is a form in which a notebook is handed on.
type exportFormat struct {
	format
	title bilingual.Text
	write func(nb *notebook.Notebook, lang bilingual.Lang) ([]byte, error)
}

// exportFormats lists them in the order of the menu: the reports that notebooks
// make, and the notebook itself.
func exportFormats() []exportFormat {
	known := map[notebook.Format]exportFormat{
		notebook.FormatHTML: {format: format{kind: kindHTML}, title: bilingual.T("网页（HTML）", "Web page (HTML)")},
		notebook.FormatPDF:  {format: format{kind: "application/pdf"}, title: bilingual.T("PDF", "PDF")},
		notebook.FormatDOCX: {format: format{kind: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}, title: bilingual.T("Word 文档（DOCX）", "Word document (DOCX)")},
	}
	var out []exportFormat
	for _, f := range notebook.Formats() {
		e := known[f]
		e.name = string(f)
		e.write = func(nb *notebook.Notebook, lang bilingual.Lang) ([]byte, error) { return notebook.Export(nb, lang, f) }
		out = append(out, e)
	}
	return append(out, exportFormat{format{"ipynb", "application/x-ipynb+json"}, bilingual.T("笔记本（ipynb）", "Notebook (ipynb)"), func(nb *notebook.Notebook, _ bilingual.Lang) ([]byte, error) {
		var b bytes.Buffer
		err := nb.Write(&b)
		return b.Bytes(), err
	}})
}

// export answers GET …/export/{format}?lang=. Results that are out of date are
// marked; with ?stale=refuse they are refused.
func (s *Server) export(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r, "lang", "stale"); err != nil {
		return err
	}
	lang, err := language(r.URL.Query().Get("lang"))
	if err != nil {
		return err
	}
	b, err := s.shelf.open(r.PathValue("name"))
	if err != nil {
		return err
	}
	var names []string
	for _, f := range exportFormats() {
		names = append(names, f.name)
		if f.name != r.PathValue("format") {
			continue
		}
		nb, stale, _ := b.Snapshot()
		if stale > 0 && r.URL.Query().Get("stale") == "refuse" {
			return newFault(http.StatusConflict, "export", "the results of %d cells are out of date; run them first", stale)
		}
		data, err := f.write(nb, lang)
		if err != nil {
			return newFault(http.StatusUnprocessableEntity, "export", "%s", err)
		}
		s.send(w, &reply{status: http.StatusOK, kind: f.kind, policy: policyResult, body: data,
			attachment: fileStem(r.PathValue("name")) + "." + f.name})
		return nil
	}
	return unknown("format", r.PathValue("format"), names)
}

// fileStem is the last part of a notebook's name without its extension.
func fileStem(name string) string {
	return strings.TrimSuffix(name[strings.LastIndexByte(name, '/')+1:], extension)
}
