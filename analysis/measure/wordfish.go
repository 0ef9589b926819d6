package measure

import (
	"fmt"
	"math"
	"runtime"
	"slices"
)

// WordfishOptions sets a fit. The zero value takes the defaults.
type WordfishOptions struct {
	BetaSD  float64 // prior standard deviation of word slopes; 0 means 3
	ThetaSD float64 // prior standard deviation of positions; 0 means 1; not used by Profile
	// Profile follows Lowe's convention instead of Benoit's: no prior on
	// positions, the first document's level fixed at 0, starting values from log
	// counts, and positions and standard errors taken from the multinomial profile
	// likelihood at the end.
	Profile   bool
	Tolerance float64 // stop when the log posterior gains less: absolute, relative for Profile; 0 means 1e-6 (1e-11 for Profile)
	Steps     int     // Newton steps for a word or document in a sweep, at most; 0 means 10
	Sweeps    int     // most sweeps; 0 means 100 (500 for Profile)
	Low, High int     // documents that fix the direction: Theta[Low] < Theta[High]
}

// Wordfish is a fitted model of counts y_ij ~ Poisson(exp(α_i+ψ_j+β_jθ_i))
// (Slapin & Proksch 2008). Positions have mean 0 and standard deviation 1 (over
// n−1), except by Profile, where they had them before the last step.
type Wordfish struct {
	Theta, SE    []float64 // position of each document; its standard error given the word parameters
	Alpha        []float64 // level of each document: mean 0, or first 0 by Profile
	Psi, Beta    []float64 // level and slope of each word
	LogPosterior float64   // Σ yη−exp(η) less the penalties of the priors
	Sweeps       int

	opt   WordfishOptions
	use   []bool // by word: has counts in the documents that were fitted
	steps int    // Newton steps for a word or document in a sweep, at most
}

// FitWordfish fits the model to counts by document and word by maximising over
// word and document parameters in turn, positions standardised after each sweep.
// Every document and every word needs a count; at least three documents and three
// words are expected. The standard errors take words as independent: they are too
// small for real texts.
func FitWordfish(rows [][]float64, opt WordfishOptions) (Wordfish, error) {
	if err := opt.check(rows); err != nil {
		return Wordfish{}, err
	}
	f := newFishing(rows, nil, opt)
	f.workers = runtime.GOMAXPROCS(0)
	if err := f.start(); err != nil {
		return Wordfish{}, err
	}
	last, limit := math.Inf(-1), f.w.opt.Sweeps
	f.w.LogPosterior = f.posterior()
	for f.w.Sweeps < limit && f.gains(last) {
		f.sweep(f.w.Sweeps == 0)
		f.w.Sweeps++
		last, f.w.LogPosterior = f.w.LogPosterior, f.posterior()
	}
	f.direct()
	f.finish()
	return f.w, nil
}

func (opt WordfishOptions) check(rows [][]float64) error {
	if _, err := denseOf(rows); err != nil {
		return err
	}
	n, k := len(rows), len(rows[0])
	if n < 3 || k < 3 {
		return fmt.Errorf("measure: wordfish: %d documents and %d words, expected at least three of each", n, k)
	}
	if opt.Low < 0 || opt.High < 0 || opt.Low >= n || opt.High >= n {
		return fmt.Errorf("measure: wordfish: direction from %d to %d, expected documents 0 to %d", opt.Low, opt.High, n-1)
	}
	column := make([]float64, k)
	for i, r := range rows {
		if !(sum(r) > 0) {
			return fmt.Errorf("measure: wordfish: document %d has no counts", i)
		}
		for j, v := range r {
			if v < 0 {
				return fmt.Errorf("measure: wordfish: document %d, word %d is %g, expected a count", i, j, v)
			}
			column[j] += v
		}
	}
	if j := slices.Index(column, 0); j >= 0 {
		return fmt.Errorf("measure: wordfish: word %d has no counts", j)
	}
	return nil
}

// fishing is the state of a fit.
type fishing struct {
	w         Wordfish
	rows      [][]float64
	columns   [][]float64
	weight    []float64 // of each document, whole numbers
	betaPrec  float64
	thetaPrec float64
	workers   int
}

func newFishing(rows [][]float64, weight []float64, opt WordfishOptions) *fishing {
	n, k := len(rows), len(rows[0])
	if opt.BetaSD == 0 {
		opt.BetaSD = 3
	}
	if opt.ThetaSD == 0 {
		opt.ThetaSD = 1
	}
	if opt.Tolerance == 0 {
		opt.Tolerance = 1e-6
		if opt.Profile {
			opt.Tolerance = 1e-11
		}
	}
	if opt.Steps == 0 {
		opt.Steps = 10
	}
	if opt.Sweeps == 0 {
		opt.Sweeps = 100
		if opt.Profile {
			opt.Sweeps = 500
		}
	}
	f := &fishing{rows: rows, columns: make([][]float64, k), weight: weight, betaPrec: 1 / (opt.BetaSD * opt.BetaSD), thetaPrec: 1 / (opt.ThetaSD * opt.ThetaSD)}
	if opt.Profile {
		f.thetaPrec = 0
	}
	if weight == nil {
		f.weight = make([]float64, n)
		for i := range f.weight {
			f.weight[i] = 1
		}
	}
	f.w = Wordfish{opt: opt, Theta: make([]float64, n), Alpha: make([]float64, n), Psi: make([]float64, k), Beta: make([]float64, k), use: make([]bool, k), steps: opt.Steps}
	flat := make([]float64, n*k)
	for j := range k {
		f.columns[j] = flat[j*n : (j+1)*n]
		for i, r := range rows {
			f.columns[j][i] = r[j]
			f.w.use[j] = f.w.use[j] || r[j]*f.weight[i] > 0
		}
	}
	return f
}
