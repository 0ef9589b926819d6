package kwic

import (
	"context"
	_ "embed"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/query"
)

//go:embed doc.go
var doc string

// Options says what to look for and where.
type Options struct {
	Find       string `opt:"find" default:"" zh:"要查的词或字串；多个之间用 | 分隔；match=regex 时为一个正则表达式" en:"words or strings to look for, several with | between them; with match=regex one regular expression"`
	Match      string `opt:"match" default:"string" choices:"string,word,regex" zh:"匹配方式：照原文的字串、整词，或正则表达式（RE2）" en:"how to match: the string as it stands, whole words, or a regular expression (RE2)"`
	Where      string `opt:"where" default:"" zh:"查找范围（文本、年份、发言方等），如 pair:CHN-KHM year:2010..2022 side:joint；空为全部" en:"where to look, such as pair:CHN-KHM year:2010..2022 side:joint; empty for everywhere"`
	Width      int    `opt:"width" default:"30" min:"0" max:"1000" zh:"左右文字数，不跨段落" en:"characters of text on either side, within the paragraph"`
	Sort       string `opt:"sort" default:"text" choices:"text,left,right,date" zh:"排序：原文次序、左文、右文或日期" en:"order: of the text, by the left or right context, or by date"`
	Top        int    `opt:"top" default:"0" min:"0" zh:"最多列出几条，0 为全部" en:"list at most so many, 0 for all"`
	IgnoreCase bool   `opt:"ignore_case" default:"false" zh:"不分字母大小写" en:"take capital and small letters as the same"`
}

// Validate reports words that cannot be looked for and a range that cannot be
// read.
func (o Options) Validate() error {
	if _, err := Compile(o.Find, o.Match, o.IgnoreCase); err != nil {
		return &analysis.OptionError{Option: "find", Problem: err.Error()}
	}
	if _, err := query.Parse(o.Where); err != nil {
		return &analysis.OptionError{Option: "where", Problem: err.Error()}
	}
	return nil
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
	pattern, err := Compile(o.Find, o.Match, o.IgnoreCase)
	if err != nil {
		return nil, &analysis.OptionError{Method: "kwic", Option: "find", Problem: err.Error()}
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
	if o.Match == MatchWord {
		if out.Tokens, err = in.Tokens(ctx, Recipe()); err != nil {
			return nil, err
		}
	}
	hits, err := Search(ctx, in, g, pattern, out.Tokens)
	if err != nil {
		return nil, err
	}
	if len(hits) == 0 {
		out.Warnings = append(out.Warnings, notFound(o, len(g.Members)))
		return out, nil
	}
	out.Findings = findings(in.Corpus, hits, o.Find, len(g.Members))
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
