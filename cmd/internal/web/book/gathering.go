package book

import (
	"slices"

	"concord/reports/notebook"
)

// gathering is the outputs of a run as they come.
type gathering struct {
	done []notebook.Output
	text []byte // of the stream that is open
}

func (g *gathering) print(text string) (n int) {
	g.text = append(g.text, text...)
	return len(g.done)
}

func (g *gathering) add(o notebook.Output) (n int) {
	if len(g.text) > 0 {
		g.done = append(g.done, g.stream())
	}
	g.text = nil
	g.done = append(g.done, o)
	return len(g.done) - 1
}

func (g *gathering) all() []notebook.Output {
	if len(g.text) == 0 {
		return slices.Clone(g.done)
	}
	return append(slices.Clone(g.done), g.stream())
}

func (g *gathering) stream() notebook.Output {
	return notebook.Output{Type: notebook.Stream, Name: "stdout", Text: string(g.text)}
}
