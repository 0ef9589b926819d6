package dispersion

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"concord/analysis/infer"
	"concord/analysis/measure"
	"concord/corpus"
)

// Row is one feature.
type Row struct {
	Rank       int     `col:"rank"`
	Feature    string  `col:"feature"`
	Count      int     `col:"count"`
	Documents  int     `col:"documents"`
	Range      float64 `col:"range"`
	DP         float64 `col:"dp"`
	DPNorm     float64 `col:"dpnorm"`
	Lo         float64 `col:"lo"`
	Hi         float64 `col:"hi"`
	Percentile float64 `col:"dpnorm_percentile"`
	KLD        float64 `col:"kld"`
	KLDNorm    float64 `col:"kld_norm"`
	JuillandD  float64 `col:"juilland_d"`
	RosengrenS float64 `col:"rosengren_s"`
	CarrollD2  float64 `col:"carroll_d2"`
	DA         float64 `col:"da"`
}

// Limits says which features are listed and how they are ordered.
type Limits struct {
	MinCount     int
	MinDocuments int
	Order        string // count, even, uneven or percentile
	Top          int    // rows kept after ranking; 0 for all
}

const (
	leastPeers        = 10   // features of similar count that bear a percentile
	similar           = 0.25 // counts within this share of a feature's own are similar
	intervalDocuments = 3    // documents with the feature that bear an interval
)

// spread is a feature with what orders it.
type spread struct {
	feature    uint32
	count      int
	documents  int
	dpnorm     float64 // whatever the count
	percentile float64
}

// Compute describes the features of the matrix within the limits. Every row of
// the matrix has at least one token, and there are two rows or more; stopped, by
// feature number, are not listed. listed is the number of features before the
// cut to top. The formulas stand in the package comment.
func Compute(m *corpus.Matrix, stopped []bool, limits Limits) (rows []Row, listed int) {
	columns := m.Columns()
	var list []spread
	for f, col := range columns {
		s := spread{feature: uint32(f), documents: len(col.Row)}
		for _, n := range col.Count {
			s.count += int(n)
		}
		if s.count == 0 || s.count < limits.MinCount || s.documents < limits.MinDocuments || stopped[f] {
			continue
		}
		s.dpnorm = parts(m, col).DP(measure.DPNorm)
		list = append(list, s)
	}
	percentiles(list)
	order(list, len(m.Rows), limits.Order)
	listed = len(list)
	if limits.Top > 0 && limits.Top < listed {
		list = list[:limits.Top]
	}
	rows = make([]Row, len(list))
	for i, s := range list {
		rows[i] = describe(s, parts(m, columns[s.feature]))
		rows[i].Rank, rows[i].Feature = i+1, m.Features[s.feature]
	}
	return rows, listed
}

func parts(m *corpus.Matrix, col corpus.Column) measure.Parts {
	uses := make([]float64, len(m.Rows))
	for k, r := range col.Row {
		uses[r] = float64(col.Count[k])
	}
	return measure.Parts{Uses: uses, Sizes: m.Total}
}

// percentiles places every feature among those of similar count.
func percentiles(list []spread) {
	byCount := slices.Clone(list)
	slices.SortFunc(byCount, func(a, b spread) int {
		return cmp.Or(cmp.Compare(a.count, b.count), cmp.Compare(a.feature, b.feature))
	})
	for i, s := range list {
		low, high := (1-similar)*float64(s.count), (1+similar)*float64(s.count)
		from, _ := slices.BinarySearchFunc(byCount, low, func(p spread, x float64) int { return cmp.Compare(float64(p.count), x) })
		below, equal, peers := 0.0, 0.0, 0.0
		for _, p := range byCount[from:] {
			if float64(p.count) > high {
				break
			}
			if p.feature == s.feature {
				continue
			}
			peers++
			switch {
			case p.dpnorm < s.dpnorm:
				below++
			case p.dpnorm == s.dpnorm:
				equal++
			}
		}
		list[i].percentile = math.NaN()
		if peers >= leastPeers {
			list[i].percentile = (below + equal/2) / peers
		}
	}
}

