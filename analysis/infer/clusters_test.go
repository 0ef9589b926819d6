package infer

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
)

func TestClustersOf(t *testing.T) {
	c := ClustersOf([]string{"b", "a", "", "b", "", "a"})
	if want := (Clusters{{0, 3}, {1, 5}, {2}, {4}}); !reflect.DeepEqual(c, want) {
		t.Errorf("clusters %v, want %v", c, want)
	}
	if got, want := c.Labels(), []int{0, 1, 2, 0, 3, 1}; !reflect.DeepEqual(got, want) {
		t.Errorf("labels %v, want %v", got, want)
	}
	// (2+2+1+1)²/(4+4+1+1) by hand.
	if got := c.EffectiveClusters(); got != 3.6 {
		t.Errorf("effective %g, want 3.6", got)
	}
	sides, whole := c.Sides([]bool{true, false, true, true, false, false})
	if want := []bool{true, false, true, false}; !whole || !reflect.DeepEqual(sides, want) {
		t.Errorf("sides %v, %v, want %v", sides, whole, want)
	}
	if _, whole := c.Sides([]bool{true, false, true, false, false, false}); whole {
		t.Error("a cluster on both sides passes for whole")
	}
}

func TestMergedRowsAddUp(t *testing.T) {
	c := Counts{Start: []int{0, 2, 3, 5}, Col: []uint32{0, 2, 1, 0, 1}, Count: []uint32{1, 4, 2, 3, 5}, Total: []float64{10, 20, 30}, Features: 3}
	got, err := c.Merged(Clusters{{0, 2}, {1}})
	if err != nil {
		t.Fatal(err)
	}
	want := Counts{Start: []int{0, 3, 4}, Col: []uint32{0, 1, 2, 1}, Count: []uint32{4, 5, 4, 2}, Total: []float64{40, 20}, Features: 3}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("merged %+v, want %+v", got, want)
	}
	if _, err := c.Merged(Clusters{{0}}); err == nil {
		t.Error("clusters that leave rows out give no error")
	}
}

// clustered draws values whose clusters share half of their variance.
func clustered(r *rand.Rand, clusters, size int) (values []float64, labels []string) {
	for k := range clusters {
		shared := r.NormFloat64()
		for range size {
			values, labels = append(values, shared+r.NormFloat64()), append(labels, fmt.Sprint(k))
		}
	}
	return values, labels
}

func meanOfUnits(values []float64) func(units []int) float64 {
	return func(units []int) float64 {
		s := 0.0
		for _, u := range units {
			s += values[u]
		}
		return s / float64(len(units))
	}
}

// With clusters of equal size the jackknife of a mean is the t interval of the
// cluster means (algebra), and clusters of one unit give JackknifeOne of the units.
func TestJackknifeClustersOfAMean(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	values, labels := clustered(r, 8, 5)
	got, err := JackknifeClusters(ClustersOf(labels), meanOfUnits(values), 0.95)
	if err != nil {
		t.Fatal(err)
	}
	var means []float64
	for k := range 8 {
		s := 0.0
		for _, v := range values[5*k : 5*k+5] {
			s += v / 5
		}
		means = append(means, s)
	}
	m, sd := meanSD(means)
	if se := sd / math.Sqrt(8); math.Abs(got.SE-se) > 1e-12 || math.Abs(got.Estimate-m) > 1e-12 || got.DF != 7 {
		t.Errorf("estimate %g, SE %g, df %g, want %g, %g, 7", got.Estimate, got.SE, got.DF, m, se)
	}
	single, err := JackknifeClusters(ClustersOf(make([]string, 40)), meanOfUnits(values), 0.95)
	if err != nil {
		t.Fatal(err)
	}
	_, all := meanSD(values)
	if math.Abs(single.SE-all/math.Sqrt(40)) > 1e-12 {
		t.Errorf("SE of single units %g, want %g", single.SE, all/math.Sqrt(40))
	}
}

// Values of a cluster are alike: intervals over clusters cover the truth in about
// 95 % of 400 samples (within three standard errors, 91.7 %), those over units do not.
func TestClusterIntervalsCover(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const samples = 400
	byCluster, byUnit, byBootstrap := 0, 0, 0
	for range samples {
		values, labels := clustered(r, 12, 6)
		covers := func(i Interval) int {
			if i.Lo <= 0 && 0 <= i.Hi {
				return 1
			}
			return 0
		}
		a, err := JackknifeClusters(ClustersOf(labels), meanOfUnits(values), 0.95)
		if err != nil {
			t.Fatal(err)
		}
		b, _ := JackknifeClusters(ClustersOf(make([]string, len(values))), meanOfUnits(values), 0.95)
		d, err := BootstrapClusters(ClustersOf(labels), meanOfUnits(values), BootstrapOptions{Draws: 199, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		byCluster, byUnit, byBootstrap = byCluster+covers(a.Interval), byUnit+covers(b.Interval), byBootstrap+covers(d.Interval)
	}
	if byCluster < 367 || byUnit > 340 || byBootstrap < 340 {
		t.Errorf("of %d: %d by cluster, %d by unit, %d by bootstrap", samples, byCluster, byUnit, byBootstrap)
	}
}

// Where pairs differ and the target is some of the pairs, permuting documents
// finds differences that are those of pairs; permuting pairs keeps to its level.
func TestPermutingClustersIsCalibrated(t *testing.T) {
	const corpora = 60
	byPair, byDocument := 0, 0
	for n := range corpora {
		r := rand.New(rand.NewPCG(5, uint64(n)))
		c, labels, target := Counts{Start: []int{0}, Features: 1}, []string{}, []bool{}
		for k := range 8 {
			rate := 10 * math.Exp(r.NormFloat64())
			for range 6 {
				count := uint32(1 + rate + 2*r.Float64())
				c.Col, c.Count = append(c.Col, 0), append(c.Count, count)
				c.Start, c.Total = append(c.Start, len(c.Col)), append(c.Total, 1000)
				labels, target = append(labels, fmt.Sprint(k)), append(target, k < 4)
			}
		}
		clusters := ClustersOf(labels)
		sides, whole := clusters.Sides(target)
		merged, err := c.Merged(clusters)
		if err != nil || !whole {
			t.Fatal(err, whole)
		}
		pairs, err := Permute(context.Background(), merged, sides, PermuteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		documents, err := Permute(context.Background(), c, target, PermuteOptions{Draws: 199})
		if err != nil {
			t.Fatal(err)
		}
		if pairs.P[0] < 0.05 {
			byPair++
		}
		if documents.P[0] < 0.05 {
			byDocument++
		}
	}
	// Nine of 60 at a rate of .05 come by chance in fewer than 1 of 400 runs (binomial).
	if byPair > 8 || byDocument < 20 {
		t.Errorf("of %d corpora without a difference: %d by pairs, %d by documents", corpora, byPair, byDocument)
	}
}
