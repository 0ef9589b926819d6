package topic

// The prior of the topics is updated every so many sweeps, with so many steps
// of the fixed point, and never falls below the floor: with an α near 0 no single
// word leaves the topic of its paragraph.
const (
	alphaEvery = 10
	alphaSteps = 5
	alphaFloor = 0.05
)

// updateAlpha moves α to its fixed point (Minka 2000, Estimating a Dirichlet
// distribution, equation 55). With whole n, ψ(n+a) − ψ(a) = Σ_{j<n} 1/(a+j)
// exactly, so that tallies of how many units have more than j words replace the
// digamma function.
func (g *sampler) updateAlpha() {
	longest := 0
	for _, words := range g.units {
		longest = max(longest, len(words))
	}
	byTopic := matrix(g.k, longest+1) // by topic and n: units with that many words of the topic
	byLength := make([]float64, longest+1)
	for d, words := range g.units {
		byLength[len(words)]++
		for k := range g.k {
			byTopic[k][int(g.unit[d*g.k+k])]++
		}
	}
	for range alphaSteps {
		sum := 0.0
		for _, a := range g.alpha {
			sum += a
		}
		below := digammaSum(byLength, sum)
		for k, a := range g.alpha {
			g.alpha[k] = max(a*digammaSum(byTopic[k], a)/below, alphaFloor)
		}
	}
}

// digammaSum is Σ_n count[n]·(ψ(n+a) − ψ(a)).
func digammaSum(count []float64, a float64) float64 {
	more, sum := 0.0, 0.0 // more: units with more than j words
	for n := len(count) - 1; n > 0; n-- {
		more += count[n]
		sum += more / (a + float64(n-1))
	}
	return sum
}
