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

// hand is the corpus whose numbers are worked out in TestByHand.
var hand = []text{
	{"a1", "2001-01-01", "x x y z"},
	{"a2", "2002-01-01", "x y y"},
	{"b1", "2003-01-01", "y z z z"},
	{"b2", "2004-01-01", "x z"},
}

func TestByHand(t *testing.T) {
	r := runMethod(t, keyness.Method(), corpusOf(t, hand...), bare(map[string]any{
		"target": "id:a*", "min_count": 1, "min_documents": 1}))
	// x: 3 of 7 tokens in the target (2 of 4, 1 of 3), 1 of 6 in the reference
	// (0 of 4, 1 of 2).
	near(t, "rate_target", column(r, "rate_target", "x"), 3e6/7)
	near(t, "rate_reference", column(r, "rate_reference", "x"), 1e6/6)
	ratio := func(a, n, b, m float64) float64 { return math.Log2((a + .5) / (n + 1) / ((b + .5) / (m + 1))) }
	whole := ratio(3, 7, 1, 6)
	near(t, "log_ratio", column(r, "log_ratio", "x"), whole)
	// Without a1, a2: 1 of 3, 2 of 4. Without b1, b2: 1 of 2, 0 of 4.
	a, b := []float64{ratio(1, 3, 1, 6), ratio(2, 4, 1, 6)}, []float64{ratio(3, 7, 1, 2), ratio(3, 7, 0, 4)}
	variance := func(v []float64) float64 { d := v[0] - v[1]; return d * d / 4 } // (m−1)/m·Σ(v−mean)², m = 2
	va, vb := variance(a), variance(b)
	df := (va + vb) * (va + vb) / (va*va + vb*vb)
	half := column(r, "hi", "x") - whole
	near(t, "interval is symmetric", whole-column(r, "lo", "x"), half)
	// The t quantile for df between 1 and 2 lies between 12.706 and 4.303
	// (tables of Student's t, 97.5 %).
	if q := half / math.Sqrt(va+vb); df < 1 || df > 2 || q < 4.303 || q > 12.706 {
		t.Errorf("df %.3f, t quantile %.3f", df, q)
	}
	// Without b1 the estimate moves by 1.22, without b2 by 1.10.
	if got := r.Table.Strings("influential")[slices.Index(r.Table.Strings("feature"), "x")]; got != "b1" {
		t.Errorf("influential = %s, want b1", got)
	}
	near(t, "log_ratio_without", column(r, "log_ratio_without", "x"), b[0])
	// Median length of 4, 3, 4, 2 tokens is 3.5; α_x = 3.5·4/13.
	alpha := 3.5 * 4 / 13
	delta := math.Log((3+alpha)/(7+3.5-3-alpha)) - math.Log((1+alpha)/(6+3.5-1-alpha))
	near(t, "log_odds", column(r, "log_odds", "x"), delta)
	near(t, "zeta", column(r, "zeta", "x"), delta/math.Sqrt(1/(3+alpha)+1/(1+alpha)))
	// G² of 3, 1, 4, 5: margins 4 and 9, 7 and 6, of 13.
	g2 := 2 * (3*math.Log(3*13./(4*7)) + 1*math.Log(1*13./(4*6)) + 4*math.Log(4*13./(9*7)) + 5*math.Log(5*13./(9*6)))
	near(t, "g2", column(r, "g2", "x"), g2)
	// Uses 2, 1, 0, 1 of 4 against lengths 4, 3, 4, 2 of 13; 4 uses, 4 documents.
	dp := (math.Abs(2./4-4./13) + math.Abs(1./4-3./13) + 4./13 + math.Abs(1./4-2./13)) / 2
	near(t, "dpnorm", column(r, "dpnorm", "x"), dp/(1-2./13))
	// Two against two: six arrangements, smallest two-sided p 1/3. No test.
	if !warned(r, "KEY-05") || !math.IsNaN(column(r, "p", "x")) {
		t.Error("a test that can reach nothing was made")
	}
}

func warned(r *analysis.Result, code string) bool {
	return slices.ContainsFunc(r.Warnings, func(w analysis.Warning) bool { return w.Code == code })
}

