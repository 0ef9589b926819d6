package collocation

import (
	"context"
	_ "embed"
	"strings"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/token"
)

//go:embed phrases.go
var phrasesDoc string

// PhrasesOptions says which phrases are sought.
type PhrasesOptions struct {
	Where        string `opt:"where" default:"" zh:"在哪些文本中查找，如 pair:CHN-KHM year:2010..2022；空为全部" en:"documents to look in, such as pair:CHN-KHM year:2010..2022; empty for all"`
	MinLength    int    `opt:"min_length" default:"2" min:"2" max:"30" zh:"词组最少的词项数" en:"fewest tokens of a phrase"`
	MaxLength    int    `opt:"max_length" default:"8" min:"2" max:"30" zh:"词组最多的词项数" en:"most tokens of a phrase"`
	MinCount     int    `opt:"min_count" default:"3" min:"2" zh:"最少次数（不在更长词组之内的）" en:"fewest uses outside longer phrases"`
	MinDocuments int    `opt:"min_documents" default:"2" min:"1" zh:"最少篇数；只有一篇文本时作 1" en:"fewest documents; taken as 1 where there is only one"`
	Within       string `opt:"within" default:"clause" choices:"clause,sentence" zh:"不跨逗号、分号，还是只不跨句" en:"bounds of a phrase: commas and semicolons too, or ends of sentences only"`
	Edges        string `opt:"edges" default:"content" choices:"content,any" zh:"首尾可否为停用词" en:"whether a phrase may begin or end with a stop word (any) or not (content)"`
	Sort         string `opt:"sort" default:"count" choices:"count,documents,cohesion,length" zh:"排序：次数、篇数、凝固度或长度" en:"order: by count, documents, cohesion or length"`
	Top          int    `opt:"top" default:"100" min:"0" zh:"排序后保留的行数，0 为全部" en:"rows kept after ranking, 0 for all"`
	token.Recipe
}

// Validate reports a query or a recipe that cannot be read, and lengths or
// units that exclude every phrase.
func (o PhrasesOptions) Validate() error {
	if err := analysis.Readable("where", o.Where); err != nil {
		return err
	}
	if err := o.Recipe.Validate(); err != nil {
		return err
	}
	if o.MaxLength < o.MinLength {
		return &analysis.OptionError{Option: "max_length", Problem: "less than min_length, want at least as much"}
	}
	if o.Unit != "word" && o.Unit != "char1" {
		return &analysis.OptionError{Option: "unit", Problem: "strings of " + o.Unit + " overlap, want word or char1"}
	}
	return nil
}

// PhraseRow is one phrase.
type PhraseRow struct {
	Rank      int     `col:"rank"`
	Feature   string  `col:"feature"`
	Length    int     `col:"length"`
	Count     int     `col:"count"`
	Outside   int     `col:"count_outside"`
	Documents int     `col:"documents"`
	Range     float64 `col:"range"`
	Cohesion  float64 `col:"cohesion"`
	First     string  `col:"date_first"`
	Last      string  `col:"date_last"`
}

// Phrases returns the catalog entry.
func Phrases() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "phrases",
		Title:    analysis.T("重复词组", "Recurrent phrases"),
		Question: analysis.T("哪些固定词组反复出现，见于多少篇，始于何时，止于何时？", "Which fixed phrases recur, in how many documents, from when to when?"),
		Doc:      analysis.Comment(phrasesDoc),
		Account: analysis.T(
			"重复词组为同一句（within={within}）之内{min_length}至{max_length}个词项的序列，较短者只在更长词组之外仍出现至少{min_count}次、见于{min_documents}篇时单列；凝固度取各种切分中对数互信息的最小值。",
			"Recurrent phrases are runs of {min_length} to {max_length} tokens within a {within}; a shorter one is listed only where it has at least {min_count} uses in {min_documents} documents outside longer ones; cohesion is the least log mutual information over its splits."),
		Cites: []string{
			"Church, K. W. & Hanks, P. (1990). Word association norms, mutual information, and lexicography. Computational Linguistics, 16(1), 22–29.",
			"Agrawal, R. & Srikant, R. (1994). Fast algorithms for mining association rules. In Proceedings of the 20th International Conference on Very Large Data Bases, 487–499.",
		},
	}, runPhrases)
}

func runPhrases(ctx context.Context, in *analysis.Input, o PhrasesOptions) (*analysis.Output[PhraseRow], error) {
	if in.Corpus.Len() == 0 {
		return &analysis.Output[PhraseRow]{Refusal: noDocuments()}, nil
	}
	s, err := newSample(ctx, in, o.Where, o.Recipe, o.Within)
	if err != nil {
		return nil, err
	}
	out := &analysis.Output[PhraseRow]{Tokens: s.tokens, Groups: []corpus.Group{s.group}, Warnings: s.warnings("PHR-04", "PHR-05")}
	if len(s.documents) == 0 {
		out.Refusal = analysis.Refuse(
			analysis.T("所选文本按此设定没有任何词项。", "The documents hold no token under this recipe."),
			analysis.T("换用 unit=char1，或保留标点和数字。", "Choose unit=char1, or keep punctuation and numbers."))
		return out, nil
	}
	if len(s.documents) == 1 {
		o.MinDocuments = 1
	}
	list, err := s.phrases(ctx, o)
	if err != nil {
		return nil, err
	}
	found := len(list)
	rows, kept := s.phraseRows(list, o)
	out.Rows = rows
	out.Evidence = make([][]analysis.Evidence, len(rows))
	for i := range rows[:min(len(rows), evidenceRows)] {
		out.Evidence[i] = s.places(in, kept[i].uses)
	}
	t := phraseTeller{options: o, sample: s, rows: rows, evidence: out.Evidence, found: found}
	out.Figures, out.Findings = t.figures(), t.findings()
	out.Warnings = append(out.Warnings, t.warnings()...)
	return out, nil
}

