package notebook

import (
	"bytes"
	"html"
	"strings"
	"sync"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown renders a note: CommonMark with the tables, lists of tasks and struck
// words of GitHub. HTML within it is shown as text, pictures by their
// description, and links lead to web and mail addresses and places of the page
// alone; so every tag of the output is one of the renderer's own.
func markdown(source string) string {
	var b bytes.Buffer
	if err := converter().Convert([]byte(source), &b); err != nil {
		return "<pre>" + escape(source) + "</pre>\n" // a buffer takes everything
	}
	return b.String()
}

// converter is made once; it holds no state of a text.
var converter = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(util.Prioritized(parser.NewSetextHeadingParser(), 100), util.Prioritized(parser.NewThematicBreakParser(), 200),
				util.Prioritized(parser.NewListParser(), 300), util.Prioritized(parser.NewListItemParser(), 400), util.Prioritized(parser.NewCodeBlockParser(), 500),
				util.Prioritized(parser.NewATXHeadingParser(), 600), util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
				util.Prioritized(parser.NewBlockquoteParser(), 800), util.Prioritized(parser.NewParagraphParser(), 1000)), // no HTML
			parser.WithInlineParsers(util.Prioritized(parser.NewCodeSpanParser(), 100), util.Prioritized(parser.NewLinkParser(), 200),
				util.Prioritized(parser.NewAutoLinkParser(), 300), util.Prioritized(emphasisParser{}, 500)), // no HTML
			parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		)),
		goldmark.WithExtensions(
			extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)), extension.Strikethrough, extension.TaskList,
			extension.NewCJK(extension.WithEastAsianLineBreaks(extension.EastAsianLineBreaksCSS3Draft)),
		),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(linkRenderer{}, 100))),
	)
})

// emphasisParser is that of CommonMark, which takes ** after a quotation mark
// for an end only where a blank or a mark follows. Chinese has no blanks: beside
// a Chinese character the marks may open and close, so that **“强调”**文字 is
// strong (the rule of markdown-cjk-friendly).
type emphasisParser struct{}

func (emphasisParser) Trigger() []byte { return []byte{'*', '_'} }

func (emphasisParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	d := parser.ScanDelimiter(line, before, 1, emphasisDelimiters{})
	if d == nil {
		return nil
	}
	if d.Char == '*' {
		after := ' '
		if d.OriginalLength < len(line) {
			after = util.ToRune(line, d.OriginalLength)
		}
		d.CanOpen = d.CanOpen || !util.IsSpaceRune(after) && wide(before)
		d.CanClose = d.CanClose || !util.IsSpaceRune(before) && wide(after)
	}
	d.Segment = segment.WithStop(segment.Start + d.OriginalLength)
	block.Advance(d.OriginalLength)
	pc.PushDelimiter(d)
	return d
}

// wide reports whether a character is of a script that is written without
// blanks.
func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo)
}

// emphasisDelimiters says which marks belong together.
type emphasisDelimiters struct{}

func (emphasisDelimiters) IsDelimiter(b byte) bool { return b == '*' || b == '_' }
func (emphasisDelimiters) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}
func (emphasisDelimiters) OnMatch(consumes int) ast.Node { return ast.NewEmphasis(consumes) }

// linkRenderer writes what could lead out of the page.
type linkRenderer struct{}

func (linkRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindImage, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering { // by its description
			_, _ = w.WriteString(escape(textOf(n, source)))
		}
		return ast.WalkSkipChildren, nil
	})
	r.Register(ast.KindLink, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		to := string(n.(*ast.Link).Destination)
		switch {
		case !allowed(to): // the words stay
		case entering:
			_, _ = w.WriteString(`<a href="` + html.EscapeString(to) + `" rel="noreferrer">`)
		default:
			_, _ = w.WriteString("</a>")
		}
		return ast.WalkContinue, nil
	})
	r.Register(ast.KindAutoLink, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		link := n.(*ast.AutoLink)
		to, label := string(link.URL(source)), escape(string(link.Label(source)))
		if link.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(to, "mailto:") {
			to = "mailto:" + to
		}
		if entering && allowed(to) {
			label = `<a href="` + html.EscapeString(to) + `" rel="noreferrer">` + label + "</a>"
		}
		if entering {
			_, _ = w.WriteString(label)
		}
		return ast.WalkContinue, nil
	})
}

// allowed reports whether an address is one that a note may lead to.
func allowed(to string) bool {
	for _, start := range []string{"http://", "https://", "mailto:", "#"} {
		if len(to) >= len(start) && strings.EqualFold(to[:len(start)], start) {
			return true
		}
	}
	return false
}

// textOf returns the words within a node.
func textOf(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			switch n := n.(type) {
			case *ast.Text:
				b.Write(n.Value(source))
				if n.SoftLineBreak() || n.HardLineBreak() {
					b.WriteByte(' ')
				}
			case *ast.String:
				b.Write(n.Value)
			}
		}
		return ast.WalkContinue, nil
	})
	return html.UnescapeString(b.String())
}

// firstHeading returns the words of the first heading of a note, or "".
func firstHeading(source string) string {
	data := []byte(source)
	title := ""
	_ = ast.Walk(converter().Parser().Parse(text.NewReader(data)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Kind() == ast.KindHeading {
			title = textOf(n, data)
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return title
}
