package scaling

import (
	"context"
	_ "embed"
	"math"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/query"
)

//go:embed doc.go
var doc string

// Options says what is placed by correspondence analysis.
type Options struct {
	Supplementary string `opt:"supplementary" default:"" zh:"只作投影、不参与求轴的文本，如 id:D12 或 year:2022..；空则无" en:"documents placed without a part in the axes, such as id:D12 or year:2022..; empty for none"`
	Cluster       string `opt:"cluster" default:"document" choices:"document,pair" zh:"重抽以文本或缔约双方为单位" en:"unit that is drawn: the document or the pair of parties"`
	Choice
}

// Validate reports what cannot be read.
func (o Options) Validate() error {
	if _, err := query.Parse(o.Supplementary); err != nil {
		return &analysis.OptionError{Option: "supplementary", Problem: err.Error()}
	}
	return o.Choice.Validate()
}

// Row is one document in the plane.
type Row struct {
	Rank      int     `col:"rank"`
	Doc       string  `col:"doc"`
	Date      string  `col:"date"`
	Role      string  `col:"role"`
	Dim1      float64 `col:"dim1"`
	Lo        float64 `col:"lo"`
	Hi        float64 `col:"hi"`
	Dim2      float64 `col:"dim2"`
	Dim2Lo    float64 `col:"dim2_lo"`
	Dim2Hi    float64 `col:"dim2_hi"`
	Dim1Share float64 `col:"dim1_share"`
	Dim2Share float64 `col:"dim2_share"`
	Major     float64 `col:"ellipse_major"`
	Minor     float64 `col:"ellipse_minor"`
	Angle     float64 `col:"ellipse_angle"`
	Cos2      float64 `col:"cos2"`
	Tokens    int     `col:"tokens"`
}

// Correspondence returns the catalog entry.
func Correspondence() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "correspondence",
		Title:    analysis.T("对应分析", "Correspondence analysis"),
		Question: analysis.T("这些文本用词的差异主要沿哪两个维度展开，各文居于何处？", "Along which two dimensions do these documents differ most in their words, and which stand where?"),
		Doc:      analysis.Comment(doc),
		Account: analysis.T(
			"文本位置由词频表（至少{min_count}次、见于{min_documents}篇的词项）的对应分析求得；区间为{draws}次重抽的百分位数（椭圆由其协方差得出），每次重抽文本（单位 {cluster}）以求轴、重抽各文段落以定位，并以正交旋转对齐；第一维与年份、篇幅和套语占比的相关系数一并给出。",
			"Documents are placed by correspondence analysis of word counts (words with at least {min_count} uses in {min_documents} documents); intervals are percentiles of {draws} draws (ellipses are from their covariance) in which documents (unit: {cluster}) give the axes and the paragraphs of each document its place, aligned by orthogonal rotation; the correlations of the first dimension with year, length and the share of template are reported."),
		Cites: []string{
			"Benzécri, J.-P. (1973). L’analyse des données. Paris: Dunod.",
			"Greenacre, M. (2007). Correspondence Analysis in Practice (2nd ed.). Boca Raton: Chapman & Hall/CRC.",
			"Ringrose, T. J. (2012). Bootstrap confidence regions for correspondence analysis. Journal of Statistical Computation and Simulation, 82(10), 1397–1413.",
			"Milan, L. & Whittaker, J. (1995). Application of the parametric bootstrap to models that incorporate a singular value decomposition. Applied Statistics, 44(1), 31–49.",
		},
	}, correspond)
}

func correspond(ctx context.Context, in *analysis.Input, o Options) (*analysis.Output[Row], error) {
	out := &analysis.Output[Row]{Seed: o.Seed}
	only, err := apart(in.Corpus, o.Supplementary)
	if err != nil {
		return nil, err
	}
	s, err := newSample(ctx, in, o.Choice, func(d *corpus.Document) bool { return !only[d.ID] })
	if err != nil {
		return nil, err
	}
	var active, all []int
	for i := range s.members {
		all = append(all, i)
		if !only[s.id(i)] {
			active = append(active, i)
		}
	}
	out.Tokens, out.Groups = s.tokens, []corpus.Group{s.group}
	if out.Refusal = s.tooFew(len(active), 4); out.Refusal != nil {
		return out, nil
	}
	p := &plane{sample: s, active: active, only: only}
	if err := p.fit(ctx, o); err != nil {
		return nil, err
	}
	p.rows(out, all)
	return out, nil
}

