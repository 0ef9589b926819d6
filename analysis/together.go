package analysis

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
)

// The words of one formula stand this near to each other, in this share of their
// uses. Nothing hangs on either: formulas are far shorter, and words of equal
// counts are seldom near each other but in one.
const (
	formulaTokens = 8
	formulaShare  = 0.75
)

// Together names features that are told as one, because they are words of one
// formula: members use them equally often, each of them, and at least three in
// four of their uses stand in one sentence at most eight tokens apart. The first
// of such features is named by all of them in order of the text, as 和平…解决…争端
// or peaceful … settlement; the others get the empty name and are not told by
// themselves. A feature that stands alone is named as it is.
//
// The features are those that would be told, in order, each once.
func Together(c *corpus.Corpus, t *corpus.Tokens, members []corpus.Member, features []string) []string {
	places := placesOf(t, members, features)
	names := slices.Clone(features)
	for i := range features {
		if names[i] == "" {
			continue
		}
		group := []int{i}
		for k := i + 1; k < len(features); k++ {
			if names[k] != "" && oneFormula(c, t, members, places[i], places[k]) {
				group = append(group, k)
				names[k] = ""
			}
		}
		if len(group) > 1 {
			names[i] = inOrder(group, features, places)
		}
	}
	return names
}

// usedAt is a use: the member and the position of the token in its document.
type usedAt struct{ member, token int }

func placesOf(t *corpus.Tokens, members []corpus.Member, features []string) [][]usedAt {
	places := make([][]usedAt, len(features))
	slot := make(map[uint32]int, len(features))
	for i, f := range features {
		if id := t.Feature(f); id >= 0 {
			slot[uint32(id)] = i
		}
	}
	for k, m := range members {
		ids := t.Docs[m.Doc].IDs
		m.Each(t.Docs[m.Doc], func(at int) {
			if f, ok := slot[ids[at]]; ok {
				places[f] = append(places[f], usedAt{k, at})
			}
		})
	}
	return places
}

// oneFormula reports whether the uses of two features, in order of the text, pair
// off: in the same members, and mostly near each other.
func oneFormula(c *corpus.Corpus, t *corpus.Tokens, members []corpus.Member, a, b []usedAt) bool {
	if len(a) == 0 || len(a) != len(b) {
		return false
	}
	near := 0
	for i := range a {
		if a[i].member != b[i].member {
			return false
		}
		from, to := min(a[i].token, b[i].token), max(a[i].token, b[i].token)
		if to-from <= formulaTokens && oneSentence(c.Doc(members[a[i].member].Doc), t.Docs[members[a[i].member].Doc], from, to) {
			near++
		}
	}
	return float64(near) >= formulaShare*float64(len(a))
}

// oneSentence reports whether two tokens stand in one sentence. A document without
// structure has none to part them.
func oneSentence(d *corpus.Document, s corpus.Sequence, from, to int) bool {
	all := d.Structure.Sentences
	at, _ := slices.BinarySearchFunc(all, int(s.Start[from]), func(x corpus.Sentence, place int) int { return cmp.Compare(x.End, place+1) })
	return at == len(all) || int(s.Start[to]) < all[at].End
}

// inOrder joins features in the order of their first uses: those that stand side by
// side there as they are written, others with an ellipsis between.
func inOrder(group []int, features []string, places [][]usedAt) string {
	slices.SortFunc(group, func(a, b int) int { return cmp.Compare(places[a][0].token, places[b][0].token) })
	var out strings.Builder
	for k, f := range group {
		r, _ := utf8.DecodeRuneInString(features[f])
		han := unicode.Is(unicode.Han, r)
		if k > 0 {
			beside := places[f][0].token-places[group[k-1]][0].token == 1
			switch {
			case beside && !han:
				out.WriteString(" ")
			case !beside && han:
				out.WriteString("…")
			case !beside:
				out.WriteString(" … ")
			}
		}
		out.WriteString(features[f])
	}
	return out.String()
}
