package paper

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"concord/corpus/bilingual"
	"concord/reports/chart/font"
)

// DOCX writes the document as Office Open XML (ECMA-376): named styles, real
// footnotes and tables, pictures with their description.
func DOCX(d Document) ([]byte, error) {
	w := &wordWriter{lang: d.Lang, anchors: anchors(d), ids: map[string]int{}}
	w.paragraph("Title", Plain(d.Title), "")
	for i, b := range d.Blocks {
		if err := w.block(b); err != nil {
			return nil, fmt.Errorf("paper: block %d: %w", i+1, err)
		}
	}
	date := d.Date
	if date.IsZero() {
		date = undated
	}
	parts := []part{
		{"[Content_Types].xml", []byte(contentTypes)},
		{"_rels/.rels", []byte(rootRelations)},
		{"docProps/core.xml", w.properties(d, date)},
		{"docProps/app.xml", []byte(xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>` + escaped(d.Software) + `</Application></Properties>`)},
		{"word/document.xml", w.document()},
		{"word/styles.xml", []byte(fmt.Sprintf(styles, wordLang(d.Lang)))},
		{"word/numbering.xml", w.numbering()},
		{"word/settings.xml", []byte(settings)},
		{"word/footnotes.xml", w.footnotes()},
		{"word/footer1.xml", []byte(footer)},
		{"word/_rels/document.xml.rels", w.relations("document")},
		{"word/_rels/footnotes.xml.rels", w.relations("footnotes")},
	}
	parts = append(parts, w.media...)
	return zipped(parts, date)
}

type part struct {
	name string
	data []byte
}

// zipped packs the parts; every entry carries the date of the document.
func zipped(parts []part, date time.Time) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: date})
		if err != nil {
			return nil, fmt.Errorf("paper: docx: %w", err)
		}
		if _, err := f.Write(p.data); err != nil {
			return nil, fmt.Errorf("paper: docx: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("paper: docx: %w", err)
	}
	return b.Bytes(), nil
}

func wordLang(l bilingual.Lang) string {
	if l == bilingual.EN {
		return "en-GB"
	}
	return "zh-CN"
}

// wordWriter gathers the parts of a DOCX file.
type wordWriter struct {
	lang    bilingual.Lang
	body    strings.Builder
	notes   []string
	lists   []bool // ordered, by list
	media   []part
	rels    map[string][]string // relations of a part, as XML
	anchors map[string]bool
	ids     map[string]int // of bookmarks
	drawn   int
}

// escaped makes s fit for XML text and attributes: no control characters but
// blanks, markup escaped.
func escaped(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(strings.ToValidUTF8(s, "\uFFFD"))); err != nil {
		return "" // a strings.Builder does not fail
	}
	return b.String()
}

func (w *wordWriter) block(b Block) error {
	switch b := b.(type) {
	case Heading:
		w.paragraph(fmt.Sprintf("Heading%d", min(max(b.Level, 1), 3)), Plain(b.Text), b.Anchor)
	case Paragraph:
		w.paragraph(wordStyles[b.Style], b.Spans, b.Anchor)
	case List:
		w.list(b)
	case Table:
		w.table(b)
	case Figure:
		return w.figure(b)
	}
	return nil
}

// paragraph writes a paragraph of a named style, "" for the normal one.
func (w *wordWriter) paragraph(style string, spans []Span, anchor string) {
	w.body.WriteString("<w:p>")
	if style != "" {
		fmt.Fprintf(&w.body, `<w:pPr><w:pStyle w:val="%s"/></w:pPr>`, style)
	}
	if anchor != "" && w.ids[anchor] == 0 {
		w.ids[anchor] = len(w.ids) + 1
		fmt.Fprintf(&w.body, `<w:bookmarkStart w:id="%d" w:name="%s"/><w:bookmarkEnd w:id="%[1]d"/>`, w.ids[anchor], bookmark(anchor))
	}
	w.body.WriteString(w.runs(spans, "document"))
	w.body.WriteString("</w:p>\n")
}

// bookmark is an anchor as Word has it: a letter, then letters, digits and _.
func bookmark(anchor string) string {
	return "a_" + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return '_'
	}, anchor)
}

// runs writes spans; within tells which part they stand in, for links.
func (w *wordWriter) runs(spans []Span, within string) string {
	var b strings.Builder
	for _, sp := range spans {
		text := run(sp)
		switch name, inner := strings.CutPrefix(sp.Link, "#"); {
		case inner && w.anchors[name]:
			fmt.Fprintf(&b, `<w:hyperlink w:anchor="%s">%s</w:hyperlink>`, bookmark(name), text)
		case sp.Link != "" && !inner:
			fmt.Fprintf(&b, `<w:hyperlink r:id="%s">%s</w:hyperlink>`, w.relate(within, "hyperlink", sp.Link, true), text)
		default:
			b.WriteString(text)
		}
		if len(sp.Note) > 0 {
			w.notes = append(w.notes, "") // its number is taken before a note within it takes one
			n := len(w.notes)
			w.notes[n-1] = w.runs(sp.Note, "footnotes")
			fmt.Fprintf(&b, `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="%d"/></w:r>`, n+1)
		}
	}
	return b.String()
}

func run(sp Span) string {
	var look string
	if sp.Code {
		look += `<w:rStyle w:val="Code"/>`
	}
	if sp.Strong {
		look += `<w:b/>`
	}
	if sp.Faint {
		look += `<w:color w:val="666666"/>`
	} else if sp.Link != "" {
		look += `<w:color w:val="1F4E79"/>`
	}
	if sp.Marked {
		look += `<w:shd w:val="clear" w:color="auto" w:fill="FFF0B3"/>`
	}
	if look != "" {
		look = "<w:rPr>" + look + "</w:rPr>"
	}
	var b strings.Builder
	for i, line := range strings.Split(font.Visible(sp.Text), "\n") {
		if i > 0 {
			b.WriteString("<w:r><w:br/></w:r>")
		}
		if line != "" {
			fmt.Fprintf(&b, `<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r>`, look, escaped(line))
		}
	}
	return b.String()
}

// relate notes that a part refers to something and returns the reference.
func (w *wordWriter) relate(within, kind, target string, external bool) string {
	if w.rels == nil {
		w.rels = map[string][]string{}
	}
	id := fmt.Sprintf("x%d", len(w.rels[within])+1)
	mode := ""
	if external {
		mode = ` TargetMode="External"`
	}
	w.rels[within] = append(w.rels[within], fmt.Sprintf(`<Relationship Id="%s" Type="%s%s" Target="%s"%s/>`, id, officeRelation, kind, escaped(target), mode))
	return id
}

func (w *wordWriter) list(l List) {
	w.lists = append(w.lists, l.Ordered)
	for _, item := range l.Items {
		fmt.Fprintf(&w.body, `<w:p><w:pPr><w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr></w:pPr>%s</w:p>`+"\n",
			len(w.lists), w.runs(item, "document"))
	}
}

func (w *wordWriter) table(t Table) {
	if len(t.Columns) == 0 {
		return
	}
	if t.Caption != "" {
		w.paragraph("Caption", Plain(t.Caption), "")
	}
	first := "1" // whether the first row is a head
	if t.Bare {
		first = "0"
	}
	w.body.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="Rules"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook w:firstRow="` + first + `"/></w:tblPr><w:tblGrid>`)
	for range t.Columns {
		fmt.Fprintf(&w.body, `<w:gridCol w:w="%d"/>`, wordWidth/len(t.Columns))
	}
	w.body.WriteString("</w:tblGrid>\n")
	if !t.Bare {
		titles := make([]string, len(t.Columns))
		for i, c := range t.Columns {
			titles[i] = c.Title
		}
		w.row(titles, t.Columns, `<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	}
	for _, r := range t.Rows {
		w.row(r, t.Columns, `<w:trPr><w:cantSplit/></w:trPr>`)
	}
	w.body.WriteString("</w:tbl>\n")
	w.body.WriteString(`<w:p><w:pPr><w:pStyle w:val="Fine"/></w:pPr></w:p>` + "\n") // two tables in a row would run together
}

func (w *wordWriter) row(cells []string, columns []Column, properties string) {
	w.body.WriteString("<w:tr>" + properties)
	for i, c := range columns {
		text := ""
		if i < len(cells) {
			text = cells[i]
		}
		align := ""
		if c.Number {
			align = `<w:jc w:val="right"/>`
		}
		fmt.Fprintf(&w.body, `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Cell"/>%s</w:pPr>%s</w:p></w:tc>`, align, run(Span{Text: text}))
	}
	w.body.WriteString("</w:tr>\n")
}

func (w *wordWriter) figure(f Figure) error {
	if f.PNG == nil {
		return fmt.Errorf("figure %q: no PNG", f.Caption)
	}
	if !(f.WidthMM > 0) || !(f.HeightMM > 0) {
		return fmt.Errorf("figure %q: size %g × %g mm, want both above 0", f.Caption, f.WidthMM, f.HeightMM)
	}
	w.drawn++
	scale := min(1, 174/f.WidthMM, 220/f.HeightMM)
	png := fmt.Sprintf("media/image%d.png", w.drawn)
	w.media = append(w.media, part{"word/" + png, f.PNG})
	vector := ""
	reference := w.relate("document", "image", png, false)
	if f.SVG != nil {
		svg := fmt.Sprintf("media/image%d.svg", w.drawn)
		w.media = append(w.media, part{"word/" + svg, f.SVG})
		vector = fmt.Sprintf(vectorPicture, w.relate("document", "image", svg, false))
	}
	fmt.Fprintf(&w.body, picture+"\n", emu(f.WidthMM*scale), emu(f.HeightMM*scale), w.drawn, escaped(font.Plain(f.Alt)), reference, vector)
	w.paragraph("Caption", Plain(f.Caption), "")
	for _, n := range f.Notes {
		w.paragraph("Fine", Plain(n), "")
	}
	return nil
}

// emu converts millimetres to the unit of drawings, 360 000 to the centimetre.
func emu(mm float64) int { return int(mm*36000 + 0.5) }

func (w *wordWriter) document() []byte {
	return []byte(xmlHead + documentHead + w.body.String() + documentTail)
}

func (w *wordWriter) footnotes() []byte {
	var b strings.Builder
	b.WriteString(xmlHead + footnotesHead)
	for i, n := range w.notes {
		fmt.Fprintf(&b, `<w:footnote w:id="%d"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>%s</w:p></w:footnote>`+"\n", i+2, n)
	}
	b.WriteString("</w:footnotes>")
	return []byte(b.String())
}

func (w *wordWriter) relations(within string) []byte {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	if within == "document" {
		b.WriteString(documentRelations)
	}
	for _, r := range w.rels[within] {
		b.WriteString(r)
	}
	b.WriteString("</Relationships>")
	return []byte(b.String())
}

func (w *wordWriter) properties(d Document, date time.Time) []byte {
	at := date.UTC().Format(time.RFC3339)
	return []byte(fmt.Sprintf(coreProperties, escaped(font.Plain(d.Title)), escaped(font.Plain(d.Subject)), escaped(font.Plain(d.Software)), wordLang(d.Lang), at))
}

// numbering defines one list of its own for every list, so that each begins
// with 1.
func (w *wordWriter) numbering() []byte {
	var b strings.Builder
	b.WriteString(xmlHead + numberingHead)
	for i, ordered := range w.lists {
		kind := 0
		if ordered {
			kind = 1
		}
		fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="%d"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`, i+1, kind)
	}
	b.WriteString("</w:numbering>")
	return []byte(b.String())
}
