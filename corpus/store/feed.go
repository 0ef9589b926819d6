package store

import (
	"context"

	"concord/corpus"
)

// Feed hands over documents in order, each to add, which keeps it: it must not
// be changed any more. Its ID may still be missing; what is returned when all
// are handed over names them. IDs that are taken stand in the store already.
type Feed func(ctx context.Context, taken []string, add func(*corpus.Document) error) (Fed, error)

// Fed is what is known when all documents have been handed over.
type Fed struct {
	IDs  []string // of the documents, in order; "" drops one after all
	Left []Left   // what was left out beside them
}

// Left is something that was left out when texts were read, and why. A store
// keeps the list, since reports on its texts have to show it.
type Left struct {
	Where string `json:"where"`
	Why   string `json:"why"`
}

// Documents feeds documents that have their IDs.
func Documents(docs []*corpus.Document) Feed {
	return func(_ context.Context, _ []string, add func(*corpus.Document) error) (Fed, error) {
		fed := Fed{IDs: make([]string, len(docs))}
		for i, d := range docs {
			fed.IDs[i] = d.ID
			if err := add(d); err != nil {
				return Fed{}, err
			}
		}
		return fed, nil
	}
}
