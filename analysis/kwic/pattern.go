package kwic

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
)

// The ways of matching.
const (
	MatchString = "string" // the characters as they stand
	MatchWord   = "word"   // a string that begins and ends at borders of words
	MatchRegex  = "regex"  // an RE2 expression
)

// maxFind bounds the length in bytes of what is looked for.
const maxFind = 10_000

// Pattern is what is looked for, ready to search.
type Pattern struct {
	match   string
	fold    bool
	needles []string         // looked for by bytes, folded when fold is set
	exprs   []*regexp.Regexp // needles with blanks, or the expression given
}

// Compile prepares a search. find holds one expression, or strings or words
// with | between them; match is one of the ways of matching.
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
	case MatchRegex:
		if ignoreCase {
			find = "(?i:" + find + ")"
		}
		re, err := regexp.Compile(find)
		if err != nil {
			return nil, fmt.Errorf("%w, want a regular expression in RE2 syntax", err)
		}
		p.exprs = []*regexp.Regexp{re}
		return p, nil
	case MatchString, MatchWord:
		return p, p.add(find)
	}
	return nil, fmt.Errorf("unknown way of matching %q, want string, word or regex", match)
}

// add prepares the strings of find.
func (p *Pattern) add(find string) error {
	for s := range strings.FieldsFuncSeq(find, func(r rune) bool { return r == '|' || r == '｜' }) {
		frozen, _ := corpus.Freeze(strings.TrimSpace(s))
		if p.fold {
			frozen = lower(frozen)
		}
		words := strings.Fields(frozen)
		switch len(words) {
		case 0:
		case 1:
			p.needles = append(p.needles, frozen)
		default:
			for i, w := range words {
				words[i] = regexp.QuoteMeta(w)
			}
			p.exprs = append(p.exprs, regexp.MustCompile(strings.Join(words, `[\s\p{Z}]+`)))
		}
	}
	if len(p.needles)+len(p.exprs) == 0 {
		return errors.New("nothing between the signs |, want the words to look for")
	}
	slices.Sort(p.needles)
	p.needles = slices.Compact(p.needles)
	return nil
}

// in returns the places in s, in order and without overlap. accept tells
// whether a place may be taken; nil takes all.
func (p *Pattern) in(s string, accept func(corpus.Span) bool) []corpus.Span {
	if p.fold && p.match != MatchRegex {
		s = lower(s)
	}
	var found []corpus.Span
	for _, needle := range p.needles {
		for at := 0; ; {
			i := strings.Index(s[at:], needle)
			if i < 0 {
				break
			}
			found = append(found, corpus.Span{Start: at + i, End: at + i + len(needle)})
			_, size := utf8.DecodeRuneInString(s[at+i:])
			at += i + size
		}
	}
	for _, re := range p.exprs {
		for _, m := range re.FindAllStringIndex(s, -1) {
			if m[1] > m[0] {
				found = append(found, corpus.Span{Start: m[0], End: m[1]})
			}
		}
	}
	if accept != nil {
		found = slices.DeleteFunc(found, func(f corpus.Span) bool { return !accept(f) })
	}
	return withoutOverlap(found)
}

// withoutOverlap takes places from the left, the longer one of two that begin
// alike.
func withoutOverlap(found []corpus.Span) []corpus.Span {
	slices.SortFunc(found, func(a, b corpus.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	end := 0
	return slices.DeleteFunc(found, func(f corpus.Span) bool {
		if f.Start < end {
			return true
		}
		end = f.End
		return false
	})
}

// lower writes letters in lower case, each in the bytes it has: a letter whose
// small form takes another number of bytes stays, so that offsets hold.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
			return l
		}
		return r
	}, s)
}
