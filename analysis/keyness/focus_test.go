package keyness_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"concord/analysis"
	"concord/analysis/keyness"
)

// references are n documents of ten tokens, of which every second uses "much"
// once more.
func references(n int) []text {
	var out []text
	for i := range n {
		tokens := "much a b c d e f g h i"
		if i%2 == 1 {
			tokens = "much much a b c d e f g h"
		}
		out = append(out, text{fmt.Sprintf("r%02d", i), fmt.Sprintf("%d-01-01", 1980+i), tokens})
	}
	return out
}

var inFocus = text{"focus", "2022-11-11", "first first first a a a a a a a"}

func TestFocusByHand(t *testing.T) {
	c := corpusOf(t, append(references(20), inFocus)...)
	r := runMethod(t, keyness.Focus(), c, bare(map[string]any{"min_count": 1}))
	if g := r.Source.Groups[0]; g.Name != "focus" || g.Documents != 1 || r.Source.Groups[1].Documents != 20 {
		t.Errorf("groups %v, want the latest document against 20", r.Source.Groups)
	}
	near(t, "per_million of a", column(r, "per_million", "a"), 7e5)
	near(t, "expected of a", column(r, "expected", "a"), 1)         // 20 uses in 200 tokens, 10 tokens here
	near(t, "expected of much", column(r, "expected", "much"), 1.5) // 30 of 200
	near(t, "median of much", column(r, "rate_median", "much"), 1.5e5)
	near(t, "10 % of much", column(r, "rate_low", "much"), 1e5)
	near(t, "90 % of much", column(r, "rate_high", "much"), 2e5)
	near(t, "rank of a", column(r, "density_rank", "a"), 1)
	near(t, "rank of much", column(r, "density_rank", "much"), 21)
	// Not found in 20 documents: 1 − .05^(1/20) = .1391083 (exact binomial).
	near(t, "absence bound", column(r, "absence_bound", "first"), 1-math.Pow(.05, 1./20))
	if !math.IsNaN(column(r, "p", "first")) {
		t.Error("a feature without a reference rate has a p")
	}
	// No feature varies more than Poisson between references: every own κ is 0,
	// so P(Y ≥ 7) at mean 1 is 1 − Σ_{k<7} e⁻¹/k! = 8.3241e-05, doubled.
	tail, term := 1.0, math.Exp(-1)
	for k := range 7 {
		tail -= term
		term /= float64(k + 1)
	}
	if p := column(r, "p", "a"); math.Abs(p-2*tail) > 1e-12 {
		t.Errorf("p of a = %g, want %g", p, 2*tail)
	}
	// Absent here: P(Y ≤ 0) at mean 1.5 is e^−1.5, doubled.
	near(t, "p of much", column(r, "p", "much"), 2*math.Exp(-1.5))
	for i, f := range r.Table.Strings("feature") {
		want := map[string]string{"a": "more", "first": "more", "much": "less"}[f]
		if want != "" && r.Table.Strings("direction")[i] != want {
			t.Errorf("direction of %s = %s, want %s", f, r.Table.Strings("direction")[i], want)
		}
	}
	if r.Findings[0].Tier != analysis.Calibrated || !strings.Contains(r.Findings[0].Text.EN, "“a” occurs 7 times") {
		t.Errorf("first finding: %s %s", r.Findings[0].Tier, r.Findings[0].Text.EN)
	}
	if !slices.ContainsFunc(r.Findings, func(f analysis.Finding) bool {
		return f.Text.ZH == "“first”在focus中出现3次，20篇参照文本（1980–1999年）均未使用；据此，同类文本中使用它的至多占14%（95%上限）。"
	}) {
		t.Errorf("the first use is not told: %v", r.Findings)
	}
}

