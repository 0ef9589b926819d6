// Wordfish places documents on one dimension without references.
//
// It answers: on the one dimension that explains word use best, where do these
// documents stand, and is it anything else than time?
//
// Wordfish (Slapin & Proksch 2008). Counts of word j in document i are Poisson
// with mean exp(α_i + ψ_j + β_j·θ_i): α the length of the document, ψ the use of
// the word, β how strongly the position θ moves it. Priors: β normal with standard
// deviation 3, θ with 1, α and ψ flat; word and document parameters are maximised
// in turn, θ standardised to mean 0 and standard deviation 1 (Lowe & Benoit 2013).
//
//	position   θ
//	se         from the Poisson curvature given the words
//
// The Poisson model takes words as independent, so that se is too small; it is
// given for comparison only. lo and hi are percentiles of a bootstrap: in each
// draw documents are drawn with replacement and the words fitted to them; every
// document is then placed by its own paragraphs, drawn with replacement (in
// documents of fewer than four paragraphs, runs of 50 tokens), and the scale is
// standardised and turned again. The interval of a document is that of the draws
// that hold it. Where one document stretches the scale (SCL-07), the intervals of
// the others are wide to one side: without it they would lie apart. An interval
// that lies to one side of its position says that the position leans on the
// document's own wordings: placed by a part of them it moves to the middle.
// cluster=pair draws pairs of parties, with all their documents, in place of
// documents: statements of one pair copy each other.
//
// The direction is fixed by two documents (options low and high): low stands
// below high. Without them they are the earliest and the latest document.
//
// Reading. The dimension is the largest there is, not the one looked for: in
// formulaic texts usually year, length of an annex or template. A finding gives
// the correlations with year, log length and the share of template (runs of four
// tokens that at least half of the documents hold); SCL-01, SCL-03 and SCL-04
// warn from |r| 0.7.
//
// Defaults: words with 5 uses in 3 documents, the 800 most used of them, stop
// words left out; 200 draws. Floors: 20 documents, 10 words; below it refuses.
//
// When it misleads: θ has no unit and no zero of its own; documents on different
// subjects are told apart by subject; one document with a vocabulary of its own
// takes an end of the scale; the interval does not cover the choice of words.
//
// Warnings: SCL-01 a time axis; SCL-03 length; SCL-04 template; SCL-05 documents
// left out; SCL-06 several languages; SCL-07 one document
// makes the scale; SCL-10 the fit did not settle.

package scaling

import (
	"cmp"
	"context"
	_ "embed"
	"math"

	"concord/analysis"
	"concord/analysis/infer"
	"concord/analysis/measure"
	"concord/corpus"
)

//go:embed wordfish.go
var fishDoc string

// FishOptions says which documents are placed and which way the scale runs.
type FishOptions struct {
	Low     string `opt:"low" default:"" zh:"位于低端一侧的文本编号；空则取最早的一篇" en:"ID of a document that stands below high; empty for the earliest"`
	High    string `opt:"high" default:"" zh:"位于高端一侧的文本编号；空则取最晚的一篇" en:"ID of a document that stands above low; empty for the latest"`
	Cluster string `opt:"cluster" default:"document" choices:"document,pair" zh:"重抽以文本或缔约双方为单位" en:"unit that is drawn: the document or the pair of parties"`
	Choice
}

// Validate reports documents that cannot fix a direction.
func (o FishOptions) Validate() error {
	if o.Low != "" && o.Low == o.High {
		return &analysis.OptionError{Option: "high", Problem: "is the same document as low, want two"}
	}
	return o.Choice.Validate()
}

// FishRow is one document on the scale.
type FishRow struct {
	Rank     int     `col:"rank"`
	Doc      string  `col:"doc"`
	Date     string  `col:"date"`
	Position float64 `col:"position"`
	Lo       float64 `col:"lo"`
	Hi       float64 `col:"hi"`
	SE       float64 `col:"se"`
	Tokens   int     `col:"tokens"`
}

// Wordfish returns the catalog entry.
func Wordfish() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "wordfish",
		Title:    analysis.T("Wordfish 定位", "Wordfish"),
		Question: analysis.T("在最能解释用词的一个维度上，各文居于何处，这一维是否只是时间？", "On the one dimension that explains word use best, where do these documents stand, and is it more than time?"),
		Doc:      analysis.Comment(fishDoc),
		Account: analysis.T(
			"一维位置由 Wordfish（Poisson 模型，至少{min_count}次、见于{min_documents}篇的词项）估计；区间为{draws}次重抽的百分位数，每次重抽文本以拟合词项、重抽各文段落以定位；位置与年份、篇幅和套语占比的相关系数一并给出。",
			"Positions on one dimension are estimated by Wordfish (a Poisson model of words with at least {min_count} uses in {min_documents} documents); intervals are percentiles of {draws} draws in which documents give the words and the paragraphs of each document its place; the correlations of positions with year, length and the share of template are reported."),
		Cites: []string{
			"Slapin, J. B. & Proksch, S.-O. (2008). A scaling model for estimating time-series party positions from texts. American Journal of Political Science, 52(3), 705–722.",
			"Lowe, W. & Benoit, K. (2013). Validating estimates of latent traits from textual data using human judgment as a benchmark. Political Analysis, 21(3), 298–313.",
		},
	}, fish)
}

