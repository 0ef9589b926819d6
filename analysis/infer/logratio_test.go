package infer_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"concord/analysis/infer"
)

// ratioCase is units with tokens and uses on two sides, drawn at random.
type ratioCase struct {
	tokens, uses [2][]float64
	paired       bool
}

func drawRatio(rng *rand.Rand, units int, share float64, paired bool) ratioCase {
	c := ratioCase{paired: paired}
	for side := range 2 {
		c.tokens[side], c.uses[side] = make([]float64, units), make([]float64, units)
	}
	for i := range units {
		for side := range 2 {
			if paired && rng.Float64() < 0.8 || !paired && i%3%2 == side {
				c.tokens[side][i] = math.Ceil(200 * math.Exp(rng.NormFloat64()))
				if i == 4 {
					c.tokens[side][i] *= 1000 // one unit holds most tokens
				}
				if rng.Float64() < share {
					c.uses[side][i] = math.Ceil(c.tokens[side][i] / 50 * rng.Float64())
				}
			}
		}
	}
	return c
}

// ratio is the log ratio without some units, by its definition.
func (c ratioCase) ratio(without ...int) float64 {
	var n, y [2]float64
	for side := range 2 {
		for i := range c.tokens[side] {
			if !slices.Contains(without, i) {
				n[side] += c.tokens[side][i]
				y[side] += c.uses[side][i]
			}
		}
	}
	return math.Log2((y[0]+0.5)/(n[0]+1)) - math.Log2((y[1]+0.5)/(n[1]+1))
}

// directly is the jackknife by leaving out every unit; out is out already.
func (c ratioCase) directly(t *testing.T, out int) (infer.Jackknife, []int) {
	var values [2][]float64
	var units [2][]int
	for i := range c.tokens[0] {
		if i == out || c.tokens[0][i]+c.tokens[1][i] == 0 {
			continue
		}
		g := 0
		if !c.paired && c.tokens[0][i] == 0 {
			g = 1
		}
		values[g], units[g] = append(values[g], c.ratio(i, out)), append(units[g], i)
	}
	var j infer.Jackknife
	var err error
	if c.paired {
		j, err = infer.JackknifeOne(c.ratio(out), values[0], 0.95)
	} else {
		j, err = infer.JackknifeT(c.ratio(out), values[0], values[1], 0.95)
	}
	if err != nil {
		t.Fatal(err)
	}
	return j, slices.Concat(units[0], units[1])
}

// The tabulated jackknife gives what leaving out every unit gives, for rare and
// common features, for one group and for two, and beside a unit that is out.
func TestLogRatiosAgainstEveryUnit(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for k := range 120 {
		c := drawRatio(rng, 9+k, []float64{0.05, 0.4, 0.95, 1}[k%4], k%3 == 0)
		var uses []infer.UnitUses
		for i := range c.tokens[0] {
			if c.tokens[0][i]+c.tokens[1][i] == 0 {
				c.tokens[0][i] = 77
			}
			if c.uses[0][i]+c.uses[1][i] > 0 {
				uses = append(uses, infer.UnitUses{Unit: i, Uses: [2]float64{c.uses[0][i], c.uses[1][i]}})
			}
		}
		l := infer.NewLogRatios(c.tokens, c.paired)
		for _, out := range []int{-1, 4, 5} {
			want, units := c.directly(t, out)
			got := l.Jackknife(c.ratio(out), uses, out, 0.95)
			// The direct way loses digits in differences of estimates, and so in a
			// standard error that is small beside them.
			if within := 1e-12*want.SE + 1e-15*math.Abs(want.Estimate); !(math.Abs(got.SE-want.SE) <= within) {
				t.Fatalf("case %d without %d: standard error %.16g, want %.16g", k, out, got.SE, want.SE)
			}
			if !(math.Abs(got.Interval.Lo-want.Interval.Lo) <= 1e-11*(want.Interval.Hi-want.Interval.Lo)) || !(math.Abs(got.DF-want.DF) <= 1e-10*want.DF) {
				t.Fatalf("case %d without %d: lower bound %.16g with df %.16g, want %.16g with %.16g", k, out, got.Interval.Lo, got.DF, want.Interval.Lo, want.DF)
			}
			if out >= 0 {
				continue
			}
			for what, pick := range map[string]struct {
				got  infer.LeftOut
				want float64
			}{
				"lowest":   {got.Lowest, slices.Min(want.Without)},
				"highest":  {got.Highest, slices.Max(want.Without)},
				"farthest": {got.Farthest, want.Without[want.Influential]},
			} {
				if math.Abs(pick.got.Without-pick.want) > 1e-12 || math.Abs(want.Without[slices.Index(units, pick.got.Unit)]-pick.want) > 1e-12 {
					t.Fatalf("case %d: %s %+v, want the estimate %.16g", k, what, pick.got, pick.want)
				}
			}
		}
	}
}

// Units of the same size and uses show no variation, and the first of equals is
// named.
func TestLogRatiosOfEqualUnits(t *testing.T) {
	tokens := [2][]float64{{100, 100, 100, 0, 0, 0}, {0, 0, 0, 300, 300, 300}}
	var uses []infer.UnitUses
	for i := range 6 {
		var y [2]float64
		y[i/3] = 5
		uses = append(uses, infer.UnitUses{Unit: i, Uses: y})
	}
	l := infer.NewLogRatios(tokens, false)
	estimate := math.Log2((15.5 / 301) / (15.5 / 901))
	j := l.Jackknife(estimate, uses, -1, 0.95)
	if !math.IsNaN(j.Interval.Lo) || j.SE != 0 {
		t.Errorf("equal units give the interval %v with standard error %g, want none and 0", j.Interval, j.SE)
	}
	if none := l.Jackknife(0, nil, -1, 0.95); none.Highest.Unit != 0 || none.Lowest.Unit != 3 {
		t.Errorf("a feature never used: highest without %d and lowest without %d, want 0 and 3", none.Highest.Unit, none.Lowest.Unit)
	}
}
