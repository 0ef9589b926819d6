package table

import (
	"fmt"
	"math"
)

// Build makes a table of columns given by name, as a caller has them who holds
// no struct type. data holds one []string, []int64, []float64 or []bool for
// each column, all of one length; the slices are copied and infinite numbers
// become NaN. A column outside the vocabulary or of another kind there, a name
// that stands twice, data of another type or of another length are errors.
// What a column means is taken from the vocabulary, not from columns.
func Build(columns []Column, data []any) (*Table, error) {
	if len(data) != len(columns) {
		return nil, fmt.Errorf("table: %d columns but data for %d", len(columns), len(data))
	}
	t := &Table{}
	for i, given := range columns {
		c, ok := Lookup(given.Name)
		switch {
		case !ok:
			return nil, fmt.Errorf("table: column %q is not in the vocabulary", given.Name)
		case given.Kind != "" && given.Kind != c.Kind:
			return nil, fmt.Errorf("table: column %q is %s in the vocabulary, got %s", c.Name, c.Kind, given.Kind)
		case t.Index(c.Name) >= 0:
			return nil, fmt.Errorf("table: column %q stands twice", c.Name)
		}
		values, n, kind := copied(data[i])
		switch {
		case kind != c.Kind:
			return nil, fmt.Errorf("table: column %q: data are %T, want a slice of %s", c.Name, data[i], c.Kind)
		case i > 0 && n != t.rows:
			return nil, fmt.Errorf("table: column %q has %d rows, the columns before it have %d", c.Name, n, t.rows)
		}
		t.columns, t.data, t.rows = append(t.columns, c), append(t.data, values), n
	}
	return t, nil
}

// copied copies a slice of a column's type and tells its length and kind, ""
// for any other type.
func copied(data any) (values any, n int, kind Kind) {
	switch v := data.(type) {
	case []string:
		return append([]string{}, v...), len(v), String
	case []int64:
		return append([]int64{}, v...), len(v), Int
	case []bool:
		return append([]bool{}, v...), len(v), Bool
	case []float64:
		out := append([]float64{}, v...)
		for i, x := range out {
			if math.IsInf(x, 0) {
				out[i] = math.NaN()
			}
		}
		return out, len(v), Float
	}
	return nil, 0, ""
}
