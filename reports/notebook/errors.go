package notebook

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"concord/analysis"
	"concord/corpus/load"
	"concord/corpus/query"

	"go.starlark.net/resolve"
	"go.starlark.net/starlark"
	"go.starlark.net/syntax"
)

// errSteps ends a cell that runs too long.
var errSteps = errors.New("too many steps")

// CellError is an error of a cell: what its error output says.
type CellError struct {
	Cell      int    // number among the code cells, from 1
	ID        string // of the cell
	Line      int    // in the cell, 0 when not known
	Name      string // SyntaxError, NameError, OptionError, QueryError, DataError, FrozenError, LimitError, RecursionError, Interrupted, InternalError, Failure or Error
	Value     string // one line
	Traceback []string
	Err       error // the cause
}

// Error prints the place and the message on one line.
func (e *CellError) Error() string {
	where := fmt.Sprintf("notebook: cell %d (%s)", e.Cell, e.ID)
	if e.Line > 0 {
		where += fmt.Sprintf(" line %d", e.Line)
	}
	return fmt.Sprintf("%s: %s: %s", where, e.Name, e.Value)
}

// Unwrap returns the cause.
func (e *CellError) Unwrap() error { return e.Err }

// nameError is a name that no cell above has made.
type nameError struct {
	name  string
	at    syntax.Position
	unset int // number of the cell that could have made it and did not
}

func (e *nameError) Error() string {
	if e.unset > 0 {
		return fmt.Sprintf("%s has no value: cell %d did not get to the line that makes it", e.name, e.unset)
	}
	return fmt.Sprintf("%s is not defined", e.name)
}

// explain makes the error of a cell of what went wrong.
func (r *run) explain(err error) *CellError {
	number := r.plan.numbers[r.cell]
	e := &CellError{Cell: number, ID: r.plan.nb.Cells[r.cell].ID, Err: err}
	e.Name, e.Value = r.classify(err)
	frames := framesOf(err)
	if len(frames) > 0 {
		// The line of this cell; the functions called may stand in cells above.
		for _, f := range frames {
			if f.Pos.Filename() == fileName(number) {
				e.Line = int(f.Pos.Line)
			}
		}
	}
	e.Traceback = r.traceback(frames)
	e.Traceback = append(e.Traceback, e.Name+": "+e.Value)
	if h := r.hint(err, e, frames); !h.IsZero() {
		e.Traceback = append(e.Traceback, analysis.T("提示：", "Hint: ").In(r.e.opt.Lang)+h.In(r.e.opt.Lang))
	}
	return e
}

// classify names an error and puts its message on one line.
func (r *run) classify(err error) (name, value string) {
	var (
		option  *analysis.OptionError
		fault   *query.Error
		data    *load.Error
		panicky *panicError
		unknown *nameError
		syn     syntax.Error
		list    resolve.ErrorList
	)
	value = strings.Join(strings.Fields(err.Error()), " ")
	switch {
	case errors.Is(err, context.DeadlineExceeded) || errors.Is(r.ctx.Err(), context.DeadlineExceeded):
		return "Interrupted", "the time given to this run is over"
	case r.ctx.Err() != nil || errors.Is(err, context.Canceled):
		return "Interrupted", "stopped by the user"
	case errors.Is(r.fault, errOutput) || errors.Is(err, errOutput):
		return "LimitError", fmt.Sprintf("the cell writes more than %d bytes", r.e.opt.Output)
	case errors.Is(r.fault, errOutputs) || errors.Is(err, errOutputs):
		return "LimitError", fmt.Sprintf("the cell has more than %d outputs", maxOutputs)
	case errors.Is(r.fault, errSteps):
		return "LimitError", fmt.Sprintf("the cell takes more than %d steps", r.e.opt.Steps)
	case errors.As(err, &unknown):
		return "NameError", value
	case errors.As(err, &syn), errors.As(err, &list):
		_, msg := faultOf(err)
		return "SyntaxError", msg
	case errors.As(err, &option):
		return "OptionError", value
	case errors.As(err, &fault):
		return "QueryError", value
	case errors.As(err, &data):
		return "DataError", value
	case errors.As(err, &panicky):
		return "InternalError", value
	case strings.Contains(value, "stack overflow"):
		return "RecursionError", "functions call one another too deeply"
	case strings.Contains(value, "frozen"):
		return "FrozenError", value
	case strings.HasPrefix(value, "fail: "):
		return "Failure", strings.TrimPrefix(value, "fail: ")
	}
	return "Error", value
}

