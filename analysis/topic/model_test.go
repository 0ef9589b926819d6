package topic

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"concord/corpus"
	"concord/corpus/sharedtest"
)

// permutations calls f with every order of 0…n-1.
func permutations(n int, f func([]int)) {
	order := make([]int, 0, n)
	used := make([]bool, n)
	var next func()
	next = func() {
		if len(order) == n {
			f(order)
			return
		}
		for i := range n {
			if !used[i] {
				used[i] = true
				order = append(order, i)
				next()
				order = order[:len(order)-1]
				used[i] = false
			}
		}
	}
	next()
}

func TestAssignAgreesWithBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := 1; n <= 6; n++ {
		for range 30 {
			value := matrix(n, n)
			for _, row := range value {
				for j := range row {
					row[j] = float64(r.IntN(7)) / 7
				}
			}
			best := math.Inf(-1)
			permutations(n, func(order []int) {
				sum := 0.0
				for i, j := range order {
					sum += value[i][j]
				}
				best = max(best, sum)
			})
			sum, seen := 0.0, make([]bool, n)
			for i, j := range assign(value) {
				sum += value[i][j]
				seen[j] = true
			}
			if math.Abs(sum-best) > 1e-12 || slices.Contains(seen, false) {
				t.Fatalf("n=%d: assignment worth %v, best %v", n, sum, best)
			}
		}
	}
}

type fixture struct {
	ID    string
	Input struct {
		X          [][]float64 `json:"X"`
		Counts     [][]int     `json:"counts"`
		TrueTopics [][]float64 `json:"true_topics"`
	}
	Expected map[string]any
}

func fixtures(t *testing.T, prefix string) []fixture {
	t.Helper()
	b, err := os.ReadFile(sharedtest.Dir(t, "conformance", "topics.json"))
	if err != nil {
		t.Fatal(err)
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		t.Fatal(err)
	}
	var out []fixture
	for _, r := range raw {
		var head struct{ ID string }
		if json.Unmarshal(r, &head) != nil || !strings.HasPrefix(head.ID, prefix) {
			continue
		}
		var f fixture
		if err := json.Unmarshal(r, &f); err != nil {
			t.Fatal(err)
		}
		out = append(out, f)
	}
	if len(out) == 0 {
		t.Fatalf("no fixture %s", prefix)
	}
	return out
}

// The values of SciPy's linear_sum_assignment.
func TestAssignConforms(t *testing.T) {
	for _, f := range fixtures(t, "topics/hungarian/") {
		sum := 0.0
		for i, j := range assign(f.Input.X) {
			sum += f.Input.X[i][j]
		}
		if want := f.Expected["value_max"].(float64); math.Abs(sum-want) > 1e-12 {
			t.Errorf("%s: %v, want %v", f.ID, sum, want)
		}
	}
}

