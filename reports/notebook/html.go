package notebook

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"html/template"
	"regexp"
	"strings"

	"concord/analysis"
	"concord/corpus/bilingual"
)

//go:embed page.html
var pageSource string

// pageView is the notebook as the template sees it.
type pageView struct {
	Lang, Title, Version, Warning string
	Cells                         []cellView
}

type cellView struct {
	Number   int
	ID       string
	Markdown template.HTML
	Code     string
	State    State
	Word     string // of the state, "" when fresh
	Outputs  []outputView
}

type outputView struct {
	Class string
	Text  string
	HTML  template.HTML
	Image template.URL
	Alt   string
	Note  string
}

// HTML makes a self-contained page of the notebook from its stored outputs.
// Nothing is run and nothing is read; outputs that do not fit the code any more
// are marked. Changed data files are not noticed here, see Engine.States.
//
// Nothing stored is trusted: the page allows no scripts and no network, images
// stand in img elements, and HTML is let through only where it is a plain
// table, list or paragraph; any other is replaced by the output's text.
func HTML(nb *Notebook, lang bilingual.Lang) ([]byte, error) {
	states := storedStates(nb)
	v := pageView{Lang: map[bilingual.Lang]string{bilingual.ZH: "zh-Hans", bilingual.EN: "en"}[lang], Version: analysis.Version}
	if v.Lang == "" {
		return nil, fmt.Errorf("notebook: language %q, want zh or en", lang)
	}
	stale, broken := 0, 0
	for i, c := range nb.Cells {
		cell := cellView{Number: nb.Number(i), ID: c.ID, State: states[i], Word: stateWord(states[i], lang)}
		switch c.Type {
		case Markdown:
			cell.Markdown = template.HTML(markdown(c.Source))
			if v.Title == "" {
				v.Title = firstHeading(c.Source)
			}
		case Raw:
			continue
		default:
			cell.Code = c.Source
			for _, o := range c.Outputs {
				cell.Outputs = append(cell.Outputs, viewOutput(o))
			}
		}
		switch states[i] {
		case Stale:
			stale++
		case Failed:
			broken++
		}
		v.Cells = append(v.Cells, cell)
	}
	if v.Title == "" {
		v.Title = bilingual.T("笔记本", "Notebook").In(lang)
	}
	v.Warning = warning(stale, broken, lang)
	t, err := template.New("page").Parse(pageSource)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, v)
	return b.Bytes(), err
}

// storedStates judges the outputs by the language that fits them better: that
// of the page need not be that of the run.
func storedStates(nb *Notebook) []State {
	var best []State
	most := -1
	for _, lang := range []bilingual.Lang{bilingual.ZH, bilingual.EN} {
		states := NewEngine(Options{}).newPlan(nb).states(salt(lang), func(map[string]string) bool { return true }, hashOutputs)
		fresh := 0
		for _, s := range states {
			if s == Fresh {
				fresh++
			}
		}
		if fresh > most {
			best, most = states, fresh
		}
	}
	return best
}

func stateWord(s State, lang bilingual.Lang) string {
	switch s {
	case Stale:
		return bilingual.T("已过期：代码或其依据在运行后有改动", "out of date: the code or what it rests on changed since the run").In(lang)
	case Failed:
		return bilingual.T("出错", "error").In(lang)
	}
	return ""
}

func warning(stale, broken int, lang bilingual.Lang) string {
	var out []string
	if stale > 0 {
		out = append(out, fmt.Sprintf(bilingual.T("有 %d 个单元格的结果已过期，请重新运行后再引用。", "The results of %d cells are out of date; run them again before you cite them.").In(lang), stale))
	}
	if broken > 0 {
		out = append(out, fmt.Sprintf(bilingual.T("有 %d 个单元格运行出错。", "%d cells ended in an error.").In(lang), broken))
	}
	return strings.Join(out, " ")
}

func viewOutput(o Output) outputView {
	switch o.Type {
	case Stream:
		return outputView{Class: "stream", Text: o.Text}
	case ErrorOutput:
		return outputView{Class: "error", Text: strings.Join(o.Traceback, "\n")}
	}
	text := o.Data["text/plain"]
	if svg := o.Data["image/svg+xml"]; svg != "" {
		return outputView{Class: "figure", Image: dataURL("image/svg+xml", []byte(svg)), Alt: text, Note: firstLine(text)}
	}
	for _, mime := range []string{"image/png", "image/jpeg"} {
		// Decoded and encoded again, so that nothing but an image gets in.
		if raw, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(o.Data[mime]), "")); err == nil && len(raw) > 0 {
			return outputView{Class: "figure", Image: dataURL(mime, raw), Alt: text, Note: firstLine(text)}
		}
	}
	if h := o.Data["text/html"]; h != "" && harmless(h) {
		return outputView{Class: "table", HTML: template.HTML(h)}
	}
	if text == "" {
		text = o.Data["text/markdown"] + o.Data["text/html"]
	}
	return outputView{Class: "plain", Text: text}
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

func dataURL(mime string, data []byte) template.URL {
	return template.URL("data:" + mime + ";base64," + base64.StdEncoding.EncodeToString(data))
}

// plainTag is a tag that can do nothing but lay out text.
var plainTag = regexp.MustCompile(`^<(/?)(table|caption|thead|tbody|tr|th|td|p|ul|ol|li|h4)(?: scope="(?:col|row)")?(?: class="n")?>$`)

// harmless reports whether HTML is made of plain tags, closed in order, and
// text. It knows what our own tables use and refuses everything else.
func harmless(s string) bool {
	var open []string
	for s != "" {
		at := strings.IndexAny(s, "<>")
		if at < 0 {
			break
		}
		end := strings.IndexByte(s, '>')
		if s[at] == '>' || end < at {
			return false
		}
		m := plainTag.FindStringSubmatch(s[at : end+1])
		switch {
		case m == nil:
			return false
		case m[1] == "":
			open = append(open, m[2])
		case len(open) == 0 || open[len(open)-1] != m[2]:
			return false
		default:
			open = open[:len(open)-1]
		}
		s = s[end+1:]
	}
	return len(open) == 0
}

func escape(s string) string { return html.EscapeString(s) }
