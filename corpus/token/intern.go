package token

// shortText is the longest text, in bytes, that a table holds: five Chinese
// characters.
const shortText = 15

// table maps short texts to numbers. The bytes of a text lie in its slot, so
// that finding it touches one place in memory, where a map of strings touches
// three.
type table struct {
	slots []slot // a power of two; probed one by one
	used  int
}

// slot holds the first and last eight bytes of a text (the same, or padded,
// where it is shorter) and its length, which together identify it. A free slot
// has length 0.
type slot struct {
	head, tail uint64
	size       uint32
	number     uint32
}

// find returns the slot of a text of 1 to shortText bytes. Where the text is
// new, the slot is free and the caller sets its number.
func find[T ~string | ~[]byte](t *table, text T) (s *slot, known bool) {
	if 4*t.used >= 3*len(t.slots) {
		t.grow()
	}
	head, tail := pack(text)
	s = t.probe(head, tail, uint32(len(text)))
	if s.size != 0 {
		return s, true
	}
	*s = slot{head: head, tail: tail, size: uint32(len(text))}
	t.used++
	return s, false
}

func (t *table) probe(head, tail uint64, size uint32) *slot {
	mask := uint64(len(t.slots) - 1)
	h := (head ^ tail<<29 ^ tail>>35 ^ uint64(size)) * 0x9e3779b97f4a7c15
	for i := (h ^ h>>32) & mask; ; i = (i + 1) & mask {
		s := &t.slots[i]
		if s.size == 0 || s.head == head && s.tail == tail && s.size == size {
			return s
		}
	}
}

func (t *table) grow() {
	old := t.slots
	t.slots = make([]slot, max(1<<10, 2*len(old)))
	for _, s := range old {
		if s.size != 0 {
			*t.probe(s.head, s.tail, s.size) = s
		}
	}
}

// pack returns the first and the last eight bytes of a text.
func pack[T ~string | ~[]byte](t T) (head, tail uint64) {
	n := len(t)
	switch {
	case n >= 8:
		return load8(t), load8(t[n-8:])
	case n >= 4:
		return uint64(load4(t)), uint64(load4(t[n-4:]))
	case n >= 2:
		return uint64(t[0]) | uint64(t[1])<<8, uint64(t[n-1])
	}
	return uint64(t[0]), 0
}

func load4[T ~string | ~[]byte](t T) uint32 {
	return uint32(t[0]) | uint32(t[1])<<8 | uint32(t[2])<<16 | uint32(t[3])<<24
}

func load8[T ~string | ~[]byte](t T) uint64 {
	return uint64(load4(t)) | uint64(load4(t[4:8]))<<32
}
