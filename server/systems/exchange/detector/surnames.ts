/**
 * Family names. The common ones are those that 公安部《二〇二〇年全国姓名报告》 and earlier lists of its household registers name among the most frequent;
 * the rare ones are the rest of 《百家姓》 (Song dynasty, in the public domain), others in use, and those that are everyday words too (和 明 应 …): they count only under a word that promises a name.
 * Those that are hardly ever a name (一 有 年 …) are left out. 姓氏表
 */
const common = '赖王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳'
  + '翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶牟艾尤阳穆农司卓古吉缪简车连芦麦褚娄窦戚岑景宫费卜冷晏席卫米柏宗瞿桂全佟臧闵苟邬边卞姬师仇栾隋刁沙荣巫寇桑郎甄丛仲虞敖巩佘池查麻'
  + '苑迟邝傅阎萧洪习伊厉蔺屠谈茅强杭诸裘花常皮伏贝昌封储荀井富巴冀浦容燕闻莘晁隆訾阚逯湛狄祖匡庾慕濮蒯竺亓佴檀郗郁钮嵇云凤苌奚酆於'
const rare = '占开佗奎丘由和明解应时商廉党向计项班仰秋戎束幸韶郜蓟薄印宿怀邰从鄂咸籍阴胥能苍双贡劳逄扶堵宰郦雍璩寿扈郏充茹宦鱼慎戈终暨居衡都满弘国广禄阙东殳沃利蔚越夔厍勾融那毋乜养鞠须丰巢荆红权盖益桓公仉督晋楚法汝鄢钦归海帅缑亢况琴伯赏墨哈谯笪言福肇展元平水乐危滑'
  + '羊惠家芮羿汲邴糜松乌弓牧隗山宓蓬嘉轩原战曦揭撒青初锺钭邸仝卯干智禤种逢官昝庹门岩'
const compound = '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 '
  + '轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 纳兰 完颜 叶赫 那拉 爱新 富察 贺兰 淳于 单于 第五 尔朱'

export const commonSurnames: ReadonlySet<string> = new Set(common)
export const rareSurnames: ReadonlySet<string> = new Set(rare)
export const compoundSurnames: ReadonlySet<string> = new Set(compound.split(' '))
