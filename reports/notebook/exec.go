package notebook

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"go.starlark.net/starlark"
	"go.starlark.net/syntax"
)

// run is one cell while it runs.
type run struct {
	e     *Engine
	ctx   context.Context
	sink  *sink
	reads map[string]string
	plan  *plan
	cell  int
	fault error // that ended the run from outside the interpreter
}

// exec runs cell i. The entry holds the outputs, the error among them.
func (e *Engine) exec(ctx context.Context, p *plan, i int) (*entry, *CellError) {
	r := &run{e: e, ctx: ctx, sink: &sink{most: e.opt.Output, tell: e.tell(i)}, reads: map[string]string{}, plan: p, cell: i}
	values, err := r.execute()
	r.sink.flush()
	made := &entry{values: values, outputs: r.sink.outputs, reads: r.reads}
	if err == nil {
		return made, nil
	}
	fault := r.explain(err)
	o := Output{Type: ErrorOutput, EName: fault.Name, EValue: fault.Value, Traceback: fault.Traceback}
	made.outputs = append(made.outputs, o)
	if r.sink.tell != nil {
		r.sink.tell(o)
	}
	return made, fault
}

func (r *run) execute() (values starlark.StringDict, err error) {
	p, i := r.plan, r.cell
	if err := p.faults[i]; err != nil {
		return nil, err
	}
	if name := p.lost[i]; name != "" {
		return nil, &nameError{name: name, at: p.facts[i].inputs[name]}
	}
	defer func() {
		if x := recover(); x != nil {
			err = &panicError{x}
		}
	}()
	globals, err := r.globals()
	if err != nil {
		return nil, err
	}
	file, err := r.compile(globals)
	if err != nil {
		return nil, err
	}
	thread := r.thread()
	defer context.AfterFunc(r.ctx, func() { thread.Cancel("interrupted") })()
	if err := r.ctx.Err(); err != nil {
		return nil, err
	}
	if err := starlark.ExecREPLChunk(file, thread, globals); err != nil {
		return nil, err
	}
	values = starlark.StringDict{}
	for _, name := range p.facts[i].defs {
		if v, ok := globals[name]; ok {
			values[name] = v
		}
	}
	values.Freeze()
	return values, nil
}

func (r *run) thread() *starlark.Thread {
	t := &starlark.Thread{Name: fileName(r.plan.numbers[r.cell])}
	t.Print = func(t *starlark.Thread, text string) {
		if err := r.sink.print(text + "\n"); err != nil {
			r.fault = err
			t.Cancel(err.Error())
		}
	}
	t.SetMaxExecutionSteps(r.e.opt.Steps)
	t.OnMaxSteps = func(t *starlark.Thread) {
		r.fault = errSteps
		t.Cancel(errSteps.Error())
	}
	return t
}

// globals gathers what the cell sees: functions of ours, then values of cells
// above, then the default values of functions that are compiled anew.
func (r *run) globals() (starlark.StringDict, error) {
	globals := r.builtins()
	for _, name := range slices.Sorted(maps.Keys(r.plan.wants[r.cell])) {
		b := r.plan.wants[r.cell][name]
		if b.fn != nil && b.fn.defaults == 0 {
			continue
		}
		v, ok := r.e.cells[r.plan.static[b.cell]].values[name]
		if !ok {
			if r.plan.facts[r.cell].maybe[name] || globals[name] != nil {
				continue
			}
			return nil, &nameError{name: name, at: r.plan.facts[r.cell].inputs[name], unset: r.plan.numbers[b.cell]}
		}
		if b.fn == nil {
			globals[name] = v
			continue
		}
		fn, ok := v.(*starlark.Function)
		if !ok {
			return nil, fmt.Errorf("%s of cell %d is a %s, want the function written there", name, r.plan.numbers[b.cell], v.Type())
		}
		for i := range fn.NumParams() {
			if d := fn.ParamDefault(i); d != nil {
				globals[defaultName(name, i)] = d
			}
		}
	}
	return globals, nil
}

func defaultName(fn string, param int) string { return fmt.Sprintf("%s default %d", fn, param) }

// compile makes the program of the cell: the functions of cells above that it
// needs, then the cell itself.
func (r *run) compile(globals starlark.StringDict) (*syntax.File, error) {
	p, i := r.plan, r.cell
	file, err := dialect().Parse(fileName(p.numbers[i]), p.nb.Cells[i].Source, 0)
	if err != nil {
		return nil, err
	}
	showLast(file.Stmts)
	// The first statement gives tracebacks the name of the cell.
	start := syntax.MakePosition(&file.Path, 1, 1)
	stmts := []syntax.Stmt{&syntax.BranchStmt{Token: syntax.PASS, TokenPos: start}}
	for _, name := range slices.Sorted(maps.Keys(p.wants[i])) {
		b := p.wants[i][name]
		if b.fn == nil {
			continue
		}
		above, err := dialect().Parse(fileName(p.numbers[b.cell]), p.nb.Cells[b.cell].Source, 0)
		if err != nil {
			return nil, err
		}
		def := above.Stmts[b.fn.stmt].(*syntax.DefStmt)
		keepDefaults(name, def)
		stmts = append(stmts, def)
	}
	file.Stmts = append(stmts, file.Stmts...)
	rewrite(file.Stmts)
	return file, nil
}

// keepDefaults has a function that is compiled anew take its default values
// from its first definition.
func keepDefaults(name string, def *syntax.DefStmt) {
	at := 0
	for _, p := range def.Params {
		switch p := p.(type) {
		case *syntax.BinaryExpr:
			start, _ := p.Y.Span()
			p.Y = &syntax.Ident{NamePos: start, Name: defaultName(name, at)}
		case *syntax.UnaryExpr:
			continue // *args and **kwargs stand after all others in the interpreter
		}
		at++
	}
}
