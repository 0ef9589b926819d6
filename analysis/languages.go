package analysis

import (
	"slices"

	"concord/corpus"
)

// Languages lists the languages of the members' documents, in code-point order,
// each once, unknown ones left out: words of more than one are not comparable.
func Languages(c *corpus.Corpus, members []corpus.Member) []string {
	var out []string
	for _, m := range members {
		if l := c.Doc(m.Doc).Lang; l != "" && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	slices.Sort(out)
	return out
}
