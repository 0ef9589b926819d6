package load

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"concord/corpus"
)

// name gives an ID to every document without one and refuses an ID given
// twice. Generated IDs avoid all given ones.
func (l *loader) name(drafts []*draft, out *Loaded) ([]*draft, error) {
	ids := map[string]*draft{}
	kept := drafts[:0]
	var unnamed []*draft
	for _, d := range drafts {
		first, twice := ids[d.doc.ID]
		switch {
		case d.doc.ID == "":
			unnamed = append(unnamed, d)
		case twice:
			bad := d.bad(fmt.Sprintf("the ID %q is also that of %s", d.doc.ID, first.place()), "unique IDs")
			if !l.opt.SkipBad {
				return nil, bad
			}
			out.Skipped = append(out.Skipped, Skipped{Path: bad.Path, Line: bad.Line, Err: bad})
			continue
		default:
			ids[d.doc.ID] = d
		}
		kept = append(kept, d)
	}
	nameByParties(unnamed, ids)
	nameByFile(unnamed, ids)
	return kept, nil
}

func (d *draft) place() string {
	if d.doc.Source.Line > 0 {
		return fmt.Sprintf("%s:%d", printable(d.doc.Source.Path), d.doc.Source.Line)
	}
	return printable(d.doc.Source.Path)
}

// nameByParties gives IDs like KHM-2022-1 to documents with known parties and
// year, numbered by date and then in the order read.
func nameByParties(drafts []*draft, ids map[string]*draft) {
	order := slices.Clone(drafts)
	slices.SortStableFunc(order, func(a, b *draft) int { return a.doc.Date.Compare(b.doc.Date) })
	last := map[string]int{}
	for _, d := range order {
		prefix := partiesPrefix(d.doc)
		if prefix == "" {
			continue
		}
		prefix = fmt.Sprintf("%s-%04d-", prefix, d.doc.Date.Year)
		for d.doc.ID == "" {
			last[prefix]++
			claim(d, fmt.Sprint(prefix, last[prefix]), ids)
		}
	}
}

// claim gives the ID to the draft if it is free.
func claim(d *draft, id string, ids map[string]*draft) {
	if _, taken := ids[id]; !taken {
		d.doc.ID, ids[id] = id, d
	}
}

// partiesPrefix is the code of China's partner, or else the codes of all
// parties, up to four; "" when a code or the year is missing.
func partiesPrefix(doc *corpus.Document) string {
	var codes []string
	for _, p := range doc.Parties {
		if p.Code == "" {
			return ""
		}
		codes = append(codes, p.Code)
	}
	if len(codes) == 0 || doc.Date.IsZero() {
		return ""
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	if i := slices.Index(codes, "CHN"); i >= 0 && len(codes) == 2 {
		return codes[1-i]
	}
	return strings.Join(codes[:min(len(codes), 4)], "-")
}

// nameByFile gives the remaining documents the stem of their file, with as many
// of its folders as it takes to be unique. Where two files want one name,
// neither has it.
func nameByFile(drafts []*draft, ids map[string]*draft) {
	left := slices.DeleteFunc(slices.Clone(drafts), func(d *draft) bool { return d.doc.ID != "" })
	for depth := 1; len(left) > 0 && depth <= 64; depth++ {
		wanted := map[string]int{}
		for _, d := range left {
			wanted[d.fileID(depth)]++
		}
		for _, d := range left {
			if id := d.fileID(depth); wanted[id] == 1 {
				claim(d, id, ids)
			}
		}
		left = slices.DeleteFunc(left, func(d *draft) bool { return d.doc.ID != "" })
	}
	slices.SortStableFunc(left, func(a, b *draft) int { return cmp.Compare(a.fileID(64), b.fileID(64)) })
	for _, d := range left {
		for n := 2; d.doc.ID == ""; n++ {
			claim(d, fmt.Sprintf("%s-%d", d.fileID(64), n), ids)
		}
	}
}

// fileID is a candidate name: the stem of the file at depth 1, with its
// extension at depth 2, then the same behind one more folder at every second
// step. The number of the record follows where the file has several.
func (d *draft) fileID(depth int) string {
	p := unpackedName(d.stem)
	stem := p
	if byExtension(p) != "" {
		stem = strings.TrimSuffix(p, path.Ext(p))
	}
	parts := strings.FieldsFunc(stem, func(r rune) bool { return r == '/' || r == '!' || r == '\\' })
	id := strings.Join(parts[max(0, len(parts)-(depth+1)/2):], "-")
	if ext := path.Ext(p); depth%2 == 0 && stem != p {
		id += "-" + ext[1:]
	}
	id = strings.Join(strings.Fields(id), "-")
	if d.number > 0 {
		id = fmt.Sprintf("%s-%d", id, d.number)
	}
	return id
}
