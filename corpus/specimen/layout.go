package specimen

// block is one paragraph of the body.
type block struct {
	kind    blockKind
	index   int // in plan.paragraphs; of a formula paragraph, the first formula
	end     int // of a formula paragraph, after its last formula
	section int // number printed before it, or 0
	item    int // number printed before it, or 0
}

type blockKind uint8

const (
	openingBlock blockKind = iota
	talksBlock
	topicBlock
	formulaBlock
	chapeauBlock
	signingBlock
	closingBlock
	thanksBlock
)

// layOut puts the paragraphs in order and numbers them.
func (p *planner) layOut(pl *plan) {
	section := 0
	add := func(b block, newSection bool) {
		if newSection {
			section++
			b.section = section
		}
		if b.kind == topicBlock {
			pl.paragraphs[b.index].number = len(pl.blocks) + 1
		}
		pl.blocks = append(pl.blocks, b)
	}
	add(block{kind: openingBlock}, true)
	add(block{kind: talksBlock}, false)
	p.layTopic(pl, politics, func(b block, first bool) { add(b, first) })
	layFormulas(pl, add)
	add(block{kind: chapeauBlock}, true)
	item := 0
	for _, t := range p.order[pl.pair] {
		p.layTopic(pl, t, func(b block, first bool) {
			if first {
				item++
				b.item = item
			}
			add(b, false)
		})
	}
	p.layTopic(pl, multilateral, func(b block, first bool) { add(b, first) })
	add(block{kind: signingBlock}, true)
	add(block{kind: closingBlock}, true)
	add(block{kind: thanksBlock}, false)
}

// layTopic adds the paragraphs of one topic.
func (p *planner) layTopic(pl *plan, topic int, add func(b block, first bool)) {
	first := true
	for i := range pl.paragraphs {
		if int(pl.paragraphs[i].topic) == topic {
			add(block{kind: topicBlock, index: i}, first)
			first = false
		}
	}
}

// layFormulas groups the formulas in use into paragraphs.
func layFormulas(pl *plan, add func(b block, newSection bool)) {
	start, n := 0, 0
	for i, u := range pl.formulas {
		if u == unused {
			continue
		}
		if n++; n == pl.perGroup {
			add(block{kind: formulaBlock, index: start, end: i + 1}, false)
			start, n = i+1, 0
		}
	}
	if n > 0 {
		add(block{kind: formulaBlock, index: start, end: len(pl.formulas)}, false)
	}
}
