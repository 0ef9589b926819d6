package notebook

import (
	"encoding/base64"
	"fmt"
	"strings"

	"concord/analysis"
	"concord/corpus/bilingual"
	"concord/reports"
	"concord/reports/chart"
	"concord/reports/render"

	"go.starlark.net/starlark"
	"go.starlark.net/starlarkstruct"
)

// resultValue is what an analysis returned.
type resultValue struct {
	r    *analysis.Result
	lang bilingual.Lang
}

func (v *resultValue) String() string       { return "<result " + v.r.Signature() + ">" }
func (v *resultValue) Type() string         { return "result" }
func (v *resultValue) Freeze()              {}
func (v *resultValue) Truth() starlark.Bool { return v.r.Refusal == nil }
func (v *resultValue) Hash() (uint32, error) {
	return starlark.String(v.r.Signature()).Hash()
}
func (v *resultValue) AttrNames() []string {
	return []string{"figures", "findings", "method", "refusal", "signature", "source", "table", "title", "warnings"}
}

// Attr returns a part of the result. findings and warnings are lists of texts
// in the language of the engine; refusal is "" when there is none.
func (v *resultValue) Attr(name string) (starlark.Value, error) {
	r := v.r
	switch name {
	case "table":
		return tableValue{r.Table, v}, nil
	case "findings":
		return findings(r.Findings, v.lang), nil
	case "warnings":
		var out []starlark.Value
		for _, w := range r.Warnings {
			out = append(out, starlark.String(w.Code+" "+w.Text.In(v.lang)))
		}
		return starlark.NewList(out), nil
	case "figures":
		var out []starlark.Value
		for i := range r.Figures {
			out = append(out, &figureValue{result: v, i: i})
		}
		return starlark.NewList(out), nil
	case "signature":
		return starlark.String(r.Signature()), nil
	case "source":
		s := r.Source
		return starlarkstruct.FromStringDict(starlark.String("source"), starlark.StringDict{
			"corpus": starlark.String(s.Corpus), "documents": starlark.MakeInt(s.Documents), "tokens": starlark.MakeInt(s.Tokens),
			"recipe": starlark.String(s.Recipe), "recipe_hash": starlark.String(s.RecipeHash),
			"seed": starlark.MakeUint64(s.Seed), "version": starlark.String(s.Version),
		}), nil
	case "method":
		return starlark.String(r.Method), nil
	case "title":
		return starlark.String(r.Title.In(v.lang)), nil
	case "refusal":
		if r.Refusal == nil {
			return starlark.String(""), nil
		}
		return starlark.String(r.Refusal.Reason.In(v.lang) + " " + r.Refusal.Unlock.In(v.lang)), nil
	}
	return nil, nil
}

func findings(list []analysis.Finding, lang bilingual.Lang) *starlark.List {
	var out []starlark.Value
	for _, f := range list {
		out = append(out, starlark.String("["+string(f.Tier)+"] "+f.Text.In(lang)))
	}
	return starlark.NewList(out)
}

// notes lists what stands beside the table: refusal, findings, warnings, and
// the signature last.
func (v *resultValue) notes() []string {
	var out []string
	if f := v.r.Refusal; f != nil {
		out = append(out, bilingual.T("未作估计：", "Not estimated: ").In(v.lang)+f.Reason.In(v.lang)+" "+f.Unlock.In(v.lang))
	}
	for _, f := range v.r.Findings {
		out = append(out, "["+string(f.Tier)+"] "+f.Text.In(v.lang))
	}
	for _, w := range v.r.Warnings {
		out = append(out, w.Code+" "+w.Text.In(v.lang))
	}
	return append(out, v.r.Signature())
}

// figureValue is a figure with how it is to look.
type figureValue struct {
	result *resultValue
	i      int
	opt    chart.Options
	pdf    bool
}

