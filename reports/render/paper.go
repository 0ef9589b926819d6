package render

import (
	"fmt"
	"strings"
	"time"

	"concord/corpus/bilingual"
	"concord/reports"
	"concord/reports/paper"
)

// printed sets the report for paper: what report.html holds, but for the places
// of every row, which stand there and in the tables.
func printed(r *reports.Report, drawings []drawn) paper.Document {
	b := &binder{view: newView(r, drawings), cited: map[string]bool{}}
	d := paper.Document{
		Lang: r.Lang, Title: r.Title, Subject: r.Set.In(r.Lang), Software: program + " " + b.Version, Date: day(snapshot(r)),
	}
	b.opening()
	for i, s := range b.Sections {
		b.section(s, figuresOf(drawings, i))
	}
	b.closing()
	d.Blocks = b.blocks
	return d
}

// day reads a date as snapshot has it; the zero time for none.
func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}
	}
	return t
}

func figuresOf(drawings []drawn, section int) []drawn {
	var out []drawn
	for _, d := range drawings {
		if d.section == section {
			out = append(out, d)
		}
	}
	return out
}

// binder gathers blocks from the view that the page is made of.
type binder struct {
	*view
	blocks []paper.Block
	cited  map[string]bool // passages that notes lead to
}

func (b *binder) say(zh, en string) string { return bilingual.T(zh, en).In(b.Lang) }

func (b *binder) add(blocks ...paper.Block) { b.blocks = append(b.blocks, blocks...) }

func (b *binder) text(style paper.Style, s string) {
	if s != "" {
		b.add(paper.Paragraph{Style: style, Spans: paper.Plain(s)})
	}
}

func (b *binder) heading(level int, anchor, s string) {
	b.add(paper.Heading{Level: level, Text: s, Anchor: anchor})
}

func (b *binder) opening() {
	b.text(paper.Lead, b.Set+" "+b.Chosen)
	b.heading(1, "card", b.say("本篇", "The document in focus"))
	card := paper.Table{Bare: true, Columns: make([]paper.Column, 2)}
	for _, f := range b.Facts {
		card.Rows = append(card.Rows, []string{f[0], f[1]})
	}
	b.add(card)
	b.heading(1, "findings", b.say("要点", "Findings"))
	if len(b.Findings) == 0 {
		b.text(paper.Body, b.say("现有数据不足以得出任何要点，原因见下。", "The data do not support any finding; the reasons stand below."))
	}
	b.add(paper.List{Ordered: true, Items: b.claims(b.Findings)})
	b.text(paper.Fine, b.say("标记：描述＝文中如此；检验＝以文本为单位的比较，已经校正；模型＝仅就所拟合的模型而言。", "Marks: descriptive = it stands so in the texts; calibrated comparison = tested with the document as the unit, adjusted; model-based = true of the fitted model only."))
	b.heading(1, "limits", b.say("本报告不能说明什么", "What this report cannot say"))
	b.add(list(b.Limits))
}

func list(items []string) paper.List {
	var l paper.List
	for _, s := range items {
		l.Items = append(l.Items, paper.Plain(s))
	}
	return l
}

// claims sets sentences, each with its places in a note.
func (b *binder) claims(claims []claim) [][]paper.Span {
	var out [][]paper.Span
	for _, c := range claims {
		item := []paper.Span{{Text: c.Text, Note: b.note(c)}, {Text: b.say("〔", " [") + c.TierName + b.say("〕", "]"), Faint: true}}
		out = append(out, item)
	}
	return out
}

// note is where a sentence comes from, and what speaks against it.
func (b *binder) note(c claim) []paper.Span {
	var out []paper.Span
	for i, e := range c.Evidence {
		out = append(out, b.evidence(e, i)...)
	}
	for i, e := range c.Counter {
		if i == 0 {
			out = append(out, paper.Span{Text: b.say("　反例：", " Against: "), Faint: true})
		}
		out = append(out, b.evidence(e, i)...)
	}
	return out
}

func (b *binder) evidence(e evidenceView, i int) []paper.Span {
	b.cited[strings.TrimPrefix(e.Link, "#")] = true
	between := ""
	if i > 0 {
		between = b.say("；", "; ")
	}
	return []paper.Span{
		{Text: between}, {Text: e.Address, Link: e.Link}, {Text: " “" + e.Left}, {Text: e.Quote, Marked: true}, {Text: e.Right + "”"},
	}
}

