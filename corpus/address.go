package corpus

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Address is a place in a document: section, paragraph, sentence and a run of
// characters. It prints as
//
//	KHM-2022-1 §3.2 ¶12 s2 c41–67
//
// where §3.2 is item 2 of section 3, ¶12 the twelfth paragraph of the body, s2
// its second sentence, and c41–67 the 41st to the 67th character of the frozen
// text, both included. Parts that do not apply (a title has no paragraph) are
// left out.
type Address struct {
	Doc       string `json:"doc"`
	Section   string `json:"section,omitempty"`   // "3" or "3.2"
	Paragraph int    `json:"paragraph,omitempty"` // from 1; 0 outside the body
	Sentence  int    `json:"sentence,omitempty"`  // within the paragraph, from 1
	From      int    `json:"from"`                // first character, from 1
	To        int    `json:"to"`                  // last character, included
	SHA256    string `json:"sha256,omitempty"`    // of the text it was made from
}

// String prints the address without its hash.
func (a Address) String() string {
	var b strings.Builder
	b.WriteString(a.Doc)
	if a.Section != "" {
		b.WriteString(" §" + a.Section)
	}
	if a.Paragraph > 0 {
		fmt.Fprintf(&b, " ¶%d", a.Paragraph)
	}
	if a.Sentence > 0 {
		fmt.Fprintf(&b, " s%d", a.Sentence)
	}
	fmt.Fprintf(&b, " c%d–%d", a.From, a.To)
	return b.String()
}

var addressForm = regexp.MustCompile(`^(.+?)(?: §(\d+(?:\.\d+)?))?(?: ¶(\d+))?(?: s(\d+))? c(\d+)[–-](\d+)$`)

// ParseAddress reads what String prints. The hash is not part of it.
func ParseAddress(s string) (Address, error) {
	m := addressForm.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return Address{}, fmt.Errorf("address %q: want a form like KHM-2022-1 §3 ¶12 s2 c41–67", s)
	}
	a := Address{Doc: m[1], Section: m[2]}
	for i, field := range []*int{&a.Paragraph, &a.Sentence, &a.From, &a.To} {
		if m[3+i] == "" {
			continue
		}
		n, err := strconv.Atoi(m[3+i])
		if err != nil {
			return Address{}, fmt.Errorf("address %q: number %s is out of range", s, m[3+i])
		}
		*field = n
	}
	if a.From < 1 || a.To < a.From {
		return Address{}, fmt.Errorf("address %q: characters %d–%d: want first ≥ 1 and last ≥ first", s, a.From, a.To)
	}
	return a, nil
}

// Open returns exactly the characters that the address names. It is an error
// when the document is not in the corpus, when its text has changed since the
// address was made, when the text is shorter, or when the characters stand in
// another section, paragraph or sentence than the address names.
func (c *Corpus) Open(a Address) (string, error) {
	i := c.Index(a.Doc)
	if i < 0 {
		return "", fmt.Errorf("address %s: no document %q in this corpus", a, a.Doc)
	}
	d := c.Doc(i)
	if a.SHA256 != "" && a.SHA256 != d.SHA256 {
		return "", fmt.Errorf("address %s: stale: it was made from another version of the text (SHA-256 %.8s, now %.8s)",
			a, a.SHA256, d.SHA256)
	}
	span, ok := d.Span(a)
	if !ok {
		return "", fmt.Errorf("address %s: outside the text, which has %d characters", a, utf8.RuneCountInString(d.Text))
	}
	// Section, paragraph and sentence say nothing that the characters do not say;
	// where they say something else, one of them is a slip.
	if at := d.Address(span); a.Section != "" && a.Section != at.Section || a.Paragraph != 0 && a.Paragraph != at.Paragraph || a.Sentence != 0 && a.Sentence != at.Sentence {
		return "", fmt.Errorf("address %s: these characters stand elsewhere, want %s", a, at)
	}
	return d.Slice(span), nil
}

