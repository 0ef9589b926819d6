// Package lexicon holds the terms that are never cut and the stop words.
//
// The lists were written for this program. Terms are those of Chinese joint
// statements: set wordings, initiatives, organisations, treaties, bodies,
// posts, names of countries, places and leaders, and the pairs by which two
// countries are called (中柬). Each has a Category. A guard is no term of the
// genre but keeps one from being seen where it is not: 其中 guards 其中柬埔寨
// against 中柬, and a guard with a bar (中|柬埔寨) says where its text is cut.
package lexicon

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed terms.tsv
var termFile string

//go:embed stop_zh.txt
var stopZH string

//go:embed stop_en.txt
var stopEN string

// Bar parts the words of an entry that is itself cut.
const Bar = "|"

// Category says what a term is.
type Category string

// The categories: every entry has one of these.
const (
	Country      Category = "country"      // states, in full and in short
	Pair         Category = "pair"         // two or more parties in one word: 中柬, 俄美
	Side         Category = "side"         // who speaks: 双方, 中方, 两国
	Place        Category = "place"        // cities, provinces, seas, regions
	Person       Category = "person"       // leaders
	Post         Category = "post"         // offices and ranks
	Organisation Category = "organisation" // international organisations, parties, authorities
	Mechanism    Category = "mechanism"    // forums, committees, zones, corridors
	Treaty       Category = "treaty"       // texts, and kinds of texts, in international law
	Initiative   Category = "initiative"   // 一带一路, 人类命运共同体
	Partnership  Category = "partnership"  // what parties call their relations
	Principle    Category = "principle"    // 一个中国原则, 多边主义, and what is opposed
	Concept      Category = "concept"      // further set terms of politics and cooperation
	Guard        Category = "guard"        // ordinary words that a term must not break into
)

// Categories returns all categories, in the order of the file.
func Categories() []Category {
	return []Category{Country, Pair, Side, Place, Person, Post, Organisation, Mechanism,
		Treaty, Initiative, Partnership, Principle, Concept, Guard}
}

// Term is an entry of the lexicon.
type Term struct {
	Text     string // as it stands in texts, in simplified characters
	Cut      string // Text, with a Bar between its words where it has several
	Category Category
	Note     string
}

var terms = sync.OnceValue(func() []Term {
	list, err := parse(termFile)
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return list
})

// Terms returns the entries in the order of the file.
func Terms() []Term { return slices.Clone(terms()) }

// parse reads lines of term, category and an optional note, parted by tabs.
// Lines that begin with # are comments.
func parse(file string) ([]Term, error) {
	var list []Term
	seen := make(map[string]int)
	n := 0
	for line := range strings.Lines(file) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.SplitN(line, "\t", 3)
		if len(fields) < 2 || fields[0] == "" {
			return nil, fmt.Errorf("terms: line %d: want term, category and an optional note, parted by tabs", n)
		}
		t := Term{Text: strings.ReplaceAll(fields[0], Bar, ""), Cut: fields[0], Category: Category(fields[1])}
		if len(fields) == 3 {
			t.Note = fields[2]
		}
		if !slices.Contains(Categories(), t.Category) {
			return nil, fmt.Errorf("terms: line %d: %s: unknown category %q, want one of %v", n, t.Text, t.Category, Categories())
		}
		if first, ok := seen[t.Text]; ok {
			return nil, fmt.Errorf("terms: line %d: %s stands in line %d already", n, t.Text, first)
		}
		seen[t.Text] = n
		list = append(list, t)
	}
	return list, nil
}

// Formulations returns the terms that state a policy or a relation: concepts,
// initiatives, principles, partnerships, mechanisms and treaties. The map is
// the caller's.
func Formulations() map[string]bool {
	out := map[string]bool{}
	for _, t := range terms() {
		switch t.Category {
		case Concept, Initiative, Principle, Partnership, Mechanism, Treaty:
			out[t.Text] = true
		}
	}
	return out
}

// Stop returns the stop words of a language, zh or en, in code-point order;
// none for any other.
func Stop(lang string) []string {
	switch lang {
	case "zh":
		return stopWords(stopZH)
	case "en":
		return stopWords(stopEN)
	}
	return nil
}

func stopWords(file string) []string {
	var words []string
	for line := range strings.Lines(file) {
		if w := strings.TrimSpace(line); w != "" && !strings.HasPrefix(w, "#") {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return words
}

// Version identifies all lists: the first 12 hex digits of their SHA-256.
var Version = sync.OnceValue(func() string {
	h := sha256.New()
	for _, f := range []string{termFile, stopZH, stopEN} {
		h.Write([]byte(f))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
})