// The bars of Griffiths & Steyvers 2004: ten topics, the rows and the columns of
// a square of 25 words. The fixture bounds the matched total variation by 1.4
// times the worse of two reference samplers.
func TestBars(t *testing.T) {
	for _, f := range fixtures(t, "topics/bars_recovery/") {
		u := &Units{Vocabulary: make([]string, len(f.Input.Counts[0]))}
		for i, row := range f.Input.Counts {
			var words []uint32
			for w, n := range row {
				for range n {
					words = append(words, uint32(w))
				}
			}
			u.Members = append(u.Members, corpus.Member{Doc: i})
			u.Paragraphs = append(u.Paragraphs, Paragraph{Member: i, Words: words, Like: i})
			u.Distinct = append(u.Distinct, i)
		}
		m, err := Fit(t.Context(), u, Settings{Topics: 10, Beta: 0.05, BurnIn: 300, Sweeps: 200, Draws: 25}, 5, 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		near := matrix(10, 10)
		for i := range near {
			for j := range near {
				for w, p := range f.Input.TrueTopics[i] {
					near[i][j] -= math.Abs(p-m.Run.Phi[j][w]) / 2
				}
			}
		}
		worst, mean := 0.0, 0.0
		for i, j := range assign(near) {
			worst, mean = max(worst, -near[i][j]), mean-near[i][j]/10
		}
		t.Logf("%s: total variation: largest %.3f, mean %.3f", f.ID, worst, mean)
		if limit := f.Expected["max_matched_total_variation"].(float64); worst > limit {
			t.Errorf("%s: largest total variation %v, want at most %v", f.ID, worst, limit)
		}
		if limit := f.Expected["mean_matched_total_variation"].(float64); mean > limit {
			t.Errorf("%s: mean total variation %v, want at most %v", f.ID, mean, limit)
		}
	}
}

func TestCountsStayConsistent(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	units := make([][]uint32, 20)
	for d := range units {
		for range 5 + r.IntN(20) {
			units[d] = append(units[d], uint32(r.IntN(30)))
		}
	}
	g := newSampler(units, 30, Settings{Topics: 4, Beta: 0.1}, 1, 0)
	for range 10 {
		g.sweep()
		g.updateAlpha()
	}
	unit, word, total := make([]float64, len(g.unit)), make([]float64, len(g.word)), make([]float64, 4)
	for d, words := range units {
		for i, w := range words {
			k := int(g.topic[d][i])
			unit[d*4+k]++
			word[int(w)*4+k]++
			total[k]++
		}
	}
	if !slices.Equal(unit, g.unit) || !slices.Equal(word, g.word) || !slices.Equal(total, g.total) {
		t.Error("counts differ from those of the topics drawn")
	}
}

// ψ(n+a) − ψ(a) as the slope of ln Γ(n+a) − ln Γ(a), by central differences.
func TestDigammaSum(t *testing.T) {
	slope := func(a float64) float64 {
		const h = 1e-5
		up, _ := math.Lgamma(a + h)
		down, _ := math.Lgamma(a - h)
		return (up - down) / (2 * h)
	}
	count := []float64{3, 0, 2, 1} // three units without a word, two with 2, one with 3
	for _, a := range []float64{0.05, 0.5, 3} {
		want := 2*(slope(2+a)-slope(a)) + slope(3+a) - slope(a)
		if got := digammaSum(count, a); math.Abs(got-want) > 1e-5*want {
			t.Errorf("a=%v: %v, want %v", a, got, want)
		}
	}
}

// Units drawn from a known asymmetric Dirichlet–multinomial: the fixed point
// comes near its parameters.
func TestAlphaIsRecovered(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	want := []float64{2, 0.5}
	g := &sampler{k: 2, alpha: []float64{1, 1}}
	for range 4000 {
		// Pólya's urn with 30 draws.
		n := []float64{0, 0}
		for i := range 30 {
			k := 0
			if r.Float64()*(2.5+float64(i)) >= want[0]+n[0] {
				k = 1
			}
			n[k]++
		}
		g.units = append(g.units, make([]uint32, 30))
		g.unit = append(g.unit, n...)
	}
	for range 200 {
		g.updateAlpha()
	}
	for k, a := range g.alpha {
		if math.Abs(a/want[k]-1) > 0.1 {
			t.Errorf("α[%d] = %v, want %v within 10 %%", k, a, want[k])
		}
	}
}

func TestCopiesAgreeWithBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	u := &Units{}
	for i := range 120 {
		var words []uint32
		if i > 10 && r.IntN(2) == 0 {
			words = slices.Clone(u.Paragraphs[r.IntN(i)].Words)
			for range r.IntN(4) {
				words[r.IntN(len(words))] = uint32(r.IntN(50))
			}
		} else {
			for range 5 + r.IntN(25) {
				words = append(words, uint32(r.IntN(50)))
			}
		}
		u.Paragraphs = append(u.Paragraphs, Paragraph{Words: words})
	}
	u.findCopies()
	set := func(words []uint32) map[[2]uint32]bool {
		out := map[[2]uint32]bool{}
		for i := 1; i < len(words); i++ {
			out[[2]uint32{words[i-1], words[i]}] = true
		}
		return out
	}
	copies := 0
	var distinct []int
	for i, p := range u.Paragraphs {
		a, want := set(p.Words), i
		for _, j := range distinct {
			b, both := set(u.Paragraphs[j].Words), 0
			for e := range a {
				if b[e] {
					both++
				}
			}
			if float64(both) >= 0.8*float64(len(a)+len(b)-both) {
				want = j
				break
			}
		}
		if want == i {
			distinct = append(distinct, i)
		} else {
			copies++
		}
		if p.Like != want {
			t.Fatalf("paragraph %d is like %d, brute force %d", i, p.Like, want)
		}
	}
	if !slices.Equal(distinct, u.Distinct) || copies == 0 {
		t.Errorf("%d copies; distinct %v, want %v", copies, u.Distinct, distinct)
	}
}

func TestUnits(t *testing.T) {
	parties := []corpus.Party{{Name: "Mali"}, {Name: "New Zealand"}}
	in := input(t,
		document("b", "2002", "Mali and New Zealand strengthen maritime fishing cooperation against piracy; the Malian zealand agreed 2002.\nshort one\n", parties...),
		document("a", "2001", "strengthen maritime fishing cooperation against piracy zealand agreed\n", parties...))
	tokens, err := in.Tokens(t.Context(), optionsOf(t, nil).Recipe)
	if err != nil {
		t.Fatal(err)
	}
	u := UnitsOf(in.Corpus, tokens, corpus.Whole(in.Corpus, ""), Selection{MinLength: 2, MinDocuments: 2, Names: true})
	if want := []string{"Mali", "New Zealand"}; !slices.Equal(u.Names, want) {
		t.Errorf("names %v, want %v", u.Names, want)
	}
	for _, w := range []string{"mali", "malian", "new", "2002"} {
		if slices.Contains(u.Vocabulary, w) {
			t.Errorf("%q is in the vocabulary %v", w, u.Vocabulary)
		}
	}
	// One paragraph each, the older first, and the newer one its copy: zealand
	// stands outside the name too.
	if len(u.Paragraphs) != 2 || u.Members[0].Doc != 1 || u.Paragraphs[1].Like != 0 || !slices.Contains(u.Vocabulary, "zealand") {
		t.Errorf("units %+v", u)
	}
}

