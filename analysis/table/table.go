// Package table holds tidy tables: one row per observation, typed columns with
// names from a closed vocabulary.
//
// A Table is made from a slice of one struct type and is immutable. It becomes
// CSV, JSON, text for a terminal or Markdown here; HTML in reports/render; a
// gota DataFrame in analysis/frame.
//
// A number that is not defined is NaN inside, empty in CSV, null in JSON and a
// dash for readers. It is never 0 and never infinite.
package table

import (
	"fmt"
	"math"
	"reflect"
	"slices"

	"concord/corpus/bilingual"
)

// Kind is the type of a column's values.
type Kind string

// The kinds: string, int64, float64 and bool in Go.
const (
	String Kind = "string"
	Int    Kind = "int"
	Float  Kind = "float"
	Bool   Kind = "bool"
)

// Column describes one column.
type Column struct {
	Name     string         `json:"name"`
	Kind     Kind           `json:"kind"`
	Title    bilingual.Text `json:"title"` // heading for readers
	Help     bilingual.Text `json:"help"`  // meaning, unit and range
	Decimals int            `json:"-"`     // for readers; files keep every digit

	// Values says how readers see the values of a column that has only a few:
	// files keep target, readers see 目标组.
	Values map[string]bilingual.Text `json:"values,omitempty"`
}

// Table is an immutable table.
type Table struct {
	columns []Column
	data    []any // by column: []string, []int64, []float64 or []bool
	rows    int
}

// Columns returns the columns that rows of struct type R give, in the order of
// its fields. A field without the tag col is not a column; an embedded struct
// gives its own. A name outside the vocabulary, or of another kind there, is
// an error.
func Columns[R any]() ([]Column, error) { return columnsOf(reflect.TypeFor[R]()) }

// From makes a table of the rows. Infinite numbers become NaN.
func From[R any](rows []R) (*Table, error) {
	columns, err := Columns[R]()
	if err != nil {
		return nil, err
	}
	t := &Table{columns: columns, rows: len(rows)}
	v := reflect.ValueOf(rows)
	for i, path := range pathsOf(reflect.TypeFor[R]()) {
		t.data = append(t.data, gather(v, path, columns[i].Kind))
	}
	return t, nil
}

func gather(rows reflect.Value, path []int, kind Kind) any {
	n := rows.Len()
	switch kind {
	case String:
		out := make([]string, n)
		for i := range out {
			out[i] = rows.Index(i).FieldByIndex(path).String()
		}
		return out
	case Int:
		out := make([]int64, n)
		for i := range out {
			out[i] = rows.Index(i).FieldByIndex(path).Int()
		}
		return out
	case Bool:
		out := make([]bool, n)
		for i := range out {
			out[i] = rows.Index(i).FieldByIndex(path).Bool()
		}
		return out
	}
	out := make([]float64, n)
	for i := range out {
		x := rows.Index(i).FieldByIndex(path).Float()
		if math.IsInf(x, 0) {
			x = math.NaN()
		}
		out[i] = x
	}
	return out
}

func pathsOf(t reflect.Type) [][]int {
	var out [][]int
	for _, f := range reflect.VisibleFields(t) {
		if _, ok := f.Tag.Lookup("col"); ok {
			out = append(out, f.Index)
		}
	}
	return out
}

func columnsOf(t reflect.Type) ([]Column, error) {
	var out []Column
	for _, f := range reflect.VisibleFields(t) {
		name, ok := f.Tag.Lookup("col")
		if !ok {
			continue
		}
		c, ok := Lookup(name)
		if !ok {
			return nil, fmt.Errorf("table: %s.%s: column %q is not in the vocabulary", t, f.Name, name)
		}
		if k := kindOf(f.Type); k != c.Kind {
			return nil, fmt.Errorf("table: %s.%s: column %q is %s in the vocabulary, the field is %s", t, f.Name, name, c.Kind, k)
		}
		if slices.ContainsFunc(out, func(o Column) bool { return o.Name == name }) {
			return nil, fmt.Errorf("table: %s.%s: column %q stands twice", t, f.Name, name)
		}
		out = append(out, c)
	}
	return out, nil
}

func kindOf(t reflect.Type) Kind {
	switch t.Kind() {
	case reflect.String:
		return String
	case reflect.Int, reflect.Int64, reflect.Int32:
		return Int
	case reflect.Float64:
		return Float
	case reflect.Bool:
		return Bool
	}
	return Kind(t.String())
}

// Len returns the number of rows.
func (t *Table) Len() int { return t.rows }

// Columns returns the columns in order. The slice is the caller's.
func (t *Table) Columns() []Column { return slices.Clone(t.columns) }

// Index returns the position of a column, or -1.
func (t *Table) Index(name string) int {
	return slices.IndexFunc(t.columns, func(c Column) bool { return c.Name == name })
}

// Strings returns the values of a string column; nil when there is none.
// The slice is shared: do not write to it. So with the other kinds.
func (t *Table) Strings(name string) []string { return column[string](t, name) }

// Ints returns the values of an int column; nil when there is none.
func (t *Table) Ints(name string) []int64 { return column[int64](t, name) }

// Floats returns the values of a float column; nil when there is none.
func (t *Table) Floats(name string) []float64 { return column[float64](t, name) }

// Bools returns the values of a bool column; nil when there is none.
func (t *Table) Bools(name string) []bool { return column[bool](t, name) }

func column[T any](t *Table, name string) []T {
	if i := t.Index(name); i >= 0 {
		if v, ok := t.data[i].([]T); ok {
			return v
		}
	}
	return nil
}

// Number returns a numeric cell of either kind as float64, NaN elsewhere.
func (t *Table) Number(row, col int) float64 {
	switch v := t.data[col].(type) {
	case []float64:
		return v[row]
	case []int64:
		return float64(v[row])
	}
	return math.NaN()
}

// Value returns a cell: string, int64, float64 or bool.
func (t *Table) Value(row, col int) any {
	switch v := t.data[col].(type) {
	case []string:
		return v[row]
	case []int64:
		return v[row]
	case []float64:
		return v[row]
	case []bool:
		return v[row]
	}
	return nil
}

// Select returns the table of these rows, in this order.
func (t *Table) Select(rows []int) *Table {
	out := &Table{columns: t.columns, rows: len(rows)}
	for _, d := range t.data {
		switch v := d.(type) {
		case []string:
			out.data = append(out.data, pick(v, rows))
		case []int64:
			out.data = append(out.data, pick(v, rows))
		case []float64:
			out.data = append(out.data, pick(v, rows))
		case []bool:
			out.data = append(out.data, pick(v, rows))
		}
	}
	return out
}

func pick[T any](v []T, rows []int) []T {
	out := make([]T, len(rows))
	for i, r := range rows {
		out[i] = v[r]
	}
	return out
}

// Head returns the table of the first n rows, all of them when n is 0 or less.
func (t *Table) Head(n int) *Table {
	if n <= 0 || n >= t.rows {
		return t
	}
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i
	}
	return t.Select(rows)
}
