package analysis

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"concord/corpus"
)

// sidesCorpus has four documents, each of two clauses of side A and B: a and b
// of 2010 and 2014, c and d undated.
func sidesCorpus(t *testing.T) *corpus.Corpus {
	t.Helper()
	var docs []*corpus.Document
	for i, id := range []string{"a", "b", "c", "d"} {
		d := &corpus.Document{ID: id, Lang: "en", Text: "One. Two.", SHA256: corpus.Hash("One. Two.")}
		d.Structure.Clauses = []corpus.Clause{
			{Span: corpus.Span{Start: 0, End: 4}, Side: corpus.SideA},
			{Span: corpus.Span{Start: 5, End: 9}, Side: corpus.SideB},
		}
		if i < 2 {
			d.Date = corpus.Date{Year: 2010 + 4*i}
		}
		docs = append(docs, d)
	}
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSidesGroups(t *testing.T) {
	c := sidesCorpus(t)
	for _, test := range []struct {
		sides             Sides
		target, reference []int
		name              string // of the reference group
		called            Text   // the reference, in sentences
	}{
		{Sides{Target: "id:a"}, []int{0}, []int{1, 2, 3}, OthersGroup, OthersName()},
		{Sides{Target: "id:a,c", Reference: "id:d"}, []int{0, 2}, []int{3}, "id:d", T("d", "d")},
		// Parts of b: no other part of b is among the others.
		{Sides{Target: "id:b side:A"}, []int{1}, []int{0, 2, 3}, OthersGroup, OthersName()},
	} {
		target, reference, err := test.sides.Groups(c, "m")
		if err != nil {
			t.Errorf("%+v: %v", test.sides, err)
			continue
		}
		if !reflect.DeepEqual(target.Positions(), test.target) || !reflect.DeepEqual(reference.Positions(), test.reference) {
			t.Errorf("%+v: %v against %v, want %v against %v", test.sides, target.Positions(), reference.Positions(), test.target, test.reference)
		}
		if target.Name != test.sides.Target || reference.Name != test.name {
			t.Errorf("%+v: groups %q and %q, want the query and %q", test.sides, target.Name, reference.Name, test.name)
		}
		if got := test.sides.Name(c, false); got != test.called {
			t.Errorf("%+v: the reference is called %q, want %q", test.sides, got, test.called)
		}
		if got, want := test.sides.Name(c, true), GroupName(c, test.sides.Target); got != want {
			t.Errorf("%+v: the target is called %q, want %q", test.sides, got, want)
		}
	}
}

func TestSidesAreRefused(t *testing.T) {
	c := sidesCorpus(t)
	const have = "have lang en; year 2010..2014; id a, b, c, d"
	for _, test := range []struct {
		sides        Sides
		option, want string
	}{
		{Sides{}, "target", "empty, want a query that picks the target documents; " + have},
		{Sides{Target: "id:q"}, "target", `the query "id:q" picks no document; ` + have},
		{Sides{Target: "id:*"}, "target", `the query "id:*" picks all 4 documents, nothing is left to compare with; ` + have},
		{Sides{Target: "nosuch:x"}, "target", `no variable "nosuch"`},
		{Sides{Target: "id:a", Reference: "id:q"}, "reference", `the query "id:q" picks no document; ` + have},
		{Sides{Target: "id:a,b", Reference: "id:b*,a,d"}, "reference", "documents that are in the target too: 2 (such as a), want groups without common documents"},
		{Sides{Target: "side:A", Reference: "id:c side:B"}, "reference", "in the target too: 1 (such as c)"},
	} {
		_, _, err := test.sides.Groups(c, "m")
		var wrong *OptionError
		if !errors.As(err, &wrong) || wrong.Method != "m" || wrong.Option != test.option || !strings.Contains(wrong.Problem, test.want) {
			t.Errorf("%+v: got %v, want an OptionError of m for %s with %q", test.sides, err, test.option, test.want)
		}
	}
	for option, sides := range map[string]Sides{"target": {Target: "(("}, "reference": {Target: "id:a", Reference: "year:"}} {
		var wrong *OptionError
		if err := sides.Validate(); !errors.As(err, &wrong) || wrong.Option != option {
			t.Errorf("%+v: got %v, want an OptionError for %s", sides, err, option)
		}
	}
	if err := (Sides{Target: "id:a"}).Validate(); err != nil {
		t.Error(err)
	}
}

func TestTargetGroupMayBeEverything(t *testing.T) {
	g, err := Sides{Target: "id:*"}.TargetGroup(sidesCorpus(t), "m")
	if err != nil || len(g.Members) != 4 {
		t.Errorf("%d documents, %v; want all 4", len(g.Members), err)
	}
}

func TestWithoutKeepsParts(t *testing.T) {
	c := sidesCorpus(t)
	all, err := Pick(c, "m", "where", "side:B")
	if err != nil {
		t.Fatal(err)
	}
	got := Without(all, corpus.Group{Members: []corpus.Member{{Doc: 0}, {Doc: 3}}})
	want := []corpus.Member{{Doc: 1, Parts: []corpus.Span{{Start: 5, End: 9}}}, {Doc: 2, Parts: []corpus.Span{{Start: 5, End: 9}}}}
	if got.Name != OthersGroup || !reflect.DeepEqual(got.Members, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestNarrow(t *testing.T) {
	c := sidesCorpus(t)
	for _, test := range []struct {
		text, where string
		want        []int
	}{
		{"id:a or id:c", "year:2010", []int{0}},
		{"id:c", "id:a or id:c", []int{2}},
		{"id:a", " ", []int{0}},
		{"", "id:b", []int{1}},
		{"", "", []int{0, 1, 2, 3}},
	} {
		g, err := Pick(c, "m", "o", Narrow(test.text, test.where))
		if err != nil || !reflect.DeepEqual(g.Positions(), test.want) {
			t.Errorf("%q in %q: %v, %v; want %v", test.text, test.where, g.Positions(), err, test.want)
		}
	}
}

func TestSeveral(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "a", 8: "a, b, c, d, e, f, g, h", 10: "a, b, c, d, e, f, g, h and 2 more"} {
		if got := Several(strings.Split("abcdefghij", "")[:n]); got != want {
			t.Errorf("%d values: %q, want %q", n, got, want)
		}
	}
}