// One draw and three units: the t interval of a mean. Shares 0.1, 0.2, 0.6: mean
// 0.3, variance of the mean 0.07/3.
func TestMeanShare(t *testing.T) {
	shares := [][]float64{{0.1}, {0.2}, {0.6}}
	e := meanShare([][][]float64{shares}, []int{0, 1, 2}, []int{0, 1, 2}, 3, 0)
	if math.Abs(e.mean-0.3) > 1e-12 || math.Abs(e.variance-0.07/3) > 1e-12 || e.df != 2 {
		t.Errorf("%+v, want mean 0.3, variance %v, 2 degrees of freedom", e, 0.07/3)
	}
	// Two draws that differ by 0.1 in all shares add 1.5 · 0.005.
	moved := [][]float64{{0.2}, {0.3}, {0.7}}
	e = meanShare([][][]float64{shares, moved}, []int{0, 1, 2}, []int{0, 1, 2}, 3, 0)
	if want := 0.07/3 + 1.5*0.005; math.Abs(e.variance-want) > 1e-12 {
		t.Errorf("variance %v, want %v", e.variance, want)
	}
	if e = meanShare([][][]float64{shares}, []int{0, 1, 2}, []int{0, 0, 1}, 2, 0); !math.IsNaN(e.variance) {
		t.Errorf("two units: variance %v, want none", e.variance)
	}
	if lo, hi := e.interval(level); !math.IsNaN(lo) || !math.IsNaN(hi) {
		t.Error("two units: want no interval")
	}
}

func TestPeriods(t *testing.T) {
	var years, members []int
	for i, y := range []int{1999, 2001, 2001, 2002, 2002, 2003, 2010, 2010, 2011, 2012, 2012} {
		years, members = append(years, y), append(members, i)
	}
	describe := func(periods []period) string {
		var out []string
		for _, p := range periods {
			out = append(out, fmt.Sprintf("%s:%d", p.name, len(p.members)))
		}
		return strings.Join(out, " ")
	}
	// Blocks of three years: 2001–2003 and 2010–2012 hold five documents each, ten
	// of eleven; no block of two years holds five.
	if got, want := describe(periodsOf(members, years, false)), "1999–2000:1 2001–2003:5 2004–2009:0 2010–2012:5"; got != want {
		t.Errorf("periods %s, want %s", got, want)
	}
	if got, want := describe(periodsOf(members, years, true)), "1999:1 2000:0 2001:2 2002:2 2003:1 2004–2009:0 2010:2 2011:1 2012:2"; got != want {
		t.Errorf("years %s, want %s", got, want)
	}
	// Years end after 1, 3, 5, 6, 8 and 9 documents; three is nearest to a third of
	// eleven and eight to two thirds.
	early, late, ok := thirds(members, years)
	if got, want := describe([]period{early, late}), "1999–2001:3 2011–2012:3"; !ok || got != want {
		t.Errorf("thirds %s, want %s", got, want)
	}
	if _, _, ok := thirds([]int{0, 1}, []int{2001, 2001}); ok {
		t.Error("one year has no thirds")
	}
	early, late, _ = thirds([]int{0, 1, 2, 3}, []int{2001, 2001, 2002, 2002})
	if got, want := describe([]period{early, late}), "2001:2 2002:2"; got != want {
		t.Errorf("two years: %s, want %s", got, want)
	}
}

// FREX by hand: two topics, three words. Exclusivity of topic 0: 6/7, 1/2, 1/6,
// ranks 3/3, 2/3, 1/3; frequency 0.6, 0.3, 0.1, ranks the same.
func TestLeading(t *testing.T) {
	m := &Model{Units: &Units{Vocabulary: []string{"a", "b", "c"}}, Run: &Run{Phi: [][]float64{{0.6, 0.3, 0.1}, {0.1, 0.3, 0.5}}}}
	if got := m.Leading(0, 2); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("leading words %v", got)
	}
	if got := m.Label(1); got != "2 c · b · a" {
		t.Errorf("label %q", got)
	}
}

// BenchmarkSweep reports token updates a second of one processor.
func BenchmarkSweep(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	units, tokens := make([][]uint32, 1000), 0
	for d := range units {
		units[d] = make([]uint32, 60)
		for i := range units[d] {
			units[d][i] = uint32(math.Pow(r.Float64(), 3) * 4000)
		}
		tokens += 60
	}
	g := newSampler(units, 4000, Settings{Topics: 10, Beta: 0.05}, 1, 0)
	start := time.Now()
	for b.Loop() {
		g.sweep()
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/time.Since(start).Seconds()/1e6, "Mtokens/s")
}
