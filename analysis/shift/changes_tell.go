package shift

import (
	"math"
	"slices"
	"strings"

	"concord/analysis"
	"concord/analysis/infer"
	"concord/corpus"
)

const roseListed = 5 // words of a segment that rose most

// rows makes a row of each segment and finds its evidence: of the words followed,
// or of the word that rose most.
func (r *changeRun) rows(in *analysis.Input) []ChangeRow {
	var out []ChangeRow
	for s := 0; s <= len(r.found); s++ {
		from, to := r.bounds(s)
		row := ChangeRow{
			From: r.document(from).Date.String(), To: r.document(to - 1).Date.String(), First: r.document(from).ID, Last: r.document(to - 1).ID,
			Documents: to - from, Level: math.NaN(), Lo: math.NaN(), Hi: math.NaN(), Gain: math.NaN(), P: math.NaN(),
		}
		row.Period = row.From + "–" + row.To
		for i := from; i < to; i++ {
			row.Tokens += int(r.matrix.Total[i])
		}
		if r.counts != nil {
			row.Level, row.Lo, row.Hi = r.level(from, to)
		}
		quoted := r.features
		if s > 0 {
			row.Gain, row.P = r.found[s-1].gain, r.found[s-1].p
			rose := r.rose(s)
			row.Rose = strings.Join(rose, " ")
			if quoted == nil && len(rose) > 0 {
				quoted = rose[:1]
			}
		}
		r.evidence = append(r.evidence, r.quote(in, quoted, from, to))
		out = append(out, row)
	}
	return out
}

// bounds are the members of a segment, the last not included.
func (r *changeRun) bounds(segment int) (from, to int) {
	to = len(r.members)
	if segment > 0 {
		from = r.found[segment-1].at
	}
	if segment < len(r.found) {
		to = r.found[segment].at
	}
	return from, to
}

// level is the mean rate per 1 000 tokens with its jackknife-t interval.
func (r *changeRun) level(from, to int) (level, lo, hi float64) {
	estimate, without := infer.LeaveOneOut(to-from, func(leaveOut int) float64 {
		total, n := 0.0, 0.0
		for i := from; i < to; i++ {
			if i-from != leaveOut {
				total += 1000 * r.counts[i] / r.matrix.Total[i]
				n++
			}
		}
		return total / n
	})
	j, err := infer.JackknifeOne(estimate, without, 0.95)
	if err != nil {
		return estimate, math.NaN(), math.NaN()
	}
	return estimate, max(0, j.Interval.Lo), j.Interval.Hi
}

// rose lists the words whose part in the divergence from the segment before is
// largest on this side, names and numbers left out.
func (r *changeRun) rose(segment int) []string {
	before, _ := r.bounds(segment - 1)
	from, to := r.bounds(segment)
	g := corpus.Group{Members: r.members[before:to]}
	target := make([]bool, to-before)
	for i := from; i < to; i++ {
		target[i-before] = true
	}
	var out []string
	for _, w := range newWords(Data{Matrix: corpus.Count(r.corpus, r.tokens, g), Target: target, Stopped: r.tokens.Stopped}).rank() {
		if w.contribution > 0 && !r.untold(w.feature) {
			if out = append(out, w.feature); len(out) == roseListed {
				break
			}
		}
	}
	return out
}

// quote gives places of the first of the words that the segment uses; without
// words, or uses, the beginning of its first document.
func (r *changeRun) quote(in *analysis.Input, words []string, from, to int) []analysis.Evidence {
	within := func(member int) bool { return member >= from && member < to }
	for i := range words {
		if places := in.Uses(r.tokens, r.members, words[i:i+1]).Quote(0, within); places != nil {
			return places
		}
	}
	return r.beginning(in, from)
}

// beginning is the first token of a member.
func (r *changeRun) beginning(in *analysis.Input, member int) []analysis.Evidence {
	m := r.members[member]
	seq, first := r.tokens.Docs[m.Doc], -1
	m.Each(seq, func(i int) {
		if first < 0 {
			first = i
		}
	})
	return []analysis.Evidence{in.Quote(m.Doc, corpus.Span{Start: int(seq.Start[first]), End: int(seq.End[first])}, 30)}
}

func (l *timeline) warnings() []analysis.Warning {
	s := &sample{corpus: l.corpus, members: l.members, empty: l.empty}
	return common([]*sample{s}, l.undated)
}

// doubts are the warnings about what was found.
func (r *changeRun) doubts() []analysis.Warning {
	var out []analysis.Warning
	if o := r.options; o.cost() != "energy" && o.Penalty != "permutation" {
		out = append(out, analysis.Warn("CHG-01",
			analysis.T("惩罚 {penalty} 出自统计模型；文本的差异大于模型所设，变点数会偏多，请看 p。",
				"The penalty {penalty} comes from a model; documents vary more than it says, so that too many changes are found. Look at p."),
			analysis.Word("penalty", o.Penalty)))
	}
	same := 0
	for _, c := range r.found {
		if r.document(c.at).Date == r.document(c.at-1).Date {
			same++
		}
	}
	if same > 0 {
		out = append(out, analysis.Warn("CHG-02",
			analysis.T("{n}个变点落在同一日期的文本之间，其先后只依编号。", "Changes between documents of one date, whose order is that of their IDs: {n}."), analysis.Int("n", same)))
	}
	if smallest := 1 / float64(1+r.options.Permutations); smallest >= r.options.Level {
		out = append(out, analysis.Warn("CHG-03",
			analysis.T("随机排列{n}次时最小的 p 为{p}，不小于显著性水平。", "With {n} random orders the smallest p is {p}, not below the level."),
			analysis.Int("n", r.options.Permutations), analysis.Num("p", smallest, 4)))
	}
	return out
}

