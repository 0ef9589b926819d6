package catalog_test

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"concord/analysis"
	"concord/analysis/catalog"
	"concord/analysis/infer"
	"concord/analysis/promises"
	"concord/corpus"
	"concord/corpus/lexicon"
	"concord/corpus/load"
	"concord/corpus/query"
	"concord/corpus/specimen"
)

// The tests of this file run every method on the embedded specimen, whose truth
// is written down beside it, and on versions in which nothing is planted.

const alarm = 0.05 // nominal rate of false alarms

// atMost is how many false alarms among n independent corpora are compatible
// with the nominal rate: three binomial standard errors above it.
func atMost(n int) int {
	return int(alarm*float64(n) + 3*math.Sqrt(alarm*(1-alarm)*float64(n)))
}

func truth(t *testing.T) *specimen.Truth {
	t.Helper()
	tr, err := specimen.EmbeddedTruth()
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// nothing is a version of the specimen, 48 Chinese statements of 8 pairs, in
// which nothing is planted.
func nothing(t *testing.T, seed uint64) *analysis.Input {
	t.Helper()
	o := specimen.DefaultOptions()
	o.Null, o.Seed = true, seed
	g, err := specimen.Generate(o)
	if err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	if err := g.WriteJSONL(&lines, "zh"); err != nil {
		t.Fatal(err)
	}
	l, err := load.FS(t.Context(), fstest.MapFS{"nothing.jsonl": {Data: lines.Bytes()}}, ".", load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return analysis.NewInput(l.Corpus)
}

// result runs the method of the catalog with this name.
func result(t *testing.T, in *analysis.Input, name string, options map[string]any) *analysis.Result {
	t.Helper()
	m, ok := catalog.Find(name)
	if !ok {
		t.Fatalf("no method %q", name)
	}
	r, err := m.Run(t.Context(), in, options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// number is the value of a column in the row of a feature, NaN when it has none.
func number(r *analysis.Result, column, feature string) float64 {
	row := slices.Index(r.Table.Strings("feature"), feature)
	if row < 0 {
		return math.NaN()
	}
	return r.Table.Number(row, r.Table.Index(column))
}

// differences lists the calibrated findings that say that something differs.
func differences(r *analysis.Result) []analysis.Finding {
	var out []analysis.Finding
	for _, f := range r.Findings {
		if f.Tier == analysis.Calibrated && !f.Null {
			out = append(out, f)
		}
	}
	return out
}

func TestCheckFindsGapAndLongDocument(t *testing.T) {
	notUnderRace(t)
	tr := truth(t)
	r := result(t, analysis.NewInput(promises.Specimen(t)), "check", nil)
	problems, docs, docsB := r.Table.Strings("problem"), r.Table.Strings("doc"), r.Table.Strings("doc_b")
	var got []string
	for i, p := range problems {
		got = append(got, strings.TrimSpace(p+" "+docs[i]+" "+docsB[i]))
	}
	var want []string
	for _, g := range tr.Gaps {
		want = append(want, "gap "+g.After+" "+g.Before)
	}
	want = append(want, "long "+tr.Long.ID)
	if !slices.Equal(got, want) {
		t.Errorf("problems %q, want those planted: %q", got, want)
	}
	for seed := range uint64(5) {
		if r := result(t, nothing(t, 100+seed), "check", nil); r.Table.Len() > 0 {
			t.Errorf("nothing planted, seed %d: %d problems, the first %s of %s", 100+seed, r.Table.Len(), r.Table.Strings("problem")[0], r.Table.Strings("doc")[0])
		}
	}
}

// Formulas have no word borders, so they are held against the text itself: as
// runs of five characters, every one of them.
func TestFrequencyCountsFormulas(t *testing.T) {
	c := promises.Specimen(t)
	r := result(t, analysis.NewInput(c), "frequency", map[string]any{"unit": "char5", "top": 0})
	count := map[string]int64{}
	documents := map[string]int64{}
	for i, f := range r.Table.Strings("feature") {
		count[f], documents[f] = r.Table.Ints("count")[i], r.Table.Ints("documents")[i]
	}
	checked := 0
	for _, f := range truth(t).Formulas {
		for _, run := range runs(f.Wording.Zh, 5) {
			uses, in := int64(0), int64(0)
			for _, d := range c.Docs() {
				n := int64(strings.Count(d.Text, run))
				uses += n
				in += min(n, 1)
			}
			checked++
			if count[run] != uses || documents[run] != in {
				t.Errorf("%q: counted %d in %d documents, the texts hold %d in %d", run, count[run], documents[run], uses, in)
			}
		}
	}
	if checked < 100 {
		t.Errorf("only %d runs checked, want those of all formulas", checked)
	}
}

// runs lists the runs of n characters of s that have no punctuation.
func runs(s string, n int) []string {
	var out []string
	for part := range strings.SplitSeq(s, "、") {
		r := []rune(part)
		for i := range max(0, len(r)-n+1) {
			out = append(out, string(r[i:i+n]))
		}
	}
	return out
}

// Terms of the lexicon are never split, so that those within no longer term are
// counted as often as they stand in the texts.
func TestFrequencyCountsTerms(t *testing.T) {
	c := promises.Specimen(t)
	r := result(t, analysis.NewInput(c), "frequency", map[string]any{"top": 0})
	uses := map[string]int{}
	for _, term := range lexicon.Terms() {
		for _, d := range c.Docs() {
			uses[term.Text] += strings.Count(d.Text, term.Text)
		}
	}
	maps.DeleteFunc(uses, func(_ string, n int) bool { return n == 0 })
	checked := 0
	for _, term := range slices.Sorted(maps.Keys(uses)) {
		within := func(longer string) bool { return longer != term && strings.Contains(longer, term) }
		if slices.ContainsFunc(slices.Collect(maps.Keys(uses)), within) {
			continue
		}
		checked++
		if got := number(r, "count", term); got != float64(uses[term]) {
			t.Errorf("%q: counted %v, the texts hold %d", term, got, uses[term])
		}
	}
	if checked < 40 {
		t.Errorf("only %d terms of the lexicon stand in the texts", checked)
	}
}

func TestKWICFindsFormulas(t *testing.T) {
	loaded, err := load.FS(t.Context(), specimen.Embedded(), ".", load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"zh", "en"} {
		in := analysis.NewInput(inLanguage(t, loaded.Corpus, lang))
		find := func(wording string, documents ...[]string) {
			want := map[string]int{}
			for _, list := range documents {
				for _, id := range list {
					want[specimen.ID(id, lang)]++
				}
			}
			got := map[string]int{}
			r := result(t, in, "kwic", map[string]any{"find": wording})
			for i, doc := range r.Table.Strings("doc") {
				got[doc]++
				if node := r.Table.Strings("node")[i]; node != wording {
					t.Errorf("%q: found %q", wording, node)
				}
			}
			for _, id := range in.Corpus.IDs() {
				if got[id] != want[id] {
					t.Errorf("%q in %s: found %d times, planted %d times", wording, id, got[id], want[id])
				}
			}
		}
		for _, f := range truth(t).Formulas {
			find(f.Wording.In(lang), f.Documents)
			if f.From == nil {
				continue
			}
			if strings.Contains(f.Wording.In(lang), f.From.In(lang)) {
				find(f.From.In(lang), f.Weaker, f.Documents)
			} else {
				find(f.From.In(lang), f.Weaker)
			}
		}
	}
	in := nothing(t, 200)
	for _, f := range truth(t).Formulas {
		if f.Event == specimen.Stable {
			continue
		}
		if r := result(t, in, "kwic", map[string]any{"find": f.Wording.Zh}); r.Table.Len() > 0 {
			t.Errorf("nothing planted, but %q is found %d times", f.Wording.Zh, r.Table.Len())
		}
	}
}

func inLanguage(t *testing.T, c *corpus.Corpus, lang string) *corpus.Corpus {
	t.Helper()
	g, err := query.Select(c, "lang:"+lang, lang)
	if err != nil {
		t.Fatal(err)
	}
	s, err := c.Subset(g.Positions())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The predecessor is the nearest of the earlier documents where paragraphs are
// carried over; where nothing is, it has only the names in common.
func TestSimilarityFindsPredecessors(t *testing.T) {
	notUnderRace(t)
	tr := truth(t)
	in := analysis.NewInput(promises.Specimen(t))
	r := result(t, in, "similarity", map[string]any{"focus": tr.Focus.ID})
	if got := r.Table.Strings("doc_b")[0]; got != tr.Focus.Predecessor {
		t.Errorf("nearest to %s is %s, want its predecessor %s", tr.Focus.ID, got, tr.Focus.Predecessor)
	}
	p := predecessors(t, in, tr.Documents)
	if p.above != p.all || 4*p.nearest < 3*p.all {
		t.Errorf("of %d predecessors %d are nearer than the median pair and %d the nearest earlier document, want all and three quarters", p.all, p.above, p.nearest)
	}
	for seed := range uint64(3) {
		o := specimen.DefaultOptions()
		o.Null, o.Seed = true, 300+seed
		g, err := specimen.Generate(o)
		if err != nil {
			t.Fatal(err)
		}
		if p := predecessors(t, nothing(t, o.Seed), g.Truth.Documents); 3*p.nearest > p.all {
			t.Errorf("nothing planted, seed %d: of %d predecessors %d are the nearest earlier document, want at most a third", o.Seed, p.all, p.nearest)
		}
	}
}

// nearness counts documents with a predecessor, those whose predecessor is
// nearer than the median pair, and those to which no earlier document is nearer.
type nearness struct{ all, above, nearest int }

func predecessors(t *testing.T, in *analysis.Input, docs []specimen.DocumentTruth) nearness {
	t.Helper()
	r := result(t, in, "similarity", nil)
	near := map[[2]string]float64{} // the earlier document stands first
	later, values := r.Table.Strings("doc_b"), r.Table.Floats("jaccard")
	for i, earlier := range r.Table.Strings("doc") {
		near[[2]string{earlier, later[i]}] = values[i]
	}
	median := infer.Quantile(values, 0.5)
	var out nearness
	for i, d := range docs {
		if d.Predecessor == "" {
			continue
		}
		out.all++
		own := near[[2]string{d.Predecessor, d.ID}]
		if own > median {
			out.above++
		}
		if !slices.ContainsFunc(docs[:i], func(e specimen.DocumentTruth) bool { return near[[2]string{e.ID, d.ID}] > own }) {
			out.nearest++
		}
	}
	return out
}

// across is the comparison before and after the year of the planted shift.
func across(s *specimen.Shift) (target, reference, cut string) {
	return fmt.Sprintf("year:%d..", s.Year), fmt.Sprintf("year:..%d", s.Year-1), strconv.Itoa(s.Year)
}

func TestKeynessFindsRisingTopic(t *testing.T) {
	tr := truth(t)
	target, reference, _ := across(tr.Shift)
	r := result(t, analysis.NewInput(promises.Specimen(t)), "keyness", map[string]any{"target": target, "reference": reference, "numbers": "drop"})
	listed, told := 0, 0
	for _, k := range tr.Shift.Keywords {
		if number(r, "rank", k.Zh) <= 50 && number(r, "log_ratio", k.Zh) > 0 {
			listed++
		}
	}
	changed := []string{}
	for _, f := range tr.Formulas {
		if f.Event != specimen.Stable {
			changed = append(changed, f.Wording.Zh)
		}
	}
	for _, f := range differences(r) {
		feature := r.Table.Strings("feature")[f.Row]
		if slices.ContainsFunc(tr.Shift.Keywords, func(w specimen.Wording) bool { return w.Zh == feature }) {
			told++
			if r.Table.Floats("lo")[f.Row] <= 0 {
				t.Errorf("%s: the topic rises, told is %s", feature, f.Text.EN)
			}
			continue
		}
		if !slices.ContainsFunc(changed, func(w string) bool { return strings.Contains(w, feature) }) && !ofTopic(promises.Specimen(t), tr.Shift.Keywords, feature) {
			t.Errorf("%q is told as a difference but is neither a word of %s nor part of a formula that changed", feature, tr.Shift.Topic)
		}
	}
	if listed < 3 || told < 2 {
		t.Errorf("of %d keywords of %s %d are among the first 50 and %d are told, want 3 and 2", len(tr.Shift.Keywords), tr.Shift.Topic, listed, told)
	}
}

// ofTopic reports whether most of the sentences that hold a word hold a keyword of
// the topic too: the topic rises with all its words, not with its keywords alone.
func ofTopic(c *corpus.Corpus, keywords []specimen.Wording, word string) bool {
	all, within := 0, 0
	for _, d := range c.Docs() {
		for _, s := range d.Structure.Sentences {
			text := d.Slice(s.Span)
			if !strings.Contains(text, word) {
				continue
			}
			all++
			if slices.ContainsFunc(keywords, func(k specimen.Wording) bool { return k.Zh != word && strings.Contains(text, k.Zh) }) {
				within++
			}
		}
	}
	return 2*within > all
}

// The term of the long document stands high among the words of its pair and is
// not told as a difference: one document holds it, and the table names it.
func TestKeynessNamesLongDocument(t *testing.T) {
	tr := truth(t)
	in := analysis.NewInput(promises.Specimen(t))
	pair := in.Corpus.Doc(in.Corpus.Index(tr.Long.ID)).Pair()
	r := result(t, in, "keyness", map[string]any{"target": "pair:" + pair, "numbers": "drop"})
	// The warning tells the first few words of each document only.
	warned := slices.ContainsFunc(r.Warnings, func(w analysis.Warning) bool {
		return w.Code == "KEY-01" && strings.Contains(w.Text.ZH, tr.Long.ID)
	})
	found := 0
	for i, feature := range r.Table.Strings("feature") {
		if !strings.Contains(tr.Long.Term.Zh, feature) || r.Table.Ints("count_target")[i] != int64(tr.Long.Uses) {
			continue
		}
		found++
		if got := r.Table.Strings("influential")[i]; got != tr.Long.ID {
			t.Errorf("%s: influential is %s, want %s", feature, got, tr.Long.ID)
		}
		if lr, without := r.Table.Floats("log_ratio")[i], r.Table.Floats("log_ratio_without")[i]; lr < 3 || without > 0 {
			t.Errorf("%s: log ratio %.2f, without the long document %.2f, want 3 or more and none", feature, lr, without)
		}
		if slices.ContainsFunc(differences(r), func(f analysis.Finding) bool { return f.Row == i }) {
			t.Errorf("%s: told as a difference, but all its uses are in one document", feature)
		}
	}
	if found == 0 {
		t.Errorf("no part of %q is among the words of %s", tr.Long.Term.Zh, pair)
	}
	if !warned {
		t.Errorf("no warning KEY-01 names %s, which holds all uses of %q", tr.Long.ID, tr.Long.Term.Zh)
	}
}

func TestFocusFindsFeatures(t *testing.T) {
	tr := truth(t)
	in := analysis.NewInput(promises.Specimen(t))
	r := result(t, in, "focus", map[string]any{"numbers": "drop"})
	if got := r.Source.Groups[0].Name; got != tr.Focus.ID {
		t.Fatalf("in focus is %s, want the latest, %s", got, tr.Focus.ID)
	}
	beside := result(t, in, "focus", map[string]any{"where": "id:" + tr.Focus.Predecessor, "unit": "char5", "min_count": 1, "top": 0})
	here, before := document(t, in, tr.Focus.ID), document(t, in, tr.Focus.Predecessor)
	for _, f := range tr.Focus.Features {
		switch f.Kind {
		case "new term": // the part of the term that is found nowhere else is the first word of all
			first := r.Table.Strings("feature")[0]
			if !strings.Contains(f.Wording.Zh, first) || r.Table.Ints("count")[0] != int64(f.Here) || r.Table.Strings("exclusive")[0] != "target" {
				t.Errorf("%s: first is %q, want a part of %q, used %v times and nowhere else", f.Kind, first, f.Wording.Zh, f.Here)
			}
		case "raised topic":
			high := 0
			for _, k := range tr.Shift.Keywords {
				if number(r, "rank", k.Zh) <= 25 && number(r, "density_rank", k.Zh) <= 2 {
					high++
				}
			}
			if high < 3 {
				t.Errorf("%s: of %d keywords of %s %d are among the first 25 words and denser than in all but one document, want 3", f.Kind, len(tr.Shift.Keywords), f.Name, high)
			}
		case "new formula", "strengthened formula", "dropped formula":
			exclusive := map[string]int{}
			for _, run := range runs(f.Wording.Zh, 5) {
				a, b := strings.Count(here, run), strings.Count(before, run)
				if a+b > 0 && (number(beside, "count", run) != float64(a) || number(beside, "count_reference", run) != float64(b)) {
					t.Errorf("%s: %q counted %v and %v times, the texts hold %d and %d", f.Kind, run, number(beside, "count", run), number(beside, "count_reference", run), a, b)
				}
				if row := slices.Index(beside.Table.Strings("feature"), run); row >= 0 {
					exclusive[beside.Table.Strings("exclusive")[row]]++
				}
			}
			if want := map[float64]string{1: "target", 0: "reference"}[f.Here]; exclusive[want] == 0 {
				t.Errorf("%s %q: no part is exclusive to the %s", f.Kind, f.Wording.Zh, want)
			}
		}
	}
}

func document(t *testing.T, in *analysis.Input, id string) string {
	t.Helper()
	i := in.Corpus.Index(id)
	if i < 0 {
		t.Fatalf("no document %s", id)
	}
	return in.Corpus.Doc(i).Text
}

func TestShiftIsDetected(t *testing.T) {
	notUnderRace(t)
	tr := truth(t)
	in := analysis.NewInput(promises.Specimen(t))
	_, _, cut := across(tr.Shift)
	r := result(t, in, "shift", map[string]any{"cuts": cut, "numbers": "drop"})
	if told := differences(r); len(told) != 1 || r.Table.Floats("excess")[0] <= 0 {
		t.Errorf("shift tells %d differences across %s, p %v, want one", len(told), cut, r.Table.Floats("p_adj"))
	}
	words := result(t, in, "wordshift", map[string]any{"cuts": cut, "numbers": "drop"})
	behind := 0
	for _, k := range tr.Shift.Keywords {
		if number(words, "rank", k.Zh) <= 25 && number(words, "lo", k.Zh) > 0 {
			behind++
		}
	}
	if first := words.Table.Strings("feature")[0]; behind < 2 || first != tr.Shift.Keywords[0].Zh {
		t.Errorf("the first word is %q and %d of %d keywords are among the first 25 with an interval above 0, want %q and 2", first, behind, len(tr.Shift.Keywords), tr.Shift.Keywords[0].Zh)
	}
}

func TestTopicFindsRisingTopic(t *testing.T) {
	notUnderRace(t)
	t.Parallel()
	tr := truth(t)
	in := analysis.NewInput(promises.Specimen(t))
	r := result(t, in, "topic", map[string]any{"numbers": "drop"})
	label, best := "", 0
	for i, name := range r.Table.Strings("topic") {
		n := 0
		for _, k := range tr.Shift.Keywords {
			if strings.Contains(name, k.Zh) {
				n++
			}
		}
		if n > best {
			label, best = name, n
			if d := r.Table.Strings("doubt")[i]; d != "" {
				t.Errorf("topic %s is %s", name, d)
			}
		}
	}
	if best < 3 {
		t.Fatalf("%d keywords of %s lead a topic (%s), want 3 of its 4 leading words", best, tr.Shift.Topic, label)
	}
	p := result(t, in, "prevalence", map[string]any{"numbers": "drop"})
	before, after := 0.0, 1.0 // the largest share of a period before, and the smallest after
	for i, topic := range p.Table.Strings("topic") {
		from, to, ok := years(p.Table.Strings("period")[i])
		switch share := p.Table.Floats("share")[i]; {
		case topic != label || !ok:
		case to < tr.Shift.Year:
			before = max(before, share)
		case from >= tr.Shift.Year:
			after = min(after, share)
		}
	}
	if before >= after {
		t.Errorf("%s: share up to %.3f in a period before %d and from %.3f after, want it to rise", label, before, tr.Shift.Year, after)
	}
	told := changes(p)
	if len(told) != 1 || !strings.Contains(told[0].Text.ZH, label) || value(told[0], "a_hi") >= value(told[0], "b_lo") {
		t.Errorf("%d changes are told, want that of %s alone, its later interval above the earlier: %v", len(told), label, sentences(told))
	}
}

// years reads a period: 2007–2009, or 2007.
func years(period string) (from, to int, ok bool) {
	a, b, two := strings.Cut(period, "–")
	if !two {
		b = a
	}
	from, err := strconv.Atoi(a)
	to, err2 := strconv.Atoi(b)
	return from, to, err == nil && err2 == nil
}

// changes lists the findings that compare an earlier and a later share.
func changes(r *analysis.Result) []analysis.Finding {
	var out []analysis.Finding
	for _, f := range r.Findings {
		if !f.Null && !math.IsNaN(value(f, "a_hi")) {
			out = append(out, f)
		}
	}
	return out
}

func value(f analysis.Finding, name string) float64 {
	for _, v := range f.Values {
		if v.Name == name {
			return v.Number
		}
	}
	return math.NaN()
}

func sentences(list []analysis.Finding) []string {
	var out []string
	for _, f := range list {
		out = append(out, f.Text.EN)
	}
	return out
}

// No method tells of a difference where there is none, but for the share of
// corpora that chance explains.
func TestNothingPlantedNothingTold(t *testing.T) {
	notUnderRace(t)
	t.Parallel()
	_, _, cut := across(truth(t).Shift)
	corpora := 12
	if testing.Short() {
		corpora = 4
	}
	alarms := map[string]int{}
	for seed := range uint64(corpora) {
		in := nothing(t, 400+seed)
		for _, x := range []struct {
			method  string
			options map[string]any
		}{
			{"keyness", map[string]any{"target": "year:" + cut + "..", "permutations": 1999, "numbers": "drop"}},
			{"shift", map[string]any{"cuts": cut, "permutations": 199, "numbers": "drop"}},
			{"focus", map[string]any{"numbers": "drop"}},
		} {
			if told := differences(result(t, in, x.method, x.options)); len(told) > 0 {
				alarms[x.method]++
				t.Logf("seed %d: %q", 400+seed, sentences(told))
			}
		}
		if told := differences(result(t, in, "wordshift", map[string]any{"cuts": cut})); len(told) > 0 {
			t.Errorf("wordshift has no test and makes calibrated claims: %q", sentences(told))
		}
	}
	for method, n := range alarms {
		if n > atMost(corpora) {
			t.Errorf("%s: differences told in %d of %d corpora with nothing planted, want at most %d", method, n, corpora, atMost(corpora))
		}
	}
}

func TestNothingPlantedNoTopicChanges(t *testing.T) {
	notUnderRace(t)
	t.Parallel()
	const corpora = 3
	alarms := 0
	for seed := range uint64(corpora) {
		r := result(t, nothing(t, 500+seed), "prevalence", map[string]any{"numbers": "drop"})
		if told := changes(r); len(told) > 0 {
			alarms++
			t.Logf("seed %d: %v", 500+seed, sentences(told))
		}
	}
	if alarms > atMost(corpora) {
		t.Errorf("changes told in %d of %d corpora with nothing planted, want at most %d", alarms, corpora, atMost(corpora))
	}
}

// notUnderRace leaves out what repeats whole analyses of made corpora; see
// promises.Race.
func notUnderRace(t *testing.T) {
	t.Helper()
	if promises.Race {
		t.Skip("repeats whole analyses: skipped under the race detector")
	}
}
