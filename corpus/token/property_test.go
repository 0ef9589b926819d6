package token

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"concord/corpus/lexicon"

	"github.com/clipperhouse/uax29/v2/words"
)

// check tests what holds for every text and recipe.
func check(t *testing.T, text string, r Recipe, got []Word) {
	t.Helper()
	k, _ := New(r)
	last := 0
	for _, w := range got {
		if w.Start < 0 || w.End > len(text) || w.Start >= w.End || !utf8.ValidString(text[w.Start:w.End]) {
			t.Fatalf("%s: %q at %d–%d of %d bytes", r, w.Text, w.Start, w.End, len(text))
		}
		if r.gram() == 0 {
			if w.Start < last {
				t.Fatalf("%s: %q at %d overlaps the token that ends at %d", r, w.Text, w.Start, last)
			}
			skipped(t, r, text[last:w.Start])
			last = w.End
			if f, ok := k.feature(text[w.Start:w.End]); !ok || f != w.Text {
				t.Fatalf("%s: feature %q of %q, want %q", r, w.Text, text[w.Start:w.End], f)
			}
		}
		if w.Text == "" {
			t.Fatalf("%s: empty feature of %q", r, text[w.Start:w.End])
		}
	}
	if r.gram() == 0 {
		skipped(t, r, text[last:])
	}
}

// skipped tests that what lies between tokens is what the recipe drops.
func skipped(t *testing.T, r Recipe, gap string) {
	t.Helper()
	for _, c := range gap {
		if unicode.IsLetter(c) && r.Numbers != "drop" || r.Punct == "keep" && r.Numbers == "keep" && unicode.IsGraphic(c) && !isBlank(c) {
			t.Fatalf("%s: %q of %q is in no token", r, c, gap)
		}
	}
}

var hostile = []string{
	"\u0301\u0302", "e\u0301", "a\u0301中\u0301", "مرحبا بالعالم 中柬", "\u202e中柬\u202c", "👩‍👩‍👧‍👦🇨🇳🇰🇭合作", "한국어 ひらがな カタカナ ไทย",
	strings.Repeat("柬", 10000), strings.Repeat("a", 10000), strings.Repeat("１", 10000), strings.Repeat("。", 10000), strings.Repeat("一", 5000),
	"NaN NA </script> =cmd()", "\u3000\u3000", "𠀀𠀁中𠮷", "···", "%", "5%%", "１．５％", "\r\n中\r\n", "_a_1_", "a.b.c...", "1,,2", "don''t", "<num>",
	"中\u200b柬", "\ufeff中柬", "㈠ ① Ⅳ ½", "〇一二", "中柬|老挝", "\x01\x7f中",
}

func recipes() []Recipe {
	out := []Recipe{Default()}
	for _, change := range []func(*Recipe){
		func(r *Recipe) { r.Punct = "keep" },
		func(r *Recipe) { r.Numbers = "drop" },
		func(r *Recipe) { r.Numbers, r.Punct = "class", "keep" },
		func(r *Recipe) { r.Width, r.Lower = false, false },
		func(r *Recipe) { r.Script, r.Stem, r.Punct = "simplified", true, "keep" },
		func(r *Recipe) { r.Lexicon, r.Unknown, r.Stop = "none", false, "none" },
		func(r *Recipe) { r.Presegmented, r.Punct = true, "keep" },
		func(r *Recipe) { r.Unit = "char1" },
		func(r *Recipe) { r.Unit, r.Punct = "char3", "keep" },
		func(r *Recipe) { r.Unit, r.Numbers, r.Script = "char5", "class", "simplified" },
	} {
		out = append(out, recipe(change))
	}
	return out
}

func TestHostileTexts(t *testing.T) {
	for _, r := range recipes() {
		for _, text := range hostile {
			check(t, text, r, Words(text, r))
		}
	}
}

// A long run of any kind takes time in proportion to its length; a reader that
// went over it again for every character would not come to the end of these.
func TestLongRuns(t *testing.T) {
	for _, unit := range []string{"斯", "斯特", "一", "王小", "柬", "中柬", "a", "1,", "a.", "１", "é", "。", "%", "1%", " ", "中柬\n", "👩‍", "\u0301"} {
		text := strings.Repeat(unit, 300000/utf8.RuneCountInString(unit))
		for _, r := range []Recipe{Default(), recipe(func(r *Recipe) { r.Unit, r.Punct = "char3", "keep" })} {
			check(t, text, r, Words(text, r))
		}
	}
}

