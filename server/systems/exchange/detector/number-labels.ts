/** What the word before a number says that it is. `public` is an office's own telephone, `other` is no personal number at all. */
export type LabelGroup = 'identity' | 'papers' | 'credit' | 'phone' | 'public' | 'card' | 'passport' | 'permit' | 'region' | 'plate' | 'other'

const number = '(?:编?号码?|证号|编号)?'
/** Longest first inside a group; the groups in the order in which a word is tried. The words are ours, gathered from forms, ledgers and exports of offices. */
const words: readonly (readonly [LabelGroup, string])[] = [
  ['region', `(?:香港|澳门|台湾|港澳台?)(?:永久性?)?(?:居民)?身份证${number}|(?:HKID|hkid)`],
  ['identity', `(?:居民|公民)?身份(?:证件?|号码?)${number}|身份证明?${number}|社会保障号码?|社保卡?号|医保(?:卡|编)?号|学籍号|sfzh(?:m)?`
    + `|(?<![A-Za-z])(?:ID|id)(?:[ _]?(?:[Cc]ard|[Nn]umber|[Nn]o\\.?)){0,2}(?![A-Za-z])|居住证${number}|永居证${number}`],
  ['passport', `护照${number}|(?<![A-Za-z])[Pp]assport(?:[ _]?(?:[Nn]o|[Nn]umber)\\.?)?(?![A-Za-z])`],
  ['permit', `(?:往来)?(?:港澳|台湾|大陆|内地)?(?:居民)?(?:来往|往来)?(?:港澳|台湾|大陆|内地)?通行证${number}|台胞证${number}|回乡证${number}|港澳证${number}|签注${number}`],
  ['credit', `(?:统一)?(?:社会)?信用代码|纳税人识别号|(?:单位|企业|公司)?税号|机构代码`],
  ['public', '(?:咨询|服务|监督|举报|投诉|值班|办公室?|客服|预约|订餐|订票|救援|[报火匪]警|急救|报修|抢修|业务|政务|便民|窗口|24小时)(?:电话|热线|专线|号码)|(?:热线|专线)(?:电话)?|客服|总机'],
  ['phone', `(?:联系|移动|住宅|家庭|固定|本人|紧急联系人?|来电)?(?:电话|手机)${number}|联系方式|联络方式|来电(?:号码?)?|主叫号?码?|被叫号?码?|座机号?|固话|传真号?|致电|拨打|微信号?|短信`
    + `|(?<![A-Za-z])(?:[Tt]el(?:ephone)?|TEL|[Pp]hone|[Mm]obile|[Ff]ax|FAX)\\.?(?![A-Za-z])`],
  ['card', `(?:银行|借记|信用|工资|储蓄|结算|社保金融)?卡号|(?:银行|收款|付款|结算|个人|对公|开户)?(?:账|帐)(?:号|户)(?:号码)?|银行卡${number}|信用卡${number}|借记卡${number}|存折号?`
    + `|(?<![A-Za-z])(?:[Bb]ank_?)?(?:[Cc]ard|[Aa]ccount)(?:[ _]?(?:[Nn]o|[Nn]um|[Nn]umber)\\.?)?(?![A-Za-z])`],
  ['plate', `(?:车辆?)?(?:牌照|号牌|车牌)${number}|车号`],
  ['papers', `证件${number}|证照号码?`],
  ['other', '订单(?:编?号码?)?|流水号?|交易号|支付单?号?|商户号|[运快]递?单?号|物流单?号|包裹号|单号|工单(?:编?号)?(?!内容|描述)|案件(?:编?号)?|案卷号?|受理(?:编?号)?|批次号?|批号|编号|编码|序列号?|序号'
    + '|设备(?:编?号)?|货号|条形?码|条码|文号|合同(?:编?号)?|发票(?:号码?|代码)?|注册号|许可证号?|备案号?|资产(?:编?号)?|档案号|学号|工号|户号|表号|用户号|客户号|标准号|版本号?|端口|'
    + '(?:行政)?区划(?:代码)?|地区代码|地区码|邮政编码|邮编|(?:群|房间|直播间|教室|楼栋|座位|排队|叫号|证书|执照|机身|图|版|型)号|会议号?|字第?|积分|(?:销售|营业|交易|成交|投资|税)额|(?:产|销|流|用电|用水|点击|阅读|播放)量|粉丝|'
    + '金额|价格|合计|总计|总额|余额|预算|人民币|面积|数量|人口|产值|经度|纬度|坐标|时间戳?|日期|毫秒|哈希|校验码|验证码|密码|口令|'
    + '(?<![A-Za-z])(?:IMEI|IMSI|ICCID|MAC|SN|S/N|UUID|ISBN|ISSN|DOI|ISO|GB(?:/T)?|DB\\d*(?:/T)?|[Nn]o\\.?|NO\\.?|order|sku|SKU|version|port|timestamp|trace|seq)(?![A-Za-z])'],
]
const pattern = new RegExp(words.map(([, alternatives]) => `(${alternatives})`).join('|'), 'g')

type Label = { start: number, end: number, group: LabelGroup }
/** Finds the label of a number by the words before it, or in brackets after it. */
export type Labels = { at(start: number, end: number): LabelGroup | null }

/** All labels of a text in one pass. 号码前的标签 */
export function labelsOf(flat: string): Labels {
  const labels: Label[] = []
  for (const match of flat.matchAll(pattern)) labels.push({ start: match.index, end: match.index + match[0].length, group: words[match.slice(1).findIndex((part) => part !== undefined)]![0] })
  return { at: (start, end) => labelBefore(flat, labels, start) ?? labelAfter(flat, labels, end) }
}

const reach = 14
/** What a number is not is said right before it; what it is may stand a few words away. */
const saysNot = (between: string): boolean => between.length <= 6 && !between.includes(',')

function labelBefore(flat: string, labels: readonly Label[], start: number): LabelGroup | null {
  let at = start
  for (let jump = 0; jump < 6; jump++) {
    const found = lastBefore(labels, at)
    if (found && at - found.end <= reach && !/[0-9\n;。]/.test(flat.slice(found.end, at)) && (found.group !== 'other' || saysNot(flat.slice(found.end, at)))) return found.group
    if (/[\u4e00-\u9fff]号[:为是 ]{0,2}$/.test(flat.slice(Math.max(0, at - 5), at)) && !/[的原新老旧本机]号[:为是 ]{0,2}$/.test(flat.slice(Math.max(0, at - 5), at))) return 'other' // some other thing's number
    // 电话：138…、139…: the second belongs to the word before the first
    const listed = /[0-9Xx)] ?[、,/和或及与~至]{1,2} ?$/.exec(flat.slice(Math.max(0, at - 5), at))
    if (!listed) return null
    at -= listed[0].length - 1
    while (at > 0 && start - at < 80 && /[0-9Xx() -]/.test(flat[at - 1]!)) at--
  }
  return null
}

function labelAfter(flat: string, labels: readonly Label[], end: number): LabelGroup | null {
  if (flat[end] !== '(') return null
  const found = labels[firstFrom(labels, end + 1)]
  return found && found.start - end <= 3 && found.group !== 'other' ? found.group : null
}

function firstFrom(labels: readonly Label[], at: number): number {
  let [low, high] = [0, labels.length]
  while (low < high) { const middle = (low + high) >> 1; if (labels[middle]!.start >= at) high = middle; else low = middle + 1 }
  return low
}

function lastBefore(labels: readonly Label[], at: number): Label | undefined {
  let found = firstFrom(labels, at) - 1
  while (found >= 0 && labels[found]!.end > at) found--
  return labels[found]
}
