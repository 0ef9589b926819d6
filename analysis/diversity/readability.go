// Readability measures how hard the sentences of each document are.
//
// It answers: which documents have the longer sentences and the harder words?
//
// English, with W words, S sentences, Y syllables, C letters and digits, P words
// of three syllables or more, M words of one, L words of seven characters or
// more:
//
//	words_per_sentence  W/S
//	flesch              206.835 − 1.015·W/S − 84.6·Y/W (Flesch 1948); high is easy
//	flesch_kincaid      0.39·W/S + 11.8·Y/W − 15.59 (Kincaid et al. 1975)
//	ari                 0.5·W/S + 4.71·C/W − 21.43 (Senter & Smith 1967)
//	coleman_liau        −27.4004·z/100 + 23.06395, z = 141.8401 − 21.4590·C/W +
//	                    107.9812·S/W (Coleman & Liau 1975)
//	gunning_fog         0.4·(W/S + 100·P/W) (Gunning 1952), all long words
//	smog                1.043·√(30·P/S) + 3.1291 (McLaughlin 1969), from 30
//	                    sentences on, below it is empty
//	lix                 W/S + 100·L/W (Björnsson 1968)
//	rix                 L/S (Anderson 1983)
//	forcast             20 − 15·M/W (Caylor et al. 1973)
//
// Chinese, in columns of their own, as no formula fitted to Chinese official
// prose is known to hold; all are relative within one corpus:
//
//	chars_per_sentence    Han characters per sentence
//	clauses_per_sentence  clauses (between commas and the like) per sentence
//	rare_char_share       share of Han characters outside the commonest `common`
//	                      of the documents described; empty where they have no
//	                      more different characters than that
//
// Columns of the other language are empty. A document that is neither has
// counts only. Titles, datelines and other text outside sentences do not count;
// a document without structure is cut at line ends and full stops. Words are
// those of UAX 29 without numbers. Syllables are counted by rule: runs of
// vowels, without silent e, with the usual exceptions (-tion, -ual, -ism, coop-).
//
// Rows are in order of date, undated documents last, then by ID. Evidence of a
// row is its longest sentence, the first of equals.
//
// Defaults: all documents, the commonest 1 000 characters.
//
// When it misleads: the English formulas were fitted to school texts and army
// manuals; the grade of a communiqué has no pupils behind it, so only the order
// of documents is told (RDB-02). Lists joined by semicolons make one sentence of
// a page. rare_char_share grows with names and depends on what else is in the
// corpus. Full stops lost in scanning make sentences long. There is no interval:
// a document is one observation.
//
// Warnings: RDB-01 Chinese values are relative; RDB-02 what grades are; RDB-03
// too few sentences for SMOG; RDB-04 too few different characters; RDB-05
// documents in neither language; RDB-06 documents without a sentence left out.
package diversity

import (
	"cmp"
	"math"
	"slices"
	"unicode"

	"concord/analysis/measure"
	"concord/corpus"
)

// ReadabilityRow is one document.
type ReadabilityRow struct {
	Doc                string  `col:"doc"`
	Date               string  `col:"date"`
	Lang               string  `col:"lang"`
	Sentences          int     `col:"sentences"`
	Words              int     `col:"words"`
	Characters         int     `col:"characters"`
	WordsPerSentence   float64 `col:"words_per_sentence"`
	Flesch             float64 `col:"flesch"`
	FleschKincaid      float64 `col:"flesch_kincaid"`
	ARI                float64 `col:"ari"`
	ColemanLiau        float64 `col:"coleman_liau"`
	GunningFog         float64 `col:"gunning_fog"`
	SMOG               float64 `col:"smog"`
	LIX                float64 `col:"lix"`
	RIX                float64 `col:"rix"`
	FORCAST            float64 `col:"forcast"`
	CharsPerSentence   float64 `col:"chars_per_sentence"`
	ClausesPerSentence float64 `col:"clauses_per_sentence"`
	RareCharShare      float64 `col:"rare_char_share"`
}

// smogSentences is the fewest sentences for which SMOG was fitted.
const smogSentences = 30

// text is what readability rests on in one document.
type text struct {
	doc     *corpus.Document
	at      int // position in the corpus
	counts  measure.TextCounts
	han     map[rune]int
	total   int // Han characters
	clauses int
	longest corpus.Span // the longest sentence
}

