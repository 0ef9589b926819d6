package scaling

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"concord/analysis"
	"concord/analysis/measure"
	"concord/corpus"
)

const (
	figureRows   = 60  // documents that a figure shows at most
	quoteWidth   = 30  // characters of context on either side
	strong       = 0.7 // |r| from which a dimension is said to be another thing
	fewDated     = 5   // dated documents below which no correlation with time is told
	templateSize = 4   // tokens of a run that counts as template
)

// reading is what an axis may be instead of a position: its correlations.
type reading struct {
	year, length, template float64       // Pearson's r, NaN where it cannot be had
	axis                   analysis.Text // what was read: the first dimension
}

// read correlates positions (of the documents listed) with year, log length and
// the share of template.
func (s *sample) read(documents []int, position []float64) reading {
	var x, year, all, length, template []float64
	share := s.templateShare()
	for k, i := range documents {
		if math.IsNaN(position[k]) {
			continue
		}
		if d := s.doc(i).Date; !d.IsZero() {
			x, year = append(x, position[k]), append(year, d.Decimal())
		}
		all, length, template = append(all, position[k]), append(length, math.Log(s.total[i])), append(template, share[i])
	}
	r := reading{year: math.NaN(), length: correlation(all, length), template: correlation(all, template), axis: analysis.T("第一维", "first dimension")}
	if len(x) >= fewDated {
		r.year = correlation(x, year)
	}
	return r
}

func correlation(x, y []float64) float64 {
	if len(x) < 3 {
		return math.NaN()
	}
	if r := measure.Pearson(x, y); !math.IsInf(r, 0) {
		return r
	}
	return math.NaN()
}

// templateShare is for each document the share of its runs of four tokens that
// at least half of the documents hold.
func (s *sample) templateShare() []float64 {
	type run [templateSize]uint32
	held := map[run]int{}
	runs := func(m corpus.Member, f func(run)) {
		var ids []uint32
		seq := s.tokens.Docs[m.Doc]
		m.Each(seq, func(i int) { ids = append(ids, seq.IDs[i]) })
		for i := 0; i+templateSize <= len(ids); i++ {
			f(run(ids[i : i+templateSize]))
		}
	}
	for _, m := range s.members {
		seen := map[run]bool{}
		runs(m, func(r run) {
			if !seen[r] {
				seen[r] = true
				held[r]++
			}
		})
	}
	out := make([]float64, s.size())
	for i, m := range s.members {
		n, common := 0.0, 0.0
		runs(m, func(r run) {
			n++
			if 2*held[r] >= s.size() {
				common++
			}
		})
		out[i] = common / max(n, 1)
	}
	return out
}

// warnings tells when the axis is time, length or template.
func (r reading) warnings() []analysis.Warning {
	var out []analysis.Warning
	warn := func(code string, x float64, template analysis.Text) {
		if math.Abs(x) >= strong {
			out = append(out, analysis.Warn(code, template, analysis.Phrase("axis", r.axis), analysis.Num("r", x, 2)))
		}
	}
	warn("SCL-01", r.year, analysis.T("{axis}与年份的相关系数为{r}：它是时间轴，不是立场。",
		"The {axis} correlates {r} with year: it is a time axis, not a position."))
	warn("SCL-03", r.length, analysis.T("{axis}与文本长度（对数）的相关系数为{r}：它主要反映篇幅，不是立场。",
		"The {axis} correlates {r} with log length: it is mostly length, not a position."))
	warn("SCL-04", r.template, analysis.T("{axis}与套语占比（至少半数文本共有的四词串）的相关系数为{r}：它主要反映模板，不是立场。",
		"The {axis} correlates {r} with the share of template (runs of four tokens that at least half of the documents hold): it is mostly template, not a position."))
	return out
}

// finding tells the correlations in one sentence.
func (r reading) finding(tier analysis.Tier, evidence []analysis.Evidence) (analysis.Finding, bool) {
	if math.IsNaN(r.length) || math.IsNaN(r.template) || len(evidence) == 0 {
		return analysis.Finding{}, false
	}
	values := []analysis.Value{analysis.Phrase("axis", r.axis), analysis.Num("length", r.length, 2), analysis.Num("template", r.template, 2)}
	zh, en := "{axis}与文本长度（对数）的相关系数为{length}，与套语占比的为{template}。", "{axis} correlates {length} with log length and {template} with the share of template."
	top := max(math.Abs(r.length), math.Abs(r.template))
	if !math.IsNaN(r.year) {
		zh, en = "{axis}与年份的相关系数为{year}，与文本长度（对数）的为{length}，与套语占比的为{template}。",
			"{axis} correlates {year} with year, {length} with log length and {template} with the share of template."
		values, top = append(values, analysis.Num("year", r.year, 2)), max(top, math.Abs(r.year))
	}
	if tier == analysis.ModelBased {
		zh, en = "在拟合的模型中，"+zh, "In the fitted model, the "+en
	} else {
		en = "The " + en
	}
	f := analysis.NewFinding(tier, min(1, top), -1, analysis.T(zh, en), values...)
	f.Evidence = evidence
	return f, true
}

