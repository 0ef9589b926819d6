package notebook

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"go.starlark.net/resolve"
	"go.starlark.net/syntax"
)

// dialect is Starlark with the statements that a notebook needs.
func dialect() *syntax.FileOptions {
	return &syntax.FileOptions{Set: true, While: true, TopLevelControl: true, GlobalReassign: true, Recursion: true}
}

// fileName is how positions name a code cell.
func fileName(number int) string { return fmt.Sprintf("cell %d", number) }

// facts is what the text of a cell says about names. It is found without
// running it.
type facts struct {
	defs   []string                   // names that it binds at the top level
	inputs map[string]syntax.Position // names that it takes from above, where first used
	maybe  map[string]bool            // inputs that it only passes on where it does not bind them
	funcs  map[string]function        // names whose last binding is a def at the top level
}

// function is a def at the top level of a cell.
type function struct {
	stmt     int      // which statement of the cell
	source   string   // its text
	uses     []string // names that its body takes from outside
	defaults int      // parameters with a default value
}

// maxSource is the size in bytes of the longest cell that runs: the parser
// recurses, and a stack that overflows would end the process.
const maxSource = 256 << 10

// study finds the facts of a cell. The error is a syntax.Error or a
// resolve.ErrorList.
func study(number int, source string) (*facts, error) {
	if len(source) > maxSource {
		name := fileName(number)
		return nil, syntax.Error{Pos: syntax.MakePosition(&name, 1, 1), Msg: fmt.Sprintf("the cell has %d bytes, want at most %d", len(source), maxSource)}
	}
	file, err := dialect().Parse(fileName(number), source, 0)
	if err != nil {
		return nil, err
	}
	if fault := lint(file); fault != nil {
		return nil, *fault
	}
	always := func(string) bool { return true }
	never := func(string) bool { return false }
	if err := resolve.File(file, always, never); err != nil {
		return nil, err
	}
	w := &walker{facts: &facts{inputs: map[string]syntax.Position{}, maybe: map[string]bool{}, funcs: map[string]function{}}}
	sure := map[string]bool{}
	for i, stmt := range file.Stmts {
		w.stmts([]syntax.Stmt{stmt}, sure)
		w.note(i, stmt, source)
	}
	for _, b := range file.Module.(*resolve.Module).Globals {
		name := b.First.Name
		w.facts.defs = append(w.facts.defs, name)
		if _, used := w.facts.inputs[name]; !used && !sure[name] {
			w.facts.inputs[name], w.facts.maybe[name] = b.First.NamePos, true
		}
	}
	slices.Sort(w.facts.defs)
	return w.facts, nil
}

// walker goes through statements in the order in which they run.
type walker struct{ facts *facts }

// stmts notes the names used in the statements before they are surely bound,
// and adds to sure the names that they surely bind.
func (w *walker) stmts(list []syntax.Stmt, sure map[string]bool) {
	for _, stmt := range list {
		switch s := stmt.(type) {
		case *syntax.AssignStmt:
			w.uses(s.RHS, sure)
			if s.Op != syntax.EQ {
				w.uses(s.LHS, sure)
			}
			w.bind(s.LHS, sure)
		case *syntax.DefStmt:
			own := maps.Clone(sure)
			own[s.Name.Name] = true
			w.uses(s, own)
			sure[s.Name.Name] = true
		case *syntax.IfStmt:
			w.uses(s.Cond, sure)
			yes, no := maps.Clone(sure), maps.Clone(sure)
			w.stmts(s.True, yes)
			w.stmts(s.False, no)
			for name := range yes {
				if no[name] {
					sure[name] = true
				}
			}
		case *syntax.ForStmt:
			w.uses(s.X, sure)
			inner := maps.Clone(sure)
			w.bind(s.Vars, inner)
			w.stmts(s.Body, inner)
		case *syntax.WhileStmt:
			w.uses(s.Cond, sure)
			w.stmts(s.Body, maps.Clone(sure))
		default:
			w.uses(stmt, sure)
		}
	}
}

