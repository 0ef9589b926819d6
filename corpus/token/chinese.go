package token

// chinese cuts what begins with a Han character, up to the next character of
// another script, and returns where it ends. All its runs of Han characters are
// cut at once; signs, blanks and the words of terms stand between them as
// characters that are in no word. No term begins at its first character.
func (s *scanner) chinese(at, end int) int {
	at = s.decode(at, end)
	s.gather(s.list.Cut(s.codes, &s.board))
	return at
}

// gather adds the words of the best cut, of which ends are the ends, and joins
// those that are one unknown word.
func (s *scanner) gather(ends []int) {
	spans, start := s.spans, 0
	codes, traits, offsets := s.codes, s.traits, s.offsets
	for i := 0; i < len(ends); {
		e, n := ends[i], 1
		t := traits[start]
		if s.recipe.Unknown && i+1 < len(ends) {
			pair := t & (traits[e] | surnameTrait) & joins(e-start, ends[i+1]-e)
			if pair != 0 {
				n = s.join(start, ends[i:])
				e = ends[i+n-1]
			}
		}
		switch t & (blankTrait | hanTrait) {
		case hanTrait:
			slot := uint32(0)
			if n == 1 && !s.varied {
				slot = s.list.Slot(codes[start:e])
			}
			spans = append(spans, span{offsets[start], offsets[e], slot})
		case 0:
			s.spans = spans
			s.sign(int(offsets[start]), int(offsets[e]))
			spans = s.spans
		}
		start, i = e, i+n
	}
	s.spans = spans
}

// joins returns the traits by which two words of so many characters may be
// parts of one: most only where both are single characters.
func joins(first, second int) uint8 {
	single := uint8(int64(first*second-2) >> 63)
	return numeralTrait | foreignTrait | (surnameTrait|boundTrait)&single
}

// decode reads characters up to the next one of another script and returns
// where it stands.
func (s *scanner) decode(at, end int) int {
	s.room(end - at + 1)
	codes, traits, offsets := s.codes[:cap(s.codes)], s.traits[:cap(s.traits)], s.offsets[:cap(s.offsets)]
	text, n := s.text[:end], 0
	var seen symbol
	last := uint16(0) // code of the character before, which may begin a term
	for at < len(text) {
		var in symbol
		width := 3
		if r, ok := three(text[at:]); ok {
			in = s.basic[r]
		} else {
			var r rune
			r, width = decodeRune(text[at:])
			in = s.symbol(r)
		}
		if s.mayBegin(last, in.code()) && last != 0 {
			if term, to := s.term(int(offsets[n-1]), end); to > 0 {
				n, at, last = s.put(term, n-1), to, 0
				continue
			}
		}
		if in.class() == other {
			break
		}
		if in.traits()&aloneTrait != 0 {
			if term, to := s.term(at, end); to > 0 {
				offsets[n] = uint32(at)
				n, at, last = s.put(term, n), to, 0
				continue
			}
		}
		codes[n], traits[n], offsets[n] = in.code()&in.han(), in.traits(), uint32(at)
		last = in.code()
		seen |= in & symbol(int32(in)>>31) // of Han characters
		at += width
		n++
	}
	s.varied = seen&variant != 0
	offsets[n] = uint32(at)
	s.codes, s.traits, s.offsets = codes[:n], traits[:n], offsets[:n+1]
	return at
}

// room makes room for so many characters.
func (s *scanner) room(size int) {
	if cap(s.codes) < size || cap(s.traits) < size || cap(s.offsets) < size {
		size += size / 2
		s.codes, s.traits, s.offsets = make([]uint16, size), make([]uint8, size), make([]uint32, size)
	}
}

// put writes the words of a term in place of the n-th character, where it
// begins, and returns how many characters there are then.
func (s *scanner) put(term, n int) int {
	offsets := s.offsets[:cap(s.offsets)]
	at := int(offsets[n])
	for _, length := range s.parts[term] {
		s.codes[:cap(s.codes)][n], s.traits[:cap(s.traits)][n], offsets[n] = 0, 0, uint32(at)
		at = s.skip(at, length)
		n++
	}
	return n
}

// skip returns the place some characters on.
func (s *scanner) skip(at, characters int) int {
	for range characters {
		_, width := decodeRune(s.text[at:])
		at += width
	}
	return at
}
