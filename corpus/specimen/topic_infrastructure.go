package specimen

func infrastructureTopic() topic {
	return topic{
		name: "infrastructure", label: phrase{"基础设施", "infrastructure"}, rate: 0.14,
		keywords: []phrase{{"铁路", "railway"}, {"公路", "highway"}, {"桥", "bridge"}, {"航线", "air route"}, {"物流", "logistics"}, {"码头", "wharf"}},
		patterns: []pattern{
			{"双方同意加快{work}，{P}将提供{support}，{Q}负责征地和施工保障。", "The two sides agreed to speed up {work}; {P} will provide {support}, while {Q} is responsible for land acquisition and for securing the works."},
			{"双方支持{pPort}与{qPort}建立联营关系，合作扩建码头和{facility}。", "The two sides supported a partnership between {pPort} and {qPort} and cooperation in enlarging wharfs and {facility}."},
			{"双方商定增加{pCity}至{qCity}的直飞航线，每周不少于{times}，方便人员和货物往来。", "The two sides decided to increase flights on the direct air route between {pCity} and {qCity} to at least {times} a week for the convenience of passengers and freight."},
			{"双方将编制跨境铁路和公路规划，优先考虑{work}以及配套{facility}。", "The two sides will draw up a plan for railways and highways across the border, giving priority to {work} and the accompanying {facility}."},
			{"{P}愿参与{q}的{work}，就工程设计、{support}同{Q}进行商谈。", "{P} was ready to take part in {work} in {q} and to discuss engineering design and {support} with {Q}."},
			{"双方同意统一{standard}，减少铁路货运在口岸的停留时间。", "The two sides agreed to unify {standard} and to reduce the time that rail freight spends at border stations."},
			{"双方对{work}进展顺利表示满意，要求有关部门确保{quality}。", "The two sides were satisfied with the smooth progress of {work} and asked the departments concerned to ensure {quality}."},
			{"双方支持物流企业在{pPort}设立{facility}，打通连接{qCity}的陆海通道。", "The two sides supported logistics enterprises in setting up {facility} at {pPort} and in opening a land and sea route to {qCity}."},
			{"双方将成立交通运输工作组，{period}检查一次{work}的{quality}。", "The two sides will form a working group on transport that will examine {quality} in {work} every {period}."},
			{"{P}感谢{Q}为{work}提供{support}，该工程建成后将大大缩短{pCity}与邻近地区的路程。", "{P} thanked {Q} for the {support} given to {work}, which on completion will greatly shorten the journey between {pCity} and the neighbouring regions."},
			{"双方鼓励金融机构为公路、桥梁和{facility}建设提供长期贷款，探索{mode}。", "The two sides encouraged financial institutions to grant long-term loans for highways, bridges and {facility} and to explore {mode}."},
			{"双方同意互认{standard}，简化国际公路运输许可。", "The two sides agreed to recognise each other's {standard} and to simplify permits for international highway transport."},
			{"双方将以{mode}推进{work}，力争早日通车通航。", "The two sides will advance {work} through {mode} and strive to open it to traffic at an early date."},
			{"双方商定联合勘测{pPort}至{qPort}的航道，更新助航设备，保障物流畅通。", "The two sides decided to survey jointly the shipping channel from {pPort} to {qPort} and to renew navigation aids so that logistics flow without hindrance."},
		},
		lists: map[string][]phrase{
			"work": {{"沿海铁路建设", "the construction of the coastal railway"}, {"北线公路改造", "the reconstruction of the northern highway"}, {"界河大桥工程", "the building of the bridge over the boundary river"}, {"机场连接线工程", "the laying of the airport link road"},
				{"山区隧道工程", "the cutting of the mountain tunnel"}, {"滨海大道拓宽工程", "the widening of the coastal road"}, {"环线铁路复线建设", "the doubling of the loop railway"}, {"环湖公路建设", "the construction of the lakeside highway"}, {"内河船闸修复", "the repair of the inland locks"}, {"铁路电气化改造", "the electrification of the railway"}},
			"support":  {{"技术咨询", "technical advice"}, {"优惠贷款", "concessional loans"}, {"设备租赁", "equipment on lease"}, {"工程监理", "supervision of works"}, {"人员培训", "staff training"}, {"勘察资料", "survey records"}},
			"facility": {{"集装箱堆场", "container yards"}, {"冷藏仓库", "cold stores"}, {"油气储罐", "oil and gas tanks"}, {"换装车站", "transshipment stations"}, {"停机坪", "aprons"}, {"供电线路", "power supply lines"}, {"货运中转站", "freight transfer stations"}},
			"times":    {{"三班", "three"}, {"五班", "five"}, {"七班", "seven"}, {"十班", "ten"}},
			"standard": {{"车辆载重标准", "vehicle load standards"}, {"轨道检修规范", "track maintenance rules"}, {"司机从业证件", "drivers' licences"}, {"集装箱封志", "container seals"}, {"货运单证", "freight documents"}},
			"quality":  {{"工程质量", "the quality of construction"}, {"施工安全", "the safety of construction"}, {"建设进度", "the progress of construction"}, {"资金安全", "the security of funds"}},
			"period":   {{"每半年", "six months"}, {"每年", "year"}, {"每季度", "quarter"}},
			"mode":     {{"特许经营方式", "concession arrangements"}, {"合资建设方式", "joint-venture construction"}, {"分段承包方式", "contracts by section"}, {"公私合作方式", "public–private cooperation"}},
		},
	}
}
