package query

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"concord/corpus"
)

func doc(id, date string, set func(*corpus.Document)) *corpus.Document {
	d := &corpus.Document{ID: id, Text: "双方同意。中方支持。柬方反对。", Lang: "zh"}
	d.SHA256 = corpus.Hash(d.Text)
	if date != "" {
		d.Date, _ = corpus.ParseDate(date)
	}
	if set != nil {
		set(d)
	}
	return d
}

func fixture(t *testing.T) *corpus.Corpus {
	t.Helper()
	clauses := func(d *corpus.Document) {
		d.Structure.Paragraphs = []corpus.Paragraph{{Span: corpus.Span{Start: 0, End: len(d.Text)}, Section: -1}}
		for i, side := range []corpus.Side{corpus.SideJoint, corpus.SideA, corpus.SideB} {
			start := i * 15
			d.Structure.Sentences = append(d.Structure.Sentences, corpus.Sentence{Span: corpus.Span{Start: start, End: start + 15}})
			d.Structure.Clauses = append(d.Structure.Clauses, corpus.Clause{Span: corpus.Span{Start: start, End: start + 15}, Sentence: i, Side: side})
		}
	}
	c, err := corpus.New([]*corpus.Document{
		doc("KHM-2022-1", "2022-11-11", func(d *corpus.Document) {
			d.Parties = []corpus.Party{{Name: "中国", Code: "CHN"}, {Name: "柬埔寨", Code: "KHM"}}
			d.Kind, d.Title = "联合公报", "中柬联合公报"
			clauses(d)
		}),
		doc("LAO-2019-1", "2019-05", func(d *corpus.Document) {
			d.Parties = []corpus.Party{{Name: "中国", Code: "CHN"}, {Name: "老挝", Code: "LAO"}}
			d.Kind = "联合声明"
		}),
		doc("X", "", func(d *corpus.Document) { d.Vars = map[string]string{"channel": "radio one"} }),
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSelect(t *testing.T) {
	c := fixture(t)
	for _, test := range []struct{ query, want string }{
		{"", "KHM-2022-1 LAO-2019-1 X"},
		{"pair:KHM-CHN", "KHM-2022-1"},
		{"pair:chn-khm", "KHM-2022-1"},
		{"party：LAO", "LAO-2019-1"},
		{"party:柬埔寨 or party:LAO", "KHM-2022-1 LAO-2019-1"},
		{"party:KHM,LAO not kind:联合声明", "KHM-2022-1"},
		{"not party:CHN", "X"},
		{"year:2019", "LAO-2019-1"},
		{"year:2019..2022", "KHM-2022-1 LAO-2019-1"},
		{"year:..2020", "LAO-2019-1"},
		{"date:2019-05-02..", "KHM-2022-1"}, // May 2019 began before the 2nd
		{"date:2022-11", "KHM-2022-1"},
		{"id:*-2*", "KHM-2022-1 LAO-2019-1"},
		{`channel:"radio one"`, "X"},
		{"title:公报", "KHM-2022-1"},
		{"(year:2022 or id:X) lang:ZH", "KHM-2022-1 X"},
		{"id:X and id:X", "X"},
		{"text:支持 id:X", "X"},
	} {
		g, err := Select(c, test.query, "g")
		if err != nil {
			t.Errorf("%q: %v", test.query, err)
			continue
		}
		var ids []string
		for _, m := range g.Members {
			if m.Parts != nil {
				t.Errorf("%q: gives parts, want whole documents", test.query)
			}
			ids = append(ids, c.Doc(m.Doc).ID)
		}
		if got := strings.Join(ids, " "); got != test.want {
			t.Errorf("%q: got %q, want %q", test.query, got, test.want)
		}
	}
}

func TestParts(t *testing.T) {
	c := fixture(t)
	for _, test := range []struct {
		query string
		want  []string
	}{
		{"side:joint", []string{"双方同意。"}},
		{"side:a,b", []string{"中方支持。柬方反对。"}},
		{"side:joint or side:B", []string{"双方同意。", "柬方反对。"}},
		{"not side:joint year:2022", []string{"中方支持。柬方反对。"}},
		{"side:joint year:2019", nil},
		{"side:unknown", nil},
	} {
		g, err := Select(c, test.query, "g")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range g.Members {
			for _, p := range m.Parts {
				got = append(got, c.Doc(m.Doc).Slice(p))
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q: got %q, want %q", test.query, got, test.want)
		}
	}
}

func TestErrors(t *testing.T) {
	c := fixture(t)
	for query, want := range map[string]string{
		"kambodja":                        "want key:value",
		"year:soon":                       "want YYYY",
		"year:2022..2010":                 "earlier date first",
		"year:..":                         "without ends",
		"(id:X":                           "never closed",
		"id:X)":                           "unexpected",
		"id:":                             "has no value",
		`id:"X`:                           "quotation is never closed",
		"side:east":                       "joint, A, B, other, unknown",
		"id:X or":                         "missing here",
		"chanel:x":                        `no variable "chanel"`,
		strings.Repeat("(", 200) + "id:X": "brackets within",
	} {
		_, err := Select(c, query, "g")
		var fault *Error
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want an error with %q", query, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "id:X", "(a:b or not c:d,e) year:1..2", `t:"a b"`, "年：2020", "((("} {
		f.Add(s)
	}
	c, err := corpus.New([]*corpus.Document{doc("X", "2020", nil)})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := Parse(s)
		if err != nil {
			_ = err.Error()
			return
		}
		_ = q.Check(c)
		if n := len(q.Group(c, "g").Members); n > 1 {
			t.Errorf("%q picks %d of one document", s, n)
		}
	})
}
