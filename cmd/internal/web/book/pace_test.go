package book

import (
	"testing"
	"time"
)

func TestPace(t *testing.T) {
	var p pace
	zero := time.Unix(0, 0)
	for _, step := range []struct {
		seconds     float64
		cell        string
		done, total int
		want        float64
	}{
		{0, "a", 10, 1000, 0}, {0.5, "a", 60, 1000, 0}, // too early
		{2, "a", 210, 1000, 100},                    // 200 steps in 2 s
		{3, "a", 0, 1000, 0}, {5, "a", 10, 1000, 5}, // begun anew
		{6, "a", 11, 20, 0}, {8, "a", 13, 20, 1}, // another stage
		{9, "b", 14, 20, 0}, {11, "b", 14, 20, 0}, // another cell, which stands still
	} {
		now := zero.Add(time.Duration(step.seconds * float64(time.Second)))
		if got := p.rate(now, step.cell, step.done, step.total); got != step.want {
			t.Errorf("%+v: %v", step, got)
		}
	}
}
