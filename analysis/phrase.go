package analysis

import (
	"strings"

	"concord/analysis/table"
)

// Fill fills a template that is no finding, such as the title of a figure.
func Fill(template Text, values ...Value) Text { return template.Fill(texts(values)) }

// Named returns the values that a template names, in their order, so that a
// finding made from a common list of values holds those of its own sentence
// only.
func Named(template Text, values ...Value) []Value {
	var out []Value
	for _, v := range values {
		if hole := "{" + v.Name + "}"; strings.Contains(template.ZH, hole) || strings.Contains(template.EN, hole) {
			out = append(out, v)
		}
	}
	return out
}

// Times is a count that English tells as once, twice, 3 times. Chinese adds 次
// in the template.
func Times(name string, n int) Value {
	v := Int(name, n)
	switch n {
	case 1:
		v.Text.EN = "once"
	case 2:
		v.Text.EN = "twice"
	default:
		v.Text.EN += " times"
	}
	return v
}

// Factor is a ratio shown with as many decimals as it bears: none from 100 on,
// two below 1, one between.
func Factor(name string, x float64) Value {
	switch {
	case x >= 100:
		return Num(name, x, 0)
	case x < 1:
		return Num(name, x, 2)
	}
	return Num(name, x, 1)
}

// LeastProbability is the smallest p that is printed; a smaller one is told to
// be below it.
const LeastProbability = 0.0001

// Probability is a p-value with its sign, as =0.0121 or <0.0001 in Chinese and
// = 0.0121 or < 0.0001 in English, for a template with p{p} and p {p}.
func Probability(name string, p float64) Value {
	v := Num(name, p, 4)
	sign, shown := "=", v.Text.EN
	if p < LeastProbability {
		sign, shown = "<", table.Round(LeastProbability, 4)
	}
	v.Text = T(sign+shown, sign+" "+shown)
	return v
}
