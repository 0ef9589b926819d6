package diversity

import (
	"context"
	_ "embed"
	"math"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/query"
	"concord/corpus/token"
)

//go:embed readability.go
var readabilityDoc string

// ReadabilityOptions says which documents are described.
type ReadabilityOptions struct {
	Where  string `opt:"where" default:"" zh:"计算哪些文本，如 lang:zh year:2010..2022；空为全部" en:"documents to describe, such as lang:en year:2010..2022; empty for all"`
	Common int    `opt:"common" default:"1000" min:"1" zh:"常用汉字数：语料中最常用的若干字以外为非常用字" en:"characters of the corpus, the commonest first, that are not rare"`
}

// Validate reports a query that cannot be read.
func (o ReadabilityOptions) Validate() error {
	if _, err := query.Parse(o.Where); err != nil {
		return &analysis.OptionError{Option: "where", Problem: err.Error()}
	}
	return nil
}

// ReadabilityRecipe is how words are cut: as printed, without numbers.
func ReadabilityRecipe() token.Recipe {
	r := token.Default()
	r.Numbers, r.Stop, r.Lexicon = "drop", "none", "none"
	return r
}

// Readability returns the catalog entry.
func Readability() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "readability",
		Title:    analysis.T("易读度", "Readability"),
		Question: analysis.T("哪些文本句子更长、用词更难？", "Which documents have the longer sentences and the harder words?"),
		Doc:      analysis.Comment(readabilityDoc),
		Account: analysis.T(
			"英语文本的易读度用通行公式逐篇计算（音节按规则估计）；汉语文本只给出每句汉字数、每句小句数与最常用{common}字以外的汉字占比，仅供同一语料内比较。",
			"English documents were scored by the usual readability formulas (syllables counted by rule); Chinese documents by Han characters and clauses per sentence and the share of characters outside the commonest {common}, relative within the corpus."),
		Cites: []string{
			"Flesch, R. (1948). A new readability yardstick. Journal of Applied Psychology, 32(3), 221–233.",
			"Kincaid, J. P., Fishburne, R. P., Rogers, R. L. & Chissom, B. S. (1975). Derivation of New Readability Formulas for Navy Enlisted Personnel. Research Branch Report 8-75. Millington, TN: Naval Technical Training Command.",
			"McLaughlin, G. H. (1969). SMOG grading: a new readability formula. Journal of Reading, 12(8), 639–646.",
			"Björnsson, C. H. (1968). Läsbarhet. Stockholm: Liber.",
		},
	}, runReadability)
}

func runReadability(ctx context.Context, in *analysis.Input, o ReadabilityOptions) (*analysis.Output[ReadabilityRow], error) {
	if in.Corpus.Len() == 0 {
		return &analysis.Output[ReadabilityRow]{Refusal: noDocuments()}, nil
	}
	s, err := newSample(ctx, in, o.Where, ReadabilityRecipe())
	if err != nil {
		return nil, err
	}
	out := &analysis.Output[ReadabilityRow]{Tokens: s.tokens, Groups: []corpus.Group{s.group}}
	syllables := make([]int, len(s.tokens.Features))
	for i, f := range s.tokens.Features {
		syllables[i] = syllablesOf(f)
	}
	t := readabilityTeller{options: o, sample: s}
	for _, m := range s.members {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if x := read(in.Corpus, s.tokens, m, syllables); x.counts.Sentences > 0 {
			t.texts = append(t.texts, x)
		} else {
			s.empty++
		}
	}
	if s.empty > 0 {
		out.Warnings = append(out.Warnings, analysis.Warn("RDB-06",
			analysis.T("{n}篇文本没有含文字的句子，未计入。", "Documents without a sentence that holds a word, left out: {n}."),
			analysis.Int("n", s.empty)))
	}
	if len(t.texts) == 0 {
		out.Refusal = analysis.Refuse(
			analysis.T("所选文本没有含文字的句子。", "The documents have no sentence that holds a word."),
			analysis.T("加入有正文的文本。", "Add documents with running text."))
		return out, nil
	}
	common, different := commonest(t.texts, o.Common)
	t.different = different
	if different <= o.Common {
		common = nil
	}
	for k, x := range t.texts {
		t.rows = append(t.rows, x.row(common))
		var evidence []analysis.Evidence
		if k < evidenceRows {
			evidence = []analysis.Evidence{in.Quote(x.at, x.longest, quoteWidth)}
		}
		t.evidence = append(t.evidence, evidence)
	}
	out.Rows, out.Evidence = t.rows, t.evidence
	out.Figures, out.Findings = t.figures(), t.findings()
	out.Warnings = append(out.Warnings, t.warnings()...)
	return out, nil
}

