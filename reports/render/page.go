package render

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"slices"

	"concord/analysis"
	"concord/analysis/table"
	"concord/corpus/bilingual"
	"concord/reports"
)

//go:embed page.html
var pageSource string

//go:embed page.css
var pageStyle string

// view is the report as the template sees it: text in one language, numbers
// already formatted, anchors already made.
type view struct {
	Lang     bilingual.Lang
	HTMLLang string
	Style    template.CSS
	Title    string
	Facts    [][2]string
	Set      string
	Chosen   string
	Findings []claim
	Limits   []string
	Sections []sectionView
	Checks   [][4]string
	Methods  []string
	Cites    []string
	Sources  []sourceView
	Left     []reports.Left
	Passages []passage
	Signed   []string // signatures of the methods
	Command  string
	Corpus   string
	Version  string
}

type claim struct {
	ID, Text, Tier, TierName string
	Evidence, Counter        []evidenceView
}

type sectionView struct {
	Number             int
	Name, Title, Intro string
	Figures            []figureView
	Caption            string // of the table
	Head               []headView
	Rows               []rowView
	More               string
	Claims             []claim
	Warnings           []warningView
	Reason, Unlock     string
	Signature          string
}

type figureView struct {
	Source       template.URL
	Alt, Caption string
	Notes        []string // what the drawing had to leave out or shorten
	Width        string
}

// warningView is a warning and, folded behind it, the others of its code.
type warningView struct {
	Code, Text string
	More       []string
}

type headView struct {
	Title, Help, Class string
}

type rowView struct {
	Cells    []cellView
	Evidence []evidenceView
	ID       string
	Label    string
}

type cellView struct {
	Text  string
	Class string // n for numbers, d for dates
	Link  string
}

type sourceView struct {
	ID, Title, Date, Kind, Path, SHA string
	Focus                            bool
}

// evidenceView is a quotation with the anchor of the passage it stands in.
type evidenceView struct {
	Address, Left, Quote, Right, Link string
}

// page renders report.html.
func page(r *reports.Report, drawings []drawn) ([]byte, error) {
	return execute("page", newView(r, drawings))
}

func execute(name string, v *view) ([]byte, error) {
	t, err := template.New("page").Funcs(template.FuncMap{
		"say": func(zh, en string) string { return bilingual.T(zh, en).In(v.Lang) },
	}).Parse(pageSource)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.ExecuteTemplate(&b, name, v)
	return b.Bytes(), err
}

var htmlLang = map[bilingual.Lang]string{bilingual.ZH: "zh-Hans", bilingual.EN: "en"}

func newView(r *reports.Report, drawings []drawn) *view {
	p := newPassages(r.Corpus)
	v := &view{
		Lang: r.Lang, HTMLLang: htmlLang[r.Lang],
		Style: template.CSS(pageStyle), Title: r.Title, Facts: r.Facts(),
		Set: r.Set.In(r.Lang), Chosen: r.Chosen.In(r.Lang), Cites: r.Cites, Left: r.Left,
		Corpus: r.Corpus.Hash(), Version: analysis.Version, Command: command(r),
	}
	for _, f := range r.Findings {
		v.Findings = append(v.Findings, newClaim(f, r.Lang, p))
	}
	for _, l := range r.Limits {
		v.Limits = append(v.Limits, l.In(r.Lang))
	}
	numbering := &numbering{lang: r.Lang, passages: p}
	for i, s := range r.Sections {
		v.Sections = append(v.Sections, numbering.section(i, s, drawings))
		v.Signed = append(v.Signed, s.Result.Signature())
	}
	for _, c := range r.Checks {
		v.Checks = append(v.Checks, [4]string{c.What.In(r.Lang), c.Have.In(r.Lang), c.Want.In(r.Lang), c.State.Text().In(r.Lang)})
	}
	for _, m := range r.Methods {
		v.Methods = append(v.Methods, m.In(r.Lang))
	}
	for _, d := range r.Corpus.Docs() {
		path := d.Source.Path
		if d.Source.Line > 0 {
			path = fmt.Sprintf("%s:%d", path, d.Source.Line)
		}
		v.Sources = append(v.Sources, sourceView{d.ID, d.Title, d.Date.String(), d.Kind, path, d.SHA256[:12], d == r.Focus || d.ID == r.Focus.ID})
	}
	v.Passages = p.list()
	return v
}

// command is the line that makes the report again; PATH stands for the files
// that the sources list, and is left out for the specimen.
func command(r *reports.Report) string {
	s := fmt.Sprintf("concord report [PATH…] --focus %q --lang %s --seed %d", r.Focus.ID, r.Lang, r.Seed)
	if r.Where != "" {
		s += fmt.Sprintf(" --where %q", r.Where)
	}
	return s
}

// numbering makes sections; it numbers tables and figures through a page.
type numbering struct {
	lang            bilingual.Lang
	passages        *passages
	tables, figures int
}

