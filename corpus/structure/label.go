package structure

import (
	"strings"
	"unicode/utf8"
)

// scheme is a way of numbering.
type scheme string

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

// labelBytes is how much of a paragraph is looked at.
const labelBytes = 40

// readings returns every way to read the printed number at the beginning.
func readings(s string, chinese bool) []reading {
	s = clip(s, labelBytes)
	if !mayBeLabel(s, chinese) {
		return nil
	}
	if !chinese {
		return englishReadings(s)
	}
	f, from, to := chineseLabel(s)
	if n := ordinal(f, s[from:to]); f != "" && n > 0 {
		return []reading{{f, n, labelSize(s, to)}}
	}
	return nil
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
