package analysis

import (
	"encoding/json"
	"math"
	"strconv"

	"concord/analysis/table"
	"concord/corpus"
)

// Tier says how strong a claim is; it decides which words its sentence may
// use.
type Tier string

// The tiers. A descriptive claim says what stands in the texts; only a
// calibrated one may say that groups differ; a model-based one adds "in the
// fitted model".
const (
	Descriptive Tier = "D"
	Calibrated  Tier = "C"
	ModelBased  Tier = "M"
)

// Finding is a claim with everything it rests on. Prose is made only from
// findings.
type Finding struct {
	ID       string     // set by the contract: keyness-1
	Method   string     // set by the contract
	Tier     Tier       //
	Weight   float64    // order within a tier: larger is told first; from 0 to 1
	Null     bool       // says that a test found nothing, and what it excludes
	Values   []Value    // every number and word that the sentence has
	Text     Text       // the sentence: a fixed template filled with Values
	Row      int        // of the result's table, or -1
	Evidence []Evidence // at least one supporting place
	Counter  []Evidence // the strongest contrary places, if any

	// Absent is where the sentence says the word is not used; the contract adds
	// how often it stands there within longer words.
	Absent []corpus.Member
}

// NewFinding makes a finding from a template with {name} in it for each value.
func NewFinding(tier Tier, weight float64, row int, template Text, values ...Value) Finding {
	return Finding{Tier: tier, Weight: weight, Row: row, Values: values, Text: template.Fill(texts(values))}
}

// MarshalJSON writes the finding with all its values.
func (f Finding) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		ID       string     `json:"id"`
		Method   string     `json:"method"`
		Tier     Tier       `json:"tier"`
		Weight   jsonNumber `json:"weight"`
		Null     bool       `json:"null,omitempty"`
		Text     Text       `json:"text"`
		Values   []Value    `json:"values"`
		Row      int        `json:"row"`
		Evidence []Evidence `json:"evidence"`
		Counter  []Evidence `json:"counter,omitempty"`
	}{f.ID, f.Method, f.Tier, jsonNumber(f.Weight), f.Null, f.Text, f.Values, f.Row, f.Evidence, f.Counter})
}

// Value is a number or a word in a sentence.
type Value struct {
	Name   string
	Number float64 // NaN when the value is a word
	Text   Text    // as the sentence shows it
}

// Num is a number shown with so many decimals.
func Num(name string, x float64, decimals int) Value {
	s := table.Round(x, decimals)
	return Value{Name: name, Number: x, Text: T(s, s)}
}

// Int is a whole number.
func Int(name string, n int) Value {
	s := table.Integer(int64(n))
	return Value{Name: name, Number: float64(n), Text: T(s, s)}
}

// Percent is a share from 0 to 1 shown per hundred, without the sign, with so
// many decimals.
func Percent(name string, share float64, decimals int) Value {
	s := table.Round(100*share, decimals)
	return Value{Name: name, Number: share, Text: T(s, s)}
}

// Word is a text that reads the same in both languages: a feature, an ID.
func Word(name, s string) Value { return Value{Name: name, Number: math.NaN(), Text: T(s, s)} }

// Phrase is a text in two languages.
func Phrase(name string, t Text) Value { return Value{Name: name, Number: math.NaN(), Text: t} }

// MarshalJSON writes a number as a number, a word as its text.
func (v Value) MarshalJSON() ([]byte, error) {
	if math.IsNaN(v.Number) {
		return json.Marshal(struct {
			Name string `json:"name"`
			Text Text   `json:"text"`
		}{v.Name, v.Text})
	}
	return []byte(`{"name":` + strconv.Quote(v.Name) + `,"number":` + strconv.FormatFloat(v.Number, 'g', -1, 64) + `}`), nil
}

func texts(values []Value) map[string]Text {
	m := make(map[string]Text, len(values))
	for _, v := range values {
		m[v.Name] = v.Text
	}
	return m
}
