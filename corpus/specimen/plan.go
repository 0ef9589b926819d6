package specimen

import (
	"math"
	"math/rand/v2"
	"slices"
)

// sentence is a template with its choices. flip exchanges {P} and {Q}.
type sentence struct {
	template uint8
	flip     bool
	choices  [maxChoices]uint8
}

// maxSentences is the most sentences of one paragraph.
const maxSentences = 4

// paragraph is a topic paragraph. It says the same in every document of its
// pair, so it can be carried over.
type paragraph struct {
	topic     uint8
	n         uint8 // sentences
	special   uint8 // a planted sentence at its end, or none
	extra     sentence
	sentences [maxSentences]sentence
	from      int // its number in the predecessor's body when carried over, or 0
	number    int // its number in the body, from 1
}

// Planted sentences.
const (
	notSpecial uint8 = iota
	longSpecial
	focusSpecial
)

// specialName is the place of the planted sentences in the frame.
func specialName(special uint8) string {
	if special == longSpecial {
		return "long"
	}
	return "focus"
}

// plan is a statement before it is put into words.
type plan struct {
	pair, edition int
	day           int // of signature, from the first of January of FirstYear
	year          int
	serial        int // within the pair and year
	days          int // of the visit
	hostIsB       bool
	statement     bool // 联合声明 rather than 联合公报
	long, focus   bool
	variants      [8]uint8 // choices of the framing sentences
	paragraphs    []paragraph
	formulas      []usage // by formula
	carriers      []uint8 // by formula: opening and tail
	perGroup      int     // formulas in one paragraph
	blocks        []block // the body in order
}

// Sizes of a statement, in paragraphs of topics other than politics.
const (
	politicsParagraphs = 2
	meanParagraphs     = 14.5
	sigmaParagraphs    = 0.2 // of the logarithm
	minParagraphs      = 8
	maxParagraphs      = 19
	longFactor         = 8   // gives five to six times the characters
	longShare          = 0.7 // of the long document's paragraphs on its topic
)

// planner draws plans.
type planner struct {
	o     Options
	v     *vocabulary
	rates []float64
	noisy []float64
	count []int
	used  [][]uint8 // by topic: templates in the order of use
	order [][]int   // by pair: topics in the order in which its statements treat them
}

func newPlanner(o Options, v *vocabulary) *planner {
	p := &planner{o: o, v: v, noisy: make([]float64, len(v.topics)), count: make([]int, len(v.topics))}
	p.used = make([][]uint8, len(v.topics))
	for i, t := range v.templates {
		p.used[i] = make([]uint8, len(t))
	}
	for pair := range o.Pairs {
		order := stream(o.Seed, pair, 0, 'o').Perm(len(v.topics))
		p.order = append(p.order, slices.DeleteFunc(order, func(t int) bool { return t == politics || t == multilateral }))
	}
	return p
}

// draw fills pl with the next statement of the series.
func (p *planner) draw(s *series, pl *plan) {
	rng := stream(p.o.Seed, s.pair, s.edition, 't')
	*pl = plan{pair: s.pair, edition: s.edition, day: s.day, paragraphs: pl.paragraphs[:0],
		formulas: pl.formulas[:0], carriers: pl.carriers[:0], blocks: pl.blocks[:0]}
	pl.year = epoch(p.o).AddDate(0, 0, s.day).Year()
	pl.days = 2 + rng.IntN(3)
	pl.hostIsB = (s.edition+s.pair)%2 == 0
	pl.statement = rng.IntN(3) == 0
	pl.perGroup = 2 + rng.IntN(2)
	for i := range pl.variants {
		pl.variants[i] = uint8(rng.IntN(60))
	}
	planted := !p.o.Null
	pl.focus = planted && s.pair == 0 && s.edition == s.n-1 && s.edition > 0
	pl.long = planted && p.o.Long && s.pair == min(3, p.o.Pairs-1) && s.edition == s.n/2 && !pl.focus
	for i := range p.v.formulas {
		pl.formulas = append(pl.formulas, p.v.formulas[i].use(p.o, s.pair, pl.year, rng.Float64()))
		pl.carriers = append(pl.carriers, uint8(rng.IntN(60)))
	}
	p.drawCounts(pl, rng)
	p.drawParagraphs(pl, s.previous, rng)
	p.plantSpecials(pl, rng)
	p.layOut(pl)
}