// bind adds the names of an assignment's left side to sure.
func (w *walker) bind(target syntax.Expr, sure map[string]bool) {
	switch t := target.(type) {
	case *syntax.Ident:
		sure[t.Name] = true
	case *syntax.ParenExpr:
		w.bind(t.X, sure)
	case *syntax.TupleExpr:
		for _, x := range t.List {
			w.bind(x, sure)
		}
	case *syntax.ListExpr:
		for _, x := range t.List {
			w.bind(x, sure)
		}
	default:
		w.uses(target, sure)
	}
}

func (w *walker) uses(n syntax.Node, sure map[string]bool) {
	for _, id := range outside(n) {
		if _, known := w.facts.inputs[id.Name]; !known && !sure[id.Name] {
			w.facts.inputs[id.Name] = id.NamePos
		}
	}
}

// outside lists the names in a node that are no locals of a function or a
// comprehension.
func outside(n syntax.Node) []*syntax.Ident {
	var out []*syntax.Ident
	syntax.Walk(n, func(n syntax.Node) bool {
		if id, ok := n.(*syntax.Ident); ok {
			if b, ok := id.Binding.(*resolve.Binding); ok && (b.Scope == resolve.Global || b.Scope == resolve.Predeclared) {
				out = append(out, id)
			}
		}
		return true
	})
	return out
}

// note keeps the functions that a top-level statement makes, and forgets those
// whose names it binds otherwise.
func (w *walker) note(at int, stmt syntax.Stmt, source string) {
	if d, ok := stmt.(*syntax.DefStmt); ok {
		f := function{stmt: at, source: span(source, d)}
		for _, p := range d.Params {
			if b, ok := p.(*syntax.BinaryExpr); ok && b.Op == syntax.EQ {
				f.defaults++
			}
		}
		seen := map[string]bool{d.Name.Name: true}
		f.uses = append(f.uses, d.Name.Name) // so that a function that calls itself brings itself
		for _, s := range d.Body {
			for _, id := range outside(s) {
				if !seen[id.Name] {
					seen[id.Name] = true
					f.uses = append(f.uses, id.Name)
				}
			}
		}
		w.facts.funcs[d.Name.Name] = f
		return
	}
	bound := map[string]bool{}
	syntax.Walk(stmt, func(n syntax.Node) bool {
		switch s := n.(type) {
		case *syntax.AssignStmt:
			w.bindOnly(s.LHS, bound)
		case *syntax.ForStmt:
			w.bindOnly(s.Vars, bound)
		case *syntax.DefStmt:
			bound[s.Name.Name] = true
			return false
		}
		return true
	})
	for name := range bound {
		delete(w.facts.funcs, name)
	}
}

// bindOnly is bind without noting uses.
func (w *walker) bindOnly(target syntax.Expr, bound map[string]bool) {
	silent := &walker{facts: &facts{inputs: map[string]syntax.Position{}}}
	silent.bind(target, bound)
}

// span returns the lines of a statement.
func span(source string, n syntax.Node) string {
	start, end := n.Span()
	all := lines(source)
	from, to := max(int(start.Line)-1, 0), min(int(end.Line), len(all))
	if from >= to {
		return source
	}
	out := ""
	for _, l := range all[from:to] {
		out += l
	}
	return out
}

// lint refuses what parses and means something else than it seems to mean.
func lint(file *syntax.File) *syntax.Error {
	for _, stmt := range file.Stmts {
		switch s := stmt.(type) {
		case *syntax.LoadStmt:
			return &syntax.Error{Pos: s.Load, Msg: "load: there are no modules"}
		case *syntax.ExprStmt:
			b, ok := s.X.(*syntax.BinaryExpr)
			if !ok || b.Op != syntax.LT {
				continue
			}
			if u, ok := b.Y.(*syntax.UnaryExpr); ok && u.Op == syntax.MINUS && u.OpPos.Line == b.OpPos.Line && u.OpPos.Col == b.OpPos.Col+1 {
				return &syntax.Error{Pos: b.OpPos, Msg: "<- compares with a negative number"}
			}
		}
	}
	return nil
}

// faultOf returns the place and the message of an error of study.
func faultOf(err error) (syntax.Position, string) {
	var s syntax.Error
	var list resolve.ErrorList
	switch {
	case errors.As(err, &s):
		return s.Pos, s.Msg
	case errors.As(err, &list) && len(list) > 0:
		return list[0].Pos, list[0].Msg
	}
	return syntax.Position{}, err.Error()
}
