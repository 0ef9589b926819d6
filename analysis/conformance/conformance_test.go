package conformance

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"testing"

	"concord/corpus/sharedtest"
)

// exception allows named values to differ from a fixture, for a stated reason.
type exception struct {
	keys   []string // the values that may differ
	reason string
	// same says which differences are still accepted; nil accepts any.
	same func(want, have float64) bool
}

// tally counts the fixtures of one method.
type tally struct{ passed, failed, notCovered, deliberate int }

// TestShared runs the fixtures of the shared folder.
func TestShared(t *testing.T) { runFolder(t, sharedtest.Dir(t, "conformance")) }

// TestFixtures runs the fixtures of the folder named by CONCORD_FIXTURES.
func TestFixtures(t *testing.T) {
	folder := os.Getenv("CONCORD_FIXTURES")
	if folder == "" {
		t.Skip("CONCORD_FIXTURES is not set; it names a further folder of fixtures")
	}
	runFolder(t, folder)
}

func runFolder(t *testing.T, folder string) {
	fixtures, err := readFixtures(folder)
	if err != nil {
		t.Fatal(err)
	}
	byMethod := map[string][]*fixture{}
	for _, f := range fixtures {
		name := f.Family + "/" + f.Method
		byMethod[name] = append(byMethod[name], f)
	}
	adapters := allAdapters()
	lines, total, covered := []string{}, tally{}, 0
	for _, name := range slices.Sorted(maps.Keys(byMethod)) {
		var n tally
		t.Run(name, func(t *testing.T) { n = runMethod(t, byMethod[name], adapters[name]) })
		lines = append(lines, fmt.Sprintf("%s passed=%d failed=%d not covered=%d", name, n.passed, n.failed, n.notCovered))
		total.passed += n.passed
		total.failed += n.failed
		total.notCovered += n.notCovered
		total.deliberate += n.deliberate
		if n.passed > 0 {
			covered++
		}
	}
	lines = append(lines, fmt.Sprintf("total: %d of %d methods covered; fixtures passed=%d (of these %d with a deliberate difference) failed=%d not covered=%d",
		covered, len(byMethod), total.passed, total.deliberate, total.failed, total.notCovered))
	for _, line := range lines {
		if testing.Verbose() || os.Getenv("CONCORD_FIXTURES") != "" {
			fmt.Println(line)
		}
	}
}

func runMethod(t *testing.T, fixtures []*fixture, run adapter) (n tally) {
	for _, f := range fixtures {
		if run == nil {
			n.notCovered++
			continue
		}
		got, err := safely(run, f)
		_, wantsError := f.Expected["error"]
		switch {
		case errors.Is(err, errNotCovered):
			n.notCovered++
		case wantsError && err != nil:
			n.passed++
		case wantsError:
			n.failed++
			t.Errorf("%s: expected an error, got %v", f.ID, got)
		case err != nil:
			n.failed++
			t.Errorf("%s: %v", f.ID, err)
		default:
			if ex, ok := f.excuse(); ok {
				n.deliberate++
				t.Logf("%s: deliberate difference in %v: %s", f.ID, ex.keys, ex.reason)
			}
			diffs := f.differences(got)
			if len(diffs) == 0 {
				n.passed++
				continue
			}
			n.failed++
			t.Errorf("%s (%s): %d differences, first: %s", f.ID, f.Variant, len(diffs), diffs[0])
		}
	}
	t.Logf("%s/%s passed=%d failed=%d not covered=%d", fixtures[0].Family, fixtures[0].Method, n.passed, n.failed, n.notCovered)
	return n
}

// safely turns an input that an adapter cannot read into an error, so that one
// fixture of an unforeseen form does not end the run.
func safely(run adapter, f *fixture) (got result, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case badInput:
			err = errors.New(r.message)
		default:
			err = fmt.Errorf("the adapter failed on this input: %v", r)
		}
	}()
	return run(f)
}

// deliberate lists values we do not follow, by fixture id or by family/method,
// with the reason.
func deliberate() map[string]exception {
	return map[string]exception{
		"keyness/fisher_exact": {
			keys:   []string{"stat", "odds_ratio_conditional_mle", "ci95"},
			reason: "R stops its root search 1.2e-4 away on the scale of min(OR, 1/OR); ours is solved to machine precision",
			same: func(want, have float64) bool {
				const stop = 1.3e-4
				return math.Abs(want-have) <= stop || math.Abs(1/want-1/have) <= stop
			},
		},
		"inference/bootstrap_ci": {
			keys:   []string{"bca95"},
			reason: "R regresses the replicates on the resampling frequencies, which the fixture does not hold; ours uses the jackknife acceleration",
			same:   func(want, have float64) bool { return math.Abs(want-have) <= 0.02*math.Abs(want) },
		},
	}
}

// excuse is the exception that applies to a fixture.
func (f *fixture) excuse() (exception, bool) {
	ex, ok := deliberate()[f.ID]
	if !ok {
		ex, ok = deliberate()[f.Family+"/"+f.Method]
	}
	for _, key := range ex.keys {
		if _, has := f.Expected[key]; has {
			return ex, ok
		}
	}
	return exception{}, false
}

// allAdapters joins the adapters of all families, by family/method.
func allAdapters() map[string]adapter {
	all := map[string]adapter{}
	for _, family := range []map[string]adapter{
		inferenceAdapters(), keynessAdapters(), dispersionAdapters(), collocationAdapters(),
		similarityAdapters(), shiftAdapters(), frequencyAdapters(), diversityAdapters(), reuseAdapters(), topicsAdapters(), changepointAdapters(), scalingAdapters(), placementAdapters(),
		likelihoodAdapters(), burstAdapters(), editAdapters(), factorisationAdapters(), coherenceAdapters(), variationalAdapters(), sampleAdapters(),
	} {
		maps.Copy(all, family)
	}
	return all
}
