// Bursts finds spans of time in which a word stands in many more documents than
// usual.
//
// It answers: which words came in waves, and when?
//
// Model batches (Kleinberg 2003, §4): in year t, r_t of d_t documents hold the word.
// Two states, p0 = Σr/Σd and p1 = s·p0; a year costs −ln of the binomial probability
// of r_t in d_t at the rate of its state, going up gamma·ln T for T years, going down
// nothing. A burst is a run of years in the upper state on the cheapest way through
// (Viterbi 1967); its weight is what the upper state saves there, Σ cost0 − cost1. A
// word in 1/s of all documents or more cannot burst. Years without a document have
// no batch.
//
// p: the documents' words are handed out to the documents' dates at random and the
// heaviest burst of any word listed is compared: (1+#{≥})/(B+1). It therefore holds
// for all words together (max statistic, Westfall & Young 1993). within=pair hands
// them out within each pair of parties, so that a pair that is active for a few
// years is no burst.
//
// Model events (Kleinberg 2003, §3): the gaps in days between the documents that hold
// the word, exponential with rate s^j/mean on level j; rows have every level above
// the base. Documents of one day are one event. Documents dated by month or year
// only stand at its first day. There is no p: what is frequent is the documents, and
// the word need not be.
//
// Rows are ordered by p, then weight (events: level, then number of documents), ties
// by word in code-point order. words not listed: stop words, and with find empty
// those in fewer than min_documents.
//
// Floor: three years with documents (batches) or three events.
//
// Defaults: batches by year, s 2, gamma 1, 199 random orders, 50 rows.
//
// When it misleads: few documents a year make p0 and p1 hard to tell apart: a burst
// of one year with two documents is two documents. Presence is counted, not the
// number of uses. Words that begin and stay (a programme) are bursts until the end
// of the series. Copied paragraphs carry their words on.
//
// Warnings: SHF-04, SHF-05, SHF-08 as in shift; BST-01 words too common to burst;
// BST-02 no p with events; BST-03 names and numbers among the rows.

package shift

import (
	"cmp"
	"context"
	"math"
	"slices"

	"concord/analysis/measure"
)

// presence is which members hold which words, by word.
type presence struct {
	words []string
	ids   []uint32
	holds [][]int // by word: members, ascending
}

// wordsHeld lists the words to look at: those given, or all in enough documents.
func (l *timeline) wordsHeld(find []string, least int) presence {
	var p presence
	columns := l.matrix.Columns()
	add := func(f int) {
		members := make([]int, len(columns[f].Row))
		for i, m := range columns[f].Row {
			members[i] = int(m)
		}
		p.words, p.ids, p.holds = append(p.words, l.tokens.Features[f]), append(p.ids, uint32(f)), append(p.holds, members)
	}
	if find != nil {
		for _, w := range find {
			if f := l.tokens.Feature(w); f >= 0 {
				add(f)
			}
		}
		return p
	}
	for f := range columns {
		if !l.tokens.Stopped[f] && len(columns[f].Row) >= least {
			add(f)
		}
	}
	return p
}

// years are the years with documents, ascending, and the batch of each member.
func (l *timeline) years() (years, batch []int) {
	for i := range l.members {
		y := l.document(i).Date.Year
		if len(years) == 0 || years[len(years)-1] != y {
			years = append(years, y)
		}
		batch = append(batch, len(years)-1)
	}
	return years, batch
}

// burst is a burst of a word: batches, or places among the members, both inside.
type burst struct {
	word        int
	level       int
	first, last int
	weight      float64
	documents   int // with the word
	p           float64
}

// batched finds the bursts of a word over batches of the sizes given; none for a word
// that is too common.
func (o BurstOptions) batched(held []int, batch []int, sizes []float64) (found []measure.Burst, common bool) {
	r := make([]float64, len(sizes))
	for _, m := range held {
		r[batch[m]]++
	}
	b, err := measure.BatchedBursts(r, sizes, o.States, o.Gamma)
	return b.Runs, err != nil
}

// allBatched finds the bursts of all words with their p.
func (o BurstOptions) allBatched(ctx context.Context, p presence, batch []int, batches int, strata []int) (found []burst, common int, err error) {
	sizes := make([]float64, batches)
	for _, b := range batch {
		sizes[b]++
	}
	var able []int
	for w, held := range p.holds {
		runs, tooCommon := o.batched(held, batch, sizes)
		if tooCommon {
			common++
			continue
		}
		able = append(able, w)
		for _, run := range runs {
			b := burst{word: w, level: 1, first: run.First, last: run.Last, weight: run.Weight}
			for _, m := range held {
				if batch[m] >= run.First && batch[m] <= run.Last {
					b.documents++
				}
			}
			found = append(found, b)
		}
	}
	heaviest := make([]float64, o.Permutations)
	err = inOrders(ctx, o.Permutations, func(k int) error {
		order := shuffledWithin(strata, o.Seed, k)
		moved := make([]int, len(batch))
		for place, member := range order {
			moved[member] = batch[place]
		}
		for _, w := range able {
			runs, _ := o.batched(p.holds[w], moved, sizes)
			for _, run := range runs {
				heaviest[k] = max(heaviest[k], run.Weight)
			}
		}
		return nil
	})
	for i := range found {
		found[i].p = share(heaviest, found[i].weight)
	}
	return found, common, err
}

// allEvents finds the bursts of all words in the gaps between the days of their
// documents.
func (o BurstOptions) allEvents(p presence, day []float64) []burst {
	var found []burst
	for w, held := range p.holds {
		var times []float64
		for _, m := range held {
			if n := len(times); n == 0 || times[n-1] != day[m] {
				times = append(times, day[m])
			}
		}
		if len(times) < 3 {
			continue
		}
		bursts, err := measure.EventBursts(times, o.States, o.Gamma)
		if err != nil {
			continue
		}
		for _, e := range bursts {
			if e.Level == 0 {
				continue
			}
			b := burst{word: w, level: e.Level, first: -1, weight: math.NaN(), p: math.NaN()}
			for _, m := range held {
				if day[m] >= e.Start && day[m] <= e.End {
					if b.first < 0 {
						b.first = m
					}
					b.last, b.documents = m, b.documents+1
				}
			}
			found = append(found, b)
		}
	}
	return found
}

// ordered sorts bursts for the table.
func ordered(found []burst, words []string) {
	slices.SortStableFunc(found, func(a, b burst) int {
		if math.IsNaN(a.p) {
			return cmp.Or(cmp.Compare(b.level, a.level), cmp.Compare(b.documents, a.documents), cmp.Compare(words[a.word], words[b.word]), cmp.Compare(a.first, b.first))
		}
		return cmp.Or(cmp.Compare(a.p, b.p), cmp.Compare(b.weight, a.weight), cmp.Compare(words[a.word], words[b.word]), cmp.Compare(a.first, b.first))
	})
}
