/** An age in a question, and the signs that said it. */
export type AgeSaid = Readonly<{ said: string; age: number }>

const digits: Readonly<Record<string, number>> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const number = String.raw`[0-9]{1,3}|[一二两三四五六七八九]?[十百][一二三四五六七八九]?[十]?[一二三四五六七八九]?|[零一二两三四五六七八九]`
const withUnit = new RegExp(`(${number})\\s*(?:周岁|岁|个?多岁)`, 'g')
const months = new RegExp(`(?:${number})\\s*个?月大`, 'g')
/** Bare numbers are ages only of people so old, and not before a unit of something else. */
const bare = new RegExp(`(?<![0-9.第一二三四五六七八九十百千万])([0-9]{2,3}|[五六七八九]十[一二三四五六七八九]?|一?百)(?![0-9.]|\\s*[元块毛万千百天号日月年期人个位平米斤吨公里路楼栋户度分倍%％一二三四五六七八九十]|多[万元块])`, 'g')

/** 八十二 → 82. 汉字数 */
export function numberOf(said: string): number {
  if (/^[0-9]+$/.test(said)) return Number(said)
  const [hundreds, rest] = said.includes('百') ? said.split('百') as [string, string] : ['', said]
  const [tens, ones] = rest.includes('十') ? rest.split('十') as [string, string] : ['', rest]
  return (said.includes('百') ? (digits[hundreds] ?? 1) * 100 : 0) + (rest.includes('十') ? (digits[tens] ?? 1) * 10 : 0) + (digits[ones] ?? 0)
}

/** The ages that a question says: 八十了, 92 岁, 三周岁; a bare number only where somebody is spoken of. 年龄 */
export function agesSaid(question: string, ofSomebody: boolean): AgeSaid[] {
  const found = [...question.matchAll(withUnit)].map(([said, one]) => ({ said, age: numberOf(one!) }))
  const babies = [...question.matchAll(months)].map(([said]) => ({ said, age: 0 }))
  if (found.length > 0 || babies.length > 0 || !ofSomebody) return [...found, ...babies].filter(({ age }) => age <= 130)
  return [...question.matchAll(bare)].map(([said, one]) => ({ said, age: numberOf(one!) })).filter(({ age }) => age >= 50 && age <= 120)
}
