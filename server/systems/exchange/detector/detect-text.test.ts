import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hardNegatives } from '../../../../test/detector/hard-negatives.ts'
import { readLabelled, type Score, scoreText } from '../../../../test/detector/labelled.ts'
import { cardOf, creditOf, grouped, idOf, spoilt, wide } from '../../../../test/detector/made-numbers.ts'
import { positives } from '../../../../test/detector/positives.ts'
import { detectText } from './detect-text.ts'
import { flatten } from './flat-text.ts'
import { personalKinds } from './personal-kinds.ts'

const kindsIn = (text: string) => detectText(text).map(({ kind }) => kind)
const wordsIn = (text: string) => detectText(text).map(({ start, end }) => text.slice(start, end))
const person = idOf('19900101', 123)

test('of the labelled corpus nearly everything is found, and nearly nothing else', () => {
  const scores = new Map<string, Score>()
  const texts = [...positives.map(readLabelled), ...hardNegatives.map((text) => ({ text, spans: [] }))]
  const faults = texts.flatMap((one) => scoreText(one, detectText(one.text), scores))
  const lines = [...scores].map(([kind, { right, wrong, missed }]) => ({ kind, right, wrong, missed, precision: right / (right + wrong), recall: right / (right + missed) }))
  console.log([`${positives.length} texts with personal data, ${hardNegatives.length} without`, ...lines.map((line) => `${line.kind.padEnd(18)} right ${line.right} wrong ${line.wrong} missed ${line.missed} precision ${line.precision.toFixed(3)} recall ${line.recall.toFixed(3)}`)].join('\n'))
  expect([positives.length, hardNegatives.length].every((many) => many >= 150)).toBe(true)
  expect(new Set(scores.keys())).toEqual(new Set(personalKinds))
  for (const { kind, precision, recall } of lines) {
    const least = kind === 'name' || kind === 'address' ? 0.85 : 0.95
    expect({ kind, good: precision >= least && recall >= least }, faults.join('\n')).toEqual({ kind, good: true })
  }
})

test('a number with one wrong digit is nobody’s', () => {
  for (const number of [person, cardOf('622848', 19, 77), cardOf('622588', 16, 5)]) expect(kindsIn(`号码${spoilt(number)}`)).toEqual([])
  expect(kindsIn(`信用代码${spoilt(creditOf('MA0619X2'))}`)).toEqual([])
})

test('what an order number looks like is an order number, a telephone beside it is a telephone', () => {
  expect(detectText('订单号：15420376021，收件电话：15420376022').map(({ start, kind }) => ({ start, kind }))).toEqual([{ start: 21, kind: 'mobile' }])
  expect(kindsIn('工单内容：楼上漏水，来电15420376021')).toEqual(['mobile'])
})

test('a file number of division, day and serial is no child, though its check digit fits', () => {
  const file = Array.from({ length: 30 }, (_, serial) => `1201032025113${String(serial).padStart(5, '0')}`).find((number) => kindsIn(`身份证${number}`).length > 0)!
  expect([kindsIn(`受理编号：${file}`), kindsIn(`身份证：${file}`)]).toEqual([[], ['identity_number']])
})

test('a public line of an office is nobody’s, the same number as a home’s is', () => {
  expect([kindsIn('咨询电话：022-23456789'), kindsIn('家里电话：022-23456789')]).toEqual([[], ['landline']])
})

test('ten thousand of something is an amount, a person named 万 is not', () => {
  expect([kindsIn('共15420376021万元'), wordsIn('15420376021万福生')]).toEqual([[], ['15420376021', '万福生']])
})

test('a masked number and a masked name tell nothing', () => expect(kindsIn('王*明 154****6021 1201**********1237 6222****0041')).toEqual([]))

test('an office is no home, a building alone neither, a room in a compound is', () => {
  expect([kindsIn('政务服务中心2楼205室'), kindsIn('3号楼外墙脱落'), kindsIn('新兴里3号楼2门501漏水')]).toEqual([[], [], ['address']])
})

test('a title after a family name keeps the name hidden; after a whole name it does not', () => {
  expect([wordsIn('王女士来电'), wordsIn('王小梅女士来电')]).toEqual([[], ['王小梅']])
})

