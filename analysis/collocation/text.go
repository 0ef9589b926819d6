package collocation

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"concord/analysis"
	"concord/corpus"
)

// sample is the documents searched, in order of ID so that no sum and no choice
// depends on their order in the corpus.
type sample struct {
	corpus    *corpus.Corpus
	tokens    *corpus.Tokens
	group     corpus.Group
	documents []document // with at least one token
	size      int        // tokens of all documents
	empty     int        // documents without a token, left out
}

type document struct {
	doc    *corpus.Document
	at     int // position in the corpus
	seq    corpus.Sequence
	runs   []stretch
	tokens int
}

// stretch is a run of neighbouring tokens, from included, to not, that lies
// within one sentence or clause and within one part of the group.
type stretch struct{ from, to int }

const (
	sentenceMarks = "。！？!?\n\r\u2028\u2029"
	clauseMarks   = "，,；;：:…—()（）[]［］"
)

// runsOf cuts the tokens of a member at the ends of sentences and, with within
// "clause", at commas and the like. Outside the sentences of the structure (the
// title, a text without structure) line ends and full stops end a sentence.
func runsOf(d *corpus.Document, seq corpus.Sequence, m corpus.Member, within string) []stretch {
	var runs []stretch
	sentences := d.Structure.Sentences
	next, last, lastSentence := 0, -2, -1
	m.Each(seq, func(i int) {
		at := int(seq.Start[i])
		for next < len(sentences) && sentences[next].End <= at {
			next++
		}
		sentence := -1
		if next < len(sentences) && sentences[next].Start <= at {
			sentence = next
		}
		joined := last == i-1 && sentence == lastSentence
		if joined {
			gap := between(d.Text, seq, last)
			if sentence < 0 {
				joined = !strings.ContainsAny(gap, sentenceMarks) && !strings.Contains(gap, ". ")
			}
			if within == "clause" {
				joined = joined && !strings.ContainsAny(gap, clauseMarks)
			}
			joined = joined && !(runs[len(runs)-1].from == last && isLabel(d.Text[seq.Start[last]:seq.End[last]], gap))
		}
		if joined {
			runs[len(runs)-1].to = i + 1
		} else {
			runs = append(runs, stretch{i, i + 1})
		}
		last, lastSentence = i, sentence
	})
	return runs
}

// isLabel reports whether a token that begins a run numbers what follows, such
// as 五、 or 3.
func isLabel(token, gap string) bool {
	return strings.Trim(token, "一二三四五六七八九十百0123456789０１２３４５６７８９") == "" && strings.ContainsAny(gap, "、.．)）")
}

// between returns the text between token i and the next, "" where they overlap.
func between(text string, seq corpus.Sequence, i int) string {
	if seq.End[i] >= seq.Start[i+1] {
		return ""
	}
	return text[seq.End[i]:seq.Start[i+1]]
}

// closeBy reports whether nothing but blanks and hyphens parts token i from the
// next.
func closeBy(text string, seq corpus.Sequence, i int) bool {
	for _, r := range between(text, seq, i) {
		if !unicode.IsSpace(r) && !strings.ContainsRune("-‐‑’'·•", r) {
			return false
		}
	}
	return true
}

func byID(a, b document) int { return strings.Compare(a.doc.ID, b.doc.ID) }

// byDate puts dated documents first, oldest first, then by ID.
func byDate(a, b *corpus.Document) int {
	if a.Date.IsZero() != b.Date.IsZero() {
		if a.Date.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Or(a.Date.Compare(b.Date), strings.Compare(a.ID, b.ID))
}

// languages lists the languages of the documents, in code-point order.
func (s *sample) languages() []string {
	var out []string
	for _, d := range s.documents {
		if d.doc.Lang != "" {
			out = append(out, d.doc.Lang)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// warnings are the doubts about the documents, under the codes given.
func (s *sample) warnings(languages, empty string) []analysis.Warning {
	var out []analysis.Warning
	if l := s.languages(); len(l) > 1 {
		out = append(out, analysis.Warn(languages,
			analysis.T("所选文本不止一种语言（{langs}），次数与期望混在一起；请用 lang: 限定一种。",
				"The documents are in more than one language ({langs}), whose counts are mixed; choose one with lang:."),
			analysis.Word("langs", strings.Join(l, ", "))))
	}
	if s.empty > 0 {
		out = append(out, analysis.Warn(empty,
			analysis.T("{n}篇文本按此设定没有词项，未计入。", "Documents without a token under this recipe, left out: {n}."),
			analysis.Int("n", s.empty)))
	}
	return out
}

// use is how one document uses something: how often, and where first and last.
type use struct {
	document, count int
	first, last     corpus.Span
}

// places chooses at most three places among uses in order of documents: the
// first use by date, the first in the document with most, the last by date.
func (s *sample) places(in *analysis.Input, uses []use) []analysis.Evidence {
	if len(uses) == 0 {
		return nil
	}
	uses = slices.Clone(uses)
	slices.SortStableFunc(uses, func(a, b use) int { return byDate(s.documents[a.document].doc, s.documents[b.document].doc) })
	last := len(uses) - 1
	for last > 0 && s.documents[uses[last].document].doc.Date.IsZero() {
		last--
	}
	most := 0
	for i := range uses {
		if uses[i].count > uses[most].count {
			most = i
		}
	}
	var out []analysis.Evidence
	var seen []corpus.Address
	for _, p := range []struct {
		document int
		span     corpus.Span
	}{
		{uses[0].document, uses[0].first}, {uses[most].document, uses[most].first}, {uses[last].document, uses[last].last},
	} {
		e := in.Quote(s.documents[p.document].at, p.span, quoteWidth)
		if !slices.Contains(seen, e.Address) {
			seen = append(seen, e.Address)
			out = append(out, e)
		}
	}
	return out
}

// dates returns the first and the last date of the documents that use
// something, "" where none is dated.
func (s *sample) dates(uses []use) (first, last corpus.Date) {
	for _, u := range uses {
		d := s.documents[u.document].doc.Date
		if d.IsZero() {
			continue
		}
		if first.IsZero() || d.Compare(first) < 0 {
			first = d
		}
		if last.IsZero() || d.Compare(last) > 0 {
			last = d
		}
	}
	return first, last
}

const (
	evidenceRows = 200 // rows beyond are listed without places
	quoteWidth   = 30  // characters of context on either side
	figureRows   = 25
	findingRows  = 5
)
