// Specifications lists the effect of every feature under every specification:
// the data of the specification curve.
//
// It answers: how large is the effect under each defensible way of preparing
// the texts?
//
// The study is that of robustness, with the same options: one row for a feature
// and a specification that applies to it, by feature, then by effect from the
// least to the greatest (Simonsohn, Simmons & Nelson 2020), ties by
// specification in code-point order. lo and hi are the interval of the method
// under that specification. The column specification names what is switched away
// from the baseline, such as unit=char2 stop=none; names=blank, boilerplate=out
// and longest=out change the texts. Specifications that do not yield the feature
// stand last, with an empty effect.
//
// The figure shows one panel for each feature: effects and intervals from the
// least to the greatest. Intervals of neighbouring specifications rest on the
// same documents and are not independent.
//
// Floors, defaults, warnings and when it misleads: see robustness.

package robustness

import (
	"cmp"
	"context"
	_ "embed"
	"math"
	"slices"
	"strings"

	"concord/analysis"
	"concord/analysis/table"
)

//go:embed curve.go
var curveDoc string

// CurveRow is the effect of a feature under a specification.
type CurveRow struct {
	Feature       string  `col:"feature"`
	Rank          int     `col:"rank"` // within the feature
	Effect        float64 `col:"effect"`
	Lo            float64 `col:"lo"`
	Hi            float64 `col:"hi"`
	Specification string  `col:"specification"`
}

// Curve returns the catalog entry of the specification curve.
func Curve(methods func() []analysis.Method) analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "specifications",
		Title:    analysis.T("设定曲线", "Specification curve"),
		Question: analysis.T("每一种预处理设定下，效应各有多大？", "How large is the effect under each preprocessing specification?"),
		Doc:      analysis.Comment(curveDoc),
		Account: analysis.T(
			"设定曲线列出 {method} 在至多{limit}种预处理设定下的效应及区间（种子{seed}）。",
			"The specification curve lists effects and intervals of {method} under at most {limit} preprocessing specifications (seed {seed})."),
		Cites: cites(),
	}, func(ctx context.Context, in *analysis.Input, o Options) (*analysis.Output[CurveRow], error) {
		s, err := examine(ctx, in, o, "specifications", methods)
		if err != nil || s.refusal != nil {
			return &analysis.Output[CurveRow]{Refusal: s.refused()}, err
		}
		out := &analysis.Output[CurveRow]{Tokens: s.tokens, Seed: s.seed, Warnings: s.warnings()}
		places := s.evidence(in)
		for i := range s.subjects {
			rows := s.curve(i)
			out.Rows = append(out.Rows, rows...)
			for _, r := range rows {
				var e []analysis.Evidence
				if r.Specification == baseline {
					e = places[i]
				}
				out.Evidence = append(out.Evidence, e)
			}
		}
		out.Figures = s.curves(out.Rows)
		return out, nil
	})
}

// curve lists the outcomes of the i-th feature by effect, missing ones last.
func (s *study) curve(i int) []CurveRow {
	var out []CurveRow
	for k, m := range s.list {
		if o := s.outcomes[i][k]; o.applies {
			out = append(out, CurveRow{
				Feature: s.subjects[i].feature, Effect: o.effect, Lo: o.lo, Hi: o.hi,
				Specification: m.describe(s.values, s.subjects[i].gram),
			})
		}
	}
	slices.SortFunc(out, func(a, b CurveRow) int {
		switch x, y := math.IsNaN(a.Effect), math.IsNaN(b.Effect); {
		case x && !y:
			return 1
		case y && !x:
			return -1
		}
		return cmp.Or(cmp.Compare(a.Effect, b.Effect), strings.Compare(a.Specification, b.Specification))
	})
	for k := range out {
		out[k].Rank = k + 1
	}
	return out
}

// curves is the figure: one panel for each feature.
func (s *study) curves(rows []CurveRow) []analysis.Figure {
	var shown []int
	for i, r := range rows {
		if !math.IsNaN(r.Effect) {
			shown = append(shown, i)
		}
	}
	if len(shown) == 0 {
		return nil
	}
	column, _ := table.Lookup(s.effect)
	values := []analysis.Value{
		analysis.Phrase("method", s.method.Title), analysis.Phrase("effect", column.Title), analysis.Int("features", len(s.subjects)),
		analysis.Int("specifications", len(s.list)), analysis.Phrase("steps", stepNames(s.apply)), analysis.Int("missing", len(rows)-len(shown)),
	}
	return []analysis.Figure{{
		Name: "curve", Mark: analysis.Lines,
		Encoding: analysis.Encoding{X: "rank", Y: "effect", Lo: "lo", Hi: "hi", Group: "feature"},
		Rows:     shown,
		Title:    analysis.Fill(analysis.T("{method}的设定曲线", "Specification curve of {method}"), values...),
		Note: analysis.Fill(analysis.T("每格一个词项，至多{specifications}种设定，按效应由小到大排列；变动的步骤：{steps}。线段或带为该方法的95%区间；未画得不出词项的设定（{missing}个）。",
			"One panel for each feature, at most {specifications} specifications from the least to the greatest effect; steps varied: {steps}. Whiskers or bands are the method’s 95 % intervals; not drawn are specifications that do not yield the feature: {missing}."), values...),
		XLabel: analysis.T("设定（按效应排列）", "specification (by effect)"), YLabel: column.Title,
		Alt: analysis.Fill(analysis.T("分格折线图：{features}个词项在至多{specifications}种预处理设定下的{effect}及区间，由小到大。",
			"Small multiples of {effect} with intervals of {features} features over at most {specifications} preprocessing specifications, from least to greatest."), values...),
	}}
}
