package structure

import "strings"

// englishReadings returns every way to read the printed number at the
// beginning of an English paragraph.
func englishReadings(s string) []reading {
	var out []reading
	put := func(f scheme, from, to int) {
		if n := ordinal(f, s[from:to]); n > 0 {
			out = append(out, reading{f, n, labelSize(s, to)})
		}
	}
	if f, from, to := namedPart(s); f != "" {
		put(f, from, to)
		return out
	}
	from := 0
	if strings.HasPrefix(s, "(") {
		from = 1
	}
	to := from + len(firstWord(s[from:]))
	if to+1 >= len(s) || s[to] != '.' && s[to] != ')' || !isSpace(s[to+1]) {
		return nil
	}
	n := s[from:to]
	switch {
	case from == 0 && made(n, "IVX", 5):
		put("I.", from, to)
		if len(n) == 1 {
			put("A.", from, to)
		}
	case from == 0 && len(n) == 1 && isUpper(n[0]):
		put("A.", from, to)
	case from == 0 && made(n, "0123456789", 3):
		put("1.", from, to)
	case from == 1 && s[to] == ')' && made(n, "0123456789", 2):
		put("(1)", from, to)
	case made(n, "ivx", 5):
		put("(i)", from, to)
		if len(n) == 1 {
			put("(a)", from, to)
		}
	case len(n) == 1 && isLower(n[0]):
		put("(a)", from, to)
	}
	return out
}

// made reports whether s is one to most bytes, all of the set.
func made(s, set string, most int) bool {
	return s != "" && len(s) <= most && strings.Trim(s, set) == ""
}

// namedPart reads Part II, Chapter 3, Section 4, Article V.
func namedPart(s string) (f scheme, from, to int) {
	head := firstWord(s)
	switch head {
	case "Part", "Chapter", "Section", "Article":
		f = scheme(head)
	case "PART", "CHAPTER", "SECTION", "ARTICLE":
		f = scheme(head[:1] + strings.ToLower(head[1:]))
	default:
		return "", 0, 0
	}
	rest := strings.TrimLeft(s[len(head):], " \t\n\f\r")
	from = len(s) - len(rest)
	n := firstWord(rest)
	known := made(n, "0123456789", 2) || made(n, "IVX", 5) || f == "Part" && partWords[n]
	if from == len(head) || !known {
		return "", 0, 0
	}
	return f, from, from + len(n)
}

var partWords = newWordSet("One Two Three Four Five Six Seven Eight Nine Ten")

// labelSizeEnglish returns the length of a label that is a mere mark of order:
// a number of up to three digits, a letter or a Roman number, and a full stop
// or a bracket with a blank behind it; 0 when there is none.
func labelSizeEnglish(s string) int {
	from := 0
	if strings.HasPrefix(s, "(") {
		from = 1
	}
	n := firstWord(s[from:])
	to := from + len(n)
	if to+1 >= len(s) || s[to] != '.' && s[to] != ')' || !isSpace(s[to+1]) {
		return 0
	}
	if made(n, "0123456789", 3) || made(n, "ivxIVX", 5) || len(n) == 1 && n != "_" {
		return to + 2
	}
	return 0
}
