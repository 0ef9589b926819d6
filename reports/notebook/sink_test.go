package notebook

import (
	"fmt"
	"strings"
	"testing"
)

// A cell that shows too much ends with an error behind what it may show.
func TestTooManyOutputs(t *testing.T) {
	nb := book(fmt.Sprintf("for i in range(%d):\n    show(i)", maxOutputs+1))
	err := Run(t.Context(), nb, RunOptions{})
	outputs := nb.Cells[0].Outputs
	if err == nil || len(outputs) != maxOutputs+1 || outputs[maxOutputs].Type != ErrorOutput || !strings.Contains(err.Error(), "more than 10000 outputs") {
		t.Errorf("%v with %d outputs, want %d and an error", err, len(outputs), maxOutputs)
	}
}
