package render

import (
	"html/template"

	"concord/analysis"
	"concord/corpus/bilingual"
	"concord/reports"
	"concord/reports/chart"
)

// Figure draws the i-th figure of a result, with its provenance.
func Figure(r *analysis.Result, i int, opt chart.Options) (chart.Drawing, error) {
	return drawFigure(r, i, "", "", opt)
}

// ResultPage renders one result as a self-contained page: figures, the whole
// table, findings, warnings and the signature.
func ResultPage(r *analysis.Result, lang bilingual.Lang) ([]byte, error) {
	section := reports.Section{Name: r.Method, Title: r.Title, Result: r}
	var drawings []drawn
	for i := range r.Figures {
		d, err := drawFigure(r, i, "", "", chart.Options{Lang: lang})
		if err != nil {
			return nil, err
		}
		drawings = append(drawings, drawn{figure: i, svg: d})
	}
	n := &numbering{lang: lang, passages: newPassages(nil)}
	return execute("result", &view{
		Lang: lang, HTMLLang: htmlLang[lang], Style: template.CSS(pageStyle), Title: r.Title.In(lang),
		Version: r.Source.Version, Sections: []sectionView{n.section(0, section, drawings)},
	})
}
