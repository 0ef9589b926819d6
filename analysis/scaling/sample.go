package scaling

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"

	"concord/analysis"
	"concord/analysis/infer"
	"concord/analysis/measure"
	"concord/corpus"
	"concord/corpus/query"
	"concord/corpus/token"
)

// Choice says which documents are placed and by which words. It is part of the
// options of each method.
type Choice struct {
	Where        string `opt:"where" default:"" zh:"哪些文本，如 lang:zh pair:CHN-KHM；空为全部" en:"which documents, such as lang:zh pair:CHN-KHM; empty for all"`
	MinCount     int    `opt:"min_count" default:"5" min:"1" zh:"词项最少次数" en:"fewest uses of a word that takes part"`
	MinDocuments int    `opt:"min_documents" default:"3" min:"1" zh:"词项最少篇数" en:"fewest documents with a word that takes part"`
	Features     int    `opt:"features" default:"800" min:"3" max:"20000" zh:"最多取几个词项，按次数从高到低" en:"at most so many words take part, the most used first"`
	Draws        int    `opt:"draws" default:"200" min:"20" max:"10000" zh:"区间的重抽次数" en:"draws behind an interval"`
	Seed         uint64 `opt:"seed" default:"1" zh:"随机数种子" en:"seed of the random numbers"`
	token.Recipe
}

// Validate reports a query or a recipe that cannot be read.
func (c Choice) Validate() error {
	if _, err := query.Parse(c.Where); err != nil {
		return &analysis.OptionError{Option: "where", Problem: err.Error()}
	}
	return c.Recipe.Validate()
}

// sample is the documents to be placed, in order of ID, and the words that take
// part.
type sample struct {
	in      *analysis.Input
	tokens  *corpus.Tokens
	group   corpus.Group
	members []corpus.Member
	empty   int // documents left out: no word that takes part
	words   []uint32
	column  []int32 // by feature: its place in words, or −1
	rows    [][]float64
	blocks  [][]block        // by document: its paragraphs
	sparse  []measure.Sparse // instead of rows and blocks when nothing is drawn
	total   []float64        // tokens of each document, all words
}

// block is a paragraph: words that take part, with their counts.
type block struct {
	word  []int32
	count []float64
}

// newSample counts the words of the group. Words are chosen from the documents
// for which choose is true (nil: all). Without draws only sparse counts are made.
func newSample(ctx context.Context, in *analysis.Input, c Choice, choose func(d *corpus.Document) bool) (*sample, error) {
	if in.Corpus.Len() == 0 {
		return &sample{in: in, group: corpus.Group{Name: "all"}}, nil
	}
	g, err := analysis.Pick(in.Corpus, "", "where", c.Where)
	if err != nil {
		return nil, err
	}
	if g.Name == "" {
		g.Name = "all"
	}
	s := &sample{in: in, group: g}
	if s.tokens, err = in.Tokens(ctx, c.Recipe); err != nil {
		return nil, err
	}
	members := slices.Clone(g.Members)
	slices.SortFunc(members, func(a, b corpus.Member) int {
		return strings.Compare(in.Corpus.Doc(a.Doc).ID, in.Corpus.Doc(b.Doc).ID)
	})
	s.choose(c, members, choose)
	for _, m := range members {
		if c.Draws == 0 {
			s.thin(m)
			continue
		}
		row, blocks, total := s.count(m)
		if len(blocks) == 0 {
			s.empty++
			continue
		}
		s.members, s.rows = append(s.members, m), append(s.rows, row)
		s.blocks, s.total = append(s.blocks, blocks), append(s.total, total)
	}
	return s, nil
}