func TestSwapTurnsSigns(t *testing.T) {
	c, truth := specimenCorpus(t, options("en"), false)
	late, early := fmt.Sprintf("year:%d..", truth.Shift.Year), fmt.Sprintf("year:..%d", truth.Shift.Year-1)
	a := runMethod(t, keyness.Method(), c, map[string]any{"target": late, "reference": early, "top": 0, "permutations": 999})
	b := runMethod(t, keyness.Method(), c, map[string]any{"target": early, "reference": late, "top": 0, "permutations": 999})
	if !slices.Equal(a.Table.Strings("feature"), b.Table.Strings("feature")) {
		t.Fatal("swapping the groups changes the order")
	}
	for i, f := range a.Table.Strings("feature") {
		for _, pair := range [][2]string{{"log_ratio", "log_ratio"}, {"zeta", "zeta"}, {"lo", "hi"}, {"hi", "lo"}} {
			near(t, f+" "+pair[0], a.Table.Floats(pair[0])[i], -b.Table.Floats(pair[1])[i])
		}
		near(t, f+" p_adj", a.Table.Floats("p_adj")[i], b.Table.Floats("p_adj")[i])
		if a.Table.Ints("count_target")[i] != b.Table.Ints("count_reference")[i] {
			t.Errorf("%s: counts do not change places", f)
		}
	}
}

func TestPlantedTruth(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		c, truth := specimenCorpus(t, options(lang), false)
		r := runMethod(t, keyness.Method(), c, map[string]any{"target": fmt.Sprintf("year:%d..", truth.Shift.Year), "top": 0})
		found := 0
		for _, k := range truth.Shift.Keywords {
			if p := column(r, "p_adj", k.In(lang)); column(r, "lo", k.In(lang)) > 0 && p < 0.05 {
				found++
			}
		}
		if found == 0 {
			t.Errorf("%s: no keyword of the rising topic %s is found", lang, truth.Shift.Topic)
		}
	}
}

// The long document holds most uses of its term: KEY-01 must say so.
func TestLongDocumentIsNamed(t *testing.T) {
	c, truth := specimenCorpus(t, options("zh"), false)
	year := truth.Long.ID[8:12]
	r := runMethod(t, keyness.Method(), c, map[string]any{"target": "year:" + year, "permutations": 999, "top": 0})
	term := truth.Long.Term.In("zh")
	for i, f := range r.Table.Strings("feature") {
		if strings.Contains(f, term) || strings.Contains(term, f) && r.Table.Ints("count_target")[i] >= int64(truth.Long.Uses) {
			if got := r.Table.Strings("influential")[i]; got != truth.Long.ID {
				t.Errorf("%s: influential = %s, want %s", f, got, truth.Long.ID)
			}
			return
		}
	}
	t.Errorf("the term %q is in no row by which the warning could be judged", term)
}

// Under random labels at most one comparison in twenty should claim a
// difference; eight of 24 would come by chance less than once in 10⁵.
func TestRandomGroupsFindNothing(t *testing.T) {
	o := options("en")
	o.Null = true
	c, _ := specimenCorpus(t, o, false)
	claims := 0
	for shift := range 8 {
		var ids []string
		for i, id := range c.IDs() {
			if (i*7+shift*(i%5)+shift)%3 == 0 {
				ids = append(ids, id)
			}
		}
		r := runMethod(t, keyness.Method(), c, map[string]any{"target": "id:" + strings.Join(ids, ","), "permutations": 999, "seed": shift + 1})
		for _, f := range r.Findings {
			if f.Tier == analysis.Calibrated && f.Row >= 0 && strings.Contains(f.Text.EN, "times as often") {
				claims++
				break
			}
		}
	}
	if claims > 2 {
		t.Errorf("%d of 8 random groupings claim a difference", claims)
	}
}

func TestOneSidedFeatures(t *testing.T) {
	texts := append(many(8, "a", "new new same other"), many(8, "b", "old same same other")...)
	r := runMethod(t, keyness.Method(), corpusOf(t, texts...), bare(map[string]any{"target": "id:a*"}))
	if got := r.Table.Strings("exclusive")[slices.Index(r.Table.Strings("feature"), "new")]; got != "target" {
		t.Errorf("exclusive = %q, want target", got)
	}
	if lo := column(r, "lo", "new"); !math.IsNaN(lo) {
		t.Errorf("lo = %g for a feature of one side, want NaN", lo)
	}
	if lr := column(r, "log_ratio", "old"); !(lr < 0) || math.IsInf(lr, 0) {
		t.Errorf("log_ratio = %g, want finite and negative", lr)
	}
	// 8 v 8 documents: 12 870 arrangements, two of which are as extreme.
	near(t, "p of new", column(r, "p", "new"), 2./12870)
	for _, f := range r.Findings {
		if f.Row >= 0 && r.Table.Strings("exclusive")[f.Row] != "" && f.Tier != analysis.Descriptive {
			t.Errorf("a feature of one side has tier %s", f.Tier)
		}
	}
	// Every document of a side is alike: nothing varies, no interval.
	if lo := column(r, "lo", "same"); !math.IsNaN(lo) {
		t.Errorf("lo = %g where nothing varies, want NaN", lo)
	}
}

