package paper

import "math"

var (
	cellLook = look{size: 8, leading: 1.4, color: ink}
	headLook = look{size: 8, leading: 1.4, color: faint}
)

const (
	cellGap = 9   // between columns
	cellPad = 2.2 // above and below the lines of a row
)

// cell is a cell set in lines.
type cell struct {
	lines []line
	width float64
}

// table sets a table with rules above, below the head and at the end; the head
// is repeated on every page. A row stays on one page.
func (s *setter) table(t Table) {
	if len(t.Columns) == 0 {
		return
	}
	widths := s.columnWidths(t)
	var head []cell
	if !t.Bare {
		for i, c := range t.Columns {
			head = append(head, s.cell(c.Title, headLook, widths[i]))
		}
	}
	s.space(6)
	if t.Caption != "" {
		s.room(captionLook.size*captionLook.leading + rowHeight(head) + keepWith)
		all, marks := s.measured(Plain(t.Caption), captionLook.size, nil)
		s.lines(broken(all, marks, textWidth), captionLook, marginSide)
		s.space(3)
	}
	s.head(head, t.Columns, widths)
	for _, r := range t.Rows {
		row := make([]cell, len(t.Columns))
		for i := range row {
			if i < len(r) {
				row[i] = s.cell(r[i], cellLook, widths[i])
			}
		}
		if s.y+rowHeight(row) > s.bottom() && s.y > marginTop {
			s.rule(0.8)
			s.turn()
			s.head(head, t.Columns, widths)
		}
		s.row(row, t.Columns, widths, cellLook)
	}
	s.rule(0.8)
	s.space(6)
}

func (s *setter) head(head []cell, columns []Column, widths []float64) {
	s.room(rowHeight(head) + 2*cellLook.size*cellLook.leading)
	s.rule(0.8)
	if head != nil {
		s.row(head, columns, widths, headLook)
		s.rule(0.4)
	}
}

func (s *setter) rule(width float64) {
	s.page.Rule(marginSide, s.y, marginSide+textWidth, s.y, ink, width)
}

func (s *setter) cell(text string, k look, width float64) cell {
	all, looks := s.measured(Plain(text), k.size, nil)
	c := cell{lines: broken(all, looks, width)}
	for _, l := range c.lines {
		c.width = math.Max(c.width, l.width)
	}
	return c
}

func rowHeight(row []cell) float64 {
	n := 0
	for _, c := range row {
		n = max(n, len(c.lines))
	}
	return float64(n)*cellLook.size*cellLook.leading + 2*cellPad
}

func (s *setter) row(row []cell, columns []Column, widths []float64, k look) {
	x := float64(marginSide)
	for i, c := range row {
		y := s.y + cellPad
		for _, l := range c.lines {
			left := x
			if columns[i].Number {
				left += widths[i] - l.width
			}
			s.line(l, k, left, y)
			y += k.size * k.leading
		}
		x += widths[i] + cellGap
	}
	s.y += rowHeight(row)
}

// columnWidths gives every column what its widest cell needs; where that is
// more than the page, the columns that need more than their share divide what
// the others leave.
func (s *setter) columnWidths(t Table) []float64 {
	need := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		if !t.Bare {
			need[i] = s.cell(c.Title, headLook, math.Inf(1)).width
		}
		for _, r := range t.Rows {
			if i < len(r) {
				need[i] = math.Max(need[i], s.cell(r[i], cellLook, math.Inf(1)).width)
			}
		}
	}
	free := textWidth - cellGap*float64(len(need)-1)
	return shared(need, free)
}

// shared divides free among columns: none gets more than it needs, and those
// that need more than an equal share get the same. What nobody needs goes to
// all alike.
func shared(need []float64, free float64) []float64 {
	total := 0.0
	for _, n := range need {
		total += n
	}
	out := make([]float64, len(need))
	if total <= free {
		for i, n := range need {
			out[i] = n + (free-total)/float64(len(need))
		}
		return out
	}
	open := len(need)
	for open > 0 {
		share, closed := free/float64(open), 0
		for i, n := range need {
			if out[i] == 0 && n <= share {
				out[i], free, closed = math.Max(n, 1), free-n, closed+1
			}
		}
		if closed == 0 {
			for i := range out {
				if out[i] == 0 {
					out[i] = share
				}
			}
			return out
		}
		open -= closed
	}
	return out
}
