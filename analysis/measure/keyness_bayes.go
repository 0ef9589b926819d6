package measure

import (
	"fmt"
	"math"
	"slices"

	"concord/analysis/infer"
)

// LogOdds is a log-odds difference with its variance; Z = Delta/√Variance ranks
// features, it is no test for texts written by the same drafters.
type LogOdds struct{ Delta, Variance, Z float64 }

// LogOddsDirichlet is the log-odds ratio with an informative Dirichlet prior
// (Monroe, Colaresi & Quinn 2008): δ = ln[(y_A+α)/(n_A+α0−y_A−α)] − the same for
// B, variance ≈ 1/(y_A+α)+1/(y_B+α), or with all four terms. alpha is the prior
// weight of the feature and alpha0 of all features together.
func LogOddsDirichlet(yA, nA, yB, nB, alpha, alpha0 float64, fourTerms bool) LogOdds {
	a, b := yA+alpha, yB+alpha
	restA, restB := nA+alpha0-a, nB+alpha0-b
	l := LogOdds{
		Delta:    math.Log(a/restA) - math.Log(b/restB),
		Variance: 1/a + 1/b,
	}
	if fourTerms {
		l.Variance += 1/restA + 1/restB
	}
	l.Delta, l.Variance = defined(l.Delta), defined(l.Variance)
	l.Z = l.Delta / math.Sqrt(l.Variance)
	return l
}

// Cell is one count of a feature in a group, both by number.
type Cell struct {
	Group, Feature int
	Count          float64
}

// WeightedLogOdds compares every group with all groups together, its own
// included (Silge, Hayes & Schnoebelen, tidylo): the prior of a feature is its
// count over all groups, or 1 if uninformative, and is given only to the cells
// listed. Results are in the order of cells.
func WeightedLogOdds(cells []Cell, uninformative bool) ([]LogOdds, error) {
	groups, features := 0, 0
	for _, c := range cells {
		if c.Group < 0 || c.Feature < 0 || !(c.Count >= 0) {
			return nil, fmt.Errorf("measure: weighted log odds: cell %+v, expected numbers from 0", c)
		}
		groups, features = max(groups, c.Group+1), max(features, c.Feature+1)
	}
	prior := make([]float64, features)
	for _, c := range cells {
		prior[c.Feature] += c.Count
	}
	if uninformative {
		for i := range prior {
			prior[i] = 1
		}
	}
	ofGroup, ofFeature, all := make([]float64, groups), make([]float64, features), 0.0
	for _, c := range cells {
		y := c.Count + prior[c.Feature]
		ofGroup[c.Group] += y
		ofFeature[c.Feature] += y
		all += y
	}
	out := make([]LogOdds, len(cells))
	for i, c := range cells {
		y, w := c.Count+prior[c.Feature], ofFeature[c.Feature]
		l := LogOdds{
			Delta:    defined(math.Log(y/(ofGroup[c.Group]-y)) - math.Log(w/(all-w))),
			Variance: 1/y + 1/w,
		}
		l.Z = l.Delta / math.Sqrt(l.Variance)
		out[i] = l
	}
	return out, nil
}

// ScaledFScore is the heuristic of Kessler 2017 (scattertext): precision
// a/(a+b) and share a/Σa, each put on the scale of its fitted normal
// distribution function, joined by an F score with beta, and mirrored to 0…1
// with ½ as neutral. It has no sampling model and depends on the features kept.
func ScaledFScore(a, b []float64, beta float64) []float64 {
	own, other := halfFScore(a, b, beta), halfFScore(b, a, beta)
	out := make([]float64, len(a))
	for i := range out {
		switch {
		case own[i] > other[i]:
			out[i] = own[i]
		case own[i] < other[i]:
			out[i] = -other[i]
		}
	}
	stretch(out, 1)
	stretch(out, -1)
	for i := range out {
		out[i] = (out[i] + 1) / 2
	}
	return out
}

// stretch spreads the values of one sign over 0…1 in magnitude.
func stretch(v []float64, sign float64) {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, x := range v {
		if x*sign > 0 {
			lo, hi = min(lo, x*sign), max(hi, x*sign)
		}
	}
	for i, x := range v {
		if x*sign > 0 && hi > lo {
			v[i] = sign * (x*sign - lo) / (hi - lo)
		}
	}
}

// halfFScore is the F score of one side.
func halfFScore(a, b []float64, beta float64) []float64 {
	precision, share, total := make([]float64, len(a)), make([]float64, len(a)), 0.0
	for _, x := range a {
		total += x
	}
	for i := range a {
		precision[i], share[i] = a[i]/(a[i]+b[i]), a[i]/total
	}
	p, r := normalScale(precision), normalScale(share)
	out := make([]float64, len(a))
	for i := range out {
		out[i] = (1 + beta*beta) * p[i] * r[i] / (beta*beta*p[i] + r[i])
		if math.IsNaN(out[i]) {
			out[i] = 0
		}
	}
	return out
}

// normalScale maps values to Φ((x−mean)/SD), population SD.
func normalScale(v []float64) []float64 {
	out := slices.Clone(v)
	m, sd := mean(v), populationSD(v)
	for i, x := range v {
		out[i] = infer.NormalUpper((m - x) / sd)
	}
	return out
}

func mean(v []float64) float64 { return sum(v) / float64(len(v)) }

func sum(v []float64) float64 {
	s := 0.0
	for _, x := range v {
		s += x
	}
	return s
}

// populationSD is the standard deviation over n.
func populationSD(v []float64) float64 {
	m, ss := mean(v), 0.0
	for _, x := range v {
		ss += (x - m) * (x - m)
	}
	return math.Sqrt(ss / float64(len(v)))
}

// sampleSD is the standard deviation over n−1.
func sampleSD(v []float64) float64 {
	n := float64(len(v))
	return populationSD(v) * math.Sqrt(n/(n-1))
}
