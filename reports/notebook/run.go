package notebook

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"concord/analysis"

	"go.starlark.net/starlark"
	"go.starlark.net/syntax"
)

// RunOptions says how a whole notebook is run.
type RunOptions struct {
	Options

	// Parameters replace values of the cell tagged "parameters". A value is a
	// string, bool, int, int64, float64, nil or a []any of these.
	Parameters map[string]any

	Fresh bool // run every cell, whatever is stored

	// Save, if set, is called after every cell that ran, also after one that
	// failed. An error ends the run.
	Save func(*Notebook) error

	// Cell, if set, is called before every code cell: its number and how many
	// there are.
	Cell func(number, of int)
}

// Tags of cells that hold parameters.
const (
	tagParameters = "parameters"
	tagInjected   = "injected-parameters"
)

// Run runs the code cells of a notebook from top to bottom, in place. Cells
// whose stored outputs still fit are not run, unless a later cell needs their
// values. The run ends at the first error, which is a *CellError and stands in
// the outputs of its cell; the cells below keep what they had. Parameters that
// the notebook does not have are an *analysis.OptionError, before anything
// runs.
func Run(ctx context.Context, nb *Notebook, opt RunOptions) error {
	if err := Inject(nb, opt.Parameters); err != nil {
		return err
	}
	e := NewEngine(opt.Options)
	e.mu.Lock()
	defer e.mu.Unlock()
	p := e.newPlan(nb)
	total := 0
	for _, c := range nb.Cells {
		if c.Type == Code {
			total++
		}
	}
	for i, c := range nb.Cells {
		if c.Type != Code {
			continue
		}
		if opt.Cell != nil {
			opt.Cell(p.numbers[i], total)
		}
		if !opt.Fresh && p.stored(i, e) {
			continue
		}
		_, fault := e.ensure(ctx, p, i)
		if opt.Save != nil {
			if err := opt.Save(nb); err != nil {
				return fmt.Errorf("notebook: saving after cell %d: %w", p.numbers[i], err)
			}
		}
		if fault != nil {
			return fault
		}
	}
	return nil
}

// stored reports whether the stored outputs of cell i still fit.
func (p *plan) stored(i int, e *Engine) bool {
	c := p.nb.Cells[i]
	s, ok := c.stamp()
	p.setStatic(i, salt(e.opt.Lang))
	if !ok || c.failed() || s.Key != p.static[i] || s.Outputs != hashOutputs(c.Outputs) || !e.sources.same(s.Reads) {
		return false
	}
	p.setFull(i, s.Reads)
	return true
}

// Inject puts parameters into the notebook: a cell tagged
// "injected-parameters" below the one tagged "parameters", replaced when it is
// there. No parameters take an injected cell away again.
func Inject(nb *Notebook, parameters map[string]any) error {
	wrong := func(name, problem string) error {
		return &analysis.OptionError{Method: "notebook", Option: name, Problem: problem}
	}
	names := slices.Sorted(maps.Keys(parameters))
	at := slices.IndexFunc(nb.Cells, func(c *Cell) bool { return c.Type == Code && c.Tagged(tagParameters) })
	if at < 0 && len(names) > 0 {
		return wrong(names[0], `the notebook has no code cell tagged "parameters"`)
	}
	var b strings.Builder
	b.WriteString("# Parameters of this run\n")
	if at >= 0 {
		known, err := study(1, nb.Cells[at].Source)
		for _, name := range names {
			if err != nil {
				return wrong(name, "the parameters cell cannot be read: "+err.Error())
			}
			if !slices.Contains(known.defs, name) {
				problem := "not in the parameters cell, which has " + strings.Join(known.defs, ", ")
				if near := analysis.Nearest(name, known.defs); near != "" {
					problem = "not in the parameters cell; did you mean " + near + "?"
				}
				return wrong(name, problem)
			}
			text, err := literal(parameters[name])
			if err != nil {
				return wrong(name, err.Error())
			}
			fmt.Fprintf(&b, "%s = %s\n", name, text)
		}
	}
	source := strings.TrimSuffix(b.String(), "\n")
	have := slices.IndexFunc(nb.Cells, func(c *Cell) bool { return c.Type == Code && c.Tagged(tagInjected) })
	switch {
	case have >= 0 && len(names) == 0:
		nb.Cells = slices.Delete(nb.Cells, have, have+1)
	case have >= 0:
		nb.Cells[have].Source = source
	case len(names) > 0:
		c := &Cell{ID: tagInjected, Type: Code, Source: source}
		if nb.Index(c.ID) >= 0 {
			c.ID = nb.freeID(tagInjected + "-")
		}
		c.Metadata.put("tags", []string{tagInjected})
		nb.Cells = slices.Insert(nb.Cells, at+1, c)
	}
	return nil
}

// literal writes a value as code.
func literal(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "None", nil
	case string:
		return starlark.String(v).String(), nil
	case bool:
		return starlark.Bool(v).String(), nil
	case int:
		return strconv.Itoa(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case float64:
		return starlark.Float(v).String(), nil
	case []any:
		parts := make([]string, len(v))
		for i, x := range v {
			var err error
			if parts[i], err = literal(x); err != nil {
				return "", err
			}
		}
		return "[" + strings.Join(parts, ", ") + "]", nil
	}
	return "", fmt.Errorf("got a %T, want a text, a number, True, False, None or a list of these", v)
}

// Parameter reads name=value as a command line has it. A value that reads as a
// number, True, False, None, a quoted text or a list of these is that; any
// other is a text as it stands.
func Parameter(s string) (name string, value any, err error) {
	name, text, ok := strings.Cut(s, "=")
	name = strings.TrimSpace(name)
	if !ok || name == "" {
		return "", nil, &analysis.OptionError{Method: "notebook", Problem: fmt.Sprintf("parameter %q: want name=value", s)}
	}
	if e, err := dialect().ParseExpr("", text, 0); err == nil {
		if v, ok := constant(e); ok {
			return name, v, nil
		}
	}
	return name, text, nil
}

func constant(e syntax.Expr) (any, bool) {
	switch e := e.(type) {
	case *syntax.Literal:
		switch v := e.Value.(type) {
		case string, int64, float64:
			return v, e.Token != syntax.BYTES
		}
	case *syntax.Ident:
		switch e.Name {
		case "True":
			return true, true
		case "False":
			return false, true
		case "None":
			return nil, true
		}
	case *syntax.UnaryExpr:
		v, _ := constant(e.X)
		switch v := v.(type) {
		case int64:
			return -v, e.Op == syntax.MINUS
		case float64:
			return -v, e.Op == syntax.MINUS
		}
	case *syntax.ListExpr:
		out := []any{}
		for _, x := range e.List {
			v, ok := constant(x)
			if !ok {
				return nil, false
			}
			out = append(out, v)
		}
		return out, true
	}
	return nil, false
}
