package robustness

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/token/script"
)

// pick finds the features in the baseline.
func (s *study) pick(c *corpus.Corpus) error {
	t := s.baseline.Table
	features, values := t.Strings("feature"), t.Floats(s.effect)
	lo := t.Floats("lo")
	add := func(row int) {
		s.subjects = append(s.subjects, subject{feature: features[row], row: row, gram: s.gram(features[row])})
	}
	if wanted := list(s.options.Features); len(wanted) > 0 {
		for _, f := range wanted {
			row := slices.Index(features, f)
			if row < 0 {
				return &analysis.OptionError{Option: "features", Problem: fmt.Sprintf("%q is not in the table of %s, want features such as %s", f, s.method.Name, strings.Join(features[:min(5, len(features))], ", "))}
			}
			add(row)
		}
		return nil
	}
	untold := analysis.Untold(c, corpus.Whole(c, "").Members)
	for _, row := range s.order() {
		if len(s.subjects) < s.options.Top && !math.IsNaN(values[row]) && !math.IsNaN(lo[row]) && !untold(features[row]) {
			add(row)
		}
	}
	if len(s.subjects) == 0 {
		s.refusal = analysis.Refuse(
			analysis.T("{method}的结果中没有带区间的词项，无从比较各设定。", "The table of {method} has no feature with an interval, so there is nothing to compare over specifications."),
			analysis.T("增加文本，或降低最少次数和篇数，或以 features 指明词项。", "Add documents, lower the fewest uses and documents, or name features."),
			analysis.Word("method", s.method.Name))
	}
	return nil
}

// order lists the rows of the baseline: those that the method tells, in the
// order in which it tells them, then the others.
func (s *study) order() []int {
	seen := make([]bool, s.baseline.Table.Len())
	var out []int
	add := func(row int) {
		if row >= 0 && !seen[row] {
			seen[row] = true
			out = append(out, row)
		}
	}
	for _, f := range s.baseline.Findings {
		if !f.Null {
			add(f.Row)
		}
	}
	for row := range seen {
		add(row)
	}
	return out
}

// gram is the length of a Chinese feature that can be counted as a run of
// characters, 0 for others.
func (s *study) gram(feature string) int {
	n := 0
	for _, r := range feature {
		if !unicode.Is(unicode.Han, r) {
			return 0
		}
		n++
	}
	if n < 2 || n > 5 {
		return 0
	}
	return n
}

// called is the name of a feature under a specification.
func (s *study) called(x subject, m mask) string {
	if m.has("script") && s.values["script"] == "as-is" {
		r := []rune(x.feature)
		script.Fold(r)
		return string(r)
	}
	return x.feature
}
