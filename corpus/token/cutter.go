package token

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus/lexicon"
	"concord/corpus/token/script"
	"concord/corpus/token/wordlist"
)

// Cutter applies one recipe. It may be used by several goroutines at once.
type Cutter struct {
	*vocabulary
	recipe Recipe
	hash   string
	list   *wordlist.List
	stop   map[string]bool // simplified characters, lower case
	unstem map[string]bool // English words that are never stemmed
}

// New makes a cutter of a recipe. The terms are added to the lexicon that the
// recipe names: no boundary ever falls inside one, however frequent its parts
// are. They hold no blanks and no bars; their characters match in either script
// and width, letters only in their own case, and a term that begins or ends with
// a letter or digit only at the edge of a run of those. A recipe for text that is
// cut already looks up no terms.
func New(r Recipe, terms ...string) (*Cutter, error) {
	if err := r.Validate(); err != nil {
		return nil, err
	}
	terms = slices.Clone(terms)
	slices.Sort(terms)
	terms = slices.Compact(terms)
	v, err := vocabularyOf(r, terms)
	if err != nil {
		return nil, err
	}
	k := &Cutter{vocabulary: v, recipe: r, hash: r.hash(terms), list: wordlist.Load()}
	k.unstem = set(lexicon.Stop("en"))
	if r.Stop == "default" {
		k.stop = set(append(lexicon.Stop("en"), lexicon.Stop("zh")...))
	}
	return k, nil
}

func vocabularyOf(r Recipe, terms []string) (*vocabulary, error) {
	for _, t := range terms {
		if t == "" || strings.ContainsFunc(t, isBlank) || strings.Contains(t, lexicon.Bar) || !utf8.ValidString(t) {
			return nil, fmt.Errorf("token: term %q: want UTF-8 text without blanks or %q", t, lexicon.Bar)
		}
	}
	switch {
	case len(terms) == 0 && r.Lexicon == "diplomatic":
		return diplomatic()
	case len(terms) == 0:
		return empty()
	case r.Lexicon == "diplomatic":
		return newVocabulary(append(slices.Clone(terms), builtIn()...))
	}
	return newVocabulary(terms)
}

func set(words []string) map[string]bool {
	s := make(map[string]bool, len(words))
	for _, w := range words {
		s[w] = true
	}
	return s
}

// stops reports whether any feature may be on the stop list. Runs of two
// characters and more are not words and never are.
func (k *Cutter) stops() bool { return k.stop != nil && k.recipe.gram() <= 1 }

// stopped reports whether a feature is on the stop list.
func (k *Cutter) stopped(feature string) bool {
	if k.stop[feature] {
		return true
	}
	lower := strings.ToLower(feature)
	if isASCII(lower) {
		return k.stop[lower]
	}
	return k.stop[script.String(lower)]
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isBlank tells what separates words without being part of any.
func isBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff'
}
