package quality

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"unicode"

	"concord/corpus"
)

const (
	shingle    = 5   // characters
	sketchSize = 256 // hashes kept: the standard error of the estimate is at most 1/32
	tooCommon  = 200 // documents beyond which a hash is boilerplate and finds no candidates
)

// sketch is the smallest hashes of a document's shingles, ascending, and the
// hash of all its letters.
type sketch struct {
	low  []uint64
	full uint64
}

// duplicates lists documents with the same letters, and those whose shingles
// overlap by at least near.
func duplicates(ctx context.Context, docs []*corpus.Document, near float64) ([]Row, error) {
	sketches := make([]sketch, len(docs))
	holders := map[uint64][]int{}
	for i, d := range docs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		sketches[i] = newSketch(d.Text)
		for _, h := range sketches[i].low {
			holders[h] = append(holders[h], i)
		}
	}
	var rows []Row
	for i := range docs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		shared := map[int]int{}
		for _, h := range sketches[i].low {
			if len(holders[h]) > tooCommon {
				continue
			}
			for _, j := range holders[h] {
				if j > i {
					shared[j]++
				}
			}
		}
		for j := range shared {
			if r, ok := compare(docs[i], docs[j], sketches[i], sketches[j], near); ok {
				rows = append(rows, r)
			}
		}
	}
	slices.SortFunc(rows, func(a, b Row) int { return cmp.Or(cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.DocB, b.DocB)) })
	return rows, nil
}

func compare(a, b *corpus.Document, x, y sketch, near float64) (Row, bool) {
	r := Row{Problem: "duplicate", Doc: a.ID, DocB: b.ID}
	if x.full == y.full {
		return r, true
	}
	j := resemblance(x.low, y.low)
	r.Problem, r.Detail = "near-duplicate", fmt.Sprintf("%.2f", j)
	return r, j >= near
}

// resemblance estimates the Jaccard coefficient from two bottom-k sketches:
// the share of the k smallest hashes of both together that stand in both
// (Broder 1997).
func resemblance(a, b []uint64) float64 {
	both, seen := 0, 0
	i, j := 0, 0
	for seen < sketchSize && i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			both++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
		seen++
	}
	if seen < sketchSize {
		seen += min(sketchSize-seen, len(a)-i+len(b)-j)
	}
	if seen == 0 {
		return 0
	}
	return float64(both) / float64(seen)
}

func newSketch(text string) sketch {
	var letters []rune
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			letters = append(letters, unicode.ToLower(r))
		}
	}
	s := sketch{full: mix(uint64(len(letters)))}
	var hashes []uint64
	for i, r := range letters {
		s.full = mix(s.full ^ uint64(r))
		if i+shingle <= len(letters) {
			h := uint64(0)
			for _, r := range letters[i : i+shingle] {
				h = mix(h ^ uint64(r))
			}
			hashes = append(hashes, h)
		}
	}
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	s.low = slices.Clone(hashes[:min(len(hashes), sketchSize)])
	return s
}

// mix is the finaliser of SplitMix64 (Steele, Lea & Flood 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
