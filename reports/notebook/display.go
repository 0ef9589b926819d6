package notebook

import (
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"strings"

	"concord/corpus"
	"concord/corpus/bilingual"

	"go.starlark.net/starlark"
)

// maxStoredResult is the size in bytes up to which a result is stored whole
// beside its display. A larger one leaves its origin.
const maxStoredResult = 2 << 20

// display makes the output of a value.
func display(kind OutputType, v starlark.Value, lang bilingual.Lang) (Output, error) {
	o := Output{Type: kind}
	var err error
	switch v := v.(type) {
	case *figureValue:
		o.Data, o.Metadata, err = v.draw()
	case *resultValue:
		o.Data = withNotes(gridOf(v.r.Table, lang), v.notes(), lang)
		o.Metadata, err = resultMetadata(v)
	case tableValue:
		o.Data = withNotes(gridOf(v.t, lang), nil, lang)
		if v.from != nil {
			o.Metadata = originMetadata(v.from, nil)
		}
	case *corpusValue:
		o.Data = withNotes(v.grid(lang), []string{v.String()}, lang)
	case *reportValue:
		o.Data = reportData(v)
	case *starlark.List:
		if docs := documents(v); docs != nil {
			o.Data = withNotes(documentGrid(docs, lang), nil, lang)
			break
		}
		o.Data = map[string]string{"text/plain": v.String()}
	default:
		o.Data = map[string]string{"text/plain": v.String()}
	}
	return o, err
}

// documents returns the documents of a list that holds nothing else.
func documents(l *starlark.List) []*corpus.Document {
	var out []*corpus.Document
	for i := range l.Len() {
		d, ok := l.Index(i).(documentValue)
		if !ok {
			return nil
		}
		out = append(out, d.d)
	}
	return out
}

func withNotes(g grid, notes []string, lang bilingual.Lang) map[string]string {
	var h, t strings.Builder
	if g.total > 0 {
		h.WriteString(g.html(lang))
		t.WriteString(g.tsv(lang))
	}
	for _, n := range notes {
		fmt.Fprintf(&h, "<p>%s</p>\n", html.EscapeString(n))
		t.WriteString(n + "\n")
	}
	if g.total == 0 && len(notes) == 0 {
		none := bilingual.T("（没有行）", "(no rows)").In(lang)
		return map[string]string{"text/html": "<p>" + none + "</p>\n", "text/plain": none + "\n"}
	}
	return map[string]string{"text/html": h.String(), "text/plain": t.String()}
}

// resultMetadata stores the result as every other door gives it.
func resultMetadata(v *resultValue) (Metadata, error) {
	raw, err := marshal(v.r)
	if err != nil {
		return nil, err
	}
	fields := map[string]json.RawMessage{"result": raw}
	if len(raw) > maxStoredResult {
		return originMetadata(v, map[string]any{"result_bytes": len(raw)}), nil
	}
	var m Metadata
	m.put(metadataKey, fields)
	return m, nil
}

// originMetadata stores where a table comes from that is not stored itself.
func originMetadata(v *resultValue, more map[string]any) Metadata {
	fields := map[string]any{"signature": v.r.Signature(), "method": v.r.Method, "source": v.r.Source}
	maps.Copy(fields, more)
	var m Metadata
	m.put(metadataKey, fields)
	return m
}

func reportData(v *reportValue) map[string]string {
	var h, t strings.Builder
	say := func(tag, text string) {
		fmt.Fprintf(&h, "<%s>%s</%s>\n", tag, html.EscapeString(text), tag)
		t.WriteString(text + "\n")
	}
	say("h4", v.r.Title)
	say("p", v.r.Set.In(v.r.Lang)+" "+v.r.Chosen.In(v.r.Lang))
	list := func(items []string) {
		if len(items) == 0 {
			return
		}
		h.WriteString("<ul>\n")
		for _, i := range items {
			say("li", i)
		}
		h.WriteString("</ul>\n")
	}
	var told, limits []string
	for _, f := range v.r.Findings {
		told = append(told, "["+string(f.Tier)+"] "+f.Text.In(v.r.Lang))
	}
	for _, l := range v.r.Limits {
		limits = append(limits, l.In(v.r.Lang))
	}
	list(told)
	if len(limits) > 0 {
		say("p", bilingual.T("本报告不能说明什么：", "What this report cannot say:").In(v.r.Lang))
		list(limits)
	}
	return map[string]string{"text/html": h.String(), "text/plain": t.String()}
}
