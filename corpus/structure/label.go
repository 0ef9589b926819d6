package structure

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// scheme is a way of numbering.
type scheme string

var (
	zhLabels = []labelForm{
		{"第部分", regexp.MustCompile(`^第([一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})部分[\s\x{3000}：:、，]?`)},
		{"第章", regexp.MustCompile(`^第([一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})章[\s\x{3000}：:、]`)},
		{"第节", regexp.MustCompile(`^第([一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})节[\s\x{3000}：:、]`)},
		{"第条", regexp.MustCompile(`^第([一二三四五六七八九十百零〇]{1,5}|[0-9０-９]{1,3})条[\s\x{3000}：:、]?`)},
		{"一、", regexp.MustCompile(`^([一二三四五六七八九十]{1,3})\s?、`)},
		{"（一）", regexp.MustCompile(`^[（(]([一二三四五六七八九十]{1,3})[）)]、?`)},
		{"（1）", regexp.MustCompile(`^[（(]([0-9０-９]{1,2})[）)]、?`)},
		{"1.", regexp.MustCompile(`^([0-9０-９]{1,2})\s?(?:[、．]|\.(?:[^0-9]|$))`)},
	}
	enLabels = []labelForm{
		{"Part", regexp.MustCompile(`^(?:Part|PART)\s+([0-9]{1,2}|[IVX]{1,5}|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b[.:]?`)},
		{"Chapter", regexp.MustCompile(`^(?:Chapter|CHAPTER)\s+([0-9]{1,2}|[IVX]{1,5})\b[.:]?`)},
		{"Section", regexp.MustCompile(`^(?:Section|SECTION)\s+([0-9]{1,2}|[IVX]{1,5})\b[.:]?`)},
		{"Article", regexp.MustCompile(`^(?:Article|ARTICLE)\s+([0-9]{1,2}|[IVX]{1,5})\b[.:]?`)},
		{"I.", regexp.MustCompile(`^([IVX]{1,5})[.)]\s`)},
		{"A.", regexp.MustCompile(`^([A-Z])[.)]\s`)},
		{"1.", regexp.MustCompile(`^([0-9]{1,3})[.)]\s`)},
		{"(1)", regexp.MustCompile(`^\(([0-9]{1,2})\)\s`)},
		{"(i)", regexp.MustCompile(`^\(?([ivx]{1,5})[.)]\s`)},
		{"(a)", regexp.MustCompile(`^\(?([a-z])[.)]\s`)},
	}
)

type labelForm struct {
	scheme scheme
	re     *regexp.Regexp
}

// labelAt reads the printed number that a paragraph begins with: how it is
// numbered, its ordinal and its length in bytes. Some labels can be read in
// two ways (I. is a Roman one and a letter); the first reading is returned,
// see readings.
func labelAt(s string, chinese bool) (scheme, int, int, bool) {
	all := readings(s, chinese)
	if len(all) == 0 {
		return "", 0, 0, false
	}
	return all[0].scheme, all[0].number, all[0].size, true
}

// reading is one way to read a printed number.
type reading struct {
	scheme scheme
	number int
	size   int // bytes of the label as printed, blanks after it not included
}

// readings returns every way to read the printed number at the beginning.
func readings(s string, chinese bool) []reading {
	forms := enLabels
	if chinese {
		forms = zhLabels
	}
	s = clip(s, 40)
	if !mayBeLabel(s, chinese) {
		return nil
	}
	var out []reading
	for _, f := range forms {
		m := f.re.FindStringSubmatchIndex(s)
		if m == nil {
			continue
		}
		if n := ordinal(f.scheme, s[m[2]:m[3]]); n > 0 {
			out = append(out, reading{f.scheme, n, labelSize(s, m[3])})
		}
	}
	return out
}

// mayBeLabel rules out most paragraphs before any pattern is tried.
func mayBeLabel(s string, chinese bool) bool {
	first, _ := utf8.DecodeRuneInString(s)
	if chinese {
		return strings.ContainsRune("第（(一二三四五六七八九十0123456789０１２３４５６７８９", first)
	}
	if strings.ContainsRune("PCSApcsa", first) && strings.IndexByte(s, ' ') > 3 {
		return true // Part, Chapter, Section, Article
	}
	mark := strings.IndexAny(s, ".)")
	return mark > 0 && mark <= len("(xviii)")
}

// labelSize returns the length of the label: up to and with the mark after the
// number.
func labelSize(s string, end int) int {
	rest := s[end:]
	for _, mark := range []string{"部分", "章", "节", "条", " 、", "）、", ")、", "、", "．", "）", ")", ".", ":"} {
		if strings.HasPrefix(rest, mark) {
			return end + len(mark)
		}
	}
	return end
}

// ordinal reads the number of a label.
func ordinal(f scheme, s string) int {
	switch f {
	case "A.":
		return int(s[0]-'A') + 1
	case "(a)":
		return int(s[0]-'a') + 1
	case "I.", "(i)":
		return roman(s)
	case "Part", "Chapter", "Section", "Article":
		if n := roman(s); n > 0 {
			return n
		}
		words := "One Two Three Four Five Six Seven Eight Nine Ten"
		if i := strings.Index(words, s); i >= 0 && len(s) > 2 {
			return len(strings.Fields(words[:i])) + 1
		}
	}
	if i := strings.Index(s, "百"); i >= 0 {
		return max(numeral(s[:i]), 1)*100 + numeral(s[i+len("百"):])
	}
	return numeral(s)
}

// roman reads a Roman number up to 39, or 0.
func roman(s string) int {
	n, prev := 0, 0
	for i := len(s) - 1; i >= 0; i-- {
		v := 0
		switch s[i] | 0x20 {
		case 'i':
			v = 1
		case 'v':
			v = 5
		case 'x':
			v = 10
		default:
			return 0
		}
		if v < prev {
			n -= v
		} else {
			n, prev = n+v, v
		}
	}
	return n
}
