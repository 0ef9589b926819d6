package shift

import (
	"context"
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/token"
)

//go:embed bursts.go
var burstsDoc string

// BurstOptions say which words are looked at and what a burst is.
type BurstOptions struct {
	Find         string  `opt:"find" default:"" zh:"要看的词，多个以 | 相连；空为全部词" en:"the words to look at, joined by |; empty for all"`
	Where        string  `opt:"where" default:"" zh:"只看这些文本，如 lang:zh pair:CHN-KHM；空为全部" en:"look at these documents only, such as lang:zh pair:CHN-KHM; empty for all"`
	Model        string  `opt:"model" default:"batches" choices:"batches,events" zh:"逐年的篇数，或文本之间的间隔天数" en:"documents of each year, or days between documents"`
	States       float64 `opt:"s" default:"2" min:"1.01" max:"100" zh:"高态与低态发生率之比" en:"ratio of the rates of the states"`
	Gamma        float64 `opt:"gamma" default:"1" min:"0.01" max:"100" zh:"升入高态的代价" en:"cost of going up"`
	MinDocuments int     `opt:"min_documents" default:"3" min:"1" zh:"词项至少见于几篇" en:"fewest documents of a word"`
	Within       string  `opt:"within" default:"all" choices:"all,pair" zh:"随机排列的范围：全部文本，或各缔约双方之内" en:"random orders of all documents, or of those of each pair of parties"`
	Permutations int     `opt:"permutations" default:"199" min:"99" max:"9999" zh:"随机排列次数" en:"random orders"`
	Seed         uint64  `opt:"seed" default:"1" zh:"随机数种子" en:"seed of the random orders"`
	Top          int     `opt:"top" default:"50" min:"0" zh:"最多列出几行，0 为全部" en:"rows kept after ranking, 0 for all"`
	token.Recipe
}

// Validate reports choices that cannot be read.
func (o BurstOptions) Validate() error {
	if err := analysis.Readable("where", o.Where); err != nil {
		return err
	}
	return o.Recipe.Validate()
}

// BurstRow is one burst of a word.
type BurstRow struct {
	Rank      int     `col:"rank"`
	Feature   string  `col:"feature"`
	Level     int     `col:"burst_level"`
	From      string  `col:"from"`
	To        string  `col:"to"`
	Documents int     `col:"documents"`
	All       int     `col:"documents_span"`
	Share     float64 `col:"share"`
	ShareRest float64 `col:"share_rest"`
	Weight    float64 `col:"burst_weight"`
	P         float64 `col:"p"`
}

// Bursts returns the catalog entry of bursts.
func Bursts() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "bursts",
		Title:    analysis.T("词语突现", "Bursts of words"),
		Question: analysis.T("哪些词在某一段时间里集中出现？", "Which words came in waves, and when?"),
		Doc:      analysis.Comment(burstsDoc),
		Account: analysis.T(
			"词语突现以 Kleinberg 的两态自动机（{model}，s={s}，γ={gamma}）求得；p 值为{permutations}次随机排列中全部词的最大权重所校正。",
			"Bursts of words are those of Kleinberg's automaton ({model}, s = {s}, gamma = {gamma}); p-values are from the heaviest burst of any word in {permutations} random orders of the documents."),
		Cites: []string{
			"Kleinberg, J. (2003). Bursty and hierarchical structure in streams. Data Mining and Knowledge Discovery, 7(4), 373–397.",
			"Westfall, P. H. & Young, S. S. (1993). Resampling-Based Multiple Testing. New York: Wiley.",
		},
	}, runBursts)
}

func runBursts(ctx context.Context, in *analysis.Input, o BurstOptions) (*analysis.Output[BurstRow], error) {
	if in.Corpus.Len() == 0 {
		return &analysis.Output[BurstRow]{Refusal: emptyCorpus()}, nil
	}
	group, err := analysis.Pick(in.Corpus, "bursts", "where", o.Where)
	if err != nil {
		return nil, err
	}
	tokens, err := in.Tokens(ctx, o.Recipe)
	if err != nil {
		return nil, err
	}
	find := ChangeOptions{Find: o.Find}.find()
	for _, w := range find {
		if tokens.Feature(w) < 0 {
			return nil, &analysis.OptionError{Method: "bursts", Option: "find", Problem: fmt.Sprintf("no document has the word %q; want words as the tokenizer cuts them", w)}
		}
	}
	l := newTimeline(in.Corpus, tokens, group)
	out := &analysis.Output[BurstRow]{Tokens: tokens, Groups: []corpus.Group{{Name: group.Name, Members: l.members}}, Warnings: l.warnings()}
	years, batch := l.years()
	if len(years) < 3 {
		out.Refusal = analysis.Refuse(
			analysis.T("有文本的年份只有{n}个，看不出起伏。", "Years with dated documents: {n}; waves cannot be told."),
			analysis.T("至少三个年份有带日期的文本。", "Dated documents of at least three years."), analysis.Int("n", len(years)))
		return out, nil
	}
	t := &burstTeller{timeline: l, options: o, presence: l.wordsHeld(find, o.MinDocuments), years: years, batch: batch}
	if err := t.find(ctx); err != nil {
		return nil, err
	}
	if o.Model == "batches" {
		out.Seed = o.Seed
	}
	out.Rows, out.Evidence = t.rows(in)
	out.Findings = t.findings(out.Rows, out.Evidence)
	out.Warnings = append(out.Warnings, t.warnings(out.Rows)...)
	return out, nil
}

