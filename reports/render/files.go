package render

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime"
	"sync"

	"concord/analysis"
	"concord/reports"
	"concord/reports/chart"
	"concord/reports/paper"
)

const (
	program = "concord"
	runFile = "run.json"
)

// File is a file of a report folder; Name has forward slashes.
type File struct {
	Name string
	Data []byte
}

// Run is what run.json holds: enough to make the report again and to check
// that it is the same.
type Run struct {
	Program   string        `json:"program"`
	Version   string        `json:"version"`
	Corpus    string        `json:"corpus_sha256"`
	Focus     string        `json:"focus"`
	Where     string        `json:"where"`
	Lang      string        `json:"lang"`
	Seed      uint64        `json:"seed"`
	Documents []RunDocument `json:"documents"`
	Skipped   []RunSkipped  `json:"skipped,omitempty"`
	Methods   []RunMethod   `json:"methods"`
	Files     []RunFile     `json:"files"`
}

// RunDocument identifies a document of the comparison set.
type RunDocument struct {
	ID     string `json:"id"`
	Path   string `json:"path"`
	Line   int    `json:"line,omitempty"`
	SHA256 string `json:"sha256"` // of the frozen text
	Bytes  string `json:"sha256_source"`
}

// RunSkipped is what loading left out.
type RunSkipped struct {
	Where string `json:"where"`
	Why   string `json:"why"`
}

// RunMethod is a method as run.
type RunMethod struct {
	Section   string          `json:"section"`
	Signature string          `json:"signature"`
	Source    analysis.Source `json:"source"`
	Refused   bool            `json:"refused"`
}

// RunFile is a file of the folder and its hash.
type RunFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// Files renders the report: every file of the folder, in a fixed order.
func Files(ctx context.Context, r *reports.Report) ([]File, error) {
	drawings, err := draw(ctx, r)
	if err != nil {
		return nil, err
	}
	tables, err := tables(r)
	if err != nil {
		return nil, err
	}
	page, err := page(r, drawings)
	if err != nil {
		return nil, err
	}
	findings, err := findings(r)
	if err != nil {
		return nil, err
	}
	onPaper := printed(r, drawings)
	pdf, err := paper.PDF(onPaper)
	if err != nil {
		return nil, err
	}
	docx, err := paper.DOCX(onPaper)
	if err != nil {
		return nil, err
	}
	files := []File{{"report.html", page}, {"report.pdf", pdf}, {"report.docx", docx}, {"findings.json", findings}}
	files = append(files, tables...)
	for _, d := range drawings {
		files = append(files, d.files...)
	}
	run, err := indented(describe(r, files))
	if err != nil {
		return nil, err
	}
	return append(files, File{runFile, run}), nil
}

// drawn is a figure of a section in every format.
type drawn struct {
	section, figure int
	svg             chart.Drawing
	files           []File
}

var formats = []chart.Format{chart.SVG, chart.PDF, chart.PNG}

