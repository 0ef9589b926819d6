package conformance

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// fixture is one reference number with everything needed to recompute it.
type fixture struct {
	ID        string         `json:"id"`
	Family    string         `json:"family"`
	Method    string         `json:"method"`
	Variant   string         `json:"variant"`
	Input     object         `json:"input"`
	Params    object         `json:"params"`
	Expected  map[string]any `json:"expected"`
	Tolerance struct {
		Abs  float64 `json:"abs"`
		Rel  float64 `json:"rel"`
		Mode string  `json:"mode"`
	} `json:"tolerance"`

	folder string
	same   func(want, have float64) bool // of the exception for the value being compared
}

// result is what an adapter computed, under the names of the expected values.
type result map[string]any

// adapter maps a fixture to our functions. It returns errNotCovered for a form
// of the method that has no counterpart here.
type adapter func(f *fixture) (result, error)

var errNotCovered = errors.New("not covered")

// readFixtures reads all *.json files of a folder.
func readFixtures(folder string) ([]*fixture, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no *.json files, expected fixtures", folder)
	}
	slices.Sort(files)
	var all []*fixture
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var list []*fixture
		if err := json.Unmarshal(data, &list); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for _, f := range list {
			f.folder = folder
		}
		all = append(all, list...)
	}
	return all, nil
}

// object is a JSON object with typed access; a missing or ill-typed member
// panics with badInput, which the runner turns into a failure.
type object map[string]any

type badInput struct{ message string }

func bad(format string, args ...any) { panic(badInput{fmt.Sprintf(format, args...)}) }

func (o object) has(key string) bool { v, ok := o[key]; return ok && v != nil }

func (o object) kind() string { return o.text("kind") }

func (o object) text(key string) string {
	s, ok := o[key].(string)
	if !ok {
		bad("member %q is %T, expected a string", key, o[key])
	}
	return s
}

func (o object) textOr(key, other string) string {
	if s, ok := o[key].(string); ok {
		return s
	}
	return other
}

func (o object) num(key string) float64 { return number(o[key]) }

func (o object) numOr(key string, other float64) float64 {
	if v, ok := o[key].(float64); ok {
		return v
	}
	return other
}

func (o object) integer(key string) int { return int(o.num(key)) }

func (o object) nums(key string) []float64 { return numbers(o[key]) }

func (o object) ints(key string) []int { return toInts(o.nums(key)) }

func (o object) texts(key string) []string { return strs(o[key]) }

// matrix is an array of rows; a plain array becomes one column.
func (o object) matrix(key string) [][]float64 {
	var m [][]float64
	for _, row := range list(o[key]) {
		if v, ok := row.(float64); ok {
			m = append(m, []float64{v})
			continue
		}
		m = append(m, numbers(row))
	}
	return m
}

func number(v any) float64 {
	switch x := v.(type) {
	case float64:
		return x
	case string:
		if f, err := strconv.ParseFloat(x, 64); err == nil {
			return f
		}
	}
	bad("value %v is %T, expected a number", v, v)
	return 0
}

func list(v any) []any {
	l, ok := v.([]any)
	if !ok {
		bad("value is %T, expected an array", v)
	}
	return l
}

func numbers(v any) []float64 {
	out := []float64{}
	for _, x := range list(v) {
		out = append(out, number(x))
	}
	return out
}

func strs(v any) []string {
	out := []string{}
	for _, x := range list(v) {
		switch s := x.(type) {
		case string:
			out = append(out, s)
		case float64:
			out = append(out, strconv.FormatFloat(s, 'g', -1, 64))
		default:
			bad("value is %T, expected a string", x)
		}
	}
	return out
}

func toInts(v []float64) []int {
	out := make([]int, len(v))
	for i, x := range v {
		out[i] = int(x)
	}
	return out
}

// counts is a document-term table in the order of the input.
type counts struct {
	docs, terms []string
	rows        [][]float64
}

func (c counts) row(doc string) []float64 { return c.rows[slices.Index(c.docs, doc)] }

// columns gives the table term by term.
func (c counts) columns() [][]float64 {
	out := make([][]float64, len(c.terms))
	for j := range out {
		for i := range c.rows {
			out[j] = append(out[j], c.rows[i][j])
		}
	}
	return out
}

// keep restricts the table to documents in the given order, with all its terms.
func (c counts) keep(docs []string) counts {
	k := counts{docs: docs, terms: c.terms}
	for _, d := range docs {
		k.rows = append(k.rows, c.row(d))
	}
	return k
}

