package shift

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"concord/corpus"
)

const (
	mostPeriods   = 4 // of auto
	leastOfPeriod = 5 // documents of a period of auto
)

// byPeriod divides the dated documents into periods and pairs each with the
// one before. nil cuts divide evenly. problem says what is wrong with the cuts.
func byPeriod(c *corpus.Corpus, all corpus.Group, cuts []int) (list []pairing, undated int, problem string) {
	var dated []corpus.Member
	for _, m := range all.Members {
		if c.Doc(m.Doc).Date.IsZero() {
			undated++
		} else {
			dated = append(dated, m)
		}
	}
	year := func(m corpus.Member) int { return c.Doc(m.Doc).Date.Year }
	slices.SortStableFunc(dated, func(a, b corpus.Member) int { return cmp.Compare(year(a), year(b)) })
	years := make([]int, len(dated))
	for i, m := range dated {
		years[i] = year(m)
	}
	var starts []int // position of the first document of every period but the first
	if cuts == nil {
		starts = evenly(years)
	} else {
		for _, cut := range cuts {
			at, _ := slices.BinarySearch(years, cut)
			if at == 0 && len(years) > 0 {
				return nil, undated, fmt.Sprintf("no document is older than %d; the years run from %d to %d", cut, years[0], years[len(years)-1])
			}
			if at == len(years) && len(years) > 0 {
				return nil, undated, fmt.Sprintf("no document dates from %d or later; the years run from %d to %d", cut, years[0], years[len(years)-1])
			}
			starts = append(starts, at)
		}
	}
	starts = slices.Compact(starts) // no document between two cuts: no period
	groups := cutAt(dated, years, starts)
	for i := 1; i < len(groups); i++ {
		list = append(list, pairing{target: groups[i], reference: groups[i-1]})
	}
	return list, undated, ""
}

// cutAt makes the groups between the starts, named by their years, members in
// order of the corpus.
func cutAt(dated []corpus.Member, years, starts []int) []corpus.Group {
	var out []corpus.Group
	from := 0
	for _, to := range append(slices.Clone(starts), len(dated)) {
		if to == from {
			continue
		}
		g := corpus.Group{Name: yearsName(years[from], years[to-1]), Members: slices.Clone(dated[from:to])}
		slices.SortFunc(g.Members, func(a, b corpus.Member) int { return cmp.Compare(a.Doc, b.Doc) })
		out = append(out, g)
		from = to
	}
	return out
}

func yearsName(from, to int) string {
	if from == to {
		return strconv.Itoa(from)
	}
	return strconv.Itoa(from) + "–" + strconv.Itoa(to)
}

// evenly finds the most periods, of nearly equal numbers of documents and cut
// between years, that have enough documents each; nil when there are not two.
func evenly(years []int) []int {
	for n := min(mostPeriods, len(years)/leastOfPeriod); n >= 2; n-- {
		if starts := divide(years, n); starts != nil {
			return starts
		}
	}
	return nil
}

// divide cuts at the change of year nearest to each n-th part, the earlier of
// two; nil when a period is too small.
func divide(years []int, n int) []int {
	var starts []int
	last := 0
	for k := 1; k < n; k++ {
		want, best := float64(len(years)*k)/float64(n), -1
		for i := 1; i < len(years); i++ {
			if years[i] != years[i-1] && (best < 0 || distance(i, want) < distance(best, want)) {
				best = i
			}
		}
		if best < 0 || best-last < leastOfPeriod {
			return nil
		}
		starts = append(starts, best)
		last = best
	}
	if len(years)-last < leastOfPeriod {
		return nil
	}
	return starts
}

func distance(i int, want float64) float64 {
	if d := float64(i) - want; d > 0 {
		return d
	} else {
		return -d
	}
}