// draw draws every figure in every format, several at once, in a fixed order.
func draw(ctx context.Context, r *reports.Report) ([]drawn, error) {
	var out []drawn
	for s, section := range r.Sections {
		for f := range section.Result.Figures {
			out = append(out, drawn{section: s, figure: f, files: make([]File, len(formats))})
		}
	}
	errs := make([]error, len(out)*len(formats))
	var group sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range out {
		for k, format := range formats {
			group.Go(func() {
				slots <- struct{}{}
				defer func() { <-slots }()
				if errs[i*len(formats)+k] = ctx.Err(); errs[i*len(formats)+k] != nil {
					return
				}
				errs[i*len(formats)+k] = out[i].draw(r, k, format)
			})
		}
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (d *drawn) draw(r *reports.Report, k int, format chart.Format) error {
	section := r.Sections[d.section]
	result := section.Result
	drawing, err := drawFigure(result, d.figure, r.Where, snapshot(r), chart.Options{Lang: r.Lang, Format: format})
	if err != nil {
		return fmt.Errorf("section %s: %w", section.Name, err)
	}
	d.files[k] = File{fmt.Sprintf("figures/%s.%s", figureName(section, result.Figures[d.figure]), format), drawing.Data}
	if format == chart.SVG {
		d.svg = drawing
	}
	return nil
}

func figureName(s reports.Section, f analysis.Figure) string {
	if f.Name == s.Name || len(s.Result.Figures) == 1 {
		return s.Name
	}
	return s.Name + "-" + f.Name
}

// drawFigure draws a figure of a result with its provenance.
func drawFigure(result *analysis.Result, i int, where, date string, opt chart.Options) (chart.Drawing, error) {
	fig := result.Figures[i]
	var csv bytes.Buffer
	if err := result.Table.WriteCSV(&csv); err != nil {
		return chart.Drawing{}, err
	}
	parameters := map[string]any{}
	for _, v := range analysis.OptionValues(result.Options) {
		parameters[v.Name] = v.Value
	}
	raw, err := json.Marshal(parameters)
	if err != nil {
		return chart.Drawing{}, err
	}
	opt.Provenance = chart.Provenance{
		Figure: fig.Name, Corpus: result.Source.Corpus, Documents: result.Source.Documents, Query: where,
		Method: result.Method, Parameters: raw, Seed: result.Source.Seed,
		Software: program + " " + result.Source.Version, Data: hash(csv.Bytes()), Created: date,
	}
	return chart.Draw(fig, result.Table, opt)
}

// snapshot is the date that files carry: the latest full date in the corpus.
func snapshot(r *reports.Report) string {
	order := r.Corpus.ByDate()
	for i := len(order) - 1; i >= 0; i-- {
		if d := r.Corpus.Doc(order[i]).Date; d.Day != 0 {
			return d.String()
		}
	}
	return ""
}

// tables writes the table of every section that has rows.
func tables(r *reports.Report) ([]File, error) {
	var out []File
	for _, s := range r.Sections {
		if s.Result.Table.Len() == 0 {
			continue
		}
		var b bytes.Buffer
		if err := s.Result.Table.WriteCSV(&b); err != nil {
			return nil, err
		}
		out = append(out, File{"tables/" + s.Name + ".csv", b.Bytes()})
	}
	return out, nil
}

// findings lists every claim of the report and which stand on its first page.
func findings(r *reports.Report) ([]byte, error) {
	v := struct {
		First    []string           `json:"first_page"`
		Findings []analysis.Finding `json:"findings"`
		Warnings []sectionWarning   `json:"warnings"`
		Refusals []sectionRefusal   `json:"refusals"`
	}{Findings: []analysis.Finding{}, Warnings: []sectionWarning{}, Refusals: []sectionRefusal{}, First: []string{}}
	for _, f := range r.Findings {
		v.First = append(v.First, f.ID)
	}
	for _, s := range r.Sections {
		v.Findings = append(v.Findings, s.Result.Findings...)
		for _, w := range s.Result.Warnings {
			v.Warnings = append(v.Warnings, sectionWarning{s.Name, w})
		}
		if s.Result.Refusal != nil {
			v.Refusals = append(v.Refusals, sectionRefusal{s.Name, *s.Result.Refusal})
		}
	}
	return indented(v)
}

type sectionWarning struct {
	Section string `json:"section"`
	analysis.Warning
}

type sectionRefusal struct {
	Section string `json:"section"`
	analysis.Refusal
}

func describe(r *reports.Report, files []File) Run {
	run := Run{
		Program: program, Version: analysis.Version, Corpus: r.Corpus.Hash(), Focus: r.Focus.ID,
		Where: r.Where, Lang: string(r.Lang), Seed: r.Seed,
	}
	for _, d := range r.Corpus.Docs() {
		run.Documents = append(run.Documents, RunDocument{ID: d.ID, Path: d.Source.Path, Line: d.Source.Line, SHA256: d.SHA256, Bytes: d.Source.SHA256})
	}
	for _, l := range r.Left {
		run.Skipped = append(run.Skipped, RunSkipped(l))
	}
	for _, s := range r.Sections {
		run.Methods = append(run.Methods, RunMethod{
			Section: s.Name, Signature: s.Result.Signature(), Source: s.Result.Source, Refused: s.Result.Refusal != nil,
		})
	}
	for _, f := range files {
		run.Files = append(run.Files, RunFile{f.Name, hash(f.Data)})
	}
	return run
}

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// indented writes JSON for people: indented, with Chinese and < > & as they
// are.
func indented(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}
