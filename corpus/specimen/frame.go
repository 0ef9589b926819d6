package specimen

// frame returns the sentences around the topics, by place in the statement.
func frame() map[string][]pattern {
	return map[string][]pattern{
		"opening": {
			{"应{hostFull}邀请，{guestFull}于{dates}对{host}进行{visit}。访问期间，{guestShort}同{hostShort}举行了会谈，并会见了{hostName}议会负责人。",
				"At the invitation of {hostFull}, {guestFull} paid {visit} to {host} {dates}. During the visit, {guestShort} held talks with {hostShort} and met with leading members of the parliament of {hostName}."},
			{"{guestFull}应{hostFull}之邀，于{dates}对{host}进行{visit}。{hostShort}同{guestShort}先后举行了小范围会谈和大范围会谈。",
				"{guestFull}, at the invitation of {hostFull}, paid {visit} to {host} {dates}. {hostShort} and {guestShort} held talks first in a small group and then with their full delegations."},
			{"{guestFull}于{dates}应{hostFull}邀请对{host}进行{visit}，同{hostShort}进行了深入会谈，出席了欢迎仪式，并参观了{hostName}国家档案馆。",
				"{guestFull} paid {visit} to {host} {dates} at the invitation of {hostFull}, held thorough talks with {hostShort}, attended a welcoming ceremony and toured the national archives of {hostName}."},
		},
		"talks": {
			{"会谈在坦诚友好的气氛中进行。两国领导人回顾了{pair}关系的发展历程，就双边合作以及彼此关心的问题充分交换看法，取得广泛一致。",
				"The talks were held in a candid and friendly atmosphere. The leaders of the two countries reviewed the course of {pair} relations, exchanged views in full on bilateral cooperation and on matters of interest to both, and reached broad agreement."},
			{"两国领导人对{pair}关系的良好势头感到满意，商定在已有基础上扩大合作领域，并就下一阶段的工作重点形成共识。",
				"The leaders of the two countries were satisfied with the sound momentum of {pair} relations, decided to widen the fields of cooperation on the existing foundation, and agreed on the priorities of the next stage."},
			{"双方认为，{pair}建立外交关系以来，两国交往经受住时间检验，各领域合作稳步推进，为两国人民带来实在好处。",
				"The two sides held that since diplomatic relations were established, exchanges between the two countries had stood the test of time and {pair} cooperation in all fields had advanced steadily, bringing real benefits to both peoples."},
		},
		"chapeau": {
			{"为落实两国领导人达成的共识，双方商定在以下领域开展工作：", "To carry out the common understandings reached by the leaders, the two sides decided to work in the following fields:"},
			{"双方回顾了上一阶段合作计划的执行情况，同意今后着重推动以下事项：", "The two sides reviewed how the cooperation plan of the previous stage had been carried out and agreed to give priority to the following from now on:"},
			{"双方同意充分发挥{pair}政府间合作委员会的统筹作用，重点推进以下合作：", "The two sides agreed to give full play to the coordinating role of the {pair} intergovernmental cooperation committee and to advance above all the following cooperation:"},
		},
		"signing": {
			{"访问期间，两国有关部门签署了{fields}等领域的合作文件。", "During the visit, the competent departments of the two countries signed documents on cooperation in {fields}, and other fields."},
			{"两国领导人共同见证了{fields}等领域多项合作文件的签署。", "The leaders of the two countries together witnessed the signing of a number of cooperation documents in {fields}, and other fields."},
		},
		"closing": {
			{"双方认为，此访成果丰富，为{pair}关系的发展注入了新的动力。", "The two sides held that the visit had been fruitful and had given new impetus to the development of {pair} relations."},
			{"双方对访问取得的成果表示满意，认为这次访问对增进{pair}互信具有积极意义。", "The two sides expressed satisfaction with the results of the visit and considered it of positive significance for {pair} mutual trust."},
			{"双方一致认为，此次访问圆满顺利，标志着{pair}合作迈出了新的一步。", "The two sides agreed that the visit had been smooth and successful and marked a new step in {pair} cooperation."},
		},
		"thanks": {
			{"{guestShort}感谢{hostShort}及{hostName}政府和人民的热情款待，邀请{hostShort}在双方方便时访问{guestName}。{hostShort}对此表示感谢，并欣然接受邀请。",
				"{guestShort} thanked {hostShort} and the Government and people of {hostName} for their warm hospitality and invited {hostShort} to visit {guestName} at a time convenient to both sides. {hostShort} expressed thanks and gladly accepted the invitation."},
			{"{guestShort}对{hostName}方面给予的周到安排和友好接待深表谢意，并邀请{hostShort}早日访问{guestName}。{hostShort}愉快接受邀请，访问时间由两国外交部门商定。",
				"{guestShort} expressed deep gratitude to {hostName} for the thoughtful arrangements and the friendly reception, and invited {hostShort} to visit {guestName} at an early date. {hostShort} accepted the invitation with pleasure; the time of the visit will be settled by the foreign ministries of the two countries."},
		},
		"long":  longPatterns(),
		"focus": focusPatterns(),
	}
}

