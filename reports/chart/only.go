package chart

import (
	"fmt"
	"math"

	"concord/corpus/bilingual"
)

// onlyHere lists what stands on one side only, the reference's at the left, in
// boxes of the same height.
func (p *page) onlyHere(reference, target []string, y float64) float64 {
	if len(reference)+len(target) == 0 {
		return y
	}
	const gap, pad = 8.0, 4.0
	width, second := (p.sheet.width-2*margin-gap)/2, 0.0
	if len(reference) == 0 || len(target) == 0 {
		width = p.sheet.width - 2*margin // one list takes the whole width
	} else {
		second = width + gap
	}
	size := p.size()
	lists := []struct {
		x     float64
		look  look
		word  bilingual.Text
		items []string
	}{
		{margin, leftLook, bilingual.T("仅见于参照组", "only in the reference"), reference},
		{margin + second, rightLook, bilingual.T("仅见于目标组", "only in the target"), target},
	}
	low := y // of the longer list: measure before drawing
	for _, l := range lists {
		low = math.Min(low, p.flow(l.items, l.x+pad, l.x+width-pad, y-pad-1.5*size, false))
	}
	for _, l := range lists {
		if len(l.items) == 0 {
			continue
		}
		p.rect(box{l.x, l.x + width, low - pad + 1, y}, pale)
		p.rect(box{l.x, l.x + 1.5, low - pad + 1, y}, l.look.colour)
		p.SetColor(ink)
		n := bilingual.T(fmt.Sprintf("（%d 项）", len(l.items)), fmt.Sprintf(" (%d)", len(l.items)))
		p.paragraph(p.fit(p.say(l.word)+p.say(n), size, width-2*pad, 1), l.x+pad, y-pad+1, size, alignLeft)
		p.flow(l.items, l.x+pad, l.x+width-pad, y-pad-1.5*size, true)
	}
	return low - pad
}

// flow sets items one after another in lines from top, each kept whole, and
// returns the y below.
func (p *page) flow(items []string, x0, x1, top float64, drawn bool) float64 {
	size := p.size()
	gap := 1.8 * size
	x := x0
	for _, s := range items {
		s = p.fit(s, size, x1-x0, 1)[0]
		w := p.width(s, size)
		if x > x0 && x+w > x1 {
			x, top = x0, top-leading*size
		}
		if drawn {
			p.put(s, x, top-ascent*size, size, alignLeft)
		}
		x += w + gap
	}
	if len(items) > 0 {
		top -= leading * size
	}
	return top
}
