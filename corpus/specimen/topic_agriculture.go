package specimen

func agricultureTopic() topic {
	return topic{
		name: "agriculture", label: phrase{"农业", "agriculture"}, rate: 0.11,
		keywords: []phrase{{"种子", "seed"}, {"灌溉", "irrigat"}, {"渔业", "fisher"}, {"粮食", "grain"}, {"农产品", "farm produce"}, {"畜牧", "livestock"}, {"检疫", "quarantine"}},
		patterns: []pattern{
			{"双方同意在{crop}和{crop2}种子选育方面开展联合试验，试验田设在{pCity}郊区。", "The two sides agreed to conduct joint trials in breeding seeds of {crop} and {crop2}, with trial fields on the outskirts of {pCity}."},
			{"{P}愿向{q}提供{aid}，帮助{q}提高{crop}产量，并就粮食储运交流经验。", "{P} was ready to provide {q} with {aid}, to help {q} to raise the yield of {crop}, and to exchange experience in the storage and transport of grain."},
			{"双方商定签署{crop}输出检疫议定书，推动优质农产品进入对方市场。", "The two sides decided to sign a quarantine protocol on the shipment of {crop} and to bring farm produce of good quality to each other's market."},
			{"双方将合作修复{water}，推广节水灌溉，使更多{people}受益。", "The two sides will cooperate in restoring {water} and in spreading water-saving irrigation to the benefit of more {people}."},
			{"双方同意加强渔业资源养护，在{season}实行{measure}。", "The two sides agreed to step up the conservation of fishery resources and to apply {measure} during {season}."},
			{"{P}将接收{q}{people}来{pCity}学习{skill}，为期三个月。", "{P} will receive {people} from {q} in {pCity} to study {skill} for three months."},
			{"双方支持农业科研机构就{disease}防治交换样本和资料，合作改进{crop}的栽培方法。", "The two sides supported agricultural research institutes in exchanging samples and records on the control of {disease} and in improving together the cultivation of {crop}."},
			{"双方同意扩大畜牧业合作，在{stock}和饲料加工方面互派专家。", "The two sides agreed to expand cooperation in livestock farming and to send each other experts in {stock} and feed processing."},
			{"双方将建立粮食{reserve}机制，遇到{disaster}时相互提供援助。", "The two sides will establish a mechanism for {reserve} of grain and give each other assistance in case of {disaster}."},
			{"{P}欢迎{Q}在{pCity}设立农产品{facility}，带动{people}增加收入。", "{P} welcomed {Q} setting up {facility} for farm produce in {pCity}, which will help {people} to increase their income."},
			{"双方商定互免{crop}种子的检疫费用，并为{aid}提供通行便利。", "The two sides decided to waive quarantine fees for seeds of {crop} and to ease the passage of {aid}."},
			{"双方鼓励两国农业企业合作种植{crop}、加工{crop2}，形成从田间到餐桌的完整链条。", "The two sides encouraged agricultural enterprises of the two countries to cooperate in growing {crop} and processing {crop2} and to form a complete chain from field to table."},
			{"双方对{water}灌溉工程的成效表示满意，同意将{skill}推广到更多乡村。", "The two sides were satisfied with the results of irrigation from {water} and agreed to spread {skill} to more villages."},
			{"双方渔业部门将联合调查{season}鱼群分布，并就{measure}定期磋商。", "The fishery departments of the two countries will jointly survey fish stocks during {season} and consult regularly on {measure}."},
			{"双方同意每年举办农产品展示会，介绍{crop}、{crop2}和{crop3}等特色产品。", "The two sides agreed to hold a show of farm produce every year to present {crop}, {crop2}, {crop3} and other specialities."},
		},
		lists: map[string][]phrase{
			"crop": {{"小麦", "wheat"}, {"稻米", "rice"}, {"玉米", "maize"}, {"柑橘", "citrus"}, {"橄榄", "olives"}, {"茶叶", "tea"}, {"葡萄", "grapes"}, {"大豆", "soybeans"},
				{"亚麻", "flax"}, {"马铃薯", "potatoes"}, {"向日葵", "sunflowers"}, {"咖啡", "coffee"}, {"棉花", "cotton"}, {"坚果", "nuts"}},
			"aid":      {{"农用机具", "farm implements"}, {"化肥和农药", "fertiliser and pesticides"}, {"优良种畜", "breeding animals of good stock"}, {"温室设备", "greenhouse equipment"}, {"土壤检测仪器", "soil testing instruments"}, {"育苗大棚", "seedling tunnels"}},
			"water":    {{"上游水库", "the upstream reservoir"}, {"平原渠道", "the canals of the plain"}, {"丘陵蓄水池", "the hill ponds"}, {"古老水渠", "the ancient aqueducts"}, {"山前引水渠", "the foothill canals"}},
			"people":   {{"农户", "farming households"}, {"农技人员", "agricultural technicians"}, {"乡村青年", "young villagers"}, {"果园经营者", "orchard keepers"}, {"合作社成员", "members of cooperatives"}},
			"season":   {{"春季产卵期间", "the spring spawning season"}, {"夏汛期间", "the summer run"}, {"冬季渔汛期间", "the winter fishing season"}},
			"measure":  {{"休渔制度", "closed seasons"}, {"限额捕捞", "catch limits"}, {"网目规格限制", "limits on mesh size"}, {"增殖放流", "restocking"}},
			"skill":    {{"果树嫁接", "fruit tree grafting"}, {"奶牛饲养", "dairy farming"}, {"旱作栽培", "dry farming"}, {"水产养殖", "aquaculture"}, {"土壤改良", "soil improvement"}, {"蔬菜保鲜", "the preservation of vegetables"}, {"山羊繁育", "goat breeding"}},
			"stock":    {{"奶牛饲养", "dairy farming"}, {"山羊繁育", "goat breeding"}, {"肉牛育肥", "beef fattening"}, {"种禽选育", "poultry breeding"}},
			"disease":  {{"小麦锈病", "wheat rust"}, {"口蹄疫", "foot-and-mouth disease"}, {"果蝇虫害", "fruit flies"}, {"蝗灾", "locusts"}, {"禽类疫病", "poultry diseases"}},
			"reserve":  {{"联合储备", "joint reserves"}, {"应急调拨", "emergency release"}, {"库存通报", "notifying stocks"}},
			"disaster": {{"旱灾", "drought"}, {"洪涝", "floods"}, {"霜冻", "frost"}, {"歉收", "crop failure"}},
			"facility": {{"加工厂", "processing plants"}, {"批发市场", "wholesale markets"}, {"分拣中心", "sorting centres"}, {"收购站", "purchasing stations"}},
		},
	}
}
