package specimen

func tradeTopic() topic {
	return topic{
		name: "trade", label: phrase{"贸易和投资", "trade and investment"}, rate: 0.15,
		keywords: []phrase{{"关税", "tariff"}, {"海关", "customs"}, {"出口", "export"}, {"投资", "investment"}, {"结算", "settle payments"}, {"博览会", "trade fair"}},
		patterns: []pattern{
			{"双方同意分阶段降低{goods}和{goods2}的关税，争取在{time}使双边贸易额{growth}。", "The two sides agreed to lower tariffs on {goods} and {goods2} in stages, in the hope that bilateral trade will {growth} {time}."},
			{"{P}欢迎{q}企业扩大对{p}的投资，将为{sector}项目提供便利。", "{P} welcomed more investment by enterprises of {q} in {p} and will offer facilities for projects in {sector}."},
			{"双方商定简化{goods}的海关手续，在{pCity}和{qCity}设立通关咨询窗口。", "The two sides decided to simplify customs formalities for {goods} and to open customs enquiry desks in {pCity} and {qCity}."},
			{"双方鼓励{actor}使用本币进行贸易结算，支持两国银行互设分支机构。", "The two sides encouraged {actor} to settle payments for trade in their own currencies and supported banks of the two countries in opening branches in each other's country."},
			{"{P}愿邀请{actor}参加在{pCity}举办的博览会，{Q}将组织{goods}和{goods2}展区。", "{P} was ready to invite {actor} to the trade fair in {pCity}, where {Q} will set up exhibits of {goods} and {goods2}."},
			{"双方认为，{p}的{goods}和{q}的{goods2}互补性强，出口潜力有待进一步挖掘。", "The two sides held that the {goods} of {p} and the {goods2} of {q} complement each other well and that their export potential remains to be tapped further."},
			{"双方同意在{time}完成投资保护协定的修订，为{sector}领域的投资者提供更好保障。", "The two sides agreed to complete the revision of the investment protection agreement {time}, so as to give investors in {sector} better safeguards."},
			{"双方责成贸易混合委员会研究{barrier}问题，并在{time}提出解决办法。", "The two sides instructed the mixed trade commission to study {barrier} and to propose solutions {time}."},
			{"{P}对{goods}出口受到的限制表示关注，{Q}表示将对有关关税措施进行审议。", "{P} noted with concern the restrictions on its exports of {goods}, and {Q} stated that it would review the tariff measures in question."},
			{"双方支持在{qCity}建设经贸合作区，重点吸引{sector}和{sector2}企业入驻投资。", "The two sides supported the building of an economic and trade cooperation zone in {qCity} that will above all attract investment by enterprises in {sector} and {sector2}."},
			{"双方同意反对贸易保护措施，共同解决{barrier}等问题，维护{actor}的正当权益。", "The two sides agreed to oppose protectionist trade measures, to deal together with {barrier}, and to safeguard the legitimate rights and interests of {actor}."},
			{"双方海关将互认{goods}的检验结果，并就打击走私、查验{goods2}交换信息。", "The customs services of the two countries will recognise each other's inspection results for {goods} and exchange information on fighting smuggling and inspecting {goods2}."},
			{"双方商定，{time}在{pCity}举行投资洽谈会，推介{sector}合作项目。", "The two sides decided to hold an investment promotion meeting in {pCity} {time} and to present cooperation projects in {sector}."},
			{"{P}将对原产于{q}的{goods}给予零关税待遇，{Q}对此予以积极评价。", "{P} will grant zero-tariff treatment to {goods} originating in {q}, which {Q} assessed as positive."},
			{"双方鼓励{actor}在{sector}领域开展第三方市场合作，共同扩大出口。", "The two sides encouraged {actor} to cooperate in {sector} on third markets and to expand exports together."},
		},
		lists: map[string][]phrase{
			"goods": {{"纺织品", "textiles"}, {"机械设备", "machinery"}, {"木制家具", "wooden furniture"}, {"化工产品", "chemical products"}, {"皮革制品", "leather goods"}, {"玻璃器皿", "glassware"},
				{"钢材", "steel products"}, {"矿产品", "mineral products"}, {"造纸原料", "pulp"}, {"家用电器", "household appliances"}, {"羊毛制品", "woollen goods"}, {"珠宝首饰", "jewellery"}},
			"sector":  {{"机械制造", "mechanical engineering"}, {"建材", "building materials"}, {"纺织服装", "textiles and clothing"}, {"矿产加工", "mineral processing"}, {"造船", "shipbuilding"}, {"食品加工", "food processing"}, {"金融服务", "financial services"}, {"轻工", "light industry"}},
			"actor":   {{"两国企业", "enterprises of the two countries"}, {"两国商会会员", "members of both chambers of commerce"}, {"两国中小企业", "small and medium-sized enterprises of the two countries"}, {"两国进出口商", "importers and exporters of both sides"}},
			"barrier": {{"原产地证书互认", "the mutual recognition of certificates of origin"}, {"配额分配", "the allocation of quotas"}, {"双重征税", "double taxation"}, {"技术标准不一", "differing technical standards"}, {"付款周期过长", "overlong terms of payment"}},
			"time":    {{"两年之内", "within two years"}, {"三年之内", "within three years"}, {"明年年底之前", "by the end of next year"}, {"下次会晤之前", "before the next meeting"}},
			"growth":  {{"翻一番", "double"}, {"稳步增长", "grow steadily"}, {"恢复到历史最高水平", "return to its highest level"}, {"扩大一半", "grow by half"}},
		},
	}
}
