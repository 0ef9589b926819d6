// Groups compares many groups of documents by their words.
//
// It answers: which words does each group use more or less than the rest, or
// than each other group?
//
// by is a variable: kind, lang, pair, party, place, side, year or any variable
// of the documents; or queries parted by semicolons. Every value makes a group.
// versus=rest compares each with the documents of all other groups,
// versus=pairwise each pair of groups; of two groups there is one comparison
// either way. For each comparison:
//
//	log_ratio  log2[((a+½)/(N_A+1)) / ((b+½)/(N_B+1))] (Hardie 2014)
//	lo, hi     delete-one-document jackknife-t interval (Tukey 1958), empty where
//	           one side does not use the feature
//	zeta       log-odds with an informative Dirichlet prior over their standard
//	           deviation (Monroe, Colaresi & Quinn 2008), prior weight α0 the
//	           median length of the documents. It orders the rows of a
//	           comparison; it is no test
//	p          permutation of whole documents within the comparison, studentised
//	           difference of mean rates (Janssen 1997), two-sided: all
//	           arrangements up to 20 000, else random ones (Phipson & Smyth 2010)
//	p_adj      p adjusted over all features of all comparisons together: bh
//	           (Benjamini & Hochberg 1995), holm (Holm 1979) or none
//
// Documents without the variable are left out with a warning (GRP-01), groups of
// fewer than three documents too (GRP-02): neither is part of the rest. A
// comparison that cannot select a feature whatever its counts is not tested and
// its p are empty (GRP-05). Fewer than two groups are a refusal.
//
// party puts a document into the group of each of its parties, and queries may
// overlap: what stands on both sides of a comparison is no reference, and with
// versus=pairwise counts on neither side. side compares the clauses of the same
// documents: a document has parts on both sides, so labels are permuted within
// documents only and the interval leaves a document out on both sides at once.
//
// Rows stand in order of group (names in code-point order, queries as given),
// then |zeta|, ties by feature in code-point order.
//
// Defaults: by pair, versus rest, at least 5 uses in 3 documents of both sides,
// 9 999 arrangements, bh, seed 1, 20 rows of each comparison. At most 200
// comparisons.
//
// When it misleads: groups that differ in language, genre or period differ in
// every word; a rest is a mixture in which the largest group weighs most; many
// comparisons cost power, since the family is all of them; documents of one pair
// copy each other, so that groups by pair are less than so many documents.
//
// Warnings: GRP-01 documents without the variable; GRP-02 groups too small;
// GRP-03 documents on both sides; GRP-04 family and correction; GRP-05
// comparisons not tested; GRP-07 documents without a token; GRP-08 more than one
// language; GRP-09 no feature within the limits.
package contrast

import (
	"fmt"
	"slices"
	"strings"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/query"
)

const (
	groupFloor      = 3   // documents of a group
	mostComparisons = 200 // of one run
)

// group is the units that one value or query picks.
type group struct {
	name  string
	text  analysis.Text // as sentences call it
	units []int         // of the sample once counted, ascending
}

// unit is a document, or parts of one, and the groups that have it.
type unit struct {
	member corpus.Member
	groups []int
}

// division is the documents by groups.
type division struct {
	*sample
	in      *corpus.Corpus
	by      string
	groups  []group
	units   []unit
	missing int     // documents without the variable, or that no query picks
	small   []group // left out
}

// queriesOf takes by apart; nil where it names a variable.
func queriesOf(by string) []string {
	if !strings.ContainsAny(by, ":：;；") {
		return nil
	}
	var out []string
	for _, q := range strings.FieldsFunc(by, func(r rune) bool { return r == ';' || r == '；' }) {
		if q = strings.TrimSpace(q); q != "" && !slices.Contains(out, q) {
			out = append(out, q)
		}
	}
	return out
}

// divide sorts the documents into groups.
func divide(c *corpus.Corpus, o GroupsOptions) (*division, error) {
	all, err := analysis.Pick(c, "groups", "where", o.Where)
	if err != nil {
		return nil, err
	}
	d := &division{in: c, by: strings.TrimSpace(o.By)}
	switch queries := queriesOf(o.By); {
	case queries != nil:
		err = d.byQueries(queries, o.Where)
	case d.by == "side":
		for _, side := range []string{"A", "B", "joint", "other"} {
			if err = d.pick(side, sideText(side), "side:"+side, o.Where); err != nil {
				break
			}
		}
	default:
		err = d.byVariable(all)
	}
	if err != nil {
		return nil, err
	}
	seen := map[int]bool{}
	for _, u := range d.units {
		seen[u.member.Doc] = true
	}
	d.missing = len(all.Members) - len(seen)
	return d, nil
}

func (d *division) byVariable(all corpus.Group) error {
	names := variables(d.in)
	if !slices.Contains(names, d.by) {
		problem := fmt.Sprintf("no variable %q; have %s", d.by, strings.Join(names, ", "))
		if near := analysis.Nearest(d.by, names); near != "" {
			problem = fmt.Sprintf("no variable %q; did you mean %s? have %s", d.by, near, strings.Join(names, ", "))
		}
		return wrong("groups", "by", problem+"; or queries such as year:..2012; year:2013..")
	}
	values := distinct(d.in, d.by)
	at := map[string]int{}
	for i, v := range values {
		at[v] = i
		d.groups = append(d.groups, group{name: v, text: valueText(d.in, d.by, v)})
	}
	for _, m := range all.Members {
		u := unit{member: m}
		for _, v := range valuesOf(d.in.Doc(m.Doc), d.by) {
			u.groups = append(u.groups, at[v])
		}
		if u.groups != nil {
			d.units = append(d.units, u)
		}
	}
	return nil
}

func (d *division) byQueries(queries []string, where string) error {
	if len(queries) < 2 {
		return wrong("groups", "by", fmt.Sprintf("one query in %q, want at least two parted by semicolons, or the name of a variable", d.by))
	}
	for _, q := range queries {
		if err := d.pick(q, analysis.GroupName(d.in, q), q, where); err != nil {
			return err
		}
	}
	return nil
}

// pick adds the group of a query. Units that a group before has too are shared.
func (d *division) pick(name string, text analysis.Text, q, where string) error {
	picked, err := query.Select(d.in, analysis.Narrow(q, where), name)
	if err != nil {
		return wrong("groups", "by", err.Error())
	}
	d.groups = append(d.groups, group{name: name, text: text})
	for _, m := range picked.Members {
		i := slices.IndexFunc(d.units, func(u unit) bool { return u.member.Doc == m.Doc && slices.Equal(u.member.Parts, m.Parts) })
		if i < 0 {
			i = len(d.units)
			d.units = append(d.units, unit{member: m})
		}
		d.units[i].groups = append(d.units[i].groups, len(d.groups)-1)
	}
	return nil
}

func sideText(side string) analysis.Text {
	switch side {
	case "joint":
		return analysis.T("双方共同表述", "the joint clauses")
	case "other":
		return analysis.T("他方表述", "the clauses of other parties")
	}
	return analysis.T(side+"方表述", "the clauses of side "+side)
}

func valueText(c *corpus.Corpus, variable, value string) analysis.Text {
	switch variable {
	case "pair", "year":
		return analysis.GroupName(c, variable+":"+value)
	}
	return analysis.T("“"+value+"”", "“"+value+"”")
}
