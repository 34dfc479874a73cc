import { type Span } from './personal-kinds.ts'

const numeral = '(?:[0-9]{1,4}|[一二三四五六七八九十百零〇两]{1,5}|[甲乙丙丁]|[A-Za-z](?=[座栋幢区]))'
const count = `${numeral}(?:[-之][0-9]{1,4}){0,2}[A-Za-z甲乙丙丁]?`
const units = '号楼|号院|号门|号房|号|栋|幢|座|楼|单元|门(?!诊|口|前|面|店|市|厅|槛)|排|弄|层|室|户(?!主|籍|口)|房(?!屋|产|管|地)'
const part = `${count} ?(?:${units})`
/** Door after door, and a bare room number at the end: 3号楼2门501. Every repetition is bounded. */
const chain = new RegExp(`(?<![0-9一二三四五六七八九十百第〕\\]])(?:[增附临] ?)?${part}(?:[ ,]?(?:${part}|${count}(?=[ ,]?(?:${units})))){0,5}(?: ?-?[0-9]{2,4}(?![0-9年月日元人次个台辆米分块岁度%,.:/]))?`, 'g')
/** The short form: 3-2-501, after the name of a compound. */
const dashed = /(?<![0-9A-Za-z.-])[0-9]{1,3}(?:号楼|栋|幢)?-[0-9]{1,2}-[0-9]{3,4}(?:室)?(?![0-9A-Za-z-])/g
const han = /\p{Script=Han}/u

/** Where people live, by the last signs before the door; and where offices are. The words are ours, from addresses that offices and residents write. */
const homes = /(?:小区|花园|家园|公寓|新村|新苑|嘉园|宿舍|平房|社区|别墅|名邸|[里园苑庄村屯寨营堡弄巷居邸寓庭轩阁坊湾城府院郡墅榭台]|胡同|[东西南北中一二三四五六七八九十大小前后]街|[东西南北中一二三四五六七八九十0-9]区|[0-9一二三四五六七八九十]期|[0-9一二三四五六七八九十]组|[东南西北]里)$/
const lanes = /(?:胡同|巷|弄|新村|[村庄屯寨营堡里][东西南北]?|[0-9一二三四五六七八九十]组|[东西南北中前后]街)$/
const roads = /(?:[路街道巷弄段线桥口]|大道|大街|公路|胡同|[0-9]号)$/
const offices = /(?:大厦|中心|写字楼|广场|商场|大楼|医院|卫生院|学校|大学|学院|[小中]学|幼儿园|机关|法院|检察院|[局所馆厅站部]|园区|工业园|产业园|科技园|[商酒]店|银行|车间|厂区?|公司|仓库|体育场|剧院|市场|超市|基地|会展|政府|委员会|居委会|村委会|办事处|展区|商铺|校区|院区|病区)$/
const cut = /.*(?:(?:家庭|居住|常住|户籍|现住|详细|通讯|收货|收件|联系|办公|注册|经营)?(?:地址|住址)|户籍地|户口所在地|居住地|住所地?|居住[在于]|[租借暂]住[在于]?|[家现]住|住[在于址]|[位座坐][于落]|[送寄搬迁运派来去回]到|前往|地点|[在于至到是为系住])[:是为]?/u
const homeWords = /(?:家庭|居住|常住|户籍|现住|住宅|通讯|收货|收件|联系|快递|寄送)(?:地|所在地)?(?:地址|住址)?[:是为]? ?$|(?:住址|户籍地|户口所在地|居住地|家住|现住|住在|住于|居住[在于]|租住[在于]?|寄到|送到)[:是为]? ?$/
const officeWords = /(?:办公|注册|经营|单位|公司|机构|场所|门店|医院|学校|办理|受理|营业|活动|会议|集合|施工|工程|项目|事发|案发|事故|接待|领取)(?:地点|地址|场所|地)?[:是为在于]? ?$/
const sealed = /^(?:令|文|公告|线|机|台|产品|馆|口岸|泊位|码头|议案|提案|建议|通知|决定|信|车|井|桥|煤|地块|宗地|坑|炉|罐|风|岗|窗|展|疫|方|处方|仪|探|股|矿|试|样|仓|文件|批|教|球|比|机组|考|公路|隧|高速|会议室|实验|厅)/

