package topic

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"concord/analysis/measure"
	"concord/corpus"
	"concord/corpus/specimen"
)

// bars draws paragraphs of 60 words, each from one or two of ten topics: the rows and
// columns of a 5×5 grid of words (Griffiths & Steyvers 2004, fig. 1).
func barsOfWords(paragraphs int) (*Units, [][]float64) {
	truth := matrix(10, 25)
	for k := range 5 {
		for i := range 5 {
			truth[k][5*k+i], truth[5+k][5*i+k] = 0.2, 0.2
		}
	}
	r := rand.New(rand.NewPCG(1, 1))
	u := &Units{Vocabulary: make([]string, 25)}
	for d := range paragraphs {
		topics := [2]int{r.IntN(10), r.IntN(10)}
		var words []uint32
		for range 60 {
			k, i := topics[r.IntN(2)], r.IntN(5)
			if k < 5 {
				words = append(words, uint32(5*k+i))
			} else {
				words = append(words, uint32(5*i+k-5))
			}
		}
		u.Members = append(u.Members, corpus.Member{Doc: d})
		u.Paragraphs = append(u.Paragraphs, Paragraph{Member: d, Words: words, Like: d})
		u.Distinct = append(u.Distinct, d)
	}
	return u, truth
}

// All three models find the planted topics: each is within a total variation of .15
// of a topic of its own.
func TestModelsFindPlantedTopics(t *testing.T) {
	u, truth := barsOfWords(300)
	for _, model := range []string{"lda", "nmf", "vem"} {
		m, err := Fit(context.Background(), u, Settings{Model: model, Topics: 10, Beta: 0.05, BurnIn: 100, Sweeps: 30, Draws: 5}, 4, 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		cost := matrix(10, 10)
		for i := range truth {
			for k, phi := range m.Run.Phi {
				cost[i][k] = measure.Manhattan(truth[i], phi) / 2
			}
		}
		match, err := measure.Assign(cost)
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for i, k := range match {
			if cost[i][k] < 0.15 {
				found++
			}
		}
		// Single starts of vem miss a topic now and then (local optima).
		if least := map[string]int{"lda": 10, "nmf": 9, "vem": 8}[model]; found < least {
			t.Errorf("%s: %d of 10 topics found, want %d", model, found, least)
		}
		for i, row := range m.Shares {
			s := 0.0
			for _, x := range row {
				s += x
			}
			if math.Abs(s-1) > 1e-9 {
				t.Fatalf("%s: shares of document %d sum to %g", model, i, s)
			}
		}
	}
}

// The coherence of the bars: words of one bar stand in the same paragraphs, so NPMI
// is above 0 for every topic and near 0 for words of different bars.
func TestCoherenceTellsTopicsFromWordsDrawnAlike(t *testing.T) {
	u, truth := barsOfWords(300)
	var docs [][]int
	for _, p := range u.Paragraphs {
		var doc []int
		for _, w := range p.Words {
			doc = append(doc, int(w))
		}
		docs = append(docs, doc)
	}
	top := measure.TopWords(truth, 5)
	npmi := func(words []int) float64 {
		return measure.Coherence(measure.WindowShares(docs, words, 0), measure.NPMICoherence, coherenceEpsilon)
	}
	diagonal := npmi([]int{0, 6, 12, 18, 24}) // no two in one bar
	for k, words := range top {
		if c := npmi(words); c < 0.1 || c < diagonal+0.1 {
			t.Errorf("topic %d: NPMI %.3f, words of different bars %.3f", k, c, diagonal)
		}
	}
}

func TestOtherModelsAnswerToTheMethod(t *testing.T) {
	o := specimen.DefaultOptions()
	o.Documents, o.Pairs = 20, 4
	in := generated(t, o, "zh")
	for _, model := range []string{"nmf", "vem"} {
		r, err := Coherence().Run(context.Background(), in, with(map[string]any{"model": model, "runs": 2, "topics": 2}))
		if err != nil || r.Refusal != nil || r.Table.Len() != 2 || math.IsNaN(r.Table.Floats("coherence_npmi")[0]) {
			t.Errorf("%s: %v, result %+v", model, err, r)
		}
	}
}
