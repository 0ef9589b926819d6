package notebook

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"image/png"
	"strings"

	"concord/analysis"
	"concord/corpus/bilingual"
	"concord/reports/chart"
	"concord/reports/paper"
)

// Format is a form in which a notebook is handed on.
type Format string

// The formats.
const (
	FormatHTML Format = "html"
	FormatPDF  Format = "pdf"
	FormatDOCX Format = "docx"
)

// Formats lists the formats, in the order in which a menu shows them.
func Formats() []Format { return []Format{FormatHTML, FormatPDF, FormatDOCX} }

// Export makes a report of the notebook from its stored outputs. Nothing is run;
// outputs that do not fit the code any more are marked. See HTML and Paper.
func Export(nb *Notebook, lang bilingual.Lang, format Format) ([]byte, error) {
	if format == FormatHTML {
		return HTML(nb, lang)
	}
	d, err := Paper(nb, lang)
	if err != nil {
		return nil, err
	}
	switch format {
	case FormatPDF:
		return paper.PDF(d)
	case FormatDOCX:
		return paper.DOCX(d)
	}
	return nil, fmt.Errorf("notebook: format %q, want one of %v", format, Formats())
}

// Paper sets the notebook for print from its stored outputs: notes, code, tables
// and figures in order. Nothing is run and nothing is read. Outputs that do not
// fit the code any more are marked. Raw cells are left out.
func Paper(nb *Notebook, lang bilingual.Lang) (paper.Document, error) {
	if lang != bilingual.ZH && lang != bilingual.EN {
		return paper.Document{}, fmt.Errorf("notebook: language %q, want zh or en", lang)
	}
	d := paper.Document{Lang: lang, Software: "concord " + analysis.Version}
	states := storedStates(nb)
	stale, broken := 0, 0
	for i, c := range nb.Cells {
		var blocks []paper.Block
		switch c.Type {
		case Markdown:
			blocks = blocksOf(markdown(c.Source))
			if first, ok := firstTitle(blocks); ok && d.Title == "" {
				d.Title, blocks = first, blocks[1:]
			}
		case Code:
			blocks = codeBlocks(c, states[i], lang)
		}
		switch states[i] {
		case Stale:
			stale++
		case Failed:
			broken++
		}
		d.Blocks = append(d.Blocks, blocks...)
	}
	if d.Title == "" {
		d.Title = bilingual.T("笔记本", "Notebook").In(lang)
	}
	d.Subject = d.Title
	if w := warning(stale, broken, lang); w != "" {
		d.Blocks = append([]paper.Block{paper.Paragraph{Style: paper.Notice, Spans: paper.Plain(w)}}, d.Blocks...)
	}
	return d, nil
}

// firstTitle returns the heading of the first level that the blocks begin with.
func firstTitle(blocks []paper.Block) (string, bool) {
	if len(blocks) == 0 {
		return "", false
	}
	h, ok := blocks[0].(paper.Heading)
	return h.Text, ok && h.Level == 1
}

func codeBlocks(c *Cell, state State, lang bilingual.Lang) []paper.Block {
	var out []paper.Block
	if strings.TrimSpace(c.Source) != "" {
		out = append(out, listing(c.Source))
	}
	if word := stateWord(state, lang); word != "" {
		out = append(out, paper.Paragraph{Style: paper.Notice, Spans: paper.Plain(word)})
	}
	for _, o := range c.Outputs {
		out = append(out, outputBlocks(o)...)
	}
	return out
}

func listing(text string) paper.Block {
	return paper.Paragraph{Style: paper.Listing, Spans: []paper.Span{{Text: strings.TrimRight(text, "\n"), Code: true}}}
}

func outputBlocks(o Output) []paper.Block {
	switch o.Type {
	case Stream:
		return []paper.Block{listing(o.Text)}
	case ErrorOutput:
		return []paper.Block{listing(strings.Join(o.Traceback, "\n"))}
	}
	text := o.Data["text/plain"]
	if f, ok := storedFigure(o); ok {
		return []paper.Block{f}
	}
	if h := o.Data["text/html"]; h != "" && harmless(h) {
		return blocksOf(h)
	}
	if text == "" {
		text = o.Data["text/markdown"] + o.Data["text/html"]
	}
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return []paper.Block{listing(text)}
}

// storedFigure reads the picture of an output. One of ours knows its width; any
// other is taken at 300 dots an inch.
func storedFigure(o Output) (paper.Figure, bool) {
	raw, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(o.Data["image/png"]), ""))
	if err != nil {
		return paper.Figure{}, false
	}
	size, err := png.DecodeConfig(bytes.NewReader(raw))
	if err != nil || size.Width == 0 || size.Height == 0 {
		return paper.Figure{}, false
	}
	f := paper.Figure{PNG: raw, Alt: o.Data["text/plain"], Caption: firstLine(o.Data["text/plain"]), WidthMM: float64(size.Width) / 300 * 25.4}
	var ours struct {
		Figure struct {
			Alt, Caption, Note string
			Width              float64 `json:"width_mm"`
		} `json:"figure"`
	}
	if json.Unmarshal(o.Metadata[metadataKey], &ours) == nil && ours.Figure.Width > 0 {
		f.WidthMM, f.Alt, f.Caption = ours.Figure.Width, ours.Figure.Alt, strings.Join(nonempty(ours.Figure.Caption, ours.Figure.Note), "　")
		f.SVG = []byte(o.Data["image/svg+xml"])
	}
	if drawing, err := chart.Reopen(f.SVG); err == nil {
		f.Draw = drawing.On // as vectors
	} else {
		f.SVG = nil
	}
	f.HeightMM = f.WidthMM * float64(size.Height) / float64(size.Width)
	return f, true
}
