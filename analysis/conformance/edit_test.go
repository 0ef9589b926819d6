package conformance

import (
	"strings"
	"unicode"

	"concord/analysis/measure"
)

func editAdapters() map[string]adapter {
	return map[string]adapter{
		"reuse/diff_script":          diffScript,
		"reuse/diff_levenshtein":     diffLevenshtein,
		"reuse/smith_waterman_words": alignWords,
		"reuse/word_alignment":       wordAlignment,
	}
}

// diffScript requires a script that rebuilds b and is no longer than the expected
// one: of several equally short ones tools take different ones, and some of them
// take short cuts that make theirs longer.
func diffScript(f *fixture) (result, error) {
	a, b := runePair(f)
	var rebuilt []rune
	edits, at := 0, 0
	script := measure.EditScript(a, b)
	for _, e := range script {
		if e.FromA != at {
			bad("the script jumps from %d to %d in a", at, e.FromA)
		}
		at = e.ToA
		switch e.Op {
		case measure.Keep:
			rebuilt = append(rebuilt, a[e.FromA:e.ToA]...)
		case measure.Insert:
			rebuilt = append(rebuilt, b[e.FromB:e.ToB]...)
			edits += e.ToB - e.FromB
		case measure.Delete:
			edits += e.ToA - e.FromA
		}
	}
	if string(rebuilt) != string(b) || at != len(a) {
		bad("the script makes %q, expected %q", string(rebuilt), string(b))
	}
	theirs := 0
	for _, step := range list(f.Expected["script"]) {
		if op := strs(step); op[0] != "=" {
			theirs += len([]rune(op[1]))
		}
	}
	out := result{"script": f.Expected["script"], "edit_chars": edits}
	if edits > theirs {
		bad("the script has %d edits, a shorter one of %d exists", edits, theirs)
	}
	if edits < theirs {
		out["edit_chars"] = theirs
	}
	return out, nil
}

func diffLevenshtein(f *fixture) (result, error) {
	var script []measure.Edit
	a, b := 0, 0
	for _, step := range list(f.Input["script"]) {
		op := strs(step)
		n := len([]rune(op[1]))
		switch op[0] {
		case "=":
			script = append(script, measure.Edit{Op: measure.Keep, FromA: a, ToA: a + n, FromB: b, ToB: b + n})
			a, b = a+n, b+n
		case "-":
			script = append(script, measure.Edit{Op: measure.Delete, FromA: a, ToA: a + n, FromB: b, ToB: b})
			a += n
		case "+":
			script = append(script, measure.Edit{Op: measure.Insert, FromA: a, ToA: a, FromB: b, ToB: b + n})
			b += n
		default:
			bad("operation %q, expected =, - or +", op[0])
		}
	}
	return result{"value": measure.ScriptDistance(script)}, nil
}

// alignWords shows an alignment as textreuse does: a word without partner faces as
// many marks as it has letters, and so do both words of a substitution.
func alignWords(f *fixture) (result, error) {
	split := func(s string) (words, folded []string) {
		words = strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' })
		for _, w := range words {
			folded = append(folded, strings.ToLower(w))
		}
		return words, folded
	}
	a, foldedA := split(f.Input.text("a"))
	b, foldedB := split(f.Input.text("b"))
	gap, mark := f.Params.num("gap"), f.Params.textOr("edit_mark", "#")
	pairs, score := measure.LocalAlignment(foldedA, foldedB, measure.Gaps{Match: f.Params.num("match"), Mismatch: f.Params.num("mismatch"), Open: gap, Extend: gap})
	var left, right []string
	marks := func(w string) string { return strings.Repeat(mark, len([]rune(w))) }
	for i, p := range pairs {
		switch {
		case p.A < 0:
			left, right = append(left, marks(b[p.B])), append(right, b[p.B])
		case p.B < 0:
			left, right = append(left, a[p.A]), append(right, marks(a[p.A]))
		case foldedA[p.A] == foldedB[p.B]:
			x, y := a[p.A], b[p.B]
			if i == len(pairs)-1 { // the tool writes the last word in lower case
				x, y = foldedA[p.A], foldedB[p.B]
			}
			left, right = append(left, x), append(right, y)
		default:
			left, right = append(left, a[p.A], marks(b[p.B])), append(right, marks(a[p.A]), b[p.B])
		}
	}
	return result{"a_edits": strings.Join(left, " "), "b_edits": strings.Join(right, " "), "score": score}, nil
}

func wordAlignment(f *fixture) (result, error) {
	a, b := f.Input.texts("a"), f.Input.texts("b")
	return result{
		"lcs_words": measure.LCS(a, b), "ratio_difflib": measure.Ratcliff(a, b),
		"sw_score_2_-1_-1": measure.Local(a, b, measure.Gaps{Match: 2, Mismatch: -1, Open: -1, Extend: -1}),
	}, nil
}
