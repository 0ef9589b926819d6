package keyness

import (
	"math"

	"concord/analysis"
)

// calibrated reports whether a row may be told as a difference.
func (t *teller) calibrated(r Row) bool {
	controlled := t.options.Adjust != "none" || t.c.Family == 1
	return controlled && !t.few() && r.PAdj < 0.05 && excludesZero(r.Lo, r.Hi)
}

// findings tells the calibrated differences, what is used on one side only,
// and, where a test found nothing, what it excludes. Names and
// numbers are not told, and nothing is where a side is a single document, or pair: that is told by focus.
func (t *teller) findings() []analysis.Finding {
	if t.c.Units[0] < 2 || t.c.Units[1] < 2 {
		return nil
	}
	var differs, only, plain []analysis.Finding
	joined := 0 // rows told with one before: they make no room for rows further down
	for i, r := range t.c.Rows {
		switch {
		case t.names[i] == "":
			if t.evidence[i] != nil && !t.s.untold(r.Feature) && t.calibrated(r) && len(differs)+joined < calibratedFound {
				joined++
			}
		case t.calibrated(r):
			differs = append(differs, t.difference(i))
		case r.Exclusive != "":
			only = append(only, t.oneSided(i))
		default:
			plain = append(plain, t.counted(i))
		}
	}
	out := differs[:min(len(differs), calibratedFound-joined)]
	if len(differs) == 0 && t.c.Tested && !t.few() && t.options.Adjust != "none" {
		out = append(out, t.nothing()...)
	}
	out = append(out, only[:min(len(only), describedFound)]...)
	if len(differs) == 0 {
		out = append(out, plain[:min(len(plain), describedFound)]...)
	}
	return out
}

func (t *teller) finding(tier analysis.Tier, weight float64, row int, text analysis.Text, values []analysis.Value) analysis.Finding {
	f := analysis.NewFinding(tier, weight, row, text, analysis.Named(text, values...)...)
	f.Evidence, f.Counter = t.evidence[row], t.counter[row]
	return f
}

// difference is the sentence of a calibrated row. Its weight is the end of the
// interval that is nearer to no difference: five doublings weigh 1.
func (t *teller) difference(i int) analysis.Finding {
	r := t.row(i)
	up := more(r)
	lo, hi := fold("lo", r.Lo, up), fold("hi", r.Hi, up)
	if !up {
		lo, hi = fold("lo", r.Hi, up), fold("hi", r.Lo, up)
	}
	values := append(t.sides(r), fold("ratio", r.LogRatio, up), lo, hi,
		fold("without", r.LogRatioWithout, up), analysis.Phrase("doc", t.unit(r.Influential)), analysis.Phrase("units", t.units()),
		analysis.Probability("p", r.PAdj), analysis.Int("family", t.c.Family))
	return t.finding(analysis.Calibrated, 0.5+0.5*min(1, math.Min(math.Abs(r.Lo), math.Abs(r.Hi))/5), i,
		analysis.T("{more}使用“{feature}”的频率是{less}的{ratio}倍（95%区间{lo}–{hi}；分别见于{d1}/{m1}篇和{d2}/{m2}篇；{units}检验{family}个词项，校正后p{p}）。不计{doc}则为{without}倍。",
			"“{feature}” is used {ratio} times as often in {more} as in {less} (95 % interval {lo}–{hi}; found in {d1}/{m1} and {d2}/{m2} documents; {units}p {p}, adjusted over {family} features). Without {doc}: {without} times."),
		values)
}

// oneSided is the sentence of a feature that one side never uses. Its weight is
// the share of documents that do.
func (t *teller) oneSided(i int) analysis.Finding {
	r := t.row(i)
	share := float64(r.DocumentsTarget) / float64(t.c.Sizes[0])
	if r.Exclusive == "reference" {
		share = float64(r.DocumentsReference) / float64(t.c.Sizes[1])
	}
	f := t.finding(analysis.Descriptive, share, i,
		analysis.T("“{feature}”：{more}（{m1}篇）中有{d1}篇使用，共{a}次；{less}（{m2}篇）均未使用。",
			"“{feature}” was used {a} in {more} ({d1} of {m1} documents) and not at all in {less} ({m2} documents)."),
		t.sides(r))
	f.Absent = t.s.outside(t.s.on(more(r)))
	return f
}

// counted is the sentence of a row that no test bears out.
func (t *teller) counted(i int) analysis.Finding {
	return t.finding(analysis.Descriptive, 0.3, i,
		analysis.T("“{feature}”：{more}（{m1}篇）中有{d1}篇使用，共{a}次；{less}（{m2}篇）中有{d2}篇使用，共{b}次。",
			"“{feature}” was used {a} in {more} ({d1} of {m1} documents) and {b} in {less} ({d2} of {m2} documents)."),
		t.sides(t.row(i)))
}

// nothing is the sentence of a test that selected no feature. It needs a bound:
// that of the first row that has an interval and may be told.
func (t *teller) nothing() []analysis.Finding {
	for i, r := range t.c.Rows {
		if math.IsNaN(r.Lo) || t.names[i] == "" {
			continue
		}
		r = t.row(i)
		up := more(r)
		bound := math.Max(math.Abs(r.Lo), math.Abs(r.Hi))
		values := append(t.sides(r), analysis.Int("family", t.c.Family), fold("ratio", r.LogRatio, up),
			analysis.Factor("bound", math.Exp2(bound)),
			analysis.Phrase("target", t.name(true)), analysis.Phrase("reference", t.name(false)))
		f := t.finding(analysis.Calibrated, nullWeight, i,
			analysis.T("检验{family}个词项，未发现{target}与{reference}在任何一项上有可靠差异。就排在首位的“{feature}”而言，{more}的使用频率约为{less}的{ratio}倍，超过{bound}倍的差异可以排除（95%）。",
				"Of {family} features tested, none was found to differ between {target} and {reference}. For the first in rank, “{feature}”, the rate in {more} is about {ratio} times that in {less}; differences larger than {bound}-fold are excluded at 95 %."),
			values)
		f.Null = true
		return []analysis.Finding{f}
	}
	return nil
}
