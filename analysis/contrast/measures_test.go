package contrast_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"concord/analysis"
	"concord/analysis/contrast"
	"concord/analysis/infer"
	"concord/corpus"
)

// golden is the table of R corpora and quanteda for 1000 and 2000 tokens; LRC
// for five tests. G² of the third row is given with a sign there.
var golden = []struct {
	feature                      string
	a, b                         int
	g2, chi2, walter, lrc, hardi float64
}{
	{"甲甲", 10, 2, 12.83490874, 13.55421687, 3.07002879, 0.5759981164, 3.321928095},
	{"乙乙", 5, 0, 11.00282668, 10.01669449, 4.45907108, 0.0851295108, math.NaN()},
	{"丙丙", 0, 5, 4.058823544, 2.504173623, -2.45979216, 0, math.NaN()},
	{"丁丁", 3, 3, 0.7082014711, 0.751503006, 0.99963946, 0, 1},
	{"戊戊", 40, 20, 28.34024679, 30.6122449, 1.98193746, 0.9606373500, 2},
}

func goldenCorpus(t *testing.T) *corpus.Corpus {
	a, b := map[string]int{}, map[string]int{}
	for _, g := range golden {
		a[g.feature], b[g.feature] = g.a, g.b
	}
	return corpusOf(t, text{id: "A", tokens: tokens(1000, a)}, text{id: "B", tokens: tokens(2000, b)})
}

func TestMeasuresGolden(t *testing.T) {
	c := goldenCorpus(t)
	r := run(t, contrast.Method(), c, bare(map[string]any{"target": "id:A", "k": 100}))
	swapped := run(t, contrast.Method(), c, bare(map[string]any{"target": "id:B"}))
	if r.Table.Len() != 5 {
		t.Fatalf("%d rows, want the 5 features without the stop word", r.Table.Len())
	}
	if !hasWarning(r, "MEA-01") || !hasWarning(r, "MEA-03") || r.Findings != nil {
		t.Errorf("one document a side: warnings %v, findings %d", r.Warnings, len(r.Findings))
	}
	for _, g := range golden {
		a, b := float64(g.a), float64(g.b)
		odds := a * (2000 - b) / (b * (1000 - a))
		if g.b == 0 {
			odds = math.NaN()
		}
		diff := 100 * (a/1000/(b/2000) - 1)
		if g.b == 0 {
			diff = math.NaN()
		}
		for column, want := range map[string]float64{
			"g2": g.g2, "chi2": g.chi2, "log_ratio": g.walter, "lrc": g.lrc, "bic": g.g2 - math.Log(3000),
			"odds_ratio": odds, "pct_diff": diff, "difference_coefficient": (2*a - b) / (2*a + b),
			"simple_maths": (1000*a + 100) / (500*b + 100), "count_target": a, "count_reference": b,
			"p_share": math.NaN(), "p_rank_adj": math.NaN(), "share_lo": math.NaN(),
		} {
			near(t, g.feature+" "+column, cell(t, r, g.feature, column), want, 1e-8)
		}
		for _, signed := range []string{"log_ratio", "lrc", "difference_coefficient", "share_difference"} {
			near(t, g.feature+" swapped "+signed, cell(t, swapped, g.feature, signed), -cell(t, r, g.feature, signed), 1e-12)
		}
		for _, same := range []string{"g2", "chi2", "p_fisher", "bic"} {
			near(t, g.feature+" swapped "+same, cell(t, swapped, g.feature, same), cell(t, r, g.feature, same), 1e-9)
		}
	}
	if got := strings.Join(r.Table.Strings("feature"), " "); got != "戊戊 甲甲 乙乙 丙丙 丁丁" {
		t.Errorf("order %s", got)
	}
}

