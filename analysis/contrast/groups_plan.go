package contrast

import (
	"fmt"
	"slices"

	"concord/corpus"
)

// plan lists the comparisons that have documents enough on both sides.
func (c *comparisons) plan(o GroupsOptions) error {
	n := len(c.groups)
	total, rest := n, o.Versus == "rest" && n > 2 // the rest of one of two groups is the other
	if !rest {
		total = n * (n - 1) / 2
	}
	if total > mostComparisons {
		return wrong("groups", "by", fmt.Sprintf("%q makes %d groups and %d comparisons, want at most %d; restrict them with where, or name groups by queries", c.by, n, total, mostComparisons))
	}
	add := func(g, other int) {
		if x := c.contrast(g, other); x.documents[target] >= groupFloor && x.documents[reference] >= groupFloor {
			c.list = append(c.list, x)
		} else {
			c.void++
		}
	}
	for g := range n {
		if rest {
			add(g, -1)
			continue
		}
		for other := g + 1; other < n; other++ {
			add(g, other)
		}
	}
	return nil
}

// contrast puts the units on their sides. What both sides have is no reference,
// and between two groups counts on neither side.
func (c *comparisons) contrast(g, other int) *comparison {
	side := make([]int, len(c.units))
	for r := range side {
		side[r] = neither
	}
	others := []int{other}
	if other < 0 {
		others = nil
		for i := range c.groups {
			if i != g {
				others = append(others, i)
			}
		}
	}
	for _, i := range others {
		for _, r := range c.groups[i].units {
			side[r] = reference
		}
	}
	given := slices.Clone(side)
	x := &comparison{group: g, other: other}
	both := map[int]bool{}
	for _, r := range c.groups[g].units {
		clash := false
		for k := r - 1; k >= 0 && c.sameDoc(k, r); k-- {
			clash = c.drop(side, given, k, r) || clash
		}
		for k := r; k < len(side) && c.sameDoc(k, r); k++ {
			clash = c.drop(side, given, k, r) || clash
		}
		if clash {
			both[c.sample.members[r].Doc] = true
		}
		if !clash || other < 0 {
			side[r] = target
		}
	}
	x.both = len(both)
	x.pool = newPool(c.sample, side)
	return x
}

func (c *comparisons) sameDoc(k, r int) bool {
	return c.sample.members[k].Doc == c.sample.members[r].Doc
}

// drop takes a unit k, given as reference, out that has text in common with
// unit r.
func (c *comparisons) drop(side, given []int, k, r int) bool {
	if given[k] != reference || !meet(c.sample.members[k].Parts, c.sample.members[r].Parts) {
		return false
	}
	if side[k] == reference {
		side[k] = neither
	}
	return true
}

// meet reports whether two sets of spans of one document overlap; nil is all of
// it.
func meet(a, b []corpus.Span) bool {
	if a == nil || b == nil {
		return true
	}
	for _, x := range a {
		for _, y := range b {
			if x.Start < y.End && y.Start < x.End {
				return true
			}
		}
	}
	return false
}
