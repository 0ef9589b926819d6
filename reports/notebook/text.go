package notebook

import (
	"fmt"
	"math/big"
	"unicode/utf8"

	"go.starlark.net/starlark"
)

// The functions of this file make texts count characters. rewrite has every
// cell call them in place of Starlark's own.

// runeSpan returns characters from to to-1 of a text.
func runeSpan(s string, from, to int) string {
	start, end, n := len(s), len(s), 0
	for i := range s {
		if n == from {
			start = i
		}
		if n == to {
			end = i
			break
		}
		n++
	}
	if from >= to || start > end {
		return ""
	}
	return s[start:end]
}

// length counts characters of a text, elements of anything else.
func length(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var x starlark.Value
	if err := starlark.UnpackPositionalArgs("len", args, kwargs, 1, &x); err != nil {
		return nil, err
	}
	if s, ok := starlark.AsString(x); ok {
		return starlark.MakeInt(utf8.RuneCountInString(s)), nil
	}
	n := starlark.Len(x)
	if n < 0 {
		return nil, fmt.Errorf("len: a %s has no length", x.Type())
	}
	return starlark.MakeInt(n), nil
}

func index(_ *starlark.Thread, args starlark.Tuple, _ []starlark.Tuple) (starlark.Value, error) {
	x, k := args[0], args[1]
	if m, ok := x.(starlark.Mapping); ok {
		v, found, err := m.Get(k)
		if err == nil && !found {
			err = fmt.Errorf("key %v is not in the %s", k, x.Type())
		}
		return v, err
	}
	n := starlark.Len(x)
	s, isText := starlark.AsString(x)
	if isText {
		n = utf8.RuneCountInString(s)
	}
	list, isList := x.(starlark.Indexable)
	if !isList && !isText {
		return nil, fmt.Errorf("a %s cannot be indexed", x.Type())
	}
	i, err := starlark.AsInt32(k)
	if err != nil {
		return nil, fmt.Errorf("%s index: %w", x.Type(), err)
	}
	at := i
	if at < 0 {
		at += n
	}
	if at < 0 || at >= n {
		return nil, fmt.Errorf("%s index %d out of range: it has %d, counted from 0", x.Type(), i, n)
	}
	if isText {
		return starlark.String(runeSpan(s, at, at+1)), nil
	}
	return list.Index(at), nil
}

// slice is x[lo:hi:step] with the rules of Python.
func slice(_ *starlark.Thread, args starlark.Tuple, _ []starlark.Tuple) (starlark.Value, error) {
	x := args[0]
	s, isText := starlark.AsString(x)
	list, isList := x.(starlark.Sliceable)
	if !isList && !isText {
		return nil, fmt.Errorf("a %s cannot be sliced", x.Type())
	}
	n := starlark.Len(x)
	if isText {
		n = utf8.RuneCountInString(s)
	}
	step := 1
	if args[3] != starlark.None {
		var err error
		if step, err = starlark.AsInt32(args[3]); err != nil || step == 0 {
			return nil, fmt.Errorf("slice: the step is %s, want a whole number that is not 0", args[3])
		}
	}
	low, high := 0, n // of lo and hi when left out
	if step < 0 {
		low, high = n-1, -1
	}
	lo, err := place(args[1], low, n, step)
	if err != nil {
		return nil, err
	}
	hi, err := place(args[2], high, n, step)
	if err != nil {
		return nil, err
	}
	switch {
	case !isText:
		if step > 0 {
			hi = max(hi, lo)
		} else {
			hi = min(hi, lo)
		}
		return list.Slice(lo, hi, step), nil
	case step == 1:
		return starlark.String(runeSpan(s, lo, hi)), nil
	}
	var out []rune
	all := []rune(s)
	for i := lo; step > 0 && i < hi || step < 0 && i > hi; i += step {
		out = append(out, all[i])
	}
	return starlark.String(string(out)), nil
}

// place reads one end of a slice and fits it into the length.
func place(v starlark.Value, absent, n, step int) (int, error) {
	if v == starlark.None {
		return absent, nil
	}
	whole, ok := v.(starlark.Int)
	if !ok {
		return 0, fmt.Errorf("slice: got %s, want a whole number", v.Type())
	}
	least, most := 0, n
	if step < 0 {
		least, most = -1, n-1
	}
	i, fits := whole.Int64()
	if !fits {
		if whole.BigInt().Cmp(big.NewInt(0)) < 0 {
			return least, nil
		}
		return most, nil
	}
	if i < 0 {
		i += int64(n)
	}
	return int(min(max(i, int64(least)), int64(most))), nil
}

// attr gives the methods find, index, rfind and rindex of a text, in
// characters, and the attribute of that name of anything else.
func attr(_ *starlark.Thread, args starlark.Tuple, _ []starlark.Tuple) (starlark.Value, error) {
	x, name := args[0], string(args[1].(starlark.String))
	h, ok := x.(starlark.HasAttrs)
	if !ok {
		return nil, fmt.Errorf("%s has no .%s", x.Type(), name)
	}
	v, err := h.Attr(name)
	if err == nil && v == nil {
		err = starlark.NoSuchAttrError(fmt.Sprintf("%s has no .%s field or method", x.Type(), name))
	}
	s, isText := starlark.AsString(x)
	if err != nil || !isText {
		return v, err
	}
	return builtin(name, func(t *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
		part, from, to := "", starlark.Value(starlark.None), starlark.Value(starlark.None)
		if err := starlark.UnpackPositionalArgs(name, args, kwargs, 1, &part, &from, &to); err != nil {
			return nil, err
		}
		n := utf8.RuneCountInString(s)
		lo, err := place(from, 0, n, 1)
		if err != nil {
			return nil, err
		}
		hi, err := place(to, n, n, 1)
		if err != nil {
			return nil, err
		}
		within := runeSpan(s, lo, hi)
		at, err := starlark.Call(t, mustAttr(within, name), starlark.Tuple{starlark.String(part)}, nil)
		if err != nil {
			return nil, err
		}
		bytes, err := starlark.AsInt32(at)
		if err != nil || bytes < 0 {
			return at, err
		}
		return starlark.MakeInt(lo + utf8.RuneCountInString(within[:bytes])), nil
	}), nil
}

// mustAttr returns a method that every text has.
func mustAttr(s, name string) starlark.Value {
	v, err := starlark.String(s).Attr(name)
	if err != nil || v == nil {
		panic("a text without the method " + name)
	}
	return v
}