// table reads the document-term table of a dtm, dtm_file, tokens_file, texts or
// two_docs input.
func (f *fixture) table() counts {
	in := f.Input
	switch in.kind() {
	case "dtm":
		return counts{in.texts("docs"), in.texts("terms"), in.matrix("counts")}
	case "dtm_file":
		c := f.countsFile(in.text("file"))
		if in.has("docs") {
			c = c.keep(in.texts("docs"))
		}
		return c
	case "tokens_file":
		docs, texts := f.tokensFile(in.text("file"))
		return countTexts(docs, texts)
	case "texts", "query":
		texts := in.texts("texts")
		docs, split := make([]string, len(texts)), make([][]string, len(texts))
		for i, t := range texts {
			docs[i], split[i] = strconv.Itoa(i), strings.Fields(t)
		}
		return countTexts(docs, split)
	case "two_docs":
		return countTexts([]string{"target", "reference"},
			[][]string{strings.Fields(in.text("target")), strings.Fields(in.text("reference"))})
	}
	bad("input kind %q has no document-term table", in.kind())
	return counts{}
}

func countTexts(docs []string, texts [][]string) counts {
	c, at := counts{docs: docs}, map[string]int{}
	for _, text := range texts {
		for _, w := range text {
			if _, ok := at[w]; !ok {
				at[w] = len(c.terms)
				c.terms = append(c.terms, w)
			}
		}
	}
	for _, text := range texts {
		row := make([]float64, len(c.terms))
		for _, w := range text {
			row[at[w]]++
		}
		c.rows = append(c.rows, row)
	}
	return c
}

// lines reads a data file split at tabs.
func (f *fixture) lines(name string) [][]string {
	file, err := os.Open(filepath.Join(f.folder, filepath.FromSlash(name)))
	if err != nil {
		bad("%v", err)
	}
	defer file.Close()
	var out [][]string
	scan := bufio.NewScanner(file)
	scan.Buffer(nil, 1<<24)
	for scan.Scan() {
		if line := strings.TrimRight(scan.Text(), "\r"); line != "" {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	if err := scan.Err(); err != nil {
		bad("%s: %v", name, err)
	}
	return out
}

// countsFile reads a long (doc, term, count) or wide table.
func (f *fixture) countsFile(name string) counts {
	lines := f.lines(name)
	head := lines[0]
	if len(head) != 3 || head[2] != "count" {
		c := counts{terms: head[1:]}
		for _, l := range lines[1:] {
			row := make([]float64, len(head)-1)
			for j := range row {
				row[j] = number(any(l[j+1]))
			}
			c.docs, c.rows = append(c.docs, l[0]), append(c.rows, row)
		}
		return c
	}
	var c counts
	docAt, termAt := map[string]int{}, map[string]int{}
	for _, l := range lines[1:] {
		if _, ok := docAt[l[0]]; !ok {
			docAt[l[0]] = len(c.docs)
			c.docs = append(c.docs, l[0])
		}
		if _, ok := termAt[l[1]]; !ok {
			termAt[l[1]] = len(c.terms)
			c.terms = append(c.terms, l[1])
		}
	}
	for range c.docs {
		c.rows = append(c.rows, make([]float64, len(c.terms)))
	}
	for _, l := range lines[1:] {
		c.rows[docAt[l[0]]][termAt[l[1]]] += number(any(l[2]))
	}
	return c
}

// tokensFile reads doc <tab> space-separated tokens.
func (f *fixture) tokensFile(name string) (docs []string, texts [][]string) {
	for _, l := range f.lines(name) {
		if len(l) != 2 {
			bad("%s: %d columns, expected 2", name, len(l))
		}
		if l[0] == "doc" && len(docs) == 0 {
			continue
		}
		docs, texts = append(docs, l[0]), append(texts, strings.Fields(l[1]))
	}
	return docs, texts
}

// tokens are the token lists of a texts, tokens_file, tokens or token_seq input.
func (f *fixture) tokens() [][]string {
	in := f.Input
	switch in.kind() {
	case "tokens_file":
		_, texts := f.tokensFile(in.text("file"))
		return texts
	case "texts", "query":
		var out [][]string
		for _, t := range in.texts("texts") {
			out = append(out, strings.Fields(t))
		}
		return out
	case "tokens", "token_seq":
		if s, ok := in["tokens"].(string); ok {
			return [][]string{strings.Fields(s)}
		}
		return [][]string{in.texts("tokens")}
	}
	bad("input kind %q has no tokens", in.kind())
	return nil
}
