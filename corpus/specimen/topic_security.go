package specimen

func securityTopic() topic {
	return topic{
		name: "security", label: phrase{"执法安全", "law enforcement"}, rate: 0.09,
		keywords: []phrase{{"执法", "law enforcement"}, {"警务", "police"}, {"毒品", "narcotic"}, {"引渡", "extradit"}, {"嫌疑人", "suspect"}, {"刑事", "criminal"}},
		patterns: []pattern{
			{"双方同意加强执法合作，重点打击{crime}和{crime2}，必要时开展联合行动。", "The two sides agreed to strengthen law enforcement cooperation, to concentrate on fighting {crime} and {crime2}, and to act jointly where necessary."},
			{"双方警务部门将设立{channel}，及时通报涉及{crime}的线索。", "The police authorities of the two countries will set up a {channel} and promptly share leads on {crime}."},
			{"{P}愿为{q}培训{officer}，内容包括{course}和{course2}。", "{P} was ready to train {officer} from {q} in {course} and {course2}."},
			{"双方商定启动引渡条约和刑事司法协助条约的谈判，为追捕{crime}嫌疑人提供法律依据。", "The two sides decided to open negotiations on an extradition treaty and a treaty on mutual assistance in criminal matters, to give a legal basis to the pursuit of suspects in cases of {crime}."},
			{"双方将在{place}建立联合检查点，查缉毒品和{contraband}。", "The two sides will establish joint checkpoints {place} to detect narcotics and {contraband}."},
			{"双方对{crime}案件增多感到不安，同意由执法部门{period}召开一次案情会商。", "The two sides were uneasy at the growing number of cases of {crime} and agreed that their law enforcement agencies will confer on cases every {period}."},
			{"双方同意共同防范{threat}，加强对{place}的巡逻和情报交流。", "The two sides agreed to guard together against {threat} and to step up patrols {place} and the exchange of intelligence."},
			{"{P}感谢{q}警方协助侦破{crime}案件，{Q}表示愿在{help}方面继续予以协助。", "{P} thanked the police of {q} for helping to solve cases of {crime}, and {Q} stated that it was ready to go on assisting with {help}."},
			{"双方将完善移交嫌疑人和{contraband}的程序，保护证人和受害人。", "The two sides will improve the procedures for handing over suspects and {contraband} and protect witnesses and victims."},
			{"双方同意就{course}举办研修班，提高{officer}的专业水平。", "The two sides agreed to hold seminars on {course} to raise the professional level of {officer}."},
			{"双方支持检察机关在刑事证据交换、{help}方面建立直接联系。", "The two sides supported prosecutors in establishing direct contact for the exchange of criminal evidence and for {help}."},
			{"双方将合作切断{crime}的资金来源，冻结并返还涉案{asset}。", "The two sides will cooperate in cutting off the funding of {crime} and in freezing and returning the {asset} involved."},
			{"双方商定为对方在本国的机构和人员提供保护，遇有{threat}时立即启动警务{channel}。", "The two sides decided to protect each other's institutions and personnel in their own country and, in case of {threat}, to activate at once the police {channel}."},
		},
		lists: map[string][]phrase{
			"crime":      {{"人口贩运", "human trafficking"}, {"制贩毒品", "the making and sale of narcotics"}, {"伪造货币", "counterfeiting"}, {"洗钱", "money laundering"}, {"电话诈骗", "telephone fraud"}, {"文物盗掘", "the looting of ancient sites"}, {"武器走私", "gun-running"}, {"绑架勒索", "kidnapping for ransom"}, {"非法赌博", "illegal gambling"}, {"海盗劫掠", "piracy"}},
			"channel":    {{"热线电话", "hotline"}, {"联络官机制", "liaison officer scheme"}, {"联合指挥中心", "joint command centre"}, {"专案工作组", "task force"}},
			"officer":    {{"缉毒人员", "narcotics officers"}, {"出入境管理人员", "immigration officers"}, {"刑侦人员", "criminal investigators"}, {"监狱管理人员", "prison officers"}, {"巡逻警员", "patrol police"}},
			"course":     {{"指纹鉴定", "fingerprint identification"}, {"现场勘查", "scene-of-crime examination"}, {"人质解救", "hostage rescue"}, {"证件查验", "document checks"}, {"警犬使用", "the use of police dogs"}, {"爆炸物处置", "bomb disposal"}},
			"place":      {{"界河两岸", "on both banks of the boundary river"}, {"主要口岸", "at the main border crossings"}, {"近海水域", "in inshore waters"}, {"山区通道", "on the mountain passes"}},
			"contraband": {{"违禁枪支", "illegal firearms"}, {"伪造证件", "forged documents"}, {"被盗车辆", "stolen vehicles"}, {"赃款赃物", "stolen money and goods"}},
			"threat":     {{"恐怖袭击", "terrorist attacks"}, {"极端主义渗透", "extremist infiltration"}, {"武装劫匪", "armed gangs"}, {"有组织犯罪", "organised crime"}},
			"help":       {{"证人询问", "the questioning of witnesses"}, {"失踪人员查找", "the search for missing persons"}, {"法医协助", "forensic assistance"}, {"卷宗移送", "the transfer of case files"}},
			"asset":      {{"银行账户", "bank accounts"}, {"不动产", "real property"}, {"违法所得", "proceeds"}},
			"period":     {{"每半年", "six months"}, {"每年", "year"}, {"每季度", "quarter"}},
		},
	}
}
