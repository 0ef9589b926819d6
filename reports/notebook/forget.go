package notebook

// Trim gives memory back once the outputs that the engine keeps take more than
// so many bytes. It empties the cells of which nothing can be reached from below
// the last one: neither their names, nor anything that those are made of. What
// the engine keeps of cells that are not in the notebook, or are empty now, goes
// too. It is meant for a notebook that only grows at its end, as a prompt makes
// it; a cell that was emptied keeps its number.
func (e *Engine) Trim(nb *Notebook, most int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.kept() <= most {
		return
	}
	p := e.newPlan(nb)
	live := p.live()
	keys := map[string]bool{}
	for i, c := range nb.Cells {
		switch {
		case c.Type != Code:
		case !live[i]:
			c.Source, c.Outputs = "", nil
		default:
			p.setStatic(i, salt(e.opt.Lang))
			if made := e.cells[p.static[i]]; made != nil {
				p.setFull(i, made.reads)
				keys[p.static[i]] = true
			}
		}
	}
	for key := range e.cells {
		if !keys[key] {
			delete(e.cells, key)
		}
	}
	// Their values hold the results that are in use.
	clear(e.results)
	clear(e.studied)
}

// kept is the size in bytes of the outputs that the engine keeps.
func (e *Engine) kept() int {
	n := 0
	for _, made := range e.cells {
		for _, o := range made.outputs {
			n += len(o.Text)
			for _, data := range o.Data {
				n += len(data)
			}
			for _, raw := range o.Metadata {
				n += len(raw)
			}
		}
	}
	return n
}

// live marks the cells that give a name which a further cell would see, and
// those that these take names from.
func (p *plan) live() []bool {
	seen := map[string]int{}
	for i, f := range p.facts {
		if f == nil {
			continue
		}
		for _, name := range f.defs {
			seen[name] = i
		}
	}
	live := make([]bool, len(p.facts))
	for _, i := range seen {
		live[i] = true
	}
	for i := len(live) - 1; i >= 0; i-- {
		if !live[i] {
			continue
		}
		for _, b := range p.wants[i] {
			live[b.cell] = true
		}
	}
	return live
}