func (b *binder) section(s sectionView, drawings []drawn) {
	b.heading(1, s.Name, fmt.Sprintf("%d  %s", s.Number, s.Title))
	b.text(paper.Body, s.Intro)
	if s.Reason != "" {
		b.text(paper.Notice, b.say("未作估计：", "Not estimated: ")+s.Reason+" "+s.Unlock)
	}
	for _, w := range s.Warnings {
		text := w.Text
		if len(w.More) > 0 {
			text += fmt.Sprintf(b.say("（另有%d条同类提示）", " (%d more of this kind)"), len(w.More))
		}
		b.text(paper.Notice, text)
	}
	if len(s.Claims) > 0 {
		b.add(paper.List{Items: b.claims(s.Claims)})
	}
	for i, f := range s.Figures {
		b.figure(f, drawings[i])
	}
	if len(s.Rows) > 0 {
		b.table(s)
	}
}

func (b *binder) figure(f figureView, d drawn) {
	out := paper.Figure{
		Caption: f.Caption, Alt: f.Alt, Notes: f.Notes, WidthMM: d.svg.WidthMM, HeightMM: d.svg.HeightMM, SVG: d.svg.Data,
		Draw: d.svg.On,
	}
	for _, file := range d.files {
		if strings.HasSuffix(file.Name, ".png") {
			out.PNG = file.Data
		}
	}
	b.add(out)
}

func (b *binder) table(s sectionView) {
	t := paper.Table{Caption: s.Caption}
	for _, h := range s.Head {
		t.Columns = append(t.Columns, paper.Column{Title: h.Title, Number: h.Class == "n"})
	}
	for _, r := range s.Rows {
		row := make([]string, len(r.Cells))
		for i, c := range r.Cells {
			row[i] = c.Text
		}
		t.Rows = append(t.Rows, row)
	}
	b.add(t)
	b.text(paper.Fine, s.More)
	b.add(paper.Paragraph{Style: paper.Fine, Spans: []paper.Span{{Text: s.Signature, Code: true}}})
}

func (b *binder) closing() {
	b.checks()
	b.heading(1, "methods", b.say("方法", "Methods"))
	b.text(paper.Body, strings.Join(b.Methods, " "))
	b.add(list(b.Cites))
	b.heading(2, "", b.say("重做", "Run it again"))
	b.add(paper.Paragraph{Spans: []paper.Span{{Text: b.Command, Code: true}}})
	b.add(paper.Paragraph{Style: paper.Listing, Spans: paper.Plain(strings.Join(b.Signed, "\n"))})
	b.text(paper.Fine, b.say("语料", "Corpus")+" SHA-256 "+b.Corpus+" · Concord "+b.Version)
	b.heading(1, "sources", b.say("来源", "Sources"))
	t := paper.Table{}
	for _, name := range []string{b.say("编号", "ID"), b.say("标题", "Title"), b.say("日期", "Date"), b.say("文件", "File"), "SHA-256"} {
		t.Columns = append(t.Columns, paper.Column{Title: name})
	}
	for _, s := range b.Sources {
		t.Rows = append(t.Rows, []string{s.ID, s.Title, s.Date, s.Path, s.SHA})
	}
	b.add(t)
	b.passages()
}

func (b *binder) checks() {
	b.heading(1, "checks", b.say("数据条件", "What the data allow"))
	t := paper.Table{}
	for _, name := range []string{b.say("项目", "Check"), b.say("现有", "Have"), b.say("条件", "Wanted"), b.say("结果", "Outcome")} {
		t.Columns = append(t.Columns, paper.Column{Title: name})
	}
	for _, c := range b.Checks {
		t.Rows = append(t.Rows, c[:])
	}
	b.add(t)
	if len(b.Left) == 0 {
		return
	}
	b.heading(2, "", b.say("未读入的文件", "What was left out"))
	var left []string
	for _, l := range b.Left {
		left = append(left, l.Where+" "+l.Why)
	}
	b.add(list(left))
}

// passages sets the paragraphs that notes lead to.
func (b *binder) passages() {
	b.heading(1, "passages", b.say("原文", "Passages"))
	b.text(paper.Fine, b.say("各条结论所引证的段落，引证处加底色；各表逐行的出处见 report.html。", "The paragraphs that the sentences cite, the cited words marked; the places of every row of a table are in report.html."))
	for _, p := range b.Passages {
		if !b.cited[p.ID] {
			continue
		}
		spans := []paper.Span{{Text: p.Place + "  ", Strong: true}}
		for _, piece := range p.Pieces {
			spans = append(spans, paper.Span{Text: piece.Text, Marked: piece.Marked})
		}
		b.add(paper.Paragraph{Style: paper.Quoted, Anchor: p.ID, Spans: spans})
	}
}
