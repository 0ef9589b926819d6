// Wordscores places documents between reference documents of known position.
//
// It answers: given the positions of a few documents, where do the words of the
// others place them?
//
// Wordscores (Laver, Benoit & Garry 2003). F_wr is the share of word w in the
// reference document r with the score A_r given to it:
//
//	score of a word   S_w = Σ_r A_r·F_wr / Σ_r F_wr
//	raw_score         Σ_w F_w·S_w over the scored words of a document
//	se                √(Σ F_w(S_w − raw)²/N), stretched with the position
//	position          the raw score brought back to the scale of A: rescale=mv maps
//	                  the raw scores of the lowest and the highest reference to
//	                  their own scores (Martin & Vanberg 2008); rescale=lbg gives the
//	                  documents to be scored the standard deviation of the reference
//	                  scores (the authors); rescale=none leaves it
//	share             tokens of scored words / all tokens of the document
//
// lo and hi are percentiles of a bootstrap: in each draw the paragraphs of every
// document, references too, are drawn with replacement (in documents of fewer than
// four paragraphs, runs of 50 tokens), words are scored and documents rescaled
// again. The se of the authors takes words as independent draws; it is too small
// for texts that repeat formulas and is given for comparison only.
//
// Option reference: ID=score,ID=score,… with at least two documents and two
// different scores. Words are chosen from the documents of where by min_count and
// min_documents, and scored when a reference has them.
//
// Defaults: rescale=mv, words with 5 uses in 3 documents, the 800 most used, stop
// words left out, 200 draws. Floors: 1 document beside the references (3 for lbg),
// 10 words.
//
// When it misleads: the scale is whatever tells the references apart, which may be
// length, date or drafter as well as position; words that all references share pull
// every raw score to the middle; a document on another subject than the references
// gets a score all the same, see share; with mv the references stand at their own
// scores by construction, with lbg the spread of the documents is one by
// construction.
//
// Warnings: SCL-01 a time axis; SCL-03 length; SCL-04 template; SCL-05 documents
// left out; SCL-06 several languages; SCL-09 few scored words.

package scaling

import (
	"context"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"concord/analysis"
	"concord/analysis/measure"
	"concord/corpus"
)

//go:embed wordscores.go
var scoresDoc string

// ScoreOptions says which documents are the references and what they score.
type ScoreOptions struct {
	Reference string `opt:"reference" default:"" zh:"参照文本及其分数，如 D1=-1,D2=1；至少两篇" en:"reference documents and their scores, such as D1=-1,D2=1; at least two"`
	Rescale   string `opt:"rescale" default:"mv" choices:"mv,lbg,none" zh:"换算：mv（Martin 与 Vanberg）、lbg（原作者）、none" en:"rescaling: mv (Martin and Vanberg), lbg (the authors) or none"`
	Choice
}

// Validate reports references that cannot be read.
func (o ScoreOptions) Validate() error {
	if _, _, err := o.references(); err != nil {
		return err
	}
	return o.Choice.Validate()
}

// references reads the IDs and their scores. An ID may hold signs of equality:
// the last one counts.
func (o ScoreOptions) references() (ids []string, scores []float64, err error) {
	wrong := func(format string, args ...any) error {
		return &analysis.OptionError{Option: "reference", Problem: fmt.Sprintf(format, args...)}
	}
	differ := false
	for _, part := range strings.Split(o.Reference, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		at := strings.LastIndexByte(part, '=')
		if at < 1 {
			return nil, nil, wrong("got %q, want ID=score", part)
		}
		id := strings.TrimSpace(part[:at])
		x, err := strconv.ParseFloat(strings.TrimSpace(part[at+1:]), 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) || math.Abs(x) > 1e6 {
			return nil, nil, wrong("the score of %q is %q, want a number", id, part[at+1:])
		}
		if slices.Contains(ids, id) {
			return nil, nil, wrong("%q stands twice", id)
		}
		ids, scores = append(ids, id), append(scores, x)
		differ = differ || x != scores[0]
	}
	if len(ids) < 2 || !differ {
		return nil, nil, wrong("got %q, want at least two documents with different scores: ID=score,ID=score", o.Reference)
	}
	return ids, scores, nil
}

// ScoreRow is one document on the scale.
type ScoreRow struct {
	Rank     int     `col:"rank"`
	Doc      string  `col:"doc"`
	Date     string  `col:"date"`
	Role     string  `col:"role"`
	Given    float64 `col:"score_given"`
	Position float64 `col:"position"`
	Lo       float64 `col:"lo"`
	Hi       float64 `col:"hi"`
	Raw      float64 `col:"raw_score"`
	SE       float64 `col:"se"`
	Share    float64 `col:"share"`
	Tokens   int     `col:"tokens"`
}

