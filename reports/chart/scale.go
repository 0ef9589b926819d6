package chart

import (
	"math"

	"concord/analysis"
	"concord/corpus/bilingual"
)

// scaleBar draws the colour bar beside the matrix, and under the matrix what
// it measures and how the diagonal and missing values look. It returns the y
// below.
func (p *page) scaleBar(fig analysis.Figure, a axis, b box, missing bool) float64 {
	size := p.size()
	x := b.x1 + 10
	height := math.Min(math.Max(b.top-b.bottom, 4*leading*size), 110)
	bar := box{x0: x, x1: x + colourbar, top: b.top, bottom: b.top - height}
	const steps = 64
	for i := range steps {
		part := bar
		part.bottom = bar.bottom + height*float64(i)/steps
		part.top = bar.bottom + height*float64(i+1)/steps + 0.2
		if i == steps-1 {
			part.top = bar.top
		}
		p.rect(part, sequential((float64(i)+0.5)/steps))
	}
	p.line(bar.x1, bar.bottom, bar.x1, bar.top, hair, ink)
	p.SetColor(ink)
	end := math.Inf(-1)
	for i, t := range a.ticks {
		at := bar.y(a)(t)
		p.line(bar.x1, at, bar.x1+tickLength, at, thin, ink)
		if at >= end+1.1*size {
			p.block([]string{a.labels[i]}, bar.x1+tickLength+tickGap, at, size, alignLeft)
			end = at
		}
	}
	entries := []entry{{func(x, y float64) { p.rect(box{x - 4, x + 4, y - 2.6, y + 2.6}, diagonalGrey) },
		p.say(bilingual.T("对角线（自身）", "diagonal (itself)"))}}
	if missing {
		entries = append(entries, entry{func(x, y float64) {
			p.line(x-2, y-2, x+2, y+2, hair, muted)
		}, p.say(bilingual.T("无值", "no value"))})
	}
	if title := p.clean(fig.XLabel.In(p.lang)) + a.scaleNote(); title != "" {
		entries = append([]entry{{func(x, y float64) {
			for i := range 4 {
				p.rect(box{x - 4 + 2*float64(i), x - 2 + 2*float64(i), y - 2.6, y + 2.6}, sequential(float64(i+1)/4))
			}
		}, title}}, entries...)
	}
	return p.key(entries, margin, p.sheet.width-margin, math.Min(b.bottom, bar.bottom-0.5*size)-5)
}