func (n *numbering) section(i int, s reports.Section, drawings []drawn) sectionView {
	res, lang := s.Result, n.lang
	out := sectionView{
		Number: i + 1, Name: s.Name, Title: s.Title.In(lang), Intro: s.Intro.In(lang), Signature: res.Signature(),
	}
	out.warn(res.Warnings, lang)
	if res.Refusal != nil {
		out.Reason, out.Unlock = res.Refusal.Reason.In(lang), res.Refusal.Unlock.In(lang)
	}
	for _, d := range drawings {
		if d.section == i {
			n.figures++
			out.Figures = append(out.Figures, newFigure(d, lang, n.figures))
		}
	}
	for _, f := range res.Findings {
		out.Claims = append(out.Claims, newClaim(f, lang, n.passages))
	}
	if res.Table.Len() > 0 {
		n.tables++
		out.table(s, lang, n.tables, n.passages)
	}
	return out
}

// warn gathers the warnings by code, in order of first appearance.
func (v *sectionView) warn(warnings []analysis.Warning, lang bilingual.Lang) {
	for _, w := range warnings {
		text := w.Text.In(lang)
		i := slices.IndexFunc(v.Warnings, func(have warningView) bool { return have.Code == w.Code })
		if i < 0 {
			v.Warnings = append(v.Warnings, warningView{Code: w.Code, Text: text})
			continue
		}
		v.Warnings[i].More = append(v.Warnings[i].More, text)
	}
}

func newFigure(d drawn, lang bilingual.Lang, number int) figureView {
	caption := bilingual.T("图 %d　%s", "Figure %d. %s").In(lang)
	text := fmt.Sprintf(caption, number, d.svg.Title)
	if d.svg.Note != "" {
		text += bilingual.T("。", ". ").In(lang) + d.svg.Note
	}
	return figureView{
		Notes:  d.svg.Notes,
		Source: template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(d.svg.Data)),
		Alt:    d.svg.Alt, Caption: text, Width: fmt.Sprintf("%.0fmm", d.svg.WidthMM),
	}
}

// table fills in the rows shown, the rest stands in the CSV.
func (v *sectionView) table(s reports.Section, lang bilingual.Lang, number int, p *passages) {
	t := s.Result.Table
	show := columns(t, s.Columns)
	all := t.Columns()
	v.Caption = fmt.Sprintf(bilingual.T("表 %d　%s", "Table %d. %s").In(lang), number, v.Title)
	for _, c := range show {
		v.Head = append(v.Head, headView{all[c].Title.In(lang), all[c].Help.In(lang), class(all[c])})
	}
	n := t.Len()
	if s.Rows > 0 {
		n = min(n, s.Rows)
	}
	for row := range n {
		v.Rows = append(v.Rows, newRow(s, row, show, lang, p))
	}
	if n < t.Len() {
		v.More = fmt.Sprintf(bilingual.T("列出 %d 行中的前 %d 行；全表见 tables/%s.csv。", "The first %[2]d of %[1]d rows; all of them in tables/%[3]s.csv.").In(lang), t.Len(), n, s.Name)
	}
}

func newRow(s reports.Section, row int, show []int, lang bilingual.Lang, p *passages) rowView {
	t := s.Result.Table
	all := t.Columns()
	out := rowView{ID: fmt.Sprintf("e-%s-%d", s.Name, row+1)}
	if row < len(s.Result.Evidence) {
		for _, e := range s.Result.Evidence[row] {
			out.Evidence = append(out.Evidence, p.cite(e))
		}
	}
	for _, c := range show {
		cell := cellView{Text: t.Display(row, c, lang), Class: class(all[c])}
		if out.Label == "" && all[c].Kind == table.String {
			out.Label = cell.Text
			if len(out.Evidence) > 0 {
				cell.Link = "#" + out.ID
			}
		}
		out.Cells = append(out.Cells, cell)
	}
	return out
}

// class is the style of a column: numbers to the right, dates unbroken.
func class(c table.Column) string {
	switch {
	case c.Kind == table.Int || c.Kind == table.Float:
		return "n"
	case c.Name == "date" || c.Name == "period":
		return "d"
	}
	return ""
}

// columns returns the positions of the named columns that the table has, or of
// all.
func columns(t *table.Table, names []string) []int {
	var out []int
	for _, n := range names {
		if i := t.Index(n); i >= 0 {
			out = append(out, i)
		}
	}
	if len(names) == 0 {
		for i := range t.Columns() {
			out = append(out, i)
		}
	}
	return out
}

func newClaim(f analysis.Finding, lang bilingual.Lang, p *passages) claim {
	c := claim{ID: f.ID, Text: f.Text.In(lang), Tier: string(f.Tier), TierName: tierName(f.Tier).In(lang)}
	for _, e := range f.Evidence {
		c.Evidence = append(c.Evidence, p.cite(e))
	}
	for _, e := range f.Counter {
		c.Counter = append(c.Counter, p.cite(e))
	}
	return c
}

func tierName(t analysis.Tier) analysis.Text {
	switch t {
	case analysis.Calibrated:
		return analysis.T("检验", "calibrated comparison")
	case analysis.ModelBased:
		return analysis.T("模型", "model-based")
	}
	return analysis.T("描述", "descriptive")
}