// read counts words, characters and clauses sentence by sentence.
func read(c *corpus.Corpus, t *corpus.Tokens, m corpus.Member, syllables []int) text {
	d, seq := c.Doc(m.Doc), t.Docs[m.Doc]
	x := text{doc: d, at: m.Doc, han: map[rune]int{}}
	var at []int
	m.Each(seq, func(i int) { at = append(at, i) })
	next, most := 0, -1
	for _, s := range sentencesOf(d, m.Parts) {
		words := 0
		for ; next < len(at) && int(seq.Start[at[next]]) < s.End; next++ {
			i := at[next]
			if int(seq.Start[i]) >= s.Start && syllables[seq.IDs[i]] > 0 {
				x.word(d.Text[seq.Start[i]:seq.End[i]], syllables[seq.IDs[i]])
				words++
			}
		}
		han := x.characters(d, s)
		if words+han == 0 {
			continue
		}
		x.counts.Sentences++
		x.clauses += clausesIn(d, s)
		if words+han > most {
			most, x.longest = words+han, s.Span
		}
	}
	return x
}

func (x *text) word(s string, syllables int) {
	c := &x.counts
	characters := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			characters++
		}
	}
	c.Words++
	c.Characters += float64(characters)
	c.Syllables += float64(syllables)
	if syllables == 1 {
		c.Monosyllables++
	}
	if syllables >= 3 {
		c.Polysyllables++
	}
	if characters >= 7 {
		c.LongWords++
	}
}

// characters counts the Han characters of a sentence.
func (x *text) characters(d *corpus.Document, s sentence) int {
	n := 0
	for _, p := range s.parts {
		for _, r := range d.Slice(p) {
			if unicode.Is(unicode.Han, r) {
				x.han[r]++
				n++
			}
		}
	}
	x.total += n
	return n
}

// commonest returns the n Han characters used most in the Chinese texts, ties
// by code point, and how many different ones there are.
func commonest(texts []text, n int) (common map[rune]bool, different int) {
	total := map[rune]int{}
	for _, x := range texts {
		if x.doc.Lang == "zh" {
			for r, k := range x.han {
				total[r] += k
			}
		}
	}
	list := make([]rune, 0, len(total))
	for r := range total {
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b rune) int { return cmp.Or(cmp.Compare(total[b], total[a]), cmp.Compare(a, b)) })
	common = map[rune]bool{}
	for _, r := range list[:min(n, len(list))] {
		common[r] = true
	}
	return common, len(list)
}

// row describes one text; common is nil where there are too few characters to
// call some rare.
func (x text) row(common map[rune]bool) ReadabilityRow {
	nan := math.NaN()
	r := ReadabilityRow{
		Doc: x.doc.ID, Date: x.doc.Date.String(), Lang: x.doc.Lang,
		Sentences: int(x.counts.Sentences), Words: int(x.counts.Words), Characters: x.total,
		WordsPerSentence: nan, Flesch: nan, FleschKincaid: nan, ARI: nan, ColemanLiau: nan, GunningFog: nan,
		SMOG: nan, LIX: nan, RIX: nan, FORCAST: nan, CharsPerSentence: nan, ClausesPerSentence: nan, RareCharShare: nan,
	}
	switch {
	case x.doc.Lang == "en" && x.counts.Words > 0:
		c := x.counts
		r.WordsPerSentence = c.Words / c.Sentences
		r.Flesch, r.FleschKincaid, r.ARI, r.ColemanLiau = c.Flesch(), c.FleschKincaid(), c.ARI(false), c.ColemanLiau()
		r.GunningFog, r.LIX, r.RIX, r.FORCAST = c.GunningFog(), c.LIX(), c.RIX(), c.FORCAST()
		if c.Sentences >= smogSentences {
			r.SMOG = c.SMOG()
		}
	case x.doc.Lang == "zh" && x.total > 0:
		r.CharsPerSentence = float64(x.total) / x.counts.Sentences
		r.ClausesPerSentence = float64(x.clauses) / x.counts.Sentences
		if common != nil {
			rare := 0
			for c, n := range x.han {
				if !common[c] {
					rare += n
				}
			}
			r.RareCharShare = float64(rare) / float64(x.total)
		}
	}
	return r
}
