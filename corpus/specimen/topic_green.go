package specimen

func greenTopic() topic {
	return topic{
		name: "green", label: phrase{"气候和绿色能源", "climate and green energy"}, rate: 0.08,
		keywords: []phrase{{"气候", "climate"}, {"碳", "carbon"}, {"太阳能", "solar"}, {"风电", "wind power"}, {"森林", "forest"}, {"排放", "emission"}, {"湿地", "wetland"}},
		patterns: []pattern{
			{"双方同意加强应对气候变化合作，减少{source}的排放，落实各自{goal}。", "The two sides agreed to strengthen cooperation on climate change, to cut emissions from {source}, and to carry out their respective {goal}."},
			{"双方将在{pCity}附近合作建设{plant}，所发电力优先供应{user}。", "The two sides will cooperate in building {plant} near {pCity}, whose electricity will go first to {user}."},
			{"{P}愿向{q}转让{tech}，并就太阳能和风电的发展规划提供咨询。", "{P} was ready to transfer {tech} to {q} and to give advice on planning the development of solar energy and wind power."},
			{"双方商定联合保护{habitat}，恢复森林和湿地，维护{species}的栖息环境。", "The two sides decided to protect {habitat} jointly, to restore forests and wetlands, and to preserve the habitat of {species}."},
			{"双方同意就碳市场建设交流经验，探讨{source}碳排放核算方法。", "The two sides agreed to exchange experience in building carbon markets and to explore methods of accounting for carbon emissions from {source}."},
			{"双方支持{user}使用清洁能源，逐步淘汰燃煤锅炉，并就推广{tech}制定计划。", "The two sides supported {user} in using clean energy, the gradual retirement of coal-fired boilers, and a plan for the spread of {tech}."},
			{"双方将合作监测{habitat}的水质和空气，定期公布{source}排放情况。", "The two sides will cooperate in monitoring water and air quality in {habitat} and regularly publish the emissions of {source}."},
			{"{P}介绍了{plant}的建设经验，{Q}表示愿派技术人员实地了解风电和{tech}。", "{P} presented its experience with {plant}, and {Q} was ready to send technicians to study wind power and {tech} on the spot."},
			{"双方同意共同开展{species}保护和森林防火，在{habitat}设立巡护站。", "The two sides agreed to work together on the protection of {species} and on forest fire prevention and to set up ranger stations in {habitat}."},
			{"双方呼吁在应对气候变化中兼顾公平与效率，支持为{goal}提供资金。", "The two sides called for both fairness and efficiency in the response to climate change and supported funding for {goal}."},
			{"双方将设立气候与能源联合实验室，研究{tech}和{tech2}。", "The two sides will establish a joint laboratory for climate and energy to study {tech} and {tech2}."},
			{"双方商定提高能源利用效率，争取五年内使{source}的碳强度下降{cut}，并为此设立专项基金。", "The two sides decided to raise energy efficiency, to strive to lower the carbon intensity of {source} by {cut} within five years, and to set up a special fund for this."},
			{"双方支持在{habitat}试行生态补偿，由下游地区向上游湿地和森林保护提供资助。", "The two sides supported trials of ecological compensation in {habitat}, by which downstream areas fund the protection of upstream wetlands and forests."},
		},
		lists: map[string][]phrase{
			"source":  {{"水泥工业", "the cement industry"}, {"航运业", "shipping"}, {"火力发电", "thermal power"}, {"冶炼行业", "smelting"}, {"城市供热", "urban heating"}, {"垃圾填埋场", "landfills"}},
			"goal":    {{"减排承诺", "reduction pledges"}, {"能源转型计划", "energy transition plans"}, {"适应行动计划", "adaptation plans"}, {"低碳发展目标", "low-carbon development goals"}},
			"plant":   {{"太阳能电站", "a solar power station"}, {"海上风电场", "an offshore wind power farm"}, {"抽水蓄能电站", "a pumped-storage station"}, {"潮汐电站", "a tidal power station"}, {"地热电站", "a geothermal plant"}, {"沼气发电厂", "a biogas plant"}},
			"user":    {{"居民小区", "residential districts"}, {"工业园区", "industrial parks"}, {"公共建筑", "public buildings"}, {"沿海渔村", "coastal villages"}, {"偏远岛屿", "remote islands"}},
			"tech":    {{"储能技术", "energy storage technology"}, {"光伏组件制造技术", "the manufacture of solar panels"}, {"氢能技术", "hydrogen technology"}, {"余热利用技术", "waste heat recovery"}, {"垃圾分类技术", "waste sorting technology"}, {"海水淡化技术", "desalination technology"}, {"节能建筑技术", "energy-saving building methods"}},
			"habitat": {{"界湖流域", "the basin of the boundary lake"}, {"沿海滩涂", "the coastal mudflats"}, {"北部林区", "the northern woodlands"}, {"高山草甸", "the alpine meadows"}, {"入海河口", "the estuaries"}},
			"species": {{"迁徙候鸟", "migratory birds"}, {"野生水禽", "waterfowl"}, {"珍稀蝶类", "rare butterflies"}, {"水獭", "otters"}, {"野生兰花", "wild orchids"}},
			"cut":     {{"一成", "one tenth"}, {"两成", "one fifth"}, {"四分之一", "one quarter"}},
		},
	}
}
