package load

import "testing"

func TestUnwrap(t *testing.T) {
	line := func(text string, x, y float64) textLine { return textLine{text: text, x: x, y: y} }
	for _, c := range []struct {
		name  string
		lines []textLine
		want  string
	}{
		{"indent", []textLine{line("双方同意深化合作推进共建", 74, 700), line("项目，并扩大双边贸易规模。", 50, 684), line("双方认为，和平与发展是共同", 74, 668),
			line("愿望。", 50, 652), line("— 12 —", 280, 60)}, "双方同意深化合作推进共建项目，并扩大双边贸易规模。\n双方认为，和平与发展是共同愿望。"},
		{"ordinals", []textLine{line("一、双方同意深化合作推进。", 50, 700), line("（一）扩大双边贸易规模合。", 50, 684), line("第三条 双方认为和平发展合", 50, 668)},
			"一、双方同意深化合作推进。\n（一）扩大双边贸易规模合。\n第三条 双方认为和平发展合"},
		{"hyphen known whole", []textLine{line("They spoke of co-operation and of the old coop-", 50, 700), line("eration; cooperation is good for both of them.", 50, 684)},
			"They spoke of co-operation and of the old cooperation; cooperation is good for both of them."},
		{"hyphen of a compound", []textLine{line("They spoke of a plan for the long term and long-", 50, 700), line("term trade.", 50, 684)},
			"They spoke of a plan for the long term and long-term trade."},
		{"nothing", nil, ""},
	} {
		if got := unwrap([][]textLine{c.lines}); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}
