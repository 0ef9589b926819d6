package book

import (
	"concord/corpus/bilingual"
	"concord/reports/notebook"
)

// settle decides between the text here and the file that another program wrote.
func (b *Book) settle(what string) (Outcome, error) {
	switch what {
	case "mine":
		b.disk.force = true
		b.saving(saveView{State: stateDirty})
		b.touch()
		return Outcome{}, nil
	case "theirs":
		if b.disk.root == nil {
			return Outcome{}, wrong("disk", "this notebook has no file")
		}
		if b.current != "" {
			return Outcome{}, wrong("disk", "a cell is running; stop it first")
		}
		nb, err := b.disk.read()
		if err != nil {
			return Outcome{}, wrong("disk", "the file cannot be read: %s", reason(err))
		}
		b.replace(nb)
		return Outcome{}, nil
	}
	return Outcome{}, wrong("what", "got %q, want mine or theirs", clip(what, 80))
}

// replace puts another document in place. The cells that go can be brought
// back one by one.
func (b *Book) replace(nb *notebook.Notebook) {
	b.takeBack(0)
	next := map[string]*live{}
	for _, c := range nb.Cells {
		l := &live{version: 1, state: notebook.Empty}
		if old := b.live[c.ID]; old != nil {
			l.version, l.rev = old.version+1, old.rev+1
		}
		next[c.ID] = l
	}
	for i, c := range b.nb.Cells {
		if next[c.ID] == nil {
			b.undo = append(b.undo, removed{c, b.live[c.ID], i})
		}
	}
	b.undo = b.undo[max(0, len(b.undo)-undone):]
	b.nb, b.live, b.disk.dirty = nb, next, false
	b.log.note("book", b.view())
	poke(b.rethink)
}

// setLang has results made in another language; those that stand are out of
// date then.
func (b *Book) setLang(lang bilingual.Lang) (Outcome, error) {
	if lang != bilingual.ZH && lang != bilingual.EN {
		return Outcome{}, wrong("what", "got %q, want zh or en", clip(string(lang), 80))
	}
	if lang == b.lang {
		return Outcome{}, nil
	}
	b.lang = lang
	b.nb.Metadata = with(b.nb.Metadata, metadataKey, map[string]string{"lang": string(lang)})
	b.touch()
	b.judge = notebook.NewJudge(b.folder(), lang)
	if _, err := b.restart(); err != nil {
		return Outcome{}, err
	}
	b.log.note("lang", map[string]string{"lang": string(lang)})
	poke(b.rethink)
	return Outcome{}, nil
}
