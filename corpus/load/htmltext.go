package load

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// find returns the first element of a kind, or nil.
func find(root *html.Node, kind atom.Atom) *html.Node {
	if root == nil {
		return nil
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && kindOf(n) == kind {
			return n
		}
	}
	return nil
}

// kindOf is an element's kind by its name: the extractor makes elements without
// a DataAtom.
func kindOf(n *html.Node) atom.Atom { return atom.Lookup([]byte(n.Data)) }

// innerText returns the text of a node as a reader sees it: a line for each
// block, table cells parted by tabs, runs of blanks made one.
func innerText(root *html.Node) string {
	if root == nil {
		return ""
	}
	w := &lineWriter{}
	w.node(root)
	w.end()
	return strings.Join(w.lines, "\n")
}

// lineWriter gathers text into lines.
type lineWriter struct {
	lines []string
	cur   bytes.Buffer
	space bool // a blank is due before the next word
}

// node walks the tree without recursion, so that no depth of nesting can
// exhaust the stack.
func (w *lineWriter) node(root *html.Node) {
	for n := root; n != nil; {
		if w.enter(n) && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		for n != root && n.NextSibling == nil {
			w.leave(n)
			n = n.Parent
		}
		w.leave(n)
		if n == root {
			return
		}
		n = n.NextSibling
	}
}

// enter handles the start of a node and says whether to go into it.
func (w *lineWriter) enter(n *html.Node) bool {
	switch {
	case n.Type == html.TextNode:
		w.text(n.Data)
	case n.Type != html.ElementNode:
		return n.Type == html.DocumentNode
	case kindOf(n) == atom.Br:
		w.end()
	case isHidden(n):
		return false
	case isBlock(n):
		w.end()
	case kindOf(n) == atom.Td, kindOf(n) == atom.Th:
		if w.cur.Len() > 0 {
			w.cur.WriteByte('\t')
			w.space = false
		}
	}
	return true
}

func (w *lineWriter) leave(n *html.Node) {
	if n.Type == html.ElementNode && isBlock(n) {
		w.end()
	}
}

// text adds words. HTML's blanks are one blank; U+3000 and U+00A0 are text.
func (w *lineWriter) text(s string) {
	for _, r := range s {
		if r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' {
			w.space = true
			continue
		}
		if w.space && w.cur.Len() > 0 && !bytes.HasSuffix(w.cur.Bytes(), []byte("\t")) {
			w.cur.WriteByte(' ')
		}
		w.space = false
		w.cur.WriteRune(r)
	}
}

func (w *lineWriter) end() {
	if line := strings.TrimRight(w.cur.String(), " \t"); line != "" {
		w.lines = append(w.lines, line)
	}
	w.cur.Reset()
	w.space = false
}

func isHidden(n *html.Node) bool {
	switch kindOf(n) {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Iframe, atom.Svg, atom.Select, atom.Button, atom.Textarea:
		return true
	}
	return false
}

func isBlock(n *html.Node) bool {
	switch kindOf(n) {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Nav, atom.Aside, atom.H1, atom.H2,
		atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Tr, atom.Caption,
		atom.Blockquote, atom.Pre, atom.Hr, atom.Form, atom.Body, atom.Center, atom.Figure, atom.Figcaption, atom.Address:
		return true
	}
	return false
}
