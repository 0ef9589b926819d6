package corpus

// Span is a run of the frozen text: byte offsets, Start included, End not.
// The empty Span means missing.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// IsZero reports whether the span is missing.
func (s Span) IsZero() bool { return s == Span{} }

// Len returns the length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Structure is the anatomy of a document, flat and in order of the text. An
// index field points into the slice it names; -1 means none.
type Structure struct {
	Title    Span
	Dateline Span // place and date: 2022年11月11日于金边
	Agency   Span // agency line, without its brackets

	Sections   []Section
	Paragraphs []Paragraph // of the body only
	Sentences  []Sentence
	Clauses    []Clause
}

// Section is a numbered part: a section (level 1: 一、 or "1.") or an item
// within one (level 2: （一） or "(a)").
type Section struct {
	Span
	Label  string // as printed: 一、 （二） 3.
	Number int    // its ordinal, from 1
	Level  int    // 1 or 2
	Parent int    // in Sections; -1 at level 1
}

// Paragraph is a paragraph of the body.
type Paragraph struct {
	Span
	Section int // innermost in Sections, or -1
}

// Sentence is a sentence of a paragraph.
type Sentence struct {
	Span
	Paragraph int // in Paragraphs
}

// Clause is a part of a sentence between commas and the like.
type Clause struct {
	Span
	Sentence  int  // in Sentences
	Side      Side // who speaks
	Inherited bool // the side is not named here but carried over
}

// Side says on whose behalf a clause speaks.
type Side string

// The sides. A is the party that the title or the first sentence names first.
const (
	SideUnknown Side = ""
	SideJoint   Side = "joint"
	SideA       Side = "A"
	SideB       Side = "B"
	SideOther   Side = "other" // a third party by name, or one of more than two
)

// sectionAt returns the innermost section that contains the byte offset, or -1.
func (s *Structure) sectionAt(off int) int {
	best := -1
	for i, sec := range s.Sections {
		if sec.Start <= off && off < sec.End && (best < 0 || sec.Level >= s.Sections[best].Level) {
			best = i
		}
	}
	return best
}

// Numbered returns the number of sections and of items within them.
func (s *Structure) Numbered() (sections, items int) {
	for _, sec := range s.Sections {
		if sec.Level == 1 {
			sections++
		} else {
			items++
		}
	}
	return sections, items
}
