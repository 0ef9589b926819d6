package table

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"concord/corpus/bilingual"
)

type row struct {
	Feature string  `col:"feature"`
	Count   int     `col:"count"`
	LR      float64 `col:"log_ratio"`
	note    string
}

func made(t *testing.T) *Table {
	t.Helper()
	out, err := From([]row{
		{"合作", 12345, -1.234, ""}, {"=cmd()|a", 0, math.NaN(), ""}, {"a,\"b\"\n", -7, math.Inf(1), ""}, {"|x|", 1, 0.0004, ""},
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestColumnsAndValues(t *testing.T) {
	x := made(t)
	if x.Len() != 4 || len(x.Columns()) != 3 || x.Index("log_ratio") != 2 || x.Index("nothing") != -1 {
		t.Fatalf("table of %d rows, columns %v", x.Len(), x.Columns())
	}
	if !slices.Equal(x.Ints("count"), []int64{12345, 0, -7, 1}) || x.Strings("count") != nil {
		t.Errorf("counts %v", x.Ints("count"))
	}
	if v := x.Floats("log_ratio"); !math.IsNaN(v[1]) || !math.IsNaN(v[2]) {
		t.Errorf("what is not finite must be NaN: %v", v)
	}
	if got := x.Select([]int{3, 0}).Strings("feature"); !slices.Equal(got, []string{"|x|", "合作"}) {
		t.Errorf("select: %q", got)
	}
	if x.Head(2).Len() != 2 || x.Head(0).Len() != 4 || x.Head(9).Len() != 4 {
		t.Error("head")
	}
}

func TestCSVComesBack(t *testing.T) {
	var b strings.Builder
	if err := made(t).WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"feature", "count", "log_ratio"}, {"合作", "12345", "-1.234"}, {"'=cmd()|a", "0", ""}, {"a,\"b\"\n", "-7", ""}, {"|x|", "1", "0.0004"}}
	for i := range want {
		if !slices.Equal(records[i], want[i]) {
			t.Errorf("record %d is %q, want %q", i, records[i], want[i])
		}
	}
}

func TestJSON(t *testing.T) {
	b, err := json.Marshal(made(t))
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]any
	if err := json.Unmarshal(b, &rows); err != nil {
		t.Fatal(err)
	}
	if rows[0]["feature"] != "合作" || rows[0]["count"] != 12345.0 || rows[1]["log_ratio"] != nil || rows[3]["log_ratio"] != 0.0004 {
		t.Errorf("rows %v", rows)
	}
	if !strings.HasPrefix(string(b), `[{"feature":"合作","count":12345,"log_ratio":-1.234}`) {
		t.Errorf("columns are out of order: %.80s", b)
	}
}

func TestTextAligns(t *testing.T) {
	var b strings.Builder
	if err := made(t).WriteText(&b, bilingual.EN); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	for _, l := range lines {
		if Width(l) != Width(lines[0]) {
			t.Errorf("line %q is %d cells wide, the heading %d", l, Width(l), Width(lines[0]))
		}
	}
	if !strings.Contains(b.String(), Minus+"1.23") || !strings.Contains(b.String(), "0.0004") {
		t.Errorf("text:\n%s", b.String())
	}
}

func TestMarkdownEscapes(t *testing.T) {
	var b strings.Builder
	if err := made(t).WriteMarkdown(&b, bilingual.ZH); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `| \|x\| | 1 | 0.0004 |`) {
		t.Errorf("markdown:\n%s", b.String())
	}
}

func TestRound(t *testing.T) {
	for _, c := range []struct {
		x        float64
		decimals int
		want     string
	}{
		{1.005, 2, "1.00"}, {-1.5, 0, Minus + "2"}, {0, 2, "0.00"}, {math.Copysign(0, -1), 1, "0.0"},
		{0.0004, 2, "0.0004"}, {-0.00031, 2, Minus + "0.00031"}, {1.25e-56, 4, "1.2×10⁻⁵⁶"}, {-3e-10, 2, Minus + "3×10⁻¹⁰"}, {math.NaN(), 2, Missing}, {math.Inf(1), 2, Missing},
	} {
		if got := Round(c.x, c.decimals); got != c.want {
			t.Errorf("Round(%v, %d) = %q, want %q", c.x, c.decimals, got, c.want)
		}
	}
	for n, want := range map[int64]string{0: "0", 9999: "9999", 12345: "12\u00a0345", -1234567: Minus + "1\u00a0234\u00a0567"} {
		if got := Integer(n); got != want {
			t.Errorf("Integer(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{"abc": 3, "中柬": 4, "e\u0301": 1, "（一）": 6, "": 0, "a\u200b": 1} {
		if got := Width(s); got != want {
			t.Errorf("Width(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestVocabularyIsClosedAndFull(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Vocabulary() {
		if seen[c.Name] {
			t.Errorf("column %q stands twice", c.Name)
		}
		seen[c.Name] = true
		for _, s := range []string{c.Title.ZH, c.Title.EN, c.Help.ZH, c.Help.EN} {
			if s == "" {
				t.Errorf("column %q lacks a text", c.Name)
			}
		}
	}
	type wrongName struct {
		X float64 `col:"no_such_column"`
	}
	if _, err := From([]wrongName{}); err == nil {
		t.Error("a column outside the vocabulary is taken")
	}
	type wrongKind struct {
		X string `col:"count"`
	}
	if _, err := From([]wrongKind{}); err == nil {
		t.Error("a column of another kind is taken")
	}
	type twice struct {
		A int `col:"count"`
		B int `col:"count"`
	}
	if _, err := From([]twice{}); err == nil {
		t.Error("a column that stands twice is taken")
	}
}
