package web

import (
	"sync"

	"concord/analysis"
	"concord/corpus"
)

// Bounds of inputs: how many rest beside a corpus, and how many runs one
// serves. An input keeps what it has cut and fitted for as long as it lives.
const (
	maxResting = 4
	maxServed  = 64
)

// inputs lends each run an input of its own, so that progress is one run's and
// no run waits for another's model, and has the tokens of earlier runs at hand.
type inputs struct {
	corpus *corpus.Corpus

	mu      sync.Mutex
	resting []*lent
}

type lent struct {
	*analysis.Input
	served int
}

func (p *inputs) take() *lent {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.resting); n > 0 {
		l := p.resting[n-1]
		p.resting = p.resting[:n-1]
		return l
	}
	return &lent{Input: analysis.NewInput(p.corpus)}
}

func (p *inputs) give(l *lent) {
	l.Progress = nil
	l.served++
	p.mu.Lock()
	defer p.mu.Unlock()
	if l.served < maxServed && len(p.resting) < maxResting {
		p.resting = append(p.resting, l)
	}
}