// framesOf lists where an error happened, outermost first.
func framesOf(err error) []starlark.CallFrame {
	var eval *starlark.EvalError
	var unknown *nameError
	switch {
	case errors.As(err, &eval):
		var out []starlark.CallFrame
		for _, f := range eval.CallStack {
			if strings.HasPrefix(f.Pos.Filename(), "cell ") {
				out = append(out, f)
			}
		}
		return out
	case errors.As(err, &unknown):
		return []starlark.CallFrame{{Name: "<toplevel>", Pos: unknown.at}}
	}
	if at, _ := faultOf(err); at.IsValid() {
		return []starlark.CallFrame{{Name: "<toplevel>", Pos: at}}
	}
	return nil
}

// Of a deep traceback so many frames are shown at its ends.
const (
	outerFrames = 5
	innerFrames = 3
)

func (r *run) traceback(frames []starlark.CallFrame) []string {
	var out []string
	for i, f := range frames {
		if hidden := len(frames) - outerFrames - innerFrames; hidden > 0 && i >= outerFrames && i < outerFrames+hidden {
			if i == outerFrames {
				out = append(out, fmt.Sprintf("… %d more calls …", hidden))
			}
			continue
		}
		where := fmt.Sprintf("%s, line %d", f.Pos.Filename(), f.Pos.Line)
		if f.Name != "<toplevel>" {
			where += ", in " + f.Name
		}
		out = append(out, where)
		if text, ok := r.lineAt(f.Pos); ok {
			text, column := window(text, int(f.Pos.Col))
			out = append(out, "    "+text, "    "+caret(text, column))
		}
	}
	return out
}

// lineAt returns the line of a cell at a position.
func (r *run) lineAt(at syntax.Position) (string, bool) {
	for i, n := range r.plan.numbers {
		if n == 0 || fileName(n) != at.Filename() {
			continue
		}
		all := strings.Split(r.plan.nb.Cells[i].Source, "\n")
		if at.Line >= 1 && int(at.Line) <= len(all) {
			return strings.TrimRight(all[at.Line-1], "\r"), true
		}
	}
	return "", false
}

// window cuts a very long line to the part around a column, counted in
// characters from 1, and returns the column within it.
func window(text string, column int) (string, int) {
	const around = 80
	all := []rune(text)
	if len(all) <= 2*around {
		return text, column
	}
	from := min(max(column-1-around, 0), len(all))
	to := min(from+2*around, len(all))
	return string(all[from:to]), column - from
}

// caret stands under the column, counted in characters from 1. Full-width
// characters take a full-width blank, so that it meets them.
func caret(text string, column int) string {
	var b strings.Builder
	for i, c := range []rune(text) {
		if i+1 >= column {
			break
		}
		switch {
		case c == '\t':
			b.WriteByte('\t')
		case c >= 0x2e80:
			b.WriteRune('\u3000')
		default:
			b.WriteByte(' ')
		}
	}
	return b.String() + "^"
}

// defined lists the names that cell i can use.
func (r *run) defined() []string {
	var out []string
	for name := range r.e.names {
		if !strings.HasPrefix(name, " ") {
			out = append(out, name)
		}
	}
	for _, f := range r.plan.facts[:r.cell] {
		if f != nil {
			out = append(out, f.defs...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
