package specimen

func defenceTopic() topic {
	return topic{
		name: "defence", label: phrase{"防务", "defence"}, rate: 0.07,
		keywords: []phrase{{"军队", "military"}, {"国防", "ministries of defence"}, {"演练", "exercise"}, {"维和", "peacekeep"}, {"防务", "defence"}},
		patterns: []pattern{
			{"双方同意保持国防部门高层往来，{period}举行一次防务磋商，讨论{matter}。", "The two sides agreed to keep up high-level contacts between their ministries of defence and to hold defence consultations on {matter} every {period}."},
			{"两国军队将举行{drill}，提高{ability}。", "The military forces of the two countries will hold {drill} to improve {ability}."},
			{"{P}欢迎{q}军官到{p}{school}学习，{Q}将接待{p}军事代表团考察{unit}。", "{P} welcomed military officers of {q} to study at the {school} of {p}, and {Q} will receive a military delegation of {p} to see {unit}."},
			{"双方商定在维和行动中加强配合，就{matter}交流经验。", "The two sides decided to cooperate more closely in peacekeeping and to exchange military experience in {matter}."},
			{"双方同意两国军舰互访{pPort}和{qPort}，并组织{drill}。", "The two sides agreed on mutual visits of naval vessels to {pPort} and {qPort} and on {drill} by their military."},
			{"双方支持两国军队在{science}方面的交流，互派{unit}观摩演练。", "The two sides supported military exchanges in {science} and agreed that each will send {unit} to observe the other's exercises."},
			{"双方将建立国防部直通电话，就{matter}及时沟通，避免误判。", "The two sides will set up a direct telephone line between their ministries of defence for timely contact on {matter} and to avoid misjudgement."},
			{"{P}感谢{q}军队在{rescue}中提供的帮助，愿向{q}赠送{gear}。", "{P} thanked the military forces of {q} for their help in {rescue} and was ready to present {gear} to {q}."},
			{"双方同意在{gear}维护和{science}方面开展防务技术合作，不针对第三方。", "The two sides agreed to cooperate in defence technology for the upkeep of {gear} and in {science}; this is not directed against any third party."},
			{"双方对{drill}取得成功表示满意，商定今后演练由两国军队轮流承办。", "The two sides were satisfied with the success of {drill} and decided that the military forces of the two countries will take turns in hosting these exercises."},
			{"双方将加强{unit}之间的联系，在{rescue}中相互支援，提升{ability}。", "The two sides will strengthen links between {unit}, support each other in {rescue}, and improve {ability} of the military."},
			{"双方国防部门同意就军人{welfare}和{science}互派代表团。", "The ministries of defence of the two countries agreed to send each other delegations on {welfare} and on {science}."},
		},
		lists: map[string][]phrase{
			"matter":  {{"边境地区信任措施", "confidence-building in border areas"}, {"海上相遇规则", "rules for encounters at sea"}, {"军费透明", "the transparency of military spending"}, {"维和部队轮换", "the rotation of peacekeepers"}, {"扫除地雷", "mine clearance"}},
			"drill":   {{"扫雷联合演练", "joint mine-clearing exercises"}, {"山地联合演练", "joint mountain exercises"}, {"防空指挥演练", "air defence command exercises"}, {"海军编队演练", "naval formation exercises"}, {"维和课题演练", "exercises on peacekeeping"}},
			"ability": {{"协同能力", "the ability to act together"}, {"远程投送能力", "long-range transport"}, {"通信保障能力", "signals support"}, {"后勤保障能力", "supply in the field"}},
			"school":  {{"国防学院", "national defence academy"}, {"海军学院", "naval college"}, {"空军飞行学校", "air force flying school"}, {"军事工程学院", "college of military engineering"}},
			"unit":    {{"工兵部队", "engineer units"}, {"海岸警备部队", "coastal defence units"}, {"空军部队", "air force units"}, {"陆军山地旅", "mountain brigades"}, {"汽车运输部队", "motor transport units"}},
			"science": {{"战史研究", "the study of the history of war"}, {"野战救护", "field first aid"}, {"测绘", "surveying and mapping"}, {"航空保障", "aviation support"}, {"法律服务", "legal services"}},
			"rescue":  {{"地震救援", "earthquake relief"}, {"山火扑救", "fighting wildfires"}, {"抗洪抢险", "flood relief"}, {"空难搜寻", "the search after air accidents"}},
			"gear":    {{"工程机械", "engineering vehicles"}, {"巡逻艇", "patrol boats"}, {"运输直升机", "transport helicopters"}, {"通信器材", "signals equipment"}, {"野战帐篷", "field tents"}},
			"welfare": {{"职业培训", "the vocational training of military personnel"}, {"退役安置", "the resettlement of retired military personnel"}, {"家属保障", "support for the families of military personnel"}},
			"period":  {{"每年", "year"}, {"每两年", "two years"}},
		},
	}
}