type Doors = { deep: boolean, room: boolean, street: boolean, row: boolean, only: string }

/** How deep a chain of doors goes. */
function doorsOf(text: string): Doors {
  const found = [...text.replaceAll(' ', '').matchAll(new RegExp(units, 'g'))].map(([unit]) => unit)
  const building = found.some((unit) => /号楼|[栋幢座]/.test(unit)) || (found.includes('楼') && found.length > 1)
  const unit = found.some((one) => one === '单元' || one === '门' || one === '号门')
  const bare = /[^0-9]-?[0-9]{2,4}$/.test(text) && !/^[0-9-]+$/.test(text)
  const room = bare || found.some((one) => ['室', '户', '房', '号房'].includes(one)) || (building && found.at(-1) === '号')
  const row = found.includes('排') && found.includes('号')
  const street = found.some((one) => one === '号' || one === '号院' || one === '弄')
  return { deep: (room && (building || unit || street || found.includes('层') || found.includes('楼'))) || (building && unit), room, row, street, only: found.length === 1 ? found[0]! : '' }
}

/** The place before a door: names up to 40 signs back, spaces only after a division or a road. */
function placeBefore(flat: string, at: number): { start: number, label: string } {
  let [start, digits] = [at, 0]
  while (start > 0 && at - start < 40) {
    const sign = flat[start - 1]!
    if (sign === ' ' ? !/[省市区县镇乡村路街道里园]/.test(flat[start - 2] ?? '') : !(han.test(sign) || /[0-9A-Za-z·-]/.test(sign))) break
    digits = /[0-9]/.test(sign) ? digits + 1 : 0
    start--
    if (digits > 4) { start += digits; break } // a telephone glued before an address is no part of it
  }
  const words = flat.slice(start, at)
  const kept = cut.exec(words)?.[0].length ?? 0
  const whole = /^.?[省市区县镇乡]/.test(words.slice(kept)) ? 0 : kept // 河东区: 河 is no verb before 东区, but 在 is; a name of one sign and 区 was cut too far
  let from = start + (words.length - kept >= 2 || kept === words.length ? kept : whole)
  while (flat[from] === ' ') from++
  return { start: from, label: flat.slice(Math.max(0, from - 14), from) }
}

function judge(flat: string, start: number, end: number): Span | null {
  const text = flat.slice(start, end)
  const short = /^[0-9]+(?:号楼|栋|幢)?-[0-9]+-[0-9]+室?$/.test(text)
  const doors = short ? { deep: true, room: true, row: false, street: false, only: '' } : doorsOf(text)
  const after = flat.slice(end, end + 4)
  const found = placeBefore(flat, start)
  const place = flat.slice(found.start, start).trim()
  const [atHome, atOffice] = [homeWords.test(found.label), officeWords.test(found.label) || offices.test(place.replace(/[东西南北中前后]?[A-Za-z]?$/, '')) || offices.test(place)]
  const span = (confidence: number, why: Span['why']): Span => ({ kind: 'address', start: found.start, end, confidence, why })
  if (sealed.test(after) && !doors.deep) return null
  if (doors.deep || (doors.row && (atHome || lanes.test(place) || homes.test(place)))) {
    if (atHome) return span(0.97, 'room')
    if (atOffice) return null
    if (homes.test(place) || roads.test(place)) return span(0.92, 'room')
    return place.length >= 2 && !short ? span(0.8, 'room') : doors.room && doors.deep && /[楼栋幢单元门]/.test(text) ? span(0.6, 'room_without_place') : null
  }
  if (place.length < 2 || /[月年第]$/.test(place)) return null
  if (atHome && (doors.street || (doors.room && /\d/.test(text)))) return span(0.85, 'door_and_label')
  return doors.street && lanes.test(place) && !atOffice && /^[^0-9]*\D?[0-9一二三四五六七八九十]+ ?号$/.test(text) ? span(0.65, 'room_without_place') : null
}

/** Addresses down to a door: a room, a building with its entrance, a yard in a village; a house number only where somebody is said to live. 住址识别 */
export function findAddresses(flat: string): Span[] {
  return [...flat.matchAll(chain), ...flat.matchAll(dashed)].flatMap(({ 0: text, index }) => judge(flat, index, index + text.trimEnd().length) ?? [])
}
