package topic

import (
	"context"
	"math/rand/v2"
)

// Settings of one run of a model.
type Settings struct {
	Model  string // lda, nmf or vem; "" is lda
	Topics int
	Beta   float64 // of the symmetric prior of words
	BurnIn int     // sweeps before the first draw
	Sweeps int     // sweeps after it
	Draws  int     // taken at equal distances among Sweeps; at most Sweeps
}

// sampler is the state of one run of collapsed Gibbs sampling. Counts are
// float64 so that the inner loop needs no conversion; they are whole numbers.
type sampler struct {
	units [][]uint32
	k     int
	beta  float64
	alpha []float64

	topic  [][]uint8 // by unit and place
	unit   []float64 // topic counts by unit: n_dk at d·k
	word   []float64 // topic counts by word: n_kw at w·k
	total  []float64 // n_k
	inv    []float64 // 1/(n_k + Vβ)
	vbeta  float64
	weight []float64
	rng    *rand.PCG
}

// maxTopics is bounded by the type of topic.
const maxTopics = 200

// newSampler gives every word a random topic. Run r of a seed has a stream of
// random numbers of its own.
func newSampler(units [][]uint32, vocabulary int, s Settings, seed uint64, r int) *sampler {
	g := &sampler{
		units: units, k: s.Topics, beta: s.Beta, alpha: make([]float64, s.Topics),
		topic: make([][]uint8, len(units)), unit: make([]float64, len(units)*s.Topics),
		word: make([]float64, vocabulary*s.Topics), total: make([]float64, s.Topics),
		inv: make([]float64, s.Topics), vbeta: s.Beta * float64(vocabulary), weight: make([]float64, s.Topics),
		rng: rand.NewPCG(seed, 0x9e3779b97f4a7c15*uint64(r+1)),
	}
	for k := range g.alpha {
		g.alpha[k] = 1 / float64(s.Topics)
	}
	for d, words := range units {
		g.topic[d] = make([]uint8, len(words))
		for i, w := range words {
			k := int(g.uniform() * float64(g.k))
			g.topic[d][i] = uint8(k)
			g.unit[d*g.k+k]++
			g.word[int(w)*g.k+k]++
			g.total[k]++
		}
	}
	for k := range g.inv {
		g.inv[k] = 1 / (g.total[k] + g.vbeta)
	}
	return g
}

// uniform returns a number from 0 to 1, 1 not included.
func (g *sampler) uniform() float64 { return float64(g.rng.Uint64()>>11) * (1.0 / (1 << 53)) }

// sweep draws the topic of every word once. Products are converted explicitly
// so that no processor fuses them with the addition.
func (g *sampler) sweep() {
	k := g.k
	alpha, inv, total, weight := g.alpha[:k], g.inv[:k], g.total[:k], g.weight[:k]
	for d, words := range g.units {
		unit, topics := g.unit[d*k:d*k+k], g.topic[d][:len(words)]
		for i, w := range words {
			word := g.word[int(w)*k : int(w)*k+k]
			old := topics[i]
			unit[old]--
			word[old]--
			total[old]--
			inv[old] = 1 / (total[old] + g.vbeta)
			sum := 0.0
			for t := range weight {
				sum += float64((unit[t] + alpha[t]) * (word[t] + g.beta) * inv[t])
				weight[t] = sum
			}
			u := g.uniform() * sum
			t := 0
			for t < k-1 && weight[t] <= u {
				t++
			}
			topics[i] = uint8(t)
			unit[t]++
			word[t]++
			total[t]++
			inv[t] = 1 / (total[t] + g.vbeta)
		}
	}
}

// Run is one fitted model.
type Run struct {
	Phi   [][]float64 // by topic and word: mean over draws of the word distribution
	Alpha []float64   // prior of the topics
	Units [][]float64 // by unit and topic: mean over draws of the words of the topic

	Shares [][][]float64 // by draw, member and topic: share of the topic in the member
}

// data is what every run is fitted to.
type data struct {
	units      [][]uint32
	vocabulary int
	sharing    *sharing
}

// fit runs the model. step is called after each sweep.
func fit(ctx context.Context, in data, s Settings, seed uint64, run int, step func()) (*Run, error) {
	if s.Model == "nmf" || s.Model == "vem" {
		return fitFactors(ctx, in, s, seed, run, step)
	}
	g := newSampler(in.units, in.vocabulary, s, seed, run)
	r := &Run{Phi: matrix(s.Topics, in.vocabulary), Units: matrix(len(in.units), s.Topics)}
	for i := range s.BurnIn + s.Sweeps {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		g.sweep()
		if i >= s.BurnIn/2 && i < s.BurnIn && i%alphaEvery == 0 {
			g.updateAlpha()
		}
		if j := i - s.BurnIn; j >= 0 && (j+1)*s.Draws/s.Sweeps > j*s.Draws/s.Sweeps {
			r.take(g, s.Draws, in.sharing)
		}
		step()
	}
	r.Alpha = g.alpha
	return r, nil
}

// take adds a draw.
func (r *Run) take(g *sampler, draws int, sharing *sharing) {
	share := 1 / float64(draws)
	for k, phi := range r.Phi {
		for w := range phi {
			phi[w] += float64(share * (g.word[w*g.k+k] + g.beta) * g.inv[k])
		}
	}
	for i, n := range g.unit {
		r.Units[i/g.k][i%g.k] += float64(share * n)
	}
	r.Shares = append(r.Shares, sharing.of(g.unit, g.k))
}

func matrix(rows, columns int) [][]float64 {
	flat := make([]float64, rows*columns)
	out := make([][]float64, rows)
	for i := range out {
		out[i] = flat[i*columns : (i+1)*columns : (i+1)*columns]
	}
	return out
}
