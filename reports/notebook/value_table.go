package notebook

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"concord/analysis"
	"concord/analysis/table"

	"go.starlark.net/starlark"
)

// tableValue is a table of a result, or what select, filter, sort and head
// made of one. It is immutable.
type tableValue struct {
	t    *table.Table
	from *resultValue // the result that the rows come from
}

// derived is a table made of v: its numbers still come from the same result.
func (v tableValue) derived(t *table.Table) tableValue { return tableValue{t, v.from} }

var (
	_ starlark.Sequence = tableValue{}
	_ starlark.Mapping  = tableValue{}
	_ starlark.HasAttrs = tableValue{}
)

func (v tableValue) String() string {
	return fmt.Sprintf("<table: %d rows of %s>", v.t.Len(), strings.Join(v.names(), ", "))
}
func (v tableValue) Type() string          { return "table" }
func (v tableValue) Freeze()               {}
func (v tableValue) Truth() starlark.Bool  { return v.t.Len() > 0 }
func (v tableValue) Hash() (uint32, error) { return 0, fmt.Errorf("unhashable: table") }
func (v tableValue) Len() int              { return v.t.Len() }

func (v tableValue) names() []string {
	var out []string
	for _, c := range v.t.Columns() {
		out = append(out, c.Name)
	}
	return out
}

// Get returns a column by name, or a row by number.
func (v tableValue) Get(k starlark.Value) (starlark.Value, bool, error) {
	switch k := k.(type) {
	case starlark.String:
		list, err := v.column(string(k))
		return list, err == nil, err
	case starlark.Int:
		i, err := starlark.AsInt32(k)
		if err != nil {
			return nil, false, err
		}
		if i < 0 {
			i += v.t.Len()
		}
		if i < 0 || i >= v.t.Len() {
			return nil, false, fmt.Errorf("row %s of a table of %d rows; rows count from 0", k, v.t.Len())
		}
		return rowValue{v.t, i}, true, nil
	}
	return nil, false, fmt.Errorf("table[%s]: want the name of a column or the number of a row", k.Type())
}

func (v tableValue) position(name string) (int, error) {
	if i := v.t.Index(name); i >= 0 {
		return i, nil
	}
	if near := analysis.Nearest(name, v.names()); near != "" {
		return 0, fmt.Errorf("no column %q; did you mean %q?", name, near)
	}
	return 0, fmt.Errorf("no column %q, have %s", name, strings.Join(v.names(), ", "))
}

func (v tableValue) column(name string) (starlark.Value, error) {
	c, err := v.position(name)
	if err != nil {
		return nil, err
	}
	out := make([]starlark.Value, v.t.Len())
	for r := range out {
		out[r] = cellValue(v.t, r, c)
	}
	return starlark.NewList(out), nil
}

// cellValue is a cell as Starlark has it; a number that is not defined is None.
func cellValue(t *table.Table, row, col int) starlark.Value {
	switch x := t.Value(row, col).(type) {
	case string:
		return starlark.String(x)
	case int64:
		return starlark.MakeInt64(x)
	case bool:
		return starlark.Bool(x)
	case float64:
		if !math.IsNaN(x) {
			return starlark.Float(x)
		}
	}
	return starlark.None
}

// Iterate goes through the rows.
func (v tableValue) Iterate() starlark.Iterator { return &rowIterator{t: v.t} }

type rowIterator struct {
	t *table.Table
	i int
}

func (it *rowIterator) Next(p *starlark.Value) bool {
	if it.i >= it.t.Len() {
		return false
	}
	*p = rowValue{it.t, it.i}
	it.i++
	return true
}
func (it *rowIterator) Done() {}

func (v tableValue) AttrNames() []string {
	return []string{"columns", "filter", "head", "rows", "select", "sort", "to_csv"}
}

func (v tableValue) Attr(name string) (starlark.Value, error) {
	switch name {
	case "columns":
		var out []starlark.Value
		for _, n := range v.names() {
			out = append(out, starlark.String(n))
		}
		return starlark.NewList(out), nil
	case "rows":
		out := make([]starlark.Value, v.t.Len())
		for i := range out {
			out[i] = rowValue{v.t, i}
		}
		return starlark.NewList(out), nil
	case "head":
		return builtin("head", v.head), nil
	case "select":
		return builtin("select", v.selectColumns), nil
	case "filter":
		return builtin("filter", v.filter), nil
	case "sort":
		return builtin("sort", v.sort), nil
	case "to_csv":
		return builtin("to_csv", v.csv), nil
	}
	return nil, nil
}

