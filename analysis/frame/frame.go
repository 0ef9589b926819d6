// Package frame turns tables into gota data frames and back, for those who go
// on in gota. It is the only package that knows gota (v0.12.0).
//
// Types are always given and never guessed, so that "007" stays a text. What
// gota does to values, and what holds here:
//
//   - A text "NaN" is taken for missing by gota (IsNA reports true), but reads as
//     "NaN" all the same and comes back as it was. A text that is truly missing
//     in a data frame reads as "NaN" too. "NA" and "" are plain texts.
//   - Numbers keep every bit in both directions. Only gota's own conversions to
//     text (Records, WriteCSV) round to six decimals: write files with
//     table.WriteCSV.
//   - NaN stays NaN; an infinite number becomes NaN on the way back, as in every
//     table.
//   - A whole number or a bool that is missing in a data frame has no place in a
//     table: an error that names column and row.
//   - Columns whose names repeat are renamed by gota without a word. A table
//     cannot have them; on the way back a renamed column is simply not found.
//   - A data frame needs a column, so that a table without columns has none: an
//     error. A table without rows is fine.
//   - The error inside a data frame (Err) is read in both directions.
package frame

import (
	"errors"
	"fmt"
	"math"

	"concord/analysis/table"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
)

// From makes a data frame of a table, column by column.
func From(t *table.Table) (dataframe.DataFrame, error) {
	columns := t.Columns()
	if len(columns) == 0 {
		return dataframe.DataFrame{}, errors.New("frame: a table without columns, want at least one")
	}
	all := make([]series.Series, len(columns))
	for i, c := range columns {
		s, err := seriesOf(t, c)
		if err != nil {
			return dataframe.DataFrame{}, err
		}
		all[i] = s
	}
	df := dataframe.New(all...)
	if err := df.Error(); err != nil {
		return dataframe.DataFrame{}, fmt.Errorf("frame: %w", err)
	}
	return df, nil
}

// seriesOf copies a column.
func seriesOf(t *table.Table, c table.Column) (series.Series, error) {
	switch c.Kind {
	case table.String:
		return checked(series.New(t.Strings(c.Name), series.String, c.Name))
	case table.Float:
		return checked(series.New(t.Floats(c.Name), series.Float, c.Name))
	case table.Bool:
		return checked(series.New(t.Bools(c.Name), series.Bool, c.Name))
	case table.Int:
		values := make([]int, t.Len())
		for i, v := range t.Ints(c.Name) {
			if v > math.MaxInt || v < math.MinInt {
				return series.Series{}, fmt.Errorf("frame: column %q row %d: %d does not fit an int", c.Name, i+1, v)
			}
			values[i] = int(v)
		}
		return checked(series.New(values, series.Int, c.Name))
	}
	return series.Series{}, fmt.Errorf("frame: column %q: unknown kind %q", c.Name, c.Kind)
}

func checked(s series.Series) (series.Series, error) {
	if s.Err != nil {
		return s, fmt.Errorf("frame: column %q: %w", s.Name, s.Err)
	}
	return s, nil
}

// Table makes a table of the columns of a data frame that are named, in the
// order given. Each must be in the data frame, in the vocabulary of package
// table, and of one kind in both; other columns of the data frame are left out.
func Table(df dataframe.DataFrame, columns []table.Column) (*table.Table, error) {
	if err := df.Error(); err != nil {
		return nil, fmt.Errorf("frame: %w", err)
	}
	have := map[string]bool{}
	for _, name := range df.Names() {
		have[name] = true
	}
	data := make([]any, len(columns))
	for i, c := range columns {
		if !have[c.Name] {
			return nil, fmt.Errorf("frame: no column %q, have %q", c.Name, df.Names())
		}
		kind := c.Kind
		if known, ok := table.Lookup(c.Name); ok && kind == "" {
			kind = known.Kind
		}
		values, err := valuesOf(df.Col(c.Name), kind)
		if err != nil {
			return nil, err
		}
		data[i] = values
	}
	t, err := table.Build(columns, data)
	if err != nil {
		return nil, fmt.Errorf("frame: %w", err)
	}
	return t, nil
}

// valuesOf copies a series into the slice of a kind.
func valuesOf(s series.Series, kind table.Kind) (any, error) {
	if s.Err != nil {
		return nil, fmt.Errorf("frame: column %q: %w", s.Name, s.Err)
	}
	want := map[table.Kind]series.Type{table.String: series.String, table.Int: series.Int, table.Float: series.Float, table.Bool: series.Bool}
	if w, ok := want[kind]; !ok || s.Type() != w {
		return nil, fmt.Errorf("frame: column %q is %s in the data frame, want %s", s.Name, s.Type(), kind)
	}
	switch kind {
	case table.String:
		return each(s, func(e series.Element) (string, error) { return e.String(), nil })
	case table.Float:
		return each(s, func(e series.Element) (float64, error) { return e.Float(), nil })
	case table.Bool:
		return each(s, series.Element.Bool)
	}
	return each(s, func(e series.Element) (int64, error) {
		n, err := e.Int()
		return int64(n), err
	})
}

// each reads every element of a series.
func each[T any](s series.Series, read func(series.Element) (T, error)) ([]T, error) {
	out := make([]T, s.Len())
	for i := range out {
		v, err := read(s.Elem(i))
		if err != nil {
			return nil, fmt.Errorf("frame: column %q row %d: missing, and a column of %T has no missing values", s.Name, i+1, v)
		}
		out[i] = v
	}
	return out, nil
}