// telling quotes for a document the first use of the word that pulls it most
// towards its own side: the largest count·weight of the sign of its position.
func (s *sample) telling(i int, weight []float64, position float64) []analysis.Evidence {
	sign := 1.0
	if position < 0 {
		sign = -1
	}
	best, most := -1, 0.0
	for j, n := range s.rows[i] {
		if pull := sign * n * weight[j]; n > 0 && (best < 0 || pull > most) {
			best, most = j, pull
		}
	}
	if best < 0 {
		return nil
	}
	m := s.members[i]
	seq, at := s.tokens.Docs[m.Doc], -1
	m.Each(seq, func(k int) {
		if at < 0 && seq.IDs[k] == s.words[best] {
			at = k
		}
	})
	if at < 0 {
		return nil
	}
	return []analysis.Evidence{s.in.Quote(m.Doc, corpus.Span{Start: int(seq.Start[at]), End: int(seq.End[at])}, quoteWidth)}
}

// ends lists the n words with the least and with the greatest weight.
func (s *sample) ends(weight []float64, n int) (low, high []string) {
	order := make([]int, 0, len(weight))
	for j, w := range weight {
		if !math.IsNaN(w) {
			order = append(order, j)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(weight[a], weight[b]), a-b) })
	n = min(n, len(order)/2)
	for k := range n {
		low = append(low, s.tokens.Features[s.words[order[k]]])
		high = append(high, s.tokens.Features[s.words[order[len(order)-1-k]]])
	}
	return low, high
}

// list joins words as each language does.
func list(words []string) analysis.Text {
	return analysis.T("“"+strings.Join(words, "”“")+"”", "“"+strings.Join(words, "”, “")+"”")
}

// shownRows are the rows of a figure: all, or the two ends.
func shownRows(n int) []int {
	var rows []int
	for i := range n {
		if n <= figureRows || i < figureRows/2 || i >= n-figureRows/2 {
			rows = append(rows, i)
		}
	}
	return rows
}

// fill fills a text of a figure.
func fill(t analysis.Text, values ...analysis.Value) analysis.Text {
	m := make(map[string]analysis.Text, len(values))
	for _, v := range values {
		m[v.Name] = v.Text
	}
	return t.Fill(m)
}

// order sorts documents by position, those without one last, equals by ID.
func order(documents []int, position []float64, id func(int) string) []int {
	by := make([]int, len(documents))
	for k := range by {
		by[k] = k
	}
	slices.SortFunc(by, func(a, b int) int {
		x, y := position[a], position[b]
		if math.IsNaN(x) != math.IsNaN(y) {
			if math.IsNaN(x) {
				return 1
			}
			return -1
		}
		if math.IsNaN(x) {
			return strings.Compare(id(documents[a]), id(documents[b]))
		}
		return cmp.Or(cmp.Compare(x, y), strings.Compare(id(documents[a]), id(documents[b])))
	})
	return by
}

// doubts are the warnings that every method of the package may give: documents
// left out, several languages.
func (s *sample) doubts() []analysis.Warning {
	var out []analysis.Warning
	if s.empty > 0 {
		out = append(out, analysis.Warn("SCL-05",
			analysis.T("{n}篇文本没有参与计算的词项，未列入。", "Documents without a word that takes part, left out: {n}."), analysis.Int("n", s.empty)))
	}
	if langs := analysis.Languages(s.in.Corpus, s.members); len(langs) > 1 {
		out = append(out, analysis.Warn("SCL-06",
			analysis.T("文本有{n}种语言，第一维只会把语言分开；请用 where（如 lang:zh）只取一种。", "The documents are in {n} languages, which the first dimension will tell apart and nothing else: take one with where (lang:zh)."),
			analysis.Int("n", len(langs))))
	}
	return out
}

// tooFew refuses below a floor of documents or words.
func (s *sample) tooFew(documents, least int) *analysis.Refusal {
	if documents < least {
		return analysis.Refuse(
			analysis.T("可用的文本有{n}篇，此方法至少需要{least}篇。", "Documents that can be used: {n}; this method needs {least}."),
			analysis.T("再载入文本，放宽 where 的条件，或降低 min_count 与 min_documents。", "Load more documents, widen the condition of where, or lower min_count and min_documents."),
			analysis.Int("n", documents), analysis.Int("least", least))
	}
	if len(s.words) < fewWords {
		return analysis.Refuse(
			analysis.T("达到 min_count 与 min_documents 的词项有{n}个，至少需要{least}个。", "Words that reach min_count and min_documents: {n}; {least} are needed."),
			analysis.T("降低 min_count 或 min_documents，或载入更多文本。", "Lower min_count or min_documents, or load more documents."),
			analysis.Int("n", len(s.words)), analysis.Int("least", fewWords))
	}
	return nil
}

// fewWords is the floor of words.
const fewWords = 10
