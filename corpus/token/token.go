// Package token cuts texts into features: words, or runs of characters.
//
// A Recipe says how; Cut applies it to a corpus. Chinese is cut into words by
// the best path through a word list (package wordlist), but never inside a
// term of the lexicon (package lexicon): where terms overlap, the one that
// begins first wins, of those the longest. Other scripts are cut at the word
// boundaries of Unicode (UAX 29). A text may mix them. Runs of characters
// (char1 to char5) need no word list and are the control for results that
// might hang on the segmentation.
//
// Places are byte offsets into the frozen text. Whatever the recipe does to the
// spelling of a feature, the places stay those of the original.
package token

import (
	"context"

	"concord/corpus"
)

// Word is one token: the feature, and the bytes of the text it stands for.
type Word struct {
	Text       string
	Start, End int
}

// Cut cuts every document of the corpus. The result does not depend on the
// number of processors. It is an error when the recipe is not valid or the
// context ends.
func Cut(ctx context.Context, c *corpus.Corpus, r Recipe) (*corpus.Tokens, error) {
	k, err := New(r)
	if err != nil {
		return nil, err
	}
	return k.Cut(ctx, c)
}

// Words cuts one text. A recipe that is not valid yields nothing; see
// Recipe.Validate. For terms of one's own, see New.
func Words(text string, r Recipe) []Word {
	k, err := New(r)
	if err != nil {
		return nil
	}
	return k.Words(text)
}
