package similarity

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"concord/analysis"
	"concord/corpus"
)

// quoteLength is the number of characters quoted of a shared run.
const quoteLength = 60

// lengthRatio is how much longer the longest document may be than the shortest
// before SIM-01.
const lengthRatio = 4

// fill writes rows, figure, findings and warnings.
func (v *comparison) fill(out *analysis.Output[Row], listed []Pair, shown []int) {
	for i, p := range listed {
		out.Rows = append(out.Rows, Row{
			Rank: i + 1, Doc: v.id(p.A), DocB: v.id(p.B), Date: v.doc(p.B).Date.String(),
			Cosine: p.Cosine, Jaccard: p.Jaccard,
		})
	}
	v.describe(out, listed)
	v.warn(out)
	if len(shown) > 1 {
		out.Figures = append(out.Figures, v.heatMap(listed, shown))
	} else {
		out.Warnings = append(out.Warnings, v.noMap())
	}
}

func (v *comparison) doc(member int) *corpus.Document { return v.corpus.Doc(v.members[member].Doc) }

// measureName is the measure in a sentence.
func (v *comparison) measureName() analysis.Text {
	if v.options.Measure == "cosine" {
		return analysis.T("词频余弦", "cosine of counts")
	}
	if v.options.Shingle == 5 {
		return analysis.T("五字串 Jaccard 系数", "Jaccard coefficient of character 5-grams")
	}
	return analysis.T("{k}字串 Jaccard 系数", "Jaccard coefficient of character {k}-grams").
		Fill(map[string]analysis.Text{"k": analysis.Int("k", v.options.Shingle).Text})
}

// describe makes the findings: the nearest and the farthest pair.
func (v *comparison) describe(out *analysis.Output[Row], listed []Pair) {
	if v.focus >= 0 {
		listed = listed[:slices.IndexFunc(append(slices.Clone(listed), Pair{A: -1}), func(p Pair) bool { return p.A != v.focus })]
	}
	defined := slices.DeleteFunc(slices.Clone(listed), func(p Pair) bool { return math.IsNaN(v.value(p)) })
	if len(defined) == 0 {
		return
	}
	out.Evidence = make([][]analysis.Evidence, len(out.Rows))
	near, far := defined[0], defined[len(defined)-1]
	evidence, run := v.shared(near)
	out.Evidence[0] = evidence
	out.Findings = append(out.Findings, v.nearest(near, run, evidence))
	if len(defined) > 1 && v.value(far) < v.value(near) {
		evidence, _ := v.shared(far)
		out.Evidence[len(defined)-1] = evidence
		if v.options.Top == 0 || v.focus >= 0 && len(defined) == len(v.members)-1 {
			out.Findings = append(out.Findings, v.farthest(far, len(defined)-1, evidence))
		}
	}
}

func (v *comparison) nearest(p Pair, run int, evidence []analysis.Evidence) analysis.Finding {
	template := analysis.T(
		"最相近的两篇是{doc}与{doc_b}（{measure}为{value}；{pairs}对文本的中位数为{median}），最长的相同片段有{run}字（不计标点与空白）。",
		"The nearest two documents are {doc} and {doc_b} ({measure} {value}; median of {pairs} pairs {median}); the longest run they share has {run} characters, blanks and punctuation not counted.")
	if v.focus >= 0 {
		template = analysis.T(
			"与{doc}最相近的是{doc_b}（{measure}为{value}；{pairs}对文本的中位数为{median}），两篇最长的相同片段有{run}字（不计标点与空白）。",
			"Nearest to {doc} is {doc_b} ({measure} {value}; median of {pairs} pairs {median}); the longest run they share has {run} characters, blanks and punctuation not counted.")
	}
	if v.value(p) <= v.median { // nearest of those there are, but like any two
		template = analysis.T(strings.TrimSuffix(template.ZH, "。")+"；相似度不高于中位数，不能说两篇相近。",
			strings.TrimSuffix(template.EN, ".")+". This is no more than the median: the two cannot be called near.")
	}
	f := analysis.NewFinding(analysis.Descriptive, v.value(p), 0, template, append(v.values(p), analysis.Int("run", run))...)
	f.Evidence = evidence
	return f
}

