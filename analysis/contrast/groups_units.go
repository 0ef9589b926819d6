package contrast

import (
	"strconv"

	"concord/analysis"
	"concord/corpus"
)

// count cuts the units, leaves out those without tokens and the groups with too
// few documents.
func (d *division) count(t *corpus.Tokens) {
	members, order := make([]corpus.Member, len(d.units)), make([]int, len(d.units))
	for i, u := range d.units {
		members[i], order[i] = u.member, i
	}
	var given []int
	d.sample, given = newSample(d.in, t, members, order)
	units := make([]unit, len(given))
	for r, i := range given {
		units[r] = d.units[i]
		for _, g := range units[r].groups {
			d.groups[g].units = append(d.groups[g].units, r)
		}
	}
	d.units = units
	var kept []group
	for _, g := range d.groups {
		if d.documents(g) >= groupFloor {
			kept = append(kept, g)
		} else if len(g.units) > 0 || queriesOf(d.by) != nil {
			d.small = append(d.small, g)
		}
	}
	d.groups = kept
}

// documents counts the documents of a group.
func (d *division) documents(g group) int {
	n, last := 0, -1
	for _, r := range g.units {
		if doc := d.sample.members[r].Doc; doc != last {
			n, last = n+1, doc
		}
	}
	return n
}

func (d *division) members(g group) []corpus.Member {
	out := make([]corpus.Member, len(g.units))
	for i, r := range g.units {
		out[i] = d.sample.members[r]
	}
	return out
}

// sizes lists groups with their documents: CHN-KHM (4), CHN-LAO (2).
func (d *division) sizes(groups []group) string {
	var out []string
	for _, g := range groups {
		out = append(out, g.name+" ("+strconv.Itoa(d.documents(g))+")")
	}
	return analysis.Several(out)
}