// order sorts by what is asked for; dpnorm counts only where it is shown.
func order(list []spread, documents int, by string) {
	key := func(s spread) float64 {
		shown := math.NaN()
		if s.count >= documents {
			shown = s.dpnorm
		}
		switch by {
		case "even":
			return -shown
		case "uneven":
			return shown
		case "percentile":
			return s.percentile
		}
		return float64(s.count)
	}
	slices.SortFunc(list, func(a, b spread) int {
		return cmp.Or(falling(key(a), key(b)), cmp.Compare(b.count, a.count), cmp.Compare(a.feature, b.feature))
	})
}

// falling orders numbers from the largest, NaN last.
func falling(a, b float64) int {
	if math.IsNaN(a) != math.IsNaN(b) {
		if math.IsNaN(a) {
			return 1
		}
		return -1
	}
	return cmp.Compare(b, a)
}

func describe(s spread, p measure.Parts) Row {
	nan := math.NaN()
	row := Row{
		Count: s.count, Documents: s.documents, Range: float64(s.documents) / float64(len(p.Uses)),
		DP: nan, DPNorm: nan, Lo: nan, Hi: nan, Percentile: s.percentile,
		KLD: nan, KLDNorm: nan, JuillandD: nan, RosengrenS: nan, CarrollD2: nan, DA: nan,
	}
	if s.count < len(p.Uses) {
		return row
	}
	row.DP, row.DPNorm = p.DP(measure.DPPlain), p.DP(measure.DPNorm)
	row.KLD = p.KLD()
	row.KLDNorm = 1 - measure.Base2.Of(row.KLD)
	row.JuillandD, row.RosengrenS, row.CarrollD2, row.DA = p.JuillandD(), p.RosengrenS(), p.CarrollD2(), p.DA()
	if s.documents >= intervalDocuments {
		row.Lo, row.Hi = interval(row.DPNorm, p)
	}
	return row
}

// interval leaves out one document at a time.
func interval(dpnorm float64, p measure.Parts) (lo, hi float64) {
	rest := measure.Parts{Uses: make([]float64, len(p.Uses)-1), Sizes: make([]float64, len(p.Sizes)-1)}
	_, without := infer.LeaveOneOut(len(p.Uses), func(d int) float64 {
		if d < 0 {
			return dpnorm
		}
		copy(rest.Uses, p.Uses[:d])
		copy(rest.Uses[d:], p.Uses[d+1:])
		copy(rest.Sizes, p.Sizes[:d])
		copy(rest.Sizes[d:], p.Sizes[d+1:])
		return rest.DP(measure.DPNorm)
	})
	j, err := infer.JackknifeOne(dpnorm, without, 0.95)
	if err != nil || math.IsNaN(j.Interval.Lo) {
		return math.NaN(), math.NaN()
	}
	return max(0, j.Interval.Lo), min(1, j.Interval.Hi)
}

// newSample takes the documents of a group that hold a token, in order of ID so
// that no sum depends on their order in the corpus.
func newSample(c *corpus.Corpus, t *corpus.Tokens, g corpus.Group) *sample {
	s := &sample{corpus: c}
	for _, m := range g.Members {
		n := 0
		m.Each(t.Docs[m.Doc], func(int) { n++ })
		if n == 0 {
			s.empty++
			continue
		}
		s.size += n
		s.members = append(s.members, m)
	}
	slices.SortFunc(s.members, func(a, b corpus.Member) int { return strings.Compare(c.Doc(a.Doc).ID, c.Doc(b.Doc).ID) })
	s.matrix = corpus.Count(c, t, corpus.Group{Name: g.Name, Members: s.members})
	return s
}

// sample is the documents compared.
type sample struct {
	corpus  *corpus.Corpus
	members []corpus.Member // with at least one token
	matrix  *corpus.Matrix
	size    int // tokens of all documents
	empty   int // documents without a token, left out
}
