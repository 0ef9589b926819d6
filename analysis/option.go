package analysis

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"concord/analysis/table"
)

// Option describes one option of a method. It is read from a struct field:
//
//	MinCount int `opt:"min_count" default:"5" min:"1" zh:"最少次数" en:"fewest uses"`
//	Adjust string `opt:"adjust" default:"bh" choices:"bh,holm,none" zh:"…" en:"…"`
//
// The kinds are string, int, float64, bool and uint64. The name becomes a flag
// (min-count), a keyword and a JSON key (min_count). Fields of an embedded
// struct are options too.
type Option struct {
	Name    string     `json:"name"`
	Kind    table.Kind `json:"kind"`
	Default string     `json:"default"`
	Choices []string   `json:"choices,omitempty"`
	Min     string     `json:"min,omitempty"` // least value, of a number
	Max     string     `json:"max,omitempty"` // greatest value, of a number
	Help    Text       `json:"help"`
	File    bool       `json:"file,omitempty"` // names a file of this machine: a door that serves others refuses it (tag file:"true")

	path []int
}

// Flag returns the name of the option on the command line.
func (o Option) Flag() string { return strings.ReplaceAll(o.Name, "_", "-") }

// OptionError says that an option was given wrongly: the caller's fault, not
// the data's.
type OptionError struct {
	Method  string
	Option  string
	Problem string // what is wrong and what was expected
}

// Error prints the method, the option and the problem.
func (e *OptionError) Error() string {
	s := e.Problem
	if e.Option != "" {
		s = "option " + e.Option + ": " + s
	}
	if e.Method != "" {
		s = e.Method + ": " + s
	}
	return s
}

func optionsOf(t reflect.Type) ([]Option, error) {
	var out []Option
	for _, f := range reflect.VisibleFields(t) {
		name, ok := f.Tag.Lookup("opt")
		if !ok {
			if !f.Anonymous && f.IsExported() {
				return nil, fmt.Errorf("%s.%s has no opt tag", t, f.Name)
			}
			continue
		}
		o := Option{
			Name: name, Default: f.Tag.Get("default"), Min: f.Tag.Get("min"), Max: f.Tag.Get("max"),
			Help: T(f.Tag.Get("zh"), f.Tag.Get("en")), File: f.Tag.Get("file") == "true", path: f.Index,
		}
		if c := f.Tag.Get("choices"); c != "" {
			o.Choices = strings.Split(c, ",")
		}
		switch f.Type.Kind() {
		case reflect.String:
			o.Kind = table.String
		case reflect.Int, reflect.Uint64:
			o.Kind = table.Int
		case reflect.Float64:
			o.Kind = table.Float
		case reflect.Bool:
			o.Kind = table.Bool
		default:
			return nil, fmt.Errorf("%s.%s: an option cannot be %s", t, f.Name, f.Type)
		}
		if o.Help.ZH == "" || o.Help.EN == "" {
			return nil, fmt.Errorf("%s.%s: help is missing in a language", t, f.Name)
		}
		if slices.ContainsFunc(out, func(p Option) bool { return p.Name == name }) {
			return nil, fmt.Errorf("%s.%s: option %q stands twice", t, f.Name, name)
		}
		out = append(out, o)
	}
	return out, nil
}

// Defaults returns a value of options struct O with every default set.
func Defaults[O any]() O {
	v, err := parse(reflect.TypeFor[O](), nil)
	if err != nil {
		panic("analysis: default out of its own range: " + err.Error())
	}
	return v.(O)
}

// Parse makes the options of the method from values by name; see Run.
func (m Method) Parse(values map[string]any) (any, error) {
	o, err := parse(m.options, values)
	if oe, ok := err.(*OptionError); ok {
		oe.Method = m.Name
	}
	return o, err
}

// ParseUntrusted is Parse for doors that act for somebody else: an option that
// names a file of this machine is refused.
func (m Method) ParseUntrusted(values map[string]any) (any, error) {
	for _, o := range m.Options {
		if v, ok := values[o.Name]; ok && o.File && v != "" {
			return nil, &OptionError{Method: m.Name, Option: o.Name, Problem: "names a file, which only the command line may read"}
		}
	}
	return m.Parse(values)
}

