package robustness_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"concord/analysis"
	"concord/analysis/keyness"
	"concord/analysis/promises"
	"concord/analysis/robustness"
	"concord/corpus"
	"concord/corpus/token"
)

// plantedOptions and plantedRow are of a method whose effects depend on known
// switches.
type plantedOptions struct {
	MinDocuments int `opt:"min_documents" default:"3" zh:"篇" en:"documents"`
	Permutations int `opt:"permutations" default:"999" zh:"换" en:"permutations"`
	token.Recipe
}

type plantedRow struct {
	Feature  string  `col:"feature"`
	LogRatio float64 `col:"log_ratio"`
	Lo       float64 `col:"lo"`
	Hi       float64 `col:"hi"`
}

func planted() analysis.Method {
	return analysis.Define(analysis.Method{
		Name: "planted", Title: analysis.T("样例", "Planted"), Question: analysis.T("问", "Asks."),
		Account: analysis.T("述", "Told."), Doc: "doc",
	}, func(ctx context.Context, in *analysis.Input, o plantedOptions) (*analysis.Output[plantedRow], error) {
		tokens, err := in.Tokens(ctx, o.Recipe)
		if err != nil {
			return nil, err
		}
		sign := func(plus bool) float64 {
			if plus {
				return 1
			}
			return -1
		}
		var rows []plantedRow
		add := func(f string, x float64) { rows = append(rows, plantedRow{f, x, x - 0.5, x + 0.5}) }
		add("稳定", 1)
		add("取舍", sign(o.Numbers == "keep"))
		if o.MinDocuments < 5 {
			add("罕见", 2)
		}
		add("最长", sign(in.Corpus.Index("D8") >= 0))
		add("单位", map[string]float64{"word": 1, "char2": 3}[o.Unit])
		add("换", float64(o.Permutations))
		rows = append(rows, plantedRow{"独有", 1, math.NaN(), math.NaN()}, plantedRow{"宽", 1, -1, 3})
		// Numbers move the effect more, but stop words decide whether it holds.
		half, lift := 0.5, 1.0
		if o.Stop == "none" {
			half = 9
		}
		if o.Numbers == "drop" {
			lift = 4
		}
		rows = append(rows, plantedRow{"区间", lift, lift - half, lift + half})
		return &analysis.Output[plantedRow]{Rows: rows, Tokens: tokens}, nil
	})
}

