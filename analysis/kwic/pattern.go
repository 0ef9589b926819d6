package kwic

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
	"concord/corpus/index"
)

// The ways of matching.
const (
	MatchString = "string" // the characters as they stand
	MatchWord   = "word"   // a string that begins and ends at borders of words
	MatchRegex  = "regex"  // an RE2 expression
	MatchQuery  = "query"  // a query over words; see package index
)

// maxFind bounds the length in bytes of what is looked for.
const maxFind = 10_000

// Pattern is what is looked for, ready to search.
type Pattern struct {
	match   string
	fold    bool
	needles []needle
	expr    *regexp.Regexp
	query   *index.Query
	within  index.Reach // of query
}

// needle is a string cut at its blanks, folded where the pattern is.
type needle []string

// Compile prepares a search. find holds one expression or query, or strings or
// words with | between them; match is one of the ways of matching.
func Compile(find, match string, ignoreCase bool) (*Pattern, error) {
	p := &Pattern{match: match, fold: ignoreCase}
	switch {
	case strings.TrimSpace(find) == "":
		return nil, errors.New("empty, want the words to look for")
	case len(find) > maxFind:
		return nil, fmt.Errorf("%d bytes, want at most %d", len(find), maxFind)
	case !utf8.ValidString(find):
		return nil, errors.New("not valid UTF-8")
	}
	switch match {
	case MatchQuery:
		var err error
		p.query, err = index.Parse(find, Recipe())
		return p, err
	case MatchRegex:
		if ignoreCase {
			find = "(?i:" + find + ")"
		}
		re, err := regexp.Compile(find)
		if err != nil {
			return nil, fmt.Errorf("%w, want a regular expression in RE2 syntax", err)
		}
		p.expr = re
		return p, nil
	case MatchString, MatchWord:
		return p, p.add(find)
	}
	return nil, fmt.Errorf("unknown way of matching %q, want string, word, regex or query", match)
}

// add prepares the strings of find.
func (p *Pattern) add(find string) error {
	for s := range strings.FieldsFuncSeq(find, func(r rune) bool { return r == '|' || r == '｜' }) {
		frozen, _ := corpus.Freeze(strings.TrimSpace(s))
		if p.fold {
			frozen = lower(frozen)
		}
		if words := strings.Fields(frozen); len(words) > 0 {
			p.needles = append(p.needles, words)
		}
	}
	if len(p.needles) == 0 {
		return errors.New("nothing between the signs |, want the words to look for")
	}
	slices.SortFunc(p.needles, slices.Compare[needle])
	p.needles = slices.CompactFunc(p.needles, slices.Equal[needle])
	return nil
}

// at returns the place of a needle in a text, one word of which begins at an
// offset.
func (p *Pattern) at(n needle, word int, text string, off int) (s corpus.Span, ok bool) {
	s = corpus.Span{Start: off, End: off}
	for i, w := range n[word:] {
		if i > 0 {
			to := s.End + len(text[s.End:]) - len(strings.TrimLeftFunc(text[s.End:], isBlank))
			if to == s.End {
				return s, false
			}
			s.End = to
		}
		if !p.begins(text[s.End:], w) {
			return s, false
		}
		s.End += len(w)
	}
	for _, w := range slices.Backward(n[:word]) {
		to := len(strings.TrimRightFunc(text[:s.Start], isBlank))
		if to == s.Start || to < len(w) || !p.begins(text[to-len(w):], w) {
			return s, false
		}
		s.Start = to - len(w)
	}
	return s, true
}

// begins reports whether a text begins with a word of a needle.
func (p *Pattern) begins(text, word string) bool {
	if !p.fold || len(text) < len(word) {
		return strings.HasPrefix(text, word)
	}
	for i, want := range word {
		r, size := utf8.DecodeRuneInString(text[i:])
		if size != utf8.RuneLen(want) || lowerRune(r) != want {
			return false
		}
	}
	return true
}

// isBlank tells the characters that a blank in a needle stands for.
func isBlank(r rune) bool {
	return r == ' ' || r == '\t' || r == '\n' || r == '\f' || r == '\r' || unicode.In(r, unicode.Z)
}

// lower writes letters in lower case, each in the bytes it has: a letter whose
// small form takes another number of bytes stays, so that offsets hold.
func lower(s string) string { return strings.Map(lowerRune, s) }

func lowerRune(r rune) rune {
	if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
		return l
	}
	return r
}