// choose picks the words: enough uses in enough documents, the most used first,
// equals in code-point order.
func (s *sample) choose(c Choice, members []corpus.Member, from func(d *corpus.Document) bool) {
	uses, documents := make([]int, len(s.tokens.Features)), make([]int, len(s.tokens.Features))
	last := make([]int, len(s.tokens.Features))
	for k, m := range members {
		if from != nil && !from(s.in.Corpus.Doc(m.Doc)) {
			continue
		}
		seq := s.tokens.Docs[m.Doc]
		m.Each(seq, func(i int) {
			id := seq.IDs[i]
			uses[id]++
			if last[id] != k+1 {
				last[id] = k + 1
				documents[id]++
			}
		})
	}
	for f := range uses {
		if uses[f] >= c.MinCount && documents[f] >= c.MinDocuments && !s.tokens.Stopped[f] {
			s.words = append(s.words, uint32(f))
		}
	}
	slices.SortFunc(s.words, func(a, b uint32) int { return cmp.Or(uses[b]-uses[a], int(a)-int(b)) })
	s.words = s.words[:min(len(s.words), c.Features)]
	slices.Sort(s.words)
	s.column = make([]int32, len(uses))
	for f := range s.column {
		s.column[f] = -1
	}
	for j, f := range s.words {
		s.column[f] = int32(j)
	}
}

// thin counts one document without zeros and without paragraphs, for methods that
// need neither: the table of all words would be large.
func (s *sample) thin(m corpus.Member) {
	seq, count, total := s.tokens.Docs[m.Doc], map[uint32]float64{}, 0.0
	m.Each(seq, func(i int) {
		total++
		if w := s.column[seq.IDs[i]]; w >= 0 {
			count[uint32(w)]++
		}
	})
	if len(count) == 0 {
		s.empty++
		return
	}
	row := measure.Sparse{Feature: slices.Sorted(maps.Keys(count))}
	for _, f := range row.Feature {
		row.Count = append(row.Count, count[f])
	}
	s.members, s.sparse, s.total = append(s.members, m), append(s.sparse, row), append(s.total, total)
}

// runLength is the length in tokens of the pieces that stand for paragraphs in a
// document of fewer than four.
const runLength = 50

// count counts one document, as a whole and by paragraph.
func (s *sample) count(m corpus.Member) (row []float64, blocks []block, total float64) {
	seq, paragraphs := s.tokens.Docs[m.Doc], s.in.Corpus.Doc(m.Doc).Structure.Paragraphs
	var pieces [][]int32
	cut := func(piece func(i, n int) int) {
		pieces = pieces[:0]
		n, last := 0, -1
		m.Each(seq, func(i int) {
			if p := piece(i, n); p != last || len(pieces) == 0 {
				pieces, last = append(pieces, nil), p
			}
			n++
			if w := s.column[seq.IDs[i]]; w >= 0 {
				pieces[len(pieces)-1] = append(pieces[len(pieces)-1], w)
			}
		})
		total = float64(n)
		pieces = slices.DeleteFunc(pieces, func(p []int32) bool { return len(p) == 0 })
	}
	at := 0
	cut(func(i, _ int) int {
		for at < len(paragraphs) && paragraphs[at].Start <= int(seq.Start[i]) {
			at++
		}
		return at
	})
	if len(pieces) < 4 {
		cut(func(_, n int) int { return n / runLength })
	}
	row = make([]float64, len(s.words))
	for _, p := range pieces {
		slices.Sort(p)
		var b block
		for i, w := range p {
			row[w]++
			if i == 0 || p[i-1] != w {
				b.word, b.count = append(b.word, w), append(b.count, 0)
			}
			b.count[len(b.count)-1]++
		}
		blocks = append(blocks, b)
	}
	return row, blocks, total
}

func (s *sample) size() int                  { return len(s.members) }
func (s *sample) doc(i int) *corpus.Document { return s.in.Corpus.Doc(s.members[i].Doc) }
func (s *sample) id(i int) string            { return s.doc(i).ID }
func (s *sample) date(i int) string          { return s.doc(i).Date.String() }

