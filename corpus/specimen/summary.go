package specimen

import (
	"slices"
	"strings"
)

// summarise describes the whole corpus.
func summarise(o Options, v *vocabulary, docs []Doc) Truth {
	t := Truth{Options: o}
	versions := len(o.Langs)
	for i := 0; i < len(docs); i += versions {
		t.Documents = append(t.Documents, *docs[i].Truth)
	}
	t.Topics = topicTruths(o, v, t.Documents)
	t.Formulas = formulaTruths(o, v, t.Documents)
	t.Reuse = reuseTruth(o, t.Documents)
	if o.Null {
		return t
	}
	t.Shift = shiftTruth(o, v, t.Documents)
	t.Gaps = gapTruths(o, v, t.Documents)
	if o.Long {
		t.Long = longTruth(o, v, docs)
	}
	t.Focus = focusTruth(v, docs, &t)
	return t
}

func topicTruths(o Options, v *vocabulary, docs []DocumentTruth) []TopicTruth {
	before, after := mix(v.topics, shiftBefore), mix(v.topics, shiftAfter)
	if o.Null {
		before, after = mix(v.topics, shiftNull), mix(v.topics, shiftNull)
	}
	counts := make(map[string]int)
	for _, d := range docs {
		for _, name := range d.Paragraphs {
			counts[name]++
		}
	}
	list := make([]TopicTruth, len(v.topics))
	for i, t := range v.topics {
		list[i] = TopicTruth{Name: t.name, Label: wordingOf(t.label), Keywords: wordings(t.keywords),
			Before: before[i], After: after[i], Paragraphs: counts[t.name]}
	}
	return list
}

func wordings(list []phrase) []Wording {
	out := make([]Wording, len(list))
	for i, p := range list {
		out[i] = wordingOf(p)
	}
	return out
}

func formulaTruths(o Options, v *vocabulary, docs []DocumentTruth) []FormulaTruth {
	var list []FormulaTruth
	for i := range v.formulas {
		f := &v.formulas[i]
		if o.Null && f.event != Stable {
			continue
		}
		t := FormulaTruth{ID: f.id, Event: f.event, Year: f.year(o), Wording: wordingOf(f.wording), Rate: f.rate, Documents: []string{}}
		if o.Null {
			t.Rate = nullRate
		}
		if f.event == Strengthened {
			from := wordingOf(f.weaker)
			t.From = &from
		}
		if f.pair >= 0 {
			t.Pair = v.pairCode(f.pair)
		}
		for _, d := range docs {
			if slices.Contains(d.Formulas, f.id) {
				t.Documents = append(t.Documents, d.ID)
			}
			if slices.Contains(d.Weaker, f.id) {
				t.Weaker = append(t.Weaker, d.ID)
			}
		}
		list = append(list, t)
	}
	return list
}

func reuseTruth(o Options, docs []DocumentTruth) ReuseTruth {
	r := ReuseTruth{Planned: o.Reuse, Characters: make(map[string]float64)}
	if o.Null {
		r.Planned = 0
	}
	all, carried := 0, 0
	for _, d := range docs {
		if d.Predecessor != "" {
			n, c := d.carried()
			all, carried = all+n, carried+c
		}
	}
	r.Paragraphs = ratio(carried, all)
	for _, lang := range o.Langs {
		all, carried = 0, 0
		for _, d := range docs {
			if d.Predecessor != "" {
				all, carried = all+d.Characters[lang], carried+d.Repeated[lang]
			}
		}
		r.Characters[lang] = ratio(carried, all)
	}
	return r
}

// ratio is part/all, and 0 of nothing: a corpus without predecessors carries
// nothing over.
func ratio(part, all int) float64 {
	if all == 0 {
		return 0
	}
	return float64(part) / float64(all)
}

func shiftTruth(o Options, v *vocabulary, docs []DocumentTruth) *Shift {
	s := &Shift{Topic: v.topics[shiftTopic].name, Year: shiftYear(o), Before: shiftBefore, After: shiftAfter,
		Keywords: wordings(v.topics[shiftTopic].keywords)}
	var all, named [2]int
	for _, d := range docs {
		after := 0
		if yearOf(d.Date) >= s.Year {
			after = 1
		}
		a, n := d.topicParagraphs(s.Topic)
		all[after] += a
		named[after] += n
	}
	s.RealisedBefore, s.RealisedAfter = ratio(named[0], all[0]), ratio(named[1], all[1])
	for i := range o.Pairs {
		s.Pairs = append(s.Pairs, v.pairCode(i))
	}
	return s
}

// yearOf reads the year of a date that the generator wrote.
func yearOf(date string) int {
	y := 0
	for _, c := range date[:4] {
		y = 10*y + int(c-'0')
	}
	return y
}

// gapTruths names the statements on both sides of the planted gap. The gap is
// from the year after the one to the year before the other.
func gapTruths(o Options, v *vocabulary, docs []DocumentTruth) []Gap {
	if o.Pairs < 2 {
		return nil
	}
	code := v.pairCode(1)
	edge := epoch(o).AddDate(0, 0, int(gapFrom*float64(daysOf(o)))).Format("2006-01-02")
	g := Gap{Pair: code}
	for _, d := range docs {
		if d.Pair != code {
			continue
		}
		if d.Date <= edge {
			g.After, g.FromYear = d.ID, yearOf(d.Date)+1
		} else if g.Before == "" {
			g.Before, g.ToYear = d.ID, yearOf(d.Date)-1
		}
	}
	if g.After == "" || g.Before == "" {
		return nil
	}
	return []Gap{g}
}

func longTruth(o Options, v *vocabulary, docs []Doc) *LongDocument {
	l := &LongDocument{Topic: v.topics[agriculture].name, Term: wordingOf(longTerm()), Length: make(map[string]int)}
	lang := o.Langs[0]
	var lengths []int
	longest := -1
	for i := range docs {
		if docs[i].Lang == lang && (longest < 0 || len(docs[i].Text) > len(docs[longest].Text)) {
			longest = i
		}
	}
	in, all := 0, 0
	for i := range docs {
		d := &docs[i]
		if d.Lang != lang {
			continue
		}
		_, n := d.Truth.topicParagraphs(l.Topic)
		uses := strings.Count(d.Text, l.Term.In(lang))
		all += n
		if i == longest {
			in, l.Uses = n, uses
			continue
		}
		l.Others += uses
		lengths = append(lengths, d.Truth.Characters[lang])
	}
	t := docs[longest].Truth
	slices.Sort(lengths)
	l.ID, l.Length, l.Share = t.ID, t.Characters, ratio(in, all)
	l.Factor = float64(t.Characters[lang]) / float64(lengths[len(lengths)/2])
	return l
}
