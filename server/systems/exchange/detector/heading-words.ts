import { flatten } from './flat-text.ts'
import { type PersonalKind } from './personal-kinds.ts'

/** What a heading promises. `sure` needs no value that fits; `word` is the label under which its values are read. */
export type Promised = { kinds: readonly PersonalKind[], sure: boolean, word: string }
/** What a heading says: one of these kinds, that these are no personal numbers, an office's own telephone, or nothing. */
export type HeadingSays = Promised | 'other' | 'public' | null

const papers: PersonalKind[] = ['identity_number', 'passport', 'travel_permit', 'regional_identity', 'credit_code']
const phones: PersonalKind[] = ['mobile', 'landline']
const promised = (pattern: RegExp, kinds: PersonalKind[], word: string, sure = true): readonly [RegExp, Promised] => [pattern, { kinds, word, sure }]

/** Headings that end like a personal one and are none: kinds of papers, counts, yes-or-no columns, and names and addresses of things. */
const others = new RegExp([
  '^(?:是否|有无|可否)',
  '(?:类型|类别|种类|性质|状态|级别|等级|数量|人数|总数|个数|次数|比例|占比|合计|总计|金额|价格|时间|时长|来源|说明|备注|要求|标准|规格|型号|版本|品牌|单位|长度|校验|核验结果|完整率)$',
  '(?<!信用|机构)(?:编码|代码)$|(?:订单|流水|工单|案件|案卷|批次|合同|发票|档案|设备|资产|许可证?|备案|文件|物流|运单|快递|户|表|受理|办件|业务|序列|项目|任务|记录)(?:编?号码?|号)$',
  '^(?:编号|序号|编码|代码|单号|文号|批号|行号|no|id|uuid|seq|index)$|网址|网站|链接|域名|[iI][pP]地址|mac地址|ip地址|地址编码|^url|经度|纬度|坐标|经纬',
  '(?:单位|企业|公司|机构|项目|产品|商品|药品|道路|小区|社区|学校|医院|场所|部门|街道|区县|资源|目录|系统|接口|文件|设备|路口|站点|事项)名称?$|^名称$|^name$',
  '(?:办公|经营|注册|单位|企业|公司|机构|场所|门店|工程|施工|项目|活动|事发|案发|受理|办理)(?:地址|地点|场所)$|地点$',
].join('|'))
/** An office's own line is public; a mobile number under the same heading is not. */
const publicLines = /(?:咨询|服务|监督|举报|投诉|值班|办公|客服|预约|单位|公司|企业|机构|学校|医院|窗口|门店|总机|政务)(?:电话|热线|号码|联系电话|联系方式)$|热线$/

