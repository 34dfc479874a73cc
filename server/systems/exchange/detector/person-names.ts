import { givenLetters } from './given-letters.ts'
import { courtesies, followers, leads, nameLabels, notNames, roles, titles } from './name-words.ts'
import { type Span, type SpanReason } from './personal-kinds.ts'
import { commonSurnames, compoundSurnames, rareSurnames } from './surnames.ts'

const han = /^[\u3400-\u4dbf\u4e00-\u9fff\u3007]$/
const isHan = (sign: string | undefined): boolean => sign !== undefined && han.test(sign)
/** Last signs of offices and places, which no given name bears. */
const places = /[科处室局部组队站所委办院会厅店厂区县镇乡村街路桥里园社行段点岗楼层号]$/
const titleWord = new RegExp(`(?:${titles}|总|工|老|姓|某|某某)$`)
const titled = new RegExp(`^.(?:${titles})`)
const following = new RegExp(`^(?:${followers})`)
const leading = new RegExp(`(?:${leads})$`)

/** How much of a word looks like a Chinese name: 0 not, 1 by its family name, 2 by all its signs and a family name that is no everyday word. 姓名字形 */
export function nameShape(word: string): 0 | 1 | 2 {
  const family = compoundSurnames.has(word.slice(0, 2)) && word.length > 2 ? 2 : commonSurnames.has(word[0]!) || rareSurnames.has(word[0]!) ? 1 : 0
  const given = word.slice(family)
  if (family === 0 || given.length < 1 || given.length > 2 || notNames.has(word) || titleWord.test(given) || ![...word].every(isHan)) return 0
  const usual = [...given].every((letter) => givenLetters.has(letter))
  if (!usual && given.length === 2 && notNames.has(word.slice(0, 2)) && family === 1) return 0
  return usual && (family === 2 || commonSurnames.has(word[0]!)) ? 2 : 1
}

type Named = { start: number, end: number, shape: 1 | 2 }
const runEnd = (flat: string, at: number, most: number): number => { let end = at; while (end < flat.length && end - at < most && isHan(flat[end])) end++; return end }

/** The name that begins here: a whole word, or what stands before a word that follows names. */
function nameFrom(flat: string, at: number, alone: boolean): Named | null {
  const end = runEnd(flat, at, 12)
  const word = flat.slice(at, end)
  if (flat[end] === '*' || flat[end] === '某' || word.length < 2 || titled.test(word)) return null
  const whole = word.length <= 4 ? nameShape(word) : 0
  if (whole === 2 && !(word.length === 3 && following.test(word[2]!) && nameShape(word.slice(0, 2)) === 2 && /[男女的在是]/.test(word[2]!))) return { start: at, end, shape: 2 }
  const family = compoundSurnames.has(word.slice(0, 2)) ? 2 : 1
  for (const least of [2, 1] as const) {
    for (const length of [family + 2, family + 1]) {
      const shape = nameShape(word.slice(0, length))
      const next = word.slice(length).match(following)?.[0]
      if (next && shape >= least && (least === 2 || (alone && (next.length > 1 || /[男女]/.test(next))))) return { start: at, end: at + length, shape: shape as 1 | 2 }
    }
  }
  return whole === 1 && alone && !places.test(word) ? { start: at, end, shape: 1 } : null
}

const label = new RegExp(`(?:(?:${nameLabels})(?:信息|情况|名单)?|[人者员口单手方象户](?=(?:\\([^()\\n]{0,10}\\))? ?[:=|\\t]))(?:\\([^()\\n]{0,10}\\)|\\))? ?([:=|,\\t]|为|是|叫| )? {0,4}`, 'g')
const dotted = /^[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,10}){1,3}/

/** 安德烈斯·帕斯特拉纳当选 ends before 当选. */
function endOfDotted(name: string): number {
  for (let at = name.lastIndexOf('·') + 3; at < name.length; at++) {
    const next = name.slice(at).match(following)?.[0]
    if (next && (next.length > 1 || /[在的于是和等与]/.test(next))) return at
  }
  return name.length
}

function labelled(flat: string, found: Span[]): void {
  for (const match of flat.matchAll(label)) {
    const at = match.index + match[0].length
    const firm = match[1] !== undefined && ':=|\t'.includes(match[1])
    const foreign = dotted.exec(flat.slice(at, at + 40))?.[0]
    if (foreign) { found.push({ kind: 'name', start: at, end: at + endOfDotted(foreign), confidence: 0.9, why: 'label' }); continue }
    const name = nameFrom(flat, at, firm)
    if (!name || (name.shape === 1 && !firm)) continue
    found.push({ kind: 'name', start: name.start, end: name.end, confidence: name.shape === 2 ? 0.95 : 0.75, why: 'label' })
    listed(flat, name.end, found)
  }
}

/** 张伟、李娜、王芳: what follows a name in a list, while each looks like one. */
function listed(flat: string, from: number, found: Span[]): void {
  let end = from
  for (let many = 0; many < 200; many++) {
    const between = /^(?:\([^()\n]{1,12}\))? ?[、,/;和及与] ?| /.exec(flat.slice(end, end + 18))?.[0]
    const name = between === undefined ? null : nameFrom(flat, end + between.length, false)
    if (!name || name.shape < 2) return
    found.push({ kind: 'name', start: name.start, end: name.end, confidence: 0.8, why: 'listed' })
    end = name.end
  }
}

