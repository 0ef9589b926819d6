package notebook

import "go.starlark.net/syntax"

// Names that no cell can write: what the rewriting calls.
const (
	hiddenIndex  = " index"
	hiddenSlice  = " slice"
	hiddenAttr   = " attr"
	hiddenNone   = " none"
	hiddenResult = " result"
)

// offsets are the methods of a text that count bytes in Starlark.
var offsets = map[string]bool{"find": true, "index": true, "rfind": true, "rindex": true}

// rewrite makes a cell count characters: x[i], x[a:b] and the methods that
// return places in a text become calls of functions of ours.
func rewrite(list []syntax.Stmt) {
	for _, stmt := range list {
		switch s := stmt.(type) {
		case *syntax.AssignStmt:
			s.RHS = expr(s.RHS)
			target(s.LHS)
		case *syntax.DefStmt:
			params(s.Params)
			rewrite(s.Body)
		case *syntax.ExprStmt:
			s.X = expr(s.X)
		case *syntax.ForStmt:
			target(s.Vars)
			s.X = expr(s.X)
			rewrite(s.Body)
		case *syntax.WhileStmt:
			s.Cond = expr(s.Cond)
			rewrite(s.Body)
		case *syntax.IfStmt:
			s.Cond = expr(s.Cond)
			rewrite(s.True)
			rewrite(s.False)
		case *syntax.ReturnStmt:
			s.Result = expr(s.Result)
		}
	}
}

// target rewrites inside the left side of an assignment, which itself stays.
func target(e syntax.Expr) {
	switch x := e.(type) {
	case *syntax.ParenExpr:
		target(x.X)
	case *syntax.TupleExpr:
		for _, y := range x.List {
			target(y)
		}
	case *syntax.ListExpr:
		for _, y := range x.List {
			target(y)
		}
	case *syntax.IndexExpr:
		x.X, x.Y = expr(x.X), expr(x.Y)
	case *syntax.DotExpr:
		x.X = expr(x.X)
	}
}

func params(list []syntax.Expr) {
	for _, p := range list {
		if b, ok := p.(*syntax.BinaryExpr); ok {
			b.Y = expr(b.Y)
		}
	}
}

func exprs(list []syntax.Expr) {
	for i := range list {
		list[i] = expr(list[i])
	}
}

func expr(e syntax.Expr) syntax.Expr {
	switch x := e.(type) {
	case *syntax.ParenExpr:
		x.X = expr(x.X)
	case *syntax.CallExpr:
		x.Fn = expr(x.Fn)
		exprs(x.Args)
	case *syntax.DotExpr:
		x.X = expr(x.X)
		if offsets[x.Name.Name] {
			name := &syntax.Literal{Token: syntax.STRING, TokenPos: x.NamePos, Value: x.Name.Name}
			return call(hiddenAttr, x.Dot, x.X, name)
		}
	case *syntax.Comprehension:
		x.Body = expr(x.Body)
		for _, c := range x.Clauses {
			switch c := c.(type) {
			case *syntax.ForClause:
				target(c.Vars)
				c.X = expr(c.X)
			case *syntax.IfClause:
				c.Cond = expr(c.Cond)
			}
		}
	case *syntax.DictExpr:
		exprs(x.List)
	case *syntax.DictEntry:
		x.Key, x.Value = expr(x.Key), expr(x.Value)
	case *syntax.LambdaExpr:
		params(x.Params)
		x.Body = expr(x.Body)
	case *syntax.ListExpr:
		exprs(x.List)
	case *syntax.TupleExpr:
		exprs(x.List)
	case *syntax.CondExpr:
		x.Cond, x.True, x.False = expr(x.Cond), expr(x.True), expr(x.False)
	case *syntax.UnaryExpr:
		x.X = expr(x.X)
	case *syntax.BinaryExpr:
		if x.Op != syntax.EQ {
			x.X = expr(x.X)
		}
		x.Y = expr(x.Y)
	case *syntax.IndexExpr:
		return call(hiddenIndex, x.Lbrack, expr(x.X), expr(x.Y))
	case *syntax.SliceExpr:
		return call(hiddenSlice, x.Lbrack, expr(x.X), orNone(x.Lo, x.Lbrack), orNone(x.Hi, x.Lbrack), orNone(x.Step, x.Lbrack))
	}
	return e
}

func orNone(e syntax.Expr, at syntax.Position) syntax.Expr {
	if e == nil {
		return &syntax.Ident{NamePos: at, Name: hiddenNone}
	}
	return expr(e)
}

// call makes a call whose errors point at a place of the cell.
func call(name string, at syntax.Position, args ...syntax.Expr) syntax.Expr {
	return &syntax.CallExpr{Fn: &syntax.Ident{NamePos: at, Name: name}, Lparen: at, Args: args, Rparen: at}
}

// showLast makes the last statement, when it is an expression, the result of
// the cell.
func showLast(list []syntax.Stmt) {
	if len(list) == 0 {
		return
	}
	if s, ok := list[len(list)-1].(*syntax.ExprStmt); ok {
		at, _ := s.X.Span()
		s.X = call(hiddenResult, at, s.X)
	}
}
