package measure

import "math"

// TextCounts are what readability formulas need. The formulas were fitted to
// English; for other languages they order texts of one corpus at best.
type TextCounts struct {
	Words, Sentences float64
	Characters       float64 // letters and digits of the words
	Syllables        float64
	Monosyllables    float64 // words of one syllable
	Polysyllables    float64 // words of three syllables or more
	LongWords        float64 // words of seven characters or more
}

// ARI is the automated readability index (Senter & Smith 1967), a school grade;
// navy takes the coefficients of Kincaid et al. 1975.
func (c TextCounts) ARI(navy bool) float64 {
	if navy {
		return defined(0.37*c.Words/c.Sentences + 5.84*c.Characters/c.Words - 26.01)
	}
	return defined(0.5*c.Words/c.Sentences + 4.71*c.Characters/c.Words - 21.43)
}

// ColemanLiau is the grade of Coleman & Liau 1975 through the estimated cloze
// percentage.
func (c TextCounts) ColemanLiau() float64 {
	cloze := 141.8401 - 0.214590*100*c.Characters/c.Words + 1.079812*100*c.Sentences/c.Words
	return defined(-27.4004*cloze/100 + 23.06395)
}

// DanielsonBryan is the first formula of Danielson & Bryan 1963, with a blank
// between words.
func (c TextCounts) DanielsonBryan() float64 {
	return defined(1.0364*c.Characters/(c.Words-1) + 0.0194*c.Characters/c.Sentences - 0.6059)
}

// Flesch is the reading ease of Flesch 1948: higher is easier.
func (c TextCounts) Flesch() float64 {
	return defined(206.835 - 1.015*c.Words/c.Sentences - 84.6*c.Syllables/c.Words)
}

// FleschKincaid is the grade of Kincaid et al. 1975.
func (c TextCounts) FleschKincaid() float64 {
	return defined(0.39*c.Words/c.Sentences + 11.8*c.Syllables/c.Words - 15.59)
}

// FORCAST is the grade 20 − monosyllables per 150 words / 10 (Caylor et al. 1973).
func (c TextCounts) FORCAST() float64 { return defined(20 - 15*c.Monosyllables/c.Words) }

// GunningFog is 0.4·(words per sentence + per cent polysyllables) (Gunning 1952).
func (c TextCounts) GunningFog() float64 {
	return defined(0.4 * (c.Words/c.Sentences + 100*c.Polysyllables/c.Words))
}

// LinsearWrite is (easy + 3·hard words) per sentence as quanteda scales it: easy
// = 100 − per cent of words below three syllables.
func (c TextCounts) LinsearWrite() float64 {
	hard := 100 * c.Polysyllables / c.Words
	easy := 100 * (c.Words - c.Polysyllables) / c.Words
	return defined((100 - easy + 3*hard) / (100 * c.Sentences / c.Words))
}

// LIX is words per sentence + per cent long words (Björnsson 1968).
func (c TextCounts) LIX() float64 {
	return defined(c.Words/c.Sentences + 100*c.LongWords/c.Words)
}

// RIX is long words per sentence (Anderson 1983).
func (c TextCounts) RIX() float64 { return defined(c.LongWords / c.Sentences) }

// SMOG is 1.043·√(30·polysyllables per sentence) + 3.1291 (McLaughlin 1969).
func (c TextCounts) SMOG() float64 {
	return defined(1.043*math.Sqrt(30*c.Polysyllables/c.Sentences) + 3.1291)
}