func TestFocusLevels(t *testing.T) {
	for _, test := range []struct {
		references     int
		refused, probs bool
		warning        string
	}{
		{4, true, false, ""}, {5, false, false, "KEY-03"}, {9, false, false, "KEY-03"},
		{10, false, true, "KEY-10"}, {19, false, true, "KEY-10"}, {20, false, true, ""},
	} {
		c := corpusOf(t, append(references(test.references), inFocus)...)
		r := runMethod(t, keyness.Focus(), c, bare(map[string]any{"min_count": 1}))
		if (r.Refusal != nil) != test.refused {
			t.Errorf("%d references: refusal %v", test.references, r.Refusal)
		}
		probs := slices.ContainsFunc(r.Table.Floats("p"), func(p float64) bool { return !math.IsNaN(p) })
		if probs != test.probs {
			t.Errorf("%d references: probabilities %v, want %v", test.references, probs, test.probs)
		}
		if test.warning != "" != (len(r.Warnings) == 1) || test.warning != "" && !warned(r, test.warning) {
			t.Errorf("%d references: warnings %v, want %q", test.references, r.Warnings, test.warning)
		}
		if r.Table.Len() == 0 {
			t.Errorf("%d references: no counts are listed", test.references)
		}
		for _, f := range r.Findings {
			if test.references < keyness.CalibratedFrom && (f.Tier != analysis.Descriptive || strings.Contains(f.Text.EN, "predictive")) {
				t.Errorf("%d references: %s", test.references, f.Text.EN)
			}
		}
	}
}

func TestFocusPlantedTruth(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		c, truth := specimenCorpus(t, options(lang), false)
		r := runMethod(t, keyness.Focus(), c, map[string]any{"top": 0})
		if !strings.HasPrefix(r.Source.Groups[0].Name, truth.Focus.ID) {
			t.Errorf("%s: focus is %s, want %s", lang, r.Source.Groups[0].Name, truth.Focus.ID)
		}
		best := math.Inf(1)
		for _, k := range truth.Shift.Keywords { // of the topic raised in the latest document
			if rank := column(r, "rank", k.In(lang)); rank < best {
				best = rank
			}
		}
		if best > 20 {
			t.Errorf("%s: the first keyword of the raised topic has rank %g, want among the first 20", lang, best)
		}
	}
}

// Any document of the null corpus against the others: few should be told as
// surprising. Names of the parties differ by design, hence a bound above 5 %.
func TestFocusNull(t *testing.T) {
	o := options("en")
	o.Null = true
	c, _ := specimenCorpus(t, o, false)
	claims, in := 0, analysis.NewInput(c)
	for i := 0; i < c.Len(); i += 4 {
		r, err := keyness.Focus().Run(context.Background(), in, map[string]any{"focus": c.Doc(i).ID})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.Findings {
			if f.Tier == analysis.Calibrated && f.Row >= 0 {
				claims++
				t.Log(f.Text.EN)
			}
		}
	}
	if claims > 6 {
		t.Errorf("%d surprises in 12 documents of the null corpus", claims)
	}
}

func TestFocusOptions(t *testing.T) {
	c := corpusOf(t, append(references(6), inFocus)...)
	_, err := keyness.Focus().Run(context.Background(), analysis.NewInput(c), map[string]any{"focus": "focsu"})
	var wrong *analysis.OptionError
	if !errors.As(err, &wrong) || !strings.Contains(err.Error(), "did you mean focus?") {
		t.Errorf("error %v, want an OptionError that proposes focus", err)
	}
	// The focus is taken out of its own reference.
	r := runMethod(t, keyness.Focus(), c, bare(map[string]any{"focus": "r00", "where": "id:r*"}))
	if n := r.Source.Groups[1].Documents; n != 5 {
		t.Errorf("%d references, want 5", n)
	}
	undated := corpusOf(t, text{"a", "", "x"}, text{"b", "", "x"})
	if r := runMethod(t, keyness.Focus(), undated, nil); r.Refusal == nil {
		t.Error("no latest document: not refused")
	}
}