const (
	fewFish = 20 // documents below which Wordfish refuses
	settled = 8  // sweeps of a resample, from the parameters at hand
)

func fish(ctx context.Context, in *analysis.Input, o FishOptions) (*analysis.Output[FishRow], error) {
	s, err := newSample(ctx, in, o.Choice, nil)
	if err != nil {
		return nil, err
	}
	out := &analysis.Output[FishRow]{Tokens: s.tokens, Groups: []corpus.Group{s.group}, Seed: o.Seed}
	low, high, err := s.direction(o)
	if err != nil {
		return nil, err
	}
	if out.Refusal = s.tooFew(s.size(), fewFish); out.Refusal != nil {
		return out, nil
	}
	opt := measure.WordfishOptions{Low: low, High: high, Tolerance: 1e-2, Steps: 2, Sweeps: mostSweeps}
	w, err := measure.FitWordfish(s.rows, opt)
	if err != nil {
		return nil, err
	}
	units := make([]int, s.size())
	for i := range units {
		units[i] = i
	}
	draws, err := s.redraw(ctx, o.Choice, w, s.unitsOf(units, o.Cluster == "pair"))
	if err != nil {
		return nil, err
	}
	for k, i := range order(units, w.Theta, s.id) {
		r := FishRow{Rank: k + 1, Doc: s.id(i), Date: s.date(i), Position: w.Theta[i], SE: w.SE[i], Tokens: int(s.total[i])}
		r.Lo, r.Hi = interval(draws, i)
		out.Rows = append(out.Rows, r)
		out.Evidence = append(out.Evidence, s.telling(i, w.Beta, r.Position))
	}
	reading := s.read(units, w.Theta)
	reading.axis = analysis.T("这一尺度", "scale")
	out.Warnings = append(reading.warnings(), s.doubts()...)
	out.Warnings = append(out.Warnings, s.fishDoubts(w)...)
	s.tellFish(out, w, reading, low, high, len(draws))
	return out, nil
}

// redraw fits and places documents again, draw by draw.
func (s *sample) redraw(ctx context.Context, c Choice, w measure.Wordfish, units infer.Clusters) ([][]float64, error) {
	return s.resample(ctx, c, units, func(d draw) []float64 {
		theta, err := w.Resample(s.rows, d.times, d.at, settled)
		if err != nil {
			return nil
		}
		for i, n := range d.times {
			if n == 0 {
				theta[i] = math.NaN() // not in the set that was fitted
			}
		}
		return theta
	})
}

// fishDoubts warns of one document that makes the scale and of a fit that gave up.
func (s *sample) fishDoubts(w measure.Wordfish) []analysis.Warning {
	var out []analysis.Warning
	for i, th := range w.Theta {
		if share := th * th / float64(s.size()-1); share > 0.5 {
			out = append(out, analysis.Warn("SCL-07",
				analysis.T("尺度方差的{share}%来自一篇（{doc}，位置{x}）：尺度主要是该文与其余各文之别，可用 where 去掉该文再算。",
					"{share} % of the variance of the scale is due to one document ({doc}, at {x}): the scale sets it apart from the rest; leave it out with where and run again."),
				analysis.Percent("share", share, 0), analysis.Word("doc", s.id(i)), analysis.Num("x", th, 2)))
		}
	}
	if w.Sweeps >= mostSweeps {
		out = append(out, analysis.Warn("SCL-10",
			analysis.T("模型在{n}轮内未收敛，位置仅供参考；可减少词项或提高 min_documents。", "The fit did not settle in {n} rounds: take fewer words or raise min_documents."),
			analysis.Int("n", w.Sweeps)))
	}
	return out
}

// mostSweeps is where a fit gives up.
const mostSweeps = 300

// direction is the places of the documents that fix the direction.
func (s *sample) direction(o FishOptions) (low, high int, err error) {
	if s.size() < 2 {
		return 0, 0, nil
	}
	for i := range s.members {
		if s.sooner(i, low) {
			low = i
		}
	}
	high = (low + 1) % s.size()
	for i := range s.members {
		if i != low && s.sooner(high, i) && !s.doc(i).Date.IsZero() {
			high = i
		}
	}
	first, last := low, high
	if o.Low != "" {
		if low, err = s.find("low", o.Low); err != nil {
			return 0, 0, err
		}
	}
	if o.High != "" {
		if high, err = s.find("high", o.High); err != nil {
			return 0, 0, err
		}
	}
	switch { // the one named takes the place of the default of the other
	case low == high && o.High == "":
		high = first
	case low == high && o.Low == "":
		low = last
	}
	if low == high {
		return 0, 0, &analysis.OptionError{Option: "high", Problem: "low and high are the same document, " + s.id(low) + ", want two"}
	}
	return low, high, nil
}

// sooner orders documents by date, undated ones last, equals by ID.
func (s *sample) sooner(a, b int) bool {
	x, y := s.doc(a), s.doc(b)
	if x.Date.IsZero() != y.Date.IsZero() {
		return y.Date.IsZero()
	}
	return cmp.Or(x.Date.Compare(y.Date), cmp.Compare(x.ID, y.ID)) < 0
}