// drawCounts sets how many paragraphs each topic gets: shares that vary between
// statements as gamma weights do, so that the counts are negative binomial given
// the mean, cut to the length of the statement.
func (p *planner) drawCounts(pl *plan, rng *rand.Rand) {
	clear(p.count)
	n := int(math.Round(meanParagraphs * math.Exp(sigmaParagraphs*rng.NormFloat64())))
	n = min(max(n, minParagraphs), maxParagraphs)
	fixed := 0
	switch {
	case pl.focus:
		n = max(n, 14)
		fixed = int(math.Round(shiftFocus * float64(n)))
		p.count[shiftTopic] = fixed
	case pl.long:
		n = int(math.Round(meanParagraphs * longFactor))
		fixed = int(longShare * float64(n))
		p.count[agriculture] = fixed
	}
	p.rates = mix(p.v.topics, p.share(pl))
	total := 0.0
	for i, r := range p.rates {
		if pl.focus && i == shiftTopic {
			r = 0
		}
		p.noisy[i] = r * gamma(rng, p.o.Dispersion)
		total += p.noisy[i]
	}
	for range n - fixed {
		p.count[pick(p.noisy, total*rng.Float64())]++
	}
	p.count[politics] = politicsParagraphs
}

// share is the expected share of the shifting topic.
func (p *planner) share(pl *plan) float64 {
	switch {
	case p.o.Null:
		return shiftNull
	case pl.year >= shiftYear(p.o):
		return shiftAfter
	}
	return shiftBefore
}

func pick(weights []float64, x float64) int {
	last := 0
	for i, w := range weights {
		if w <= 0 {
			continue
		}
		last = i
		if x -= w; x < 0 {
			return i
		}
	}
	return last
}

// reuseRate is the share of topic paragraphs to carry over.
func (p *planner) reuseRate(pl *plan) float64 {
	switch {
	case p.o.Null:
		return 0
	case pl.focus:
		return p.o.Reuse * focusReuse
	}
	return p.o.Reuse
}

// focusReuse makes the latest document carry over less than the others do.
const focusReuse = 0.4

// drawParagraphs takes paragraphs of each topic over from the predecessor, as
// far as it has them, and draws the rest.
func (p *planner) drawParagraphs(pl *plan, previous *plan, rng *rand.Rand) {
	carry := p.carried(pl, previous, rng)
	for t, n := range p.count {
		p.shuffle(t, rng)
		p.postpone(t, previous, carry[t])
		for i := range n {
			if i < len(carry[t]) {
				old := previous.paragraphs[carry[t][i]]
				old.from = old.number
				pl.paragraphs = append(pl.paragraphs, old)
				continue
			}
			pl.paragraphs = append(pl.paragraphs, p.fresh(t, i-len(carry[t]), rng))
		}
		if t == politics {
			p.speakInTurn(pl.paragraphs)
		}
	}
}

// speakInTurn gives the first side the first paragraph of politics and the
// second side the second one. A carried paragraph keeps its speaker.
func (p *planner) speakInTurn(q []paragraph) {
	carried := slices.IndexFunc(q, func(q paragraph) bool { return q.from > 0 })
	for i := range q {
		if q[i].from > 0 {
			continue
		}
		flip := i == 1
		if carried >= 0 {
			flip = !q[carried].sentences[0].flip
		}
		for k := range int(q[i].n) {
			q[i].sentences[k].flip = flip
		}
	}
	if q[0].sentences[0].flip {
		q[0], q[1] = q[1], q[0]
	}
}

