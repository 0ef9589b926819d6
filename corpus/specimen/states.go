package specimen

// phrase is one wording in both languages.
type phrase struct{ zh, en string }

func (p phrase) in(lang string) string {
	if lang == "zh" {
		return p.zh
	}
	return p.en
}

// state is an invented state. The first character of its Chinese short name
// stands for it in 维方 and 维赫, so it is different for each.
type state struct {
	code    string
	name    phrase // short name
	full    phrase
	capital phrase
	port    phrase
	city    phrase // a trade and industrial centre other than the capital
	title   phrase // of the leader who signs
	visit   phrase // what a journey of that leader is called
	leaders [4]phrase
}

// abbreviation is the one character that stands for the state.
func (s *state) abbreviation() string { return string([]rune(s.name.zh)[:1]) }

// side names the state as a speaker.
func (s *state) side() phrase {
	return phrase{s.abbreviation() + "方", "the " + s.name.en + " side"}
}

var (
	president     = phrase{"总统", "President"}
	primeMinister = phrase{"总理", "Prime Minister"}
	firstMinister = phrase{"首相", "Prime Minister"}
	stateVisit    = phrase{"国事访问", "a state visit"}
	officialVisit = phrase{"正式访问", "an official visit"}
)

// states returns the invented states.
func states() []state {
	return []state{
		{"XVT", phrase{"维塔拉", "Vetara"}, phrase{"维塔拉共和国", "the Republic of Vetara"}, phrase{"卡洛文", "Kaloven"},
			phrase{"萨恩港", "the port of Sarn"}, phrase{"布伦提", "Brenti"}, president, stateVisit,
			[4]phrase{{"伊洛·凯瑟恩", "Ilo Kaethern"}, {"马伦·杜瓦西", "Maren Duvassi"}, {"塞蒂·奥维克", "Seti Ovick"}, {"萝安·贝尔塔因", "Roan Beltain"}}},
		{"XHE", phrase{"赫伦达", "Herenda"}, phrase{"赫伦达王国", "the Kingdom of Herenda"}, phrase{"贝斯特拉", "Bestra"},
			phrase{"沃德港", "the port of Vorde"}, phrase{"伊尔瑟姆", "Ilsem"}, firstMinister, officialVisit,
			[4]phrase{{"哈尔丹·尤斯克", "Haldan Yusk"}, {"埃娜·托雷格", "Ena Torregg"}, {"维戈·萨姆林", "Vigo Samrin"}, {"莉弗·安多姆", "Liv Andom"}}},
		{"XMV", phrase{"梅罗瓦", "Merova"}, phrase{"梅罗瓦共和国", "the Republic of Merova"}, phrase{"塔索恩", "Tasorn"},
			phrase{"凯拉港", "the port of Kaela"}, phrase{"杜林塔", "Durinta"}, president, stateVisit,
			[4]phrase{{"塔雷克·伊姆萨", "Tarek Imsa"}, {"诺拉·维尔尚", "Nora Vershan"}, {"阿兹米·克兰", "Azmi Kran"}, {"朱诺·埃斯塔里", "Juno Estari"}}},
		{"XSV", phrase{"索尔文", "Solvane"}, phrase{"索尔文联邦", "the Federation of Solvane"}, phrase{"安德玛", "Andema"},
			phrase{"格里姆港", "the port of Grimm"}, phrase{"卢斯坦", "Lustan"}, primeMinister, officialVisit,
			[4]phrase{{"格雷戈·阿什曼德", "Grego Ashmand"}, {"蒂娅·沃洛斯", "Tia Vollos"}, {"丹尼克·雷姆", "Dannick Rehm"}, {"索菲安·乌尔", "Sophian Ur"}}},
		{"XTV", phrase{"托瓦伦", "Tovaren"}, phrase{"托瓦伦共和国", "the Republic of Tovaren"}, phrase{"恩斯米", "Ensmir"},
			phrase{"达拉港", "the port of Dara"}, phrase{"维恩霍", "Vinho"}, primeMinister, officialVisit,
			[4]phrase{{"卡西姆·比雷恩", "Kassim Birren"}, {"欧娅·特兰奎", "Oya Tranque"}, {"利维·哈索恩", "Livi Hasorn"}, {"贝拉·金德尔", "Bela Kindell"}}},
		{"XLD", phrase{"伦多拉", "Lundora"}, phrase{"伦多拉王国", "the Kingdom of Lundora"}, phrase{"明塔尔", "Mintar"},
			phrase{"西尔玛港", "the port of Silma"}, phrase{"奥根特", "Ogent"}, firstMinister, officialVisit,
			[4]phrase{{"阿里安·波尔萨", "Arian Polsa"}, {"米莱·科斯顿", "Milay Koston"}, {"乔尔·桑塔维", "Jorl Santavey"}, {"英加·卢梅", "Inga Lumey"}}},
		{"XPL", phrase{"佩兰提", "Pelanti"}, phrase{"佩兰提共和国", "the Republic of Pelanti"}, phrase{"奥斯卡瓦", "Oskava"},
			phrase{"罗温港", "the port of Rowen"}, phrase{"特里森", "Trissen"}, president, stateVisit,
			[4]phrase{{"乌戈·费兰德", "Ugo Ferrand"}, {"萨宾·洛伊克", "Sabin Loick"}, {"伊桑·格拉文", "Isan Graven"}, {"玛蒂·奥隆", "Mattie Oron"}}},
		{"XNV", phrase{"努瓦兰", "Nuvaran"}, phrase{"努瓦兰联邦", "the Federation of Nuvaran"}, phrase{"切拉姆", "Chelam"},
			phrase{"巴松港", "the port of Basson"}, phrase{"基尔丹", "Kirdan"}, primeMinister, officialVisit,
			[4]phrase{{"奥马·辛德里", "Oma Sindri"}, {"拉希德·科沃", "Rashid Kovo"}, {"薇拉·恩宗", "Vera Enzon"}, {"托本·伊斯卡", "Torben Iska"}}},
	}
}

// pairs lists the pairs of states in the order in which they are used. Each state
// stands in two of the first eight.
func pairs() [][2]int {
	list := [][2]int{{0, 1}, {2, 3}, {4, 5}, {6, 7}, {0, 2}, {1, 6}, {3, 5}, {4, 7}}
	for gap := 1; gap < 8; gap++ {
		for a := 0; a+gap < 8; a++ {
			if p := [2]int{a, a + gap}; !containsPair(list[:8], p) {
				list = append(list, p)
			}
		}
	}
	return list
}

func containsPair(list [][2]int, p [2]int) bool {
	for _, q := range list {
		if q == p {
			return true
		}
	}
	return false
}
