package notebook

import (
	"strings"

	"go.starlark.net/syntax"
)

// Finish says whether code that is being typed can run.
type Finish string

// What code can be.
const (
	Finished   Finish = "complete"
	Unfinished Finish = "incomplete"
	Faulty     Finish = "invalid" // no further line can mend it
)

const indentation = "    "

// FinishOf judges code at a prompt where lines come one by one, and returns the
// blanks with which a further line begins. A block is finished by an empty line.
func FinishOf(source string) (Finish, string) {
	text := strings.TrimRight(source, " \t\n")
	p := cursorAt(source, len(source))
	last := text[strings.LastIndexByte(text, '\n')+1:]
	indent := last[:len(last)-len(strings.TrimLeft(last, " \t"))]
	_, err := study(1, source)
	switch {
	case p.quote >= 0 && strings.HasPrefix(source[p.quote:], strings.Repeat(source[p.quote:p.quote+1], 3)):
		return Unfinished, ""
	case len(p.open) > 0 && p.quote < 0:
		if at := source[p.open[len(p.open)-1]]; strings.HasSuffix(text, string(at)) {
			indent += indentation
		}
		if err != nil && !endsEarly(source, err) {
			return Faulty, ""
		}
		return Unfinished, indent
	case strings.HasSuffix(bareEnd(last), ":") && (err == nil || endsEarly(source, err)):
		return Unfinished, indent + indentation
	case strings.HasSuffix(source, "\\") && !p.comment:
		return Unfinished, indent
	case err != nil:
		return Faulty, ""
	case indent != "" && !strings.HasSuffix(source, "\n") && endsInBlock(source):
		return Unfinished, indent
	}
	return Finished, ""
}

// endsInBlock reports whether the last statement of code is one with a block.
func endsInBlock(source string) bool {
	file, err := dialect().Parse("", source, 0)
	if err != nil || len(file.Stmts) == 0 {
		return false
	}
	switch file.Stmts[len(file.Stmts)-1].(type) {
	case *syntax.DefStmt, *syntax.IfStmt, *syntax.ForStmt, *syntax.WhileStmt:
		return true
	}
	return false
}

// bareEnd is a line without its comment.
func bareEnd(line string) string { return strings.TrimRight(bareLine(line), " \t") }

// endsEarly reports whether an error is that the code breaks off.
func endsEarly(source string, err error) bool {
	at, message := faultOf(err)
	lines := strings.Count(strings.TrimRight(source, " \t\n"), "\n") + 1
	return strings.Contains(message, "end of file") || strings.Contains(message, "EOF") ||
		int(at.Line) > lines || int(at.Line) == lines && (strings.Contains(message, "newline") || strings.Contains(message, "outdent"))
}
