package specimen

import "math"

// Events of a formula.
const (
	Born         = "born"         // not used before the year
	Strengthened = "strengthened" // the wording From gives way to To in the year
	Dropped      = "dropped"      // not used from the year on
	Stable       = "stable"       // used at one rate throughout
)

// formula is a fixed wording that documents use or not. A strengthened formula
// has a weaker wording before.
type formula struct {
	id      string
	event   string
	at      float64 // of the event, as a share of the whole time; 0 when stable
	rate    float64 // share of documents that use it while it is in force
	pair    int     // the only pair that uses it, or -1
	wording phrase
	weaker  phrase
	plain   bool // follows its subject directly, without "reaffirmed that they will"
}

// latest stands for the year before the last: what happens then shows for the
// first time in the pair's latest document.
const latest = 1.0

// formulas returns the planted formulas in the order in which statements use
// them. The wordings are invented.
func formulas() []formula {
	return []formula{
		{"own-path", Strengthened, 0.43, 1, -1,
			phrase{"坚定支持对方走符合自身实际的道路", "firmly support each other in following a path suited to its own conditions"},
			phrase{"支持对方走符合自身实际的道路", "support each other in following a path suited to its own conditions"}, false},
		{"good-faith", Stable, 0, 1, -1,
			phrase{"恪守诚信相交、遇事相商的传统", "uphold the tradition of dealing in good faith and consulting when matters arise"}, phrase{}, false},
		{"transitional-trade", Dropped, 0.39, 1, -1,
			phrase{"遵守过渡时期通商安排的各项约定", "abide by every provision of the transitional commerce arrangement"}, phrase{}, false},
		{"same-boat", Born, 0.3, 1, -1,
			phrase{"结成同舟共进的发展伙伴网络", "form a network of development partners that advance in the same boat"}, phrase{}, false},
		{"equal-burden", Born, 0.52, 1, -1,
			phrase{"秉持平等相待、责任共担的安危观", "hold to a view of safety based on equal treatment and shared responsibility"}, phrase{}, false},
		{"coast-dialogue", Born, 0.57, 1, 0,
			phrase{"办好一年一度的海岸对话", "hold the annual Coast Dialogue with success"}, phrase{}, false},
		{"crime-concern", Strengthened, 0.74, 1, -1,
			phrase{"对跨境犯罪蔓延表示严重关切", "expressed grave concern over the spread of cross-border crime"},
			phrase{"对跨境犯罪蔓延表示关切", "expressed concern over the spread of cross-border crime"}, true},
		{"shipping-disputes", Dropped, 0.65, 1, -1,
			phrase{"尽早商签预防航运争端的协定", "negotiate and sign at an early date an agreement on preventing shipping disputes"}, phrase{}, false},
		{"mutual-regard", Stable, 0, 0.6, -1,
			phrase{"照顾彼此重大关注、尊重彼此合理选择", "accommodate each other's major concerns and respect each other's reasonable choices"}, phrase{}, false},
		{"green-corridor", Born, 0.78, 1, -1,
			phrase{"共建山海相依的生态走廊", "build together an ecological corridor linking mountains and sea"}, phrase{}, false},
		{"sea-rescue", Strengthened, latest, 1, -1,
			phrase{"将全力推进海上联合搜救", "will make every effort to advance joint search and rescue at sea"},
			phrase{"愿推进海上联合搜救", "were ready to advance joint search and rescue at sea"}, true},
		{"shared-chance", Dropped, latest, 1, -1,
			phrase{"把对方的繁荣看作自身的机遇", "regard each other's prosperity as their own opportunity"}, phrase{}, false},
		{"digital-trust", Born, latest, 1, -1,
			phrase{"建立面向未来的数字互信伙伴关系", "establish a forward-looking partnership of digital mutual trust"}, phrase{}, false},
		{"next-generation", Stable, 0, 0.6, -1,
			phrase{"让世代友好的接力棒传下去", "pass on the baton of friendship from generation to generation"}, phrase{}, false},
	}
}

// year returns the year of the event, or 0 when there is none.
func (f *formula) year(o Options) int {
	switch {
	case f.event == Stable:
		return 0
	case f.at == latest:
		return o.LastYear - 1
	}
	return o.FirstYear + int(math.Round(f.at*float64(o.LastYear-o.FirstYear)))
}

// shiftYear is the first year with the raised topic.
func shiftYear(o Options) int {
	return o.FirstYear + int(math.Round(0.565*float64(o.LastYear-o.FirstYear)))
}

// usage says how a document uses a formula.
type usage uint8

const (
	unused usage = iota
	inWording
	inWeaker
)

// nullRate is the rate at which the null version uses its stable formulas.
const nullRate = 0.6

// use decides how a document of this pair and year uses the formula. draw is
// uniform on [0, 1).
func (f *formula) use(o Options, pair, year int, draw float64) usage {
	if o.Null {
		if f.event != Stable || draw >= nullRate {
			return unused
		}
		return inWording
	}
	if f.pair >= 0 && f.pair != pair || draw >= f.rate {
		return unused
	}
	switch after := year >= f.year(o); {
	case f.event == Strengthened && !after:
		return inWeaker
	case f.event == Born && !after, f.event == Dropped && after:
		return unused
	}
	return inWording
}
