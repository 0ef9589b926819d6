package names

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
	"concord/corpus/lexicon"
	"concord/corpus/token/wordlist"
)

// Names that neither the parties nor the lexicon hold are known by how they look
// and where they stand:
//
//   - in Chinese, a word that is not in the word list and is spelled with the
//     characters of transliterations (three or more), or stands before a title or
//     beside the dot between the names of a person (two to five);
//   - in English, a word that is capitalised in the middle of sentences, at least
//     nineteen times in twenty, and mostly stands after a title or, without an
//     article and not before another capitalised word, after a preposition of
//     place. Words of capitals only (GHG) and with hyphens (Indo-Pacific) are none.
const (
	leastTransliterated = 3
	shortestName        = 2
	longestName         = 5
	capitalised         = 0.95 // of the uses within sentences
	standing            = 0.5  // of them after a title or a preposition
	leastStanding       = 2
	// A transliterated name must weigh less than the words of its cut by this, as
	// for the cutter, in steps of the word list: five nats.
	foreignStart = 5 * wordlist.Scale
)

var titlesZH = strings.Fields("总统 首相 总理 国王 女王 主席 先生 女士 阁下 陛下 殿下 亲王 外长")

var titlesEN = wordSet(`president premier king queen minister chancellor excellency excellencies h.e h.e. mr mr. mrs mrs. ms ms. dr dr. sheikh
	sultan emir amir prince princess crown senator secretary-general governor-general ambassador`)

var placePrepositions = wordSet("in at from to near outside via through visited visiting between")

// compass holds words that stand as places do (near North Heights) and are topics.
var compass = wordSet("north south east west northern southern eastern western")

func wordSet(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// standings counts how the words of texts stand.
type standings struct {
	english map[string]standingOf // by lower-case word
	titled  map[string]bool       // Chinese runs of characters before a title or beside a dot
}

type standingOf struct{ within, capital, name int }

// read counts once, when a word is first asked for.
func read(c *corpus.Corpus, members []corpus.Member) func() *standings {
	return sync.OnceValue(func() *standings {
		s := &standings{english: map[string]standingOf{}, titled: map[string]bool{}}
		seen := map[int]bool{}
		for _, m := range members {
			if seen[m.Doc] {
				continue
			}
			seen[m.Doc] = true
			switch d := c.Doc(m.Doc); d.Lang {
			case "en":
				s.readEnglish(d.Text)
			case "zh":
				s.readChinese(d.Text)
			}
		}
		return s
	})
}

// readChinese notes what stands before titles and beside dots.
func (s *standings) readChinese(text string) {
	for _, title := range titlesZH {
		for at := 0; ; {
			i := strings.Index(text[at:], title)
			if i < 0 {
				break
			}
			s.before(text[:at+i])
			at += i + len(title)
		}
	}
	for at, r := range text {
		if r == '·' {
			s.before(text[:at])
			s.after(text[at+len("·"):])
		}
	}
}

func (s *standings) before(text string) {
	from := len(text)
	for n := 1; n <= longestName; n++ {
		r, size := utf8.DecodeLastRuneInString(text[:from])
		if !unicode.Is(unicode.Han, r) {
			return
		}
		from -= size
		if n >= shortestName {
			s.titled[text[from:]] = true
		}
	}
}

func (s *standings) after(text string) {
	to := 0
	for n := 1; n <= longestName; n++ {
		r, size := utf8.DecodeRuneInString(text[to:])
		if !unicode.Is(unicode.Han, r) {
			return
		}
		to += size
		if n >= shortestName {
			s.titled[text[:to]] = true
		}
	}
}

// readEnglish counts the words within sentences, those that are capitalised, and
// those that stand where names do. What opens a sentence, or follows anything but
// a word and a blank or a comma, counts for nothing.
func (s *standings) readEnglish(text string) {
	words := strings.Fields(text)
	named := 0 // words since a title, or since a name that followed one
	for i, raw := range words {
		word := strings.TrimFunc(raw, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' })
		word = strings.TrimSuffix(strings.TrimSuffix(strings.TrimRight(word, "."), "'s"), "’s")
		lower := strings.ToLower(word)
		if lower == "" {
			named = 0
			continue
		}
		titled := named > 0
		first, size := utf8.DecodeRuneInString(word)
		upper := unicode.IsUpper(first)
		switch {
		case titlesEN[lower]:
			named = 3
		case upper && named > 0 && !strings.ContainsAny(raw[len(raw)-1:], ",;:)"):
			named--
		default:
			named = 0
		}
		if i == 0 || strings.ContainsAny(words[i-1][len(words[i-1])-1:], ".:;!?)\"”") && !titled {
			continue
		}
		st := s.english[lower]
		st.within++
		if upper && strings.ToLower(word[size:]) == word[size:] {
			st.capital++
			if titled || placePrepositions[strings.ToLower(words[i-1])] && !capitalFollows(raw, words[i+1:]) {
				st.name++
			}
		}
		s.english[lower] = st
	}
}

// capitalFollows reports whether the next word is capitalised too, with nothing
// between.
func capitalFollows(raw string, next []string) bool {
	last, _ := utf8.DecodeLastRuneInString(raw)
	if len(next) == 0 || !unicode.IsLetter(last) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(next[0])
	return unicode.IsUpper(r)
}

// looksLikeName reports whether a lower-case word that no list holds is a name.
func (s *Set) looksLikeName(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	switch {
	case lexical()[word] || titlesEN[word] || compass[word]:
		return false
	case unicode.Is(unicode.Han, r):
		unlisted, transliterated := spelled(word)
		return transliterated || unlisted && utf8.RuneCountInString(word) <= longestName && s.standings().titled[word]
	case unicode.Is(unicode.Latin, r) && len(word) >= 3 && !strings.ContainsAny(word, "- "):
		st := s.standings().english[strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")]
		return st.name >= leastStanding && float64(st.capital) >= capitalised*float64(st.within) && float64(st.name) >= standing*float64(st.within)
	}
	return false
}

// lexical holds all terms of the lexicon: what it calls something else is no name.
var lexical = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, t := range lexicon.Terms() {
		out[t.Text] = true
	}
	return out
})

// spelled says of a Chinese word whether the word list lacks it, and whether it is
// spelled as transliterated names are.
func spelled(word string) (unlisted, transliterated bool) {
	list := wordlist.Load()
	var codes []uint16
	weight, foreign := int64(foreignStart), true
	for _, r := range word {
		code := alphabet()[r]
		if code == 0 {
			return false, false
		}
		codes = append(codes, code)
		w := list.Foreign[code-1]
		weight += int64(w)
		foreign = foreign && w > 0
	}
	var board wordlist.Board
	if ends := list.Cut(codes, &board); len(ends) < 2 {
		return false, false
	}
	return true, foreign && len(codes) >= leastTransliterated && board.Weight(0, len(codes)) > weight
}

var alphabet = sync.OnceValue(func() map[rune]uint16 {
	out := map[rune]uint16{}
	for i, r := range wordlist.Load().Alphabet {
		out[r] = uint16(i + 1)
	}
	return out
})
