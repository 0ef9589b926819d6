package book

import (
	"encoding/base64"
	"maps"
	"slices"
	"strings"

	"concord/corpus/bilingual"
	"concord/reports/notebook"
)

// bookView is the whole state as a page sees it.
type bookView struct {
	Name     string         `json:"name"`
	Lang     bilingual.Lang `json:"lang"` // of results
	Cells    []cellView     `json:"cells"`
	Save     saveView       `json:"save"`
	Undo     int            `json:"undo"` // cells that can be brought back
	Engine   string         `json:"engine"`
	Progress *progressView  `json:"progress,omitempty"`
}

type progressView struct {
	Cell  string  `json:"cell"`
	Done  int     `json:"done"`
	Total int     `json:"total"`
	Rate  float64 `json:"rate,omitempty"` // steps a second
}

type saveView struct {
	State   string `json:"state"` // saved, dirty, failed, changed, memory
	Problem string `json:"problem,omitempty"`
}

type cellView struct {
	ID      string       `json:"id"`
	Type    string       `json:"type"`
	Source  string       `json:"source"`
	HTML    string       `json:"html,omitempty"` // of a note
	Version int          `json:"version"`
	Name    string       `json:"name,omitempty"`
	Folded  bool         `json:"folded,omitempty"`
	Rev     int          `json:"rev"` // of the outputs
	Outputs []outputView `json:"outputs,omitempty"`
	State   string       `json:"state"`
	Run     string       `json:"run,omitempty"` // queued or running
	MS      int64        `json:"ms,omitempty"`  // of the last run in this session
}

// outputView is an output as a page sees it. What is large is fetched by its
// address when it comes into view.
type outputView struct {
	Kind   string      `json:"kind"` // text, error, table, figure, picture, html, plain
	Text   string      `json:"text,omitempty"`
	Size   int         `json:"size,omitempty"` // of what is fetched
	Forms  []string    `json:"forms,omitempty"`
	Alt    string      `json:"alt,omitempty"`
	Title  string      `json:"title,omitempty"`
	Note   string      `json:"note,omitempty"`
	Source *sourceView `json:"source,omitempty"`
	Rows   int         `json:"rows,omitempty"`  // of the whole table, when the output keeps it
	Names  []string    `json:"names,omitempty"` // of the columns of a table, as machines know them
}

// sourceView says where an output comes from.
type sourceView struct {
	Signature string `json:"signature"`
	Method    string `json:"method,omitempty"`
	Corpus    string `json:"corpus,omitempty"`
	Documents int    `json:"documents,omitempty"`
	Tokens    int    `json:"tokens,omitempty"`
	Seed      uint64 `json:"seed,omitempty"`
	Version   string `json:"version,omitempty"`
}

// inlineBytes is the size up to which an output is sent with the state.
const inlineBytes = 16 << 10

// pictures are the media types shown as pictures, the best first, and the forms
// under which they are fetched.
var pictures = []struct{ mime, form string }{
	{"image/svg+xml", "svg"}, {"image/png", "png"}, {"image/jpeg", "jpeg"},
}

func viewOf(o notebook.Output) outputView {
	switch o.Type {
	case notebook.Stream:
		return textView("text", o.Text)
	case notebook.ErrorOutput:
		title := o.EName + ": " + o.EValue
		lines := slices.DeleteFunc(slices.Clone(o.Traceback), func(l string) bool { return l == title })
		return outputView{Kind: "error", Title: title, Text: clip(strings.Join(lines, "\n"), inlineBytes)}
	}
	plain := o.Data["text/plain"]
	for _, p := range pictures {
		if o.Data[p.mime] == "" {
			continue
		}
		v := outputView{Kind: "picture", Alt: clip(plain, 2000)}
		for _, q := range pictures {
			if o.Data[q.mime] != "" {
				v.Forms = append(v.Forms, q.form)
			}
		}
		if label, ok := o.Figure(); ok {
			v.Kind, v.Alt, v.Title, v.Note = "figure", label.Alt, label.Caption, label.Note
			v.Source = &sourceView{Signature: label.Signature}
		}
		return v
	}
	if h, ok := o.PlainHTML(); ok {
		v := textView("table", h)
		if head, _, ok := strings.Cut(plain, "\n"); ok && strings.Contains(h, "<thead>") {
			v.Names = strings.Split(head, "\t")
		}
		if r, err := o.Result(); err == nil {
			s := r.Source
			v.Rows = len(r.Rows)
			v.Source = &sourceView{r.Signature, r.Method, s.Corpus, s.Documents, s.Tokens, s.Seed, s.Version}
		} else if g, ok := o.Origin(); ok { // a part of a result's table
			s := g.Source
			v.Source = &sourceView{g.Signature, g.Method, s.Corpus, s.Documents, s.Tokens, s.Seed, s.Version}
		}
		return v
	}
	if h := o.Data["text/html"]; h != "" {
		return outputView{Kind: "html", Size: len(h), Alt: clip(plain, 2000)}
	}
	if plain == "" {
		kinds := slices.Sorted(maps.Keys(o.Data))
		for _, k := range kinds {
			plain += o.Data[k]
		}
	}
	return textView("plain", plain)
}

func textView(kind, text string) outputView {
	if len(text) > inlineBytes {
		return outputView{Kind: kind, Size: len(text)}
	}
	return outputView{Kind: kind, Text: text}
}

// clip cuts a text at a number of bytes, between characters.
func clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// Form returns an output in a form that a page fetches, and its media type.
// What is in an output is not trusted: the caller sends it so that it cannot
// act.
func Form(o notebook.Output, form string) (data []byte, kind string, ok bool) {
	const plain = "text/plain; charset=utf-8"
	switch form {
	case "text":
		switch {
		case o.Type == notebook.Stream:
			return []byte(o.Text), plain, true
		case o.Type == notebook.ErrorOutput:
			return []byte(strings.Join(o.Traceback, "\n")), plain, true
		}
		return []byte(o.Data["text/plain"]), plain, true
	case "table":
		h, ok := o.PlainHTML()
		return []byte(h), plain, ok
	case "html":
		return []byte(o.Data["text/html"]), "text/html; charset=utf-8", o.Data["text/html"] != ""
	}
	for _, p := range pictures {
		if p.form != form || o.Data[p.mime] == "" {
			continue
		}
		if form == "svg" {
			return []byte(o.Data[p.mime]), p.mime, true
		}
		raw, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(o.Data[p.mime]), ""))
		return raw, p.mime, err == nil
	}
	return nil, "", false
}
