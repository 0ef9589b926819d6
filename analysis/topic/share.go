package topic

import "math"

// sharing says how the words of distinct paragraphs make up the shares of
// members. A copy has the topics of the paragraph it is like, times its own
// length.
type sharing struct {
	members int
	parts   []part
	empty   []bool // by member: no words
}

// part is a paragraph: weight is its share in the words of its member for each
// word of the distinct paragraph, number unit, that it is like.
type part struct {
	unit, member int
	weight       float64
}

// sharing prepares the sums.
func (u *Units) sharing() *sharing {
	s := &sharing{members: len(u.Members), empty: make([]bool, len(u.Members))}
	unitOf := make(map[int]int, len(u.Distinct))
	for i, p := range u.Distinct {
		unitOf[p] = i
	}
	length := make([]float64, len(u.Members))
	for _, p := range u.Paragraphs {
		length[p.Member] += float64(len(p.Words))
	}
	for i, n := range length {
		s.empty[i] = n == 0
	}
	for _, p := range u.Paragraphs {
		copied := float64(len(p.Words)) / float64(len(u.Paragraphs[p.Like].Words))
		s.parts = append(s.parts, part{unitOf[p.Like], p.Member, copied / length[p.Member]})
	}
	return s
}

// of returns the shares by member and topic, given the words of k topics in
// unit u at u·k. A member without words has NaN.
func (s *sharing) of(words []float64, k int) [][]float64 {
	out := matrix(s.members, k)
	for _, p := range s.parts {
		row := out[p.member]
		for t, n := range words[p.unit*k : p.unit*k+k] {
			row[t] += n * p.weight
		}
	}
	for i, row := range out {
		for t := range row {
			if s.empty[i] {
				row[t] = math.NaN()
			}
		}
	}
	return out
}

// means is the mean of each column over the rows that are defined.
func means(rows [][]float64, columns int) []float64 {
	out, n := make([]float64, columns), 0.0
	for _, row := range rows {
		if math.IsNaN(row[0]) {
			continue
		}
		n++
		for t, x := range row {
			out[t] += x
		}
	}
	for t := range out {
		out[t] /= n
	}
	return out
}