func parse(t reflect.Type, values map[string]any) (any, error) {
	options, err := optionsOf(t)
	if err != nil {
		return nil, err
	}
	for _, name := range sortedKeys(values) {
		if !slices.ContainsFunc(options, func(o Option) bool { return o.Name == name }) {
			return nil, unknownOption(name, options)
		}
	}
	v := reflect.New(t).Elem()
	for _, o := range options {
		field := v.FieldByIndex(o.path)
		given, ok := values[o.Name]
		if !ok {
			given = o.Default
		}
		if problem := o.set(field, given); problem != "" {
			return nil, &OptionError{Option: o.Name, Problem: problem}
		}
	}
	return v.Interface(), nil
}

func unknownOption(name string, options []Option) error {
	names := make([]string, len(options))
	for i, o := range options {
		names[i] = o.Name
	}
	problem := "unknown; have " + strings.Join(names, ", ")
	if near := Nearest(strings.ReplaceAll(name, "-", "_"), names); near != "" {
		problem = fmt.Sprintf("unknown; did you mean %s?", near)
	}
	return &OptionError{Option: name, Problem: problem}
}

// set assigns a value and says what is wrong with it, or "".
func (o Option) set(field reflect.Value, given any) string {
	text, isText := given.(string)
	switch field.Kind() {
	case reflect.String:
		if !isText {
			return fmt.Sprintf("got %v, want a text", given)
		}
		if len(o.Choices) > 0 && !slices.Contains(o.Choices, text) {
			return fmt.Sprintf("got %q, want one of %s", text, strings.Join(o.Choices, ", "))
		}
		field.SetString(text)
	case reflect.Bool:
		b, ok := given.(bool)
		if isText {
			var err error
			if text == "" {
				text = "false"
			}
			b, err = strconv.ParseBool(text)
			ok = err == nil
		}
		if !ok {
			return fmt.Sprintf("got %v, want true or false", given)
		}
		field.SetBool(b)
	default:
		return o.setNumber(field, given)
	}
	return ""
}

func (o Option) setNumber(field reflect.Value, given any) string {
	x, err := number(given)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return fmt.Sprintf("got %v, want a number", given)
	}
	if lo, err := strconv.ParseFloat(o.Min, 64); err == nil && x < lo {
		return fmt.Sprintf("got %v, want at least %s", given, o.Min)
	}
	if hi, err := strconv.ParseFloat(o.Max, 64); err == nil && x > hi {
		return fmt.Sprintf("got %v, want at most %s", given, o.Max)
	}
	if field.Kind() == reflect.Float64 {
		field.SetFloat(x)
		return ""
	}
	if x != math.Trunc(x) || math.Abs(x) > 1<<53 {
		return fmt.Sprintf("got %v, want a whole number", given)
	}
	if field.Kind() == reflect.Uint64 {
		if x < 0 {
			return fmt.Sprintf("got %v, want a whole number of at least 0", given)
		}
		field.SetUint(uint64(x))
		return ""
	}
	field.SetInt(int64(x))
	return ""
}

func number(given any) (float64, error) {
	switch v := given.(type) {
	case string:
		if v == "" {
			return 0, nil
		}
		return strconv.ParseFloat(v, 64)
	case float64:
		return v, nil
	case int:
		return float64(v), nil
	case int64:
		return float64(v), nil
	case uint64:
		return float64(v), nil
	}
	return 0, fmt.Errorf("%T is not a number", given)
}

// OptionValues lists the options of a struct as run, in order: the parameter
// signature under every table.
func OptionValues(options any) []NamedValue {
	if options == nil {
		return nil
	}
	v := reflect.ValueOf(options)
	list, err := optionsOf(v.Type())
	if err != nil {
		return nil
	}
	out := make([]NamedValue, len(list))
	for i, o := range list {
		out[i] = NamedValue{Name: o.Name, Value: v.FieldByIndex(o.path).Interface()}
	}
	return out
}

// NamedValue is an option as run.
type NamedValue struct {
	Name  string
	Value any
}

// Nearest returns the name that differs least from the one given, or "" when
// none is near: at most a third of its letters may differ.
func Nearest(given string, names []string) string {
	best, bestDistance := "", len([]rune(given))/3+1
	for _, n := range names {
		if d := editDistance([]rune(given), []rune(n)); d < bestDistance || d == bestDistance && best == "" {
			best, bestDistance = n, d
		}
	}
	return best
}

func editDistance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := diagonal
			if x != y {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
