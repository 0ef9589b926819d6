package conformance

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// differences lists where computed values miss the expected ones, each with its
// path. Names starting info_ or observed_ are not compared.
func (f *fixture) differences(got result) []string {
	var out []string
	for _, key := range sortedKeys(f.Expected) {
		if strings.HasPrefix(key, "info_") || strings.HasPrefix(key, "observed_") {
			continue
		}
		have, ok := got[key]
		if !ok {
			out = append(out, fmt.Sprintf("%s: not computed", key))
			continue
		}
		want, ours := f.Expected[key], plain(have)
		f.same = nil
		if ex, ok := f.excuse(); ok && slices.Contains(ex.keys, key) {
			if ex.same == nil {
				continue
			}
			f.same = ex.same
		}
		switch f.Tolerance.Mode {
		case "up_to_sign_per_column":
			ours = alignSigns(want, ours)
		case "absolute_values":
			ours = magnitudes(ours)
		}
		out = append(out, f.compare(key, want, ours)...)
	}
	return out
}

// compare walks two plain values.
func (f *fixture) compare(path string, want, have any) []string {
	switch w := want.(type) {
	case nil:
		if have == nil || isNaN(have) {
			return nil
		}
	case []any:
		h, ok := have.([]any)
		if !ok || len(h) != len(w) {
			return []string{fmt.Sprintf("%s: expected %s, got %s", path, brief(want), brief(have))}
		}
		var out []string
		for i := range w {
			out = append(out, f.compare(path+"["+strconv.Itoa(i)+"]", w[i], h[i])...)
		}
		return out
	case map[string]any:
		h, ok := have.(map[string]any)
		if !ok {
			break
		}
		var out []string
		for _, k := range sortedKeys(w) {
			if v, ok := h[k]; ok {
				out = append(out, f.compare(path+"."+k, w[k], v)...)
			} else {
				out = append(out, path+"."+k+": missing")
			}
		}
		for _, k := range sortedKeys(h) {
			if _, ok := w[k]; !ok {
				if v, isNum := h[k].(float64); !isNum || math.Abs(v) > f.Tolerance.Abs {
					out = append(out, fmt.Sprintf("%s.%s: %s is not expected", path, k, brief(h[k])))
				}
			}
		}
		return out
	case string:
		if h, ok := have.(string); ok && h == w {
			return nil
		}
		if h, ok := have.(float64); ok && f.nonFinite(w, h) {
			return nil
		}
	case bool:
		if h, ok := have.(bool); ok && h == w {
			return nil
		}
	case float64:
		if h, ok := have.(float64); ok && f.near(w, h) {
			return nil
		}
	}
	return []string{fmt.Sprintf("%s: expected %s, got %s", path, brief(want), brief(have))}
}

// nonFinite matches "NaN", "Inf" and "-Inf". Unbounded values are NaN in this
// project, so NaN stands for both infinities.
func (f *fixture) nonFinite(want string, have float64) bool {
	switch want {
	case "NaN":
		return math.IsNaN(have)
	case "Inf":
		return math.IsInf(have, 1) || math.IsNaN(have)
	case "-Inf":
		return math.IsInf(have, -1) || math.IsNaN(have)
	}
	return false
}

// near applies the tolerance rule.
func (f *fixture) near(want, have float64) bool {
	if f.same != nil && f.same(want, have) {
		return true
	}
	t := f.Tolerance
	slack := t.Abs + t.Rel*math.Abs(want)
	switch t.Mode {
	case "exact":
		return want == have
	case "at_most":
		return have <= want+slack
	case "at_least":
		return have >= want-slack
	case "absolute_values":
		return math.Abs(math.Abs(have)-math.Abs(want)) <= slack
	}
	return math.Abs(have-want) <= slack
}

// plain turns typed slices, maps and numbers into what JSON decoding gives.
func plain(v any) any {
	if v == nil {
		return nil
	}
	r := reflect.ValueOf(v)
	switch r.Kind() {
	case reflect.Interface, reflect.Pointer:
		if r.IsNil() {
			return nil
		}
		return plain(r.Elem().Interface())
	case reflect.Slice, reflect.Array:
		out := make([]any, r.Len())
		for i := range out {
			out[i] = plain(r.Index(i).Interface())
		}
		return out
	case reflect.Map:
		out := make(map[string]any, r.Len())
		for _, k := range r.MapKeys() {
			out[k.String()] = plain(r.MapIndex(k).Interface())
		}
		return out
	case reflect.Int, reflect.Int32, reflect.Int64:
		return float64(r.Int())
	case reflect.Uint, reflect.Uint32, reflect.Uint64:
		return float64(r.Uint())
	case reflect.Float64:
		return r.Float()
	case reflect.String:
		return r.String()
	case reflect.Bool:
		return r.Bool()
	}
	return fmt.Sprintf("unsupported %T", v)
}

// alignSigns flips the columns of our matrix, or our whole vector, to the sign
// of the expected one where it correlates negatively.
func alignSigns(want, have any) any {
	w, okW := want.([]any)
	h, okH := have.([]any)
	if !okW || !okH || len(w) != len(h) || len(w) == 0 {
		return have
	}
	asRow := func(v any) []any {
		if r, ok := v.([]any); ok {
			return r
		}
		return []any{v}
	}
	columns := len(asRow(w[0]))
	signs := make([]float64, columns)
	for j := range signs {
		dot := 0.0
		for i := range w {
			a, b := asRow(w[i]), asRow(h[i])
			if j < len(a) && j < len(b) {
				x, _ := a[j].(float64)
				y, _ := b[j].(float64)
				dot += x * y
			}
		}
		signs[j] = 1
		if dot < 0 {
			signs[j] = -1
		}
	}
	out := make([]any, len(h))
	for i := range h {
		row := slices.Clone(asRow(h[i]))
		for j := range row {
			if y, ok := row[j].(float64); ok && j < columns {
				row[j] = y * signs[j]
			}
		}
		out[i] = row
		if _, matrix := h[i].([]any); !matrix {
			out[i] = row[0]
		}
	}
	return out
}

func magnitudes(v any) any {
	switch x := v.(type) {
	case float64:
		return math.Abs(x)
	case []any:
		out := make([]any, len(x))
		for i := range x {
			out[i] = magnitudes(x[i])
		}
		return out
	}
	return v
}

func isNaN(v any) bool {
	x, ok := v.(float64)
	return ok && math.IsNaN(x)
}

func brief(v any) string {
	s := fmt.Sprintf("%.12v", v)
	if len(s) > 160 {
		return s[:160] + "…"
	}
	return s
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