// subject is what the sentences are about.
func (r *changeRun) subject() analysis.Text {
	if r.features == nil {
		return analysis.T("整体用词", "the vocabulary")
	}
	return analysis.T("“"+strings.Join(r.features, "、")+"”的使用", "the use of “"+strings.Join(r.features, ", ")+"”")
}

func (r *changeRun) findings(rows []ChangeRow) []analysis.Finding {
	var out []analysis.Finding
	for s := 1; s < len(rows); s++ {
		row, before := rows[s], rows[s-1]
		if !(row.P < r.options.Level) {
			continue
		}
		text := analysis.T(
			"{subject}在{date}前后发生变化：此前{a}篇，此后{b}篇（p{p}，{orders}次随机排列）。{detail}",
			"Around {date} {subject} changed: {a} documents before, {b} after (p {p}, {orders} random orders).{detail}")
		values := []analysis.Value{
			analysis.Phrase("subject", r.subject()), analysis.Word("date", row.From), analysis.Int("a", before.Documents), analysis.Int("b", row.Documents),
			analysis.Probability("p", row.P), analysis.Int("orders", r.options.Permutations),
		}
		detail, more := r.detail(row, before)
		text = analysis.Fill(text, analysis.Phrase("detail", detail))
		values = append(values, more...)
		f := analysis.NewFinding(analysis.Calibrated, 0.5+0.5*min(1, r.options.Level-row.P), s, text, analysis.Named(text, values...)...)
		f.Evidence, f.Counter = r.evidence[s], nil
		out = append(out, f)
	}
	if len(out) == 0 && !math.IsNaN(r.p) && len(r.evidence) > 0 {
		text := analysis.T("未见{subject}随时间发生变化：{n}篇文本中最大的变化，随机排列{orders}次时同样常见（p{p}）。",
			"No change in {subject} was detected over time: the largest change in {n} documents is no larger than those of {orders} random orders (p {p}).")
		f := analysis.NewFinding(analysis.Calibrated, nullWeight, 0, text, analysis.Named(text,
			analysis.Phrase("subject", r.subject()), analysis.Int("n", len(r.members)), analysis.Int("orders", r.options.Permutations), analysis.Probability("p", r.p))...)
		f.Evidence, f.Null = r.evidence[0], true
		out = append(out, f)
	}
	return out
}

// detail is the template of what changed.
func (r *changeRun) detail(row, before ChangeRow) (analysis.Text, []analysis.Value) {
	if r.counts != nil {
		return analysis.T("每千词由{low}次变为{high}次。", " Uses per 1,000 tokens went from {low} to {high}."),
			[]analysis.Value{analysis.Num("low", before.Level, 2), analysis.Num("high", row.Level, 2)}
	}
	if row.Rose == "" {
		return analysis.Text{}, nil
	}
	words := strings.Split(row.Rose, " ")
	return analysis.T("此后增加最多的词是{words}。", " The words that rose most are {words}."),
		[]analysis.Value{analysis.Phrase("words", analysis.T("“"+strings.Join(words, "”“")+"”", "“"+strings.Join(words, "”, “")+"”"))}
}

// figures shows the levels of the segments; the vocabulary has no level.
func (r *changeRun) figures(rows []ChangeRow) []analysis.Figure {
	if r.counts == nil || slices.ContainsFunc(rows, func(x ChangeRow) bool { return math.IsNaN(x.Level) }) {
		return nil
	}
	values := []analysis.Value{analysis.Phrase("subject", r.subject()), analysis.Int("n", len(r.members)), analysis.Int("k", len(rows))}
	return []analysis.Figure{{
		Name: "segments", Mark: analysis.DotWhisker,
		Encoding: analysis.Encoding{X: "per_1000_tokens", Lo: "lo", Hi: "hi", Label: "period"},
		Title:    analysis.Fill(analysis.T("{subject}：各段频率", "{subject} by segment"), values...),
		Note: analysis.Fill(analysis.T("{n}篇文本依日期分为{k}段；点为各段每千词的平均次数，线为逐篇剔除的 95% 刀切区间，未计变点由数据选定。",
			"{n} documents in order of date, {k} segments; dots are mean uses per 1,000 tokens, lines 95 % jackknife intervals over documents, which do not know that the cuts were chosen by the data."), values...),
		XLabel: analysis.T("每千词次数", "uses per 1,000 tokens"),
		YLabel: analysis.T("时段", "segment"),
		Alt:    analysis.Fill(analysis.T("点线图：{k}个时段的频率与区间。", "Dot-and-whisker chart of the rates of {k} segments with intervals."), values...),
	}}
}
