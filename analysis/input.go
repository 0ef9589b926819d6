package analysis

import (
	"context"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
	"concord/corpus/token"
)

// Input is what a method works on: a corpus, and tokens cut from it once for
// each recipe. It may be used from several goroutines.
type Input struct {
	Corpus   *corpus.Corpus
	Progress func(done, total int) // may be nil; called from one goroutine at a time

	mu   sync.Mutex
	memo map[string]any
}

// NewInput makes the input of a corpus.
func NewInput(c *corpus.Corpus) *Input {
	return &Input{Corpus: c, memo: map[string]any{}}
}

// Memo returns what make returns, made once for each key. Two methods that
// rest on one costly step (a fitted model) share it so. The key must name
// everything the value depends on beside the corpus. An error is not kept.
func Memo[V any](in *Input, key string, make func() (V, error)) (V, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if v, ok := in.memo[key]; ok {
		return v.(V), nil
	}
	v, err := make()
	if err == nil {
		in.memo[key] = v
	}
	return v, err
}

// Tokens returns the corpus cut by a recipe. A recipe is cut once. It must not
// be called from within Memo.
func (in *Input) Tokens(ctx context.Context, r token.Recipe) (*corpus.Tokens, error) {
	return Memo(in, "tokens "+r.Hash(), func() (*corpus.Tokens, error) {
		return token.Cut(ctx, in.Corpus, r)
	})
}

// Quote makes evidence of a span: its words with up to width characters of
// text on both sides, within the paragraph.
func (in *Input) Quote(doc int, s corpus.Span, width int) Evidence {
	d := in.Corpus.Doc(doc)
	bounds := corpus.Span{Start: 0, End: len(d.Text)}
	for _, p := range d.Structure.Paragraphs {
		if p.Start <= s.Start && s.Start < p.End {
			bounds = corpus.Span{Start: p.Start, End: max(p.End, s.End)}
			break
		}
	}
	return Evidence{
		Address: d.Address(s),
		Left:    tail(d.Text[bounds.Start:s.Start], width),
		Quote:   flat(d.Slice(s)),
		Right:   head(d.Text[s.End:bounds.End], width),
	}
}

func head(s string, n int) string {
	end := len(s)
	for i := range s {
		if n == 0 {
			end = i
			break
		}
		n--
	}
	return flat(s[:end])
}

func tail(s string, n int) string {
	start := len(s)
	for start > 0 && n > 0 {
		_, size := utf8.DecodeLastRuneInString(s[:start])
		start -= size
		n--
	}
	return flat(s[start:])
}

// flat turns line ends and other control characters into blanks.
func flat(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}
