package structure

import (
	"strings"
	"unicode/utf8"
)

// chineseLabel reads the printed number at the beginning of a Chinese
// paragraph: how it is numbered, and where the numeral begins and ends. The
// scheme is "" when there is none.
func chineseLabel(s string) (f scheme, from, to int) {
	first, n := utf8.DecodeRuneInString(s)
	switch {
	case first == '第':
		return chineseOrdinal(s, n)
	case first == '（' || first == '(':
		return bracketedNumeral(s, n)
	case isHanNumeral(first):
		if chars, size := numeralRun(s, isHanNumeral); chars <= 3 && strings.HasPrefix(withoutSpace(s[size:]), "、") {
			return "一、", 0, size
		}
	case isWideDigit(first):
		if chars, size := numeralRun(s, isWideDigit); chars <= 2 && numberMark(withoutSpace(s[size:])) {
			return "1.", 0, size
		}
	}
	return "", 0, 0
}

// numberMark reports whether s begins with a mark that may follow a number; a
// full stop before a digit is a decimal point.
func numberMark(s string) bool {
	if strings.HasPrefix(s, ".") {
		return len(s) == 1 || s[1] < '0' || s[1] > '9'
	}
	return strings.HasPrefix(s, "、") || strings.HasPrefix(s, "．")
}

// chineseOrdinal reads 第一部分, 第一章, 第一节 and 第一条. A blank or a mark follows
// the second and third, lest 第一节 be the beginning of a sentence.
func chineseOrdinal(s string, from int) (f scheme, start, end int) {
	most := 2
	chars, size := numeralRun(s[from:], isWideDigit)
	articles, short := chars <= 3, true
	if chars == 0 {
		most = 3
		chars, size = numeralRun(s[from:], isHanOrdinal)
		articles = chars <= 5
		short = strings.IndexFunc(s[from:from+size], isHundreds) < 0
	}
	end = from + size
	rest := s[end:]
	switch {
	case chars == 0:
		return "", 0, 0
	case articles && strings.HasPrefix(rest, "条"):
		return "第条", from, end
	case !short || chars > most:
		return "", 0, 0
	case strings.HasPrefix(rest, "部分"):
		return "第部分", from, end
	case strings.HasPrefix(rest, "章") && endsOrdinal(rest[len("章"):]):
		return "第章", from, end
	case strings.HasPrefix(rest, "节") && endsOrdinal(rest[len("节"):]):
		return "第节", from, end
	}
	return "", 0, 0
}

// endsOrdinal reports whether s begins with a blank or a mark.
func endsOrdinal(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r < utf8.RuneSelf && s != "" && isSpace(byte(r)) || r == '\u3000' || r == '：' || r == ':' || r == '、'
}

// bracketedNumeral reads （一） and （1）.
func bracketedNumeral(s string, from int) (f scheme, start, end int) {
	f = "（一）"
	chars, size := numeralRun(s[from:], isHanNumeral)
	most := 3
	if chars == 0 {
		f, most = "（1）", 2
		chars, size = numeralRun(s[from:], isWideDigit)
	}
	end = from + size
	if chars == 0 || chars > most || !strings.HasPrefix(s[end:], "）") && !strings.HasPrefix(s[end:], ")") {
		return "", 0, 0
	}
	return f, from, end
}

// inlineLabels returns where, in a Chinese paragraph, a numeral in brackets
// follows a full stop or a colon, with at most one blank between them.
func inlineLabels(s string) []int {
	var out []int
	wide, plain := strings.Index(s, "（"), strings.IndexByte(s, '(') // the next of each
	for wide >= 0 || plain >= 0 {
		at, n := plain, len("(")
		if plain < 0 || wide >= 0 && wide < plain {
			at, n = wide, len("（")
			wide = indexFrom(s, at+n, "（")
		} else {
			plain = indexFrom(s, at+n, "(")
		}
		before := s[:at]
		if before != "" && isSpace(before[len(before)-1]) {
			before = before[:len(before)-1]
		}
		if !strings.HasSuffix(before, "。") && !strings.HasSuffix(before, "：") {
			continue
		}
		if f, _, _ := bracketedNumeral(s[at:], n); f == "（一）" {
			out = append(out, at)
		}
	}
	return out
}

// indexFrom returns the first place of w in s from an offset on, or -1.
func indexFrom(s string, from int, w string) int {
	if i := strings.Index(s[from:], w); i >= 0 {
		return from + i
	}
	return -1
}

// numeralRun returns how many characters of a kind s begins with, and their
// bytes.
func numeralRun(s string, in func(rune) bool) (chars, size int) {
	for size < len(s) {
		r, n := utf8.DecodeRuneInString(s[size:])
		if !in(r) {
			break
		}
		chars++
		size += n
	}
	return chars, size
}

func isHanNumeral(r rune) bool {
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十':
		return true
	}
	return false
}

func isHundreds(r rune) bool   { return r == '百' || r == '零' || r == '〇' }
func isHanOrdinal(r rune) bool { return isHanNumeral(r) || isHundreds(r) }
func isWideDigit(r rune) bool  { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// withoutSpace returns s without one ASCII blank at its beginning.
func withoutSpace(s string) string {
	if s != "" && isSpace(s[0]) {
		return s[1:]
	}
	return s
}
