package specimen

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// body returns the paragraphs of a text between its title and its dateline,
// without the numbers printed before them.
func body(d *Doc) []string {
	lines := strings.Split(d.Text, "\n")
	lines = lines[1 : len(lines)-2]
	out := make([]string, len(lines))
	label := regexp.MustCompile(`^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\. |\([a-z]\) )`)
	for i, l := range lines {
		out[i] = strings.TrimPrefix(l, label.FindString(l))
	}
	return out
}

func corpora(t *testing.T) map[string]*Generated {
	t.Helper()
	pairs := optionsOf(200, false)
	pairs.Pairs = 28
	return map[string]*Generated{
		"default": generate(t, DefaultOptions()), "200 of 28 pairs": generate(t, pairs), "null": generate(t, optionsOf(100, true)),
	}
}

func TestFormulasAreWhereTheTruthSays(t *testing.T) {
	for name, g := range corpora(t) {
		for _, f := range g.Truth.Formulas {
			for i := range g.Docs {
				d := &g.Docs[i]
				full, weak := strings.Count(d.Text, f.Wording.In(d.Lang)), 0
				if f.From != nil {
					weak = strings.Count(d.Text, f.From.In(d.Lang))
					if strings.Contains(f.Wording.In(d.Lang), f.From.In(d.Lang)) {
						weak -= full
					}
				}
				want := b2i(slices.Contains(f.Documents, d.Truth.ID))
				wantWeak := b2i(slices.Contains(f.Weaker, d.Truth.ID))
				if full != want || weak != wantWeak {
					t.Errorf("%s: %s: formula %s %d times, weaker %d times; want %d, %d", name, d.ID, f.ID, full, weak, want, wantWeak)
				}
			}
		}
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// The events take place in their years, without exception.
func TestFormulaEvents(t *testing.T) {
	g := generate(t, DefaultOptions())
	events := make(map[string]int)
	for _, f := range g.Truth.Formulas {
		events[f.Event]++
		for _, d := range g.Truth.Documents {
			if f.Pair != "" && f.Pair != d.Pair {
				continue
			}
			after := yearOf(d.Date) >= f.Year
			uses, weak := slices.Contains(d.Formulas, f.ID), slices.Contains(d.Weaker, f.ID)
			ok := true
			switch f.Event {
			case Born:
				ok = uses == after
			case Dropped:
				ok = uses != after
			case Strengthened:
				ok = uses == after && weak != after
			}
			if !ok {
				t.Errorf("%s (%s, %d) in %s: used %v, weaker %v", f.ID, f.Event, f.Year, d.ID, uses, weak)
			}
		}
	}
	if events[Born] < 3 || events[Strengthened] < 2 || events[Dropped] < 2 || events[Stable] < 2 {
		t.Errorf("events %v, want 3 born, 2 strengthened, 2 dropped and 2 stable or more", events)
	}
}

func TestCarriedParagraphsAreEqual(t *testing.T) {
	for name, g := range corpora(t) {
		bodies := make(map[string][]string)
		for i := range g.Docs {
			d := &g.Docs[i]
			bodies[d.ID] = body(d)
			if len(bodies[d.ID]) != len(d.Truth.Paragraphs) || len(d.Truth.Carried) != len(d.Truth.Paragraphs) {
				t.Fatalf("%s: %s has %d paragraphs, the truth %d and %d", name, d.ID, len(bodies[d.ID]), len(d.Truth.Paragraphs), len(d.Truth.Carried))
			}
			repeated := 0
			for j, from := range d.Truth.Carried {
				if from == 0 {
					continue
				}
				before := bodies[ID(d.Truth.Predecessor, d.Lang)][from-1]
				if bodies[d.ID][j] != before {
					t.Errorf("%s: %s ¶%d is not ¶%d of %s", name, d.ID, j+1, from, d.Truth.Predecessor)
				}
				repeated += utf8.RuneCountInString(before)
			}
			if repeated != d.Truth.Repeated[d.Lang] || utf8.RuneCountInString(d.Text) != d.Truth.Characters[d.Lang] {
				t.Errorf("%s: %s: %d carried of %d characters, the truth says %d of %d", name, d.ID, repeated,
					utf8.RuneCountInString(d.Text), d.Truth.Repeated[d.Lang], d.Truth.Characters[d.Lang])
			}
		}
	}
}

// Paragraphs that are not marked as carried do not repeat one of the
// predecessor, so the marks are a complete answer for whole paragraphs.
func TestOtherParagraphsAreNew(t *testing.T) {
	g := generate(t, DefaultOptions())
	bodies := make(map[string][]string)
	topical, equal := 0, 0
	for i := range g.Docs {
		d := &g.Docs[i]
		bodies[d.ID] = body(d)
		for j, p := range bodies[d.ID] {
			kind := d.Truth.Paragraphs[j]
			if d.Truth.Carried[j] > 0 || kind == FrameParagraph || kind == FormulaParagraph {
				continue
			}
			topical++
			if slices.Contains(bodies[ID(d.Truth.Predecessor, d.Lang)], p) {
				equal++
			}
		}
	}
	if topical == 0 || equal > 0 {
		t.Errorf("%d of %d fresh topic paragraphs repeat the predecessor by chance", equal, topical)
	}
}

// Every topic paragraph holds a keyword of its topic or none at all, never one
// of another topic; most hold one.
func TestTopicsAreWhereTheTruthSays(t *testing.T) {
	g := generate(t, DefaultOptions())
	byName := make(map[string]TopicTruth)
	for _, k := range g.Truth.Topics {
		byName[k.Name] = k
	}
	total, hit := 0, 0
	for i := range g.Docs {
		d := &g.Docs[i]
		for j, p := range body(d) {
			own, ok := byName[d.Truth.Paragraphs[j]]
			if !ok {
				continue
			}
			total++
			p = strings.ToLower(p)
			if holds(p, own, d.Lang) {
				hit++
			}
			for name, other := range byName {
				if name != own.Name && holds(p, other, d.Lang) {
					t.Errorf("%s ¶%d on %s holds a keyword of %s: %s", d.ID, j+1, own.Name, name, p)
				}
			}
		}
	}
	if share := float64(hit) / float64(total); share < 0.9 {
		t.Errorf("%.0f%% of %d topic paragraphs hold a keyword of their topic, want 90%%", 100*share, total)
	}
}

func holds(p string, t TopicTruth, lang string) bool {
	return slices.ContainsFunc(t.Keywords, func(k Wording) bool { return strings.Contains(p, k.In(lang)) })
}

func TestPlantedNumbersOfTheDefault(t *testing.T) {
	tr := generate(t, DefaultOptions()).Truth
	if s := tr.Shift; s.RealisedBefore > 0.06 || s.RealisedAfter < 0.13 || len(s.Pairs) != 8 {
		t.Errorf("shift %+v", s)
	}
	if r := tr.Reuse.Paragraphs; r < 0.40 || r > 0.50 {
		t.Errorf("reuse %.3f, want about 0.45", r)
	}
	if l := tr.Long; l.Factor < 5 || l.Factor > 6.5 || l.Uses < 20 || l.Others < 3 || l.Share < 0.5 {
		t.Errorf("long document %+v", l)
	}
	if g := tr.Gaps; len(g) != 1 || g[0].ToYear-g[0].FromYear < 4 {
		t.Errorf("gaps %+v, want one of five years or more", g)
	}
	counts := make([]int, 0, len(tr.Documents))
	for _, d := range tr.Documents {
		if d.ID != tr.Long.ID {
			counts = append(counts, d.Characters["zh"])
		}
	}
	if slices.Min(counts) < 1500 || slices.Max(counts) > 3500 {
		t.Errorf("Chinese lengths %d to %d, want 1500 to 3500", slices.Min(counts), slices.Max(counts))
	}
}

func TestGapHoldsNoDocument(t *testing.T) {
	tr := generate(t, DefaultOptions()).Truth
	for _, g := range tr.Gaps {
		for i, d := range tr.Documents {
			if y := yearOf(d.Date); d.Pair == g.Pair && y >= g.FromYear && y <= g.ToYear {
				t.Errorf("%s of %d lies in the gap %+v", d.ID, y, g)
			}
			if d.ID == g.Before && tr.Documents[i].Predecessor != g.After {
				t.Errorf("predecessor of %s is %s, want %s", d.ID, d.Predecessor, g.After)
			}
		}
	}
}

func TestFocusStandsOut(t *testing.T) {
	for _, o := range []Options{DefaultOptions(), optionsOf(500, false)} {
		g := generate(t, o)
		f := g.Truth.Focus
		if f == nil || f.ID != g.Truth.Documents[o.Documents-1].ID || f.Predecessor == "" {
			t.Fatalf("%d documents: focus %+v is not the latest document with a predecessor", o.Documents, f)
		}
		if o.Documents > 48 {
			continue // with many editions a year the formulas change before it
		}
		kinds := make(map[string]bool)
		for _, x := range f.Features {
			kinds[x.Kind] = true
			if x.Here == x.Before {
				t.Errorf("feature %+v does not differ from the predecessor", x)
			}
		}
		for _, kind := range []string{"new formula", "dropped formula", "strengthened formula", "raised topic", "new term", "low reuse"} {
			if !kinds[kind] {
				t.Errorf("the latest document lacks a %s", kind)
			}
		}
	}
}

// Versions are each other's twins, dates are true days and stand in the text,
// and nobody visits their own country.
func TestDocumentsAreConsistent(t *testing.T) {
	g := generate(t, optionsOf(300, false))
	byID := make(map[string]*Doc)
	for i := range g.Docs {
		byID[g.Docs[i].ID] = &g.Docs[i]
	}
	for i := range g.Docs {
		d := &g.Docs[i]
		twin := byID[d.Twin]
		if twin == nil || twin.Twin != d.ID || twin.Lang == d.Lang || twin.Date != d.Date {
			t.Fatalf("%s: twin %q does not answer", d.ID, d.Twin)
		}
		day, err := time.Parse(time.DateOnly, d.Date)
		if err != nil {
			t.Fatal(err)
		}
		date := day.Format("2 January 2006")
		if d.Lang == "zh" {
			date = day.Format("2006年1月2日")
		}
		lines := strings.Split(d.Text, "\n")
		if lines[0] != d.Title || !strings.Contains(lines[len(lines)-2], date) || !strings.Contains(lines[len(lines)-2], d.Place) {
			t.Errorf("%s: title or dateline %q wrong", d.ID, lines[len(lines)-2])
		}
		if d.Parties[0].Name == d.Parties[1].Name || d.Parties[0].Code == d.Parties[1].Code {
			t.Errorf("%s: a state with itself", d.ID)
		}
	}
}

// In politics the first side speaks, then the second.
func TestSidesSpeakInTurn(t *testing.T) {
	g := generate(t, optionsOf(300, false, "zh"))
	for i := range g.Docs {
		d := &g.Docs[i]
		var speakers []string
		for j, p := range body(d) {
			if d.Truth.Paragraphs[j] == "politics" {
				speakers = append(speakers, string([]rune(p)[:1]))
			}
		}
		want := []string{string([]rune(d.Parties[0].Name)[:1]), string([]rune(d.Parties[1].Name)[:1])}
		if !slices.Equal(speakers, want) {
			t.Errorf("%s: speakers %v, want %v", d.ID, speakers, want)
		}
	}
}

func TestSurface(t *testing.T) {
	bad := map[string]*regexp.Regexp{
		"zh": regexp.MustCompile(`[{}A-Za-z]|[，。、；：]{2}|的的|和和|等等`),
		"en": regexp.MustCompile(`[{}\p{Han}，。]|  | [,.;]|[,.;]{2}|\bthe the\b|\ba [aeio]|\ban [^aeiouh]|(?i)\b(\w+) and (\w+) and \w+ and`),
	}
	lower := regexp.MustCompile(`[.] [a-z]`)
	g := generate(t, optionsOf(300, false))
	for i := range g.Docs {
		d := &g.Docs[i]
		for _, p := range append(body(d), d.Title) {
			if m := bad[d.Lang].FindString(p); m != "" {
				t.Errorf("%s: %q in %s", d.ID, m, p)
			}
			if d.Lang == "en" && lower.MatchString(p) {
				t.Errorf("%s: small letter after a full stop: %s", d.ID, p)
			}
		}
	}
}
