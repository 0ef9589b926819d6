package notebook

import (
	"fmt"
	"maps"
	"slices"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/bilingual"

	"go.starlark.net/starlark"
)

// corpusValue is a corpus with the tokens cut from it so far.
type corpusValue struct {
	c  *corpus.Corpus
	in *analysis.Input
}

var _ starlark.Sequence = (*corpusValue)(nil)

func (v *corpusValue) String() string {
	return fmt.Sprintf("<corpus %.8s: %d documents>", v.c.Hash(), v.c.Len())
}
func (v *corpusValue) Type() string          { return "corpus" }
func (v *corpusValue) Freeze()               {}
func (v *corpusValue) Truth() starlark.Bool  { return v.c.Len() > 0 }
func (v *corpusValue) Hash() (uint32, error) { return starlark.String(v.c.Hash()).Hash() }
func (v *corpusValue) Len() int              { return v.c.Len() }
func (v *corpusValue) AttrNames() []string   { return []string{"documents", "hash"} }
func (v *corpusValue) Attr(name string) (starlark.Value, error) {
	switch name {
	case "documents":
		return v.documents(), nil
	case "hash":
		return starlark.String(v.c.Hash()), nil
	}
	return nil, nil
}

// Iterate goes through the documents.
func (v *corpusValue) Iterate() starlark.Iterator { return v.documents().Iterate() }

func (v *corpusValue) documents() *starlark.List {
	out := make([]starlark.Value, v.c.Len())
	for i := range out {
		out[i] = documentValue{v.c.Doc(i)}
	}
	return starlark.NewList(out)
}

func (v *corpusValue) grid(lang bilingual.Lang) grid {
	return documentGrid(v.c.Docs(), lang)
}

func documentGrid(docs []*corpus.Document, lang bilingual.Lang) grid {
	g := grid{
		names: []string{"id", "date", "pair", "kind", "lang", "characters", "title"},
		head: []string{
			bilingual.T("编号", "ID").In(lang), bilingual.T("日期", "Date").In(lang), bilingual.T("双方", "Pair").In(lang),
			bilingual.T("文体", "Kind").In(lang), bilingual.T("语言", "Language").In(lang), bilingual.T("字数", "Characters").In(lang), bilingual.T("标题", "Title").In(lang),
		},
		numbers: []bool{false, false, false, false, false, true, false}, total: len(docs),
	}
	for _, d := range docs[:min(len(docs), shownRows)] {
		g.rows = append(g.rows, []string{d.ID, d.Date.String(), d.Pair(), d.Kind, d.Lang, fmt.Sprint(d.Characters()), d.Title})
	}
	return g
}

// documentValue is one document.
type documentValue struct{ d *corpus.Document }

func (v documentValue) String() string        { return fmt.Sprintf("<document %s>", v.d.ID) }
func (v documentValue) Type() string          { return "document" }
func (v documentValue) Freeze()               {}
func (v documentValue) Truth() starlark.Bool  { return true }
func (v documentValue) Hash() (uint32, error) { return starlark.String(v.d.SHA256 + v.d.ID).Hash() }
func (v documentValue) AttrNames() []string {
	return []string{"agency", "characters", "codes", "date", "id", "kind", "lang", "pair", "parties", "path", "place", "text", "title", "variables", "year"}
}

// Attr returns a field; what was not found is "" and a missing year None.
func (v documentValue) Attr(name string) (starlark.Value, error) {
	d := v.d
	switch name {
	case "agency":
		return starlark.String(d.Agency), nil
	case "characters":
		return starlark.MakeInt(d.Characters()), nil
	case "codes":
		return v.parties(func(p corpus.Party) string { return p.Code }), nil
	case "date":
		return starlark.String(d.Date.String()), nil
	case "id":
		return starlark.String(d.ID), nil
	case "kind":
		return starlark.String(d.Kind), nil
	case "lang":
		return starlark.String(d.Lang), nil
	case "pair":
		return starlark.String(d.Pair()), nil
	case "parties":
		return v.parties(func(p corpus.Party) string { return p.Name }), nil
	case "path":
		return starlark.String(d.Source.Path), nil
	case "place":
		return starlark.String(d.Place), nil
	case "text":
		return starlark.String(d.Text), nil
	case "title":
		return starlark.String(d.Title), nil
	case "variables":
		return stringDict(d.Vars), nil
	case "year":
		if d.Date.IsZero() {
			return starlark.None, nil
		}
		return starlark.MakeInt(d.Date.Year), nil
	}
	return nil, nil
}

func (v documentValue) parties(of func(corpus.Party) string) starlark.Value {
	var out []starlark.Value
	for _, p := range v.d.Parties {
		out = append(out, starlark.String(of(p)))
	}
	return starlark.NewList(out)
}

func stringDict(m map[string]string) *starlark.Dict {
	out := starlark.NewDict(len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		_ = out.SetKey(starlark.String(k), starlark.String(m[k])) // a new dict with texts as keys
	}
	return out
}
