import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Suggestion, suggestItems } from '../../server/systems/governance/words/suggest-items.ts'
import { type WordsModel, trainWords } from '../../server/systems/governance/words/train-words.ts'

type Row = Record<string, string>
const root = join(import.meta.dirname, '../..')
const rowsOf = (path: string, delimiter = ','): Row[] => parse(readFileSync(join(root, path), 'utf8'), { columns: true, comment: '#', comment_no_infix: true, delimiter, quote: delimiter === ',' ? '"' : false })
const modelOf = (city: string): WordsModel =>
  trainWords(
    rowsOf(`cities/${city}/catalogues/incident-items.csv`).map(({ code, kind, name, words }) => ({ code: code!, kind: kind!, name: name!, words: words!.split('；') })),
    rowsOf(`cities/${city}/divisions.csv`).map(({ name }) => name!),
  )
const reports = rowsOf('test/words/labelled-reports.tsv', '\t')
const first = (model: WordsModel, words: string): Suggestion | undefined => suggestItems(model, words)[0]

/** Share of the reports whose item is first, and among the first three; and how far the confidence is from the truth. */
function measure(model: WordsModel, part: string) {
  const judged = reports.filter((report) => report.part === part).map(({ item, words }) => {
    const suggested = suggestItems(model, words!)
    return { right: suggested[0]?.itemCode === item, among: suggested.some(({ itemCode }) => itemCode === item), confidence: suggested[0]?.confidence ?? 0 }
  })
  const share = (count: number): number => Math.round((count / judged.length) * 1000) / 1000
  const bands = [0, 0.2, 0.4, 0.6, 0.8].map((from) => judged.filter(({ confidence }) => confidence >= from && confidence < (from === 0.8 ? 2 : from + 0.2)))
  const off = bands.reduce((sum, band) => sum + Math.abs(band.reduce((gap, { right, confidence }) => gap + Number(right) - confidence, 0)), 0)
  return { reports: judged.length, top1: share(judged.filter(({ right }) => right).length), top3: share(judged.filter(({ among }) => among).length), calibrationError: share(off) }
}

describe('words → item', () => {
  let model: WordsModel
  beforeAll(() => void (model = modelOf('tianjin')))

  test('is measured on reports of people over most of the catalogue, each report once', () => {
    expect(reports.length).toBeGreaterThanOrEqual(480)
    expect(new Set(reports.map(({ item }) => item)).size).toBeGreaterThanOrEqual(200)
    expect(new Set(reports.map(({ words }) => words)).size).toBe(reports.length)
    expect(reports.filter(({ item }) => !model.codes.includes(item!))).toEqual([])
    const phrases = new Set(rowsOf('cities/tianjin/catalogues/incident-items.csv').flatMap(({ words }) => words!.split('；')))
    expect(reports.filter(({ words }) => phrases.has(words!))).toEqual([])
  })

  test('finds the item of reports that it was never tuned on', () => {
    const heldOut = measure(model, 'held-out')
    process.stdout.write(`words → item: held-out ${JSON.stringify(heldOut)}; dev ${JSON.stringify(measure(model, 'dev'))}\n`)
    // measured on 2026-11-25: top-1 0.863, top-3 0.948, calibration error 0.059
    expect(heldOut.top1).toBeGreaterThanOrEqual(0.83)
    expect(heldOut.top3).toBeGreaterThanOrEqual(0.92)
    expect(heldOut.calibrationError).toBeLessThanOrEqual(0.12)
  })

  test('three at most are suggested, the surest first', () => {
    for (const { words } of reports) {
      const shown = suggestItems(model, words!).map(({ confidence }) => confidence)
      expect(shown.length).toBeLessThanOrEqual(3)
      expect(shown).toEqual(shown.toSorted((a, b) => b - a))
    }
  })

  test('says nothing where nothing speaks for an item', () => {
    expect(suggestItems(model, '')).toEqual([])
    expect(suggestItems(model, '！！！😀')).toEqual([])
    expect(first(model, '你好，请问在吗')?.confidence ?? 0).toBeLessThan(0.2)
    expect(first(model, '今天天气不错')?.confidence ?? 0).toBeLessThan(0.2)
  })

  test('takes the name of a place for no evidence', () => {
    expect(suggestItems(model, '光明里社区居委会')).toEqual([])
    const [here, there] = ['光明里', '汊沽港镇'].map((place) => first(model, `${place}路灯不亮`))
    expect(here).toEqual(there)
  })

  test('says which words of the report speak for the item', () => {
    const suggestion = first(model, '胡同里的路灯坏了三天，黑灯瞎火的')!
    expect(suggestion.itemCode).toBe('C01037')
    expect(suggestion.because.length).toBeGreaterThan(0)
    for (const word of suggestion.because) expect('胡同里的路灯坏了三天，黑灯瞎火的').toContain(word)
  })

  test('gives at most three, the surest first, with confidences that do not exceed one together', () => {
    for (const { words } of reports.slice(0, 50)) {
      const suggested = suggestItems(model, words!)
      expect(suggested.length).toBeLessThanOrEqual(3)
      expect(suggested.map(({ confidence }) => confidence)).toEqual(suggested.map(({ confidence }) => confidence).sort((a, b) => b - a))
      expect(suggested.reduce((sum, { confidence }) => sum + confidence, 0)).toBeLessThanOrEqual(1.002)
    }
  })

  test('works with a small catalogue of another place', () => {
    const county = modelOf('sample-county')
    expect(first(county, '村口的灯不亮了')!.itemCode).toBe('C0102')
    expect(first(county, '地里有人烧秸秆')!.itemCode).toBe('E0302')
  })
})
