package chart_test

import (
	"fmt"
	"log"

	"concord/analysis"
	"concord/analysis/table"
	"concord/corpus/bilingual"
	"concord/reports/chart"
)

// Two estimates become a figure of one journal column.
func ExampleDraw() {
	type row struct {
		Feature string  `col:"feature"`
		Rate    float64 `col:"per_1000_chars"`
		Lo      float64 `col:"lo"`
		Hi      float64 `col:"hi"`
	}
	rows, err := table.From([]row{{"命运共同体", 1.9, 1.2, 2.6}, {"互利共赢", 0.7, 0.3, 1.1}})
	if err != nil {
		log.Fatal(err)
	}
	fig := analysis.Figure{
		Name: "rates", Mark: analysis.DotWhisker,
		Encoding: analysis.Encoding{X: "per_1000_chars", Lo: "lo", Hi: "hi", Label: "feature"},
		Title:    bilingual.T("使用率", "Rates"),
		XLabel:   bilingual.T("每千字次数", "uses per 1 000 characters"),
	}
	d, err := chart.Draw(fig, rows, chart.Options{Lang: bilingual.ZH, Column: chart.Single, Format: chart.PDF})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.1f × %.1f mm, %s\n", d.WidthMM, d.HeightMM, d.Format.MIME())
	for _, text := range d.Texts[:2] {
		fmt.Printf("%s at %.1f pt\n", text.Text, text.Size)
	}
	// Output:
	// 89.0 × 19.9 mm, application/pdf
	// 命运共同体 at 7.5 pt
	// 互利共赢 at 7.5 pt
}
