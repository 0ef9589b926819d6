package structure

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
)

// Limits of the frame: how many blocks at either end may belong to it, and how
// long such a line may be, in characters.
const (
	headBlocks, tailBlocks = 8, 12
	zhHeading, enHeading   = 60, 260
	zhDateline, enDateline = 90, 300
)

// frame takes title, dateline, agency line, author and signatures off both
// ends of the document; what is left is the body.
func (r *reader) frame() {
	st := &r.doc.Structure
	first := r.head(st)
	last := r.tail(st, first)
	r.body = r.blocks[:0] // in place of the blocks, which are read ahead of it
	for _, b := range r.blocks[:first] {
		if b.End <= st.Title.Start && !r.isHeading(b) && !r.isDateline(b) && r.agencyLine(b).IsZero() {
			r.body = append(r.body, b) // a remark of the publisher before the title
		}
	}
	for _, b := range r.blocks[first:last] {
		if st.Agency.IsZero() {
			st.Agency, b = r.agencyPrefix(b)
		}
		r.body = append(r.body, b)
	}
	r.titleSpan(st)
}

// head returns the number of the first block of the body.
func (r *reader) head(st *corpus.Structure) int {
	n := min(headBlocks, len(r.blocks)-1)
	from, to := r.findTitle(n)
	if to > from {
		st.Title = corpus.Span{Start: r.blocks[from].Start, End: r.blocks[to-1].End}
	}
	i := to
	office := false
	for ; i < n; i++ {
		b := r.blocks[i]
		switch {
		case r.isDateline(b):
			st.Dateline, office = b, true
		case !r.agencyLine(b).IsZero():
			st.Agency = r.agencyLine(b)
		case to > from && r.chinese && r.isAuthor(b, office):
			office = true
		default:
			return i
		}
	}
	return i
}

// findTitle returns the range of blocks that make the title; empty when none
// does. A title that is given counts only where the text repeats it or has a
// heading that names a kind.
func (r *reader) findTitle(n int) (from, to int) {
	if want := bare(r.doc.Title); want != "" {
		for i := 0; i < n; i++ {
			have := ""
			for j := i; j < min(n, i+3); j++ {
				if r.blocks[j].Len() > 4*len(r.doc.Title)+64 {
					break
				}
				have += bare(r.text(r.blocks[j]))
				if have == want {
					return i, j + 1
				}
			}
		}
	}
	for i := 0; i < n; i++ {
		b := r.blocks[i]
		if !r.agencyLine(b).IsZero() || r.isDateline(b) && kindOf(r.text(b), r.chinese) == "" {
			continue
		}
		if !r.isHeading(b) {
			break
		}
		if kindOf(r.text(b), r.chinese) != "" {
			to = i + 1
			break
		}
	}
	for from < to && (r.isDateline(r.blocks[from]) && from+1 < to || !r.agencyLine(r.blocks[from]).IsZero()) {
		from++
	}
	for to > 0 && to < n && r.continuesTitle(r.blocks[to]) {
		to++
	}
	return from, to
}

// continuesTitle reports whether a heading is the second line of a Chinese
// title: one in brackets without a date, or one that names another kind.
func (r *reader) continuesTitle(b corpus.Span) bool {
	s := r.text(b)
	return r.chinese && r.isHeading(b) && !r.isDateline(b) && utf8.RuneCountInString(s) <= zhHeading &&
		(strings.HasPrefix(s, "——") && kindOf(s, true) != "")
}

// bare returns letters and digits only, in small letters.
func bare(s string) string {
	return strings.Map(func(c rune) rune {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			return -1
		}
		return unicode.ToLower(c)
	}, s)
}

var finiteVerb = newWordSet("has have had is are was were will shall met visited reaffirm reaffirmed welcomed agreed held announce announced issued released decided")

// isHeading reports whether a block is short, not numbered and does not read
// as a sentence.
func (r *reader) isHeading(b corpus.Span) bool {
	s := r.text(b)
	if _, _, _, ok := labelAt(s, r.chinese); ok {
		return false
	}
	n := utf8.RuneCountInString(s)
	if r.chinese {
		return n <= zhHeading && !endsSentence(s) && !strings.Contains(s, "。")
	}
	if n > enHeading || strings.HasPrefix(s, "- ") {
		return false
	}
	if !endsSentence(s) {
		return !finiteVerb.holds(s)
	}
	// A long title may end in a full stop.
	return strings.HasSuffix(s, ".") && strings.Count(s, ". ") == 0 && !finiteVerb.holds(s) && kindAtStart().MatchString(s)
}

var kindAtStart = pattern(`(?i)^(?:draft |a |the )?joint (?:statement|communiqu[eé]|declaration)\b`)

// titleSpan gives the document the title found in its text.
func (r *reader) titleSpan(st *corpus.Structure) {
	if r.doc.Title == "" && !st.Title.IsZero() {
		r.doc.Title = strings.Join(strings.Fields(r.text(st.Title)), " ")
		if r.chinese {
			r.doc.Title = joinHan(r.doc.Title)
		}
	}
}

