package notebook

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"concord/reports/paper"
)

// blocksOf turns HTML of our own making, notes and tables, into blocks. What it
// does not know is set as text.
func blocksOf(source string) []paper.Block {
	body := &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"}
	nodes, err := html.ParseFragment(strings.NewReader(source), body)
	if err != nil {
		return []paper.Block{listing(source)}
	}
	var s sheet
	for _, n := range nodes {
		s.node(n)
	}
	return s.blocks
}

// sheet gathers blocks.
type sheet struct{ blocks []paper.Block }

func (s *sheet) add(b paper.Block) { s.blocks = append(s.blocks, b) }

func (s *sheet) children(n *html.Node) {
	for c := range n.ChildNodes() {
		s.node(c)
	}
}

func (s *sheet) node(n *html.Node) {
	if n.Type == html.TextNode {
		if text := strings.TrimSpace(n.Data); text != "" {
			s.add(paper.Paragraph{Spans: paper.Plain(text)})
		}
		return
	}
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		s.add(paper.Heading{Level: int(n.Data[1] - '0'), Text: wordsIn(n)})
	case atom.P:
		s.add(paper.Paragraph{Spans: spans(n, paper.Span{})})
	case atom.Pre:
		s.add(listing(wordsIn(n)))
	case atom.Ul, atom.Ol:
		l := paper.List{Ordered: n.DataAtom == atom.Ol}
		for c := range n.ChildNodes() {
			if c.DataAtom == atom.Li {
				l.Items = append(l.Items, spans(c, paper.Span{}))
			}
		}
		s.add(l)
	case atom.Blockquote:
		s.add(paper.Paragraph{Style: paper.Quoted, Spans: spans(n, paper.Span{})})
	case atom.Table:
		s.add(tableOf(n))
	case atom.Hr:
	default:
		s.children(n)
	}
}

// wordsIn is the text within a node.
func wordsIn(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// spans reads the text within a node with its looks.
func spans(n *html.Node, look paper.Span) []paper.Span {
	var out []paper.Span
	for c := range n.ChildNodes() {
		if c.Type == html.TextNode {
			piece := look
			piece.Text = strings.Join(strings.Split(c.Data, "\n"), " ")
			if strings.TrimSpace(piece.Text) != "" || len(out) > 0 {
				out = append(out, piece)
			}
			continue
		}
		inner := look
		switch c.DataAtom {
		case atom.Strong, atom.B:
			inner.Strong = true
		case atom.Code:
			inner.Code = true
		case atom.A:
			for _, a := range c.Attr {
				if a.Key == "href" && (strings.HasPrefix(a.Val, "https://") || strings.HasPrefix(a.Val, "http://")) {
					inner.Link = a.Val
				}
			}
		case atom.Br:
			out = append(out, paper.Span{Text: "\n"})
		}
		out = append(out, spans(c, inner)...)
	}
	return out
}

func tableOf(n *html.Node) paper.Block {
	t := paper.Table{Bare: true}
	for c := range n.Descendants() {
		switch c.DataAtom {
		case atom.Caption:
			t.Caption = wordsIn(c)
		case atom.Tr:
			readRow(&t, c)
		}
	}
	for i, r := range t.Rows {
		for len(r) < len(t.Columns) {
			r = append(r, "")
		}
		t.Rows[i] = r
	}
	return t
}

// readRow reads a row: the head when all of its cells are heads, columns of
// numbers by the class of their cells.
func readRow(t *paper.Table, tr *html.Node) {
	var cells []string
	head := true
	for c := range tr.ChildNodes() {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		head = head && c.DataAtom == atom.Th
		if len(cells) == len(t.Columns) {
			t.Columns = append(t.Columns, paper.Column{})
		}
		for _, a := range c.Attr {
			if a.Key == "class" && a.Val == "n" {
				t.Columns[len(cells)].Number = true
			}
		}
		cells = append(cells, wordsIn(c))
	}
	if !head || len(t.Rows) > 0 || !t.Bare {
		t.Rows = append(t.Rows, cells)
		return
	}
	t.Bare = false
	for i, c := range cells {
		t.Columns[i].Title = c
	}
}
