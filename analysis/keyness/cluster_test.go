package keyness_test

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"concord/analysis"
	"concord/analysis/keyness"
	"concord/corpus"
)

// Clusters that lie whole on one side are compared as if each were one document;
// rows next to each other are joined by hand here.
func TestWholeClustersAreUnits(t *testing.T) {
	d := zipfian(24, 400, 150)
	joined := keyness.Data{Matrix: &corpus.Matrix{Start: []int{0}, Features: d.Matrix.Features}}
	d.Cluster = make([]string, 24)
	for r := range d.Cluster {
		d.Cluster[r], d.Target[r] = fmt.Sprintf("c%02d", r/2), r < 12
	}
	for r := 0; r < 24; r += 2 {
		sums := make([]uint32, len(d.Matrix.Features))
		for k := d.Matrix.Start[r]; k < d.Matrix.Start[r+2]; k++ {
			sums[d.Matrix.Col[k]] += d.Matrix.Count[k]
		}
		m := joined.Matrix
		for f, n := range sums {
			if n > 0 {
				m.Col, m.Count = append(m.Col, uint32(f)), append(m.Count, n)
			}
		}
		m.Rows, m.Start = append(m.Rows, d.Cluster[r]), append(m.Start, len(m.Col))
		m.Total = append(m.Total, d.Matrix.Total[r]+d.Matrix.Total[r+1])
		joined.Target = append(joined.Target, d.Target[r])
	}
	s := keyness.Settings{MinCount: 5, MinDocuments: 1, Permutations: 999, Adjust: "none", Prior: 200, Seed: 1}
	got, err := keyness.Compare(context.Background(), d, s)
	if err != nil {
		t.Fatal(err)
	}
	want, err := keyness.Compare(context.Background(), joined, s)
	if err != nil {
		t.Fatal(err)
	}
	if got.Units != [2]int{6, 6} || got.Sizes != [2]int{12, 12} || got.Paired || got.Effective != 12 || len(got.Rows) != len(want.Rows) {
		t.Fatalf("%d rows of %+v units, %+v documents, paired %v, want %d rows of 6 and 6", len(got.Rows), got.Units, got.Sizes, got.Paired, len(want.Rows))
	}
	for i, r := range got.Rows {
		w := want.Rows[i]
		same := func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }
		if r.Feature != w.Feature || !same(r.Lo, w.Lo) || !same(r.Hi, w.Hi) || !same(r.P, w.P) || r.Influential != w.Influential {
			t.Fatalf("row %d: %+v, want that of joined documents %+v", i, r, w)
		}
	}
}

// Clusters with a document on either side are left out on both sides at once, with
// one degree of freedom less than clusters: against the definition.
func TestPairedClusters(t *testing.T) {
	d := zipfian(20, 60, 200)
	d.Cluster = make([]string, 20)
	for r := range d.Cluster {
		d.Cluster[r] = fmt.Sprintf("c%02d", r/2)
	}
	c, err := keyness.Compare(context.Background(), d, keyness.Settings{MinCount: 100, MinDocuments: 1, Permutations: 99, Adjust: "none"})
	if err != nil {
		t.Fatal(err)
	}
	if !c.Paired || c.Units != [2]int{10, 10} || len(c.Rows) == 0 {
		t.Fatalf("paired %v, units %v, %d rows", c.Paired, c.Units, len(c.Rows))
	}
	for _, row := range c.Rows {
		ratio := func(out int) float64 {
			var n, y [2]float64
			for r := range 20 {
				if r/2 == out {
					continue
				}
				n[r%2] += d.Matrix.Total[r]
				cols, counts := d.Matrix.Row(r)
				for k, f := range cols {
					if d.Matrix.Features[f] == row.Feature {
						y[r%2] += float64(counts[k])
					}
				}
			}
			return math.Log2((y[0] + 0.5) / (n[0] + 1) / ((y[1] + 0.5) / (n[1] + 1)))
		}
		mean, squares := 0.0, 0.0
		for k := range 10 {
			mean += ratio(k) / 10
		}
		for k := range 10 {
			squares += (ratio(k) - mean) * (ratio(k) - mean)
		}
		half := 2.2621571627409915 * math.Sqrt(0.9*squares) // 97.5 % of t with 9 degrees of freedom
		near(t, row.Feature+" lo", row.Lo, ratio(-1)-half)
		near(t, row.Feature+" hi", row.Hi, ratio(-1)+half)
	}
}

func TestPairsInWords(t *testing.T) {
	c, _ := specimenCorpus(t, options("zh"), false)
	r := runMethod(t, keyness.Method(), c, map[string]any{"target": "year:2014..", "cluster": "pair", "permutations": 999})
	if len(r.Findings) == 0 || !strings.Contains(r.Findings[0].Text.ZH, "以当事方组合为单位，共8对和6对") {
		t.Errorf("the first finding does not tell the units: %v", r.Findings)
	}
	r = runMethod(t, keyness.Method(), c, map[string]any{"target": "party:XVT", "cluster": "pair", "permutations": 999})
	if !warned(r, "KEY-11") {
		t.Error("no KEY-11 for two pairs")
	}
	for _, f := range r.Findings {
		if f.Tier == analysis.Calibrated {
			t.Errorf("a claim from two pairs: %s", f.Text.EN)
		}
	}
	if r = runMethod(t, keyness.Method(), c, map[string]any{"target": "pair:XHE-XVT", "cluster": "pair"}); r.Refusal == nil {
		t.Error("one pair against others by pairs is not refused")
	}
}