// joinHan drops single blanks between Han characters, which come of line ends.
func joinHan(s string) string {
	var b strings.Builder
	rs := []rune(s)
	for i, c := range rs {
		if c == ' ' && i > 0 && i+1 < len(rs) && unicode.Is(unicode.Han, rs[i-1]) && unicode.Is(unicode.Han, rs[i+1]) {
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}

var (
	zhOffices = strings.Fields("总理 主席 总统 首相 国王 总书记 外长 部长 委员长 省长 市长")
	hanOnly   = pattern(`^\p{Han}{2,4}$`)
)

// isAuthor reports whether a line below a Chinese title names who speaks: an
// office, or a bare name after the office or the date.
func (r *reader) isAuthor(b corpus.Span, after bool) bool {
	s := strings.Join(strings.FieldsFunc(r.text(b), isBlank), "")
	if utf8.RuneCountInString(s) > 16 || endsSentence(s) {
		return false
	}
	return containsAnyOf(s, zhOffices) || after && hanOnly().MatchString(s)
}

var signature = pattern(`[（(]\s*(?:签字|签名|代表签字|signed)\s*[）)]`)

// tail returns the number after the last block of the body.
func (r *reader) tail(st *corpus.Structure, first int) int {
	last := len(r.blocks)
	for i := len(r.blocks) - 1; i > first && i >= len(r.blocks)-tailBlocks; i-- {
		b := r.blocks[i]
		a := r.agencyLine(b)
		switch {
		case !a.IsZero():
			if st.Agency.IsZero() {
				st.Agency = a
			}
			last = i
		case r.isDateline(b):
			st.Dateline = b
			return r.signatures(first, i)
		case r.isSignature(b):
			last = min(last, i)
		case !r.isHeading(b):
			return last
		}
	}
	return last
}

// signatures steps back over signature lines before the dateline.
func (r *reader) signatures(first, last int) int {
	for last > first+1 && r.isSignature(r.blocks[last-1]) {
		last--
	}
	return last
}

// isSignature reports whether a block is a line marked as a signature.
func (r *reader) isSignature(b corpus.Span) bool {
	s := r.text(b)
	if !strings.Contains(s, "签") && !strings.Contains(s, "signed") {
		return false
	}
	return signature().MatchString(s) && !strings.HasSuffix(s, "。")
}

const zhAgencies = `(?:新华社|新华网|中新社|中国新闻社|中新网|人民日报|人民网|央视|塔斯社|法新社|路透社|柬新社|柬通社|中国外交部|外交部|\p{Han}{2,6}社)`

var (
	zhAgencyLine = pattern(`^[（(【]?\s*(` + zhAgencies + `[^。，；]{0,30}(?:电|讯|消息|供稿))\s*[）)】]?$`)
	zhAgencyHead = pattern(`^[（(【]?\s*(` + zhAgencies + `[^。，；）)]{0,30}[电讯])(?:\s*[（(]记者[^）)]{0,30}[）)])?\s*[）)】]?[\s\x{3000}\x{00a0}]+`)
	enAgencyHead = pattern(`^([A-Z][A-Za-z .'’-]{1,40},\s[^()]{0,24}\((?:Xinhua|AP|Reuters|AFP|TASS|Bernama|AKP|Antara|ANSA|dpa)\))\s*[-–—]+\s*`)
	enAgencyLine = pattern(`^\(?((?:Xinhua|Reuters|AFP|TASS|AKP)(?: News Agency)?,[^.)]{2,60}|[A-Z][\pL ]{2,40} News Agency,[^.)]{2,60})\)?$`)
)

// agencyLine returns the agency line without its brackets, if the block is
// one.
func (r *reader) agencyLine(b corpus.Span) corpus.Span {
	if b.Len() > 240 {
		return corpus.Span{}
	}
	re, s := enAgencyLine, r.text(b)
	marks := []string{"Xinhua,", "Reuters,", "AFP,", "TASS,", "AKP,", "News Agency,"}
	if r.chinese {
		re, marks = zhAgencyLine, zhAgencyEnds
	}
	if !containsAnyOf(s, marks) {
		return corpus.Span{}
	}
	m := re().FindStringSubmatchIndex(s)
	if m == nil {
		return corpus.Span{}
	}
	return corpus.Span{Start: b.Start + m[2], End: b.Start + m[3]}
}

// agencyPrefix parts a paragraph that begins with an agency's dateline.
func (r *reader) agencyPrefix(b corpus.Span) (agency, rest corpus.Span) {
	re, head := enAgencyHead, clip(r.text(b), 300)
	if r.chinese {
		re = zhAgencyHead
	}
	if !mayNameAgency(head, r.chinese) {
		return corpus.Span{}, b
	}
	m := re().FindStringSubmatchIndex(head)
	if m == nil || m[1] == b.Len() {
		return corpus.Span{}, b
	}
	return corpus.Span{Start: b.Start + m[2], End: b.Start + m[3]}, trim(r.doc.Text, corpus.Span{Start: b.Start + m[1], End: b.End})
}

// mayNameAgency rules out most paragraphs before the patterns of an agency at
// the beginning are tried: in Chinese it comes within the first characters and
// its line ends in 电 or 讯, in English it opens the first bracket.
func mayNameAgency(s string, chinese bool) bool {
	if !chinese {
		i := strings.IndexByte(s, '(')
		return i > 0 && slices.ContainsFunc(enAgencies, func(a string) bool { return strings.HasPrefix(s[i+1:], a) })
	}
	if !strings.Contains(s, "电") && !strings.Contains(s, "讯") {
		return false
	}
	head := clip(s, 64)
	return containsAnyOf(head, zhAgencyEnds)
}

var (
	enAgencies   = strings.Fields("Xinhua AP Reuters AFP TASS Bernama AKP Antara ANSA dpa")
	zhAgencyEnds = strings.Fields("社 网 日报 央视 外交部")
)

// clip returns at most the first n bytes of s, whole characters only.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
