package specimen

// politicsTopic opens every statement: each side speaks of the other, so all
// its sentences begin with {P}.
func politicsTopic() topic {
	return topic{
		name: "politics", label: phrase{"政治", "political affairs"},
		keywords: []phrase{{"主权", "sovereignty"}, {"领土", "territor"}, {"内政", "internal affairs"}},
		patterns: []pattern{
			{"{P}祝贺{q}在{field}方面取得的{merit}，祝愿{q}人民在{aim}的道路上不断取得新的进步。", "{P} congratulated {q} on its {merit} in {field} and wished the people of {q} new progress on the road to {aim}."},
			{"{P}重申尊重{q}的主权、独立和领土完整，不赞成任何外部力量干预{q}内政。", "{P} reaffirmed its respect for the sovereignty, independence and territorial integrity of {q} and disapproved of interference by any outside force in the internal affairs of {q}."},
			{"{P}高度评价{q}政府为{aim}所作的努力，认为{q}在{field}方面的经验值得借鉴。", "{P} spoke highly of the efforts of the Government of {q} for {aim} and considered the experience of {q} in {field} worth learning from."},
			{"{P}感谢{q}在涉及{p}主权和重大利益的问题上长期给予的理解，愿继续在{field}方面同{q}相互借鉴。", "{P} thanked {q} for its long-standing understanding on questions that touch the sovereignty and major interests of {p}, and was ready to go on learning from {q} in {field}."},
			{"{P}介绍了本国{field}的最新进展，{Q}对{p}取得的{merit}表示赞赏。", "{P} presented the latest progress of its country in {field}, and {Q} expressed its appreciation of the {merit} of {p}."},
			{"{P}表示将一如既往视{q}为{friend}，愿同{Q}加强立法机构、政党和地方政府之间的往来。", "{P} stated that it would as always regard {q} as {friend} and was ready to increase contacts with {Q} between legislatures, political parties and local governments."},
			{"{P}坚信，{q}人民有智慧、有能力处理好本国内政，在{aim}的进程中开创美好前景。", "{P} firmly believed that the people of {q} have the wisdom and the ability to handle their internal affairs well and to open up bright prospects in the course of {aim}."},
			{"{P}赞赏{q}奉行独立自主的对外政策，认为这一政策有利于维护本地区各国的主权平等。", "{P} appreciated that {q} pursues an independent foreign policy and held that this policy helps to uphold the sovereign equality of all countries of the region."},
			{"{P}祝贺{q}成功举行{event}，相信{q}将在{aim}方面迈出更大步伐。", "{P} congratulated {q} on having successfully held {event} and was confident that {q} would take greater strides towards {aim}."},
			{"{P}强调，不允许任何组织在本国境内从事损害{q}主权和领土完整的活动，{Q}对此表示感谢。", "{P} stressed that it allows no organisation to engage on its soil in activities that harm the sovereignty and territorial integrity of {q}, and {Q} expressed thanks for this."},
			{"{P}愿同{Q}保持领导人定期会晤，就{field}等治国理政问题深入交流。", "{P} was ready to keep up regular meetings of leaders with {Q} and to exchange views in depth on {field} and other matters of government."},
			{"{P}认为，对本地区各国而言，{q}是{friend2}，{q}的稳定与{aim}符合各方利益。", "{P} held that for the countries of the region {q} is {friend2} and that the stability of {q} and its pursuit of {aim} are in the interest of all."},
		},
		lists: map[string][]phrase{
			"field": {{"经济建设", "economic construction"}, {"改善民生", "improving people's livelihood"}, {"行政改革", "administrative reform"}, {"法治建设", "building the rule of law"},
				{"消除贫困", "eliminating poverty"}, {"区域均衡发展", "balanced regional development"}, {"公共服务", "public services"}, {"城乡治理", "urban and rural governance"},
				{"扩大就业", "expanding employment"}, {"社会保障", "social security"}},
			"merit": {{"显著成绩", "notable achievements"}, {"可喜成果", "gratifying results"}, {"长足进展", "considerable progress"}, {"丰硕成果", "rich results"}},
			"aim": {{"国家振兴", "national revival"}, {"长期繁荣", "lasting prosperity"}, {"社会和谐", "social harmony"}, {"自主发展", "independent development"},
				{"共同富足", "prosperity for all"}, {"现代国家建设", "building a modern state"}},
			"event":  {{"全国大选", "its general election"}, {"建国纪念庆典", "the celebrations of its founding"}, {"制宪会议", "its constitutional convention"}, {"全国发展大会", "its national development congress"}},
			"friend": {{"可信赖的伙伴", "a partner to be trusted"}, {"真诚的朋友", "a sincere friend"}, {"重要的合作伙伴", "an important partner in cooperation"}, {"友好的邻邦", "a friendly neighbour"}},
		},
	}
}
