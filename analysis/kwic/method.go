package kwic

import (
	"context"
	_ "embed"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/index"
	"concord/corpus/query"
)

//go:embed doc.go
var doc string

// Options says what to look for and where.
type Options struct {
	Find       string `opt:"find" default:"" zh:"要查的词或字串；多个之间用 | 分隔；match=regex 时为一个正则表达式，match=query 时为一个词语检索式" en:"words or strings to look for, several with | between them; with match=regex one regular expression, with match=query one query over words"`
	Match      string `opt:"match" default:"string" choices:"string,word,regex,query" zh:"匹配方式：照原文的字串、整词、正则表达式（RE2），或词语检索式，如 中方 []{0,4} (支持|赞赏) 合作*" en:"how to match: the string as it stands, whole words, a regular expression (RE2), or a query over words, such as the (united|many) nation*"`
	Within     string `opt:"within" default:"sentence" choices:"sentence,paragraph,document" zh:"match=query 时，一处结果不跨越句、段或全文" en:"with match=query, what a match never crosses the end of"`
	Where      string `opt:"where" default:"" zh:"查找范围（文本、年份、发言方等），如 pair:CHN-KHM year:2010..2022 side:joint；空为全部" en:"where to look, such as pair:CHN-KHM year:2010..2022 side:joint; empty for everywhere"`
	Width      int    `opt:"width" default:"30" min:"0" max:"1000" zh:"左右文字数，不跨段落" en:"characters of text on either side, within the paragraph"`
	Sort       string `opt:"sort" default:"text" choices:"text,left,right,date" zh:"排序：原文次序、左文、右文或日期" en:"order: of the text, by the left or right context, or by date"`
	By         string `opt:"by" default:"none" choices:"none,year,pair,kind,lang,side" zh:"分组计数：年份、国家对、文种、语言或发言方" en:"count the places by year, pair of parties, kind, language or side"`
	Sample     int    `opt:"sample" default:"0" min:"0" zh:"随机抽取几条，0 为全部；总数不受影响" en:"pick so many at random, 0 for all; what is counted stays the same"`
	Seed       uint64 `opt:"seed" default:"1" zh:"抽取的随机数种子" en:"seed of the sample"`
	Top        int    `opt:"top" default:"0" min:"0" zh:"最多列出几条，0 为全部" en:"list at most so many, 0 for all"`
	IgnoreCase bool   `opt:"ignore_case" default:"false" zh:"不分字母大小写（match=query 从不区分）" en:"take capital and small letters as the same (match=query always does)"`
}

// pattern prepares the search.
func (o Options) pattern() (*Pattern, error) {
	p, err := Compile(o.Find, o.Match, o.IgnoreCase)
	if err != nil {
		return nil, &analysis.OptionError{Option: "find", Problem: err.Error()}
	}
	switch o.Within {
	case "paragraph":
		p.within = index.Paragraph
	case "document":
		p.within = index.Document
	}
	return p, nil
}

// Validate reports words that cannot be looked for and a range that cannot be
// read.
func (o Options) Validate() error {
	if _, err := o.pattern(); err != nil {
		return err
	}
	return analysis.Readable("where", o.Where)
}

// Row is one place.
type Row struct {
	Rank    int    `col:"rank"`
	Doc     string `col:"doc"`
	Date    string `col:"date"`
	Address string `col:"address"`
	Side    string `col:"side"`
	Left    string `col:"left"`
	Node    string `col:"node"`
	Right   string `col:"right"`
}

// Method returns the catalog entry.
func Method() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "kwic",
		Title:    analysis.T("语境检索", "Words in context"),
		Question: analysis.T("这些词句见于何处，由谁说出，前后文如何？", "Where do these words stand, who says them, and what stands beside them?"),
		Doc:      analysis.Comment(doc),
		Account: analysis.T(
			"以“{find}”检索原文（匹配方式：{match}），逐处列出所在位置、发言方及前后文，前后文不跨段落。",
			"Every use of “{find}” (matching: {match}) was listed with its place, the side that speaks and its context, which does not cross paragraphs."),
	}, run)
}

func run(ctx context.Context, in *analysis.Input, o Options) (*analysis.Output[Row], error) {
	pattern, err := o.pattern()
	if err != nil {
		return nil, err
	}
	g, err := query.Select(in.Corpus, o.Where, o.Where)
	if err != nil {
		return nil, &analysis.OptionError{Method: "kwic", Option: "where", Problem: err.Error()}
	}
	out := &analysis.Output[Row]{Groups: []corpus.Group{g}}
	if len(g.Members) == 0 {
		out.Refusal = nothingToSearch(in.Corpus.Len())
		return out, nil
	}
	if o.Match == MatchWord || o.Match == MatchQuery {
		if out.Tokens, err = in.Tokens(ctx, Recipe()); err != nil {
			return nil, err
		}
	}
	hits, err := Search(ctx, in, g, pattern)
	if err != nil {
		return nil, err
	}
	if len(hits) == 0 {
		out.Warnings = append(out.Warnings, notFound(o, len(g.Members)))
		return out, nil
	}
	out.Findings = findings(in.Corpus, hits, o.Find, len(g.Members))
	if o.By != "none" {
		out.Findings = append(out.Findings, counted(in.Corpus, hits, o))
	}
	hits = draw(hits, o.Sample, o.Seed)
	order(in.Corpus, hits, o.Sort, o.Width)
	if o.Top > 0 && o.Top < len(hits) {
		hits = hits[:o.Top]
	}
	for i, h := range hits {
		e := h.evidence(in.Corpus.Doc(h.Doc), o.Width)
		d := in.Corpus.Doc(h.Doc)
		out.Rows = append(out.Rows, Row{
			Rank: i + 1, Doc: d.ID, Date: d.Date.String(), Address: e.Address.String(),
			Side: string(sideOf(d, h.Span.Start)), Left: e.Left, Node: e.Quote, Right: e.Right,
		})
		out.Evidence = append(out.Evidence, []analysis.Evidence{e})
	}
	return out, nil
}

// evidence quotes a hit with the context that its row shows.
func (h Hit) evidence(d *corpus.Document, width int) analysis.Evidence {
	left, right := h.context(d, width)
	return analysis.Evidence{Address: d.Address(h.Span), Left: left, Quote: flat(d.Slice(h.Span)), Right: right}
}