func TestAdjustments(t *testing.T) {
	texts := append(many(6, "a", "new new same other x y z"), many(6, "b", "old same same other x y z")...)
	c := corpusOf(t, texts...)
	p := map[string]float64{}
	for _, how := range []string{"none", "bh", "holm", "maxt"} {
		r := runMethod(t, keyness.Method(), c, bare(map[string]any{"target": "id:a*", "adjust": how, "min_count": 1}))
		near(t, how+" p", column(r, "p", "new"), 2./924) // C(12,6) arrangements
		p[how] = column(r, "p_adj", "new")
		if how == "none" {
			for _, f := range r.Findings {
				if f.Tier == analysis.Calibrated {
					t.Errorf("adjust=none makes a calibrated finding: %s", f.Text.EN)
				}
			}
		}
	}
	near(t, "none", p["none"], 2./924)
	// Seven features; new, old and same have the smallest p: 7/3 times as large.
	near(t, "bh", p["bh"], 7./3*2/924)
	near(t, "holm", p["holm"], 7*2./924)
	if p["maxt"] < p["none"] || p["maxt"] > p["holm"] {
		t.Errorf("maxt = %g, want between %g and %g", p["maxt"], p["none"], p["holm"])
	}
}

func TestOrderOfDocumentsDoesNotMatter(t *testing.T) {
	a, _ := specimenCorpus(t, options("zh"), false)
	b, _ := specimenCorpus(t, options("zh"), true)
	o := map[string]any{"target": "year:2014..", "permutations": 999}
	x, y := runMethod(t, keyness.Method(), a, o), runMethod(t, keyness.Method(), b, o)
	for i, name := range []string{"feature", "influential", "exclusive"} {
		if !slices.Equal(x.Table.Strings(name), y.Table.Strings(name)) {
			t.Errorf("column %d %s depends on the order of documents", i, name)
		}
	}
	for _, name := range []string{"log_ratio", "lo", "zeta", "p", "p_adj", "dpnorm"} {
		for i, v := range x.Table.Floats(name) {
			near(t, name, v, y.Table.Floats(name)[i])
		}
	}
	if x.Findings[0].Text != y.Findings[0].Text {
		t.Errorf("findings depend on the order of documents:\n%s\n%s", x.Findings[0].Text.EN, y.Findings[0].Text.EN)
	}
}

func TestSameBytes(t *testing.T) {
	c, _ := specimenCorpus(t, options("en"), false)
	onProcessors(t, func() string {
		return asJSON(t, runMethod(t, keyness.Method(), c, map[string]any{"target": "year:2014..", "permutations": 999})) +
			asJSON(t, runMethod(t, keyness.Focus(), c, nil))
	})
}

func TestOptionErrors(t *testing.T) {
	c := corpusOf(t, hand...)
	for _, test := range []struct {
		options map[string]any
		want    string
	}{
		{nil, "option target: empty"},
		{map[string]any{"target": "pair:CHN-KHM"}, `the query "pair:CHN-KHM" picks no document; have year 2001..2004; id a1, a2, b1, b2`},
		{map[string]any{"target": "id:*"}, "picks all 4 documents"},
		{map[string]any{"target": "id:a*", "reference": "id:a2,b1"}, "documents that are in the target too: 1 (such as a2)"},
		{map[string]any{"target": "id:a*", "reference": "id:q"}, "option reference"},
		{map[string]any{"target": "year:abc"}, "option target"},
		{map[string]any{"target": "id:a*", "adjust": "fdr"}, "want one of bh, holm, maxt, none"},
		{map[string]any{"targt": "id:a*"}, "did you mean target?"},
		{map[string]any{"target": "id:a*", "unit": "letter"}, "option unit"},
	} {
		_, err := keyness.Method().Run(context.Background(), analysis.NewInput(c), test.options)
		var wrong *analysis.OptionError
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v: error %v, want an OptionError with %q", test.options, err, test.want)
		}
	}
}

