package load

import (
	"strings"

	"concord/corpus"
)

// record is what a file, a row or a sidecar says about one document, before it
// becomes one. An empty string is not given.
type record struct {
	id, text    string
	title, kind string
	lang, date  string
	place       string
	agency      string
	source      corpus.Source // URL, Fetched, Licence and Citation
	origin      [3]string     // repository, path and commit
	parties     []corpus.Party
	vars        map[string]string
	notes       []corpus.Note
}

// chineseFields are the Chinese names of fields.
var chineseFields = map[string]string{"编号": "id", "标题": "title", "日期": "date", "缔约方": "parties", "语言": "lang", "文种": "kind",
	"地点": "place", "电头": "agency", "网址": "url", "正文": "text", "文件": "file"}

// canonical maps what columns and fields are called to what they are.
func canonical(name string) string {
	lower := strings.ToLower(strings.TrimSpace(name))
	switch lower {
	case "id", "title", "date", "parties", "lang", "kind", "place", "agency", "url", "fetched", "licence",
		"citation", "source_repo", "source_path", "source_commit", "text", "file":
		return lower
	case "license":
		return "licence"
	}
	return chineseFields[lower]
}

// roles gives each column its role: the canonical name, or "" for a variable.
// Where two columns have one role, the first has it.
func roles(names []string, textColumn string) []string {
	out := make([]string, len(names))
	taken := map[string]bool{}
	if textColumn != "" {
		taken["text"] = true
	}
	for i, name := range names {
		role := canonical(name)
		if name == textColumn && textColumn != "" {
			role, taken["text"] = "text", false
		}
		if role != "" && !taken[role] {
			out[i], taken[role] = role, true
		}
	}
	return out
}

// set takes one value that was given as a string.
func (r *record) set(role, name, value string) {
	if role == "" {
		r.setVar(name, value)
		return
	}
	if role == "text" {
		r.text = value
		return
	}
	value = strings.TrimSpace(value)
	if value == "" {
		return
	}
	switch role {
	case "parties":
		r.parties = splitParties(value)
	case "file":
		r.setVar(name, value)
	default:
		*r.field(role) = value
	}
}

func (r *record) field(role string) *string {
	switch role {
	case "id":
		return &r.id
	case "title":
		return &r.title
	case "date":
		return &r.date
	case "lang":
		return &r.lang
	case "kind":
		return &r.kind
	case "place":
		return &r.place
	case "agency":
		return &r.agency
	case "url":
		return &r.source.URL
	case "fetched":
		return &r.source.Fetched
	case "licence":
		return &r.source.Licence
	case "citation":
		return &r.source.Citation
	case "source_repo":
		return &r.origin[0]
	case "source_path":
		return &r.origin[1]
	case "source_commit":
		return &r.origin[2]
	}
	panic("load: no field for role " + role) // roles come from canonical only
}

func (r *record) setVar(name, value string) {
	if value == "" {
		return
	}
	if r.vars == nil {
		r.vars = map[string]string{}
	}
	r.vars[name] = value
}

// override takes over whatever s gives.
func (r *record) override(s *record) {
	for _, role := range []string{"id", "title", "date", "lang", "kind", "place", "agency", "url", "fetched",
		"licence", "citation", "source_repo", "source_path", "source_commit"} {
		if v := *s.field(role); v != "" {
			*r.field(role) = v
		}
	}
	if len(s.parties) > 0 {
		r.parties = s.parties
	}
	for k, v := range s.vars {
		r.setVar(k, v)
	}
	r.notes = append(r.notes, s.notes...)
}

// fill puts the record into a document.
func (r *record) fill(d *corpus.Document) {
	d.ID, d.Title, d.Kind, d.Place, d.Agency = r.id, r.title, r.kind, r.place, r.agency
	d.Parties, d.Vars, d.Notes = r.parties, r.vars, append(d.Notes, r.notes...)
	d.Source.URL, d.Source.Fetched, d.Source.Licence = r.source.URL, r.source.Fetched, r.source.Licence
	d.Source.Citation = r.citation()
	if r.date != "" {
		var ok bool
		if d.Date, ok = parseDate(r.date); !ok {
			d.Notes = append(d.Notes, noteDate(r.date))
		}
	}
	if r.lang != "" {
		if d.Lang = language(r.lang); d.Lang == "" {
			d.Notes = append(d.Notes, noteLanguage(r.lang))
		}
	}
}

// citation is the one given, else the repository, path and commit.
func (r *record) citation() string {
	if r.source.Citation != "" {
		return r.source.Citation
	}
	var parts []string
	for _, s := range r.origin[:2] {
		if s != "" {
			parts = append(parts, s)
		}
	}
	s := strings.Join(parts, ": ")
	if r.origin[2] != "" {
		s = strings.TrimSpace(s + " @ " + r.origin[2])
	}
	return s
}
