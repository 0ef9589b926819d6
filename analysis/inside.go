package analysis

import (
	"strings"
	"unicode"

	"concord/corpus"
)

// tellInside adds to a sentence that says some documents do not use a Chinese
// word how often its characters stand within longer words there: a reader who
// looks for 协定 finds 自贸协定, which is another token.
func (in *Input) tellInside(t *corpus.Tokens, f *Finding) {
	word := ""
	for _, v := range f.Values {
		if v.Name == "feature" {
			word = v.Text.ZH
		}
	}
	if len(f.Absent) == 0 || t == nil || !strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return
	}
	longer := make(map[uint32]int)
	for id, feature := range t.Features {
		if len(feature) > len(word) && strings.Contains(feature, word) {
			longer[uint32(id)] = 0
		}
	}
	uses := 0
	for _, m := range f.Absent {
		s := t.Docs[m.Doc]
		m.Each(s, func(i int) {
			if _, ok := longer[s.IDs[i]]; ok {
				longer[s.IDs[i]]++
				uses++
			}
		})
	}
	if uses == 0 {
		return
	}
	example, most := "", 0
	for id, feature := range t.Features { // the commonest, of several the first in code-point order
		if n := longer[uint32(id)]; n > most {
			example, most = feature, n
		}
	}
	values := []Value{Times("within", uses), Word("longer", example)}
	f.Values = append(f.Values, values...)
	more := T("未使用的一方，另在“{longer}”等更长的词中含有这几个字{within}次，未计入。", " There it also stands within longer words such as “{longer}”, {within} in all, which are not counted.").Fill(texts(values))
	f.Text = T(f.Text.ZH+more.ZH, f.Text.EN+more.EN)
}
