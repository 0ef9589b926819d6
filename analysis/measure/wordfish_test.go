package measure

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
)

// planted draws counts from the model with positions evenly from −1.5 to 1.5.
func planted(seed uint64, n, k int) (rows [][]float64, theta []float64) {
	r := rand.New(rand.NewPCG(seed, 11))
	beta, psi := make([]float64, k), make([]float64, k)
	for j := range beta {
		beta[j], psi[j] = r.NormFloat64()*0.7, 1+r.Float64()
	}
	for i := range n {
		theta = append(theta, -1.5+3*float64(i)/float64(n-1))
		row := make([]float64, k)
		for j := range row {
			row[j] = poissonDraw(r, math.Exp(psi[j]+beta[j]*theta[i]))
		}
		rows = append(rows, row)
	}
	return rows, theta
}

// poissonDraw multiplies uniforms (Knuth 1969).
func poissonDraw(r *rand.Rand, mean float64) float64 {
	p, n, stop := r.Float64(), 0.0, math.Exp(-mean)
	for ; p > stop; n++ {
		p *= r.Float64()
	}
	return n
}

func TestWordfishFindsPlantedPositions(t *testing.T) {
	rows, theta := planted(1, 24, 60)
	for _, profile := range []bool{false, true} {
		w, err := FitWordfish(rows, WordfishOptions{Low: 0, High: 23, Profile: profile})
		if err != nil {
			t.Fatal(err)
		}
		if r := Pearson(w.Theta, theta); r < 0.98 {
			t.Errorf("profile %v: correlation with the planted positions %v, want 0.98", profile, r)
		}
		turned, err := FitWordfish(rows, WordfishOptions{Low: 23, High: 0, Profile: profile})
		if err != nil {
			t.Fatal(err)
		}
		for i := range w.Theta {
			if math.Abs(w.Theta[i]+turned.Theta[i]) > 1e-6 {
				t.Fatalf("profile %v: position %v, turned %v", profile, w.Theta[i], turned.Theta[i])
			}
		}
	}
}

// With every document once and its own counts a resample stays at the fit.
func TestWordfishResampleStaysAtTheFit(t *testing.T) {
	rows, _ := planted(2, 20, 40)
	w, err := FitWordfish(rows, WordfishOptions{High: 19})
	if err != nil {
		t.Fatal(err)
	}
	times := slices.Repeat([]float64{1}, 20)
	theta, err := w.Resample(rows, times, rows, 5)
	if err != nil {
		t.Fatal(err)
	}
	for i := range theta {
		if math.Abs(theta[i]-w.Theta[i]) > 1e-3 {
			t.Errorf("document %d: %v, fitted %v", i, theta[i], w.Theta[i])
		}
	}
	if _, err := w.Resample(rows, times[:3], rows, 5); err == nil {
		t.Error("too few weights pass")
	}
}

func TestWordfishSameOnAnyProcessors(t *testing.T) {
	rows, _ := planted(3, 20, 30)
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	a, _ := FitWordfish(rows, WordfishOptions{High: 1})
	runtime.GOMAXPROCS(4)
	b, _ := FitWordfish(rows, WordfishOptions{High: 1})
	if !slices.Equal(a.Theta, b.Theta) || a.LogPosterior != b.LogPosterior {
		t.Error("another fit on more processors")
	}
}

func TestWordfishRefuses(t *testing.T) {
	good := [][]float64{{1, 2, 3}, {2, 2, 1}, {0, 1, 4}}
	for name, c := range map[string]struct {
		rows [][]float64
		opt  WordfishOptions
	}{
		"two documents": {good[:2], WordfishOptions{}}, "direction": {good, WordfishOptions{High: 3}},
		"empty document": {[][]float64{{1, 2, 3}, {0, 0, 0}, {1, 1, 1}}, WordfishOptions{}},
		"empty word":     {[][]float64{{1, 0, 3}, {2, 0, 1}, {1, 0, 1}}, WordfishOptions{}},
		"negative":       {[][]float64{{1, 2, 3}, {2, -2, 4}, {1, 1, 1}}, WordfishOptions{}},
		"ragged":         {[][]float64{{1, 2, 3}, {2, 2}, {1, 1, 1}}, WordfishOptions{}},
	} {
		if _, err := FitWordfish(c.rows, c.opt); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Two references and a text of two scored words, by hand.
func TestWordScoresByHand(t *testing.T) {
	// Shares of word 1: .5 and .25, so P = 2/3 and 1/3: score −1·2/3 + 1·1/3.
	w, err := ScoreWords([][]float64{{2, 2, 0}, {1, 3, 0}}, []float64{-1, 1}, 0)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(w.Score[0]+1.0/3) > 1e-12 || math.Abs(w.Score[1]-0.2) > 1e-12 || !math.IsNaN(w.Score[2]) {
		t.Errorf("scores %v, want −1/3, 1/5 and none", w.Score)
	}
	// One use of each scored word, five of one without a score.
	text := w.Text([]float64{1, 1, 5})
	if math.Abs(text.Score+1.0/15) > 1e-12 || text.Scored != 2 || math.Abs(text.SE-(4.0/15)/math.Sqrt2) > 1e-12 {
		t.Errorf("text %+v, want score −1/15, SE (4/15)/√2 of 2 tokens", text)
	}
	if !math.IsNaN(w.Text([]float64{0, 0, 5}).Score) {
		t.Error("a text without scored words has a score")
	}
	mv := RescaleMV([]float64{-0.1, 0.2}, []float64{-1, 1})
	if math.Abs(mv.Apply(-0.1)+1) > 1e-12 || math.Abs(mv.Apply(0.2)-1) > 1e-12 {
		t.Error("the references do not come back to their scores")
	}
	for name, scores := range map[string][]float64{"equal": {1, 1}, "one": {1}} {
		if _, err := ScoreWords([][]float64{{1, 2}, {2, 1}}[:len(scores)], scores, 0); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
