package contrast_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"concord/analysis"
	"concord/analysis/contrast"
)

func TestListsByHand(t *testing.T) {
	var texts []text
	for i := range 3 {
		texts = append(texts,
			// 甲甲 here only, 乙乙 there only, 丙丙 alike, 丁丁 eight times as often.
			text{id: fmt.Sprintf("A%d", i), tokens: tokens(200, map[string]int{"甲甲": 2, "丙丙": 20 + i, "丁丁": 40 + i})},
			text{id: fmt.Sprintf("B%d", i), tokens: tokens(200, map[string]int{"乙乙": 1 + i, "丙丙": 21 - i, "丁丁": 5 + i%2})})
	}
	c := corpusOf(t, texts...)
	r := run(t, contrast.Lists(), c, bare(map[string]any{"target": "id:A*"}))
	var got []string
	for i, l := range r.Table.Strings("list") {
		got = append(got, l+" "+r.Table.Strings("feature")[i])
	}
	if strings.Join(got, "; ") != "only-target 甲甲; only-reference 乙乙; lockword 丙丙" {
		t.Fatalf("lists %v", got)
	}
	// 1 − 0.05^(1/3)
	near(t, "bound", cell(t, r, "甲甲", "absence_share"), 0.6315968501, 1e-9)
	near(t, "bound", cell(t, r, "乙乙", "absence_share"), 0.6315968501, 1e-9)
	near(t, "no bound", cell(t, r, "丙丙", "absence_share"), math.NaN(), 0)
	near(t, "log_ratio", cell(t, r, "丙丙", "log_ratio"), math.Log2(63.5/60.5), 1e-12)
	if lo, hi := cell(t, r, "丙丙", "lo"), cell(t, r, "丙丙", "hi"); !(-1 <= lo && lo < hi && hi <= 1) {
		t.Errorf("lockword with interval %g to %g", lo, hi)
	}
	if len(r.Findings) != 3 || r.Findings[2].Tier != analysis.Calibrated || r.Findings[0].Tier != analysis.Descriptive {
		t.Errorf("findings %+v", r.Findings)
	}
	swapped := run(t, contrast.Lists(), c, bare(map[string]any{"target": "id:B*"}))
	if i := rowOf(swapped, "feature", "甲甲"); swapped.Table.Strings("list")[i] != "only-reference" {
		t.Error("swapped: 甲甲 is not in the reference only")
	}
	near(t, "swapped", cell(t, swapped, "丙丙", "lo"), -cell(t, r, "丙丙", "hi"), 1e-12)
	// An eightfold word is alike within ±4 doublings; a narrow bound has none.
	wide := run(t, contrast.Lists(), c, bare(map[string]any{"target": "id:A*", "bound": 4}))
	if rowOf(wide, "feature", "丁丁") < 0 {
		t.Error("丁丁 is not within ±4")
	}
	narrow := run(t, contrast.Lists(), c, bare(map[string]any{"target": "id:A*", "bound": 0.05}))
	if rowOf(narrow, "feature", "丙丙") >= 0 {
		t.Error("丙丙 is within ±0.05")
	}
}

func TestListsOfOneDocument(t *testing.T) {
	c := corpusOf(t, text{id: "A", tokens: "甲甲 乙乙 乙乙"}, text{id: "B", tokens: "丙丙 乙乙"}, text{id: "C", tokens: "丙丙 乙乙"})
	r := run(t, contrast.Lists(), c, bare(map[string]any{"target": "id:A"}))
	if r.Refusal != nil || r.Table.Len() != 2 || !hasWarning(r, "LST-03") {
		t.Fatalf("%d rows, warnings %v", r.Table.Len(), r.Warnings)
	}
	for _, f := range r.Findings {
		if strings.Contains(f.Text.EN, "“丙丙”") && strings.Contains(f.Text.EN, "%") {
			t.Errorf("a bound from one document: %s", f.Text.EN)
		}
	}
}
