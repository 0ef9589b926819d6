package reports

import (
	"errors"
	"strings"
	"testing"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/bilingual"
)

func document(id, lang, date, path string) *corpus.Document {
	text := strings.Repeat("双方同意加强"+id+"合作。", 3)
	d := &corpus.Document{ID: id, Text: text, SHA256: corpus.Hash(text), Lang: lang, Source: corpus.Source{Path: path}}
	d.Structure.Clauses = []corpus.Clause{{Span: corpus.Span{Start: 0, End: len(text)}, Side: corpus.SideJoint}}
	if date != "" {
		d.Date, _ = corpus.ParseDate(date)
	}
	return d
}

func set(t *testing.T, docs ...*corpus.Document) *corpus.Corpus {
	t.Helper()
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestFocus(t *testing.T) {
	c := set(t,
		document("old", "zh", "2001-05-06", "a/old.txt"), document("new-zh", "zh", "2020-01-01", "a/all.jsonl"),
		document("new-en", "en", "2020-01-01", "a/all.jsonl"), document("undated", "zh", "", "b/undated.txt"))
	for _, test := range []struct {
		opt  Options
		want string
		set  int
	}{
		{Options{}, "new-zh", 3},
		{Options{Lang: bilingual.EN}, "new-en", 1},
		{Options{Focus: "old"}, "old", 3},
		{Options{Focus: "a/old.txt"}, "old", 3},
		{Options{Focus: "undated.txt"}, "undated", 3},
		{Options{Where: "year:..2010"}, "old", 1},
	} {
		chosen, focus, how, err := comparisonSet(c, test.opt)
		if err != nil {
			t.Errorf("%+v: %v", test.opt, err)
			continue
		}
		if focus.ID != test.want || chosen.Len() != test.set || how.IsZero() {
			t.Errorf("%+v: focus %s in a set of %d, want %s in %d", test.opt, focus.ID, chosen.Len(), test.want, test.set)
		}
	}
	for _, test := range []struct {
		opt  Options
		want string
	}{
		{Options{Focus: "odl"}, "did you mean old?"},
		{Options{Focus: "zzzzzzz"}, "have old, new-zh"},
		{Options{Focus: "a/all.jsonl"}, "holds 2 documents"},
		{Options{Focus: "old", Where: "year:2020"}, `no document "old"`},
		{Options{Where: "year:1900"}, "leaves no document"},
		{Options{Where: "side:joint"}, "compares whole ones"},
		{Options{Where: "nonsense"}, "want key:value"},
	} {
		_, _, _, err := comparisonSet(c, test.opt)
		var wrong *analysis.OptionError
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: got %v, want an OptionError with %q", test.opt, err, test.want)
		}
	}
}

func TestChoosePutsNullsLast(t *testing.T) {
	finding := func(method string, tier analysis.Tier, weight float64, null bool) analysis.Finding {
		return analysis.Finding{ID: method, Method: method, Tier: tier, Weight: weight, Null: null}
	}
	of := func(f ...analysis.Finding) Section { return Section{Result: &analysis.Result{Findings: f}} }
	got := choose([]Section{
		of(finding("shift", analysis.Calibrated, 0.9, true), finding("shift", analysis.Calibrated, 0.8, true)),
		of(finding("frequency", analysis.Descriptive, 0.3, false), finding("frequency", analysis.Descriptive, 0.2, false)),
		of(finding("keyness", analysis.Calibrated, 0.6, false), finding("keyness", analysis.Calibrated, 0.7, false), finding("keyness", analysis.Calibrated, 0.5, false)),
		of(finding("topic", analysis.ModelBased, 1, false)),
	})
	var order []string
	for _, f := range got {
		order = append(order, f.Method)
	}
	if want := "keyness keyness keyness frequency topic"; strings.Join(order, " ") != want {
		t.Errorf("first page: %v, want %s", order, want)
	}
	few := choose([]Section{of(finding("shift", analysis.Calibrated, 0.9, true), finding("shift", analysis.Calibrated, 0.8, true), finding("frequency", analysis.Descriptive, 0.3, false))})
	if len(few) != 2 || few[0].Method != "frequency" || !few[1].Null {
		t.Errorf("with room left: %+v", few)
	}
	if got[0].Weight != 0.7 {
		t.Errorf("the first finding weighs %v, want the heavier one", got[0].Weight)
	}
}

func TestChecks(t *testing.T) {
	var docs []*corpus.Document
	for i := range 6 {
		d := document(string(rune('A'+i)), "zh", "2001-05-06", "")
		d.Kind = "联合公报"
		docs = append(docs, d)
	}
	docs[5].Kind = "联合声明"
	states := map[string]State{}
	for _, c := range checks(set(t, docs...), docs[0]) {
		states[c.What.EN] = c.State
	}
	want := map[string]State{
		"Reference documents": Limited, "Length": Blocked, "Points in time": Blocked, "Genre": Limited, "Record of the document": Limited,
	}
	for what, state := range want {
		if states[what] != state {
			t.Errorf("%s: %s, want %s", what, states[what], state)
		}
	}
}
