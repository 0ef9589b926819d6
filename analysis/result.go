package analysis

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"concord/analysis/table"
	"concord/corpus"
)

// Result is what a method returns. It is immutable.
type Result struct {
	Method   string
	Title    Text
	Options  any // as run: a struct with option tags
	Source   Source
	Table    *table.Table
	Evidence [][]Evidence // by row, or nil
	Figures  []Figure
	Findings []Finding
	Warnings []Warning
	Refusal  *Refusal // nil when the data reach the method's floor
}

// Source says what a result was made from.
type Source struct {
	Corpus     string      `json:"corpus_sha256"`
	Documents  int         `json:"documents"`
	Tokens     int         `json:"tokens,omitempty"`
	Recipe     string      `json:"recipe,omitempty"`
	RecipeHash string      `json:"recipe_hash,omitempty"`
	Groups     []GroupSize `json:"groups,omitempty"`
	Seed       uint64      `json:"seed,omitempty"`
	Version    string      `json:"version"`
}

// GroupSize names a group that was compared and its size.
type GroupSize struct {
	Name      string `json:"name"`
	Documents int    `json:"documents"`
}

// Evidence is a place in a document and its words: Quote as it stands there,
// with a little text on both sides.
type Evidence struct {
	Address corpus.Address `json:"address"`
	Left    string         `json:"left,omitempty"`
	Quote   string         `json:"quote"`
	Right   string         `json:"right,omitempty"`
}

// Warning is a doubt about a result: what is doubtful, what to do. Code is of
// the form KEY-01.
type Warning struct {
	Code string `json:"code"`
	Text Text   `json:"text"`
}

// Warn makes a warning from a template with {name} in it; see Values.
func Warn(code string, template Text, values ...Value) Warning {
	return Warning{Code: code, Text: template.Fill(texts(values))}
}

// Refusal says why a method did not answer and what data would unlock it.
type Refusal struct {
	Reason Text `json:"reason"`
	Unlock Text `json:"unlock"`
}

// Refuse makes a refusal from two templates with {name} in them.
func Refuse(reason, unlock Text, values ...Value) *Refusal {
	return &Refusal{Reason: reason.Fill(texts(values)), Unlock: unlock.Fill(texts(values))}
}

// Signature is the parameter line that stands under a table: the method, the
// options as run and the source, in one line that can be cited.
func (r *Result) Signature() string {
	var b strings.Builder
	b.WriteString(r.Method + "(")
	for i, v := range OptionValues(r.Options) {
		if i > 0 {
			b.WriteString(", ")
		}
		if s, ok := v.Value.(string); ok {
			fmt.Fprintf(&b, "%s=%q", v.Name, s)
		} else {
			fmt.Fprintf(&b, "%s=%v", v.Name, v.Value)
		}
	}
	fmt.Fprintf(&b, ") corpus %.8s", r.Source.Corpus)
	if r.Source.RecipeHash != "" {
		fmt.Fprintf(&b, " recipe %s", r.Source.RecipeHash)
	}
	return b.String() + " concord " + r.Source.Version
}

// MarshalJSON writes the result with its options by name in order. Columns are
// described once; NaN is null.
func (r *Result) MarshalJSON() ([]byte, error) {
	options, err := marshalOptions(r.Options)
	if err != nil {
		return nil, err
	}
	return json.Marshal(struct {
		Method    string          `json:"method"`
		Title     Text            `json:"title"`
		Options   json.RawMessage `json:"options"`
		Source    Source          `json:"source"`
		Signature string          `json:"signature"`
		Columns   []table.Column  `json:"columns"`
		Rows      *table.Table    `json:"rows"`
		Evidence  [][]Evidence    `json:"evidence,omitempty"`
		Figures   []Figure        `json:"figures,omitempty"`
		Findings  []Finding       `json:"findings,omitempty"`
		Warnings  []Warning       `json:"warnings,omitempty"`
		Refusal   *Refusal        `json:"refusal,omitempty"`
	}{r.Method, r.Title, options, r.Source, r.Signature(), r.Table.Columns(), r.Table, r.Evidence,
		r.Figures, r.Findings, r.Warnings, r.Refusal})
}

func marshalOptions(options any) (json.RawMessage, error) {
	var b strings.Builder
	b.WriteByte('{')
	for i, v := range OptionValues(options) {
		if i > 0 {
			b.WriteByte(',')
		}
		value, err := json.Marshal(v.Value)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%q:%s", v.Name, value)
	}
	b.WriteByte('}')
	return json.RawMessage(b.String()), nil
}

// number marshals as null when it is not defined.
type jsonNumber float64

func (n jsonNumber) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(n)) || math.IsInf(float64(n), 0) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}
