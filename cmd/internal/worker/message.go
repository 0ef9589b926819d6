package worker

import (
	"encoding/json"
	"time"

	"concord/analysis"
	"concord/corpus"
	"concord/reports/chart"
	"concord/reports/notebook"
)

// setup is the first frame to the child.
type setup struct {
	Root   string
	Lang   string
	Output int
}

// What a request asks for.
const (
	doRun     = "run"
	doStop    = "stop"
	doPassage = "passage"
	doLines   = "lines"
	doFigure  = "figure"
)

// request is a frame to the child.
type request struct {
	ID    int
	Do    string
	Cells []Cell        `json:",omitempty"`
	Cell  string        `json:",omitempty"` // to run
	Limit time.Duration `json:",omitempty"`

	Address corpus.Address `json:",omitzero"`

	Corpus, Feature string `json:",omitempty"`
	Most            int    `json:",omitempty"`

	Label   notebook.FigureLabel `json:",omitzero"`
	Drawing chart.Options        `json:",omitzero"`
}

// Cell is a code cell as the child sees it: without its outputs.
type Cell struct {
	ID     string
	Source string
	Stamp  json.RawMessage `json:",omitempty"` // our metadata, which identify its outputs
}

// Event is what the child says of a running cell. One of the fields Text,
// Output, Ended and Total is set.
type Event struct {
	Cell   string
	Text   string           `json:",omitempty"` // printed; the parts together are the stream
	Output *notebook.Output `json:",omitempty"`
	Ended  bool             `json:",omitempty"` // the cell has all its outputs
	Stamp  json.RawMessage  `json:",omitempty"` // with Ended; none after an error

	// With Ended: every output of the cell, when none of them was told before.
	Outputs []notebook.Output `json:",omitempty"`

	Done, Total int `json:",omitempty"` // progress of an analysis
}

// answer is a frame from the child: an event, or the end of a request.
type answer struct {
	ID    int
	Event *Event `json:",omitempty"`

	Over    bool   `json:",omitempty"`
	Problem string `json:",omitempty"`
	Failed  bool   `json:",omitempty"` // the cell ended in an error, which stands in its outputs

	Passage *notebook.Passage `json:",omitempty"`
	Lines   []json.RawMessage `json:",omitempty"` // analysis.Result
	Drawing *chart.Drawing    `json:",omitempty"`
}

// encoded writes results as every door gives them.
func encoded(list []*analysis.Result) ([]json.RawMessage, error) {
	out := make([]json.RawMessage, len(list))
	for i, r := range list {
		raw, err := json.Marshal(r)
		if err != nil {
			return nil, err
		}
		out[i] = raw
	}
	return out, nil
}
