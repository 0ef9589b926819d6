package specimen

import (
	"slices"
	"strings"
)

// focusTruth describes the latest document against its predecessor, or returns
// nil when it has none.
func focusTruth(v *vocabulary, docs []Doc, t *Truth) *Focus {
	here := t.Documents[len(t.Documents)-1]
	i := slices.IndexFunc(t.Documents, func(d DocumentTruth) bool { return d.ID == here.Predecessor })
	if i < 0 || here.Pair != v.pairCode(0) {
		return nil
	}
	before := t.Documents[i]
	f := &Focus{ID: here.ID, Predecessor: before.ID, Features: formulaFeatures(t.Formulas, &here, &before)}
	name := v.topics[shiftTopic].name
	f.Features = append(f.Features,
		Feature{Kind: "raised topic", Name: name, Here: share(here.topicParagraphs(name)), Before: share(before.topicParagraphs(name))},
		Feature{Kind: "low reuse", Here: share(here.carried()), Before: share(before.carried())},
		termFeature(docs, here.ID, before.ID))
	return f
}

// share is named over all, in the order in which the counts come.
func share(all, named int) float64 { return ratio(named, all) }

func formulaFeatures(formulas []FormulaTruth, here, before *DocumentTruth) []Feature {
	var list []Feature
	for _, f := range formulas {
		now, then := slices.Contains(here.Formulas, f.ID), slices.Contains(before.Formulas, f.ID)
		if f.Event == Stable || now == then {
			continue
		}
		w := f.Wording
		feature := Feature{Kind: "new formula", Name: f.ID, Wording: &w, Here: 1}
		switch {
		case then:
			feature.Kind, feature.Here, feature.Before = "dropped formula", 0, 1
		case slices.Contains(before.Weaker, f.ID):
			feature.Kind = "strengthened formula"
		}
		list = append(list, feature)
	}
	return list
}

// termFeature counts the term that is planted in the latest document only.
func termFeature(docs []Doc, here, before string) Feature {
	w := wordingOf(focusTerm())
	f := Feature{Kind: "new term", Name: "data-trust", Wording: &w}
	for i := range docs {
		d := &docs[i]
		if d.Lang != docs[0].Lang {
			continue
		}
		n := float64(strings.Count(d.Text, w.In(d.Lang)))
		switch d.Truth.ID {
		case here:
			f.Here = n
		case before:
			f.Before = n
		}
	}
	return f
}
