package notebook

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"concord/analysis/table"

	"go.starlark.net/starlark"
)

// spec is the part of Python's format language that fmt knows:
// [[fill]align][sign][width][,][.precision][type].
var spec = regexp.MustCompile(`^(?:(.)?([<>^]))?([+ ])?(\d{1,4})?(,)?(?:\.(\d{1,3}))?([dfegxs%])?$`)

// format fills {} {0} {name} {:.2f} in a template.
func format(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	if len(args) == 0 {
		return nil, fmt.Errorf("fmt: want a template, such as fmt(\"{:.2f}\", x)")
	}
	template, ok := starlark.AsString(args[0])
	if !ok {
		return nil, fmt.Errorf("fmt: the template is a %s, want a text", args[0].Type())
	}
	var b strings.Builder
	next := 0
	for rest := template; rest != ""; {
		at := strings.IndexAny(rest, "{}")
		if at < 0 {
			b.WriteString(rest)
			break
		}
		b.WriteString(rest[:at])
		if strings.HasPrefix(rest[at:], "{{") || strings.HasPrefix(rest[at:], "}}") {
			b.WriteByte(rest[at])
			rest = rest[at+2:]
			continue
		}
		end := strings.IndexByte(rest[at:], '}')
		if rest[at] == '}' || end < 0 {
			return nil, fmt.Errorf("fmt: a single %c in %q; write %[1]c%[1]c for the character itself", rest[at], template)
		}
		name, how, _ := strings.Cut(rest[at+1:at+end], ":")
		v, err := field(name, &next, args[1:], kwargs)
		if err != nil {
			return nil, err
		}
		text, err := formatted(v, how)
		if err != nil {
			return nil, err
		}
		b.WriteString(text)
		rest = rest[at+end+1:]
	}
	return starlark.String(b.String()), nil
}

func field(name string, next *int, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	i, err := strconv.Atoi(name)
	if name == "" {
		i, err = *next, nil
		*next++
	}
	if err == nil {
		if i < 0 || i >= len(args) {
			return nil, fmt.Errorf("fmt: the template wants value %d, got %d", i+1, len(args))
		}
		return args[i], nil
	}
	for _, kw := range kwargs {
		if string(kw[0].(starlark.String)) == name {
			return kw[1], nil
		}
	}
	return nil, fmt.Errorf("fmt: no value for {%s}; give it as %[1]s=…", name)
}

// formatted prints a value as a format says. A missing number is a dash.
func formatted(v starlark.Value, how string) (string, error) {
	m := spec.FindStringSubmatch(how)
	if m == nil {
		return "", fmt.Errorf("fmt: format %q, want a form such as .2f, 8d, >10, ,d or .1%%", how)
	}
	text, err := body(v, m[5] != "", m[6], m[7], how)
	if err != nil {
		return "", err
	}
	_, isText := v.(starlark.String)
	if sign := m[3]; sign != "" && !isText && v != starlark.None && !strings.HasPrefix(text, "-") {
		text = sign + text
	}
	width, _ := strconv.Atoi(m[4])
	gap := max(width-table.Width(text), 0)
	fill, align := m[1], m[2]
	if fill == "" {
		fill = " "
	}
	if align == "" {
		align = ">"
		if isText {
			align = "<"
		}
	}
	left := gap
	switch align {
	case "<":
		left = 0
	case "^":
		left = gap / 2
	}
	return strings.Repeat(fill, left) + text + strings.Repeat(fill, gap-left), nil
}

func body(v starlark.Value, grouped bool, precision, kind, how string) (string, error) {
	if s, ok := starlark.AsString(v); ok {
		if kind != "" && kind != "s" || grouped {
			return "", fmt.Errorf("fmt: format %q is for numbers, got a text", how)
		}
		if precision != "" {
			n, _ := strconv.Atoi(precision)
			s = runeSpan(s, 0, n)
		}
		return s, nil
	}
	if v == starlark.None && kind != "" && kind != "s" {
		return table.Missing, nil
	}
	whole, isInt := v.(starlark.Int)
	switch {
	case kind == "x" && isInt:
		return whole.BigInt().Text(16), nil
	case kind == "d" && !isInt || kind == "x":
		return "", fmt.Errorf("fmt: format %q wants a whole number, got a %s", how, v.Type())
	case isInt && (kind == "d" || kind == "" && precision == ""):
		return group(whole.String(), grouped), nil
	}
	x, isNumber := starlark.AsFloat(v)
	if !isNumber {
		if kind == "" && precision == "" && !grouped || kind == "s" {
			return v.String(), nil
		}
		return "", fmt.Errorf("fmt: format %q wants a number, got a %s", how, v.Type())
	}
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return table.Missing, nil
	}
	digits := 6
	if precision != "" {
		digits, _ = strconv.Atoi(precision)
	}
	switch kind {
	case "%":
		return group(strconv.FormatFloat(100*x, 'f', digits, 64), grouped) + "%", nil
	case "f", "e":
		return group(strconv.FormatFloat(x, kind[0], digits, 64), grouped), nil
	case "g":
		return group(strconv.FormatFloat(x, 'g', max(digits, 1), 64), grouped), nil
	}
	if precision != "" {
		return group(strconv.FormatFloat(x, 'g', max(digits, 1), 64), grouped), nil
	}
	return group(v.String(), grouped), nil
}

// group parts the digits before the point by commas.
func group(s string, on bool) string {
	if !on {
		return s
	}
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	end := strings.IndexAny(s, ".e")
	if end < 0 {
		end = len(s)
	}
	var b strings.Builder
	for i, r := range s[:end] {
		if i > 0 && (end-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	return sign + b.String() + s[end:]
}
