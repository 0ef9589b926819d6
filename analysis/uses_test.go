package analysis

import (
	"slices"
	"testing"

	"concord/corpus"
	"concord/corpus/token"
)

func TestUses(t *testing.T) {
	doc := func(id, date, text string) *corpus.Document {
		d := &corpus.Document{ID: id, Text: text, SHA256: corpus.Hash(text)}
		if date != "" {
			var err error
			if d.Date, err = corpus.ParseDate(date); err != nil {
				t.Fatal(err)
			}
		}
		return d
	}
	c, err := corpus.New([]*corpus.Document{
		doc("a", "", "key w w w"),             // undated: quoted neither first nor last
		doc("b", "2003", "w w key w w key"),   // last by date
		doc("c", "2001", "w key w w w w w w"), // first
		doc("d", "2002", "key key w w"),       // densest: 2 of 4
		doc("e", "2009", "w w key"),           // not among the members
		doc("f", "2010", "w w"),
	})
	if err != nil {
		t.Fatal(err)
	}
	r := token.Default()
	r.Presegmented, r.Stop, r.Lexicon = true, "none", "none"
	in := NewInput(c)
	tokens, err := in.Tokens(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	members := []corpus.Member{{Doc: 0}, {Doc: 1}, {Doc: 2}, {Doc: 3}, {Doc: 5}}
	u := in.Uses(tokens, members, []string{"key", "absent"})
	places := func(list []Evidence) []string {
		var out []string
		for _, e := range list {
			out = append(out, e.Address.String())
			if e.Quote != "key" {
				t.Errorf("%s quotes %q", e.Address, e.Quote)
			}
		}
		return out
	}
	at := func(doc, offset int) string {
		return c.Doc(doc).Address(corpus.Span{Start: offset, End: offset + 3}).String()
	}
	for _, test := range []struct {
		what string
		got  []Evidence
		want []string
	}{
		{"all", u.Quote(0, nil), []string{at(2, 2), at(3, 0), at(1, 12)}},
		{"densest", u.Densest(0, nil), []string{at(3, 0)}},
		{"one member", u.Quote(0, func(m int) bool { return m == 1 }), []string{at(1, 4), at(1, 12)}},
		{"one use", u.Quote(0, func(m int) bool { return m == 2 }), []string{at(2, 2)}},
		{"undated only", u.Quote(0, func(m int) bool { return m == 0 }), []string{at(0, 0)}},
		{"nowhere", u.Quote(0, func(m int) bool { return m == 4 }), nil},
		{"absent", append(u.Quote(1, nil), u.Densest(1, nil)...), nil},
	} {
		if got := places(test.got); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.what, got, test.want)
		}
	}
	// A part of a document is a sample of its own: the second key of b only.
	part := in.Uses(tokens, []corpus.Member{{Doc: 1, Parts: []corpus.Span{{Start: 8, End: 15}}}}, []string{"key"})
	if got, want := places(part.Quote(0, nil)), []string{at(1, 12)}; !slices.Equal(got, want) {
		t.Errorf("part: %v, want %v", got, want)
	}
}

func TestUntold(t *testing.T) {
	d := &corpus.Document{ID: "D", Text: "x", SHA256: corpus.Hash("x"), Place: "金边", Parties: []corpus.Party{
		{Name: "中国", Code: "CHN"}, {Name: "Cambodia", Code: "KHM"}}}
	c, err := corpus.New([]*corpus.Document{d})
	if err != nil {
		t.Fatal(err)
	}
	untold := Untold(c, corpus.Whole(c, "all").Members)
	for f, want := range map[string]bool{
		"中国": true, "中方": true, "Cambodian": true, "cambodia": true, "金边": true,
		"2022": true, "3.5": true, "二〇二二年": true, "十一月": true, "17": true,
		"二十五日": true, "十四五": false, "合作": false, "百年": false, "年": false, "5g": false, "cooperation": false, "一带一路": false, "。": false, "": false,
	} {
		if untold(f) != want {
			t.Errorf("%q: untold %v, want %v", f, !want, want)
		}
	}
}