func (v tableValue) head(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	n := 10
	if err := starlark.UnpackArgs("head", args, kwargs, "n?", &n); err != nil {
		return nil, err
	}
	if n < 0 {
		return nil, fmt.Errorf("head: got %d rows, want 0 or more", n)
	}
	if n == 0 {
		return v.derived(v.t.Select([]int{})), nil
	}
	return v.derived(v.t.Head(n)), nil
}

func (v tableValue) selectColumns(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	if len(kwargs) > 0 || len(args) == 0 {
		return nil, fmt.Errorf("select: want names of columns, such as select(\"feature\", \"count\")")
	}
	all := v.t.Columns()
	var columns []table.Column
	var data []any
	for _, a := range args {
		name, ok := starlark.AsString(a)
		if !ok {
			return nil, fmt.Errorf("select: got %s, want the name of a column", a.Type())
		}
		i, err := v.position(name)
		if err != nil {
			return nil, fmt.Errorf("select: %w", err)
		}
		columns = append(columns, all[i])
		switch all[i].Kind {
		case table.String:
			data = append(data, v.t.Strings(name))
		case table.Int:
			data = append(data, v.t.Ints(name))
		case table.Float:
			data = append(data, v.t.Floats(name))
		default:
			data = append(data, v.t.Bools(name))
		}
	}
	t, err := table.Build(columns, data)
	if err != nil {
		return nil, fmt.Errorf("select: %w", err)
	}
	return v.derived(t), nil
}

func (v tableValue) filter(thread *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var keep starlark.Callable
	if err := starlark.UnpackArgs("filter", args, kwargs, "keep", &keep); err != nil {
		return nil, err
	}
	rows := []int{}
	for i := range v.t.Len() {
		ok, err := starlark.Call(thread, keep, starlark.Tuple{rowValue{v.t, i}}, nil)
		if err != nil {
			return nil, err
		}
		if ok.Truth() {
			rows = append(rows, i)
		}
	}
	return v.derived(v.t.Select(rows)), nil
}

// sort orders the rows by a column; rows where it is missing come last.
func (v tableValue) sort(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var by string
	var reverse bool
	if err := starlark.UnpackArgs("sort", args, kwargs, "by", &by, "reverse?", &reverse); err != nil {
		return nil, err
	}
	c, err := v.position(by)
	if err != nil {
		return nil, fmt.Errorf("sort: %w", err)
	}
	rows := make([]int, v.t.Len())
	for i := range rows {
		rows[i] = i
	}
	slices.SortStableFunc(rows, func(a, b int) int {
		if gone := missing(v.t, a, c) - missing(v.t, b, c); gone != 0 {
			return gone
		}
		order := compareCells(v.t, a, b, c)
		if reverse {
			return -order
		}
		return order
	})
	return v.derived(v.t.Select(rows)), nil
}

func missing(t *table.Table, row, col int) int {
	if x, ok := t.Value(row, col).(float64); ok && math.IsNaN(x) {
		return 1
	}
	return 0
}

func compareCells(t *table.Table, a, b, col int) int {
	switch x := t.Value(a, col).(type) {
	case string:
		return strings.Compare(x, t.Value(b, col).(string))
	case int64:
		y := t.Value(b, col).(int64)
		return order(x < y, x > y)
	case float64:
		y := t.Value(b, col).(float64)
		return order(x < y, x > y)
	case bool:
		y := t.Value(b, col).(bool)
		return order(!x && y, x && !y)
	}
	return 0
}

func order(less, more bool) int {
	switch {
	case less:
		return -1
	case more:
		return 1
	}
	return 0
}

func (v tableValue) csv(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	if err := starlark.UnpackArgs("to_csv", args, kwargs); err != nil {
		return nil, err
	}
	var b strings.Builder
	err := v.t.WriteCSV(&b)
	return starlark.String(b.String()), err
}
