// MDS draws the distances between documents as a map.
//
// It answers: which documents lie near to each other when only distances count?
//
// Classical scaling (Torgerson 1952). With D² the squared distances, centred by
// rows and columns, B = −½JD²J; coordinates are the first two eigenvectors times
// the roots of their eigenvalues. Signs are set so that the document farthest out
// on a dimension is positive.
//
//	dim1, dim2  coordinates, in units of the distance
//	cos2        share of the squared distance from the centre that the plane shows
//
// Distances (option distance): jsd is the root of the Jensen–Shannon
// divergence in bits, a metric (Endres & Schindelin 2003); hellinger; cosine is
// 1 − cosine of counts, not weighted; jaccard is 1 − the Jaccard coefficient of
// the sets of character 5-grams, which needs no segmentation, and dice the same with
// that of Dice (1945). correlation is 1 − Pearson’s r of counts; of shares of the
// words, euclidean is √Σ(p−q)², manhattan Σ|p−q| and wjaccard 1 − Σmin/Σmax (Ruzicka
// 1958). All but jaccard and dice use every word of the recipe, stop words left out.
//
// The fit is told by Kruskal's stress-1, √(Σ(d−d̂)²/Σd²) (Kruskal 1964), and by the
// share of positive eigenvalues that the plane has. Stress above 0.2 is warned of
// (SCL-08); with many documents it is rarely less.
//
// There are no intervals: a map of distances has no model of how they came about.
// Where places matter, use correspondence, which has them.
//
// Defaults: jsd. Floors: 4 documents; at most 2 000.
//
// When it misleads: distances grow as texts become shorter, so that short
// documents are pushed outwards; axes have no meaning of their own, see the
// correlations; a low cos2 means that the document lies off the plane.
//
// Warnings: SCL-01 a time axis; SCL-03 length; SCL-04 template; SCL-05 documents
// left out; SCL-06 several languages; SCL-08 stress.

package scaling

import (
	"context"
	_ "embed"
	"math"

	"concord/analysis"
	"concord/analysis/measure"
	"concord/corpus"
	"concord/corpus/query"
	"concord/corpus/token"
)

//go:embed mds.go
var mdsDoc string

// MapOptions says which documents are mapped by which distance.
type MapOptions struct {
	Where    string `opt:"where" default:"" zh:"哪些文本，如 lang:zh pair:CHN-KHM；空为全部" en:"which documents, such as lang:zh pair:CHN-KHM; empty for all"`
	Distance string `opt:"distance" default:"jsd" choices:"jsd,hellinger,cosine,correlation,euclidean,manhattan,wjaccard,jaccard,dice" zh:"距离：jsd（Jensen–Shannon 差异之根）、hellinger、cosine 与 correlation（词频）、euclidean、manhattan 与 wjaccard（占比）、jaccard 与 dice（五字串集合）" en:"distance: jsd (root of the Jensen–Shannon divergence), hellinger, cosine and correlation (of counts), euclidean, manhattan and wjaccard (of shares), jaccard and dice (of sets of 5-grams)"`
	token.Recipe
}

// Validate reports a query or a recipe that cannot be read.
func (o MapOptions) Validate() error {
	if _, err := query.Parse(o.Where); err != nil {
		return &analysis.OptionError{Option: "where", Problem: err.Error()}
	}
	return o.Recipe.Validate()
}

// MapRow is one document on the map.
type MapRow struct {
	Rank   int     `col:"rank"`
	Doc    string  `col:"doc"`
	Date   string  `col:"date"`
	Dim1   float64 `col:"dim1"`
	Dim2   float64 `col:"dim2"`
	Cos2   float64 `col:"cos2"`
	Tokens int     `col:"tokens"`
}

