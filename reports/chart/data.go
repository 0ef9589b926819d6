package chart

import (
	"fmt"
	"math"
	"slices"

	"concord/analysis"
	"concord/analysis/table"
	"concord/corpus/bilingual"
)

// data is what a figure shows, read from its table in the order of its rows.
type data struct {
	rows        []row
	hollowTitle string // heading of the column that makes rows hollow
	hasHollow   bool
}

// row is one row; numbers are NaN where missing.
type row struct {
	x, y, lo, hi         float64
	major, minor, angle  float64 // of an ellipse; the angle in degrees
	label, labelB, group string
	hollow               string // as a reader sees it
	side                 string // the same as files have it: target, reference
}

// required lists the columns a mark cannot do without.
func required(mark analysis.Mark) ([]string, error) {
	switch mark {
	case analysis.DotWhisker, analysis.TwoSided, analysis.WordShift:
		return []string{"x", "label"}, nil
	case analysis.HeatMap:
		return []string{"x", "label", "label_b"}, nil
	case analysis.Lines:
		return []string{"x", "y"}, nil
	case analysis.Plane:
		return []string{"x", "y", "label"}, nil
	}
	return nil, fmt.Errorf("mark %q is not known", mark)
}

// numeric are the roles of columns of numbers.
var numeric = []string{"x", "y", "lo", "hi", "major", "minor", "angle"}

// read takes the columns of the figure from the table.
func read(fig analysis.Figure, t *table.Table, lang bilingual.Lang) (data, error) {
	fail := func(format string, a ...any) (data, error) {
		return data{}, fmt.Errorf("chart: figure %q: %s", fig.Name, fmt.Sprintf(format, a...))
	}
	need, err := required(fig.Mark)
	if err != nil {
		return fail("%v", err)
	}
	if t == nil {
		return fail("no table")
	}
	e := fig.Encoding
	names := map[string]string{"x": e.X, "y": e.Y, "lo": e.Lo, "hi": e.Hi, "major": e.Major, "minor": e.Minor, "angle": e.Angle,
		"label": e.Label, "label_b": e.LabelB, "group": e.Group, "hollow": e.Hollow}
	if e.Major+e.Minor+e.Angle != "" {
		need = append(need, "major", "minor", "angle")
	}
	for _, role := range need {
		if names[role] == "" {
			return fail("mark %q needs a column for %s", fig.Mark, role)
		}
	}
	columns := t.Columns()
	at := make(map[string]int)
	for _, role := range append(slices.Clone(numeric), "label", "label_b", "group", "hollow") {
		at[role] = -1
		if names[role] == "" {
			continue
		}
		i := t.Index(names[role])
		if i < 0 {
			return fail("the table has no column %q", names[role])
		}
		if k := columns[i].Kind; slices.Contains(numeric, role) && k != table.Float && k != table.Int {
			return fail("column %q is %s, want a number for %s", names[role], k, role)
		}
		at[role] = i
	}
	rows := fig.Rows
	if rows == nil {
		rows = make([]int, t.Len())
		for i := range rows {
			rows[i] = i
		}
	}
	var out data
	if at["hollow"] >= 0 {
		out.hasHollow, out.hollowTitle = true, columns[at["hollow"]].Title.In(lang)
	}
	for _, r := range rows {
		if r < 0 || r >= t.Len() {
			return fail("row %d, the table has %d", r, t.Len())
		}
		out.rows = append(out.rows, readRow(t, r, at, lang))
	}
	return out, nil
}

func readRow(t *table.Table, r int, at map[string]int, lang bilingual.Lang) row {
	number := func(role string) float64 {
		if at[role] < 0 {
			return math.NaN()
		}
		return t.Number(r, at[role])
	}
	text := func(role string) string {
		if at[role] < 0 {
			return ""
		}
		return t.Display(r, at[role], lang)
	}
	out := row{
		x: number("x"), y: number("y"), lo: number("lo"), hi: number("hi"),
		major: number("major"), minor: number("minor"), angle: number("angle"),
		label: text("label"), labelB: text("label_b"), group: text("group"), hollow: text("hollow"),
	}
	if at["hollow"] >= 0 {
		out.side = t.Cell(r, at["hollow"])
	}
	if out.lo > out.hi {
		out.lo, out.hi = out.hi, out.lo
	}
	return out
}

// interval reports whether both ends are known.
func (r row) interval() bool { return !math.IsNaN(r.lo) && !math.IsNaN(r.hi) }

// crosses reports whether the interval holds zero.
func (r row) crosses() bool { return r.interval() && r.lo <= 0 && r.hi >= 0 }

// groups lists the groups in order of first appearance.
func (d data) groups() []string {
	var out []string
	seen := make(map[string]bool)
	for _, r := range d.rows {
		if !seen[r.group] {
			seen[r.group] = true
			out = append(out, r.group)
		}
	}
	return out
}
