// Concord compares joint statements, communiqués and other official texts that
// recur, in Chinese and in English. Every number leads to the words it came
// from.
//
// # A report
//
// One command compares a document with the others and writes a folder with
// report.html, report.pdf and report.docx, figures, tables, findings.json and
// run.json. Without a PATH it works on the specimen, 48 communiqués between invented states in Chinese and
// in English. The document in focus is the latest unless --focus names another.
//
//	concord report
//	concord report --lang en --focus KHM-2022-1 communique.txt statements/
//
// # Documents
//
// What was found in a document, clause by clause with who speaks: joint, A or
// B; an arrow marks what is carried over from an earlier clause.
//
//	$ concord inspect --id XHE-XVT-2024-1 | head -n 22
//	编号  XHE-XVT-2024-1
//	标题  维塔拉共和国政府和赫伦达王国政府联合公报
//	文体  联合公报
//	双方  维塔拉 (XVT)、赫伦达 (XHE)
//	日期  2024-08-17
//	访问  2024-08-14 至 2024-08-17
//	地点  贝斯特拉
//	电头  环海社贝斯特拉8月17日电
//	语言  中文
//	结构  6 节，6 项，32 段，85 句，188 小句，2938 字（不计空白）
//	来源  specimen-zh.jsonl
//	编码  UTF-8
//	原文 SHA-256  8d50c13b668a58da25ff7b0aca0ff99e309ba9642f512c7025d1ac81ae9f2c1e
//
//	XHE-XVT-2024-1 §1 ¶1 s1 c22–117
//	  A       一、维塔拉共和国总统萝安·贝尔塔因于2024年8月14日至17日应赫伦达王国首相莉弗·安多姆邀请对赫伦达王国进行国事访问，
//	  A←      同安多姆首相进行了深入会谈，
//	  A←      出席了欢迎仪式，
//	  A←      并参观了赫伦达国家档案馆。
//
//	XHE-XVT-2024-1 §1 ¶2 s1 c119–178
//	  ?       会谈在坦诚友好的气氛中进行。
//
// An address names characters of the frozen text and reopens exactly these:
//
//	$ concord inspect --address "XHE-XVT-2024-1 §1 ¶2 s1 c119–132"
//	会谈在坦诚友好的气氛中进行。
//
// Before counting, look whether the corpus is sound:
//
//	$ concord check --where lang:zh
//	序  问题  文本            对照文本        详情                                                   出处
//	 1  缺期  XMV-XSV-2010-1  XMV-XSV-2018-1  XMV-XSV 2010-12-27..2018-07-22, 7.6 years, median 2.8
//	 2  过长  XNV-XPL-2017-1                  12641, median 2213
//	[D] 48 篇文本中有 2 篇共查出 2 处问题。
//	check(where="lang:zh", near=0.8) corpus f35163c1 concord 0.1.0
//
// # Analyses
//
// Every analysis is a command; its options are flags, and it prints text, CSV,
// JSON, Markdown or HTML.
//
//	$ concord methods --lang en
//	check       Are there gaps, duplicates, broken-off texts, incomplete records or doubtful encodings?
//	frequency   Which words do these documents use most, in how many of them, and how evenly?
//	dispersion  Which words are spread over all documents, and which are concentrated in a few?
//	kwic        Where do these words stand, who says them, and what stands beside them?
//	collocation Which words keep company with this one, on which side, and in how many documents?
//	phrases     Which fixed phrases recur, in how many documents, from when to when?
//	keyness     Which words does the target use more than the reference, by how much, and beyond how documents vary?
//	focus       Which words does this document use more or less often than the others let expect?
//	measures    What does each measure of keyness say of a feature, and which of them are tests with the document as unit?
//	groups      Which words does each group use more or less than the rest, or than each other group?
//	lists       Which words does only one side use, and which do both use alike?
//	diversity   How varied is the vocabulary of each document, and which one repeats itself most?
//	readability Which documents have the longer sentences and the harder words?
//	similarity  Which documents are nearest to each other, and which are farthest?
//	cluster     Into which groups do these documents fall by their wording, and how firm are the groups?
//	dendrogram  Which documents join first, and does the tree tell the distances truly?
//	correspondence Along which two dimensions do these documents differ most in their words, and which stand where?
//	mds         Which documents lie near to each other when only distances count?
//	wordscores  Given the positions of a few documents, where do the words of the others place them?
//	wordfish    On the one dimension that explains word use best, where do these documents stand, and is it more than time?
//	shift       Do the vocabularies of periods or groups differ by more than their documents differ among themselves?
//	wordshift   Which words make the vocabularies of two periods or groups differ most?
//	changepoints When did the use of a word, or the vocabulary, change?
//	bursts      Which words came in waves, and when?
//	topic       Which subjects do the paragraphs fall into, and how firmly does the model find them?
//	prevalence  What share has each topic in each period, and do the shares differ beyond their uncertainty?
//	coherence   Do the leading words of a topic stand together, and are the topics different?
//	robustness  Do findings stand under other defensible preprocessing, and on which step do they depend?
//	specifications How large is the effect under each preprocessing specification?
//
//	$ concord kwic --find 数据信托 --where lang:zh
//	序  文本            日期        出处                                   发言方  左文                                                          节点      右文
//	 1  XHE-XVT-2024-1  2024-08-17  XHE-XVT-2024-1 §3.5 ¶19 s4 c1628–1631  双方    伦达运用数据改进公共图书检索的做法表示兴趣。双方商定启动跨境  数据信托  试点，由两国共同指定的机构受托管理。
//	 2  XHE-XVT-2024-1  2024-08-17  XHE-XVT-2024-1 §3.5 ¶20 s5 c1781–1784  双方    人才，每年在伊尔瑟姆举办培训班。维方与赫方将各派专家组成跨境  数据信托  筹备组，于年内提交方案。
//	 3  XHE-XVT-2024-1  2024-08-17  XHE-XVT-2024-1 §3.5 ¶21 s5 c1932–1935  双方    网标准互认，为平台企业跨境经营提供电子认证服务。双方将为跨境  数据信托  拟订章程，并邀请研究机构参加论证。
//	[D] “数据信托”共出现3次，见于所查48篇文本中的1篇。
//	kwic(find="数据信托", match="string", within="sentence", where="lang:zh", width=30, sort="text", by="none", sample=0, seed=1, top=0, ignore_case=false) corpus f35163c1 concord 0.1.0
//
//	$ concord keyness --target "lang:zh year:2014.." --reference "lang:zh year:..2013" --top 5 --permutations 999 --numbers drop --lang en | head -n 6
//	rank  feature  count, target  count, reference  documents, target  documents, reference  rate, target  rate, reference  log ratio    low  high  most influential  log ratio without it  log-odds      ζ       p  p, adjusted  G² (legacy)  DPnorm  only in
//	   1  维方                68                82                  8                     7        1749.5           4466.5      −1.35  −2.72  0.02  XNV-XPL-2017-1                   −1.10    −0.904  −5.61  0.1260       0.5352        32.52   0.717
//	   2  努方               150                22                  8                     2        3859.2           1198.3       1.66  −1.27  4.59  XNV-XPL-2008-1                    2.67     1.087   5.06  0.2310       0.6624        34.63   0.734
//	   3  数据                99                 5                 28                     2        2547.1            272.3       3.10   0.51  5.68  XLD-XTV-2004-1                    4.15     1.961   4.99  0.0010       0.0283        47.93   0.386
//	   4  维塔拉              88                88                  8                     7        2264.1           4793.3      −1.08  −2.44  0.28  XNV-XPL-2017-1                   −0.83    −0.723  −4.89  0.2150       0.6540        24.27   0.717
//	   5  杜林塔              20                32                  6                     6         514.6           1743.0      −1.75  −3.52  0.03  XMV-XVT-2021-1                   −2.20    −1.175  −4.21  0.0920       0.4698        18.96   0.777
//
// # Queries
//
// --where, --target and --reference take queries: pair:CHN-KHM year:2010..2022,
// party:KHM or party:LAO, not kind:联合声明, side:joint. See package corpus/query.
//
// # Notebooks
//
// Cells are Starlark, a small Python-like language; every analysis is a function
// of it. concord run NOTEBOOK.ipynb -p name=value -o out.ipynb --report pdf runs a
// notebook from top to bottom; reports/notebook/example holds two. concord serve
// PATH prints an address with a token: a page of notebooks, saved in PATH, and the
// analyses as a JSON API. concord kernel install brings the cells to Jupyter.
//
// # Stores
//
// A large corpus is read, cut and indexed once, into a folder NAME.concord that
// every command takes as its PATH:
//
//	concord corpus build statements/ -o statements.concord
//	concord corpus add statements.concord new.txt
//	concord kwic --find 命运共同体 statements.concord
//	concord corpus verify statements.concord
//
// # Speed
//
// concord bench measures reading, cutting, counting and comparing, with --peer
// beside other tools.
//
// # Exit codes
//
// 0 done, also when a method refuses with its reason; 1 bad data or a failure;
// 2 wrong options or arguments.
package main
