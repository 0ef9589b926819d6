package specimen

import (
	"fmt"
	"math"
)

// CountOptions says what counts to draw. The defaults are those of the
// simulation by which the tests of inference were chosen: 60 terms with 1 to 13
// expected uses in a document of 2 200 tokens.
type CountOptions struct {
	Target     int     // documents in the target group, 1 or more
	Reference  int     // documents in the reference group, 1 or more
	Terms      int     // 1 or more
	Dispersion float64 // negative-binomial size k of the uses, 0.1 or more; +Inf for Poisson
	MeanLength float64 // median document length, in tokens
	SigmaLog   float64 // standard deviation of the logarithm of the length, 0 to 2
	LongFactor float64 // how much longer the first target document is; 1 for none
	Effect     float64 // rate of the first term in the target over that in the reference; 1 for none
	Seed       uint64
}

// DefaultCountOptions returns 5 documents against 20, bursty (k = 2), with no
// long document and no effect.
func DefaultCountOptions() CountOptions {
	return CountOptions{Target: 5, Reference: 20, Terms: 60, Dispersion: 2, MeanLength: 2200, SigmaLog: 0.4,
		LongFactor: 1, Effect: 1, Seed: 1}
}

// Validate reports the first option that is out of range.
func (o CountOptions) Validate() error {
	switch {
	case o.Target < 1 || o.Reference < 1 || o.Terms < 1:
		return fmt.Errorf("specimen: Target %d, Reference %d, Terms %d: want 1 or more of each", o.Target, o.Reference, o.Terms)
	case math.IsNaN(o.Dispersion) || o.Dispersion < 0.1:
		return fmt.Errorf("specimen: Dispersion %v: want 0.1 or more; +Inf for Poisson", o.Dispersion)
	case !(o.MeanLength >= 1 && o.MeanLength <= 1e7):
		return fmt.Errorf("specimen: MeanLength %v: want 1 to 1e7 tokens", o.MeanLength)
	case !(o.SigmaLog >= 0 && o.SigmaLog <= 2):
		return fmt.Errorf("specimen: SigmaLog %v: want 0 to 2", o.SigmaLog)
	case !(o.LongFactor >= 1 && o.LongFactor <= 1000):
		return fmt.Errorf("specimen: LongFactor %v: want 1 to 1000", o.LongFactor)
	case !(o.Effect > 0 && o.Effect <= 1000):
		return fmt.Errorf("specimen: Effect %v: want above 0 and at most 1000", o.Effect)
	}
	return nil
}

// Counts are uses of terms in documents, without text.
type Counts struct {
	Uses    [][]int   // by document, then term
	Lengths []int     // tokens, by document; at least the sum of its uses
	Target  []bool    // by document: the first ones are the target
	Rates   []float64 // expected uses of each term in a document of MeanLength, in the reference
}

// NullCounts draws counts with no difference between target and reference
// unless Effect is set. Lengths are log-normal; the uses of a term are negative
// binomial with the mean in proportion to the length. Bad options are an error.
func NullCounts(o CountOptions) (*Counts, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	n := o.Target + o.Reference
	c := &Counts{Uses: make([][]int, n), Lengths: make([]int, n), Target: make([]bool, n), Rates: make([]float64, o.Terms)}
	for j := range c.Rates {
		c.Rates[j] = 1
		if o.Terms > 1 {
			c.Rates[j] += 12 * float64(j) / float64(o.Terms-1)
		}
	}
	for i := range n {
		rng := stream(o.Seed, i, 0, 'c')
		length := math.Exp(float64(o.SigmaLog * rng.NormFloat64()))
		if i == 0 {
			length *= o.LongFactor
		}
		c.Target[i] = i < o.Target
		c.Uses[i] = make([]int, o.Terms)
		sum := 0
		for j, rate := range c.Rates {
			if j == 0 && c.Target[i] {
				rate *= o.Effect
			}
			c.Uses[i][j] = negativeBinomial(rng, rate*length, o.Dispersion)
			sum += c.Uses[i][j]
		}
		c.Lengths[i] = max(1, sum, int(math.Round(o.MeanLength*length)))
	}
	return c, nil
}
