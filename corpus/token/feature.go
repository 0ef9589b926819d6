package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus/token/script"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// Number is the feature of every number where the recipe counts them as one.
const Number = "<num>"

// feature returns the feature that a token counts as, or false where the recipe
// drops it.
func (k *Cutter) feature(token string) (string, bool) {
	if isLetters(token) {
		return k.word(token), true
	}
	kind := lexical
	if !k.known[token] || k.recipe.Presegmented {
		kind = kindOf(token)
	}
	switch kind {
	case symbolic:
		if k.recipe.Punct == "drop" {
			return "", false
		}
	case numeric:
		switch k.recipe.Numbers {
		case "drop":
			return "", false
		case "class":
			return Number, true
		}
	}
	if k.recipe.Width {
		token = strings.Map(narrow, token)
	}
	if k.recipe.Script == "simplified" {
		token = script.String(token)
	}
	return k.word(token), true
}

// isLetters reports whether a token is made of ASCII letters alone.
func isLetters(token string) bool {
	for i := range len(token) {
		if c := token[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// word applies case and stemming.
func (k *Cutter) word(token string) string {
	if k.recipe.Lower {
		token = strings.ToLower(token)
	}
	if k.recipe.Stem && !k.unstem[token] {
		token = stem(token)
	}
	return token
}

// stem reduces an English word by the Snowball rules (Porter 2); words with
// other than ASCII letters are returned as they are.
func stem(word string) string {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return word
		}
	}
	env := snowballstem.NewEnv(word)
	english.Stem(env)
	return env.Current()
}

type kind uint8

const (
	lexical kind = iota
	numeric
	symbolic
)

// kindOf tells words, numbers and signs apart: a token with a letter is a word
// unless it is a Chinese number, one with a digit a number, any other a sign.
func kindOf(token string) kind {
	k := symbolic
	for _, r := range token {
		switch {
		case unicode.IsLetter(r) || r == '〇':
			if isChineseNumber(token) {
				return numeric
			}
			return lexical
		case unicode.IsNumber(r):
			k = numeric
		}
	}
	return k
}

const (
	numeralDigits = "〇○零一二三四五六七八九两"
	numeralUnits  = "十百千万亿"
)

// isChineseNumber reports whether a token is a number written with at least
// two numerals, one of them a digit: 二十, 一九七二, 四百五十万. The adverbs 万一
// and 一一 are not; nor are single numerals, which are mostly words (一个).
func isChineseNumber(token string) bool {
	if token == "万一" || token == "一一" || utf8.RuneCountInString(token) < 2 {
		return false
	}
	digits := 0
	for _, r := range token {
		if strings.ContainsRune(numeralDigits, r) {
			digits++
		} else if !strings.ContainsRune(numeralUnits, r) {
			return false
		}
	}
	return digits > 0 || strings.HasPrefix(token, "十") || strings.HasPrefix(token, "百万")
}
