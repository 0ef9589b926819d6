package load

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	pageNumber = regexp.MustCompile(`^[-–—·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*(?:/|of|共)\s*\d{1,4}\s*页?)?[-–—·\s]*$`)
	startsPart = regexp.MustCompile(`^(?:\x{3000}\x{3000}|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[条章节]|\d{1,3}[.、）)]\s|[•●·▪-]\s|[（(]完[）)])`)
	endsPart   = regexp.MustCompile(`[。！？!?.:：；;…][”’」』）)"'\]]*$`)
)

// textLine is a printed line: its text and the point where it begins, in points
// from the lower left corner of its page.
type textLine struct {
	text string
	page int
	x, y float64
}

// unwrap joins the lines of pages into paragraphs. A paragraph ends before an
// ordinal, where the gap to the next line is wider than the usual leading,
// where the next line is indented, and at a line that stops short of the
// measure, which is the 90th percentile of the widths of lines. In English a
// short line that ends no sentence runs on into one that begins in lower case.
// Page numbers at the head or foot of a page are dropped.
func unwrap(pages [][]textLine) string {
	var lines []textLine
	for _, page := range pages {
		lines = append(lines, withoutPageNumber(page)...)
	}
	layout := newLayout(lines)
	words := wordSet(lines)
	var p paragraphs
	first := true // of its paragraph
	for i, line := range lines {
		p.cur = joinHyphen(p.cur, line.text, words)
		ends := i+1 == len(lines) || layout.breaks(line, lines[i+1], first)
		if ends {
			p.end()
		}
		first = ends
	}
	return strings.Join(p.lines, "\n")
}

// withoutPageNumber drops blank lines and the number of the page.
func withoutPageNumber(page []textLine) []textLine {
	var lines []textLine
	for _, l := range page {
		if l.text = strings.TrimRight(l.text, " \t\u00a0\u3000"); strings.TrimSpace(l.text) != "" {
			lines = append(lines, l)
		}
	}
	if n := len(lines); n > 1 && pageNumber.MatchString(lines[n-1].text) {
		lines = lines[:n-1]
	}
	if len(lines) > 1 && pageNumber.MatchString(lines[0].text) {
		lines = lines[1:]
	}
	return lines
}

// layout is what the lines of a text have in common.
type layout struct {
	measure float64 // width of a full line
	leading float64 // usual distance of lines, in points; 0 when unknown
}

func newLayout(lines []textLine) layout {
	var widths, gaps []float64
	for i, l := range lines {
		widths = append(widths, float64(width(l.text)))
		if i > 0 && l.page == lines[i-1].page && l.y < lines[i-1].y {
			gaps = append(gaps, lines[i-1].y-l.y)
		}
	}
	// Leading is the lower quartile: in texts of short paragraphs half of the
	// gaps stand between paragraphs.
	return layout{measure: quantile(widths, 0.9), leading: quantile(gaps, 0.25)}
}

// quantile is the value with the rank floor(q (n-1)); 0 for no values.
func quantile(v []float64, q float64) float64 {
	if len(v) == 0 {
		return 0
	}
	slices.Sort(v)
	return v[int(q*float64(len(v)-1))]
}

// breaks reports whether a paragraph ends between two lines; first says whether
// the line is the first of its paragraph.
func (l layout) breaks(line, next textLine, first bool) bool {
	if startsPart.MatchString(next.text) || l.apart(line, next, first) {
		return true
	}
	if hyphenated.MatchString(line.text) {
		return false
	}
	head, _ := utf8.DecodeRuneInString(next.text)
	last, _ := utf8.DecodeLastRuneInString(line.text)
	if wide(last) || wide(head) {
		return float64(width(line.text)) < 0.9*l.measure
	}
	if unicode.IsLower(head) && !endsPart.MatchString(line.text) {
		return false
	}
	return float64(width(line.text)) < 0.75*l.measure
}

// apart judges by position: a gap a quarter wider than usual, or an indent of
// more than half the leading, which is near the size of a character. A line
// further left than the one before also begins a paragraph, unless that one was
// the indented first line.
func (l layout) apart(line, next textLine, first bool) bool {
	if l.leading == 0 {
		return false
	}
	indent := next.x - line.x
	if indent > 0.6*l.leading || indent < -0.6*l.leading && !first {
		return true
	}
	return line.page == next.page && line.y-next.y > 1.25*l.leading
}

var hyphenated = regexp.MustCompile(`(\p{L}+)\.?[-\x{ad}]$`)

// joinHyphen joins a line to the paragraph. A word cut by a hyphen is made
// whole when the text has it whole elsewhere, or when neither its halves nor
// its hyphenated form occur. A hyphen before a capital stays (Sino-\nKhmer).
func joinHyphen(par, line string, words map[string]bool) string {
	m := hyphenated.FindStringSubmatch(par)
	rest := leadingWord(line)
	if m == nil || rest == "" {
		return glue(par, line)
	}
	_, size := utf8.DecodeLastRuneInString(par)
	stem := par[:len(par)-size]
	left, right := strings.ToLower(m[1]), strings.ToLower(rest)
	switch {
	case !strings.HasSuffix(par, "-"):
		return stem + line
	case !startsLower(rest):
		return par + line
	case words[left+right]:
		return stem + line
	case words[left+"-"+right], words[left] && words[right]:
		return par + line
	}
	return stem + line
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func leadingWord(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		return s
	}
	return s[:end]
}

// wordSet is the words of the text in lower case, those with hyphens also as a
// whole.
func wordSet(lines []textLine) map[string]bool {
	set := map[string]bool{}
	for _, l := range lines {
		words := strings.FieldsFunc(strings.ToLower(l.text), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
		for _, w := range words {
			set[w] = true
			if strings.HasSuffix(w, "-") {
				continue // cut at the end of the line: its half is no word
			}
			for part := range strings.SplitSeq(w, "-") {
				set[part] = true
			}
		}
	}
	return set
}
