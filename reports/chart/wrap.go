package chart

import (
	"strings"

	"concord/corpus/bilingual"
	"concord/reports/chart/font"
)

// fit breaks s into at most max lines of the given width. What is still too
// long loses its middle: beginnings and ends (years, numbers) tell labels
// apart. A shortened label is noted in full.
func (p *page) fit(s string, size, width float64, max int) []string {
	lines := p.wrap(s, size, width)
	if len(lines) <= max {
		return lines
	}
	runes := []rune(s)
	low, high := 0, len(runes)-1 // characters kept
	for low < high {
		k := (low + high + 1) / 2
		if len(p.wrap(shortened(runes, k), size, width)) <= max {
			low = k
		} else {
			high = k - 1
		}
	}
	short := shortened(runes, low)
	if len(runes) > 200 {
		s = string(runes[:200]) + "…"
	}
	p.note(bilingual.T("标签有删节："+s, "label shortened: "+s))
	return p.wrap(short, size, width)
}

func shortened(s []rune, keep int) string {
	head := (keep*3 + 4) / 5
	return font.Straight(strings.TrimRight(string(s[:head]), " ") + "…" + strings.TrimLeft(string(s[len(s)-(keep-head):]), " "))
}

// wrap breaks s at blanks, after hyphens and slashes and between Chinese
// characters, but never before closing or after opening punctuation. A word
// longer than the line is broken where it must be.
func (p *page) wrap(s string, size, width float64) []string {
	var lines []string
	runes := []rune(s)
	for len(runes) > 0 {
		w, end, last := 0.0, 0, 0
		for end < len(runes) {
			w += p.face.Advance(runes[end]) * size
			if w > width+1e-6 && end > 0 && runes[end] != ' ' {
				break
			}
			end++
			if end == len(runes) || font.Breakable(runes[end-1], runes[end]) {
				last = end
			}
		}
		if end < len(runes) && last > 0 {
			end = last
		}
		lines = append(lines, strings.TrimSpace(string(runes[:end])))
		for runes = runes[end:]; len(runes) > 0 && runes[0] == ' '; {
			runes = runes[1:]
		}
	}
	if lines == nil {
		return []string{""}
	}
	return lines
}
