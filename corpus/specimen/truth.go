package specimen

// Wording is one wording in both languages.
type Wording struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

// In returns the wording in a language, "zh" or "en"; others give "".
func (w Wording) In(lang string) string {
	switch lang {
	case "zh":
		return w.Zh
	case "en":
		return w.En
	}
	return ""
}

func wordingOf(p phrase) Wording { return Wording{p.zh, p.en} }

// Truth is what was planted, as realised in the texts. Documents are named by
// the ID of their Chinese version (see ID).
type Truth struct {
	Options   Options         `json:"options"`
	Topics    []TopicTruth    `json:"topics"`
	Shift     *Shift          `json:"shift,omitempty"` // nil in the null version
	Formulas  []FormulaTruth  `json:"formulas"`
	Reuse     ReuseTruth      `json:"reuse"`
	Long      *LongDocument   `json:"long,omitempty"`
	Gaps      []Gap           `json:"gaps,omitempty"`
	Focus     *Focus          `json:"focus,omitempty"`
	Documents []DocumentTruth `json:"documents"` // in order of date
}

// TopicTruth describes a topic. Its keywords occur in sentences of no other
// topic. Rates are expected shares of the topic paragraphs without politics;
// paragraphs are counted as they came out.
type TopicTruth struct {
	Name       string    `json:"name"`
	Label      Wording   `json:"label"`
	Keywords   []Wording `json:"keywords"`
	Before     float64   `json:"rate_before"` // 0 for politics, which has a fixed place
	After      float64   `json:"rate_after"`
	Paragraphs int       `json:"paragraphs"`
}

// Shift is the topic whose share changes in a known year, in all pairs alike.
type Shift struct {
	Topic          string    `json:"topic"`
	Year           int       `json:"year"` // first year with the new rate
	Before         float64   `json:"rate_before"`
	After          float64   `json:"rate_after"`
	RealisedBefore float64   `json:"realised_before"` // share of topic paragraphs without politics
	RealisedAfter  float64   `json:"realised_after"`
	Keywords       []Wording `json:"keywords"`
	Pairs          []string  `json:"pairs"`
}

// FormulaTruth is a fixed wording and where it is used. Documents holds those
// with Wording, Weaker those with From, the weaker wording that a strengthened
// formula had before its year. From may be contained in Wording.
type FormulaTruth struct {
	ID        string   `json:"id"`
	Event     string   `json:"event"` // Born, Strengthened, Dropped or Stable
	Year      int      `json:"year,omitempty"`
	Wording   Wording  `json:"wording"`
	From      *Wording `json:"from,omitempty"`
	Pair      string   `json:"pair,omitempty"` // the only pair that uses it; "" for all
	Rate      float64  `json:"rate"`           // while in force
	Documents []string `json:"documents"`
	Weaker    []string `json:"weaker,omitempty"`
}

// ReuseTruth is the share of paragraphs carried over verbatim from the same
// pair's previous statement, over the documents that have one.
type ReuseTruth struct {
	Planned    float64            `json:"planned"`    // of topic paragraphs
	Paragraphs float64            `json:"paragraphs"` // of topic paragraphs, realised
	Characters map[string]float64 `json:"characters"` // of all characters of the text, by language
}

// LongDocument is the document that is several times as long as the others.
// Most of it is on one topic, and most uses of Term are in it.
type LongDocument struct {
	ID     string         `json:"id"`
	Topic  string         `json:"topic"`
	Term   Wording        `json:"term"`
	Uses   int            `json:"uses"`   // of Term in it
	Others int            `json:"others"` // uses of Term elsewhere
	Factor float64        `json:"factor"` // its characters over the median of the others, in Chinese or else in English
	Share  float64        `json:"share"`  // of all paragraphs on its topic
	Length map[string]int `json:"length"` // characters, by language
}

// Gap is a time in which a pair's editions are missing.
type Gap struct {
	Pair     string `json:"pair"`
	After    string `json:"after"`  // the last statement before it
	Before   string `json:"before"` // the first one after it
	FromYear int    `json:"from_year"`
	ToYear   int    `json:"to_year"` // the last year without
}

// Focus is the latest document and what stands out in it.
type Focus struct {
	ID          string    `json:"id"`
	Predecessor string    `json:"predecessor"`
	Features    []Feature `json:"features"`
}

// Feature is one planted peculiarity of the latest document against its
// predecessor.
type Feature struct {
	Kind    string   `json:"kind"` // new formula, dropped formula, strengthened formula, raised topic, new term, low reuse
	Name    string   `json:"name,omitempty"`
	Wording *Wording `json:"wording,omitempty"`
	Here    float64  `json:"here"`   // uses, share of topic paragraphs, or share carried over
	Before  float64  `json:"before"` // the same in the predecessor
}

// Kinds of paragraphs that belong to no topic.
const (
	FrameParagraph   = "frame"   // opening, chapeau, signing, thanks
	FormulaParagraph = "formula" // holds planted formulas
)

// DocumentTruth describes one statement. Both language versions have the same
// paragraphs.
type DocumentTruth struct {
	ID          string         `json:"id"`
	Date        string         `json:"date"`
	Pair        string         `json:"pair"`
	Predecessor string         `json:"predecessor,omitempty"`
	Paragraphs  []string       `json:"paragraphs"` // topic of each paragraph of the body, or FrameParagraph, FormulaParagraph
	Carried     []int          `json:"carried"`    // the predecessor's paragraph that each repeats, from 1; 0 for none
	Formulas    []string       `json:"formulas"`   // in use
	Weaker      []string       `json:"weaker,omitempty"`
	Characters  map[string]int `json:"characters"`         // of the text, by language
	Repeated    map[string]int `json:"carried_characters"` // of the carried paragraphs, by language
}

// ID returns the ID of a language version of a statement.
func ID(statement, lang string) string {
	if lang == "zh" {
		return statement
	}
	return statement + "-" + lang
}

// topicParagraphs counts the paragraphs on topics other than politics, and those
// on the named one.
func (d *DocumentTruth) topicParagraphs(name string) (all, named int) {
	for _, t := range d.Paragraphs {
		switch t {
		case FrameParagraph, FormulaParagraph, "politics":
			continue
		case name:
			named++
		}
		all++
	}
	return all, named
}

// carried counts the topic paragraphs and those carried over.
func (d *DocumentTruth) carried() (all, carried int) {
	for i, t := range d.Paragraphs {
		if t != FrameParagraph && t != FormulaParagraph {
			all++
			if d.Carried[i] > 0 {
				carried++
			}
		}
	}
	return all, carried
}
