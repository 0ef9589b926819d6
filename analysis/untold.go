package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
	"concord/corpus/names"
)

// Untold returns what reports whether a feature of the members' documents is
// listed and drawn but never told as a finding: a name of a party or a place
// (see names.Set), which every pair of states uses more than the others do, or
// a number or a date in digits or Chinese numerals.
func Untold(c *corpus.Corpus, members []corpus.Member) func(feature string) bool {
	known := names.Of(c, members)
	return func(feature string) bool {
		return isNumber(feature) || known.Has(strings.ToLower(feature))
	}
}

// isNumber reports whether a feature consists of digits, numerals and the words
// for year, month and day, and of at least one of the first two: 2022, 3.5,
// 十一月, 二〇二二年. 十四五, the plan, is no number: one digit follows a ten.
func isNumber(feature string) bool {
	digits := 0
	for _, r := range feature {
		switch {
		case unicode.IsDigit(r) || strings.ContainsRune("〇零一二三四五六七八九十", r):
			digits++
		case strings.ContainsRune("年月日", r) || !unicode.IsLetter(r):
		default:
			return false
		}
	}
	if i := strings.LastIndex(feature, "十"); i >= 0 {
		after := strings.TrimRight(feature[i+len("十"):], "年月日")
		return utf8.RuneCountInString(after) <= 1
	}
	return digits > 0
}
