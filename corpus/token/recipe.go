package token

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"concord/corpus/lexicon"
	"concord/corpus/token/script"
	"concord/corpus/token/wordlist"
)

// Recipe says how a text is cut into features. It is flat: its tags become
// flags, notebook keywords, JSON keys and help texts. Two recipes with one
// Hash cut every text alike.
//
// The default of each field stands in its tag; Default fills them in.
type Recipe struct {
	Unit         string `opt:"unit" default:"word" choices:"word,char1,char2,char3,char4,char5" zh:"计数单位：词，或连续一至五个汉字（字母）" en:"what is counted: words, or runs of one to five characters"`
	Stem         bool   `opt:"stem" default:"false" zh:"英语单词还原词干（停用词除外）" en:"reduce English words to their stems (stop words excepted)"`
	Lower        bool   `opt:"lower" default:"true" zh:"字母一律小写" en:"write letters in lower case"`
	Numbers      string `opt:"numbers" default:"keep" choices:"keep,drop,class" zh:"数字：保留、去掉，或一律记作 <num>" en:"numbers: keep, drop, or write all as <num>"`
	Punct        string `opt:"punct" default:"drop" choices:"drop,keep" zh:"标点和符号：去掉或保留" en:"punctuation and symbols: drop or keep"`
	Width        bool   `opt:"width" default:"true" zh:"全角字母、数字和标点改为半角" en:"write full-width letters, digits and signs in half width"`
	Script       string `opt:"script" default:"as-is" choices:"as-is,simplified" zh:"字形：照原文，或繁体一律改为简体" en:"characters: as printed, or traditional ones written as simplified"`
	Stop         string `opt:"stop" default:"default" choices:"default,none" zh:"停用词表：内置或不用；否定词和“反对”从不停用" en:"stop list: built in, or none; negations and “against” are never stopped"`
	Lexicon      string `opt:"lexicon" default:"diplomatic" choices:"diplomatic,none" zh:"永不切开的词语：内置外交词表，或不用" en:"terms never split: the built-in diplomatic lexicon, or none"`
	Unknown      bool   `opt:"unknown" default:"true" zh:"识别词表以外的数目、人名、译名和两字新词" en:"join numerals, names and words of two characters missing from the word list"`
	Presegmented bool   `opt:"presegmented" default:"false" zh:"原文已用空格分词，照原样采用" en:"the text is already cut by blanks: take it as it is"`
}

// Default returns the recipe that the tags of Recipe describe.
func Default() Recipe {
	var r Recipe
	v := reflect.ValueOf(&r).Elem()
	for i := range v.NumField() {
		value := v.Type().Field(i).Tag.Get("default")
		if f := v.Field(i); f.Kind() == reflect.Bool {
			f.SetBool(value == "true")
		} else {
			f.SetString(value)
		}
	}
	return r
}

// Validate reports the first field that holds none of its choices.
func (r Recipe) Validate() error {
	v := reflect.ValueOf(r)
	for i := range v.NumField() {
		field := v.Type().Field(i)
		choices, ok := field.Tag.Lookup("choices")
		if !ok {
			continue
		}
		if given := v.Field(i).String(); !slices.Contains(strings.Split(choices, ","), given) {
			return fmt.Errorf("recipe: %s: unknown choice %q, want one of %s",
				field.Tag.Get("opt"), given, strings.ReplaceAll(choices, ",", ", "))
		}
	}
	return nil
}

// String prints every field on one line: unit=word stem=false ...
func (r Recipe) String() string {
	v := reflect.ValueOf(r)
	parts := make([]string, v.NumField())
	for i := range parts {
		parts[i] = fmt.Sprintf("%s=%v", v.Type().Field(i).Tag.Get("opt"), v.Field(i).Interface())
	}
	return strings.Join(parts, " ")
}

// algorithm numbers the way of cutting. It grows whenever the same recipe over
// the same lists yields other features.
const algorithm = 2

// Hash identifies the recipe together with the word list, the lexicon, the
// stop lists and the character table in use: 12 hex digits.
func (r Recipe) Hash() string { return r.hash(nil) }

// hash covers further terms as well.
func (r Recipe) hash(terms []string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%d\n%s\n%s\n%s\n%s\n", algorithm, r, wordlist.Version(), lexicon.Version(), script.Version())
	for _, t := range terms {
		fmt.Fprintf(h, "%q\n", t)
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

// gram returns the length of the character n-grams that are counted, 0 for
// words.
func (r Recipe) gram() int {
	if n, ok := strings.CutPrefix(r.Unit, "char"); ok && len(n) == 1 {
		return int(n[0] - '0')
	}
	return 0
}