/** Three signs that all fit, though the word goes on: 主任乔振华批示. */
const threeSigns = (flat: string, at: number): Named | null => {
  const word = flat.slice(at, at + 3)
  return word.length === 3 && nameShape(word) === 2 && !notNames.has(word.slice(0, 2)) && !notNames.has(word.slice(1)) ? { start: at, end: at + 3, shape: 2 } : null
}

const role = new RegExp(`(?:${roles})(?=[\\u4e00-\\u9fff]{2})`, 'g')
function byRole(flat: string, found: Span[]): void {
  for (const match of flat.matchAll(role)) {
    const foreign = dotted.exec(flat.slice(match.index + match[0].length, match.index + match[0].length + 40))?.[0]
    if (foreign) { found.push({ kind: 'name', start: match.index + match[0].length, end: match.index + match[0].length + endOfDotted(foreign), confidence: 0.78, why: 'role' }); continue }
    const name = nameFrom(flat, match.index + match[0].length, false) ?? threeSigns(flat, match.index + match[0].length)
    if (name && name.shape === 2) { found.push({ kind: 'name', start: name.start, end: name.end, confidence: 0.78, why: 'role' }); listed(flat, name.end, found) }
  }
}

/** The longest name that ends here; a word of two signs needs an edge or a leading word before it. */
function nameBefore(flat: string, end: number, edge: 'needed' | 'helpful'): Named | null {
  for (const length of [4, 3, 2]) {
    const start = end - length
    if (start < 0) continue
    const shape = nameShape(flat.slice(start, end))
    if (shape === 0 || (length === 4 && !compoundSurnames.has(flat.slice(start, start + 2)))) continue
    const free = !isHan(flat[start - 1]) || leading.test(flat.slice(Math.max(0, start - 5), start))
    if (free ? shape === 2 || (edge === 'helpful' && !isHan(flat[start - 1])) : edge === 'helpful' && length === 3 && shape === 2) return { start, end, shape }
  }
  return null
}

const add = (found: Span[], name: Named | null, confidence: number, why: SpanReason): void => { if (name) found.push({ kind: 'name', start: name.start, end: name.end, confidence, why }) }

const title = new RegExp(`(?<=[\\u4e00-\\u9fff]{2})(?:${titles})`, 'g')
const courteous = new RegExp(`^(?:${courtesies})$`)
const sex = /(?<=[\u4e00-\u9fff]{2}) ?[,、(:\t ] ?[男女](?:性)?(?=[,、。;)( 0-9\t]|$|\n)/g
const dottedSex = /(?<![\u4e00-\u9fff·])([\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,10}){1,3}) ?[,、(: ] ?[男女](?=[,、。;)( 0-9]|$|\n)/g
/** What follows a name at the beginning of somebody's particulars: 张伟，住…; 张伟身份证…; 张伟于1990年…; 张伟诉李强. */
const particulars = '[现家]?住(?![院宿房户])|[汉满回壮]族|\\d{1,3}岁|联系电话|中国国?籍|[现历曾]任|毕业于|[您你]好|(?:19|20)\\d\\d年\\d{1,2}月(?:\\d{1,2}日)?出?生'
const cue = new RegExp(`(?<=[\\u4e00-\\u9fff]{2})(?: ?[,:(\\t] ?(?:${particulars})| ?[,:(\\t]? ?的?(?:身份证|手机)|于(?:19|20)\\d\\d[年./-]\\d{1,2}|诉(?![讼求说称苦状]))`, 'g')
/** Numbers that belong to one person: a name beside them is that person's. */
const ofOnePerson = new Set(['identity_number', 'mobile', 'bank_card', 'passport', 'travel_permit', 'regional_identity'])

const numberWords = '(?:公民|居民)?身份(?:证件?|号码)(?:号码?)?|证件号码?|(?:联系)?(?:手机|电话)号?码?|联系方式|护照号?码?|(?:银行)?卡号'
const numberLabel = new RegExp(`[ \\t,:(/、|-]{0,2}(?:的?(?:${numberWords})[ :为是]{0,2})?$`)

function beside(flat: string, numbers: readonly Span[], found: Span[]): void {
  for (const { kind, start, end } of numbers) {
    if (!ofOnePerson.has(kind)) continue
    const gap = numberLabel.exec(flat.slice(Math.max(0, start - 14), start))![0].length
    add(found, nameBefore(flat, start - gap, 'needed'), 0.8, 'beside_number')
    const after = end + /^[ \t,:)(/、|-]{0,2}/.exec(flat.slice(end, end + 2))![0].length
    const next = runEnd(flat, after, 5)
    if (nameShape(flat.slice(after, next)) === 2) found.push({ kind: 'name', start: after, end: next, confidence: 0.75, why: 'beside_number' })
  }
}

/** Names of persons, told by the word before or after them, by a number beside them or by a list; a bare name in running text is nobody's yet. 姓名识别 */
export function findNames(flat: string, numbers: readonly Span[]): Span[] {
  const found: Span[] = []
  labelled(flat, found)
  byRole(flat, found)
  for (const match of flat.matchAll(title)) add(found, nameBefore(flat, match.index, courteous.test(match[0]) ? 'helpful' : 'needed'), 0.85, 'title')
  for (const match of flat.matchAll(sex)) add(found, nameBefore(flat, match.index, 'helpful'), 0.88, 'sex')
  for (const { index, 1: name } of flat.matchAll(dottedSex)) found.push({ kind: 'name', start: index, end: index + name!.length, confidence: 0.9, why: 'sex' })
  for (const match of flat.matchAll(cue)) add(found, nameBefore(flat, match.index, 'needed'), 0.8, 'role')
  beside(flat, numbers, found)
  return found
}
