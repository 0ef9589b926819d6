package index

import (
	"context"
	"errors"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"concord/corpus"
	"concord/corpus/structure"
	"concord/corpus/token"
)

func seeded(n uint64) *rand.Rand { return rand.New(rand.NewPCG(n, 1)) }

// texts makes an index of texts cut by the standard recipe, punctuation kept.
func texts(t testing.TB, all ...string) *Index {
	t.Helper()
	var docs []*corpus.Document
	for i, text := range all {
		d := &corpus.Document{ID: string(rune('A' + i)), Text: text, SHA256: corpus.Hash(text)}
		structure.Read(d)
		docs = append(docs, d)
	}
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	return built(t, c, keeping())
}

func keeping() token.Recipe {
	r := token.Default()
	r.Punct = "keep"
	return r
}

// nodes returns the texts that a query finds.
func nodes(t testing.TB, x *Index, query string, o Options) []string {
	t.Helper()
	hits, err := x.Find(t.Context(), parsed(t, query, keeping()), o)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, l := range x.Lines(hits, 3) {
		out = append(out, l.Node)
	}
	return out
}

func TestLanguage(t *testing.T) {
	x := texts(t,
		"联合公报\n双方支持构建人类命运共同体，支持“一带一路”。中方高度赞赏并支持柬方。\n双方愿加强经贸合作，反对单边主义。\n",
		"Joint Statement\nThe United Nations and the united nations of today. To day by day, e-mail and email differ. What? A very very good start: weapons of mass destruction.\n")
	for _, c := range []struct {
		query string
		o     Options
		want  []string
	}{
		{"the united nations", Options{}, []string{"The United Nations", "the united nations"}},
		{"命运共同体", Options{}, []string{"人类命运共同体"}}, // a term of the lexicon, of which 命运 is a word
		{"人类命运", Options{}, []string{"人类命运共同体"}},
		{"共同", Options{}, nil}, // not a word of it
		{"构建 命运 []", Options{}, []string{"构建人类命运共同体，"}},
		{"命运 共同体", Options{}, nil}, // a border that is not there
		{"运共*", Options{}, nil},
		{"*运共*", Options{}, []string{"人类命运共同体"}},
		{"一带一路", Options{}, []string{"一带一路"}},
		{"支持 “一带一路”", Options{}, nil}, // the quotation marks in the text are words
		{"支持 [] 一带一路", Options{}, []string{"支持“一带一路"}},
		{"中方 []{0,4} 支持", Options{}, []string{"中方高度赞赏并支持"}},
		{"中方 []{0,1} 支持", Options{}, nil},
		{"(支持|赞赏) []{0,2} 柬方", Options{}, []string{"赞赏并支持柬方"}},
		{"*主义", Options{}, []string{"单边主义"}},
		{"柬方 []{0,3} 双方", Options{}, nil},
		{"柬方 []{0,3} 双方", Options{Within: Document}, []string{"柬方。\n双方"}},
		{"支持 []{0,9} 中方", Options{}, nil},
		{"支持 []{0,9} 中方", Options{Within: Paragraph}, []string{"支持构建人类命运共同体，支持“一带一路”。中方"}}, // what begins first
		{"today", Options{}, []string{"today"}}, // not "To day"
		{"email", Options{}, []string{"email"}},
		{"e-mail", Options{}, []string{"e-mail"}},
		{"(very){1,3} good", Options{}, []string{"very very good"}},
		{"very []{0,1} good", Options{}, []string{"very very good"}}, // what begins first
		{`"What?"`, Options{}, []string{"What?"}},
		{"w?at", Options{}, []string{"What"}},
		{"d*f*", Options{}, []string{"differ"}},
		{"day | by day", Options{}, []string{"day", "by day"}},
		{"day | day by | day by day", Options{}, []string{"day by day"}},
		{"day | day by | day by day", Options{Overlap: true}, []string{"day by day", "day"}},
		{"weapons of mass | mass", Options{Limit: 1}, []string{"weapons of mass"}},
		{"absent words", Options{}, nil},
	} {
		if got := nodes(t, x, c.query, c.o); !slices.Equal(got, c.want) {
			t.Errorf("%s %+v: %q, want %q", c.query, c.o, got, c.want)
		}
	}
}

