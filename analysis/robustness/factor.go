package robustness

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"concord/analysis"
	"concord/analysis/table"
)

// factors are the choices in the order in which they are told; see the package
// comment. A set of switched factors is a mask over this order.
var factors = [...]string{"unit", "lexicon", "unknown", "names", "numbers", "stop", "script", "min_documents", "boilerplate", "longest"}

// mask is a specification: the factors that are switched away from the
// baseline, which is 0.
type mask uint16

func bit(factor string) mask { return 1 << slices.Index(factors[:], factor) }

func (m mask) has(factor string) bool { return m&bit(factor) != 0 }

func (m mask) names() []string {
	var out []string
	for _, f := range factors {
		if m.has(f) {
			out = append(out, f)
		}
	}
	return out
}

// ofWords are the factors that do nothing to runs of characters.
func ofWords() mask { return bit("lexicon") | bit("unknown") }

// ofTexts are the factors that change the corpus, not the options.
func ofTexts() mask { return bit("names") | bit("boilerplate") | bit("longest") }

// switched is the value that an option has when its factor is switched. values
// are the options of the baseline as run; unit is told by gram.
func switched(factor string, values map[string]any) any {
	other := func(a, b string) string {
		if values[factor] == a {
			return b
		}
		return a
	}
	switch factor {
	case "lexicon":
		return other("diplomatic", "none")
	case "numbers":
		return other("drop", "keep")
	case "stop":
		return other("default", "none")
	case "script":
		return other("as-is", "simplified")
	case "unknown":
		on, _ := values[factor].(bool)
		return !on
	}
	if n, _ := values[factor].(int); n >= strictFloor { // min_documents
		return looseFloor
	}
	return strictFloor
}

// baseline is how the specification without a switch is written.
const baseline = "baseline"

const (
	strictFloor = 5 // documents, of min_documents when it is switched
	looseFloor  = 2 // where the baseline is that strict already
)

func gramUnit(n int) string { return "char" + strconv.Itoa(n) }

// describe writes a specification as unit=char2 stop=none; gram is the length
// of the feature.
func (m mask) describe(values map[string]any, gram int) string {
	if m == 0 {
		return baseline
	}
	var out []string
	for _, f := range m.names() {
		switch {
		case f == "unit":
			out = append(out, "unit="+gramUnit(gram))
		case f == "names":
			out = append(out, "names=blank")
		case ofTexts().has(f):
			out = append(out, f+"=out")
		default:
			out = append(out, f+"="+text(switched(f, values)))
		}
	}
	return strings.Join(out, " ")
}

func text(v any) string {
	switch v := v.(type) {
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	}
	s, _ := v.(string)
	return s
}

// specify lists the specifications over the factors that apply, ascending, and
// tells how many there are in all. Beyond limit it keeps the baseline, each
// single switch and a random draw of the others.
func specify(apply mask, limit int, seed uint64) (list []mask, all int) {
	var rest []mask
	for m := mask(0); m <= apply; m++ {
		switch {
		case m&^apply != 0 || m.has("unit") && m&ofWords() != 0:
		case bits.OnesCount16(uint16(m)) <= 1:
			list = append(list, m)
		default:
			rest = append(rest, m)
		}
	}
	all = len(list) + len(rest)
	if room := max(limit-len(list), 0); len(rest) > room {
		random := rand.New(rand.NewPCG(seed, 0))
		random.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
		rest = rest[:room]
	}
	list = append(list, rest...)
	slices.Sort(list)
	return list, all
}

// stepName is how sentences call a factor.
func stepName(factor string) analysis.Text {
	c, _ := table.Lookup("factor")
	return c.Values[factor]
}

func stepNames(m mask) analysis.Text {
	var zh, en []string
	for _, f := range m.names() {
		n := stepName(f)
		zh, en = append(zh, n.ZH), append(en, n.EN)
	}
	return analysis.T(strings.Join(zh, "、"), strings.Join(en, ", "))
}