// readabilityTeller puts the rows into words and figures.
type readabilityTeller struct {
	options   ReadabilityOptions
	sample    *sample
	texts     []text
	different int // Han characters in use
	rows      []ReadabilityRow
	evidence  [][]analysis.Evidence
}

// scores are the values of one language, NaN for documents of the other.
func (t readabilityTeller) scores(lang string) []float64 {
	out := make([]float64, len(t.rows))
	for i, r := range t.rows {
		out[i] = r.CharsPerSentence
		if lang == "en" {
			out[i] = r.Flesch
		}
	}
	return out
}

func defined(values []float64) int {
	n := 0
	for _, v := range values {
		if !math.IsNaN(v) {
			n++
		}
	}
	return n
}

func (t readabilityTeller) figures() []analysis.Figure {
	var out []analysis.Figure
	for _, lang := range []string{"zh", "en"} {
		scores := t.scores(lang)
		shown := ends(scores, figureRows)
		if len(shown) < 2 {
			continue
		}
		first, last := shown[0], shown[len(shown)-1]
		values := []analysis.Value{
			analysis.Int("n", len(shown)), analysis.Int("all", defined(scores)),
			analysis.Word("first", t.rows[first].Doc), analysis.Num("high", scores[first], 1),
			analysis.Word("last", t.rows[last].Doc), analysis.Num("low", scores[last], 1),
		}
		f := analysis.Figure{
			Name: "sentence-length", Mark: analysis.DotWhisker, Rows: shown,
			Encoding: analysis.Encoding{X: "chars_per_sentence", Label: "doc"},
			Title:    analysis.T("各篇汉语文本的句长", "Sentence length of the Chinese documents"),
			XLabel:   analysis.T("每句汉字数", "Han characters per sentence"),
			YLabel:   analysis.T("文本", "document"),
			Alt: analysis.Fill(analysis.T("点图：{n}篇文本的每句汉字数；最高为{first}（{high}），最低为{last}（{low}）。",
				"Dot chart of Han characters per sentence of {n} documents; the highest is {first} ({high}), the lowest {last} ({low})."), values...),
		}
		if lang == "en" {
			f.Name, f.Encoding.X = "flesch", "flesch"
			f.Title = analysis.T("各篇英语文本的易读度", "Reading ease of the English documents")
			f.XLabel = analysis.T("Flesch 易读度（愈高愈易）", "Flesch reading ease (higher is easier)")
			f.Alt = analysis.Fill(analysis.T("点图：{n}篇文本的Flesch易读度；最高为{first}（{high}），最低为{last}（{low}）。",
				"Dot chart of Flesch reading ease of {n} documents; the highest is {first} ({high}), the lowest {last} ({low})."), values...)
		}
		f.Note = analysis.Fill(analysis.T("{all}篇中的{n}篇，由高至低；篇数过多时取两端。每篇一个观测值，没有区间；数值只可在同一语料之内比较。",
			"{n} of {all} documents, highest first; where there are more, both ends. One observation a document, no interval; the values compare within one corpus only."), values...)
		out = append(out, f)
	}
	return out
}

