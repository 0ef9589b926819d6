package analysis_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/token"
)

func TestTogether(t *testing.T) {
	// peaceful, settlement and disputes stand in one sentence each time, trade as
	// often but elsewhere, talks as often in all but not in each document, and
	// fish only once.
	texts := []string{
		"peaceful settlement of disputes is good . they like trade one two three four five six seven eight nine talks talks",
		"a peaceful settlement of disputes . we like fish and peaceful settlement of old disputes one two three four five six seven eight nine trade trade talks",
	}
	var docs []*corpus.Document
	for i, text := range texts {
		d := &corpus.Document{ID: string(rune('a' + i)), Text: text, SHA256: corpus.Hash(text)}
		from := 0
		for from < len(text) {
			to := len(text)
			if k := strings.Index(text[from:], " . "); k >= 0 {
				to = from + k + 3
			}
			d.Structure.Sentences = append(d.Structure.Sentences, corpus.Sentence{Span: corpus.Span{Start: from, End: to}})
			from = to
		}
		docs = append(docs, d)
	}
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	r := token.Default()
	r.Presegmented, r.Stop, r.Lexicon = true, "none", "none"
	tokens, err := token.Cut(context.Background(), c, r)
	if err != nil {
		t.Fatal(err)
	}
	features := []string{"disputes", "trade", "settlement", "talks", "fish", "peaceful", "unused"}
	got := analysis.Together(c, tokens, corpus.Whole(c, "").Members, features)
	want := []string{"peaceful settlement … disputes", "trade", "", "talks", "fish", "", "unused"}
	if !slices.Equal(got, want) {
		t.Errorf("named %q, want %q", got, want)
	}
}
