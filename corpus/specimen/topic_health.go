package specimen

func healthTopic() topic {
	return topic{
		name: "health", label: phrase{"卫生", "public health"}, rate: 0.07,
		keywords: []phrase{{"疫苗", "vaccin"}, {"医院", "hospital"}, {"药品", "medicine"}, {"医疗", "medical"}, {"患者", "patient"}, {"护士", "nurse"}},
		patterns: []pattern{
			{"双方同意加强{illness}防控合作，及时通报病例，共享疫苗接种经验。", "The two sides agreed to strengthen cooperation in controlling {illness}, to report cases promptly, and to share experience in vaccination."},
			{"{P}将向{q}派遣{team}，在{qCity}的医院工作{term}。", "{P} will send {team} to {q} to work in the hospitals of {qCity} for {term}."},
			{"双方商定合作生产{drug}，降低价格，使更多患者得到及时治疗。", "The two sides decided to cooperate in producing {drug} at lower prices, so that more patients receive timely treatment."},
			{"双方支持两国医院结对，围绕{illness}开展远程会诊和护士培训。", "The two sides supported twinning between hospitals of the two countries for remote consultation on {illness} and for the training of nurses."},
			{"{P}愿帮助{q}建设{facility}，提供医疗器械和{drug}。", "{P} was ready to help {q} to build {facility} and to provide medical apparatus and {drug}."},
			{"双方药品监管部门将互认{drug}的检验标准，加快审批。", "The medicines regulators of the two countries will recognise each other's test standards for {drug} and speed up approval."},
			{"双方同意在{topic}领域开展医疗合作研究，成果由双方共享。", "The two sides agreed to conduct joint medical research in {topic} and to share its results."},
			{"双方赞赏{team}为救治{illness}患者所作的贡献，同意延长其工作{term}。", "The two sides appreciated the contribution of {team} to the care of patients with {illness} and agreed to extend their work by {term}."},
			{"双方将建立公共卫生应急机制，储备疫苗和{drug}，应对{illness}暴发。", "The two sides will establish an emergency mechanism for public health and stockpile vaccines and {drug} against outbreaks of {illness}."},
			{"双方鼓励传统医药交流，在{pCity}建设{facility}，培养{topic}人才。", "The two sides encouraged exchanges in traditional medicine, the building of {facility} in {pCity}, and the training of specialists in {topic}."},
			{"{P}感谢{Q}在{illness}流行期间捐赠{drug}，高度评价医院和护士之间的友谊。", "{P} thanked {Q} for donating {drug} during the epidemic of {illness} and spoke highly of the friendship between hospitals and nurses."},
			{"双方同意为对方公民在本国就医提供便利，商谈医疗费用{payment}办法。", "The two sides agreed to ease medical treatment for each other's citizens and to discuss arrangements for {payment} of medical costs."},
			{"双方将举办{topic}研讨会，邀请医院管理者和药物专家参加。", "The two sides will hold a symposium on {topic} and invite hospital managers and experts in medicines to attend."},
		},
		lists: map[string][]phrase{
			"illness":  {{"疟疾", "malaria"}, {"结核病", "tuberculosis"}, {"流行性感冒", "influenza"}, {"登革热", "dengue fever"}, {"霍乱", "cholera"}, {"麻疹", "measles"}, {"肝炎", "hepatitis"}, {"猩红热", "scarlet fever"}},
			"team":     {{"医疗队", "medical teams"}, {"眼科专家组", "groups of eye specialists"}, {"外科医生", "surgeons"}, {"助产士", "midwives"}, {"流行病学家", "epidemiologists"}},
			"term":     {{"半年", "six months"}, {"一年", "one year"}, {"两年", "two years"}},
			"drug":     {{"抗生素", "antibiotics"}, {"血液制品", "blood products"}, {"抗疟药", "antimalarials"}, {"胰岛素", "insulin"}, {"手术耗材", "surgical supplies"}, {"诊断试剂", "diagnostic reagents"}, {"口服补液盐", "rehydration salts"}},
			"facility": {{"妇幼保健院", "a maternity and child health centre"}, {"热带病研究所", "an institute of tropical diseases"}, {"社区诊所", "neighbourhood clinics"}, {"血库", "a blood bank"}, {"康复中心", "a rehabilitation centre"}},
			"topic":    {{"心脏外科", "heart surgery"}, {"妇幼保健", "maternal and child health"}, {"肿瘤防治", "cancer prevention"}, {"老年护理", "care of the elderly"}, {"草药学", "herbal remedies"}, {"口腔卫生", "oral hygiene"}},
			"payment":  {{"直接结付", "direct payment"}, {"分担", "the sharing"}, {"互免", "the mutual waiver"}},
		},
	}
}
