package topic

import (
	"fmt"
	"math"
	"strconv"

	"concord/corpus"
)

// period is a block of years and the members of a model that fall into it.
type period struct {
	name    string
	from    int     // first year
	to      int     // last year, included
	middle  float64 // on the scale of years
	members []int
}

// blockLengths are the lengths of blocks in years that are tried.
var blockLengths = [...]int{1, 2, 3, 4, 5, 10, 20, 50}

// A block is long enough when so many documents fall into it; the length is the
// shortest for which this holds for the block of most documents.
const (
	blockMembers = 5
	blockMost    = 0.8
)

// dated returns the members that have a date and words, oldest first, with
// their years, and counts those without a date.
func dated(c *corpus.Corpus, m *Model) (members, years []int, undated int) {
	for i, row := range m.Shares {
		switch y := c.Doc(m.Units.Members[i].Doc).Date.Year; {
		case math.IsNaN(row[0]):
		case y == 0:
			undated++
		default:
			members, years = append(members, i), append(years, y)
		}
	}
	return members, years, undated
}

// periodsOf cuts members into blocks of years that begin at multiples of their
// length. Neighbouring blocks without members are one period without members.
func periodsOf(members, years []int, byYear bool) []period {
	if len(years) == 0 {
		return nil
	}
	length := 1
	if !byYear {
		length = blockLength(years)
	}
	first, last := years[0], years[len(years)-1]
	var out []period
	for at := 0; at < len(years); {
		block := years[at] / length
		if n := len(out); n > 0 && out[n-1].to < block*length-1 {
			out = append(out, newPeriod(out[n-1].to+1, block*length-1, nil))
		}
		end := at
		for end < len(years) && years[end]/length == block {
			end++
		}
		out = append(out, newPeriod(max(block*length, first), min(block*length+length-1, last), members[at:end]))
		at = end
	}
	return out
}

func newPeriod(from, to int, members []int) period {
	p := period{name: strconv.Itoa(from), from: from, to: to, middle: float64(from+to+1) / 2, members: members}
	if to > from {
		p.name = fmt.Sprintf("%d–%d", from, to)
	}
	return p
}

// blockLength returns the shortest length that is long enough, the longest that
// makes two blocks when none is.
func blockLength(years []int) int {
	best := 1
	for _, length := range blockLengths {
		held := map[int]int{}
		for _, y := range years {
			held[y/length]++
		}
		if len(held) < 2 {
			break
		}
		best = length
		inFull := 0
		for _, n := range held {
			if n >= blockMembers {
				inFull += n
			}
		}
		if float64(inFull) >= blockMost*float64(len(years)) {
			break
		}
	}
	return best
}

// thirds returns about the first and the last third of the members, cut between
// years where that is nearest; ok is false when all are of one year.
func thirds(members, years []int) (early, late period, ok bool) {
	n, first, last := len(years), 0, 0
	for i := 1; i < n; i++ {
		if years[i] == years[i-1] {
			continue
		}
		if first == 0 || abs(3*i-n) < abs(3*first-n) {
			first = i
		}
		if last == 0 || abs(3*i-2*n) <= abs(3*last-2*n) {
			last = i
		}
	}
	if first == 0 {
		return early, late, false
	}
	early = newPeriod(years[0], years[first-1], members[:first])
	late = newPeriod(years[last], years[n-1], members[last:])
	return early, late, true
}

func abs(n int) int { return max(n, -n) }
