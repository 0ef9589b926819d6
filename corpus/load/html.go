package load

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"concord/corpus"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readHTML reads the main text of a page, and its title, date and language as
// the page states them. The date and the language are used only where the text
// itself shows none: a page is often published later than its text was signed.
func (l *loader) readHTML(b *batch, src corpus.Source, data []byte) error {
	text, err := b.decodeHTML(&src, data)
	if err != nil {
		return err
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return &Error{Path: b.entry.path, Problem: "broken HTML", Want: "a page", Err: err}
	}
	lang, date := declaredLanguage(root), declaredDate(root)
	page := innerText(find(root, atom.Body)) // before the extractor changes the tree
	r := &record{}
	main, err := mainText(root)
	if err == nil {
		r.text, r.title = withLines(innerText(main.ContentNode), page), main.Metadata.Title
	}
	if !plausible(r.text, page) {
		r.text = page
		r.notes = append(r.notes, noteWholePage())
	}
	if strings.TrimSpace(r.text) == "" {
		return b.bad(0, "a page without text", "a page that holds its text in the HTML")
	}
	d := b.add(src, r)
	d.fallback.date, _ = parseDate(date)
	d.fallback.lang = language(lang)
	if main != nil && d.fallback.lang == "" {
		d.fallback.lang = language(main.Metadata.Language)
	}
	return nil
}

// mainText runs the extractor, which is not made for hostile input.
func mainText(root *html.Node) (out *trafilatura.ExtractResult, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("extractor failed: %v", p)
		}
	}()
	// The extractor's search for a date depends on the day it runs: see
	// declaredDate. Its smallest text, 250 characters, is made
	// for pages in English.
	config := trafilatura.DefaultConfig()
	config.MinExtractedSize = 20
	return trafilatura.ExtractDocument(root, trafilatura.Options{
		Config: config, ExcludeComments: true, EnableFallback: true, HtmlDateMode: trafilatura.Disabled,
	})
}

// plausible reports whether the text can be the main text of the page. A text
// longer than its page repeats parts of it, which the extractor does with very
// short pages; under a fifth of a short page, the extractor has more likely
// missed the text than found it among navigation.
func plausible(text, page string) bool {
	short, whole := len(bare(text)), len(bare(page))
	return short > 0 && short <= whole && (short*5 >= whole || whole >= 4000)
}

func bare(s string) string { return strings.Join(strings.Fields(s), "") }

// withLines gives the main text the lines of the page where the extractor ran
// them together, as it does with short pages: the lines of the page that occur
// in the main text, blanks aside.
func withLines(text, page string) string {
	if strings.Contains(text, "\n") {
		return text
	}
	whole := bare(text)
	var lines []string
	at := 0
	for line := range strings.SplitSeq(page, "\n") {
		chars := bare(line)
		if i := strings.Index(whole[at:], chars); i >= 0 && chars != "" {
			lines = append(lines, line)
			at += i + len(chars)
		}
	}
	if found := strings.Join(lines, "\n"); len(bare(found))*10 >= len(whole)*9 {
		return found
	}
	return text
}

// dateNames are the names under which pages declare their day of publication.
var dateNames = []string{"article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
	"publish_date", "publishtime", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued", "dcterms.created"}

// declaredDate is the day of publication in a meta element, or "".
func declaredDate(root *html.Node) string {
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || kindOf(n) != atom.Meta {
			continue
		}
		for _, key := range []string{"property", "name", "itemprop"} {
			if slices.Contains(dateNames, strings.ToLower(attributeOf(n, key))) {
				return attributeOf(n, "content")
			}
		}
	}
	return ""
}

func attributeOf(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]+charset\s*=\s*["']?\s*([a-z0-9_-]+)`)

// decodeHTML believes, in this order, a byte order mark, valid UTF-8, the
// charset that the page declares if its bytes agree, and the statistics.
func (b *batch) decodeHTML(src *corpus.Source, data []byte) (string, error) {
	enc, bad := detect(data)
	if bad != nil || enc.certain < 1 {
		if m := metaCharset.FindSubmatch(data[:min(len(data), 4096)]); m != nil {
			if c, ok := newCharset(string(m[1]), 1); ok && c.fits(data) {
				enc, bad = c, nil
			}
		}
	}
	if bad != nil {
		return "", b.bad(bad.line, bad.problem(), bad.want)
	}
	text, bad := enc.decode(data)
	if bad != nil {
		return "", b.bad(bad.line, bad.problem(), bad.want)
	}
	src.Encoding, src.Certain = enc.name, enc.certain
	return text, nil
}

func declaredLanguage(root *html.Node) string {
	if n := find(root, atom.Html); n != nil {
		return cmpOr(attributeOf(n, "lang"), attributeOf(n, "xml:lang"))
	}
	return ""
}
