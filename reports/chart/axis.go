package chart

import (
	"math"
	"strconv"
	"strings"

	"concord/analysis/table"
)

// axis is a numeric axis: its range and the ticks inside it.
type axis struct {
	min, max float64
	ticks    []float64
	labels   []string
	power    int // labels are in units of 10^power
}

// newAxis covers [lo, hi] with at most n round ticks (steps 1, 2, 5 × 10^k).
// An empty range is widened around its value.
func newAxis(lo, hi float64, n int) axis {
	if !(hi > lo) {
		pad := math.Abs(lo) * 0.1
		if pad == 0 || math.IsInf(lo+pad, 0) {
			pad = 1
		}
		lo, hi = lo-pad, hi+pad
	}
	var ticks []float64
	// A coarse step may leave one tick in a range that starts off it: refine
	// until there are three.
	step := 0.0
	for n = max(n, 2); len(ticks) < 3 && n < 12; n++ {
		step = niceStep(hi-lo, n)
		ticks = ticksAt(lo, hi, step)
	}
	return stepped(lo, hi, step, math.Max(math.Abs(lo), math.Abs(hi)))
}

// stepped covers [lo, hi] with ticks at the multiples of step; top is the
// largest value that the unit of the labels must suit.
func stepped(lo, hi, step, top float64) axis {
	a := axis{min: lo, max: hi, ticks: ticksAt(lo, hi, step)}
	if top >= 1e6 || top < 1e-3 {
		a.power = 3 * int(math.Floor(math.Log10(top)/3))
	}
	unit := math.Pow(10, float64(a.power))
	decimals := max(0, -int(math.Floor(math.Log10(step/unit)+1e-9)))
	for _, t := range a.ticks {
		a.labels = append(a.labels, decimal(t/unit, decimals))
	}
	return a
}

func ticksAt(lo, hi, step float64) []float64 {
	var out []float64
	first, last := math.Ceil(lo/step-1e-9), math.Floor(hi/step+1e-9)
	for k := 0.0; k <= last-first; k++ { // first+1 may be first where both are huge
		out = append(out, (first+k)*step)
	}
	return out
}

// niceStep is the smallest step of 1, 2 or 5 × 10^k that gives at most n+1
// ticks over span.
func niceStep(span float64, n int) float64 {
	raw := span / float64(n)
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= raw*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// decimal prints x with a true minus sign and blanks between thousands (the
// blank of the typeface is as narrow as a thin space, which it lacks).
func decimal(x float64, decimals int) string {
	s := strconv.FormatFloat(math.Abs(x), 'f', decimals, 64)
	whole, frac, _ := strings.Cut(s, ".")
	if len(whole) > 4 {
		var b strings.Builder
		for i, r := range whole {
			if i > 0 && (len(whole)-i)%3 == 0 {
				b.WriteByte(' ')
			}
			b.WriteRune(r)
		}
		whole = b.String()
	}
	if frac != "" {
		whole += "." + frac
	}
	if x < 0 && strings.Trim(s, "0.") != "" {
		return table.Minus + whole
	}
	return whole
}

// scaleNote is the " (×10^6)" that follows the title of a scaled axis. The
// typeface has no raised digits beyond 3.
func (a axis) scaleNote() string {
	if a.power == 0 {
		return ""
	}
	return " (×10^" + decimal(float64(a.power), 0) + ")"
}

// thin leaves out labels that would come closer than gap to the one before;
// at maps values to points, width measures labels.
func (a *axis) thin(at func(float64) float64, width func(string) float64, gap float64) {
	end := math.Inf(-1)
	for i, t := range a.ticks {
		w := width(a.labels[i])
		if x := at(t); x-w/2 < end+gap {
			a.labels[i] = ""
		} else {
			end = x + w/2
		}
	}
}
