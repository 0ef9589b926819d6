package notebook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"

	"concord/analysis"
	"concord/analysis/table"
	"concord/corpus/bilingual"
)

// StoredResult is a result as an output keeps it. It comes from a file and is
// not trusted.
type StoredResult struct {
	Method    string                `json:"method"`
	Title     bilingual.Text        `json:"title"`
	Options   json.RawMessage       `json:"options"`
	Source    analysis.Source       `json:"source"`
	Signature string                `json:"signature"`
	Columns   []table.Column        `json:"columns"`
	Rows      []map[string]any      `json:"rows"`
	Evidence  [][]analysis.Evidence `json:"evidence"`
}

// Result returns the result that the output keeps, or an error when it keeps
// none or one that cannot be read.
func (o Output) Result() (*StoredResult, error) {
	var holder struct {
		Result *StoredResult `json:"result"`
	}
	d := json.NewDecoder(bytes.NewReader(o.Metadata[metadataKey]))
	d.UseNumber()
	if err := d.Decode(&holder); err != nil {
		return nil, fmt.Errorf("result: the output keeps none: %w", err)
	}
	if holder.Result == nil {
		return nil, fmt.Errorf("result: the output keeps none")
	}
	return holder.Result, nil
}

// Origin says which result an output comes from: itself, or one that it was
// selected from. It comes from a file and is not trusted.
type Origin struct {
	Signature string          `json:"signature"`
	Method    string          `json:"method"`
	Source    analysis.Source `json:"source"`
}

// Origin returns where the numbers of a table come from; false where the output
// does not say.
func (o Output) Origin() (Origin, bool) {
	var holder struct {
		Origin
		Result *Origin `json:"result"`
	}
	if json.Unmarshal(o.Metadata[metadataKey], &holder) != nil {
		return Origin{}, false
	}
	if holder.Result != nil {
		return *holder.Result, holder.Result.Signature != ""
	}
	return holder.Origin, holder.Signature != ""
}

// Figure returns what the output says about the figure that it is.
func (o Output) Figure() (FigureLabel, bool) {
	var holder struct {
		Figure *FigureLabel `json:"figure"`
	}
	if json.Unmarshal(o.Metadata[metadataKey], &holder) != nil || holder.Figure == nil {
		return FigureLabel{}, false
	}
	return *holder.Figure, true
}

// Table returns the whole table of the result.
func (r *StoredResult) Table() (*table.Table, error) {
	columns := make([]table.Column, len(r.Columns))
	data := make([]any, len(r.Columns))
	for i, c := range r.Columns {
		if known, ok := table.Lookup(c.Name); ok {
			c.Decimals = known.Decimals
		}
		columns[i] = c
		switch c.Kind {
		case table.String:
			data[i] = column(r.Rows, c.Name, func(v any) string { s, _ := v.(string); return s })
		case table.Int:
			data[i] = column(r.Rows, c.Name, func(v any) int64 { n, _ := v.(json.Number); x, _ := n.Int64(); return x })
		case table.Float:
			data[i] = column(r.Rows, c.Name, func(v any) float64 {
				if n, ok := v.(json.Number); ok {
					if x, err := n.Float64(); err == nil {
						return x
					}
				}
				return math.NaN()
			})
		case table.Bool:
			data[i] = column(r.Rows, c.Name, func(v any) bool { b, _ := v.(bool); return b })
		default:
			return nil, fmt.Errorf("result: column %q is of kind %q, want string, int, float or bool", c.Name, c.Kind)
		}
	}
	return table.Build(columns, data)
}

func column[V any](rows []map[string]any, name string, value func(any) V) []V {
	out := make([]V, len(rows))
	for i, r := range rows {
		out[i] = value(r[name])
	}
	return out
}

// PlainHTML returns the HTML of the output where it can do nothing but lay out
// a table, a list or a text: tags without scripts, styles, links or pictures.
func (o Output) PlainHTML() (string, bool) {
	h := o.Data["text/html"]
	return h, h != "" && harmless(h)
}

// MarkdownHTML renders a note. HTML within it is shown as text, pictures by
// their description.
func MarkdownHTML(source string) string { return markdown(source) }