/** The first that fits decides. Headings of databases are often the first letters of the words: sfzh = 身份证号. Gathered by us from forms, exports and catalogues; a city adds nothing here. */
const headings: readonly (readonly [RegExp, Promised])[] = [
  promised(/(?:邮箱|电子邮件|电邮|e-?mail|dzyx|mail)(?:地址|账号|addr(?:ess)?)?$/, ['email'], '邮箱'),
  promised(new RegExp('(?:身份证件?|公民身份|居民身份|身份|社会保障|社保卡?|医保)(?:证)?(?:号码?|编号)$|身份证$|^(?:.*_)?(?:sfzh?m?|sfzjhm?|gmsfz?hm|gmsfzh|shbzh?m?)$'
    + '|id_?card(?:_?(?:no|num|number|code))?$|(?:identity|citizen)_?(?:card_?)?(?:no|num|number|id)$|^id_?(?:no|num|number)$'), ['identity_number'], '身份证号'),
  promised(/护照(?:号码?|编号)?$|passport(?:_?(?:no|num|number))?$|^hzh?m?$/, ['passport'], '护照号'),
  promised(/(?:通行证|台胞证|回乡证)(?:号码?|编号)?$|txzh?m?$/, ['travel_permit'], '通行证号'),
  promised(/(?:证件|证照)(?:号码?|编号)$|^(?:.*_)?zj(?:hm|h)$|cert(?:ificate)?_?(?:no|num|number)$/, papers, '证件号码', false),
  promised(/信用代码$|机构代码$|纳税人识别号$|税号$|^(?:.*_)?(?:ty)?shxydm$|^(?:.*_)?(?:tyxydm|xydm|nsrsbh)$|uscc$|credit_?code$/, ['credit_code', 'identity_number'], '信用代码'),
  promised(/(?:手机|移动电话)(?:号码?)?$|^(?:.*_)?(?:sjhm?|sjh|yddh)$|(?:mobile|cell_?phone)(?:_?(?:no|num|number))?$/, ['mobile'], '手机号'),
  promised(/(?:固定电话|固话|座机|传真|宅电|住宅电话)(?:号码?)?$|^(?:.*_)?(?:gddh|gh|cz)$|fax$/, ['landline', 'mobile'], '电话', false),
  promised(/(?:电话|联系方式|联络方式|手机\/?电话)(?:号码?)?$|^(?:.*_)?(?:lxdh|lxfs|dh|dhhm)$|(?:tel|telephone|phone|contact)(?:_?(?:no|num|number))?$/, [...phones, 'email'], '电话', false),
  promised(new RegExp('(?:银行|信用|借记|储蓄|工资|结算|社保金融)卡?(?:卡号|账号|帐号|账户|帐户|号)$|银行卡$|卡号$|^(?:.*_)?(?:yhkh|yhzh|yhkhm)$'
    + '|(?:bank_?(?:card|account)|card)_?(?:no|num|number)?$'), ['bank_card'], '银行卡号', false),
  promised(/(?:账|帐)(?:号|户)$|account(?:_?(?:no|num|number))?$/, ['bank_card'], '账号', false),
  promised(/(?:车牌|号牌|牌照|车辆牌照)(?:号码?)?$|车号$|^(?:.*_)?(?:cph|cphm|hphm)$|(?:licen[sc]e_?)?plate(?:_?(?:no|num|number))?$/, ['plate'], '车牌号'),
  promised(new RegExp('(?:家庭|居住|常住|户籍|现住|住宅|通讯|收货|收件|联系|详细|居住地|户籍地)(?:详细)?(?:地址|住址)$|住址$|(?:户籍|居住|户口所在|现居住)地$'
    + '|^(?:.*_)?(?:jtzz|jtdz|hjdz|xzz|xjzdz?|zz|txdz)$|home_?addr(?:ess)?$'), ['address'], '家庭住址'),
  promised(/地址$|住所$|坐落$|^(?:.*_)?dz$|addr(?:ess)?$/, ['address'], '', false),
  promised(/出生(?:年月日?|日期|年月|时间)?$|生日$|^(?:.*_)?(?:csrq|csny)$|birth(?:_?(?:day|date))?$|date_?of_?birth$|^dob$/, ['birth_date'], '出生日期'),
  promised(/(?:姓名|曾用名|户主|法定代表人|法人代表|户名)$|^(?:.*_)?(?:xm|xingming|fddbr|fdrmc|hzxm|cym)$|(?:full|real|person|owner|contact|user|customer)_?name$/, ['name'], '姓名'),
  promised(new RegExp('(?:联系|联络|负责|责任|经办|承办|申请|申报|监护|当事|委托|受托|代理|投诉|举报|反映|来电|报案|收件|收货|寄件|收款|付款|权利|产权|借款|担保|持卡|驾驶|填表|制表|审核|审批|签收|登记|被执行|被投诉|出租|承租|检查|办理|受理)人员?$'
    + '|(?:法人|患者|学生|家长|配偶|父亲|母亲|业主|车主|司机|网格[员长]|作者|记录人|主持人|值班员|姓)$|^(?:.*_)?(?:lxr|fzr|jbr|sqr|hz|fr)$'), ['name'], '姓名', false),
]

/** What the heading of a column says of its values. 字段名判断 */
export function readHeading(heading: string): HeadingSays {
  const plain = flatten(heading).replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().replaceAll(/\([^()]{0,40}\)|[\s*:·"'.?-]|\d+$/g, '').slice(-40)
  if (publicLines.test(plain)) return 'public'
  if (others.test(plain)) return 'other'
  const found = headings.find(([pattern]) => pattern.test(plain))?.[1] ?? null
  return found && /(?:^|_)[a-z]{1,2}$/.test(plain) ? { ...found, sure: false } : found // xm is 姓名, and 项目 too
}
