package table

import (
	"math"
	"strings"
	"testing"
)

func TestBuild(t *testing.T) {
	counts, shares := []int64{1, 2}, []float64{math.Inf(1), 0.5}
	columns := []Column{{Name: "feature"}, {Name: "count", Kind: Int}, {Name: "share"}}
	tab, err := Build(columns, []any{[]string{"甲", "NaN"}, counts, shares})
	if err != nil {
		t.Fatal(err)
	}
	counts[0], shares[1] = 9, 9
	if tab.Len() != 2 || tab.Ints("count")[0] != 1 || tab.Floats("share")[1] != 0.5 || !math.IsNaN(tab.Floats("share")[0]) {
		t.Errorf("table shares its data with the caller or keeps an infinite number: %v %v", tab.Ints("count"), tab.Floats("share"))
	}
	if tab.Columns()[0].Title.EN != "feature" {
		t.Error("the title is not that of the vocabulary")
	}
}

func TestBuildErrors(t *testing.T) {
	one := []Column{{Name: "feature"}}
	for want, c := range map[string]struct {
		columns []Column
		data    []any
	}{
		"1 columns but data for 0":  {one, nil},
		"not in the vocabulary":     {[]Column{{Name: "no such column"}}, []any{[]string{}}},
		"stands twice":              {[]Column{{Name: "feature"}, {Name: "feature"}}, []any{[]string{}, []string{}}},
		"is string in the vocabula": {[]Column{{Name: "feature", Kind: Int}}, []any{[]string{}}},
		"want a slice of string":    {one, []any{[]int{1}}},
		"has 2 rows":                {[]Column{{Name: "feature"}, {Name: "count"}}, []any{[]string{"a"}, []int64{1, 2}}},
	} {
		if _, err := Build(c.columns, c.data); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
	if tab, err := Build(nil, nil); err != nil || tab.Len() != 0 {
		t.Errorf("no columns: %v, %v", tab, err)
	}
}
