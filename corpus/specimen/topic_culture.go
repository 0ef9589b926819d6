package specimen

func cultureTopic() topic {
	return topic{
		name: "culture", label: phrase{"文化教育", "culture and education"}, rate: 0.13,
		keywords: []phrase{{"留学", "scholarship"}, {"博物馆", "museum"}, {"大学", "universit"}, {"电影", "film"}, {"文学", "literature"}, {"旅游", "tourism"}, {"语言", "language"}},
		patterns: []pattern{
			{"双方同意互办{festival}，在{pCity}和{qCity}举行{show}。", "The two sides agreed to hold {festival} in each other's country, with {show} in {pCity} and {qCity}."},
			{"{P}每年向{q}提供{number}个留学名额，优先录取{subject}专业的学生。", "{P} will offer {q} {number} scholarships a year, with preference for students of {subject}."},
			{"双方支持两国大学在{subject}和{subject2}领域联合培养研究生，互认学位。", "The two sides supported universities of the two countries in training graduate students jointly in {subject} and {subject2} and in recognising each other's degrees."},
			{"双方商定由博物馆合作举办{relic}展览，并开展{relic2}的修复研究。", "The two sides decided that their museums will jointly mount an exhibition of {relic} and conduct research on the restoration of {relic2}."},
			{"双方鼓励合拍电影和{media}，翻译出版对方国家的文学作品。", "The two sides encouraged joint production of films and {media} and the translation and publication of each other's literature."},
			{"双方同意简化旅游签证手续，共同推出{route}，促进旅游业发展。", "The two sides agreed to simplify tourist visas and to launch together {route} in order to promote tourism."},
			{"双方将在{pCity}设立语言中心，为{learner}开设课程并培训教师。", "The two sides will set up a language centre in {pCity} to offer courses for {learner} and to train teachers."},
			{"{P}邀请{q}{troupe}参加在{pCity}举行的{festival}，{Q}欣然接受。", "{P} invited {troupe} from {q} to take part in {festival} in {pCity}, and {Q} gladly accepted."},
			{"双方同意加强{media}交流，支持记者互访，客观介绍对方国家的历史和文学艺术。", "The two sides agreed to increase exchanges of {media}, to support mutual visits of journalists, and to present the history, literature and art of the other country objectively."},
			{"双方支持{troupe}与{learner}开展经常性往来，{period}举办一次联欢活动。", "The two sides supported regular contacts between {troupe} and {learner}, with a friendship gathering every {period}."},
			{"双方将合作保护{relic}，打击非法买卖，并推动相关博物馆结成伙伴。", "The two sides will cooperate in protecting {relic}, combat their illegal sale, and help the museums concerned to become partners."},
			{"双方同意扩大中学和大学的{subject}教材交流，组织教师到{qCity}进修。", "The two sides agreed to expand the exchange of textbooks of {subject} between secondary schools and universities and to send teachers to {qCity} for further study."},
			{"双方对两国旅游往来持续增长表示欢迎，同意在{pCity}增设旅游办事处并培训{guide}。", "The two sides welcomed the continued growth of tourism between the two countries and agreed to open a tourism office in {pCity} and to train {guide}."},
			{"双方体育部门将组织{sport}和{sport2}友谊赛，为青年运动员提供同场竞技的机会。", "The sports authorities of the two countries will arrange friendly matches in {sport} and {sport2} and give young athletes the chance to compete together."},
			{"双方将每年选派{number}名学生参加语言夏令营，促进青年相互了解。", "The two sides will select {number} students a year for language summer camps to promote understanding among the young."},
		},
		lists: map[string][]phrase{
			"festival": {{"文化月", "a culture month"}, {"民间艺术节", "a folk arts festival"}, {"电影周", "a film week"}, {"青年艺术节", "a youth arts festival"}, {"图书节", "a book festival"}},
			"show":     {{"音乐会", "concerts"}, {"书画展", "exhibitions of calligraphy and painting"}, {"摄影展", "photographic exhibitions"}, {"戏剧演出", "theatre performances"}, {"民族服饰展", "displays of national costume"}},
			"subject":  {{"历史", "history"}, {"建筑", "architecture"}, {"哲学", "philosophy"}, {"考古", "archaeology"}, {"音乐", "music"}, {"法律", "law"}, {"数学", "mathematics"}, {"地理", "geography"}},
			"relic":    {{"青铜器", "bronzes"}, {"古代壁画", "ancient murals"}, {"手稿典籍", "manuscripts"}, {"彩绘陶器", "painted pottery"}, {"石刻造像", "stone carvings"}, {"传统乐器", "traditional instruments"}},
			"media":    {{"电视节目", "television programmes"}, {"广播剧", "radio plays"}, {"纪录片", "documentaries"}, {"儿童读物", "children's books"}, {"动画片", "cartoons"}},
			"route":    {{"古道徒步线路", "walking tours of the ancient roads"}, {"海岛度假线路", "island holiday tours"}, {"名城巡游线路", "tours of historic towns"}, {"山地观光线路", "mountain sightseeing tours"}},
			"learner":  {{"公务员", "civil servants"}, {"青年志愿者", "young volunteers"}, {"在校学生", "pupils"}, {"翻译工作者", "translators"}, {"侨民子女", "children of expatriates"}},
			"troupe":   {{"国家歌剧团", "the national opera"}, {"民间舞蹈团", "folk dance companies"}, {"青年管弦乐团", "the youth orchestra"}, {"作家代表团", "delegations of writers"}, {"手工艺人", "craftsmen"}},
			"number":   {{"二十", "twenty"}, {"三十", "thirty"}, {"五十", "fifty"}, {"八十", "eighty"}},
			"guide":    {{"导游人员", "guides"}, {"酒店管理人员", "hotel managers"}, {"景区讲解员", "interpreters for historic sites"}},
			"sport":    {{"足球", "football"}, {"篮球", "basketball"}, {"划船", "rowing"}, {"摔跤", "wrestling"}, {"田径", "athletics"}, {"射箭", "archery"}},
			"period":   {{"每年", "year"}, {"每两年", "two years"}, {"每三年", "three years"}},
		},
	}
}
