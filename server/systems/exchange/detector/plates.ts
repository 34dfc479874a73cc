import { type Span } from './personal-kinds.ts'

/** One sign for each province-level division, as on number plates: GA 36-2018 (中华人民共和国机动车号牌), annex A. */
const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const [office, sign] = ['[A-HJ-NP-Z]', '[A-HJ-NP-Z0-9]'] // never I and O, which look like 1 and 0; O only where the police had its old plates
const gap = '[ ·.-]{0,2}'
/** Last signs of learner, trailer, police and consular plates; and of cars from Hong Kong and Macao, which bear an office's Z. GA 36-2018 table 2 */
const shapes = [
  `[${provinces}] ?(?:${office}|O)${gap}(?:${sign}{5}|${sign}{4} ?[警学挂领试超])`,
  `[${provinces}] ?${office}${gap}(?:[A-HJK]${sign}[0-9]{4}|[0-9]{5}[A-HJK])`, // new energy: A–E driven by current alone, F–K by something else too
  `[${provinces}] ?Z${gap}${sign}{4} ?[港澳]`,
  `WJ${gap}[${provinces}]${gap}[0-9]{4}${sign}`,
  `(?:使[0-9]{6}|[0-9]{6}使)`,
]
const plate = new RegExp(`(?<![A-Za-z0-9])(?:${shapes[1]}|${shapes[0]}|${shapes[2]}|${shapes[3]}|${shapes[4]})(?![A-Za-z0-9])`, 'g')

/** Words that end in a province's sign and go on with a model's number: 创新 A12345 is no car. */
const otherWords = /(?:[全更创革最翻刷出迎崭重][\s]?新|[阿里为讯度]云|[东西南]宁|长青|年青|[中古]晋|百川|海川|四川|江苏|河豫|流苏|安宁)$/

/** Number plates of vehicles, old and of new energy, of the police, learners, trailers, consulates and cars from Hong Kong and Macao. 车牌识别 */
export function findPlates(flat: string): Span[] {
  const found: Span[] = []
  for (const { 0: text, index } of flat.matchAll(plate)) {
    const serial = text.replaceAll(/[ ·.-]/g, '').slice(2)
    if (otherWords.test(flat.slice(Math.max(0, index - 2), index + 1)) || (serial.match(/[A-Z]/g) ?? []).length > 3 || !/\d/.test(serial)) continue
    found.push({ kind: 'plate', start: index, end: index + text.length, confidence: (serial.match(/\d/g) ?? []).length >= 3 ? 0.95 : 0.7, why: 'shape' })
  }
  return found
}
