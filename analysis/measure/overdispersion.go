package measure

import "math"

// Used is what the overdispersion of a feature needs of the documents: sums
// over those that hold it, for the rest add nothing but their lengths.
type Used struct {
	Documents     float64 // all, without the feature included
	Tokens        float64 // Σn over all documents
	TokensSquared float64 // Σn² over all documents
	Uses          float64 // Σy
	UsesSquared   float64 // Σy²
	Products      float64 // Σy·n
}

// Overdispersion is that of the counts summed up: the method-of-moments κ,
// Σ[(y−e)²−e]/Σe² · J/(J−1) with e = n·Σy/Σn, multiplied out. NaN below two
// documents or without uses.
func (u Used) Overdispersion() float64 {
	if u.Documents < 2 {
		return math.NaN()
	}
	mu := u.Uses / u.Tokens
	square := mu * mu * u.TokensSquared
	above := u.UsesSquared - 2*mu*u.Products + square - u.Uses
	return max(0, defined(above/square*u.Documents/(u.Documents-1)))
}
