package specimen

import (
	"strconv"
	"strings"
	"time"
)

// writer puts plans into words of one language.
type writer struct {
	o     Options
	v     *vocabulary
	lang  string
	buf   []byte
	roles [2][roleCount]string // as the parties stand, and flipped
}

// text is a statement in words.
type text struct {
	title, kind, date, place, agency, body string
}

// write returns the whole text. The parts are lines, parted by line feeds.
func (w *writer) write(pl *plan) text {
	var t text
	w.fillRoles(pl)
	end := epoch(w.o).AddDate(0, 0, pl.day)
	host := w.host(pl)
	t.kind, t.title = w.heading(pl)
	t.date = end.Format(time.DateOnly)
	t.place = host.capital.in(w.lang)
	w.buf = append(w.buf[:0], t.title...)
	for i := range pl.blocks {
		w.buf = append(w.buf, '\n')
		w.block(pl, &pl.blocks[i])
	}
	w.buf = append(w.buf, '\n')
	if w.lang == "zh" {
		w.buf = append(w.buf, chineseDate(end)...)
		w.buf = append(w.buf, "于"+t.place...)
		t.agency = "环海社" + t.place + strings.SplitN(chineseDate(end), "年", 2)[1] + "电"
		w.buf = append(w.buf, "\n（"+t.agency+"）"...)
	} else {
		w.buf = append(w.buf, t.place+", "+end.Format("2 January 2006")...)
		t.agency = "Huanhai News Agency, " + t.place + ", " + end.Format("2 January")
		w.buf = append(w.buf, "\n("+t.agency+")"...)
	}
	t.body = string(w.buf)
	return t
}

func (w *writer) parties(pl *plan) (a, b *state) {
	p := w.v.pairs[pl.pair]
	return &w.v.states[p[0]], &w.v.states[p[1]]
}

func (w *writer) host(pl *plan) *state {
	a, b := w.parties(pl)
	if pl.hostIsB {
		return b
	}
	return a
}

func (w *writer) heading(pl *plan) (kind, title string) {
	a, b := w.parties(pl)
	if w.lang == "zh" {
		kind = "联合公报"
		if pl.statement {
			kind = "联合声明"
		}
		return kind, a.full.zh + "政府和" + b.full.zh + "政府" + kind
	}
	kind, title = "joint communiqué", "Joint Communiqué"
	if pl.statement {
		kind, title = "joint statement", "Joint Statement"
	}
	return kind, title + " of the Government of " + a.full.en + " and the Government of " + b.full.en
}

// leader returns who leads the state in this year: each holds office for a
// quarter of the whole time. In the null nobody is succeeded, so that no name
// belongs to one part of the time.
func (w *writer) leader(s *state, year int) phrase {
	if w.o.Null {
		return s.leaders[0]
	}
	return s.leaders[4*(year-w.o.FirstYear)/(w.o.LastYear-w.o.FirstYear+1)]
}

func (w *writer) fillRoles(pl *plan) {
	a, b := w.parties(pl)
	host, guest := a, b
	if pl.hostIsB {
		host, guest = b, a
	}
	r := &w.roles[0]
	side := func(s *state, speaker, name, city, port role) {
		r[speaker], r[name] = s.side().in(w.lang), s.name.in(w.lang)
		r[city], r[port] = s.city.in(w.lang), s.port.in(w.lang)
	}
	side(a, roleP, roleStateP, roleCityP, rolePortP)
	side(b, roleQ, roleStateQ, roleCityQ, rolePortQ)
	r[roleHost], r[roleHostName] = host.full.in(w.lang), host.name.in(w.lang)
	r[roleGuest], r[roleGuestName] = guest.full.in(w.lang), guest.name.in(w.lang)
	r[roleHostFull], r[roleHostShort] = w.leaderNames(host, pl.year)
	r[roleGuestFull], r[roleGuestShort] = w.leaderNames(guest, pl.year)
	r[roleVisit] = guest.visit.in(w.lang)
	r[roleDates] = w.dates(pl)
	r[rolePair] = a.abbreviation() + b.abbreviation()
	if w.lang == "en" {
		r[rolePair] = a.name.en + "–" + b.name.en
	}
	r[roleFields] = w.fields(pl)
	w.roles[1] = *r
	f := &w.roles[1]
	for _, two := range [][2]role{{roleP, roleQ}, {roleStateP, roleStateQ}, {roleCityP, roleCityQ}, {rolePortP, rolePortQ}} {
		f[two[0]], f[two[1]] = r[two[1]], r[two[0]]
	}
}

func (w *writer) leaderNames(s *state, year int) (full, short string) {
	name := w.leader(s, year)
	if w.lang == "zh" {
		_, family, _ := strings.Cut(name.zh, "·")
		return s.full.zh + s.title.zh + name.zh, family + s.title.zh
	}
	_, family, _ := strings.Cut(name.en, " ")
	return s.title.en + " " + name.en + " of " + s.full.en, s.title.en + " " + family
}

