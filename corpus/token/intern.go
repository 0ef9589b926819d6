package token

// shortText is the longest text, in bytes, that a table holds: five Chinese
// characters.
const shortText = 15

// table numbers short texts in order of their first appearance. The texts lie
// in that order, so that the frequent ones, which appear early, share few lines
// of memory; index finds them.
type table struct {
	keys    []key
	numbers []uint32 // of the texts, as the owner of the table sets them
	index   []uint32 // a power of two of positions in keys plus 1; probed one by one
}

// key is a text of up to shortText bytes, padded with zeros, and its length in
// the last byte.
type key struct{ head, tail uint64 }

// find returns the position of a key. Where it is new, the caller appends its
// number.
func (t *table) find(k key) (at int, known bool) {
	if 2*len(t.keys) >= len(t.index) {
		t.grow()
	}
	place := t.place(k)
	if at := t.index[place]; at != 0 {
		return int(at - 1), true
	}
	t.keys = append(t.keys, k)
	t.index[place] = uint32(len(t.keys))
	return len(t.keys) - 1, false
}

// place returns where a key stands in the index, or would.
func (t *table) place(k key) uint64 {
	mask := uint64(len(t.index) - 1)
	h := (k.head ^ (k.tail<<29 | k.tail>>35)) * 0x9e3779b97f4a7c15
	for i := (h ^ h>>32) & mask; ; i = (i + 1) & mask {
		if at := t.index[i]; at == 0 || t.keys[at-1] == k {
			return i
		}
	}
}

func (t *table) grow() {
	t.index = make([]uint32, max(1<<11, 2*len(t.index)))
	for i, k := range t.keys {
		t.index[t.place(k)] = uint32(i + 1)
	}
}

// pack returns the key of text[start:end], of 1 to shortText bytes.
func pack(text string, start, end int) key {
	n := end - start
	if start+16 > len(text) {
		var padded [16]byte
		copy(padded[:], text[start:end])
		return padded16(string(padded[:]), n)
	}
	return padded16(text[start:start+16], n)
}

// padded16 is pack for the first n bytes of 16. The length decides no branch,
// for branches on it would be mispredicted half the time.
func padded16(t string, n int) key {
	k := &keep[n&15]
	return key{load8(t[:8]) & k.head, load8(t[8:16])&k.tail | uint64(n)<<56}
}

// keep masks the first n of 16 bytes.
var keep = func() (k [shortText + 1]key) {
	for n := range k {
		k[n].head = 1<<(8*min(n, 8)) - 1
		k[n].tail = 1<<(8*max(n-8, 0)) - 1
	}
	return k
}()

func load8(t string) uint64 {
	return uint64(t[0]) | uint64(t[1])<<8 | uint64(t[2])<<16 | uint64(t[3])<<24 |
		uint64(t[4])<<32 | uint64(t[5])<<40 | uint64(t[6])<<48 | uint64(t[7])<<56
}
