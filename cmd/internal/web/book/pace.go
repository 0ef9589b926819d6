package book

import "time"

// pace measures how fast a long computation goes on. It begins anew with every
// cell and with every stage of one, which its total and a step back show.
type pace struct {
	cell        string
	done, total int
	from        int // done when it began
	began       time.Time
}

// steady is for how long a computation is watched before a rate is told.
const steady = time.Second

// rate takes note of how far the cell is and returns its steps a second, 0 as
// long as that is not known.
func (p *pace) rate(now time.Time, cell string, done, total int) float64 {
	if cell != p.cell || total != p.total || done < p.done {
		*p = pace{cell: cell, total: total, from: done, began: now}
	}
	p.done = done
	passed := now.Sub(p.began)
	if passed < steady {
		return 0
	}
	return float64(done-p.from) / passed.Seconds()
}