func (v *figureValue) String() string        { return "<figure " + v.fig().Name + ">" }
func (v *figureValue) Type() string          { return "figure" }
func (v *figureValue) Freeze()               {}
func (v *figureValue) Truth() starlark.Bool  { return true }
func (v *figureValue) Hash() (uint32, error) { return 0, fmt.Errorf("unhashable: figure") }
func (v *figureValue) fig() analysis.Figure  { return v.result.r.Figures[v.i] }
func (v *figureValue) AttrNames() []string   { return []string{"alt", "name", "note", "title"} }
func (v *figureValue) Attr(name string) (starlark.Value, error) {
	f, lang := v.fig(), v.result.lang
	switch name {
	case "alt":
		return starlark.String(f.Alt.In(lang)), nil
	case "name":
		return starlark.String(f.Name), nil
	case "note":
		return starlark.String(f.Note.In(lang)), nil
	case "title":
		return starlark.String(f.Title.In(lang)), nil
	}
	return nil, nil
}

// pngDPI is the resolution of figures within a notebook.
const pngDPI = 120

// draw returns the media of the figure and its metadata.
func (v *figureValue) draw() (map[string]string, Metadata, error) {
	opt := v.opt
	opt.Lang, opt.DPI = v.result.lang, pngDPI
	opt.Format = chart.SVG
	svg, err := render.Figure(v.result.r, v.i, opt)
	if err != nil {
		return nil, nil, err
	}
	opt.Format = chart.PNG
	png, err := render.Figure(v.result.r, v.i, opt)
	if err != nil {
		return nil, nil, err
	}
	data := map[string]string{
		"image/svg+xml": string(svg.Data), "image/png": base64.StdEncoding.EncodeToString(png.Data),
		"text/plain": strings.Join(nonempty(svg.Title, svg.Note, svg.Alt), "\n"),
	}
	if v.pdf {
		opt.Format = chart.PDF
		pdf, err := render.Figure(v.result.r, v.i, opt)
		if err != nil {
			return nil, nil, err
		}
		data["application/pdf"] = base64.StdEncoding.EncodeToString(pdf.Data)
	}
	var m Metadata
	m.put(metadataKey, map[string]any{"figure": map[string]any{
		"alt": svg.Alt, "caption": svg.Title, "note": svg.Note, "signature": v.result.r.Signature(), "width_mm": svg.WidthMM,
	}})
	return data, m, nil
}

func nonempty(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// reportValue is a comparison report.
type reportValue struct{ r *reports.Report }

func (v *reportValue) String() string        { return "<report " + v.r.Title + ">" }
func (v *reportValue) Type() string          { return "report" }
func (v *reportValue) Freeze()               {}
func (v *reportValue) Truth() starlark.Bool  { return true }
func (v *reportValue) Hash() (uint32, error) { return 0, fmt.Errorf("unhashable: report") }
func (v *reportValue) AttrNames() []string {
	return []string{"findings", "focus", "limits", "sections", "set", "title"}
}

// Attr returns a part of the report; sections is a dict of results by name.
func (v *reportValue) Attr(name string) (starlark.Value, error) {
	switch name {
	case "findings":
		return findings(v.r.Findings, v.r.Lang), nil
	case "focus":
		return documentValue{v.r.Focus}, nil
	case "limits":
		var out []starlark.Value
		for _, l := range v.r.Limits {
			out = append(out, starlark.String(l.In(v.r.Lang)))
		}
		return starlark.NewList(out), nil
	case "sections":
		out := starlark.NewDict(len(v.r.Sections))
		for _, s := range v.r.Sections {
			if err := out.SetKey(starlark.String(s.Name), &resultValue{s.Result, v.r.Lang}); err != nil {
				return nil, err
			}
		}
		return out, nil
	case "set":
		return starlark.String(v.r.Set.In(v.r.Lang)), nil
	case "title":
		return starlark.String(v.r.Title), nil
	}
	return nil, nil
}
