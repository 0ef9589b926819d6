package chart

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"concord/analysis"
	"concord/corpus/bilingual"
	"concord/reports/chart/font"
)

// Provenance says where a figure comes from. It is written as JSON into every
// file: SVG metadata, PDF XMP, PNG iTXt, EPS comments.
type Provenance struct {
	Figure     string          `json:"figure_id,omitempty"`
	Corpus     string          `json:"corpus_sha256,omitempty"`
	Documents  int             `json:"n_docs,omitempty"`
	Query      string          `json:"query,omitempty"`
	Method     string          `json:"method,omitempty"`
	Parameters json.RawMessage `json:"parameters,omitempty"`
	Seed       uint64          `json:"seed,omitempty"`
	Software   string          `json:"software_version,omitempty"`
	Data       string          `json:"data_csv_sha256,omitempty"`
	Created    string          `json:"created,omitempty"` // date of the corpus, YYYY-MM-DD; never the clock
}

// undated stands in PDF files, which must have a date, where Created is empty.
const undated = "2000-01-01"

// about is what a file says of itself.
type about struct {
	lang        language
	title       string
	description string
	provenance  string // JSON
	software    string
	date        time.Time
}

type language bilingual.Lang

func (l language) tag() string {
	if l == language(bilingual.EN) {
		return "en"
	}
	return "zh-CN"
}

func newAbout(fig analysis.Figure, o Options) (about, error) {
	p := o.Provenance
	if p.Figure == "" {
		p.Figure = fig.Name
	}
	if len(p.Parameters) > 0 && !json.Valid(p.Parameters) {
		return about{}, fmt.Errorf("chart: figure %q: provenance parameters are not JSON", fig.Name)
	}
	day := p.Created
	if day == "" {
		day = undated
	}
	date, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return about{}, fmt.Errorf("chart: figure %q: provenance date %q, want YYYY-MM-DD", fig.Name, day)
	}
	body, err := json.Marshal(p)
	if err != nil {
		return about{}, fmt.Errorf("chart: figure %q: provenance: %w", fig.Name, err)
	}
	a := about{
		lang: language(o.Lang), title: font.Plain(fig.Title.In(o.Lang)), description: font.Plain(fig.Alt.In(o.Lang)),
		provenance: string(body), software: font.Plain(p.Software), date: date,
	}
	if a.title == "" {
		a.title = font.Plain(fig.Name)
	}
	if a.description == "" {
		a.description = font.Plain(fig.Note.In(o.Lang))
	}
	if a.software == "" {
		a.software = "Concord"
	}
	return a, nil
}

// hash tells figures in one page apart.
func (a about) hash() string {
	sum := sha256.Sum256([]byte(strings.Join([]string{string(a.lang), a.title, a.description, a.provenance}, "\x00")))
	return fmt.Sprintf("%x", sum[:4])
}

// xmp is the XMP packet of the PDF: Dublin Core title and description, and the
// provenance as one JSON string.
func (a about) xmp() []byte {
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:concord="urn:concord:provenance">`)
	alt := func(name, s string) {
		fmt.Fprintf(&b, `<dc:%s><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:%s>`, name, escape(s), name)
	}
	b.WriteString("<dc:format>application/pdf</dc:format>")
	alt("title", a.title)
	alt("description", a.description)
	fmt.Fprintf(&b, "<xmp:CreatorTool>%s</xmp:CreatorTool>", escape(a.software))
	fmt.Fprintf(&b, "<concord:json>%s</concord:json>", escape(a.provenance))
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return []byte(b.String())
}
