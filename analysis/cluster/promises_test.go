package cluster_test

import (
	"testing"

	"concord/analysis/cluster"
	"concord/analysis/promises"
)

func TestPromises(t *testing.T) {
	promises.Keep(t, cluster.Method(), promises.Case{})
	promises.Keep(t, cluster.Method(), promises.Case{Options: map[string]any{"distance": "jaccard", "linkage": "ward", "k": 4}})
}

func TestPromisesDendrogram(t *testing.T) {
	promises.Keep(t, cluster.Dendrogram(), promises.Case{})
}
