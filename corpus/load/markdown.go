package load

import (
	"regexp"
	"strings"

	"concord/corpus"
)

// readMarkdown reads a Markdown file: its front matter as fields, its text
// without marks.
func (l *loader) readMarkdown(b *batch, src corpus.Source, data []byte) error {
	text, err := b.decode(&src, data)
	if err != nil {
		return err
	}
	r := &record{}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if head, body, ok := frontMatter(text); ok {
		if err := b.readFrontMatter(r, head); err != nil {
			return err
		}
		text = body
	}
	r.text = plainMarkdown(text)
	b.add(src, r)
	return nil
}

// frontMatter cuts the YAML between the first line --- and the next.
func frontMatter(text string) (head, body string, ok bool) {
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return "", "", false
	}
	head, body, ok = strings.Cut(rest, "\n---\n")
	return head, body, ok && strings.Contains(head, ":")
}

func (b *batch) readFrontMatter(r *record, head string) error {
	s := &sidecar{path: b.entry.path, files: map[string]*sidecarRow{}}
	if err := s.readYAML("this:\n  " + strings.ReplaceAll(head, "\n", "\n  ") + "\n"); err != nil {
		return err
	}
	r.override(s.files["this"].rec)
	return nil
}

var (
	mdHeading  = regexp.MustCompile(`^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$`)
	mdRule     = regexp.MustCompile(`^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)$`)
	mdQuote    = regexp.MustCompile(`^ {0,3}(?:>[ \t]?)+`)
	mdBullet   = regexp.MustCompile(`^[ \t]*[-*+][ \t]+`)
	mdNumber   = regexp.MustCompile(`^[ \t]*\d{1,9}[.)][ \t]`)
	mdTableBar = regexp.MustCompile(`^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$`)
	mdImage    = regexp.MustCompile(`!\[([^\]]*)\]\([^)\s]*(?:[ \t]+"[^"]*")?\)`)
	mdLink     = regexp.MustCompile(`\[([^\]]+)\]\([^)\s]*(?:[ \t]+"[^"]*")?\)`)
	mdAuto     = regexp.MustCompile(`<(https?://[^>\s]+)>`)
	mdStrong   = regexp.MustCompile(`(\*\*|__)(\S|\S.*?\S)(\*\*|__)`)
	mdEmphasis = regexp.MustCompile(`\*([^\s*]|[^\s*][^*]*?[^\s*])\*`)
	mdCode     = regexp.MustCompile("`+([^`]+)`+")
	mdEscape   = regexp.MustCompile("\\\\([\\\\`*_{}\\[\\]()#+.!|>~-])")
	mdComment  = regexp.MustCompile(`(?s)<!--.*?-->`)
)

// plainMarkdown removes the marks of headings, quotations, bullets, emphasis,
// links and tables, and joins the lines of a paragraph. Ordinals stay: they
// number sections.
func plainMarkdown(text string) string {
	var p paragraphs
	fenced := false
	for line := range strings.SplitSeq(mdComment.ReplaceAllString(text, ""), "\n") {
		trimmed := strings.TrimSpace(line)
		if strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "~~~") {
			fenced = !fenced
			p.end()
			continue
		}
		if fenced {
			p.line(line)
			continue
		}
		line = mdQuote.ReplaceAllString(line, "")
		switch heading := mdHeading.FindStringSubmatch(line); {
		case strings.TrimSpace(line) == "", mdTableBar.MatchString(line) && strings.Contains(line, "|"):
			p.end()
		case mdRule.MatchString(line):
			p.end()
		case heading != nil:
			p.line(inlineMarkdown(heading[1]))
		case strings.HasPrefix(strings.TrimSpace(line), "|"):
			p.line(tableRow(line))
		case mdBullet.MatchString(line):
			p.end()
			p.join(inlineMarkdown(mdBullet.ReplaceAllString(line, "")))
		case mdNumber.MatchString(line):
			p.end()
			p.join(inlineMarkdown(strings.TrimSpace(line)))
		default:
			hard := strings.HasSuffix(line, "  ") || strings.HasSuffix(line, `\`)
			p.join(inlineMarkdown(strings.TrimRight(strings.Trim(line, " \t"), `\`)))
			if hard {
				p.end()
			}
		}
	}
	p.end()
	return strings.Join(p.lines, "\n")
}

func tableRow(line string) string {
	cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
	for i, c := range cells {
		cells[i] = inlineMarkdown(strings.TrimSpace(c))
	}
	return strings.Join(cells, "\t")
}

func inlineMarkdown(s string) string {
	s = mdImage.ReplaceAllString(s, "$1")
	s = mdLink.ReplaceAllString(s, "$1")
	s = mdAuto.ReplaceAllString(s, "$1")
	s = mdStrong.ReplaceAllString(s, "$2")
	s = mdEmphasis.ReplaceAllString(s, "$1")
	s = mdCode.ReplaceAllString(s, "$1")
	return mdEscape.ReplaceAllString(s, "$1")
}
