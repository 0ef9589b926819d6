package specimen

// topic is a field of cooperation with the sentences that speak of it.
type topic struct {
	name     string // in truths and tables
	label    phrase // as the list of signed documents names it
	rate     float64
	keywords []phrase // occur in no other topic
	patterns []pattern
	lists    map[string][]phrase
}

// Positions of topics that the generator treats apart.
const (
	politics     = 0 // opens every statement; not part of the mix
	multilateral = 1 // has a section of its own
	agriculture  = 4
	digital      = 9
)

// topics returns all topics. The rates are shares of the topic paragraphs
// without politics, before the shift; they add up to 1.
func topics() []topic {
	return []topic{
		politicsTopic(), multilateralTopic(), tradeTopic(), infrastructureTopic(), agricultureTopic(),
		securityTopic(), cultureTopic(), healthTopic(), greenTopic(), digitalTopic(), defenceTopic(),
	}
}

// The topic that shifts, and its share of the mix before, after, and without a
// shift (the null).
const (
	shiftTopic  = digital
	shiftBefore = 0.04
	shiftAfter  = 0.16
	shiftNull   = 0.10
	shiftFocus  = 0.36 // in the latest document
)

// mix returns the expected share of each topic when the shifting topic has the
// given share; the others keep their proportions.
func mix(list []topic, share float64) []float64 {
	rates := make([]float64, len(list))
	rest := 0.0
	for i, t := range list {
		if i != politics && i != shiftTopic {
			rest += t.rate
		}
	}
	for i, t := range list {
		switch i {
		case politics:
		case shiftTopic:
			rates[i] = share
		default:
			rates[i] = t.rate / rest * (1 - share)
		}
	}
	return rates
}
