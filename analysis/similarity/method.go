package similarity

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"math"
	"slices"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/query"
	"concord/corpus/token"
)

//go:embed doc.go
var doc string

// Options says which documents to compare and how.
type Options struct {
	token.Recipe
	Where      string `opt:"where" default:"" zh:"比较范围，如 pair:CHN-KHM year:2010..2022；空为全部" en:"which documents, such as pair:CHN-KHM year:2010..2022; empty for all"`
	Focus      string `opt:"focus" default:"" zh:"焦点文本的编号；空则列出全部文本对" en:"ID of the document in focus; empty lists every pair"`
	Shingle    int    `opt:"shingle" default:"5" min:"1" max:"100" zh:"连续几个字为一串" en:"length of the character runs"`
	Measure    string `opt:"measure" default:"jaccard" choices:"jaccard,cosine" zh:"按哪一系数排序" en:"which measure orders the pairs"`
	Top        int    `opt:"top" default:"0" min:"0" zh:"最多列出几对，0 为全部" en:"list at most so many pairs, 0 for all"`
	Neighbours int    `opt:"neighbours" default:"39" min:"0" max:"59" zh:"文本多于六十篇时，焦点之外另取最近的几篇作热图，并列出其彼此之间的文本对；0 则只列含焦点的文本对，不作热图" en:"with more than 60 documents: so many nearest to the focus stand in the heat map, and the pairs among them are listed too; 0 lists only pairs that hold the focus, without a heat map"`
}

// Validate reports a range that cannot be read.
func (o Options) Validate() error {
	if _, err := query.Parse(o.Where); err != nil {
		return &analysis.OptionError{Option: "where", Problem: err.Error()}
	}
	return nil
}

// Row is one pair of documents.
type Row struct {
	Rank    int     `col:"rank"`
	Doc     string  `col:"doc"`
	DocB    string  `col:"doc_b"`
	Date    string  `col:"date"`
	Cosine  float64 `col:"cosine"`
	Jaccard float64 `col:"jaccard"`
}

// Method returns the catalog entry.
func Method() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "similarity",
		Title:    analysis.T("文本相似度", "Similarity"),
		Question: analysis.T("哪些文本彼此最相近，哪些相差最远？", "Which documents are nearest to each other, and which are farthest?"),
		Doc:      analysis.Comment(doc),
		Account: analysis.T(
			"文本之间的相似度以两种系数表示：词频向量的余弦（不加权，不计停用词），以及{shingle}字串集合的 Jaccard 系数（不计标点与空白，不依赖分词），按{measure}排序，并与全部文本对的中位数相比较。",
			"Similarity between documents is given by two measures: the cosine of unweighted word counts without stop words, and the Jaccard coefficient of sets of character {shingle}-grams without blanks and punctuation, which needs no segmentation. Pairs are ordered by {measure} and read against the median of all pairs."),
		Cites: []string{
			"Salton, G. & McGill, M. J. (1983). Introduction to Modern Information Retrieval. New York: McGraw-Hill.",
			"Broder, A. Z. (1997). On the resemblance and containment of documents. Proceedings of Compression and Complexity of SEQUENCES 1997, 21–29.",
		},
	}, run)
}

// comparison is what the steps of run share.
type comparison struct {
	options Options
	corpus  *corpus.Corpus
	members []corpus.Member // in order of date
	focus   int             // in members, or -1
	set     *Set
	median  float64 // of the measure over all pairs
	pairs   int     // that have the measure
}

func run(ctx context.Context, in *analysis.Input, o Options) (*analysis.Output[Row], error) {
	g, err := query.Select(in.Corpus, o.Where, o.Where)
	if err != nil {
		return nil, &analysis.OptionError{Method: "similarity", Option: "where", Problem: err.Error()}
	}
	out := &analysis.Output[Row]{Groups: []corpus.Group{g}}
	if in.Corpus.Len() == 0 {
		out.Refusal = tooFew(0)
		return out, nil
	}
	v := &comparison{options: o, corpus: in.Corpus, members: byDate(in.Corpus, g.Members), focus: -1}
	if o.Focus != "" {
		if v.focus, err = v.find(o.Focus); err != nil {
			return nil, err
		}
	}
	if len(v.members) < 2 {
		out.Refusal = tooFew(len(v.members))
		return out, nil
	}
	if out.Tokens, err = in.Tokens(ctx, o.Recipe); err != nil {
		return nil, err
	}
	if err := v.prepare(ctx, out.Tokens); err != nil {
		return nil, err
	}
	listed, shown, err := v.compare(ctx, in.Progress)
	if err != nil {
		return nil, err
	}
	v.fill(out, listed, shown)
	return out, nil
}

// find returns the place of the focus among the members.
func (v *comparison) find(id string) (int, error) {
	i := slices.IndexFunc(v.members, func(m corpus.Member) bool { return v.corpus.Doc(m.Doc).ID == id })
	if i >= 0 {
		return i, nil
	}
	problem := fmt.Sprintf("no document %q in this corpus, want an ID", id)
	if v.corpus.Index(id) >= 0 {
		problem = fmt.Sprintf("document %q is not among those that where picks", id)
	} else if near := analysis.Nearest(id, v.corpus.IDs()); near != "" {
		problem = fmt.Sprintf("no document %q in this corpus; did you mean %s?", id, near)
	}
	return -1, &analysis.OptionError{Method: "similarity", Option: "focus", Problem: problem}
}

// byDate puts the oldest first, undated documents last, equals in order of ID.
func byDate(c *corpus.Corpus, members []corpus.Member) []corpus.Member {
	members = slices.Clone(members)
	undated := func(d *corpus.Document) int {
		if d.Date.IsZero() {
			return 1
		}
		return 0
	}
	slices.SortFunc(members, func(a, b corpus.Member) int {
		x, y := c.Doc(a.Doc), c.Doc(b.Doc)
		return cmp.Or(cmp.Compare(undated(x), undated(y)), x.Date.Compare(y.Date), cmp.Compare(x.ID, y.ID))
	})
	return members
}

// prepare counts features and shingles.
func (v *comparison) prepare(ctx context.Context, t *corpus.Tokens) error {
	shingles := make([][]uint64, len(v.members))
	for i, m := range v.members {
		if err := ctx.Err(); err != nil {
			return err
		}
		shingles[i] = v.stream(m).Shingles(v.options.Shingle)
	}
	v.set = NewSet(corpus.Count(v.corpus, t, corpus.Group{Members: v.members}), t.Stopped, shingles)
	return nil
}

func (v *comparison) stream(m corpus.Member) Stream {
	return StreamOf(v.corpus, m, v.options.Script == "simplified")
}

// value is the measure that orders pairs.
func (v *comparison) value(p Pair) float64 {
	if v.options.Measure == "cosine" {
		return p.Cosine
	}
	return p.Jaccard
}

// order puts the nearest pair first, undefined ones last, equals by ID.
func (v *comparison) order(p, q Pair) int {
	x, y := v.value(p), v.value(q)
	if math.IsNaN(x) != math.IsNaN(y) {
		if math.IsNaN(x) {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(y, x),
		cmp.Compare(v.id(p.A), v.id(q.A)), cmp.Compare(v.id(p.B), v.id(q.B)))
}

func (v *comparison) id(member int) string { return v.corpus.Doc(v.members[member].Doc).ID }
