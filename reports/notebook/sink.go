package notebook

import (
	"errors"
	"fmt"
	"strings"
)

// Errors that end a cell that writes too much.
var (
	errOutput  = errors.New("too much output")
	errOutputs = errors.New("too many outputs")
)

// maxOutputs is how many outputs a cell may have: more are no use to a reader,
// and a page could not show them.
const maxOutputs = 10_000

// sink gathers the outputs of a running cell.
type sink struct {
	outputs []Output
	text    strings.Builder // printed and not yet in outputs
	bytes   int
	most    int
	tell    func(Output) // given every output as it stands; nil for nobody
}

// print adds text to the stream of the cell. Beyond the bound it keeps what
// fits and reports errOutput.
func (s *sink) print(text string) error {
	room := s.most - s.bytes
	s.bytes += len(text)
	if len(text) > room {
		if room > 0 {
			s.write(strings.ToValidUTF8(text[:room], ""))
		}
		return errOutput
	}
	s.write(text)
	return nil
}

// write adds text, a whole line or the last part of what fits.
func (s *sink) write(text string) {
	s.text.WriteString(text)
	if s.tell != nil {
		s.tell(Output{Type: Stream, Name: "stdout", Text: strings.ToValidUTF8(text, "\ufffd")})
	}
}

func (s *sink) flush() {
	if s.text.Len() > 0 {
		s.outputs = append(s.outputs, Output{Type: Stream, Name: "stdout", Text: strings.ToValidUTF8(s.text.String(), "\ufffd")})
		s.text.Reset()
	}
}

// add adds a display or a result, beyond the bounds errOutput or errOutputs.
func (s *sink) add(o Output) error {
	s.flush()
	if len(s.outputs) >= maxOutputs {
		return errOutputs
	}
	size := 0
	for mime, text := range o.Data {
		o.Data[mime] = strings.ToValidUTF8(text, "\ufffd")
		size += len(text)
	}
	for _, raw := range o.Metadata {
		size += len(raw)
	}
	if s.bytes += size; s.bytes > s.most {
		return fmt.Errorf("%w: this display alone has %d bytes", errOutput, size)
	}
	s.outputs = append(s.outputs, o)
	if s.tell != nil {
		s.tell(o)
	}
	return nil
}
