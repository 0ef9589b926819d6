package token

import (
	"unicode"

	"concord/corpus"
	"concord/corpus/token/script"
)

// grams counts the runs of n characters. Blanks are skipped; no run crosses
// the end of a line or a sentence, nor a sign or number that the recipe drops.
// Where the recipe counts numbers as one, every digit is written 0.
func (c *counter) grams(text string, n int) corpus.Sequence {
	c.text = text
	seq := newSequence(len(text) / 3)
	g := gramBuffer{counter: c, n: n, seq: &seq}
	for start := 0; start < len(text); {
		end := lineEnd(text, start)
		line := []rune(text[start:end])
		if c.recipe.Script == "simplified" {
			script.Fold(line)
		}
		at := start
		for _, r := range line {
			was, width := decodeRune(text[at:end])
			g.add(r, c.symbol(was).class(), uint32(at), uint32(at+width))
			at += width
		}
		g.clear()
		start = end
	}
	return fitted(seq)
}

// gramBuffer holds the characters that may still begin a run.
type gramBuffer struct {
	*counter
	n     int
	seq   *corpus.Sequence
	text  []byte // in the form of features
	chars []gramChar
}

// gramChar is where a character stands: in the buffer and in the text.
type gramChar struct {
	at         int
	start, end uint32
}

func (g *gramBuffer) clear() { g.text, g.chars = g.text[:0], g.chars[:0] }

func (g *gramBuffer) add(r rune, c class, start, end uint32) {
	if c == blank || c == newline {
		return
	}
	shown := r
	if g.recipe.Width {
		shown = narrow(shown)
	}
	if g.recipe.Lower {
		shown = unicode.ToLower(shown)
	}
	if c == other && unicode.IsNumber(r) {
		switch g.recipe.Numbers {
		case "drop":
			g.clear()
			return
		case "class":
			shown = '0'
		}
	}
	ends := c == ender || c == other && (r == '.' || r == '!' || r == '?')
	if symbol := c != han && !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r); symbol && g.recipe.Punct == "drop" {
		g.clear()
		return
	}
	g.push(shown, start, end)
	if ends {
		g.clear()
	}
}

// push appends a character and counts the run that it completes.
func (g *gramBuffer) push(shown rune, start, end uint32) {
	if len(g.chars) == cap(g.chars) && len(g.chars) > g.n {
		g.shift()
	}
	g.chars = append(g.chars, gramChar{len(g.text), start, end})
	g.text = append(g.text, string(shown)...)
	if len(g.chars) < g.n {
		return
	}
	first := g.chars[len(g.chars)-g.n]
	id := g.gram(g.text[first.at:])
	g.seq.IDs = append(g.seq.IDs, id)
	g.seq.Start = append(g.seq.Start, first.start)
	g.seq.End = append(g.seq.End, end)
}

// gram returns the number of a run of characters.
func (g *gramBuffer) gram(text []byte) uint32 {
	if len(text) > shortText {
		return g.intern(string(text))
	}
	at, known := g.short.find(pack(string(text), 0, len(text)))
	if !known { // no other run has the same text
		g.short.numbers = append(g.short.numbers, uint32(len(g.features)))
		g.features = append(g.features, string(text))
	}
	return g.short.numbers[at]
}

// shift drops all but the characters that the next run begins with.
func (g *gramBuffer) shift() {
	keep := g.chars[len(g.chars)-g.n+1:]
	if g.n == 1 {
		keep = nil
	}
	base := len(g.text)
	if len(keep) > 0 {
		base = keep[0].at
	}
	g.text = g.text[:copy(g.text, g.text[base:])]
	k := copy(g.chars, keep)
	g.chars = g.chars[:k]
	for i := range g.chars {
		g.chars[i].at -= base
	}
}