func (v *comparison) farthest(p Pair, row int, evidence []analysis.Evidence) analysis.Finding {
	template := analysis.T(
		"差别最大的两篇是{doc}与{doc_b}（{measure}为{value}；{pairs}对文本的中位数为{median}）。",
		"The farthest two documents are {doc} and {doc_b} ({measure} {value}; median of {pairs} pairs {median}).")
	if v.focus >= 0 {
		template = analysis.T(
			"与{doc}差别最大的是{doc_b}（{measure}为{value}；{pairs}对文本的中位数为{median}）。",
			"Farthest from {doc} is {doc_b} ({measure} {value}; median of {pairs} pairs {median}).")
	}
	f := analysis.NewFinding(analysis.Descriptive, v.value(p)/2, row, template, v.values(p)...)
	f.Evidence = evidence
	return f
}

func (v *comparison) values(p Pair) []analysis.Value {
	return []analysis.Value{
		analysis.Word("doc", v.id(p.A)), analysis.Word("doc_b", v.id(p.B)),
		analysis.Phrase("measure", v.measureName()), analysis.Num("value", v.value(p), 3),
		analysis.Num("median", v.median, 3), analysis.Int("pairs", v.pairs),
	}
}

// shared quotes the longest run that a pair shares, from both documents, and
// gives its length. A pair that shares nothing is quoted by its first words.
func (v *comparison) shared(p Pair) ([]analysis.Evidence, int) {
	a, b := v.stream(v.members[p.A]), v.stream(v.members[p.B])
	i, j, n := LongestShared(a, b)
	shown := min(max(n, 1), quoteLength)
	return []analysis.Evidence{v.quote(p.A, a, i, shown), v.quote(p.B, b, j, shown)}, n
}

func (v *comparison) quote(member int, s Stream, from, n int) analysis.Evidence {
	d := v.doc(member)
	_, size := utf8.DecodeRuneInString(d.Text)
	span := corpus.Span{Start: 0, End: size}
	if from+n <= len(s.Char) {
		span = s.span(d.Text, from, from+n)
	}
	// An address names one paragraph: what a run has of the next is not quoted.
	for _, p := range d.Structure.Paragraphs {
		if p.Start <= span.Start && span.Start < p.End {
			span.End = min(span.End, p.End)
		}
	}
	return analysis.NewInput(v.corpus).Quote(v.members[member].Doc, span, 0)
}

// warn tells what makes values hard to compare.
func (v *comparison) warn(out *analysis.Output[Row]) {
	shortest, longest := -1, -1
	size := make([]int, len(v.members))
	var langs []string
	for i, m := range v.members {
		size[i] = m.Characters(v.corpus)
		if shortest < 0 || size[i] < size[shortest] {
			shortest = i
		}
		if longest < 0 || size[i] > size[longest] {
			longest = i
		}
		if l := v.doc(i).Lang; l != "" && !slices.Contains(langs, l) {
			langs = append(langs, l)
		}
	}
	if size[longest] > lengthRatio*size[shortest] {
		out.Warnings = append(out.Warnings, analysis.Warn("SIM-01",
			analysis.T("篇幅相差较大：{short}有{n_short}字，{long}有{n_long}字；Jaccard 系数随篇幅差距而降低，宜与篇幅相近的文本相比。",
				"Lengths differ much: {short} has {n_short} characters, {long} has {n_long}; the Jaccard coefficient falls as lengths diverge, so compare with documents of like length."),
			analysis.Word("short", v.id(shortest)), analysis.Int("n_short", size[shortest]),
			analysis.Word("long", v.id(longest)), analysis.Int("n_long", size[longest])))
	}
	if len(langs) > 1 {
		out.Warnings = append(out.Warnings, analysis.Warn("SIM-03",
			analysis.T("文本有{languages}种语言；不同语言的文本几乎没有相同的字词，请用 where（如 lang:zh）分开比较。",
				"The documents are in {languages} languages; texts in different languages share next to nothing: compare them apart with where (lang:zh)."),
			analysis.Int("languages", len(langs))))
	}
}

func (v *comparison) noMap() analysis.Warning {
	return analysis.Warn("SIM-02",
		analysis.T("未作热图：共{documents}篇文本，热图须列出全部文本对（不多于{most}篇，不设 top），或以 focus 指定焦点文本并设 neighbours。",
			"No heat map: of {documents} documents a map needs every pair listed (at most {most} documents, no top), or a focus with neighbours."),
		analysis.Int("documents", len(v.members)), analysis.Int("most", wholeMap))
}

func tooFew(documents int) *analysis.Refusal {
	return analysis.Refuse(
		analysis.T("所选文本有{documents}篇，至少两篇才能比较。", "Documents selected: {documents}; a comparison needs two."),
		analysis.T("再载入一篇文本，或放宽 where 的条件。", "Load another document, or widen the condition of where."),
		analysis.Int("documents", documents))
}