test('positions are those of the text as it came, full-width signs and all', () => {
  const text = `他说：１５４　２０３７　６０２１，${wide(person)}。`
  expect(wordsIn(text)).toEqual(['１５４　２０３７　６０２１', wide(person)])
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (any) => { expect(flatten(any).length).toBe(any.length) }))
})

test('findings stand in order, inside the text, and never overlap', () => {
  for (const { text } of positives.map(readLabelled)) {
    let from = 0
    for (const { start, end, confidence } of detectText(text)) {
      expect(start >= from && end > start && end <= text.length && confidence >= 0.5 && confidence <= 1, text).toBe(true)
      from = end
    }
  }
})

const born = fc.date({ min: new Date('1920-01-01'), max: new Date('2007-12-31'), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10).replaceAll('-', ''))
const written = fc.constantFrom<(digits: string) => string>((digits) => digits, wide, (digits) => grouped(digits, [6, 8, 4], ' '), (digits) => grouped(digits, [6, 4, 4, 4], '-'), (digits) => digits.toLowerCase())
const around = fc.constantFrom(['', ''], ['身份证', ''], ['持证人', '于昨日到访'], ['（', '）'], ['居民', '，男'], ['1、', '；2、'], ['"', '"'], ['社保卡号：', ' '], ['15420376021 ', ''], ['\t', '\t'])
test('an identity number is found however it is written and wherever it stands', () => {
  fc.assert(fc.property(born, fc.integer({ min: 0, max: 999 }), written, around, (day, serial, write, [before, after]) => {
    const number = write(idOf(day, serial))
    expect(wordsIn(`${before}${number}${after}`)).toContain(number)
  }))
})

test('numbers that begin with a day, matter numbers, division codes and coordinates are never personal', () => {
  const day = fc.date({ min: new Date('2019-01-01'), max: new Date('2031-12-31'), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10).replaceAll('-', ''))
  const digits = (many: number) => fc.stringMatching(new RegExp(`^[0-9]{${many}}$`))
  const order = fc.integer({ min: 1, max: 16 }).chain((many) => fc.tuple(day, digits(many))).map((parts) => parts.join(''))
  const matter = fc.tuple(day, digits(7)).map(([at, rest]) => at.slice(2) + rest)
  const division = fc.constantFrom(6, 9, 12, 15).chain((many) => fc.tuple(fc.constantFrom('120103', '110105', '370202'), digits(9)).map(([area, rest]) => (area + rest.replaceAll(/[1-9]/g, '0')).slice(0, many)))
  const point = fc.tuple(fc.integer({ min: 73, max: 135 }), digits(11), fc.integer({ min: 18, max: 53 }), digits(10)).map(([x, east, y, north]) => `${x}.${east},${y}.${north}`)
  fc.assert(fc.property(fc.oneof(order, matter, division, point), fc.constantFrom('', '办件', '见', '（'), (number, before) => { expect(kindsIn(`${before}${number}`)).toEqual([]) }), { numRuns: 2000 })
})

test('any string at all gives an answer', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme' }), fc.array(fc.constantFrom('姓名：', '张', '伟', '1', '20', '3号楼', '-', ' ', '@', '.', '住', '津A', '（', ')', '年', '·', 'X', '\ud83d', '\n'), { maxLength: 60 }).map((parts) => parts.join(''))), (text) => {
    expect(detectText(text)).toBeInstanceOf(Array)
  }), { numRuns: 2000 })
})

test.each(['1', '1 ', '120199 19900101 ', '@', 'a', 'a@b.c', '(022)', '张', '3号楼', '一', '姓名:', '姓名:张伟、李娜、', '张伟先生', '3-2-', '1990年', '15420376021、', '艾·', '住', '津A1', '居民张伟和', ' ', '-'])('100 kB of “%s” are read to the end', (seed) => {
  expect(detectText(seed.repeat(Math.ceil(100_000 / seed.length)))).toBeInstanceOf(Array)
})

test('in a long text everything is found, as often as it stands there', () => {
  const line = `联系人：张伟，电话15420376021，身份证${person}，住址：新兴里3号楼2门501。其余内容与任何人无关，只为占去一些篇幅。\n`
  expect(detectText(line.repeat(1500)).length).toBe(4 * 1500)
})