// Three documents against three that do not overlap: 2 of C(6,3) = 20
// arrangements are as extreme, for Fisher's test and for the ranks.
func TestMeasuresByDocumentsByHand(t *testing.T) {
	var texts []text
	for i := range 3 {
		texts = append(texts,
			text{id: fmt.Sprintf("A%d", i), tokens: tokens(50, map[string]int{"甲甲": i + 1, "乙乙": 1})},
			text{id: fmt.Sprintf("B%d", i), tokens: tokens(50, map[string]int{"乙乙": 1})})
	}
	c := corpusOf(t, texts...)
	for adjust, want := range map[string]float64{"holm": 0.2, "bh": 0.2, "none": 0.1, "sidak": 0.19} {
		r := run(t, contrast.Method(), c, bare(map[string]any{"target": "id:A*", "adjust": adjust}))
		near(t, "p_share", cell(t, r, "甲甲", "p_share"), 0.1, 1e-12)
		near(t, "p_rank", cell(t, r, "甲甲", "p_rank"), 0.1, 1e-12)
		near(t, adjust+" p_share_adj", cell(t, r, "甲甲", "p_share_adj"), want, 1e-12)
		near(t, adjust+" p_rank_adj", cell(t, r, "甲甲", "p_rank_adj"), want, 1e-12)
		near(t, "p_share of a word in all", cell(t, r, "乙乙", "p_share"), 1, 1e-12)
		near(t, "share_difference", cell(t, r, "甲甲", "share_difference"), 1, 1e-12)
		near(t, "documents_reference_known", cell(t, r, "甲甲", "documents_reference_known"), 0, 0)
		if hasWarning(r, "MEA-05") != (adjust != "none") {
			t.Errorf("%s: the warning of what the tests can reach", adjust)
		}
	}
}

// 56 of 70 against 48 of 80: 0.0524 to 0.3339 (Newcombe 1998, table II, method
// 10). Above 20 documents the ranks are those of infer.MannWhitney.
func TestMeasuresInterval(t *testing.T) {
	var texts []text
	var x, y []float64
	add := func(id string, has bool, i int) float64 {
		n := 0
		if has {
			n = 1 + i%3
		}
		texts = append(texts, text{id: fmt.Sprintf("%s%02d", id, i), tokens: tokens(20, map[string]int{"甲甲": n, "乙乙": 1 + i%2})})
		return float64(n) / 20
	}
	for i := range 70 {
		x = append(x, add("A", i < 56, i))
	}
	for i := range 80 {
		y = append(y, add("B", i < 48, i))
	}
	r := run(t, contrast.Method(), corpusOf(t, texts...), bare(map[string]any{"target": "id:A*"}))
	near(t, "difference", cell(t, r, "甲甲", "share_difference"), 0.2, 1e-12)
	near(t, "low", cell(t, r, "甲甲", "share_lo"), 0.0524, 5e-5)
	near(t, "high", cell(t, r, "甲甲", "share_hi"), 0.3339, 5e-5)
	near(t, "p_rank", cell(t, r, "甲甲", "p_rank"), infer.MannWhitney(x, y).PContinuity, 1e-12)
	if hasWarning(r, "MEA-06") {
		t.Error("documents of one length warned of")
	}
	if len(r.Findings) == 0 || r.Findings[0].Tier != analysis.Calibrated || len(r.Findings[0].Evidence) == 0 {
		t.Errorf("findings %+v, want a calibrated one with evidence", r.Findings)
	}
}

func TestFrequencyList(t *testing.T) {
	c := goldenCorpus(t)
	for name, content := range map[string]string{
		"plain.csv":  "甲甲,2\n丁丁,3\n戊戊,20\n丙丙,5\n#total,2000\n",
		"header.tsv": "\ufeff次数\t词项\tnote\n2\t甲甲\tx\n3\t丁丁\t\"\n20\t戊戊\t\n5\t丙丙\t\n2000\t#total\t\n",
	} {
		r := run(t, contrast.Method(), c, bare(map[string]any{"target": "id:A", "reference_list": file(t, name, content)}))
		for _, g := range golden {
			near(t, name+" "+g.feature+" g2", cell(t, r, g.feature, "g2"), g.g2, 1e-8)
			near(t, name+" "+g.feature+" log_ratio", cell(t, r, g.feature, "log_ratio"), g.walter, 1e-8)
			for _, empty := range []string{"documents_reference_known", "share_difference", "p_share", "p_rank", "p_rank_adj"} {
				if v := cell(t, r, g.feature, empty); !math.IsNaN(v) {
					t.Errorf("%s %s %s = %g, want empty", name, g.feature, empty, v)
				}
			}
		}
		if !hasWarning(r, "MEA-04") || r.Findings != nil || len(r.Source.Groups) != 1 {
			t.Errorf("%s: warnings %v", name, r.Warnings)
		}
	}
	r := run(t, contrast.Method(), c, bare(map[string]any{"target": "id:A", "reference_list": file(t, "sum.csv", "甲甲,2\n戊戊,1998\n")}))
	near(t, "total as the sum", cell(t, r, "甲甲", "g2"), 12.83490874, 1e-8)
}