// texts makes 16 documents: those of even number, D0 to D14, are the target
// (kind 甲). Each has 20 times the common words, and what more returns.
func texts(t *testing.T, more func(i int) string) *corpus.Corpus {
	t.Helper()
	var docs []*corpus.Document
	for i := range 16 {
		s := strings.Repeat("双方同意加强农业和教育的交流。", 20) + fmt.Sprintf("共有%d项。", 100+i)
		if more != nil {
			s += more(i)
		}
		if i == 8 {
			s += strings.Repeat("会议讨论了渔业的情况。", 10)
		}
		docs = append(docs, &corpus.Document{
			ID: fmt.Sprintf("D%d", i), Text: s, SHA256: corpus.Hash(s), Lang: "zh", Kind: []string{"甲", "乙"}[i%2],
			Date: corpus.Date{Year: 2000 + i},
		})
	}
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func run(t *testing.T, m analysis.Method, c *corpus.Corpus, options map[string]any) *analysis.Result {
	t.Helper()
	r, err := m.Run(t.Context(), analysis.NewInput(c), options)
	if err != nil {
		t.Fatal(err)
	}
	promises.Sound(t, c, r)
	return r
}

func number(t *testing.T, r *analysis.Result, feature, column string) float64 {
	t.Helper()
	row := slices.Index(r.Table.Strings("feature"), feature)
	if row < 0 {
		t.Fatalf("no row for %q", feature)
	}
	return r.Table.Number(row, r.Table.Index(column))
}

func word(t *testing.T, r *analysis.Result, feature, column string) string {
	t.Helper()
	row := slices.Index(r.Table.Strings("feature"), feature)
	if row < 0 {
		t.Fatalf("no row for %q", feature)
	}
	return r.Table.Strings(column)[row]
}

func warned(r *analysis.Result, code string) string {
	var out []string
	for _, w := range r.Warnings {
		if w.Code == code {
			out = append(out, w.Text.EN)
		}
	}
	return strings.Join(out, "\n")
}

func only() []analysis.Method { return []analysis.Method{planted(), keyness.Method()} }

// The full cross of three switches has 8 specifications: each planted feature
// turns, vanishes or stays in exactly those in which its switch is on.
func TestPlantedSwitches(t *testing.T) {
	c := texts(t, nil)
	o := map[string]any{"method": "planted", "factors": "numbers,min_documents,longest", "features": "稳定,取舍,罕见,最长,独有,宽"}
	r := run(t, robustness.Method(only), c, o)
	for _, w := range []struct {
		feature                   string
		missing                   int
		same, excludes, lo, hi, d float64
		factor, verdict           string
	}{
		{"稳定", 0, 1, 1, 1, 1, math.NaN(), "", "robust"},
		{"取舍", 0, 0.5, 1, -1, 1, -2, "numbers", "sensitive"},
		{"罕见", 4, 0.5, 0.5, 2, 2, -2, "min_documents", "sensitive"},
		{"最长", 0, 0.5, 1, -1, 1, -2, "longest", "sensitive"},
		{"独有", 0, 1, 0, 1, 1, math.NaN(), "", ""},
		{"宽", 0, 1, 0, 1, 1, math.NaN(), "", "sensitive"},
	} {
		for column, want := range map[string]float64{
			"specifications": 8, "missing": float64(w.missing), "same_sign": w.same, "excludes_zero": w.excludes,
			"effect_low": w.lo, "effect_high": w.hi, "factor_difference": w.d,
		} {
			if got := number(t, r, w.feature, column); got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
				t.Errorf("%s: %s is %v, want %v", w.feature, column, got, want)
			}
		}
		if f, v := word(t, r, w.feature, "factor"), word(t, r, w.feature, "verdict"); f != w.factor || v != w.verdict {
			t.Errorf("%s: factor %q and verdict %q, want %q and %q", w.feature, f, v, w.factor, w.verdict)
		}
	}
	if w := warned(r, "ROB-01"); strings.Count(w, "\n") != 2 || !strings.Contains(w, "“取舍”) holds in 4/8 specifications (same sign, interval excluding 0); it depends on numbers.") {
		t.Errorf("ROB-01: %s", w)
	}
	if w := warned(r, "ROB-02"); !strings.Contains(w, "“罕见” (4 of 8)") {
		t.Errorf("ROB-02: %s", w)
	}
	if w := warned(r, "ROB-06"); !strings.Contains(w, "“独有”") || strings.Contains(w, "“宽”") {
		t.Errorf("ROB-06: %s", w)
	}
}

// What a sensitive finding depends on is the step that makes it fail, not the
// one that moves its effect.
func TestFactorDecidesWhetherItHolds(t *testing.T) {
	r := run(t, robustness.Method(only), texts(t, nil), map[string]any{"method": "planted", "factors": "numbers,stop", "features": "区间"})
	if f, v, d := word(t, r, "区间", "factor"), word(t, r, "区间", "verdict"), number(t, r, "区间", "factor_difference"); f != "stop" || v != "sensitive" || d != 0 {
		t.Errorf("区间 is %s and depends on %s by %v, want sensitive, stop and 0", v, f, d)
	}
}

// A feature of two characters is counted as char2 where segmentation is
// switched; one that is not a run of 2 to 5 keeps to words.
func TestUnitAndPermutations(t *testing.T) {
	r := run(t, robustness.Method(only), texts(t, nil), map[string]any{"method": "planted", "factors": "unit,script", "features": "单位,换"})
	if low, high, d := number(t, r, "单位", "effect_low"), number(t, r, "单位", "effect_high"), number(t, r, "单位", "factor_difference"); low != 1 || high != 3 || d != 2 {
		t.Errorf("单位: %v to %v, difference %v; want 1 to 3 and 2", low, high, d)
	}
	if n, x := number(t, r, "换", "specifications"), number(t, r, "换", "effect"); n != 1 || x != 999 {
		t.Errorf("换: %v specifications, effect %v; want 1 and 999", n, x)
	}
	if !strings.Contains(warned(r, "ROB-08"), "“换”") || !strings.Contains(warned(r, "ROB-03"), "script") || warned(r, "ROB-05") == "" {
		t.Errorf("warnings: %v", r.Warnings)
	}
	r = run(t, robustness.Method(only), texts(t, nil), map[string]any{"method": "planted", "factors": "numbers", "features": "换"})
	if low, high := number(t, r, "换", "effect_low"), number(t, r, "换", "effect_high"); low != 99 || high != 999 {
		t.Errorf("换: %v to %v, want 99 in the rerun and 999 in the baseline", low, high)
	}
	r = run(t, robustness.Method(only), texts(t, nil), map[string]any{"method": "planted", "factors": "numbers", "features": "换", "options": "permutations=200"})
	if low := number(t, r, "换", "effect_low"); low != 200 || warned(r, "ROB-05") != "" {
		t.Errorf("换: %v in the rerun, want the 200 asked for and no warning", low)
	}
}

