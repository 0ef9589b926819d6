package measure

import "math"

// Presence counts features by their presence in two documents: in both, in one
// alone, in neither of those considered.
type Presence struct{ Both, OnlyA, OnlyB, Neither float64 }

// PresenceOf compares two vectors by which places are above 0.
func PresenceOf(x, y []float64) Presence {
	var p Presence
	for i := range x {
		switch {
		case x[i] > 0 && y[i] > 0:
			p.Both++
		case x[i] > 0:
			p.OnlyA++
		case y[i] > 0:
			p.OnlyB++
		default:
			p.Neither++
		}
	}
	return p
}

// Jaccard is |A∩B|/|A∪B|, 0…1 (Jaccard 1912); NaN for two empty sets.
func (p Presence) Jaccard() float64 { return p.Both / (p.Both + p.OnlyA + p.OnlyB) }

// Dice is 2|A∩B|/(|A|+|B|), 0…1 (Dice 1945; Sørensen 1948).
func (p Presence) Dice() float64 { return 2 * p.Both / (2*p.Both + p.OnlyA + p.OnlyB) }

// Cosine is |A∩B|/√(|A||B|) (Ochiai 1957).
func (p Presence) Cosine() float64 {
	return p.Both / math.Sqrt((p.Both+p.OnlyA)*(p.Both+p.OnlyB))
}

// Overlap is |A∩B| over the smaller set (Szymkiewicz–Simpson).
func (p Presence) Overlap() float64 { return p.Both / (p.Both + min(p.OnlyA, p.OnlyB)) }

// Containment is |A∩B|/|A|: the share of A found in B (Broder 1997).
func (p Presence) Containment() float64 { return p.Both / (p.Both + p.OnlyA) }

// SimpleMatching is the share of places that agree, joint absence counted
// (Sokal & Michener 1958).
func (p Presence) SimpleMatching() float64 {
	return (p.Both + p.Neither) / (p.Both + p.Neither + p.OnlyA + p.OnlyB)
}

// Hamann is agreeing minus disagreeing places over all, −1…1 (Hamann 1961).
func (p Presence) Hamann() float64 { return 2*p.SimpleMatching() - 1 }
