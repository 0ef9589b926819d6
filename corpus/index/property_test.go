package index

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"concord/corpus"
	"concord/corpus/token"
)

// pieces is a recipe for texts that are cut already.
func pieces() token.Recipe {
	r := token.Default()
	r.Presegmented = true
	return r
}

// randomCorpus makes documents of words parted by blanks. Every sentence and
// paragraph is marked; titles are not in either.
func randomCorpus(t testing.TB, rng *rand.Rand, words []string, documents, sentences int) *corpus.Corpus {
	t.Helper()
	var docs []*corpus.Document
	for i := range documents {
		var b strings.Builder
		d := &corpus.Document{ID: fmt.Sprintf("D%03d", i)}
		b.WriteString(words[rng.IntN(len(words))] + " " + words[rng.IntN(len(words))] + "\n")
		for range rng.IntN(sentences + 1) {
			if st := &d.Structure; len(st.Paragraphs) == 0 || rng.IntN(3) == 0 {
				st.Paragraphs = append(st.Paragraphs, corpus.Paragraph{Span: corpus.Span{Start: b.Len()}, Section: -1})
			}
			start := b.Len()
			for range 1 + rng.IntN(12) {
				b.WriteString(words[rng.IntN(len(words))] + " ")
			}
			st := &d.Structure
			p := len(st.Paragraphs) - 1
			st.Sentences = append(st.Sentences, corpus.Sentence{Span: corpus.Span{Start: start, End: b.Len()}, Paragraph: p})
			side := []corpus.Side{corpus.SideA, corpus.SideB}[rng.IntN(2)]
			st.Clauses = append(st.Clauses, corpus.Clause{Span: corpus.Span{Start: start, End: b.Len()}, Sentence: len(st.Sentences) - 1, Side: side})
			st.Paragraphs[p].End = b.Len()
		}
		d.Text = b.String()
		d.SHA256 = corpus.Hash(d.Text)
		docs = append(docs, d)
	}
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func built(t testing.TB, c *corpus.Corpus, r token.Recipe) *Index {
	t.Helper()
	tokens, err := token.Cut(t.Context(), c, r)
	if err != nil {
		t.Fatal(err)
	}
	x, err := Build(t.Context(), c, tokens)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// ends are where matches end, each with the fewest tokens in gaps.
type ends map[int]int

func (e ends) put(at, gaps int) {
	if was, ok := e[at]; !ok || gaps < was {
		e[at] = gaps
	}
}

// slow is a query as a function: from where, to which ends.
type slow func(words []string, at int) ends

func then(a, b slow) slow {
	return func(words []string, at int) ends {
		out := ends{}
		for mid, gaps := range a(words, at) {
			for end, more := range b(words, mid) {
				out.put(end, gaps+more)
			}
		}
		return out
	}
}

func or(a, b slow) slow {
	return func(words []string, at int) ends {
		out := a(words, at)
		for end, gaps := range b(words, at) {
			out.put(end, gaps)
		}
		return out
	}
}

func times(a slow, least, most int) slow {
	return func(words []string, at int) ends {
		out, row := ends{}, ends{at: 0}
		for n := 0; n <= most; n++ {
			following := ends{}
			for mid, gaps := range row {
				if n >= least {
					out.put(mid, gaps)
				}
				for end, more := range a(words, mid) {
					following.put(end, gaps+more)
				}
			}
			row = following
		}
		return out
	}
}

func anyWord(words []string, at int) ends {
	if at == len(words) {
		return ends{}
	}
	return ends{at + 1: 1}
}

// one is a word that meets a condition.
func oneWord(meets func(string) bool) slow {
	return func(words []string, at int) ends {
		if at == len(words) || !meets(words[at]) {
			return ends{}
		}
		return ends{at + 1: 0}
	}
}

// spelt is words that spell a text together, the first or last of which may go
// on beyond it.
func spelt(text string, left, right bool) slow {
	return func(words []string, at int) ends {
		out, joined := ends{}, ""
		for i := at; i < len(words); i++ {
			joined += words[i]
			inner := 0 // characters of the last word at least one of which must be in the text
			for j := range joined {
				if j > 0 && !left {
					break
				}
				if j >= len(words[at]) {
					break
				}
				tail := joined[j:]
				inner = len(joined) - len(words[i]) - j
				if tail == text || right && strings.HasPrefix(tail, text) && inner < len(text) {
					out.put(i+1, 0)
				}
			}
		}
		return out
	}
}

// generator writes random queries, each as text and as a function.
type generator struct {
	*rand.Rand
	words   []string
	chinese bool
}

func (g *generator) word() string { return g.words[g.IntN(len(g.words))] }

func (g *generator) query(depth int) (string, slow) {
	if depth > 0 {
		switch g.IntN(7) {
		case 0, 1:
			a, f := g.query(depth - 1)
			b, h := g.query(depth - 1)
			return a + " " + b, then(f, h)
		case 2:
			a, f := g.query(depth - 1)
			b, h := g.query(depth - 1)
			return "(" + a + " | " + b + ")", or(f, h)
		case 3:
			a, f := g.query(depth - 1)
			least := g.IntN(3)
			most := max(1, least+g.IntN(2))
			return fmt.Sprintf("(%s){%d,%d}", a, least, most), times(f, least, most)
		case 4:
			a, f := g.query(depth - 1)
			b, h := g.query(depth - 1)
			least := g.IntN(3)
			most := max(1, least+g.IntN(4))
			return fmt.Sprintf("%s []{%d,%d} %s", a, least, most, b), then(then(f, times(anyWord, least, most)), h)
		}
	}
	return g.leaf()
}

func (g *generator) leaf() (string, slow) {
	w := g.word()
	switch g.IntN(8) {
	case 0:
		if g.chinese {
			text := w + g.word()
			return text + "*", spelt(text, false, true)
		}
		_, size := utf8.DecodeRuneInString(w)
		return w[:size] + "*", oneWord(func(s string) bool { return strings.HasPrefix(s, w[:size]) })
	case 1:
		if g.chinese {
			text := w + g.word()
			return "＊" + text, spelt(text, true, false)
		}
		return "*" + w, oneWord(func(s string) bool { return strings.HasSuffix(s, w) })
	case 2:
		if g.chinese {
			return "*" + w + "*", spelt(w, true, true)
		}
		return "*" + w + "*", oneWord(func(s string) bool { return strings.Contains(s, w) })
	case 3:
		first, size := utf8.DecodeRuneInString(w)
		return w[:size] + "?", oneWord(func(s string) bool {
			r, n := utf8.DecodeRuneInString(s)
			return r == first && utf8.RuneCountInString(s[n:]) == 1
		})
	}
	if g.chinese {
		text := w + g.word()
		return text, spelt(text, false, false)
	}
	return w, oneWord(func(s string) bool { return s == w })
}

// unit is tokens that no match leaves.
type unit struct {
	first uint32
	words []string
	spans []corpus.Span
}

// units cuts the tokens of a corpus by hand.
func units(x *Index, within Reach) []unit {
	var out []unit
	for i := range x.corpus.Len() {
		d, q := x.corpus.Doc(i), x.tokens.Docs[i]
		last := -2
		for j := range q.Len() {
			s := corpus.Span{Start: int(q.Start[j]), End: int(q.End[j])}
			in := -1 // the title
			switch within {
			case Sentence:
				in = slices.IndexFunc(d.Structure.Sentences, func(u corpus.Sentence) bool { return u.Contains(s) })
			case Paragraph:
				in = slices.IndexFunc(d.Structure.Paragraphs, func(u corpus.Paragraph) bool { return u.Contains(s) })
			}
			if in != last || j == 0 {
				out = append(out, unit{first: x.documents[i] + uint32(j)})
				last = in
			}
			u := &out[len(out)-1]
			u.words = append(u.words, d.Slice(s))
			u.spans = append(u.spans, s)
		}
	}
	return out
}

// search is what Find does, place by place.
func search(x *Index, units []unit, f slow, o Options) []Hit {
	var out []Hit
	last := uint32(0)
	members := membersOf(o.Group)
	for _, u := range units {
		doc, _ := x.Document(u.first)
		for at := range u.words {
			begin := u.first + uint32(at)
			if !o.Overlap && begin < last {
				continue
			}
			words := u.words
			if o.Group != nil {
				m, in := members[doc]
				part, ok := partOf(m, u.spans[at])
				if !in || !ok {
					continue
				}
				n := at
				for n < len(words) && part.Contains(u.spans[n]) {
					n++
				}
				words = words[:n]
			}
			best, length := -1, 0
			for end, gaps := range f(words, at) {
				if end > at && (best < 0 || gaps < best || gaps == best && end-at > length) {
					best, length = gaps, end-at
				}
			}
			if best >= 0 {
				last = begin + uint32(length)
				out = append(out, Hit{begin, last})
			}
		}
	}
	if o.Limit > 0 && len(out) > o.Limit {
		out = out[:o.Limit]
	}
	return out
}

// membersOf returns the members of a group by document.
func membersOf(g *corpus.Group) map[int]corpus.Member {
	out := map[int]corpus.Member{}
	if g != nil {
		for _, m := range g.Members {
			out[m.Doc] = m
		}
	}
	return out
}

// partOf returns the part of a member that holds a place.
func partOf(m corpus.Member, s corpus.Span) (corpus.Span, bool) {
	if m.Parts == nil {
		return corpus.Span{Start: 0, End: 1 << 30}, true
	}
	i := slices.IndexFunc(m.Parts, func(p corpus.Span) bool { return p.Contains(s) })
	if i < 0 {
		return corpus.Span{}, false
	}
	return m.Parts[i], true
}

// sideA is the group of the clauses of one side, of every other document whole.
func sideA(c *corpus.Corpus) corpus.Group {
	g := corpus.Group{Name: "A"}
	for i := range c.Len() {
		m := corpus.Member{Doc: i}
		if i%2 == 0 {
			m.Parts = []corpus.Span{}
			for _, cl := range c.Doc(i).Structure.Clauses {
				if cl.Side == corpus.SideA {
					m.Parts = append(m.Parts, cl.Span)
				}
			}
		}
		if i%5 != 1 {
			g.Members = append(g.Members, m)
		}
	}
	return g
}

func TestAgreesWithBruteForce(t *testing.T) {
	for _, language := range []struct {
		name  string
		words []string
	}{
		{"english", []string{"a", "ab", "b", "ba", "bab", "c"}},
		{"chinese", []string{"合", "作", "合作", "作合", "社", "合作社"}},
	} {
		t.Run(language.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(7, 21))
			phrases, machines, found := 0, 0, 0
			for round := range 40 {
				c := randomCorpus(t, rng, language.words, 1+rng.IntN(6), 8)
				x := built(t, c, pieces())
				group := sideA(c)
				for range 40 {
					g := &generator{rng, language.words, language.name == "chinese"}
					text, f := g.query(3)
					o := Options{Within: Reach(rng.IntN(3)), Overlap: rng.IntN(2) == 0, Limit: rng.IntN(3) * 2}
					if rng.IntN(3) == 0 {
						o.Group = &group
					}
					q, err := Parse(text, pieces())
					if err != nil {
						if !strings.Contains(err.Error(), "must be there") {
							t.Fatalf("%s: %v", text, err)
						}
						continue
					}
					if x.plan(q).machine != nil {
						machines++
					} else {
						phrases++
					}
					got, err := x.Find(t.Context(), q, o)
					if err != nil {
						t.Fatal(err)
					}
					want := search(x, units(x, o.Within), f, o)
					found += len(want)
					if !slices.Equal(got, want) {
						t.Fatalf("round %d: %s with %+v: %v, want %v\n%s", round, text, o, got, want, c.Doc(0).Text)
					}
				}
			}
			if phrases < 100 || machines < 100 || found < 1000 {
				t.Errorf("%d phrases, %d machines, %d matches: too few to prove anything", phrases, machines, found)
			}
		})
	}
}