// MDS returns the catalog entry.
func MDS() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "mds",
		Title:    analysis.T("多维标度", "Multidimensional scaling"),
		Question: analysis.T("只看彼此的距离，哪些文本相邻？", "Which documents lie near to each other when only distances count?"),
		Doc:      analysis.Comment(mdsDoc),
		Account: analysis.T(
			"文本间的距离（{distance}）以经典多维标度画成平面，附 Kruskal 应力与第一维同年份、篇幅的相关系数。",
			"Distances between documents ({distance}) are drawn in a plane by classical scaling, with Kruskal’s stress and the correlations of the first dimension with year and length."),
		Cites: []string{
			"Torgerson, W. S. (1952). Multidimensional scaling: I. Theory and method. Psychometrika, 17(4), 401–419.",
			"Kruskal, J. B. (1964). Multidimensional scaling by optimizing goodness of fit to a nonmetric hypothesis. Psychometrika, 29(1), 1–27.",
			"Endres, D. M. & Schindelin, J. E. (2003). A new metric for probability distributions. IEEE Transactions on Information Theory, 49(7), 1858–1860.",
		},
	}, mapDocuments)
}

// mostMapped bounds the eigenvalue problem, whose time grows with the cube.
const mostMapped = 2_000

func mapDocuments(ctx context.Context, in *analysis.Input, o MapOptions) (*analysis.Output[MapRow], error) {
	recipe := o.Recipe
	if o.Distance == "jaccard" || o.Distance == "dice" {
		recipe.Unit, recipe.Punct = "char5", "drop"
	}
	s, err := newSample(ctx, in, Choice{Where: o.Where, MinCount: 1, MinDocuments: 1, Features: math.MaxInt, Recipe: recipe}, nil)
	if err != nil {
		return nil, err
	}
	out := &analysis.Output[MapRow]{Tokens: s.tokens, Groups: []corpus.Group{s.group}}
	if out.Refusal = s.tooFew(s.size(), 4); out.Refusal != nil {
		return out, nil
	}
	if s.size() > mostMapped {
		out.Refusal = analysis.Refuse(
			analysis.T("所选文本有{n}篇，此方法至多{most}篇。", "Documents selected: {n}; this method takes {most} at most."),
			analysis.T("以 where 缩小范围。", "Narrow the choice with where."),
			analysis.Int("n", s.size()), analysis.Int("most", mostMapped))
		return out, nil
	}
	distance, err := measure.Distances(s.sparse, measure.ProfileDistance(o.Distance))
	if err != nil {
		return nil, err
	}
	return out, s.mapped(out, distance)
}

func (s *sample) mapped(out *analysis.Output[MapRow], distance [][]float64) error {
	points, eigenvalues, err := measure.ClassicalScaling(distance, s.size())
	if err != nil {
		return err
	}
	all, position := make([]int, s.size()), make([]float64, s.size())
	for d := range dimensions {
		sign := outward(points, d)
		for i, p := range points {
			p[d] *= sign
			if math.IsNaN(p[d]) {
				p[d] = 0 // a plane of fewer than two dimensions
			}
			if d == 0 {
				all[i], position[i] = i, p[0]
			}
		}
	}
	for k, i := range order(all, position, s.id) {
		whole := 0.0
		for d, v := range points[i] {
			if eigenvalues[d] > 0 {
				whole += v * v
			}
		}
		r := MapRow{Rank: k + 1, Doc: s.id(i), Date: s.date(i), Dim1: points[i][0], Dim2: points[i][1], Tokens: int(s.total[i])}
		r.Cos2 = ratio(r.Dim1*r.Dim1+r.Dim2*r.Dim2, whole)
		out.Rows = append(out.Rows, r)
		out.Evidence = append(out.Evidence, s.opening(i))
	}
	s.tellMap(out, distance, points, eigenvalues, s.read(all, position))
	return nil
}

// outward is the sign that makes the point farthest out on a dimension positive,
// the first of equals.
func outward(points [][]float64, d int) float64 {
	top := 0.0
	for _, p := range points {
		if math.Abs(p[d]) > math.Abs(top)*(1+1e-9) {
			top = p[d]
		}
	}
	if top < 0 {
		return -1
	}
	return 1
}

// opening quotes the first word that takes part in the comparison.
func (s *sample) opening(i int) []analysis.Evidence {
	m := s.members[i]
	seq, at := s.tokens.Docs[m.Doc], -1
	m.Each(seq, func(k int) {
		if at < 0 && s.column[seq.IDs[k]] >= 0 {
			at = k
		}
	})
	if at < 0 {
		return nil
	}
	return []analysis.Evidence{s.in.Quote(m.Doc, corpus.Span{Start: int(seq.Start[at]), End: int(seq.End[at])}, quoteWidth)}
}