// findings tells the documents at both ends, for either language.
func (t readabilityTeller) findings() []analysis.Finding {
	templates := map[string]analysis.Text{
		"zh": analysis.T("{all}篇汉语文本中，平均句长最长的是{high}（每句{most}字），最短的是{low}（每句{least}字）。",
			"Of the {all} Chinese documents, {high} has the longest sentences on average ({most} Han characters) and {low} the shortest ({least})."),
		"en": analysis.T("{all}篇英语文本中，Flesch易读度最低的是{low}（{least}），最高的是{high}（{most}）。",
			"Of the {all} English documents, {low} has the lowest Flesch reading ease ({least}) and {high} the highest ({most})."),
	}
	var out []analysis.Finding
	for _, lang := range []string{"zh", "en"} {
		scores := t.scores(lang)
		shown := ends(scores, figureRows)
		if len(shown) < 2 || scores[shown[0]] == scores[shown[len(shown)-1]] {
			continue
		}
		high, low := shown[0], shown[len(shown)-1]
		row, other := high, low
		if lang == "en" {
			row, other = low, high
		}
		f := analysis.NewFinding(analysis.Descriptive, 0.2, row, templates[lang],
			analysis.Int("all", defined(scores)),
			analysis.Word("high", t.rows[high].Doc), analysis.Num("most", scores[high], 1),
			analysis.Word("low", t.rows[low].Doc), analysis.Num("least", scores[low], 1))
		f.Evidence, f.Counter = t.evidence[row], t.evidence[other]
		out = append(out, f)
	}
	return out
}

func (t readabilityTeller) warnings() []analysis.Warning {
	var chinese, english int
	var short, neither []string
	for _, r := range t.rows {
		switch r.Lang {
		case "zh":
			chinese++
		case "en":
			english++
			if r.Sentences < smogSentences {
				short = append(short, r.Doc)
			}
		default:
			neither = append(neither, r.Doc)
		}
	}
	var out []analysis.Warning
	if chinese > 0 {
		out = append(out, analysis.Warn("RDB-01",
			analysis.T("{n}篇汉语文本只有相对指标，仅供同一语料内比较；英语公式不适用于汉语，相应各列为空。",
				"Chinese documents: {n}. They have relative measures only, to be compared within this corpus; English formulas do not apply to Chinese and their columns are empty."),
			analysis.Int("n", chinese)))
	}
	if english > 0 {
		out = append(out, analysis.Warn("RDB-02",
			analysis.T("英语公式据课本和军用手册拟合，音节按规则估计；请只看文本之间的次序，不要把数值当作学年。",
				"The English formulas were fitted to school texts and army manuals, and syllables are counted by rule; read the order of documents, not the grades.")))
	}
	if len(short) > 0 {
		out = append(out, analysis.Warn("RDB-03",
			analysis.T("{n}篇英语文本不足{least}句，SMOG不予给出：{docs}；请看其他指标。",
				"English documents with fewer than {least} sentences, for which SMOG is not available: {n} ({docs}); read the other measures."),
			analysis.Int("n", len(short)), analysis.Int("least", smogSentences), analysis.Phrase("docs", named(short))))
	}
	if chinese > 0 && t.different <= t.options.Common {
		out = append(out, analysis.Warn("RDB-04",
			analysis.T("所选汉语文本只用了{different}个不同的汉字，不多于{common}个，非常用字占比不予给出；请减小 common。",
				"The Chinese documents use {different} different characters, no more than {common}; the share of rare characters is not available. Choose a smaller common."),
			analysis.Int("different", t.different), analysis.Int("common", t.options.Common)))
	}
	if len(neither) > 0 {
		out = append(out, analysis.Warn("RDB-05",
			analysis.T("{n}篇文本语言不明或不是汉语、英语，只有计数：{docs}；请为其注明语言。",
				"Documents in neither Chinese nor English, or of unknown language, which have counts only: {n} ({docs}); state their language."),
			analysis.Int("n", len(neither)), analysis.Phrase("docs", named(neither))))
	}
	return out
}
