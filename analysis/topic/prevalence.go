package topic

import (
	"context"
	"math"

	"concord/analysis"
	"concord/corpus"
)

// PrevalenceOptions of the method prevalence.
type PrevalenceOptions struct {
	ModelOptions
	By      string `opt:"by" default:"period" choices:"period,year" zh:"按时期（若干年一段，依篇数自动取）或逐年" en:"by periods (blocks of years, their length by the number of documents) or by single years"`
	Cluster string `opt:"cluster" default:"document" choices:"document,pair" zh:"区间以文本或缔约双方为推断单位" en:"unit of the intervals: the document or the pair of parties"`
}

// PrevalenceRow is a topic in a period.
type PrevalenceRow struct {
	Topic     string  `col:"topic"`
	Period    string  `col:"period"`
	Year      float64 `col:"year"`
	Share     float64 `col:"share"`
	Lo        float64 `col:"lo"`
	Hi        float64 `col:"hi"`
	Documents int     `col:"documents"`
	Doubt     string  `col:"doubt"`
}

// Prevalence returns the catalog entry of the topics over time.
func Prevalence() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "prevalence",
		Title:    analysis.T("主题消长", "Topics over time"),
		Question: analysis.T("各主题在不同时期占多大份额，差异是否超出不确定性？", "What share has each topic in each period, and do the shares differ beyond their uncertainty?"),
		Doc:      analysis.Comment(doc),
		Account: analysis.T(
			"各时期主题份额为该时期各篇份额的均值；95% 区间为逐一剔除（以{cluster}为单位）的刀切法 t 区间，并按 Rubin 规则合并后验抽样之间的方差。",
			"The share of a topic in a period is the mean over its documents; 95 % intervals are delete-one jackknife-t intervals (unit: {cluster}), pooled over posterior draws by Rubin's rules."),
		Cites: append(modelCites(), "Rubin, D. B. (1987). Multiple Imputation for Nonresponse in Surveys. New York: Wiley."),
	}, runPrevalence)
}

// series is the shares over periods.
type series struct {
	*view
	periods   []period
	byPair    bool
	estimates [][]estimate // by period and topic
}

func runPrevalence(ctx context.Context, in *analysis.Input, o PrevalenceOptions) (*analysis.Output[PrevalenceRow], error) {
	p, err := prepare(ctx, in, o.ModelOptions, "prevalence")
	if err != nil {
		return nil, err
	}
	out := &analysis.Output[PrevalenceRow]{Groups: []corpus.Group{p.group}, Tokens: p.tokens, Seed: o.Seed, Refusal: p.refusal}
	if p.model == nil {
		return out, nil
	}
	members, years, undated := dated(in.Corpus, p.model)
	periods := periodsOf(members, years, o.By == "year")
	early, late, ok := thirds(members, years)
	if !ok || len(early.members) < minUnits || len(late.members) < minUnits {
		out.Refusal = tooFewDates(len(members))
		return out, nil
	}
	s := &series{view: newView(in, p.model), periods: periods, byPair: o.Cluster == "pair"}
	for _, p := range periods {
		s.estimates = append(s.estimates, s.estimate(p))
	}
	out.Warnings = append(s.warnings(), s.timeWarnings(undated)...)
	for t := range p.model.Share {
		for i := range periods {
			e := s.estimates[i][t]
			lo, hi := e.interval(level)
			out.Rows = append(out.Rows, PrevalenceRow{
				Topic: s.label[t], Period: periods[i].name, Year: periods[i].middle,
				Share: e.mean, Lo: lo, Hi: hi, Documents: len(periods[i].members), Doubt: s.doubt(t),
			})
			out.Evidence = append(out.Evidence, s.places(t, periods[i]))
		}
	}
	out.Findings = s.changes(early, late)
	out.Figures = s.lines()
	return out, nil
}

// estimate computes the shares of all topics in a period.
func (s *series) estimate(p period) []estimate {
	unit, units, _ := s.unitsOf(p)
	out := make([]estimate, len(s.model.Share))
	for t := range out {
		out[t] = estimate{math.NaN(), math.NaN(), math.NaN()}
		if len(p.members) > 0 {
			out[t] = meanShare(s.model.Run.Shares, p.members, unit, units, t)
		}
	}
	return out
}

// unitsOf numbers the units of inference of a period by member, and counts the
// members beyond the first of their pair. A document without a pair is a unit
// of its own.
func (s *series) unitsOf(p period) (unit []int, units, repeats int) {
	pairs := map[string]int{}
	for _, member := range p.members {
		pair := s.in.Corpus.Doc(s.model.Units.Members[member].Doc).Pair()
		known, again := pairs[pair]
		if again = again && pair != ""; again {
			repeats++
		}
		if again && s.byPair {
			unit = append(unit, known)
			continue
		}
		pairs[pair] = units
		unit = append(unit, units)
		units++
	}
	return unit, units, repeats
}

// places quotes a topic from the documents of a period.
func (s *series) places(topic int, p period) []analysis.Evidence {
	among := make([]bool, len(s.model.Units.Members))
	for _, m := range p.members {
		among[m] = true
	}
	return s.typical(topic, among)
}
