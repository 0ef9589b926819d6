package notebook

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"go.starlark.net/starlark"
	"go.starlark.net/syntax"
)

// sum adds numbers from left to right; whole numbers stay whole.
func sum(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var list starlark.Iterable
	var total starlark.Value = starlark.MakeInt(0)
	if err := starlark.UnpackArgs("sum", args, kwargs, "list", &list, "start?", &total); err != nil {
		return nil, err
	}
	it := list.Iterate()
	defer it.Done()
	var x starlark.Value
	for i := 0; it.Next(&x); i++ {
		var err error
		if err = numeric("sum", i, x); err != nil {
			return nil, err
		}
		if total, err = starlark.Binary(syntax.PLUS, total, x); err != nil {
			return nil, err
		}
	}
	return total, nil
}

// numeric refuses what is no number. A missing value is not passed over.
func numeric(name string, i int, x starlark.Value) error {
	switch x.(type) {
	case starlark.Int, starlark.Float:
		return nil
	case starlark.NoneType:
		return fmt.Errorf("%s: value %d is missing (None); leave such values out: [x for x in list if x != None]", name, i+1)
	}
	return fmt.Errorf("%s: value %d is a %s, want a number", name, i+1, x.Type())
}

// floats reads a list of numbers, at least one.
func floats(name string, list starlark.Iterable) ([]float64, error) {
	var out []float64
	it := list.Iterate()
	defer it.Done()
	var x starlark.Value
	for it.Next(&x) {
		if err := numeric(name, len(out), x); err != nil {
			return nil, err
		}
		f, _ := starlark.AsFloat(x)
		out = append(out, f)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: an empty list has none", name)
	}
	return out, nil
}

func mean(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var list starlark.Iterable
	if err := starlark.UnpackArgs("mean", args, kwargs, "list", &list); err != nil {
		return nil, err
	}
	xs, err := floats("mean", list)
	if err != nil {
		return nil, err
	}
	total := 0.0
	for _, x := range xs {
		total += x
	}
	return starlark.Float(total / float64(len(xs))), nil
}

func median(t *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var list starlark.Iterable
	if err := starlark.UnpackArgs("median", args, kwargs, "list", &list); err != nil {
		return nil, err
	}
	xs, err := floats("median", list)
	if err != nil {
		return nil, err
	}
	return starlark.Float(quantileOf(xs, 0.5)), nil
}

func quantile(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var list starlark.Iterable
	var p starlark.Value
	if err := starlark.UnpackArgs("quantile", args, kwargs, "list", &list, "p", &p); err != nil {
		return nil, err
	}
	at, ok := starlark.AsFloat(p)
	if !ok || !(at >= 0 && at <= 1) {
		return nil, fmt.Errorf("quantile: p is %s, want a number from 0 to 1", p)
	}
	xs, err := floats("quantile", list)
	if err != nil {
		return nil, err
	}
	return starlark.Float(quantileOf(xs, at)), nil
}

// quantileOf interpolates linearly between order statistics (type 7 of Hyndman
// and Fan 1996, the default of R and NumPy). It sorts xs.
func quantileOf(xs []float64, p float64) float64 {
	slices.Sort(xs)
	h := p * float64(len(xs)-1)
	low := int(math.Floor(h))
	if low+1 >= len(xs) {
		return xs[len(xs)-1]
	}
	return xs[low] + (h-float64(low))*(xs[low+1]-xs[low])
}

// round rounds to the nearest; a tie goes to the even digit, as in Python.
// Without digits it gives a whole number.
func round(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var x starlark.Value
	var digits starlark.Value = starlark.None
	if err := starlark.UnpackArgs("round", args, kwargs, "x", &x, "digits?", &digits); err != nil {
		return nil, err
	}
	if err := numeric("round", 0, x); err != nil {
		return nil, err
	}
	if whole, ok := x.(starlark.Int); ok {
		return whole, nil
	}
	f := float64(x.(starlark.Float))
	if digits == starlark.None {
		return starlark.NumberToInt(starlark.Float(math.RoundToEven(f)))
	}
	n, err := starlark.AsInt32(digits)
	if err != nil || n < 0 || n > 300 {
		return nil, fmt.Errorf("round: digits is %s, want a whole number from 0 to 300", digits)
	}
	r, err := strconv.ParseFloat(strconv.FormatFloat(f, 'f', n, 64), 64)
	return starlark.Float(r), err
}

// distinct lists the values in order of first appearance.
func distinct(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	counts, err := tally("unique", args, kwargs)
	if err != nil {
		return nil, err
	}
	return starlark.NewList(counts.Keys()), nil
}

// count counts the values: a dict, the commonest first; ties stand in order of
// first appearance.
func count(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	counts, err := tally("count", args, kwargs)
	if err != nil {
		return nil, err
	}
	items := counts.Items()
	slices.SortStableFunc(items, func(a, b starlark.Tuple) int {
		x, _ := starlark.AsInt32(a[1])
		y, _ := starlark.AsInt32(b[1])
		return cmp.Compare(y, x)
	})
	out := starlark.NewDict(len(items))
	for _, i := range items {
		if err := out.SetKey(i[0], i[1]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func tally(name string, args starlark.Tuple, kwargs []starlark.Tuple) (*starlark.Dict, error) {
	var list starlark.Iterable
	if err := starlark.UnpackArgs(name, args, kwargs, "list", &list); err != nil {
		return nil, err
	}
	out := starlark.NewDict(0)
	it := list.Iterate()
	defer it.Done()
	var x starlark.Value
	for it.Next(&x) {
		n := 0
		if have, ok, err := out.Get(x); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		} else if ok {
			if n, err = starlark.AsInt32(have); err != nil {
				return nil, err
			}
		}
		if err := out.SetKey(x, starlark.MakeInt(n+1)); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return out, nil
}
