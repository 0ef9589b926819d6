package corpus

import "slices"

// Matrix counts features by row (a document, a part of one, or a group):
// sparse, by rows. The counts of row r are Count[Start[r]:Start[r+1]] for the
// features Col of the same range, in ascending order.
type Matrix struct {
	Rows     []string  // names, unique
	Features []string  // by column
	Start    []int     // length len(Rows)+1
	Col      []uint32  // feature numbers
	Count    []uint32  // at least 1
	Total    []float64 // tokens of each row, features left out of the matrix included
}

// Count makes the matrix of a group: one row for each of its documents.
func Count(c *Corpus, t *Tokens, g Group) *Matrix {
	m := &Matrix{Features: t.Features, Start: make([]int, 1, len(g.Members)+1)}
	tally := make([]uint32, len(t.Features))
	var seen []uint32
	for _, member := range g.Members {
		seq := t.Docs[member.Doc]
		n := 0
		seen = seen[:0]
		member.Each(seq, func(i int) {
			id := seq.IDs[i]
			if tally[id] == 0 {
				seen = append(seen, id)
			}
			tally[id]++
			n++
		})
		m.addRow(c.Doc(member.Doc).ID, seen, tally, n)
	}
	return m
}

// addRow appends the features seen and clears their tallies.
func (m *Matrix) addRow(name string, seen, tally []uint32, total int) {
	slices.Sort(seen)
	for _, id := range seen {
		m.Col = append(m.Col, id)
		m.Count = append(m.Count, tally[id])
		tally[id] = 0
	}
	m.Rows = append(m.Rows, name)
	m.Start = append(m.Start, len(m.Col))
	m.Total = append(m.Total, float64(total))
}

// Row returns the features and counts of a row. The slices are shared.
func (m *Matrix) Row(r int) (cols, counts []uint32) {
	return m.Col[m.Start[r]:m.Start[r+1]], m.Count[m.Start[r]:m.Start[r+1]]
}

// At returns the count of a feature in a row.
func (m *Matrix) At(r int, feature uint32) uint32 {
	cols, counts := m.Row(r)
	if i, ok := slices.BinarySearch(cols, feature); ok {
		return counts[i]
	}
	return 0
}

// Sums returns the count of each feature over all rows, and in how many rows
// it occurs.
func (m *Matrix) Sums() (counts, rows []uint32) {
	counts, rows = make([]uint32, len(m.Features)), make([]uint32, len(m.Features))
	for i, f := range m.Col {
		counts[f] += m.Count[i]
		rows[f]++
	}
	return counts, rows
}

// Column is one feature of a matrix: the rows that hold it, ascending, and its
// counts there.
type Column struct{ Row, Count []uint32 }

// Columns returns the matrix by columns.
func (m *Matrix) Columns() []Column {
	_, rows := m.Sums()
	out := make([]Column, len(m.Features))
	r, n := make([]uint32, len(m.Col)), make([]uint32, len(m.Col))
	at := 0
	for f, k := range rows {
		out[f] = Column{Row: r[at : at : at+int(k)], Count: n[at : at : at+int(k)]}
		at += int(k)
	}
	for row := range m.Rows {
		cols, counts := m.Row(row)
		for i, f := range cols {
			out[f].Row = append(out[f].Row, uint32(row))
			out[f].Count = append(out[f].Count, counts[i])
		}
	}
	return out
}
