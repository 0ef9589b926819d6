package frequency

import (
	"concord/analysis"
	"concord/corpus"
)

// evidence quotes for every listed row the first use, the first use in the
// densest document and the last use.
func (s *sample) evidence(in *analysis.Input, t *corpus.Tokens, rows []Row) [][]analysis.Evidence {
	features := make([]string, min(len(rows), analysis.EvidenceRows))
	for i := range features {
		features[i] = rows[i].Feature
	}
	uses := in.Uses(t, s.members, features)
	out := make([][]analysis.Evidence, len(rows))
	for i := range features {
		out[i] = uses.Quote(i, nil)
	}
	return out
}
