package book

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"concord/cmd/internal/worker"
	"concord/corpus"
	"concord/reports/chart"
	"concord/reports/notebook"
)

// Passage opens an address in the corpora of the notebook.
func (b *Book) Passage(ctx context.Context, at corpus.Address) (*notebook.Passage, error) {
	p, cells, err := b.asked(ctx)
	if err != nil {
		return nil, err
	}
	return p.Passage(ctx, cells, at)
}

// Lines finds where a feature stands in the corpora of the notebook.
func (b *Book) Lines(ctx context.Context, hash, feature string, most int) ([]json.RawMessage, error) {
	p, cells, err := b.asked(ctx)
	if err != nil {
		return nil, err
	}
	return p.Lines(ctx, cells, hash, feature, most)
}

// Figure draws the figure of an output anew.
func (b *Book) Figure(ctx context.Context, label notebook.FigureLabel, opt chart.Options) (chart.Drawing, error) {
	p, _, err := b.asked(ctx)
	if err != nil {
		return chart.Drawing{}, err
	}
	return p.Figure(ctx, label, opt)
}

// ErrBusy says that the process is at a cell and answers nothing else.
var ErrBusy = errors.New("a cell is running; ask again when it is over")

func (b *Book) asked(ctx context.Context) (*worker.Process, []worker.Cell, error) {
	b.mu.Lock()
	busy, cells := b.current != "", b.cells()
	b.used = time.Now()
	b.mu.Unlock()
	if busy {
		return nil, nil, ErrBusy
	}
	p, err := b.child(ctx)
	return p, cells, err
}
