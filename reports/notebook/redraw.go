package notebook

import (
	"fmt"
	"maps"
	"slices"

	"concord/analysis"
	"concord/corpus/bilingual"
	"concord/reports/chart"
	"concord/reports/render"
)

// FigureLabel is what the metadata of a figure's output say about it.
type FigureLabel struct {
	Alt       string  `json:"alt"`
	Caption   string  `json:"caption"`
	Note      string  `json:"note"`
	Signature string  `json:"signature"`
	WidthMM   float64 `json:"width_mm"`
}

// Redraw draws a figure anew from the result that this engine made, with
// another size or format. It is an error when no result of a cell that has run
// in this engine has the signature and the caption.
func (e *Engine) Redraw(label FigureLabel, opt chart.Options) (chart.Drawing, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, r := range e.made() {
		if r.Signature() != label.Signature {
			continue
		}
		for i, f := range r.Figures {
			for _, lang := range []bilingual.Lang{bilingual.ZH, bilingual.EN} {
				if f.Title.In(lang) == label.Caption && f.Alt.In(lang) == label.Alt {
					opt.Lang = lang
					return render.Figure(r, i, opt)
				}
			}
		}
	}
	return chart.Drawing{}, fmt.Errorf("figure: its result is not at hand; run the cell again, then save the figure")
}

// made lists the results of this engine, those within reports too.
func (e *Engine) made() []*analysis.Result {
	var out []*analysis.Result
	for _, key := range slices.Sorted(maps.Keys(e.results)) {
		out = append(out, e.results[key])
	}
	for _, key := range slices.Sorted(maps.Keys(e.cells)) {
		values := e.cells[key].values
		for _, name := range slices.Sorted(maps.Keys(values)) {
			if v, ok := values[name].(*reportValue); ok {
				for _, s := range v.r.Sections {
					out = append(out, s.Result)
				}
			}
		}
	}
	return out
}
