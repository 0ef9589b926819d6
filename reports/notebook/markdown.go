package notebook

import (
	"fmt"
	"regexp"
	"strings"
)

// markdown renders the Markdown that notes are written in: headings,
// paragraphs, lists, quotations, tables, rules, fenced code, emphasis, code and
// links. HTML within it is shown as text, images by their description.
func markdown(source string) string {
	var b strings.Builder
	all := strings.Split(strings.ReplaceAll(source, "\r\n", "\n"), "\n")
	for i := 0; i < len(all); {
		i = block(&b, all, i)
	}
	return b.String()
}

var (
	heading  = regexp.MustCompile(`^(#{1,6})\s+(.*?)\s*#*$`)
	bullet   = regexp.MustCompile(`^\s*[-*+]\s+(.*)$`)
	numbered = regexp.MustCompile(`^\s*\d{1,9}[.)]\s+(.*)$`)
	ruler    = regexp.MustCompile(`^\s*([-*_])(\s*[-*_]){2,}\s*$`)
	divider  = regexp.MustCompile(`^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$`)
)

// block renders the block that starts at line i and returns the line after it.
func block(b *strings.Builder, all []string, i int) int {
	l := all[i]
	switch {
	case strings.TrimSpace(l) == "":
		return i + 1
	case strings.HasPrefix(l, "```"):
		end := i + 1
		for end < len(all) && !strings.HasPrefix(all[end], "```") {
			end++
		}
		fmt.Fprintf(b, "<pre><code>%s</code></pre>\n", escape(strings.Join(all[i+1:end], "\n")))
		return end + 1
	case heading.MatchString(l):
		m := heading.FindStringSubmatch(l)
		fmt.Fprintf(b, "<h%d>%s</h%[1]d>\n", len(m[1]), inline(m[2]))
		return i + 1
	case ruler.MatchString(l):
		b.WriteString("<hr>\n")
		return i + 1
	case bullet.MatchString(l):
		return list(b, all, i, "ul", bullet)
	case numbered.MatchString(l):
		return list(b, all, i, "ol", numbered)
	case strings.HasPrefix(l, ">"):
		var inner []string
		for ; i < len(all) && strings.HasPrefix(all[i], ">"); i++ {
			inner = append(inner, strings.TrimPrefix(strings.TrimPrefix(all[i], ">"), " "))
		}
		// One level: marks of quotation within it are shown.
		fmt.Fprintf(b, "<blockquote><p>%s</p></blockquote>\n", inline(strings.Join(inner, "\n")))
		return i
	case strings.Contains(l, "|") && i+1 < len(all) && strings.Contains(all[i+1], "|") && divider.MatchString(all[i+1]):
		return pipes(b, all, i)
	}
	start := i
	for i++; i < len(all) && plainLine(all[i]); i++ {
	}
	fmt.Fprintf(b, "<p>%s</p>\n", inline(strings.Join(all[start:i], "\n")))
	return i
}

// plainLine reports whether a line goes on with a paragraph.
func plainLine(l string) bool {
	return strings.TrimSpace(l) != "" && !strings.HasPrefix(l, "```") && !strings.HasPrefix(l, ">") &&
		!heading.MatchString(l) && !bullet.MatchString(l) && !numbered.MatchString(l) && !ruler.MatchString(l)
}

func list(b *strings.Builder, all []string, i int, tag string, item *regexp.Regexp) int {
	fmt.Fprintf(b, "<%s>\n", tag)
	for i < len(all) && item.MatchString(all[i]) {
		text := item.FindStringSubmatch(all[i])[1]
		for i++; i < len(all) && plainLine(all[i]); i++ {
			text += "\n" + strings.TrimSpace(all[i])
		}
		fmt.Fprintf(b, "<li>%s</li>\n", inline(text))
	}
	fmt.Fprintf(b, "</%s>\n", tag)
	return i
}

func pipes(b *strings.Builder, all []string, i int) int {
	row := func(l, tag string) {
		b.WriteString("<tr>")
		for _, c := range strings.Split(strings.Trim(strings.TrimSpace(l), "|"), "|") {
			fmt.Fprintf(b, "<%s>%s</%[1]s>", tag, inline(strings.TrimSpace(c)))
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("<table>\n<thead>\n")
	row(all[i], "th")
	b.WriteString("</thead>\n<tbody>\n")
	for i += 2; i < len(all) && strings.Contains(all[i], "|"); i++ {
		row(all[i], "td")
	}
	b.WriteString("</tbody>\n</table>\n")
	return i
}

var (
	codeSpan = regexp.MustCompile("`([^`\n]+)`")
	image    = regexp.MustCompile(`!\[([^\]\n]*)\]\([^)\n]*\)`)
	link     = regexp.MustCompile(`\[([^\]\n]+)\]\(((?:https?://|mailto:|#)[^)\s]+)\)`)
	strong   = regexp.MustCompile(`\*\*([^*\n]+)\*\*`)
	emphasis = regexp.MustCompile(`\*([^*\n]+)\*`)
)

// inline renders a line. The text is escaped first, so that every tag in the
// output is one of those written here.
func inline(s string) string {
	var b strings.Builder
	for s != "" {
		m := codeSpan.FindStringSubmatchIndex(s)
		if m == nil {
			b.WriteString(marks(s))
			break
		}
		b.WriteString(marks(s[:m[0]]))
		fmt.Fprintf(&b, "<code>%s</code>", escape(s[m[2]:m[3]]))
		s = s[m[1]:]
	}
	return b.String()
}

func marks(s string) string {
	s = escape(s)
	s = image.ReplaceAllString(s, "$1")
	s = strong.ReplaceAllString(s, "<strong>$1</strong>")
	s = emphasis.ReplaceAllString(s, "<em>$1</em>")
	return link.ReplaceAllString(s, `<a href="$2" rel="noreferrer">$1</a>`)
}

// firstHeading returns the first heading of a Markdown text, or "".
func firstHeading(source string) string {
	for l := range strings.Lines(source) {
		if m := heading.FindStringSubmatch(strings.TrimSpace(l)); m != nil {
			return m[2]
		}
	}
	return ""
}
