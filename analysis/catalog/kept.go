package catalog

import (
	"context"

	"concord/analysis/kwic"
	"concord/corpus"
	"concord/corpus/index"
	"concord/corpus/token"
)

// Kept is what a store of texts keeps beside them for the methods, so that they
// need not make it in each run.
type Kept struct {
	Name   string       // under which the store keeps it
	Recipe token.Recipe // of the tokens it is made of, which the store must keep too
	Make   func(context.Context, *corpus.Corpus) ([]index.Section, error)
}

// SearchIndex is the index that kwic searches.
func SearchIndex() Kept { return Kept{kwic.KeptName(), kwic.Recipe(), kwic.Keep} }
