package specimen

import (
	"fmt"
	"iter"
	"slices"
	"unicode/utf8"
)

// Doc is one language version of a statement.
type Doc struct {
	ID      string  `json:"id"`
	Title   string  `json:"title"`
	Date    string  `json:"date"` // YYYY-MM-DD
	Parties []Party `json:"parties"`
	Pair    string  `json:"-"` // the codes in code-point order, joined by a hyphen
	Lang    string  `json:"lang"`
	Kind    string  `json:"kind"`
	Place   string  `json:"place"`
	Agency  string  `json:"agency"`
	Twin    string  `json:"twin,omitempty"` // ID of the other language version
	Text    string  `json:"text"`           // lines: title, paragraphs of the body, dateline, agency line

	Truth *DocumentTruth `json:"-"` // shared by the versions
}

// Party is a state that signs.
type Party struct {
	Name string `json:"name"`
	Code string `json:"code"` // from XAA–XZZ, which ISO 3166 leaves to its users
}

// Generated is a whole corpus in memory.
type Generated struct {
	Docs  []Doc // in order of date; the versions of one statement in order of Options.Langs
	Truth Truth
}

// Generate makes the corpus and its truth. Bad options are an error.
func Generate(o Options) (*Generated, error) {
	docs, err := Documents(o)
	if err != nil {
		return nil, err
	}
	g := &Generated{}
	for d := range docs {
		g.Docs = append(g.Docs, d)
	}
	v, err := words()
	if err != nil {
		return nil, err
	}
	g.Truth = summarise(o, v, g.Docs)
	return g, nil
}

// Documents streams the corpus in order of date, in memory that does not grow
// with it. The sequence can be used more than once and gives the same documents
// each time. Bad options are an error.
func Documents(o Options) (iter.Seq[Doc], error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	v, err := words()
	if err != nil {
		return nil, err
	}
	o.Langs = slices.Clone(o.Langs)
	return func(yield func(Doc) bool) { run(o, v, yield) }, nil
}

func run(o Options, v *vocabulary, yield func(Doc) bool) {
	p := newPlanner(o, v)
	w := &writer{o: o, v: v}
	list := newSeries(o)
	for s := next(list); s != nil; s = next(list) {
		pl := s.spare
		if pl == nil {
			pl = new(plan)
		}
		p.draw(s, pl)
		s.number(pl)
		t := v.truthOf(pl, s.previous)
		versions := make([]Doc, len(o.Langs))
		for i, lang := range o.Langs {
			versions[i] = w.doc(pl, lang, t)
		}
		for _, d := range versions {
			if !yield(d) {
				return
			}
		}
		s.spare, s.previous = s.previous, pl
		s.edition++
		if s.edition < s.n {
			s.schedule(o)
		}
	}
}

// number sets the running number of the statement within its pair and year.
func (s *series) number(pl *plan) {
	if pl.year != s.year {
		s.year, s.serial = pl.year, 0
	}
	s.serial++
	pl.serial = s.serial
}

func (v *vocabulary) pairCode(pair int) string {
	p := v.pairs[pair]
	codes := []string{v.states[p[0]].code, v.states[p[1]].code}
	slices.Sort(codes)
	return codes[0] + "-" + codes[1]
}

func (v *vocabulary) id(pl *plan) string {
	return fmt.Sprintf("%s-%04d-%d", v.pairCode(pl.pair), pl.year, pl.serial)
}

// doc renders one language version and adds its sizes to the truth.
func (w *writer) doc(pl *plan, lang string, t *DocumentTruth) Doc {
	w.lang = lang
	x := w.write(pl)
	t.Date = x.date
	t.Characters[lang] = utf8.RuneCountInString(x.body)
	t.Repeated[lang] = w.carriedCharacters(pl)
	a, b := w.parties(pl)
	d := Doc{ID: ID(t.ID, lang), Title: x.title, Date: x.date, Lang: lang, Kind: x.kind, Place: x.place,
		Agency: x.agency, Text: x.body, Pair: t.Pair, Truth: t,
		Parties: []Party{{a.name.in(lang), a.code}, {b.name.in(lang), b.code}}}
	for _, other := range w.o.Langs {
		if other != lang {
			d.Twin = ID(t.ID, other)
		}
	}
	return d
}

// carriedCharacters counts the characters of the carried paragraphs, without
// the numbers printed before them.
func (w *writer) carriedCharacters(pl *plan) int {
	n := 0
	for i := range pl.paragraphs {
		if q := &pl.paragraphs[i]; q.from > 0 {
			w.buf = w.buf[:0]
			w.paragraph(q)
			n += utf8.RuneCount(w.buf)
			if w.lang == "en" {
				n-- // the blank after the last sentence
			}
		}
	}
	return n
}

// truthOf describes the plan, without what depends on the rendering.
func (v *vocabulary) truthOf(pl, previous *plan) *DocumentTruth {
	t := &DocumentTruth{ID: v.id(pl), Pair: v.pairCode(pl.pair), Formulas: []string{},
		Paragraphs: make([]string, len(pl.blocks)), Carried: make([]int, len(pl.blocks)),
		Characters: make(map[string]int, 2), Repeated: make(map[string]int, 2)}
	if previous != nil {
		t.Predecessor = v.id(previous)
	}
	for i, b := range pl.blocks {
		switch b.kind {
		case topicBlock:
			q := &pl.paragraphs[b.index]
			t.Paragraphs[i], t.Carried[i] = v.topics[q.topic].name, q.from
		case formulaBlock:
			t.Paragraphs[i] = FormulaParagraph
		default:
			t.Paragraphs[i] = FrameParagraph
		}
	}
	for i, u := range pl.formulas {
		switch u {
		case inWording:
			t.Formulas = append(t.Formulas, v.formulas[i].id)
		case inWeaker:
			t.Weaker = append(t.Weaker, v.formulas[i].id)
		}
	}
	return t
}