func TestPlacesReproduceTheText(t *testing.T) {
	text := communique(t)
	for _, r := range recipes() {
		check(t, text, r, Words(text, r))
	}
	for _, w := range Words(text, Default()) {
		if got := strings.ToLower(text[w.Start:w.End]); got != w.Text {
			t.Errorf("%q at %d–%d, but the text has %q", w.Text, w.Start, w.End, got)
		}
	}
}

// The reference finds terms by comparing strings at every place.
func leftmostLongest(text string, terms []string) [][2]int {
	var out [][2]int
	inWord := func(at int) bool {
		return at > 0 && at < len(text) && alphanumeric(rune(text[at-1])) && alphanumeric(rune(text[at]))
	}
	for at := 0; at < len(text); {
		best := 0
		for _, term := range terms {
			if strings.HasPrefix(text[at:], term) && len(term) > best && !inWord(at) && !inWord(at+len(term)) {
				best = len(term)
			}
		}
		if best > 0 {
			out = append(out, [2]int{at, at + best})
			at += best
			continue
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return out
}

func TestLexiconIsNeverSplit(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	base := []rune("双方同意推动中柬命运共同体建设，落实RCEP和10+3合作；反对任何形式的“台独”分裂活动。四百五十万 European Union 胡志明主席访华2022年——…占80％二○")
	for round := range 300 {
		text := make([]rune, 0, 200)
		for len(text) < 120 {
			i := rng.IntN(len(base))
			text = append(text, base[i:min(len(base), i+1+rng.IntN(8))]...)
		}
		var terms []string
		for range 1 + rng.IntN(12) {
			i := rng.IntN(len(text))
			term := string(text[i:min(len(text), i+1+rng.IntN(6))])
			if !strings.ContainsFunc(term, isBlank) {
				terms = append(terms, term)
			}
		}
		r := recipe(func(r *Recipe) { r.Lexicon, r.Punct = "none", "keep" })
		all := terms
		if round%2 == 1 {
			r.Lexicon = "diplomatic"
			for _, e := range lexicon.Terms() {
				all = append(all, e.Text)
			}
		}
		k, err := New(r, terms...)
		if err != nil {
			t.Fatal(err)
		}
		s := string(text)
		boundary := map[int]bool{}
		for _, w := range k.Words(s) {
			boundary[w.Start], boundary[w.End] = true, true
		}
		cut := map[string]bool{}
		for _, e := range lexicon.Terms() {
			if e.Cut != e.Text && !slices.Contains(terms, e.Text) {
				cut[e.Text] = true
			}
		}
		for _, m := range leftmostLongest(s, all) {
			if cut[s[m[0]:m[1]]] {
				continue
			}
			for at := m[0] + 1; at < m[1]; at++ {
				if boundary[at] {
					t.Fatalf("terms %q: boundary inside %q in %s", terms, s[m[0]:m[1]], s)
				}
			}
			if !boundary[m[0]] || !boundary[m[1]] {
				t.Fatalf("terms %q: no boundary around %q in %s", terms, s[m[0]:m[1]], s)
			}
		}
	}
}

// ASCII and the apostrophe have a short way of their own; among any other
// characters it must cut like the full rules.
func TestShortWayFollowsUnicode(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	ascii := []rune("ab1_:.,;'- &\"$\tZ9")
	all := append(ascii, []rune("’‘’’éא\u0301\u200d\u00ad\u00a0·①👩🇨🇰ไ  ")...)
	plain, err := empty()
	if err != nil {
		t.Fatal(err)
	}
	for round := range 60000 {
		signs := [][]rune{ascii, all}[round%2]
		var b strings.Builder
		for range 1 + rng.IntN(14) {
			b.WriteRune(signs[rng.IntN(len(signs))])
		}
		text := b.String()
		s := scanner{text: text, Cutter: &Cutter{vocabulary: plain}}
		if end := s.words(0, len(text)); end != len(text) {
			t.Fatalf("%q: the run ends at %d", text, end)
		}
		var got, want []string
		for _, sp := range s.spans {
			got = append(got, text[sp.start:sp.end])
		}
		for it := words.FromString(text); it.Next(); {
			if !isBlankText(it.Value()) {
				want = append(want, it.Value())
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q: got %q, want %q", text, got, want)
		}
	}
}

func FuzzWords(f *testing.F) {
	for i, text := range hostile {
		f.Add(text, uint8(i))
	}
	all := recipes()
	f.Fuzz(func(t *testing.T, text string, which uint8) {
		if !utf8.ValidString(text) {
			t.Skip("documents are valid UTF-8")
		}
		r := all[int(which)%len(all)]
		check(t, text, r, Words(text, r))
	})
}