// Wordscores returns the catalog entry.
func Wordscores() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "wordscores",
		Title:    analysis.T("Wordscores 定位", "Wordscores"),
		Question: analysis.T("已知几篇文本的位置，其他文本的用词把它们置于何处？", "Given the positions of a few documents, where do the words of the others place them?"),
		Doc:      analysis.Comment(scoresDoc),
		Account: analysis.T(
			"以给定分数的参照文本（{reference}）用 Wordscores 为其他文本评分（换算方式：{rescale}）；区间为重抽各文段落{draws}次的百分位数，参照文本一并重抽。",
			"Documents are scored by Wordscores from the reference documents {reference} (rescaling: {rescale}); intervals are percentiles of {draws} draws of the paragraphs of every document, references included."),
		Cites: []string{
			"Laver, M., Benoit, K. & Garry, J. (2003). Extracting policy positions from political texts using words as data. American Political Science Review, 97(2), 311–331.",
			"Martin, L. W. & Vanberg, G. (2008). A robust transformation procedure for interpreting political text. Political Analysis, 16(1), 93–100.",
		},
	}, score)
}

// scoring is what the steps of score share.
type scoring struct {
	*sample
	how       string
	reference []int // places of the references
	given     []float64
	virgin    []int
}

// newScoring finds the references.
func newScoring(s *sample, o ScoreOptions) (*scoring, error) {
	v := &scoring{sample: s, how: o.Rescale}
	ids, scores, err := o.references()
	if err != nil {
		return nil, err
	}
	v.given = scores
	for _, id := range ids {
		i, err := s.find("reference", id)
		if err != nil {
			return nil, err
		}
		v.reference = append(v.reference, i)
	}
	for i := range s.members {
		if !slices.Contains(v.reference, i) {
			v.virgin = append(v.virgin, i)
		}
	}
	return v, nil
}

func score(ctx context.Context, in *analysis.Input, o ScoreOptions) (*analysis.Output[ScoreRow], error) {
	s, err := newSample(ctx, in, o.Choice, nil)
	if err != nil {
		return nil, err
	}
	out := &analysis.Output[ScoreRow]{Tokens: s.tokens, Groups: []corpus.Group{s.group}, Seed: o.Seed}
	if s.size() == 0 {
		out.Refusal = s.tooFew(0, 3)
		return out, nil
	}
	v, err := newScoring(s, o)
	if err != nil {
		return nil, err
	}
	least := 1
	if o.Rescale == "lbg" {
		least = 3
	}
	if out.Refusal = s.tooFew(s.size(), len(v.reference)+least); out.Refusal != nil {
		return out, nil
	}
	words, texts, scale, err := v.fit(s.rows)
	if err != nil {
		return nil, err
	}
	draws, err := s.resample(ctx, o.Choice, nil, func(d draw) []float64 {
		_, texts, scale, err := v.fit(d.at)
		if err != nil {
			return nil
		}
		position := make([]float64, len(texts))
		for i, t := range texts {
			position[i] = scale.Apply(t.Score)
		}
		return position
	})
	if err != nil {
		return nil, err
	}
	v.rows(out, words, texts, scale, draws)
	return out, nil
}

// fit scores words and documents of one table of counts.
func (v *scoring) fit(rows [][]float64) (measure.WordScores, []measure.TextScore, measure.Rescaling, error) {
	var reference [][]float64
	for _, i := range v.reference {
		reference = append(reference, rows[i])
	}
	words, err := measure.ScoreWords(reference, v.given, 0)
	if err != nil {
		return words, nil, measure.Rescaling{}, err
	}
	texts := make([]measure.TextScore, len(rows))
	for i, r := range rows {
		texts[i] = words.Text(r)
	}
	scale := measure.Rescaling{Stretch: 1}
	var raw []float64
	switch v.how {
	case "mv":
		for _, i := range v.reference {
			raw = append(raw, texts[i].Score)
		}
		scale = measure.RescaleMV(raw, v.given)
	case "lbg":
		for _, i := range v.virgin {
			if x := texts[i].Score; !math.IsNaN(x) {
				raw = append(raw, x)
			}
		}
		scale = measure.RescaleLBG(raw, v.given)
	}
	return words, texts, scale, nil
}

func (v *scoring) rows(out *analysis.Output[ScoreRow], words measure.WordScores, texts []measure.TextScore, scale measure.Rescaling, draws [][]float64) {
	all, position := make([]int, v.size()), make([]float64, v.size())
	for i, t := range texts {
		all[i], position[i] = i, scale.Apply(t.Score)
	}
	middle := make([]float64, len(words.Score))
	centre := 0.0
	for _, a := range v.given {
		centre += a / float64(len(v.given))
	}
	for j, s := range words.Score {
		if !math.IsNaN(s) {
			middle[j] = s - centre
		}
	}
	for k, i := range order(all, position, v.id) {
		t := texts[i]
		r := ScoreRow{Rank: k + 1, Doc: v.id(i), Date: v.date(i), Role: "virgin", Given: math.NaN(), Position: position[i],
			Raw: t.Score, SE: math.Abs(t.SE * scale.Stretch), Share: t.Scored / v.total[i], Tokens: int(v.total[i])}
		r.Lo, r.Hi = interval(draws, i)
		if at := slices.Index(v.reference, i); at >= 0 {
			r.Role, r.Given = "reference", v.given[at]
		}
		out.Rows = append(out.Rows, r)
		out.Evidence = append(out.Evidence, v.telling(i, middle, r.Position-centre))
	}
	reading := v.read(v.virgin, pick(position, v.virgin))
	reading.axis = analysis.T("这一尺度", "scale")
	out.Warnings = append(reading.warnings(), v.doubts()...)
	v.tell(out, words, reading, len(draws))
}
