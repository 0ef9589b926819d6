package cluster

import (
	"context"
	"slices"
	"strings"

	"concord/analysis"
	"concord/analysis/measure"
	"concord/corpus"
)

const (
	fewDocuments = 4
	most         = 2_000 // documents: the time of linking grows with the cube
	mostOrdered  = 300   // documents whose leaves are put in the best order
	mostGroups   = 10    // groups that k=0 may choose
)

// tree is the documents, in order of ID, and how they join.
type tree struct {
	in        *analysis.Input
	tokens    *corpus.Tokens
	group     corpus.Group
	members   []corpus.Member // with at least one feature that counts
	total     []int           // tokens by document
	empty     int
	linkage   measure.Linkage
	distance  [][]float64
	hierarchy measure.Hierarchy
	leaves    []int // documents in leaf order
}

func (t *tree) size() int                  { return len(t.members) }
func (t *tree) doc(i int) *corpus.Document { return t.in.Corpus.Doc(t.members[i].Doc) }
func (t *tree) id(i int) string            { return t.doc(i).ID }

// grow measures distances and joins documents, or says why it does not.
func grow(ctx context.Context, in *analysis.Input, c Choice) (*tree, *analysis.Refusal, error) {
	t := &tree{in: in, linkage: measure.Linkage(c.Linkage)}
	if c.Linkage == "ward" {
		t.linkage = measure.WardD2
	}
	if in.Corpus.Len() == 0 {
		t.group.Name = c.Where
		return t, refuse(0), nil
	}
	var err error
	if t.group, err = analysis.Pick(in.Corpus, "", "where", c.Where); err != nil {
		return nil, nil, err
	}
	if t.group.Name == "" {
		t.group.Name = "all"
	}
	recipe := c.Recipe
	if c.Distance == "jaccard" || c.Distance == "dice" {
		recipe.Unit, recipe.Punct = "char5", "drop"
	}
	if t.tokens, err = in.Tokens(ctx, recipe); err != nil {
		return nil, nil, err
	}
	documents := t.count()
	if t.size() < fewDocuments || t.size() > most {
		return t, refuse(t.size()), nil
	}
	if t.distance, err = measure.Distances(documents, measure.ProfileDistance(c.Distance)); err != nil {
		return nil, nil, err
	}
	if t.hierarchy, err = measure.Link(t.distance, t.linkage); err != nil {
		return nil, nil, err
	}
	if t.leaves = t.hierarchy.Order(); t.size() <= mostOrdered {
		t.leaves = t.hierarchy.OptimalOrder(t.distance)
	}
	if t.leaves[0] > t.leaves[t.size()-1] {
		slices.Reverse(t.leaves)
	}
	return t, nil, ctx.Err()
}

// count counts the features of each document, in order of ID; documents without
// any are left out.
func (t *tree) count() []measure.Sparse {
	members := slices.Clone(t.group.Members)
	slices.SortFunc(members, func(a, b corpus.Member) int {
		return strings.Compare(t.in.Corpus.Doc(a.Doc).ID, t.in.Corpus.Doc(b.Doc).ID)
	})
	m := corpus.Count(t.in.Corpus, t.tokens, corpus.Group{Members: members})
	var out []measure.Sparse
	for r, member := range members {
		var s measure.Sparse
		features, counts := m.Row(r)
		for i, f := range features {
			if !t.tokens.Stopped[f] {
				s.Feature, s.Count = append(s.Feature, f), append(s.Count, float64(counts[i]))
			}
		}
		if len(s.Feature) == 0 {
			t.empty++
			continue
		}
		t.members, t.total, out = append(t.members, member), append(t.total, int(m.Total[r])), append(out, s)
	}
	return out
}

func refuse(n int) *analysis.Refusal {
	if n > most {
		return analysis.Refuse(
			analysis.T("所选文本有{n}篇，此方法至多{most}篇。", "Documents selected: {n}; this method takes {most} at most."),
			analysis.T("以 where 缩小范围。", "Narrow the choice with where."),
			analysis.Int("n", n), analysis.Int("most", most))
	}
	return analysis.Refuse(
		analysis.T("可用的文本有{n}篇，此方法至少需要{least}篇。", "Documents that can be used: {n}; this method needs {least}."),
		analysis.T("再载入文本，或放宽 where 的条件。", "Load more documents, or widen the condition of where."),
		analysis.Int("n", n), analysis.Int("least", fewDocuments))
}