// The terms that the long and the latest document are planted with.
func longTerm() phrase  { return phrase{"梯级滴灌示范区", "cascade drip irrigation zone"} }
func focusTerm() phrase { return phrase{"跨境数据信托", "cross-border data trust"} }

func longPatterns() []pattern {
	return []pattern{
		{"双方将在{pCity}周边建设种植{crop}的梯级滴灌示范区，所需设备由{Q}提供。", "The two sides will build a cascade drip irrigation zone for {crop} around {pCity}, for which {Q} will provide the equipment."},
		{"{P}介绍了梯级滴灌示范区的运行经验，{Q}表示愿派{people}前往学习。", "{P} presented the experience gained in running its cascade drip irrigation zone, and {Q} was ready to send {people} to learn from it."},
		{"双方同意每年评估一次{crop}梯级滴灌示范区的用水和产出情况。", "The two sides agreed to assess once a year the water use and the output of the cascade drip irrigation zone for {crop}."},
		{"{P}将为{q}的梯级滴灌示范区提供{aid}，并派人指导{skill}。", "{P} will provide {aid} for the cascade drip irrigation zone of {q} and send instructors in {skill}."},
		{"双方商定利用{water}为梯级滴灌示范区供水，旱季优先保障。", "The two sides decided to supply the cascade drip irrigation zone from {water}, with priority in the dry season."},
		{"双方鼓励{people}参加梯级滴灌示范区的{crop}和{crop2}轮作试验。", "The two sides encouraged {people} to take part in trials of rotating {crop} and {crop2} in the cascade drip irrigation zone."},
	}
}

func focusPatterns() []pattern {
	return []pattern{
		{"双方商定启动跨境数据信托试点，由两国共同指定的机构受托管理。", "The two sides decided to start a pilot of a cross-border data trust, to be managed by an institution that both countries designate."},
		{"双方将为跨境数据信托拟订章程，并邀请研究机构参加论证。", "The two sides will draft a charter for the cross-border data trust and invite research institutions to take part in its examination."},
		{"{P}与{Q}将各派专家组成跨境数据信托筹备组，于年内提交方案。", "{P} and {Q} will each appoint experts to the preparatory group of the cross-border data trust, which will submit a plan within the year."},
	}
}

// formulaOpenings are the beginnings of sentences that hold a formula.
func formulaOpenings(plain bool) []phrase {
	if plain {
		return []phrase{{"双方", "The two sides "}, {"两国领导人", "The leaders of the two countries "}, {"两国政府", "The two Governments "}}
	}
	return []phrase{{"双方重申，将", "The two sides reaffirmed that they will "}, {"双方一致同意", "The two sides unanimously agreed to "},
		{"两国领导人强调，双方应", "The leaders of the two countries stressed that the two sides should "}, {"双方表示，愿", "The two sides stated that they were ready to "}}
}

// formulaTails are the ends of sentences that hold a formula.
func formulaTails(plain bool) []phrase {
	if plain {
		return []phrase{{"。", "."}, {"，并就此保持经常沟通。", " and will keep in regular contact on this matter."},
			{"，同意就此定期会商。", " and agreed to confer on this matter regularly."}}
	}
	return []phrase{{"。", "."}, {"，这符合两国人民的长远利益。", ", which serves the long-term interests of the two peoples."},
		{"，并就此保持经常沟通。", ", and will keep in regular contact on this matter."}, {"，以此推动两国关系行稳致远。", ", in order to carry relations between the two countries steadily forward."}}
}