// dates names the days of the visit, the last of which is that of signature.
func (w *writer) dates(pl *plan) string {
	end := epoch(w.o).AddDate(0, 0, pl.day)
	start := end.AddDate(0, 0, 1-pl.days)
	sameYear, sameMonth := start.Year() == end.Year(), start.Month() == end.Month()
	if w.lang == "zh" {
		to := chineseDate(end)
		if sameYear {
			_, to, _ = strings.Cut(to, "年")
		}
		if sameMonth {
			_, to, _ = strings.Cut(to, "月")
		}
		return chineseDate(start) + "至" + to
	}
	from := start.Format("2 January 2006")
	switch {
	case sameMonth:
		from = start.Format("2")
	case sameYear:
		from = start.Format("2 January")
	}
	return "from " + from + " to " + end.Format("2 January 2006")
}

func chineseDate(t time.Time) string {
	return strconv.Itoa(t.Year()) + "年" + strconv.Itoa(int(t.Month())) + "月" + strconv.Itoa(t.Day()) + "日"
}

// fields lists what the signed documents are about: topics of the statement, in
// its order, at most five.
func (w *writer) fields(pl *plan) string {
	var list []string
	for _, b := range pl.blocks {
		if b.item > 0 && len(list) < 5 {
			list = append(list, w.v.topics[pl.paragraphs[b.index].topic].label.in(w.lang))
		}
	}
	if w.lang == "zh" {
		return strings.Join(list, "、")
	}
	return strings.Join(list, ", ")
}

// block appends one paragraph of the body.
func (w *writer) block(pl *plan, b *block) {
	w.label(b)
	start := len(w.buf)
	switch b.kind {
	case topicBlock:
		w.paragraph(&pl.paragraphs[b.index])
	case formulaBlock:
		for i := b.index; i < b.end; i++ {
			if pl.formulas[i] != unused {
				w.formula(&w.v.formulas[i], pl.formulas[i], int(pl.carriers[i]))
			}
		}
	default:
		w.framing(pl, b.kind)
	}
	if w.lang == "en" && len(w.buf) > start {
		w.buf = w.buf[:len(w.buf)-1] // the blank after the last sentence
	}
}

func (w *writer) label(b *block) {
	switch {
	case w.lang == "zh" && b.section > 0:
		w.buf = append(w.buf, chineseNumber(b.section)+"、"...)
	case w.lang == "zh" && b.item > 0:
		w.buf = append(w.buf, "（"+chineseNumber(b.item)+"）"...)
	case b.section > 0:
		w.buf = append(w.buf, strconv.Itoa(b.section)+". "...)
	case b.item > 0:
		w.buf = append(w.buf, '(', byte('a'+b.item-1), ')', ' ')
	}
}

// chineseNumber writes 1 to 19.
func chineseNumber(n int) string {
	digits := [...]string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	if n < 10 {
		return digits[n]
	}
	return "十" + digits[n-10]
}

func (w *writer) framing(pl *plan, kind blockKind) {
	names := [...]string{openingBlock: "opening", talksBlock: "talks", chapeauBlock: "chapeau",
		signingBlock: "signing", closingBlock: "closing", thanksBlock: "thanks"}
	list := w.v.frame[names[kind]]
	t := &list[int(pl.variants[kind])%len(list)]
	w.sentence(t, &sentence{})
}

func (w *writer) paragraph(q *paragraph) {
	for i := range int(q.n) {
		s := &q.sentences[i]
		w.sentence(&w.v.templates[q.topic][s.template], s)
	}
	if q.special != notSpecial {
		w.sentence(&w.v.frame[specialName(q.special)][q.extra.template], &q.extra)
	}
}

// sentence appends one sentence; English ones are followed by a blank.
func (w *writer) sentence(t *template, s *sentence) {
	start := len(w.buf)
	roles := &w.roles[0]
	if s.flip {
		roles = &w.roles[1]
	}
	segs := t.zh
	if w.lang == "en" {
		segs = t.en
	}
	for i := range segs {
		switch g := &segs[i]; {
		case g.list != nil:
			w.buf = append(w.buf, g.list[s.choices[g.choice]]...)
		case g.role != noRole:
			w.buf = append(w.buf, roles[g.role]...)
		default:
			w.buf = append(w.buf, g.text...)
		}
	}
	if w.lang == "en" {
		w.endEnglish(start)
	}
}

// endEnglish gives the sentence from start a capital and a blank after it.
func (w *writer) endEnglish(start int) {
	if c := w.buf[start]; 'a' <= c && c <= 'z' {
		w.buf[start] = c - 'a' + 'A'
	}
	w.buf = append(w.buf, ' ')
}

// formula appends a sentence that holds the formula.
func (w *writer) formula(f *formula, u usage, carrier int) {
	start := len(w.buf)
	wording := f.wording
	if u == inWeaker {
		wording = f.weaker
	}
	openings, tails := formulaOpenings(f.plain), formulaTails(f.plain)
	w.buf = append(w.buf, openings[carrier%len(openings)].in(w.lang)...)
	w.buf = append(w.buf, wording.in(w.lang)...)
	w.buf = append(w.buf, tails[carrier/len(openings)%len(tails)].in(w.lang)...)
	if w.lang == "en" {
		w.endEnglish(start)
	}
}
