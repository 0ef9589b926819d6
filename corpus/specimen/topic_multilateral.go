package specimen

func multilateralTopic() topic {
	return topic{
		name: "multilateral", label: phrase{"国际事务", "international affairs"}, rate: 0.12,
		keywords: []phrase{{"多边主义", "multilateralism"}, {"国际秩序", "international order"}, {"国际组织", "international organisation"}, {"全球治理", "global governance"}},
		patterns: []pattern{
			{"双方主张践行多边主义，认为{issue}应由各国共同商量，反对{wrong}。", "The two sides advocated practising multilateralism, held that {issue} should be discussed by all countries together, and opposed {wrong}."},
			{"双方同意在国际组织中就{issue}保持协调，相互支持对方提出的合理主张。", "The two sides agreed to coordinate on {issue} in international organisations and to support each other's reasonable proposals there."},
			{"双方呼吁有关各方在{conflict}问题上保持克制，通过{means}弥合分歧。", "The two sides called on the parties concerned to show restraint on the question of {conflict} and to settle their differences through {means}."},
			{"双方认为，国际秩序应当更加公正，{group}在全球治理中的发言权需要扩大。", "The two sides held that the international order should become more just and that {group} need a greater voice in global governance."},
			{"{P}支持{q}申办{meeting}，{Q}对此表示感谢。", "{P} supported the bid of {q} to host {meeting}, and {Q} expressed its thanks."},
			{"双方强调，国际规则应由各国共同书写，任何国家都不应以{wrong}谋取私利。", "The two sides stressed that international rules should be written by all countries together and that no country should seek gain through {wrong}."},
			{"双方支持{forum}发挥更大作用，同意就{issue}提出联合倡议。", "The two sides supported a greater role for {forum} and agreed to put forward a joint initiative on {issue}."},
			{"双方愿同{group}一道，推动全球治理体系改革，使其更能反映{principle}。", "The two sides were ready to work with {group} for a reform of the system of global governance that would better reflect {principle}."},
			{"双方就{conflict}交换了意见，一致认为{means}是唯一可行的出路。", "The two sides exchanged views on {conflict} and agreed that {means} offer the only workable way out."},
			{"双方对{issue}面临的挑战表示关注，主张以{principle}为基础寻求各方都能接受的方案。", "The two sides were attentive to the challenges facing {issue} and advocated seeking a solution acceptable to all on the basis of {principle}."},
			{"{P}赞赏{q}担任{forum}轮值主席期间所做的工作，{Q}感谢{P}的配合。", "{P} appreciated the work done by {q} while holding the rotating chair of {forum}, and {Q} thanked {P} for its cooperation."},
			{"双方重视国际组织在{issue}中的作用，反对把国际组织变成推行{wrong}的工具。", "The two sides valued the role of international organisations in {issue} and opposed turning them into instruments of {wrong}."},
			{"双方同意每年举行一次多边事务磋商，为出席{meeting}做好准备。", "The two sides agreed to hold consultations on multilateral affairs once a year in preparation for {meeting}."},
			{"双方认为，维护{principle}是国际秩序稳定的前提，愿为此同各国加强团结。", "The two sides held that upholding {principle} is the precondition of a stable international order and were ready to strengthen solidarity with all countries to this end."},
		},
		lists: map[string][]phrase{
			"issue": {{"海洋事务", "ocean affairs"}, {"国际发展合作", "international development cooperation"}, {"裁减军备", "arms reduction"}, {"移民问题", "migration"},
				{"外层空间活动", "activities in outer space"}, {"减免债务", "debt relief"}, {"人道援助", "humanitarian assistance"}, {"国际金融架构", "the international financial architecture"}, {"南北对话", "the dialogue between North and South"}},
			"wrong": {{"单方面强制措施", "unilateral coercive measures"}, {"集团对抗", "confrontation between blocs"}, {"强权压人", "power politics"}, {"双重标准", "double standards"}, {"排他性联盟", "exclusive alliances"}, {"歧视性做法", "discriminatory practices"}},
			"conflict": {{"内海航行权争议", "the disputed rights of navigation in the inland sea"}, {"北部高地停火", "the ceasefire in the northern highlands"}, {"东部群岛归属", "the status of the eastern islands"},
				{"界河划分", "the delimitation of the boundary river"}, {"难民回返", "the return of refugees"}},
			"means":     {{"对话协商", "dialogue and consultation"}, {"直接谈判", "direct negotiations"}, {"斡旋调停", "good offices and mediation"}, {"和平手段", "peaceful means"}},
			"group":     {{"发展中国家", "the developing countries"}, {"内陆国家", "the landlocked countries"}, {"中小国家", "small and medium-sized countries"}, {"沿岸国家", "the littoral countries"}},
			"principle": {{"平等协商原则", "the principle of equal consultation"}, {"国际法基本准则", "the basic norms of international law"}, {"权利与义务相一致的原则", "the principle that rights and duties correspond"}, {"和平解决争端的原则", "the principle of the peaceful settlement of disputes"}},
			"meeting":   {{"环海首脑会议", "the Circum-Sea Summit"}, {"世界海洋论坛", "the World Oceans Forum"}, {"国际发展大会", "the International Development Congress"}, {"八国外长会", "the Meeting of Eight Foreign Ministers"}},
			"forum":     {{"环海合作组织", "the Circum-Sea Cooperation Organisation"}, {"沿岸国家联盟", "the Union of Littoral Countries"}, {"八国对话机制", "the Dialogue of Eight"}, {"区域开发银行", "the Regional Development Bank"}},
		},
	}
}