// phraseTeller puts phrases into words and figures.
type phraseTeller struct {
	options  PhrasesOptions
	sample   *sample
	rows     []PhraseRow
	evidence [][]analysis.Evidence
	found    int // before the cut to top
}

// figures shows in what share of the documents the first phrases stand.
func (t phraseTeller) figures() []analysis.Figure {
	if len(t.rows) == 0 {
		return nil
	}
	shown := make([]int, min(len(t.rows), figureRows))
	for i := range shown {
		shown[i] = i
	}
	r := t.rows[0]
	values := []analysis.Value{
		analysis.Int("n", len(shown)), analysis.Int("found", t.found), analysis.Int("all", len(t.sample.documents)),
		analysis.Int("tokens", t.sample.size), analysis.Word("first", r.Feature), analysis.Int("count", r.Count), analysis.Int("documents", r.Documents),
	}
	return []analysis.Figure{{
		Name: "phrases", Mark: analysis.DotWhisker,
		Encoding: analysis.Encoding{X: "documents", Label: "feature"},
		Rows:     shown,
		Title:    analysis.Fill(analysis.T("{n}个重复词组见于多少篇", "Documents that hold the first {n} recurrent phrases"), values...),
		Note: analysis.Fill(analysis.T("{all}篇文本，{tokens}个词项；符合条件的词组{found}个。点为含该词组的篇数，是计数，没有区间。",
			"{all} documents, {tokens} tokens; {found} phrases qualify. Dots are numbers of documents; they are counts and have no interval."), values...),
		XLabel: analysis.T("含该词组的篇数", "documents that hold the phrase"),
		YLabel: analysis.T("词组", "phrase"),
		Alt: analysis.Fill(analysis.T("点图：{n}个词组各见于多少篇，共{all}篇；首列“{first}”见于{documents}篇。",
			"Dot chart of the number of documents that hold each of {n} phrases, of {all}; the first, “{first}”, is in {documents}."), values...),
	}}
}

func (t phraseTeller) findings() []analysis.Finding {
	var out []analysis.Finding
	for i, r := range t.rows[:min(len(t.rows), findingRows)] {
		values := []analysis.Value{
			analysis.Word("feature", r.Feature), analysis.Times("count", r.Count), analysis.Int("documents", r.Documents),
			analysis.Int("all", len(t.sample.documents)), analysis.Int("outside", r.Outside),
			analysis.Word("first", r.First), analysis.Word("last", r.Last),
		}
		text := analysis.T("词组“{feature}”出现{count}次，见于{documents}/{all}篇",
			"The phrase “{feature}” was used {count}, in {documents} of {all} documents")
		switch {
		case r.First != "" && r.First != r.Last:
			text = analysis.T(text.ZH+"，所见最早为{first}，最晚为{last}。", text.EN+", the earliest of {first}, the latest of {last}.")
		case r.First != "":
			text = analysis.T(text.ZH+"，日期均为{first}。", text.EN+", dated {first}.")
		default:
			text = analysis.T(text.ZH+"。", text.EN+".")
		}
		f := analysis.NewFinding(analysis.Descriptive, 0.4*(1-float64(i)/findingRows), i, text, values...)
		f.Evidence = t.evidence[i]
		out = append(out, f)
	}
	return out
}

func (t phraseTeller) warnings() []analysis.Warning {
	var out []analysis.Warning
	if t.found == 0 {
		return append(out, analysis.Warn("PHR-01",
			analysis.T("没有词组达到最少次数{min}和篇数{documents}；请降低 min_count 或 min_documents。",
				"No phrase has {min} uses in {documents} documents; lower min_count or min_documents."),
			analysis.Int("min", t.options.MinCount), analysis.Int("documents", t.options.MinDocuments)))
	}
	longest := 0
	var first string
	for _, r := range t.rows {
		if r.Length == t.options.MaxLength {
			if longest++; longest == 1 {
				first = r.Feature
			}
		}
	}
	if longest > 0 {
		out = append(out, analysis.Warn("PHR-02",
			analysis.T("所列词组中有{n}个达到最大长度{max}（如“{feature}”），可能是更长套语的一段；请增大 max_length。",
				"Listed phrases of the greatest length {max}: {n} (such as “{feature}”). They may be parts of longer formulas; raise max_length."),
			analysis.Int("n", longest), analysis.Int("max", t.options.MaxLength), analysis.Word("feature", first)))
	}
	var undated []string
	for _, d := range t.sample.documents {
		if d.doc.Date.IsZero() {
			undated = append(undated, d.doc.ID)
		}
	}
	if len(undated) > 0 {
		out = append(out, analysis.Warn("PHR-03",
			analysis.T("{n}篇文本没有日期（{docs}），最早与最晚日期未计入；请补充日期。",
				"Documents without a date, which first and last dates leave out: {n} ({docs}); add their dates."),
			analysis.Int("n", len(undated)), analysis.Word("docs", strings.Join(undated[:min(3, len(undated))], ", "))))
	}
	return out
}
