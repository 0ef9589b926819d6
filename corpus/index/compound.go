package index

import (
	"strings"
	"sync"

	"concord/corpus/lexicon"
	"concord/corpus/token"
)

// compounds are the terms of the lexicon that are never cut, though they consist
// of several words of the word list: 人类命运共同体. By the words with which
// they end, begin, or which stand within them.
type compounds struct {
	ending, beginning, within map[string][]string
}

// terms returns the compounds, found once.
var terms = sync.OnceValues(func() (*compounds, error) {
	r := token.Default()
	r.Lexicon, r.Punct, r.Lower = "none", "keep", true
	cutter, err := token.New(r)
	if err != nil {
		return nil, err
	}
	c := &compounds{map[string][]string{}, map[string][]string{}, map[string][]string{}}
	seen := map[string]bool{}
	for _, t := range lexicon.Terms() {
		for _, part := range strings.Split(t.Cut, lexicon.Bar) {
			if !seen[part] {
				seen[part] = true
				c.add(cutter.Words(part))
			}
		}
	}
	return c, nil
})

func (c *compounds) add(words []token.Word) {
	var term strings.Builder
	borders := []int{0}
	for _, w := range words {
		term.WriteString(w.Text)
		borders = append(borders, term.Len())
	}
	t, last := term.String(), len(borders)-1
	for i := range borders {
		for j := i + 1; j <= last; j++ {
			part := t[borders[i]:borders[j]]
			switch {
			case i == 0 && j == last:
			case i == 0:
				c.beginning[part] = append(c.beginning[part], t)
			case j == last:
				c.ending[part] = append(c.ending[part], t)
			default:
				c.within[part] = append(c.within[part], t)
			}
		}
	}
}

// compound appends the edges of terms in which a literal begins, ends or lies at
// borders of words.
func (x *Index) compound(out []edge, s spelling) []edge {
	n := len(s.text)
	add := func(from, to int, terms []string) {
		for _, t := range terms {
			if id, ok := x.id(t); ok {
				out = x.add(out, from, to, []uint32{id})
			}
		}
	}
	for i := 1; i < n; i++ {
		if s.border[i] == never {
			continue
		}
		add(i, n, s.terms.beginning[s.text[i:]])
		add(0, i, s.terms.ending[s.text[:i]])
	}
	add(0, n, s.terms.beginning[s.text])
	add(0, n, s.terms.ending[s.text])
	add(0, n, s.terms.within[s.text])
	return out
}
