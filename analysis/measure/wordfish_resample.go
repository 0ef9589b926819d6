package measure

import (
	"errors"
	"math"
)

// Resample fits the word parameters again with documents counted so many times,
// from the parameters at hand, in a fixed number of sweeps, and places every
// document given: rows and at are parallel, at holds the counts to be placed. It
// returns the positions, standardised over all documents and turned to the
// direction of w. It serves a bootstrap of documents: rows are the documents,
// times how often each was drawn.
func (w Wordfish) Resample(rows [][]float64, times []float64, at [][]float64, sweeps int) ([]float64, error) {
	if len(rows) != len(w.Theta) || len(times) != len(rows) || len(at) != len(rows) {
		return nil, errors.New("measure: wordfish: a resample needs weights and counts for every document")
	}
	f := newFishing(rows, times, w.opt)
	copy(f.w.Theta, w.Theta)
	copy(f.w.Alpha, w.Alpha)
	copy(f.w.Psi, w.Psi)
	copy(f.w.Beta, w.Beta)
	f.w.steps = resampleSteps
	for range sweeps {
		f.words(false)
		f.documents(false)
		f.centre()
		f.standardise()
	}
	f.w.steps = placingSteps
	for i := range f.w.Theta {
		if sum(at[i]) > 0 {
			_, f.w.Theta[i] = f.w.place(at[i], f.w.Alpha[i], w.Theta[i], f.thetaPrec, false, false)
		} else {
			f.w.Theta[i] = math.NaN()
		}
	}
	return alignTo(f.w.Theta, w.Theta), nil
}

// alignTo standardises positions over the defined ones and turns them to
// correlate positively with others.
func alignTo(theta, others []float64) []float64 {
	var x, y []float64
	for i, t := range theta {
		if !math.IsNaN(t) {
			x, y = append(x, t), append(y, others[i])
		}
	}
	m, sd := meanAndSD(x)
	if Pearson(x, y) < 0 {
		sd = -sd
	}
	for i := range theta {
		theta[i] = (theta[i] - m) / sd
	}
	return theta
}