// apart lists the IDs of the supplementary documents.
func apart(c *corpus.Corpus, text string) (map[string]bool, error) {
	only := map[string]bool{}
	if text == "" || c.Len() == 0 {
		return only, nil
	}
	g, err := analysis.Pick(c, "", "supplementary", text)
	if err != nil {
		return nil, err
	}
	for _, m := range g.Members {
		only[c.Doc(m.Doc).ID] = true
	}
	return only, nil
}

// plane is a fitted correspondence analysis.
type plane struct {
	*sample
	active  []int
	only    map[string]bool
	axes    axes
	total   float64 // inertia of all dimensions
	point   [][2]float64
	mass    []float64 // of the active documents, 0 for others
	draws   [][]float64
	reading reading
}

func (p *plane) fit(ctx context.Context, o Options) error {
	a, fitted, err := axesOf(p.sample.rows, p.active)
	if err != nil {
		return err
	}
	p.axes, p.total = a, fitted.TotalInertia
	p.mass = make([]float64, p.size())
	for k, i := range p.active {
		p.mass[i] = fitted.Mass[k]
	}
	p.point = p.points(a, p.sample.rows)
	if len(a.word) < dimensions || !(a.inertia[0] > 1e-12) {
		return nil
	}
	p.draws, err = p.resample(ctx, o.Choice, p.unitsOf(p.active, o.Cluster == "pair"), func(d draw) []float64 {
		moved := turn(p.points(a.again(p.sample.rows, d.times), d.at), p.point, p.mass)
		out := make([]float64, 0, 2*len(moved))
		for i, m := range moved {
			if d.times[i] == 0 && p.mass[i] > 0 {
				m = [2]float64{math.NaN(), math.NaN()} // not in the set that gives the axes
			}
			out = append(out, m[0], m[1])
		}
		return out
	})
	return err
}

func (p *plane) points(a axes, rows [][]float64) [][2]float64 {
	out := make([][2]float64, len(rows))
	for i, r := range rows {
		for d := range dimensions {
			if d < len(a.word) {
				out[i][d] = a.place(r, d)
			}
		}
	}
	return out
}

func (p *plane) rows(out *analysis.Output[Row], all []int) {
	position := make([]float64, len(all))
	for i := range all {
		position[i] = p.point[i][0]
	}
	ordered := order(all, position, p.id)
	for k, i := range ordered {
		r := Row{Rank: k + 1, Doc: p.id(i), Date: p.date(i), Role: "active", Dim1: p.point[i][0], Dim2: p.point[i][1],
			Dim1Share: math.NaN(), Dim2Share: math.NaN(), Tokens: int(p.sample.total[i])}
		r.Lo, r.Hi = interval(p.draws, 2*i)
		r.Dim2Lo, r.Dim2Hi = interval(p.draws, 2*i+1)
		e := ellipse(p.draws, i)
		r.Major, r.Minor, r.Angle = e.Major, e.Minor, e.Angle
		d := p.axes.distance(p.sample.rows[i])
		r.Cos2 = ratio(r.Dim1*r.Dim1+r.Dim2*r.Dim2, d*d)
		if p.only[r.Doc] {
			r.Role = "supplementary"
		} else {
			r.Dim1Share = p.share(i, 0)
			r.Dim2Share = p.share(i, 1)
		}
		out.Rows = append(out.Rows, r)
		out.Evidence = append(out.Evidence, p.telling(i, p.axes.word[0], r.Dim1))
	}
	p.reading = p.read(p.active, pick(position, p.active))
	out.Warnings = append(p.reading.warnings(), p.doubts()...)
	p.tell(out)
}

func (p *plane) share(i, d int) float64 {
	if d >= len(p.axes.inertia) {
		return math.NaN()
	}
	return ratio(p.mass[i]*p.point[i][d]*p.point[i][d], p.axes.inertia[d])
}

func ratio(a, b float64) float64 {
	if !(b > 1e-12) {
		return math.NaN()
	}
	return a / b
}

func pick(v []float64, at []int) []float64 {
	out := make([]float64, len(at))
	for k, i := range at {
		out[k] = v[i]
	}
	return out
}