// find returns the place of a document by ID, or an option error.
func (s *sample) find(option, id string) (int, error) {
	i := slices.IndexFunc(s.members, func(m corpus.Member) bool { return s.in.Corpus.Doc(m.Doc).ID == id })
	if i >= 0 {
		return i, nil
	}
	problem := fmt.Sprintf("no document %q in this corpus, want an ID", id)
	if s.in.Corpus.Index(id) >= 0 {
		problem = fmt.Sprintf("document %q is not among those that where picks, or has no word that takes part", id)
	} else if near := analysis.Nearest(id, s.in.Corpus.IDs()); near != "" {
		problem = fmt.Sprintf("no document %q in this corpus; did you mean %s?", id, near)
	}
	return -1, &analysis.OptionError{Option: option, Problem: problem}
}

// draw is one resample: how often each unit was drawn, and every document with
// its paragraphs drawn anew. It is only valid during the call.
type draw struct {
	times []float64
	at    [][]float64
}

// unitsOf are the units that are drawn: the documents listed, each alone or with the
// others of its pair of parties.
func (s *sample) unitsOf(documents []int, byPair bool) infer.Clusters {
	labels := make([]string, len(documents))
	if byPair {
		for k, i := range documents {
			labels[k] = s.doc(i).Pair()
		}
	}
	units := infer.ClustersOf(labels)
	for _, u := range units {
		for x, k := range u {
			u[x] = documents[k]
		}
	}
	return units
}

// resample draws units with replacement, each with all of its documents (every
// document once when units is nil) and, for every document, as many of its paragraphs as it has, with
// replacement, and keeps what f returns, by draw. Every draw has its own stream
// of random numbers, so the result depends on the seed alone.
func (s *sample) resample(ctx context.Context, c Choice, units infer.Clusters, f func(d draw) []float64) ([][]float64, error) {
	out := make([][]float64, c.Draws)
	workers := max(1, min(runtime.GOMAXPROCS(0), c.Draws))
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			d := draw{times: make([]float64, s.size()), at: make([][]float64, s.size())}
			for i := range d.at {
				d.at[i] = make([]float64, len(s.words))
			}
			for k := w; k < c.Draws && ctx.Err() == nil; k += workers {
				s.fill(d, rand.New(rand.NewPCG(c.Seed, uint64(k)+1)), units)
				out[k] = f(d)
			}
		})
	}
	wait.Wait()
	return out, ctx.Err()
}

func (s *sample) fill(d draw, r *rand.Rand, units infer.Clusters) {
	for i := range d.times {
		d.times[i] = 0
		if units == nil {
			d.times[i] = 1
		}
	}
	for range units {
		for _, i := range units[r.IntN(len(units))] {
			d.times[i]++
		}
	}
	for i, blocks := range s.blocks {
		clear(d.at[i])
		for range blocks {
			b := blocks[r.IntN(len(blocks))]
			for x, w := range b.word {
				d.at[i][w] += b.count[x]
			}
		}
	}
}

// interval is the 2.5 % and 97.5 % quantile of one number over the draws that
// have it; NaN when fewer than a quarter do.
func interval(draws [][]float64, at int) (lo, hi float64) {
	var v []float64
	for _, d := range draws {
		if at < len(d) && !math.IsNaN(d[at]) && !math.IsInf(d[at], 0) {
			v = append(v, d[at])
		}
	}
	if 4*len(v) < len(draws) {
		return math.NaN(), math.NaN()
	}
	return infer.Quantile(v, 0.025), infer.Quantile(v, 0.975)
}

// ellipse is the 95 % region of a document in the plane, from the draws that have it;
// NaN when fewer than a quarter do.
func ellipse(draws [][]float64, document int) measure.Ellipse {
	var points [][2]float64
	for _, d := range draws {
		if at := 2 * document; at+1 < len(d) && !math.IsNaN(d[at]+d[at+1]) && !math.IsInf(d[at]+d[at+1], 0) {
			points = append(points, [2]float64{d[at], d[at+1]})
		}
	}
	if 4*len(points) < len(draws) {
		points = nil
	}
	return measure.EllipseOf(points, 0.95)
}
