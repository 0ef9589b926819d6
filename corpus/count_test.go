package corpus

import (
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"testing"
)

// randomTokens makes documents of random tokens of five bytes each; some have
// hardly any.
func randomTokens(t testing.TB, docs, length, features int) (*Corpus, *Tokens) {
	rng := rand.New(rand.NewPCG(uint64(docs), uint64(features)))
	tok := &Tokens{Docs: make([]Sequence, docs)}
	for f := range features {
		tok.Features = append(tok.Features, strconv.Itoa(1_000_000+f))
	}
	all := make([]*Document, docs)
	for d := range all {
		text := "document " + strconv.Itoa(d)
		all[d] = &Document{ID: "d" + strconv.Itoa(d), Text: text, SHA256: Hash(text)}
		s := &tok.Docs[d]
		for i := range rng.IntN(2 * length) {
			u := rng.Float64()
			s.IDs = append(s.IDs, uint32(float64(features)*u*u))
			s.Start, s.End = append(s.Start, uint32(5*i)), append(s.End, uint32(5*i+4))
		}
	}
	c, err := New(all)
	if err != nil {
		t.Fatal(err)
	}
	return c, tok
}

// The reference counts with maps, one token after another.
func TestCountIsThatOfMaps(t *testing.T) {
	for _, size := range [][3]int{{0, 1, 1}, {1, 5, 3}, {30, 4, 100_000}, {40, 300, 50}, {300, 1500, 4000}} {
		c, tok := randomTokens(t, size[0], size[1], size[2])
		g := Whole(c, "all")
		for i := range g.Members {
			if i%3 == 1 {
				g.Members[i].Parts = []Span{{Start: 7, End: 31}, {Start: 50, End: 2000}}
			}
		}
		var first *Matrix
		for _, processors := range []int{1, 2, 5} {
			old := runtime.GOMAXPROCS(processors)
			m := Count(c, tok, g)
			runtime.GOMAXPROCS(old)
			if first != nil && !reflect.DeepEqual(first, m) {
				t.Fatalf("%v: another matrix on %d processors", size, processors)
			}
			first = m
		}
		if len(first.Rows) != size[0] || len(first.Start) != size[0]+1 {
			t.Fatalf("%v: %d rows and %d starts", size, len(first.Rows), len(first.Start))
		}
		sums := make([]uint32, size[2])
		for r, member := range g.Members {
			want, n := map[uint32]uint32{}, 0
			for i, id := range tok.Docs[r].IDs {
				start, end := 5*i, 5*i+4
				if member.Parts == nil || start >= 7 && end <= 31 || start >= 50 && end <= 2000 {
					want[id]++
					n++
					if r%2 == 0 {
						sums[id]++
					}
				}
			}
			cols, counts := first.Row(r)
			if len(cols) != len(want) || first.Total[r] != float64(n) || !slices.IsSorted(cols) {
				t.Fatalf("%v: row %d holds %d features of %v tokens, want %d of %d, ascending", size, r, len(cols), first.Total[r], len(want), n)
			}
			for i, f := range cols {
				if counts[i] != want[f] {
					t.Fatalf("%v: row %d, feature %d: %d, want %d", size, r, f, counts[i], want[f])
				}
			}
		}
		var even []int
		for r := 0; r < size[0]; r += 2 {
			even = append(even, r)
		}
		if got := first.SumsOf(even); !slices.Equal(got, sums) {
			t.Errorf("%v: sums of the even rows differ", size)
		}
		if s := first.Sparse(); s.Rows() != size[0] || len(s.Value) != len(first.Count) {
			t.Errorf("%v: sparse of %d rows and %d values", size, s.Rows(), len(s.Value))
		}
	}
}

func BenchmarkCount(b *testing.B) {
	c, tok := randomTokens(b, 2000, 1500, 100_000)
	g := Whole(c, "all")
	b.SetBytes(int64(12 * tok.Total()))
	for b.Loop() {
		Count(c, tok, g)
	}
	b.ReportMetric(float64(tok.Total()*b.N)/b.Elapsed().Seconds()/1e6, "Mtokens/s")
}
