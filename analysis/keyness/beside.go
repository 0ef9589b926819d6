package keyness

import (
	"cmp"
	"slices"
	"unicode"

	"concord/analysis"
	"concord/corpus/lexicon"
)

// What is told where there are too few references for any statistics.
const (
	leastTold   = 3 // uses of a word that is told
	presentTold = 5 // words of the focus that no other document uses
	absentTold  = 3 // words of all others that the focus does not use
)

// sideBySide tells, where there are too few references to compare with, which
// words only the focus uses and which all the others use and it does not. These
// are counts: no bound, no rank and no probability stands in them. rows are
// all features with enough uses, listed in the table or not. Formulations of the
// lexicon are told first, then the most used words. Documents of
// several languages have no words in common to read side by side.
func (t *focusTeller) sideBySide(in *analysis.Input, rows []FocusRow) []analysis.Finding {
	if len(t.s.languages()) > 1 {
		return nil
	}
	var present, absent []FocusRow
	for _, r := range rows {
		switch {
		case !isWord(r.Feature) || t.s.untold(r.Feature):
		case r.CountReference == 0:
			present = append(present, r)
		case r.Count == 0 && r.DocumentsReference == t.c.References:
			absent = append(absent, r)
		}
	}
	set := lexicon.Formulations()
	byCount := func(a, b FocusRow) int {
		if set[a.Feature] != set[b.Feature] {
			if set[a.Feature] {
				return -1
			}
			return 1
		}
		return cmp.Or(b.Count+b.CountReference-a.Count-a.CountReference, cmp.Compare(a.Feature, b.Feature))
	}
	slices.SortFunc(present, byCount)
	slices.SortFunc(absent, byCount)
	told := slices.Concat(present[:min(len(present), presentTold)], absent[:min(len(absent), absentTold)])
	uses := t.s.uses(in, len(told), func(i int) string { return told[i].Feature })
	var out []analysis.Finding
	for i, r := range told {
		text, weight := t.besides(r), 0.6
		if r.Count == 0 {
			weight = 0.4
		}
		f := analysis.NewFinding(analysis.Descriptive, weight*(1-float64(i)/20), t.rowOf(r.Feature), text,
			analysis.Named(text, analysis.Word("feature", r.Feature), analysis.Word("doc", t.doc), analysis.Times("count", r.Count),
				analysis.Times("uses", r.CountReference), analysis.Int("j", t.c.References))...)
		f.Evidence = uses.Quote(i, nil)
		f.Absent = t.s.outside(t.s.on(r.Count > 0))
		out = append(out, f)
	}
	return out
}

// besides is the sentence of a word by the number of other documents.
func (t *focusTeller) besides(r FocusRow) analysis.Text {
	switch here, n := r.Count > 0, t.c.References; {
	case here && n == 1:
		return analysis.T("“{feature}”在{doc}中出现{count}次，另一篇未使用。",
			"“{feature}” was used {count} in {doc} and not in the other document.")
	case here && n == 2:
		return analysis.T("“{feature}”在{doc}中出现{count}次，另外{j}篇均未使用。",
			"“{feature}” was used {count} in {doc} and in neither of the other {j} documents.")
	case here:
		return analysis.T("“{feature}”在{doc}中出现{count}次，另外{j}篇均未使用。",
			"“{feature}” was used {count} in {doc} and in none of the other {j} documents.")
	case n == 1:
		return analysis.T("“{feature}”未见于{doc}，另一篇使用{uses}次。",
			"“{feature}” was not used in {doc}; the other document uses it {uses}.")
	}
	return analysis.T("“{feature}”未见于{doc}，另外{j}篇均有使用，共{uses}次。",
		"“{feature}” was not used in {doc}; each of the other {j} documents uses it, {uses} in all.")
}

// rowOf is the row of the table that lists a feature, or -1.
func (t *focusTeller) rowOf(feature string) int {
	return slices.IndexFunc(t.c.Rows, func(r FocusRow) bool { return r.Feature == feature })
}

// isWord reports whether a feature is a set term: at least two Chinese
// characters, or an English word. Single characters and signs are none.
func isWord(feature string) bool {
	han, letters := 0, 0
	for _, r := range feature {
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.Is(unicode.Latin, r):
			letters++
		}
	}
	return han >= 2 || han == 0 && letters >= 2
}