func TestRefusals(t *testing.T) {
	empty := corpusOf(t)
	for _, m := range []analysis.Method{keyness.Method(), keyness.Focus()} {
		if err := m.Check(); err != nil {
			t.Error(err)
		}
		if r := runMethod(t, m, empty, nil); r.Refusal == nil || r.Table.Len() != 0 {
			t.Errorf("%s: an empty corpus is not refused", m.Name)
		}
	}
	// One document in the target: counts, no interval, no p, a way out.
	r := runMethod(t, keyness.Method(), corpusOf(t, hand...), bare(map[string]any{"target": "id:a1", "min_count": 1, "min_documents": 1}))
	if r.Refusal == nil || !strings.Contains(r.Refusal.Unlock.EN, "focus") || r.Table.Len() == 0 {
		t.Errorf("one target document: refusal %v, %d rows", r.Refusal, r.Table.Len())
	}
	if !math.IsNaN(column(r, "lo", "x")) || !math.IsNaN(column(r, "p", "x")) {
		t.Error("one target document has an interval or a p")
	}
	// Documents without a token do not count.
	r = runMethod(t, keyness.Method(), corpusOf(t, append(slices.Clone(hand), text{"a3", "", "。。"})...),
		map[string]any{"target": "id:a3", "min_count": 1})
	if r.Refusal == nil || !warned(r, "KEY-07") {
		t.Error("a target without tokens is not refused")
	}
}

func TestHostileFeatures(t *testing.T) {
	words := "=cmd() </script> NaN null {feature} é \u202e " + strings.Repeat("长", 3000)
	texts := append(many(5, "a", words+" common"), many(5, "b", "common =cmd() other")...)
	c := corpusOf(t, texts...)
	r, err := keyness.Method().Run(context.Background(), analysis.NewInput(c), bare(map[string]any{"target": "id:a*", "punct": "keep"}))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(r.Table.Strings("feature"), "NaN") {
		t.Errorf("the feature NaN is lost: %q", r.Table.Strings("feature"))
	}
	if s := asJSON(t, r); strings.Contains(s, "</script>") {
		t.Error("JSON holds </script> unescaped")
	}
}

func TestTiesStandInOrder(t *testing.T) {
	texts := append(many(4, "a", "c b a d"), many(4, "b", "e e e e")...)
	r := runMethod(t, keyness.Method(), corpusOf(t, texts...), bare(map[string]any{"target": "id:a*", "min_count": 1}))
	if got, want := r.Table.Strings("feature"), []string{"e", "a", "b", "c", "d"}; !slices.Equal(got, want) {
		t.Errorf("order %v, want %v", got, want)
	}
}

func BenchmarkKeyness(b *testing.B) {
	c, _ := specimenCorpus(b, options("en"), false)
	in := analysis.NewInput(c)
	for b.Loop() {
		if _, err := keyness.Method().Run(context.Background(), in, map[string]any{"target": "year:2014.."}); err != nil {
			b.Fatal(err)
		}
	}
}

// A difference that a claim rests on one document for is never told without
// KEY-01: here the first target document is ten times as long as the others
// and holds most of the uses.
func TestCarriedDifferenceIsWarned(t *testing.T) {
	var texts []text
	for i := range 12 {
		texts = append(texts,
			text{fmt.Sprintf("a%02d", i), "", "key one two three four five six seven" + strings.Repeat(" eight", i%4)},
			text{fmt.Sprintf("b%02d", i), "", "one two three four five six seven nine" + strings.Repeat(" key", i%12/11) + strings.Repeat(" eight", i%3)})
	}
	texts[0].tokens = strings.Repeat("key key key key one two three four five ", 10)
	r := runMethod(t, keyness.Method(), corpusOf(t, texts...), bare(map[string]any{"target": "id:a*", "permutations": 999}))
	named := 0
	for _, f := range r.Findings {
		if f.Tier == analysis.Calibrated && strings.Contains(f.Text.EN, "“key” is used") {
			named++
		}
	}
	if named == 0 {
		t.Fatal("the difference is not told at all: the test tests nothing")
	}
	if !slices.ContainsFunc(r.Warnings, func(w analysis.Warning) bool { return w.Code == "KEY-01" && strings.Contains(w.Text.EN, "a00") }) {
		t.Errorf("no KEY-01 for the long document: %v", r.Warnings)
	}
}
