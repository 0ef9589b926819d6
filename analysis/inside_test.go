package analysis

import (
	"strings"
	"testing"

	"concord/corpus"
	"concord/corpus/token"
)

// 协定 is not a token of the second text, which has 自贸协定 and 航空协定 twice:
// a sentence that says it is absent there says so too.
func TestAbsenceTellsLongerWords(t *testing.T) {
	var docs []*corpus.Document
	for i, text := range []string{"签署 协定", "落实 自贸协定 和 航空协定 与 航空协定"} {
		docs = append(docs, &corpus.Document{ID: string(rune('a' + i)), Text: text, SHA256: corpus.Hash(text), Lang: "zh"})
	}
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	r := token.Default()
	r.Presegmented, r.Stop, r.Lexicon = true, "none", "none"
	tokens, err := token.Cut(t.Context(), c, r)
	if err != nil {
		t.Fatal(err)
	}
	absent := []corpus.Member{{Doc: 1}}
	told := func(word string) Finding {
		f := NewFinding(Descriptive, 1, -1, T("“{feature}”未见。", "“{feature}” is absent."), Word("feature", word))
		f.Absent = absent
		NewInput(c).tellInside(tokens, &f)
		return f
	}
	f := told("协定")
	if !strings.Contains(f.Text.ZH, "“航空协定”等更长的词中含有这几个字3次") || !strings.Contains(f.Text.EN, "“航空协定”, 3 times in all") || len(f.Values) != 3 {
		t.Errorf("got %+v", f)
	}
	for _, word := range []string{"签署", "absent"} {
		if f := told(word); f.Text.ZH != "“"+word+"”未见。" {
			t.Errorf("%s: %s", word, f.Text.ZH)
		}
	}
	absent = nil
	if f := told("协定"); len(f.Values) != 1 {
		t.Errorf("no absence is claimed, told is %s", f.Text.ZH)
	}
}