// carried chooses, by topic, the predecessor's paragraphs to take over: a random
// choice among those that the new statement has room for.
func (p *planner) carried(pl *plan, previous *plan, rng *rand.Rand) [][]int {
	carry := make([][]int, len(p.count))
	total := 0
	for _, n := range p.count {
		total += n
	}
	want := int(p.reuseRate(pl)*float64(total) + rng.Float64())
	if previous == nil || want == 0 {
		return carry
	}
	for _, i := range rng.Perm(len(previous.paragraphs)) {
		q := &previous.paragraphs[i]
		if t := q.topic; want > 0 && q.special == notSpecial && len(carry[t]) < p.count[t] {
			carry[t] = append(carry[t], i)
			want--
		}
	}
	for _, list := range carry {
		slices.Sort(list)
	}
	return carry
}

// shuffle puts the templates of a topic in a random order, so that none comes
// twice before all have come.
func (p *planner) shuffle(t int, rng *rand.Rand) {
	order := p.used[t]
	for i := range order {
		order[i] = uint8(i)
	}
	for i := len(order) - 1; i > 0; i-- {
		j := rng.IntN(i + 1)
		order[i], order[j] = order[j], order[i]
	}
}

// postpone moves the templates of carried paragraphs to the end of the order.
func (p *planner) postpone(t int, previous *plan, carried []int) {
	if len(carried) == 0 {
		return
	}
	var taken [256]bool
	for _, i := range carried {
		q := &previous.paragraphs[i]
		for k := range int(q.n) {
			taken[q.sentences[k].template] = true
		}
	}
	slices.SortStableFunc(p.used[t], func(a, b uint8) int {
		switch {
		case taken[a] == taken[b]:
			return 0
		case taken[b]:
			return -1
		}
		return 1
	})
}

// fresh draws the i-th new paragraph of a topic.
func (p *planner) fresh(t, i int, rng *rand.Rand) paragraph {
	q := paragraph{topic: uint8(t), n: uint8(2 + rng.IntN(2) + rng.IntN(2))}
	order := p.used[t]
	if t == politics {
		q.n = 2
	}
	for k := range int(q.n) {
		s := &q.sentences[k]
		s.template = order[(i*maxSentences+k)%len(order)]
		s.flip = rng.IntN(2) == 1
		p.choose(&p.v.templates[t][s.template], s, rng)
	}
	return q
}

// choose draws the choices of a sentence. Two places of one list differ.
func (p *planner) choose(t *template, s *sentence, rng *rand.Rand) {
	for c, ch := range t.choices {
		s.choices[c] = uint8(rng.IntN(ch.n))
		if ch.same >= 0 && s.choices[c] == s.choices[ch.same] {
			s.choices[c] = (s.choices[c] + 1 + uint8(rng.IntN(ch.n-1))) % uint8(ch.n)
		}
	}
}

// plantSpecials puts the planted sentences of the long and the latest document
// into fresh paragraphs of their topics. A few other documents use the term of
// the long one once.
func (p *planner) plantSpecials(pl *plan, rng *rand.Rand) {
	elsewhere := rng.Float64() < elsewhereRate
	left := 0
	topic, special := uint8(0), notSpecial
	switch {
	case pl.long:
		left, topic, special = longUses, agriculture, longSpecial
	case pl.focus:
		left, topic, special = focusUses, shiftTopic, focusSpecial
	case elsewhere && p.o.Long && !p.o.Null:
		left, topic, special = 1, agriculture, longSpecial
	}
	for i := range pl.paragraphs {
		if q := &pl.paragraphs[i]; left > 0 && q.topic == topic && q.from == 0 {
			q.special = special
			list := p.v.frame[specialName(special)]
			q.extra.template = uint8(left % len(list))
			p.choose(&list[q.extra.template], &q.extra, rng)
			left--
		}
	}
}

// Uses of the planted terms.
const (
	longUses      = 24
	focusUses     = 3
	elsewhereRate = 0.25 // of the long document's term, in documents
)