func TestFrequencyListIsRefused(t *testing.T) {
	c := goldenCorpus(t)
	for _, test := range []struct{ content, want string }{
		{"甲甲,1\n乙乙,NaN\n", "list.csv:2: the count is \"NaN\""},
		{"甲甲,-1\n", "list.csv:1: the count -1 is negative"},
		{"甲甲,1\n乙乙,1.5\n", "list.csv:2: the count 1.5 is not whole"},
		{"甲甲,1\n乙乙,two\n", "list.csv:2: the count \"two\" is no number"},
		{"甲甲,1\n乙乙,inf\n", "list.csv:2: the count inf is too large"},
		{"甲甲,1\n乙乙,1e400\n", "list.csv:2: the count 1e400 is too large"},
		{"甲甲,1\n乙乙,2\n甲甲,3\n", "list.csv:3: the feature \"甲甲\" stands twice"},
		{"甲甲,1\n乙乙\n", "list.csv:2: 1 cells, want 2"},
		{"甲甲,1\n ,2\n", "list.csv:2: an empty feature"},
		{"", "list.csv:1: no features"},
		{"feature,count\n", "list.csv:1: no features"},
		{"甲甲,0\n", "all counts are 0"},
		{"甲甲,10\n#total,5\n", "the counts add up to 10"},
		{"甲甲,1\n#total,5\n#total,6\n", "list.csv:3: a second row #total"},
		{"甲甲,1\n\xff\xfe,2\n", "list.csv:2: not UTF-8"},
		{"甲甲,1\n\"乙乙,2\n", "list.csv:"},
	} {
		path := file(t, "list.csv", test.content)
		_, err := contrast.Method().Run(t.Context(), analysis.NewInput(c), bare(map[string]any{"target": "id:A", "reference_list": path}))
		var wrong *analysis.OptionError
		if !errors.As(err, &wrong) || wrong.Option != "reference_list" || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: got %v, want an OptionError with %q", test.content, err, test.want)
		}
	}
}

func TestSidesAreRefused(t *testing.T) {
	c := goldenCorpus(t)
	for _, m := range []analysis.Method{contrast.Method(), contrast.Lists()} {
		for _, test := range []struct {
			option  string
			options map[string]any
		}{
			{"target", map[string]any{}},
			{"target", map[string]any{"target": "id:none"}},
			{"target", map[string]any{"target": "id:*"}},
			{"target", map[string]any{"target": "(("}},
			{"reference", map[string]any{"target": "id:A", "reference": "id:*"}},
			{"reference", map[string]any{"target": "id:A", "reference": "nosuch:x"}},
		} {
			_, err := m.Run(t.Context(), analysis.NewInput(c), test.options)
			var wrong *analysis.OptionError
			if !errors.As(err, &wrong) || wrong.Option != test.option {
				t.Errorf("%s %v: got %v, want an OptionError for %s", m.Name, test.options, err, test.option)
			}
		}
	}
	for _, options := range []map[string]any{
		{"target": "id:A", "reference": "id:B", "reference_list": "x.csv"},
		{"target": "id:A", "reference_list": "/no/such/list.csv"},
	} {
		_, err := contrast.Method().Run(t.Context(), analysis.NewInput(c), options)
		var wrong *analysis.OptionError
		if !errors.As(err, &wrong) || wrong.Option != "reference_list" {
			t.Errorf("%v: got %v", options, err)
		}
	}
}

// A word that every long document and no short one holds: the difference of
// shares is warned of.
func TestMeasuresWarnOfLengths(t *testing.T) {
	var texts []text
	for i := range 4 {
		texts = append(texts,
			text{id: fmt.Sprintf("A%d", i), tokens: tokens(90, map[string]int{"甲甲": 2})},
			text{id: fmt.Sprintf("B%d", i), tokens: tokens(60, map[string]int{"乙乙": 2})})
	}
	c := corpusOf(t, texts...)
	if r := run(t, contrast.Method(), c, bare(map[string]any{"target": "id:A*"})); !hasWarning(r, "MEA-06") {
		t.Error("medians of 90 and 60 tokens: no warning")
	}
}
