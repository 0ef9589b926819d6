package frame

import (
	"math"
	"slices"
	"strings"
	"testing"

	"concord/analysis/table"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
)

type row struct {
	Feature string  `col:"feature"`
	Doc     string  `col:"doc"`
	Count   int     `col:"count"`
	Share   float64 `col:"share"`
	P       float64 `col:"p"`
}

func tableOf[R any](t *testing.T, rows []R) *table.Table {
	t.Helper()
	tab, err := table.From(rows)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

// hostile holds the values on which gota is known to trip.
func hostile() []row {
	return []row{
		{"NaN", "NA", 0, 1e-10, math.NaN()},
		{"007", "", -1, math.Inf(1), 0},
		{"true", "1e5", 1 << 53, math.Inf(-1), math.Copysign(0, -1)},
		{"一个中国", "a\n\"b\",c", math.MaxInt64, 0.1 + 0.2, math.SmallestNonzeroFloat64},
		{"<nil>", "null", math.MinInt64, math.MaxFloat64, 1.0 / 3},
	}
}

func TestThereAndBack(t *testing.T) {
	want := tableOf(t, hostile())
	df, err := From(want)
	if err != nil {
		t.Fatal(err)
	}
	if types := df.Types(); !slices.Equal(types, []series.Type{series.String, series.String, series.Int, series.Float, series.Float}) {
		t.Errorf("types %v", types)
	}
	got, err := Table(df, want.Columns())
	if err != nil {
		t.Fatal(err)
	}
	if got.Len() != want.Len() || len(got.Columns()) != len(want.Columns()) {
		t.Fatalf("%d rows of %d columns, want %d of %d", got.Len(), len(got.Columns()), want.Len(), len(want.Columns()))
	}
	for r := range want.Len() {
		for c := range want.Columns() {
			x, y := got.Value(r, c), want.Value(r, c)
			if f, ok := y.(float64); ok {
				if math.Float64bits(x.(float64)) != math.Float64bits(f) && !(math.IsNaN(f) && math.IsNaN(x.(float64))) {
					t.Errorf("row %d column %d: %v, want %v to the bit", r, c, x, y)
				}
			} else if x != y {
				t.Errorf("row %d column %d: %q, want %q", r, c, x, y)
			}
		}
	}
}

// What comes back stays as it was although gota sorts and filters in between.
func TestThroughGota(t *testing.T) {
	df, err := From(tableOf(t, hostile()))
	if err != nil {
		t.Fatal(err)
	}
	df = df.Arrange(dataframe.Sort("count")).Filter(dataframe.F{Colname: "count", Comparator: series.GreaterEq, Comparando: 0})
	got, err := Table(df, []table.Column{{Name: "count"}, {Name: "feature"}})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.Strings("feature"), []string{"NaN", "true", "一个中国"}) || !slices.Equal(got.Ints("count"), []int64{0, 1 << 53, math.MaxInt64}) {
		t.Errorf("features %q counts %d", got.Strings("feature"), got.Ints("count"))
	}
}

func TestNoRowsAndNoColumns(t *testing.T) {
	want := tableOf(t, []row{})
	df, err := From(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Table(df, want.Columns())
	if err != nil || got.Len() != 0 || len(got.Columns()) != 5 {
		t.Errorf("no rows: %v, %v", got, err)
	}
	if _, err := From(tableOf(t, []struct{}{{}})); err == nil {
		t.Error("no columns: want an error")
	}
}

func TestBoolsAndMissing(t *testing.T) {
	s := series.New([]any{true, nil, false}, series.Bool, "flag")
	if _, err := valuesOf(s, table.Bool); err == nil || !strings.Contains(err.Error(), `column "flag" row 2`) {
		t.Errorf("missing bool: %v", err)
	}
	v, err := valuesOf(series.New([]bool{true, false}, series.Bool, "flag"), table.Bool)
	if err != nil || !slices.Equal(v.([]bool), []bool{true, false}) {
		t.Errorf("bools %v, %v", v, err)
	}
	df := dataframe.New(series.New([]any{1, nil}, series.Int, "count"), series.New([]any{nil, 2.5}, series.Float, "share"), series.New([]any{"x", nil}, series.String, "doc"))
	if _, err := Table(df, []table.Column{{Name: "count"}}); err == nil || !strings.Contains(err.Error(), `column "count" row 2: missing`) {
		t.Errorf("missing int: %v", err)
	}
	got, err := Table(df, []table.Column{{Name: "share"}, {Name: "doc"}})
	if err != nil || !math.IsNaN(got.Floats("share")[0]) || got.Strings("doc")[1] != "NaN" {
		t.Errorf("missing float and text: %v", err)
	}
}

func TestErrors(t *testing.T) {
	df := dataframe.New(series.New([]string{"1"}, series.String, "count"), series.New([]string{"x"}, series.String, "own"),
		series.New([]string{"a"}, series.String, "doc"), series.New([]string{"b"}, series.String, "doc"))
	for want, columns := range map[string][]table.Column{
		`"count" is string in the data frame, want int`: {{Name: "count"}},
		`no column "share"`:                             {{Name: "share"}},
		`"own" is not in the vocabular`:                 {{Name: "own", Kind: table.String}},
		`no column "doc"`:                               {{Name: "doc"}}, // gota has renamed both to doc_0 and doc_1
	} {
		if _, err := Table(df, columns); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
	if _, err := Table(df.Select("absent"), nil); err == nil {
		t.Error("a data frame with an error inside: want that error")
	}
	if _, err := Table(dataframe.New(), nil); err == nil {
		t.Error("an empty data frame: want an error")
	}
}
