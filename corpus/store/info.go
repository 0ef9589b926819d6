package store

import (
	"slices"
	"strings"

	"concord/corpus/token"
)

// Info describes a store.
type Info struct {
	Path       string       `json:"path"`
	Version    int          `json:"version"`    // of the format
	Generation int          `json:"generation"` // counts the changes
	Hash       string       `json:"hash"`       // of the corpus
	Documents  int          `json:"documents"`
	Removed    int          `json:"removed"`    // documents whose bytes are still there
	TextBytes  int64        `json:"text_bytes"` // without those removed
	DiskBytes  int64        `json:"disk_bytes"` // of the segments
	Segments   int          `json:"segments"`
	Tokens     []TokensInfo `json:"tokens"`
	Derived    []string     `json:"derived"` // names of derived data, such as indexes
	Left       []Left       `json:"left"`
}

// TokensInfo describes the tokens by one recipe.
type TokensInfo struct {
	Recipe string `json:"recipe"` // in words
	Hash   string `json:"hash"`
	Tokens int64  `json:"tokens"` // with those of documents removed
	Whole  bool   `json:"whole"`  // all segments have them; else texts are cut anew
	// Current is whether this program cuts by this recipe in this way: its word
	// list, lexicon and rules are those with which the tokens were made.
	Current bool `json:"current"`
}

// Info describes the store; it reads no document. What it returns may be used
// after Close.
func (s *Store) Info() Info {
	i := Info{Path: s.path, Version: formatVersion, Generation: s.manifest.Generation, Hash: s.manifest.Hash, Documents: s.Len(),
		TextBytes: s.manifest.TextBytes, Segments: len(s.parts), Tokens: []TokensInfo{}, Derived: []string{}, Left: append([]Left{}, s.manifest.Left...)}
	for n, p := range s.parts {
		i.Removed += p.n - len(p.live)
		i.DiskBytes += s.manifest.Segments[n].Size
		for _, hash := range p.recipes() {
			i.Tokens = p.describe(i.Tokens, hash)
		}
	}
	for _, d := range s.manifest.Derived {
		i.Derived = append(i.Derived, d.Name)
		i.DiskBytes += d.Size
	}
	for t := range i.Tokens {
		i.Tokens[t].Whole = !slices.ContainsFunc(s.parts, func(p *part) bool { return !slices.Contains(p.recipes(), i.Tokens[t].Hash) })
		i.Tokens[t].Current = slices.ContainsFunc(s.manifest.Recipes, func(r token.Recipe) bool { return r.Hash() == i.Tokens[t].Hash })
	}
	return i
}

// describe adds the tokens of one segment to the list.
func (p *part) describe(list []TokensInfo, hash string) []TokensInfo {
	at := slices.IndexFunc(list, func(t TokensInfo) bool { return t.Hash == hash })
	if at < 0 {
		recipe, _ := p.bytes(tokenColumn(hash, "recipe"), 1)
		at, list = len(list), append(list, TokensInfo{Hash: strings.Clone(hash), Recipe: string(recipe)})
	}
	list[at].Tokens += p.sections[tokenColumn(hash, "ids")].size / 4
	return list
}
