package collocation

import (
	"context"
	_ "embed"
	"slices"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/token"
)

//go:embed doc.go
var doc string

// Options says around what, where and how far words are counted.
type Options struct {
	Node         string `opt:"node" default:"" zh:"节点：所考察的词或短语，必填；多个之间用 | 分隔" en:"node: the word or phrase in question, required; several with | between them"`
	Where        string `opt:"where" default:"" zh:"在哪些文本中计数，如 pair:CHN-KHM year:2010..2022；空为全部" en:"documents to count in, such as pair:CHN-KHM year:2010..2022; empty for all"`
	Window       int    `opt:"window" default:"5" min:"1" max:"50" zh:"窗口：节点一侧的词项数，不跨句" en:"window: tokens on a side of the node, within the sentence"`
	Side         string `opt:"side" default:"both" choices:"both,left,right" zh:"看节点的哪一侧" en:"side of the node"`
	Measure      string `opt:"measure" default:"logdice" choices:"logdice,mi,mi3,ll,t,z,dice,deltap" zh:"排序所用的量" en:"measure that ranks"`
	MinCount     int    `opt:"min_count" default:"3" min:"1" zh:"最少共现次数" en:"fewest joint uses"`
	MinDocuments int    `opt:"min_documents" default:"1" min:"1" zh:"最少共现篇数" en:"fewest documents with a joint use"`
	Top          int    `opt:"top" default:"100" min:"0" zh:"排序后保留的行数，0 为全部" en:"rows kept after ranking, 0 for all"`
	token.Recipe
}

// Validate reports a node without a token, a query or a recipe that cannot be
// read.
func (o Options) Validate() error {
	if err := analysis.Readable("where", o.Where); err != nil {
		return err
	}
	if err := o.Recipe.Validate(); err != nil {
		return err
	}
	if _, err := compile(o.Node, o.Recipe); err != nil {
		return &analysis.OptionError{Option: "node", Problem: err.Error()}
	}
	return nil
}

// Row is one collocate.
type Row struct {
	Rank                 int     `col:"rank"`
	Feature              string  `col:"feature"`
	Joint                int     `col:"joint"`
	Expected             float64 `col:"joint_expected"`
	JointDocuments       int     `col:"joint_documents"`
	Left                 int     `col:"count_left"`
	Right                int     `col:"count_right"`
	Count                int     `col:"count"`
	Documents            int     `col:"documents"`
	CountNode            int     `col:"count_node"`
	LogDice              float64 `col:"logdice"`
	MI                   float64 `col:"mi"`
	MI3                  float64 `col:"mi3"`
	Dice                 float64 `col:"dice"`
	DeltaP               float64 `col:"delta_p"`
	DeltaPBack           float64 `col:"delta_p_back"`
	LogRatio             float64 `col:"log_ratio"`
	Lo                   float64 `col:"lo"`
	Hi                   float64 `col:"hi"`
	LogRatioConservative float64 `col:"log_ratio_conservative"`
	TScore               float64 `col:"t_score"`
	ZScore               float64 `col:"z_score"`
	G2                   float64 `col:"g2"`
	PFisher              float64 `col:"p_fisher"`
}

// Method returns the catalog entry.
func Method() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "collocation",
		Title:    analysis.T("搭配", "Collocation"),
		Question: analysis.T("哪些词常与此词相伴，在哪一侧，见于多少篇？", "Which words keep company with this one, on which side, and in how many documents?"),
		Doc:      analysis.Comment(doc),
		Account: analysis.T(
			"“{node}”的搭配词取自其左右{window}个词项之内（{side}），不跨句，以{measure}排序，至少共现{min_count}次；对数比附逐篇删去的刀切法95%区间，以词项为单位的统计量仅供与其他工具对照。",
			"Collocates of “{node}” were counted within {window} tokens ({side}) inside the sentence and ranked by {measure}, with at least {min_count} joint uses; log ratios carry 95 % delete-one-document jackknife intervals, token-level statistics are given for comparison with other tools only."),
		Cites: []string{
			"Evert, S. (2008). Corpora and collocations. In A. Lüdeling & M. Kytö (Eds.), Corpus Linguistics: An International Handbook, 1212–1248. Berlin: Mouton de Gruyter.",
			"Rychlý, P. (2008). A lexicographer-friendly association score. In Proceedings of Recent Advances in Slavonic Natural Language Processing, 6–9.",
			"Gries, S. Th. (2013). 50-something years of work on collocations: what is or should be next …. International Journal of Corpus Linguistics, 18(1), 137–166.",
			"Tukey, J. W. (1958). Bias and confidence in not-quite large samples (abstract). Annals of Mathematical Statistics, 29(2), 614.",
		},
	}, run)
}

func run(ctx context.Context, in *analysis.Input, o Options) (*analysis.Output[Row], error) {
	n, err := compile(o.Node, o.Recipe)
	if err != nil {
		return nil, &analysis.OptionError{Method: "collocation", Option: "node", Problem: err.Error()}
	}
	if in.Corpus.Len() == 0 {
		return &analysis.Output[Row]{Refusal: noDocuments()}, nil
	}
	s, err := newSample(ctx, in, o.Where, o.Recipe, "sentence")
	if err != nil {
		return nil, err
	}
	out := &analysis.Output[Row]{Tokens: s.tokens, Groups: []corpus.Group{s.group}, Warnings: s.warnings("COL-05", "COL-06")}
	h, err := s.search(ctx, n, o.Window, o.Side)
	if err != nil {
		return nil, err
	}
	if h.nodes == 0 {
		out.Refusal = s.notFound(o.Node)
		return out, nil
	}
	var family int
	out.Rows, family = h.rows(o)
	out.Evidence = h.evidence(in, out.Rows)
	t := teller{options: o, hits: h, rows: out.Rows, evidence: out.Evidence, family: family}
	out.Figures, out.Findings = t.figures(), t.findings(in)
	out.Warnings = append(out.Warnings, t.warnings()...)
	return out, nil
}

// newSample selects the documents and cuts them into runs.
func newSample(ctx context.Context, in *analysis.Input, where string, r token.Recipe, within string) (*sample, error) {
	g, err := analysis.Pick(in.Corpus, "", "where", where)
	if err != nil {
		return nil, err
	}
	if g.Name == "" {
		g.Name = "all"
	}
	tokens, err := in.Tokens(ctx, r)
	if err != nil {
		return nil, err
	}
	s := &sample{corpus: in.Corpus, tokens: tokens, group: g}
	for _, m := range g.Members {
		d := document{doc: in.Corpus.Doc(m.Doc), at: m.Doc, seq: tokens.Docs[m.Doc]}
		d.runs = runsOf(d.doc, d.seq, m, within)
		for _, r := range d.runs {
			d.tokens += r.to - r.from
		}
		if d.tokens == 0 {
			s.empty++
			continue
		}
		s.size += d.tokens
		s.documents = append(s.documents, d)
	}
	slices.SortFunc(s.documents, byID)
	return s, nil
}
