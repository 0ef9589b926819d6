package specimen

// digitalTopic is the topic that shifts.
func digitalTopic() topic {
	return topic{
		name: "digital", label: phrase{"数字经济", "the digital economy"},
		keywords: []phrase{{"数据", "data"}, {"人工智能", "artificial intelligence"}, {"网络", "network"}, {"软件", "software"}, {"电子", "electronic"}, {"算力", "computing"}},
		patterns: []pattern{
			{"双方同意发展数字经济合作，在{area}和{area2}领域实施一批示范项目。", "The two sides agreed to develop cooperation in the digital economy and to carry out a number of model projects in {area} and {area2}."},
			{"双方商定就{rule}制定共同规则，促进数据依法有序流动。", "The two sides decided to draw up common rules on {rule} and to promote the lawful and orderly flow of data."},
			{"{P}愿协助{q}建设{base}，提高算力和网络服务水平。", "{P} was ready to help {q} to build {base} and to raise the level of computing and network services."},
			{"双方支持{company}联合研发人工智能，推动其在{use}中的应用。", "The two sides supported {company} in jointly developing artificial intelligence and in applying it to {use}."},
			{"双方将铺设连接{pPort}和{qPort}的海底光缆，扩大网络带宽，降低{fee}。", "The two sides will lay a submarine cable between {pPort} and {qPort} to enlarge network bandwidth and to lower {fee}."},
			{"双方同意推动{area}标准互认，为{company}跨境经营提供电子认证服务。", "The two sides agreed to promote the mutual recognition of standards for {area} and to provide electronic certification for the cross-border business of {company}."},
			{"双方将合作培养软件和{skill}人才，每年在{pCity}举办培训班。", "The two sides will cooperate in training specialists in software and {skill} and hold courses in {pCity} every year."},
			{"双方重视{rule}，同意就网络空间治理建立对话机制。", "The two sides attached importance to {rule} and agreed to establish a dialogue on the governance of networks."},
			{"{P}介绍了本国{area}的发展情况，{Q}对{p}运用数据改进{use}的做法表示兴趣。", "{P} presented the development of {area} in its country, and {Q} showed interest in how {p} uses data to improve {use}."},
			{"双方鼓励{company}在{qCity}设立研发中心，开发面向{use}的软件。", "The two sides encouraged {company} to set up research centres in {qCity} and to develop software for {use}."},
			{"双方同意共建{base}，对{use}所需的数据资源进行联合开发。", "The two sides agreed to build {base} together and to develop jointly the data resources needed for {use}."},
			{"双方将就人工智能和{rule}交换立法经验，防止技术滥用。", "The two sides will exchange legislative experience on artificial intelligence and {rule} and prevent the abuse of technology."},
			{"双方商定扩大电子商务合作，支持{company}通过网络平台销售特色产品，并降低{fee}。", "The two sides decided to expand cooperation in electronic commerce, to support {company} in selling specialities over network platforms, and to lower {fee}."},
			{"双方支持高等院校设立{skill}专业，联合开展算力和{area}研究。", "The two sides supported colleges in offering degrees in {skill} and in conducting joint research on computing and {area}."},
		},
		lists: map[string][]phrase{
			"area":    {{"电子商务", "electronic commerce"}, {"移动支付", "mobile payment"}, {"智慧城市", "smart cities"}, {"电子政务", "electronic government"}, {"云计算", "cloud computing"}, {"工业互联网", "the industrial internet"}, {"卫星导航", "satellite navigation"}, {"区块链", "blockchains"}},
			"rule":    {{"个人信息保护", "the protection of personal information"}, {"数据出境安全", "the security of data leaving the country"}, {"算法透明", "the transparency of algorithms"}, {"网络安全", "network security"}, {"数字身份互认", "the mutual recognition of digital identities"}},
			"base":    {{"数据中心", "a data centre"}, {"超级算力平台", "a supercomputing platform"}, {"移动通信网络", "a mobile network"}, {"人工智能实验室", "an artificial intelligence laboratory"}, {"数字产业园", "a digital industry park"}},
			"company": {{"软件企业", "software companies"}, {"芯片企业", "chip makers"}, {"电信运营商", "telecommunications operators"}, {"初创公司", "start-up companies"}, {"平台企业", "platform companies"}},
			"use":     {{"交通管理", "traffic management"}, {"气象预报", "weather forecasting"}, {"税务服务", "tax services"}, {"远程教学", "distance teaching"}, {"城市规划", "town planning"}, {"灾害预警", "disaster warning"}, {"公共图书检索", "public library search"}},
			"fee":     {{"漫游资费", "roaming charges"}, {"平台佣金", "platform commissions"}, {"通信费用", "communication costs"}, {"专线租金", "leased-line charges"}},
			"skill":   {{"信息安全", "information security"}, {"数据分析", "data analysis"}, {"芯片设计", "chip design"}, {"机器学习", "machine learning"}, {"程序设计", "programming"}},
		},
	}
}
