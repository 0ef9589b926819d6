package measure

import (
	"errors"
	"fmt"
	"math"
)

// WordScores holds the scores of words learnt from reference texts (Laver,
// Benoit & Garry 2003).
type WordScores struct {
	Score []float64 // by word; NaN where no reference text has the word
}

// ScoreWords learns S_w = Σ_r A_r·F_wr/Σ_r F_wr from the counts of reference
// texts by row and their scores A_r; F is the share of the word in the text,
// after smooth was added to every count. At least two texts with different scores
// are needed.
func ScoreWords(reference [][]float64, scores []float64, smooth float64) (WordScores, error) {
	share, err := referenceShares(reference, scores, smooth)
	if err != nil {
		return WordScores{}, err
	}
	w := WordScores{Score: make([]float64, len(reference[0]))}
	for j := range w.Score {
		weight, total := 0.0, 0.0
		for r := range share {
			weight += share[r][j]
			total += share[r][j] * scores[r]
		}
		w.Score[j] = defined(total / weight)
	}
	return w, nil
}

// ScoreWordsLogit scores words by ln(F_w of the right text / F_w of the left one)
// (Beauchamp 2012) from exactly two reference texts; the right one has the higher
// score. NaN where a share is zero.
func ScoreWordsLogit(reference [][]float64, scores []float64, smooth float64) (WordScores, error) {
	share, err := referenceShares(reference, scores, smooth)
	if err != nil {
		return WordScores{}, err
	}
	if len(scores) != 2 {
		return WordScores{}, fmt.Errorf("measure: word scores: %d reference texts, the logit scale expects two", len(scores))
	}
	left, right := 0, 1
	if scores[0] > scores[1] {
		left, right = 1, 0
	}
	w := WordScores{Score: make([]float64, len(reference[0]))}
	for j := range w.Score {
		w.Score[j] = defined(math.Log(share[right][j] / share[left][j]))
	}
	return w, nil
}

func referenceShares(reference [][]float64, scores []float64, smooth float64) ([][]float64, error) {
	if _, err := denseOf(reference); err != nil {
		return nil, err
	}
	if len(scores) != len(reference) || len(scores) < 2 {
		return nil, fmt.Errorf("measure: word scores: %d reference texts and %d scores, expected one for each of at least two", len(reference), len(scores))
	}
	differ := false
	for _, a := range scores {
		differ = differ || a != scores[0]
	}
	if !differ {
		return nil, errors.New("measure: word scores: all reference scores are equal")
	}
	out := make([][]float64, len(reference))
	for r, row := range reference {
		out[r] = Normalize(plus(row, smooth))
		if len(row) > 0 && math.IsNaN(out[r][0]) {
			return nil, fmt.Errorf("measure: word scores: reference text %d has no counts", r)
		}
	}
	return out, nil
}

// TextScore is the raw score of a text.
type TextScore struct {
	Score  float64 // Σ F_w·S_w over the scored words of the text
	SE     float64 // √(Σ F_w(S_w−Score)²/N): from word counts alone, as if words were drawn independently
	Scored float64 // N, its scored tokens
}

// Text scores the counts of one text over its scored words; NaN where it has
// none.
func (w WordScores) Text(counts []float64) TextScore {
	t := TextScore{}
	for j, n := range counts {
		if s := w.Score[j]; n > 0 && !math.IsNaN(s) {
			t.Scored += n
			t.Score += n * s
		}
	}
	t.Score /= t.Scored
	variance := 0.0
	for j, n := range counts {
		if s := w.Score[j]; n > 0 && !math.IsNaN(s) {
			variance += n / t.Scored * (s - t.Score) * (s - t.Score)
		}
	}
	t.SE = math.Sqrt(variance / t.Scored)
	if t.Scored == 0 {
		t.Score, t.SE = math.NaN(), math.NaN()
	}
	return t
}

// Rescaling is the linear map that brings raw scores back to the scale of the
// reference scores; a standard error is multiplied by Stretch.
type Rescaling struct{ Centre, To, Stretch float64 }

// Apply maps a raw score.
func (r Rescaling) Apply(raw float64) float64 { return (raw-r.Centre)*r.Stretch + r.To }

// RescaleLBG gives the raw scores the standard deviation (n−1) of the reference
// scores about their own mean (Laver, Benoit & Garry 2003). Which texts are among
// raw is a convention: the virgin ones (the authors), or all.
func RescaleLBG(raw, reference []float64) Rescaling {
	m, s := meanAndSD(raw)
	_, target := meanAndSD(reference)
	return Rescaling{Centre: m, To: m, Stretch: defined(target / s)}
}

// RescaleMV maps the raw scores of the lowest and the highest reference text to
// their own scores (Martin & Vanberg 2008).
func RescaleMV(rawOfReference, reference []float64) Rescaling {
	lo, hi := 0, 0
	for i, a := range reference {
		if a < reference[lo] {
			lo = i
		}
		if a > reference[hi] {
			hi = i
		}
	}
	return Rescaling{Centre: rawOfReference[lo], To: reference[lo],
		Stretch: defined((reference[hi] - reference[lo]) / (rawOfReference[hi] - rawOfReference[lo]))}
}

func meanAndSD(v []float64) (mean, sd float64) {
	mean = sum(v) / float64(len(v))
	for _, x := range v {
		sd += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(sd / float64(len(v)-1))
}