// Address returns the address of a span of the frozen text. A span over more
// than one sentence or paragraph is named by where it begins.
func (d *Document) Address(s Span) Address {
	a := Address{Doc: d.ID, From: d.runeAt(s.Start) + 1, To: d.runeAt(s.End), SHA256: d.SHA256}
	st := &d.Structure
	if i := unitAt(len(st.Paragraphs), func(i int) Span { return st.Paragraphs[i].Span }, s.Start); i >= 0 {
		a.Paragraph = i + 1
		if j := unitAt(len(st.Sentences), func(j int) Span { return st.Sentences[j].Span }, s.Start); j >= 0 {
			a.Sentence = d.sentenceNumber(j)
		}
	}
	if i := st.sectionAt(s.Start); i >= 0 {
		a.Section = d.sectionNumber(i)
	}
	return a
}

// sentenceNumber returns the ordinal of sentence j within its paragraph, from 1.
func (d *Document) sentenceNumber(j int) int {
	first := j
	for first > 0 && d.Structure.Sentences[first-1].Paragraph == d.Structure.Sentences[j].Paragraph {
		first--
	}
	return j - first + 1
}

func (d *Document) sectionNumber(i int) string {
	s := d.Structure.Sections[i]
	if s.Parent < 0 {
		return strconv.Itoa(s.Number)
	}
	return d.sectionNumber(s.Parent) + "." + strconv.Itoa(s.Number)
}

// unitAt returns the unit that contains the offset, or -1. Units are in order
// and do not overlap.
func unitAt(n int, span func(int) Span, off int) int {
	lo, hi := 0, n
	for lo < hi {
		mid := (lo + hi) / 2
		if span(mid).End <= off {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < n && span(lo).Start <= off {
		return lo
	}
	return -1
}

// runeStep is the distance in bytes between two entries of the offset index:
// small enough that counting on from one is free, large enough that the index
// is a hundredth of the text.
const runeStep = 256

func (d *Document) indexRunes() {
	if d.runes != nil {
		return
	}
	d.runes = make([]int32, 0, len(d.Text)/runeStep+1)
	n := 0
	for b := 0; b < len(d.Text); b++ {
		if b%runeStep == 0 {
			d.runes = append(d.runes, int32(n))
		}
		if utf8.RuneStart(d.Text[b]) {
			n++
		}
	}
}

// runeAt returns the number of characters that start before byte offset off.
func (d *Document) runeAt(off int) int {
	off = min(max(off, 0), len(d.Text))
	if len(d.runes) == 0 {
		return utf8.RuneCountInString(d.Text[:off])
	}
	i := min(off/runeStep, len(d.runes)-1)
	n := int(d.runes[i])
	for b := i * runeStep; b < off; b++ {
		if utf8.RuneStart(d.Text[b]) {
			n++
		}
	}
	return n
}

// byteAt returns the byte offset of the n-th character, from 0; n may be the
// number of characters, the end of the text.
func (d *Document) byteAt(n int) (int, bool) {
	if n < 0 {
		return 0, false
	}
	lo, hi := 0, len(d.runes)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; int(d.runes[mid]) <= n {
			lo = mid
		} else {
			hi = mid
		}
	}
	b, seen := 0, 0
	if len(d.runes) > 0 {
		b, seen = lo*runeStep, int(d.runes[lo])
	}
	for ; b < len(d.Text); b++ {
		if !utf8.RuneStart(d.Text[b]) {
			continue
		}
		if seen == n {
			return b, true
		}
		seen++
	}
	return len(d.Text), seen == n
}

// Span returns the bytes of the document's text that an address names, and
// whether they lie within it. It does not look at the hash; see Corpus.Open.
func (d *Document) Span(a Address) (Span, bool) {
	start, ok := d.byteAt(a.From - 1)
	end, ok2 := d.byteAt(a.To)
	return Span{Start: start, End: end}, ok && ok2 && a.From >= 1 && a.To >= a.From
}
