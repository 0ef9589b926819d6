package notebook

import (
	"fmt"
	"slices"
	"strings"

	"concord/analysis/table"

	"go.starlark.net/starlark"
)

// rowValue is a row: row["count"] or row.count.
type rowValue struct {
	t *table.Table
	i int
}

func (v rowValue) String() string {
	var b strings.Builder
	for c, col := range v.t.Columns() {
		if c > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s = %s", col.Name, cellValue(v.t, v.i, c))
	}
	return "row(" + b.String() + ")"
}
func (v rowValue) Type() string          { return "row" }
func (v rowValue) Freeze()               {}
func (v rowValue) Truth() starlark.Bool  { return true }
func (v rowValue) Hash() (uint32, error) { return 0, fmt.Errorf("unhashable: row") }
func (v rowValue) AttrNames() []string {
	names := tableValue{t: v.t}.names()
	slices.Sort(names)
	return names
}
func (v rowValue) Attr(name string) (starlark.Value, error) {
	if c := v.t.Index(name); c >= 0 {
		return cellValue(v.t, v.i, c), nil
	}
	return nil, nil
}

// Get returns the cell of a column.
func (v rowValue) Get(k starlark.Value) (starlark.Value, bool, error) {
	name, ok := starlark.AsString(k)
	if !ok {
		return nil, false, fmt.Errorf("row[%s]: want the name of a column", k.Type())
	}
	c, err := tableValue{t: v.t}.position(name)
	if err != nil {
		return nil, false, err
	}
	return cellValue(v.t, v.i, c), true, nil
}