func TestCurve(t *testing.T) {
	r := run(t, robustness.Curve(only), texts(t, nil), map[string]any{"method": "planted", "factors": "numbers,min_documents", "features": "取舍,罕见"})
	var got []string
	for i, f := range r.Table.Strings("feature") {
		got = append(got, fmt.Sprintf("%s %d %v %s", f, r.Table.Ints("rank")[i], r.Table.Floats("effect")[i], r.Table.Strings("specification")[i]))
	}
	want := []string{
		"取舍 1 -1 numbers=drop", "取舍 2 -1 numbers=drop min_documents=5", "取舍 3 1 baseline", "取舍 4 1 min_documents=5",
		"罕见 1 2 baseline", "罕见 2 2 numbers=drop", "罕见 3 NaN min_documents=5", "罕见 4 NaN numbers=drop min_documents=5",
	}
	if !slices.Equal(got, want) {
		t.Errorf("curve\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(r.Figures) != 1 || len(r.Figures[0].Rows) != 6 {
		t.Errorf("figures %+v, want one of the 6 rows with an effect", r.Figures)
	}
}

// With keyness itself: a word that every target document uses six times, and
// the reference once, stands; one that only the longest document piles up does
// not; a term of the lexicon is lost where it may be split.
func TestKeynessFindings(t *testing.T) {
	c := texts(t, func(i int) string {
		s := "双方讨论贸易。讨论渔业。推动构建命运共同体。"
		if i%2 == 0 {
			s += strings.Repeat("扩大贸易。", 4+i%3) + strings.Repeat("构建命运共同体。", 3+i%3)
		}
		if i == 8 {
			s += strings.Repeat("渔业资源。", 30)
		}
		return s
	})
	o := map[string]any{"options": "target=kind:甲;reference=kind:乙;permutations=99", "features": "贸易,渔业,命运共同体"}
	r := run(t, robustness.Method(only), c, o)
	if v := word(t, r, "贸易", "verdict"); v != "robust" {
		t.Errorf("贸易 is %s, want robust", v)
	}
	if v, f, low := word(t, r, "渔业", "verdict"), word(t, r, "渔业", "factor"), number(t, r, "渔业", "effect_low"); v != "sensitive" || f != "longest" || math.Abs(low) > 0.2 {
		t.Errorf("渔业 is %s, depends on %s, at least %v; want sensitive, longest, about 0", v, f, low)
	}
	if v, f := word(t, r, "命运共同体", "verdict"), word(t, r, "命运共同体", "factor"); v != "sensitive" || f != "lexicon" || number(t, r, "命运共同体", "missing") == 0 {
		t.Errorf("命运共同体 is %s, depends on %s; want sensitive, lexicon, and missing where it is split", v, f)
	}
	base := run(t, keyness.Method(), c, map[string]any{"target": "kind:甲", "reference": "kind:乙", "permutations": 99})
	if a, b := number(t, r, "贸易", "effect"), number(t, base, "贸易", "log_ratio"); a != b {
		t.Errorf("贸易: effect %v, keyness has %v", a, b)
	}
	for _, f := range r.Findings {
		word, verdict := f.Values[0].Text.EN, r.Table.Strings("verdict")[f.Row]
		if !strings.Contains(f.Text.EN, verdict) && !strings.Contains(f.Text.EN, "not robust") || len(f.Evidence) == 0 {
			t.Errorf("%s (%s): %s, %d places", word, verdict, f.Text.EN, len(f.Evidence))
		}
	}
	if len(r.Findings) != 3 {
		t.Errorf("%d findings, want 3", len(r.Findings))
	}
}

func TestDrawKeepsSingleSwitches(t *testing.T) {
	c := texts(t, nil)
	o := map[string]any{"method": "planted", "features": "稳定", "limit": 16, "factors": "lexicon,unit,numbers,stop,min_documents,longest"}
	r := run(t, robustness.Curve(only), c, o)
	have := r.Table.Strings("specification")
	if len(have) != 16 || r.Source.Seed != 1 || !strings.Contains(warned(r, "ROB-04"), "16 were run") {
		t.Fatalf("%d specifications, seed %d, %v; want a draw of 16", len(have), r.Source.Seed, r.Warnings)
	}
	for _, s := range []string{"baseline", "unit=char2", "numbers=drop", "stop=none", "min_documents=5", "longest=out"} {
		if !slices.Contains(have, s) {
			t.Errorf("%s is not among the specifications %q", s, have)
		}
	}
	for _, s := range have {
		if strings.Contains(s, "unit=") && strings.Contains(s, "lexicon=") {
			t.Errorf("%s: the lexicon does nothing to characters", s)
		}
	}
}

func TestWrongOptions(t *testing.T) {
	c := texts(t, nil)
	for _, x := range []struct {
		given          map[string]any
		option, saying string
	}{
		{map[string]any{"method": "robustness"}, "method", "planted, keyness"},
		{map[string]any{}, "options", "keyness: option target: empty"},
		{map[string]any{"options": "target"}, "options", "want name=value"},
		{map[string]any{"options": "target=a;target=b"}, "options", "twice"},
		{map[string]any{"options": "targte=kind:甲"}, "options", "did you mean target"},
		{map[string]any{"options": "target=kind:甲;min_count=0"}, "options", "at least 1"},
		{map[string]any{"factors": "units"}, "factors", "unknown step"},
		{map[string]any{"method": "planted", "features": "无此词"}, "features", "not in the table"},
	} {
		_, err := robustness.Method(only).Run(t.Context(), analysis.NewInput(c), x.given)
		var wrong *analysis.OptionError
		if !errors.As(err, &wrong) || wrong.Option != x.option || !strings.Contains(err.Error(), x.saying) {
			t.Errorf("%v: got %v, want a wrong %s that says %q", x.given, err, x.option, x.saying)
		}
	}
}

func TestRefusalOfTheMethodIsPassedOn(t *testing.T) {
	r := run(t, robustness.Method(only), texts(t, nil), map[string]any{"options": "target=id:D8"})
	if r.Refusal == nil || r.Table.Len() != 0 || !strings.Contains(r.Refusal.Unlock.EN, "focus") {
		t.Errorf("refusal %+v, want that of keyness for one document", r.Refusal)
	}
}

// Where the longest document is one of two, keyness refuses without it: the
// specifications count as missing.
func TestRefusedSpecificationsAreMissing(t *testing.T) {
	c := texts(t, func(i int) string { return strings.Repeat("扩大贸易。", 1+i%3) })
	r := run(t, robustness.Method(only), c, map[string]any{
		"options": "target=id:D8,D7;reference=year:..2006;permutations=99", "features": "贸易", "factors": "longest",
	})
	if number(t, r, "贸易", "missing") != 1 || number(t, r, "贸易", "specifications") != 2 || warned(r, "ROB-07") == "" {
		t.Errorf("missing %v of %v, warnings %v; want 1 of 2 and ROB-07", number(t, r, "贸易", "missing"), number(t, r, "贸易", "specifications"), r.Warnings)
	}
}

func TestProgressAndCancel(t *testing.T) {
	in := analysis.NewInput(texts(t, nil))
	last, of := 0, 0
	in.Progress = func(done, total int) {
		if done != last+1 {
			t.Errorf("progress goes from %d to %d", last, done)
		}
		last, of = done, total
	}
	o := map[string]any{"method": "planted", "features": "稳定,单位", "factors": "unit,numbers,stop"}
	first, err := robustness.Method(only).Run(t.Context(), in, o)
	if err != nil || last != of || of != 8 {
		t.Errorf("progress ended at %d of %d (%v), want 8", last, of, err)
	}
	again, err := robustness.Method(only).Run(t.Context(), in, o)
	a, _ := json.Marshal(first)
	if b, _ := json.Marshal(again); err != nil || string(a) != string(b) || last != 8 {
		t.Errorf("a second run on the same input runs %d, error %v; want the same result without runs", last, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	stopping := analysis.NewInput(in.Corpus)
	stopping.Progress = func(int, int) { cancel() }
	if _, err := robustness.Method(only).Run(ctx, stopping, o); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
