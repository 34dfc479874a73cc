import { type Span } from './personal-kinds.ts'

const [month, day] = ['(?:0?[1-9]|1[0-2])', '(?:3[01]|[12]\\d|0?[1-9])']
/** 1990-01-01, 1990/1, 1990年1月1日, 19900101, 199001. */
const date = `(?:19|20)\\d{2} ?(?:[-/.] ?${month}(?: ?[-/.] ?${day})?(?!\\d)|年 ?${month} ?月(?: ?${day} ?[日号])?|(?:0[1-9]|1[0-2])(?:3[01]|[12]\\d|0[1-9])?(?!\\d))`
const before = '(?:出生(?:年月日?|日期|时间)?|生日|(?<![发产派再])生于|诞辰|(?<![A-Za-z])(?:DOB|dob|[Bb]irth(?:day| ?date)?|csrq)(?![A-Za-z]))'
const labelled = new RegExp(`${before} ?(?:[:=|]|为|是|于|在|\\t)? ?\\(?(${date})`, 'g')
const followed = new RegExp(`(?<!\\d)(${date}) ?(?:出?生(?!人口|率|[证数缺登队地产效成活态意育日长物命动病机源理死])|出世|诞生)`, 'g')

/** Days of birth where a word says that it is one. 出生日期识别 */
export function findBirthDates(flat: string): Span[] {
  const found: Span[] = []
  for (const match of flat.matchAll(labelled)) {
    const end = match.index + match[0].length
    found.push({ kind: 'birth_date', start: end - match[1]!.length, end, confidence: 0.92, why: 'shape_and_label' })
  }
  for (const { 1: text, index } of flat.matchAll(followed)) found.push({ kind: 'birth_date', start: index, end: index + text!.length, confidence: 0.85, why: 'shape_and_label' })
  return found
}
