package structure

import "strings"

// enSaying are the verbs of saying that have what was said as their object.
var enSaying = newWordSet("reaffirm affirm emphasise emphasize stress underscore underline reiterate agree declare state note recognise recognize acknowledge believe consider hope announce confirm expect decide")

// saysEnglish reports whether what was said follows a clause: it ends in a
// verb of saying, in such a verb with "the following", or has such a verb with
// "that" or "to" on its last line.
func saysEnglish(clause string) bool {
	end := strings.TrimSuffix(clause, ",")
	if len(end) == len(clause) {
		end = strings.TrimSuffix(clause, ":")
	}
	if isSaying(wordBefore(end)) {
		return true
	}
	if t, ok := beforeFold(end, "following"); ok {
		if isSaying(wordBefore(t)) {
			return true
		}
		// Between these two words stands one blank.
		if t, ok = beforeFold(end[:len(end)-len(" following")], "the"); ok && end[len(end)-len(" following")] == ' ' && isSaying(wordBefore(t)) {
			return true
		}
	}
	return saysThat(clause)
}

// saysThat reports whether "that" or "to" follows a verb of saying on the last
// line.
func saysThat(s string) bool {
	for i := len(s) - 1; i > 0 && s[i] != '\n'; i-- {
		if !isSpace(s[i-1]) || s[i]|0x20 != 't' {
			continue
		}
		if w := firstWord(s[i:]); !strings.EqualFold(w, "to") && !strings.EqualFold(w, "that") {
			continue
		}
		if isSaying(wordBefore(withoutSpaces(s[:i]))) {
			return true
		}
	}
	return false
}

// isSaying reports whether the word is a verb of saying in one of its plain
// forms.
func isSaying(w string) bool {
	if len(w) < len("note") || len(w) > len("acknowledged") {
		return false
	}
	w = strings.ToLower(w)
	switch w[len(w)-1] {
	case 's':
		return enSaying[w[:len(w)-1]] || enSaying[w] // stress
	case 'd':
		return enSaying[w[:len(w)-1]] || enSaying[strings.TrimSuffix(w, "ed")]
	}
	return enSaying[w]
}

// beforeFold returns what stands before the last word of s, blanks left out,
// when that is the word given, in letters of any case.
func beforeFold(s, last string) (string, bool) {
	w := wordBefore(s)
	t := withoutSpaces(s[:len(s)-len(w)])
	return t, strings.EqualFold(w, last) && len(t)+len(w) < len(s)
}
