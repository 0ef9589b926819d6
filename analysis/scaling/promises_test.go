package scaling_test

import (
	"testing"

	"concord/analysis/promises"
	"concord/analysis/scaling"
)

func TestPromisesCorrespondence(t *testing.T) {
	promises.Keep(t, scaling.Correspondence(), promises.Case{Options: map[string]any{"draws": 30}})
}

func TestPromisesMDS(t *testing.T) {
	promises.Keep(t, scaling.MDS(), promises.Case{})
	promises.Keep(t, scaling.MDS(), promises.Case{Options: map[string]any{"distance": "jaccard"}})
}

func TestPromisesWordscores(t *testing.T) {
	texts := promises.Specimen(t)
	reference := texts.Doc(0).ID + "=-1," + texts.Doc(texts.Len()-1).ID + "=1"
	promises.Keep(t, scaling.Wordscores(), promises.Case{Options: map[string]any{"reference": reference, "draws": 30}})
}

func TestPromisesWordfish(t *testing.T) {
	promises.Keep(t, scaling.Wordfish(), promises.Case{Options: map[string]any{"draws": 20, "features": 200}})
}