// burstTeller is the bursts found, and puts them into words.
type burstTeller struct {
	*timeline
	presence
	options BurstOptions
	years   []int
	batch   []int // by member
	found   []burst
	common  int // words that are too common to burst
}

func (t *burstTeller) find(ctx context.Context) (err error) {
	strata := t.strata(t.options.Within == "pair")
	if t.options.Model == "events" {
		day := make([]float64, len(t.members))
		for i := range day {
			d := t.document(i).Date
			day[i] = float64(time.Date(d.Year, time.Month(max(1, d.Month)), max(1, d.Day), 0, 0, 0, 0, time.UTC).Unix() / 86400)
		}
		t.found = t.options.allEvents(t.presence, day)
	} else if t.found, t.common, err = t.options.allBatched(ctx, t.presence, t.batch, len(t.years), strata); err != nil {
		return err
	}
	ordered(t.found, t.words)
	if t.options.Top > 0 && len(t.found) > t.options.Top {
		t.found = t.found[:t.options.Top]
	}
	return nil
}

// inside reports whether a member stands in the time of a burst.
func (t *burstTeller) inside(b burst, member int) bool {
	if t.options.Model == "events" {
		return member >= b.first && member <= b.last
	}
	return t.batch[member] >= b.first && t.batch[member] <= b.last
}

func (t *burstTeller) rows(in *analysis.Input) (rows []BurstRow, evidence [][]analysis.Evidence) {
	for i, b := range t.found {
		row := BurstRow{Rank: i + 1, Feature: t.words[b.word], Level: b.level, Documents: b.documents, Weight: b.weight, P: b.p}
		if t.options.Model == "events" {
			row.From, row.To = t.document(b.first).Date.String(), t.document(b.last).Date.String()
		} else {
			row.From, row.To = strconv.Itoa(t.years[b.first]), strconv.Itoa(t.years[b.last])
		}
		for m := range t.members {
			if t.inside(b, m) {
				row.All++
			}
		}
		row.Share = float64(b.documents) / float64(row.All)
		row.ShareRest = math.NaN()
		if rest := len(t.members) - row.All; rest > 0 {
			row.ShareRest = float64(len(t.holds[b.word])-b.documents) / float64(rest)
		}
		rows = append(rows, row)
		if i < analysis.EvidenceRows {
			places := in.Uses(t.tokens, t.members, []string{row.Feature}).Quote(0, func(m int) bool { return t.inside(b, m) })
			evidence = append(evidence, places)
		}
	}
	return rows, evidence
}

const burstsTold = 5

func (t *burstTeller) findings(rows []BurstRow, evidence [][]analysis.Evidence) []analysis.Finding {
	var out []analysis.Finding
	for i, r := range rows {
		if !(r.P < 0.05) || t.untold(r.Feature) || i >= len(evidence) || len(out) == burstsTold {
			continue
		}
		text := analysis.T(
			"“{word}”在{from}至{to}年集中出现：见于其间{all}篇中的{n}篇（{share}%），其余年份为{rest}%（p{p}，已按全部词校正）。",
			"“{word}” burst in {from}–{to}: it stands in {n} of {all} documents then ({share} %), against {rest} % in other years (p {p}, adjusted over all words).")
		f := analysis.NewFinding(analysis.Calibrated, 0.5+0.1*float64(burstsTold-len(out)), i, text,
			analysis.Word("word", r.Feature), analysis.Word("from", r.From), analysis.Word("to", r.To), analysis.Int("all", r.All), analysis.Int("n", r.Documents),
			analysis.Percent("share", r.Share, 0), analysis.Percent("rest", r.ShareRest, 0), analysis.Probability("p", r.P))
		f.Evidence = evidence[i]
		out = append(out, f)
	}
	return out
}

func (t *burstTeller) warnings(rows []BurstRow) []analysis.Warning {
	var out []analysis.Warning
	if t.common > 0 {
		out = append(out, analysis.Warn("BST-01",
			analysis.T("{n}个词见于一半以上（1/s）的文本，按模型不可能突现，未列。", "Words in 1/s of the documents or more, which cannot burst in this model, not listed: {n}."), analysis.Int("n", t.common)))
	}
	if t.options.Model == "events" {
		out = append(out, analysis.Warn("BST-02",
			analysis.T("按间隔天数求得的突现没有 p 值；文本本身密集的年份会带出突现。", "Bursts in days between documents have no p: years with many documents bring bursts of their own.")))
	}
	var told []string
	for _, r := range rows {
		if t.untold(r.Feature) {
			told = append(told, r.Feature)
		}
	}
	if len(told) > 0 {
		out = append(out, analysis.Warn("BST-03",
			analysis.T("所列有专名或数字（{words}），随参与的国家与日期起伏，不写入结论。", "Names or numbers are among the rows ({words}); they follow who takes part and when, and are told in no finding."),
			analysis.Word("words", strings.Join(told[:min(5, len(told))], ", "))))
	}
	return out
}