// A literal is found in texts that are cut in different ways.
func TestLiteralsAreFoundHoweverCut(t *testing.T) {
	texts := []string{"构建 命运共同体 吧", "构建 命运 共同体 吧", "构建 命 运 共 同 体 吧", "人类命运 共同体"}
	var docs []*corpus.Document
	for i, s := range texts {
		docs = append(docs, &corpus.Document{ID: string(rune('A' + i)), Text: s, SHA256: corpus.Hash(s)})
	}
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	x := built(t, c, pieces())
	for query, want := range map[string]int{"命运共同体": 3, "*命运共同体": 4, "命运共*": 3, "命运 共同体": 2, "*运共同*": 4, "命运共": 1} {
		hits, err := x.Find(t.Context(), parsed(t, query, pieces()), Options{})
		if err != nil || len(hits) != want {
			t.Errorf("%s: %d matches, %v, want %d", query, len(hits), err, want)
		}
	}
}

// Where the recipe cuts between letters, a border must be there, and nowhere else
// between letters may one be.
func TestBordersBetweenLetters(t *testing.T) {
	text := "By e-mail, by email, by e mail, the to day today.\n"
	c, err := corpus.New([]*corpus.Document{{ID: "A", Text: text, SHA256: corpus.Hash(text)}})
	if err != nil {
		t.Fatal(err)
	}
	x := built(t, c, token.Default())
	for query, want := range map[string][]string{
		"e-mail": {"e-mail", "e mail"}, "email": {"email"}, "today": {"today"}, "to day": {"to day"}, "*-mail": {}, "e-m*": {}, "e*": {"e", "email", "e"},
	} {
		hits, err := x.Find(t.Context(), parsed(t, query, token.Default()), Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, l := range x.Lines(hits, 0) {
			got = append(got, l.Node)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
}

// Under a recipe of runs of characters a literal is those that the recipe makes.
func TestRunsOfCharacters(t *testing.T) {
	r := token.Default()
	r.Unit = "char2"
	text := "命运共同体与共同体\n"
	c, err := corpus.New([]*corpus.Document{{ID: "A", Text: text, SHA256: corpus.Hash(text)}})
	if err != nil {
		t.Fatal(err)
	}
	x := built(t, c, r)
	for query, want := range map[string]int{"命运共同体": 1, "共同体": 2, "共*": 2, "体命": 0} {
		hits, err := x.Find(t.Context(), parsed(t, query, r), Options{})
		if err != nil || len(hits) != want {
			t.Errorf("%s: %d matches, %v, want %d", query, len(hits), err, want)
		}
	}
}

// Positions must be those of the tokens, in a corpus large enough for several
// goroutines and rows of bits, on any number of processors.
func TestBuild(t *testing.T) {
	words := strings.Fields("the of and peace security nations 合作 发展 支持 和平")
	c := randomCorpus(t, seeded(9), words, 300, 150)
	var first []Section
	for _, n := range []int{1, 2, 7} {
		old := runtime.GOMAXPROCS(n)
		x := built(t, c, pieces())
		runtime.GOMAXPROCS(old)
		if x.Len() < 2*buildTogether/2 || len(x.frequent) == 0 {
			t.Fatalf("%d tokens and %d frequent features: too few", x.Len(), len(x.frequent))
		}
		if first == nil {
			first = x.Sections()
			holds(t, x)
		}
		for i, s := range x.Sections() {
			if s.Name != first[i].Name || !slices.Equal(s.Data, first[i].Data) {
				t.Errorf("section %s differs on %d processors", s.Name, n)
			}
		}
	}
}

// holds compares an index with the tokens and units it was made of.
func holds(t *testing.T, x *Index) {
	t.Helper()
	seen := make([]int, len(x.tokens.Features))
	at := uint32(0)
	for i, q := range x.tokens.Docs {
		for j, id := range q.IDs {
			if got := x.Positions(int(id))[seen[id]]; got != at {
				t.Fatalf("feature %d: position %d, want %d", id, got, at)
			}
			if doc, token := x.Document(at); doc != i || token != j {
				t.Fatalf("position %d: %d %d, want %d %d", at, doc, token, i, j)
			}
			seen[id]++
			at++
		}
	}
	for f, n := range seen {
		if len(x.Positions(f)) != n {
			t.Fatalf("feature %d: %d positions, want %d", f, len(x.Positions(f)), n)
		}
	}
	for _, within := range []Reach{Sentence, Paragraph, Document} {
		var want []uint32
		for _, u := range units(x, within) {
			want = append(want, u.first)
		}
		var got []uint32
		for p := uint32(0); int(p) < x.Len(); p++ {
			if x.begin(within)[p/64]>>(p%64)&1 != 0 {
				got = append(got, p)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("reach %d: %d units, want %d", within, len(got), len(want))
		}
	}
}

// Phrases of frequent words go by postings and bits, those of rare ones by the
// tokens around them: both must agree with the plain search.
func TestLargeCorpusAgreesWithBruteForce(t *testing.T) {
	words := strings.Fields("the the the of of and peace nations united world")
	c := randomCorpus(t, seeded(4), words, 400, 150)
	x := built(t, c, pieces())
	group := sideA(c)
	cut := map[Reach][]unit{Sentence: units(x, Sentence), Document: units(x, Document)}
	for _, query := range []string{"the united nations", "of the", "united nations", "nations united [] peace", "peace and | and the peace", "(peace|world) of (the|and)", "united []{0,3} nations"} {
		for _, o := range []Options{{}, {Within: Document}, {Overlap: true}, {Group: &group}, {Limit: 30}} {
			got, err := x.Find(t.Context(), parsed(t, query, pieces()), o)
			if err != nil {
				t.Fatal(err)
			}
			if want := search(x, cut[o.Within], byHand(query), o); !slices.Equal(got, want) || len(want) == 0 {
				t.Errorf("%s %+v: %d matches, want %d", query, o, len(got), len(want))
			}
		}
	}
}

// byHand makes functions of the queries of TestLargeCorpusAgreesWithBruteForce.
func byHand(query string) slow {
	row := func(words ...string) slow {
		var f slow
		for _, w := range words {
			one := oneWord(func(s string) bool { return slices.Contains(strings.Split(w, "|"), s) })
			if w == "[]" {
				one = anyWord
			}
			if f == nil {
				f = one
			} else {
				f = then(f, one)
			}
		}
		return f
	}
	switch query {
	case "united []{0,3} nations":
		return then(then(row("united"), times(anyWord, 0, 3)), row("nations"))
	case "peace and | and the peace":
		return or(row("peace", "and"), row("and", "the", "peace"))
	}
	return row(strings.Fields(strings.NewReplacer("(", "", ")", "").Replace(query))...)
}

func TestSections(t *testing.T) {
	c := randomCorpus(t, seeded(2), []string{"a", "b", "合作"}, 5, 5)
	x := built(t, c, pieces())
	want, err := x.Find(t.Context(), parsed(t, "a b", pieces()), Options{})
	if err != nil || len(want) == 0 {
		t.Fatal(want, err)
	}
	for shift := range 8 { // in place, and as a copy where numbers are not aligned
		var kept []Section
		for _, s := range slices.Backward(x.Sections()) {
			room := make([]byte, shift+len(s.Data))
			copy(room[shift:], s.Data)
			kept = append(kept, Section{s.Name, room[shift:]})
		}
		y, err := From(c, x.tokens, kept)
		if err != nil {
			t.Fatal(err)
		}
		got, err := y.Find(t.Context(), parsed(t, "a b", pieces()), Options{})
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("shift %d: %v, %v, want %v", shift, got, err, want)
		}
	}
}

func TestBrokenSections(t *testing.T) {
	c := randomCorpus(t, seeded(2), []string{"a", "b", "合作"}, 5, 5)
	x := built(t, c, pieces())
	for i, s := range x.Sections() {
		if s.Name == "rows" || s.Name == "frequent" {
			continue // empty in a small corpus
		}
		for what, data := range map[string][]byte{"missing": nil, "short": s.Data[:len(s.Data)-1], "long": append(slices.Clone(s.Data), 0)} {
			sections := x.Sections()
			sections[i].Data = data
			if _, err := From(c, x.tokens, sections); err == nil || !strings.Contains(err.Error(), s.Name) {
				t.Errorf("section %s %s: error %v", s.Name, what, err)
			}
		}
	}
	for _, name := range []string{"first", "starts", "documents"} {
		sections := x.Sections()
		i := slices.IndexFunc(sections, func(s Section) bool { return s.Name == name })
		sections[i].Data = slices.Clone(sections[i].Data)
		sections[i].Data[4] = 0xff
		if _, err := From(c, x.tokens, sections); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("section %s with a wrong number: error %v", name, err)
		}
	}
	other := randomCorpus(t, seeded(3), []string{"a", "b", "合作"}, 7, 5)
	if _, err := From(other, built(t, other, pieces()).tokens, x.Sections()); err == nil {
		t.Error("sections of another corpus are taken")
	}
	if _, err := Build(t.Context(), other, x.tokens); err == nil {
		t.Error("tokens of another corpus are taken")
	}
}

func TestLines(t *testing.T) {
	x := texts(t, "One two three four five six seven.\n")
	hits, err := x.Find(t.Context(), parsed(t, "three | six", keeping()), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := [][3]string{{"One two ", "three", " four five"}, {"four five ", "six", " seven."}}
	for i, l := range x.Lines(hits, 2) {
		if got := [3]string{l.Left, l.Node, l.Right}; got != want[i] {
			t.Errorf("line %d: %q, want %q", i, got, want[i])
		}
		if got := x.corpus.Doc(l.Doc).Slice(l.Span); got != l.Node {
			t.Errorf("line %d: span of %q, want %q", i, got, l.Node)
		}
	}
	if n := testing.AllocsPerRun(20, func() { x.Lines(hits, 2) }); n != 1 {
		t.Errorf("%v allocations, want 1", n)
	}
}

func TestEmptyAndCancelled(t *testing.T) {
	empty, err := corpus.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	x := built(t, empty, keeping())
	if got := nodes(t, x, "a | b*", Options{}); len(got) != 0 {
		t.Errorf("found %v in nothing", got)
	}
	y := texts(t, "a b c")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Build(ctx, y.corpus, y.tokens); !errors.Is(err, context.Canceled) {
		t.Errorf("Build: error %v", err)
	}
	if _, err := y.Find(ctx, parsed(t, "a", keeping()), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Find: error %v", err)
	}
}

// Every place of a text must have exactly one trace.
func TestTracesMissNothing(t *testing.T) {
	rng := seeded(8)
	alphabet := []rune("ab合作社İK，。-' ")
	found := 0
	for range 300 {
		var b strings.Builder
		for range 80 {
			b.WriteRune(alphabet[rng.IntN(len(alphabet))])
		}
		frozen, _ := corpus.Freeze(b.String())
		x := texts(t, "T\n"+frozen)
		text := x.corpus.Doc(0).Text
		runes := []rune(frozen)
		from := rng.IntN(len(runes) - 6)
		part := string(runes[from : from+1+rng.IntN(5)])
		traces, ok := x.Traces(part, keeping())
		if !ok {
			if !strings.ContainsRune(part, ' ') {
				t.Fatalf("%q cannot be traced", part)
			}
			continue
		}
		var got []int
		for _, tr := range traces {
			for _, p := range x.Positions(tr.Feature) {
				_, k := x.Document(p)
				before := []rune(text[:x.tokens.Docs[0].Start[k]])
				if at := len(before) - tr.Before; at >= 0 {
					off := len(string([]rune(text)[:at]))
					if strings.HasPrefix(text[off:], part) {
						got = append(got, off)
					}
				}
			}
		}
		var want []int
		for i := range text {
			if strings.HasPrefix(text[i:], part) {
				want = append(want, i)
			}
		}
		slices.Sort(got)
		found += len(want)
		if !slices.Equal(got, want) {
			t.Fatalf("%q in %q: %v, want %v", part, text, got, want)
		}
	}
	if found < 300 {
		t.Errorf("%d places: too few", found)
	}
}
