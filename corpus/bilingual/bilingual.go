// Package bilingual holds text that exists in Chinese and in English.
//
// Everything Concord says to a reader (titles, help, warnings, findings)
// is a Text, so that no sentence exists in one language only.
package bilingual

import "strings"

// Lang names a language of the interface: ZH or EN.
type Lang string

// The two languages Concord speaks.
const (
	ZH Lang = "zh"
	EN Lang = "en"
)

// Text is one statement in Chinese and in English.
type Text struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// T makes a Text.
func T(zh, en string) Text { return Text{ZH: zh, EN: en} }

// Same makes a Text that reads the same in both languages (a name, a number).
func Same(s string) Text { return Text{ZH: s, EN: s} }

// In returns the text in lang; Chinese where lang is neither zh nor en.
func (t Text) In(lang Lang) string {
	if lang == EN {
		return t.EN
	}
	return t.ZH
}

// IsZero reports whether the text is empty in both languages.
func (t Text) IsZero() bool { return t.ZH == "" && t.EN == "" }

// Fill replaces every {name} in both languages by the value of that name.
// Values are inserted as they are and never searched for further braces.
// A name without a value stays as it is, so that a test can find it.
func (t Text) Fill(values map[string]Text) Text {
	return Text{ZH: fill(t.ZH, values, ZH), EN: fill(t.EN, values, EN)}
}

func fill(s string, values map[string]Text, lang Lang) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '{')
		if open < 0 {
			break
		}
		end := strings.IndexByte(s[open:], '}')
		if end < 0 {
			break
		}
		v, ok := values[s[open+1:open+end]]
		b.WriteString(s[:open])
		if ok {
			b.WriteString(v.In(lang))
		} else {
			b.WriteString(s[open : open+end+1])
		}
		s = s[open+end+1:]
	}
	b.WriteString(s)
	return b.String()
}
