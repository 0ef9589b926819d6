package collocation

import "context"

// place is a token of a document.
type place struct{ document, token int }

// level is the sequences of one length that are used often enough: the number
// of the one that begins at each token, or −1, and how often each is used.
type level struct {
	number [][]int32
	count  []int
}

// levels numbers the sequences of 1 to longest tokens that reach minCount. A
// sequence can only reach it when both its parts but one token do (Agrawal &
// Srikant 1994).
func (s *sample) levels(ctx context.Context, longest, minCount int) ([]level, error) {
	out := []level{{}, s.single()}
	for n := 2; n <= longest; n++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		l := s.longer(out[n-1], n, minCount)
		out = append(out, l)
		if len(l.count) == 0 {
			break
		}
	}
	return out, nil
}

// single is the level of single tokens: the features themselves.
func (s *sample) single() level {
	l := level{count: make([]int, len(s.tokens.Features))}
	for _, d := range s.documents {
		row := unset(d.seq.Len())
		for _, r := range d.runs {
			for i := r.from; i < r.to; i++ {
				row[i] = int32(d.seq.IDs[i])
				l.count[d.seq.IDs[i]]++
			}
		}
		l.number = append(l.number, row)
	}
	return l
}

func unset(n int) []int32 {
	row := make([]int32, n)
	for i := range row {
		row[i] = -1
	}
	return row
}

// longer makes the sequences of n tokens of those of n−1.
func (s *sample) longer(before level, n, minCount int) level {
	var l level
	numbers := map[uint64]int32{}
	var last []place // end of the last use counted, by number
	for k, d := range s.documents {
		row := unset(d.seq.Len())
		for _, r := range d.runs {
			for i := r.from; i+n <= r.to; i++ {
				a, b := before.number[k][i], before.number[k][i+1]
				if a < 0 || b < 0 || before.count[a] < minCount || before.count[b] < minCount {
					continue
				}
				key := uint64(a)<<32 | uint64(uint32(b))
				id, ok := numbers[key]
				if !ok {
					id = int32(len(l.count))
					numbers[key] = id
					l.count = append(l.count, 0)
					last = append(last, place{-1, 0})
				}
				row[i] = id
				if e := last[id]; e.document != k || e.token <= i {
					l.count[id]++
					last[id] = place{k, i + n}
				}
			}
		}
		l.number = append(l.number, row)
	}
	return l
}
